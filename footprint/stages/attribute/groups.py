"""How combinations of flow and indicator are summed: by lens and realm, and by lens, realm and pressure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from footprint.ground.pressures import column_of

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Groups:
    """The combinations, length E, and the groups they fall in.

    Attributes
    ----------
    combos
        lens, realm, pressure, unit, flow, everywhere ... of each combination.
    realms, realm_of
        The distinct (lens, realm, unit) and the place of each combination in them. What must not be added to its realm
        (law L5) stands in a realm of its own: "terrestrial, land transformation".
    pressures, pressure_of
        The distinct (lens, realm, pressure, unit) and the place of each combination in them.
    """

    combos: pd.DataFrame
    realms: pd.DataFrame
    realm_of: Ints
    pressures: pd.DataFrame
    pressure_of: Ints

    def by_realm(self, values: Floats) -> Floats:
        """Return the sums over the combinations of each realm, shape (pairs, realms) from (pairs, E)."""
        return _grouped(values, self.realm_of, len(self.realms))

    def by_pressure(self, values: Floats) -> Floats:
        """Return the sums over the combinations of each pressure, shape (pairs, pressures) from (pairs, E)."""
        return _grouped(values, self.pressure_of, len(self.pressures))


def group(combos: pd.DataFrame) -> Groups:
    """Return the groups of some combinations (lens, realm, pressure, unit ...)."""
    columns = [column_of(str(row.realm), str(row.pressure)) for row in combos.itertuples()]
    realms, realm_of = _distinct(combos.assign(column=columns), ["lens", "column", "unit"])
    pressures, pressure_of = _distinct(combos, ["lens", "realm", "pressure", "unit"])
    return Groups(combos, realms.rename(columns={"column": "realm"}), realm_of, pressures, pressure_of)


def _distinct(combos: pd.DataFrame, names: list[str]) -> tuple[pd.DataFrame, Ints]:
    place = combos.groupby(names, sort=True, observed=True).ngroup().to_numpy(np.int64)
    return combos.drop_duplicates(names)[names].sort_values(names, ignore_index=True), np.asarray(place, np.int64)


def _grouped(values: Floats, group_of: Ints, groups: int) -> Floats:
    """Return the sums by group, one combination after the other.

    A matrix product would be the same but for the last bit, which differs between machines (law L8).
    """
    summed = np.zeros((len(values), groups))
    for combination, group_at in enumerate(group_of):
        summed[:, group_at] += values[:, combination]
    return summed
