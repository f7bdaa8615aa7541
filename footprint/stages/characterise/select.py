"""Which factor: for each lens, realm and pressure, and each flow and country, the one row that counts.

The rule, in order: the country's own row; the method's world value (GLO), shown as a fallback. A compartment without a
row of its own takes the row of the unspecified sub-compartment ("water" for "water/surface water"). A method that has
only GLO rows is global by design, and that is no fallback. The impact stays where the pressure is; only climate change
acts everywhere: its place is GLO.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from footprint.ground.errors import FactorError
from footprint.ground.joins import positions
from footprint.ground.library import LENSES, Library
from footprint.stages.characterise.overrides import correct

GLOBAL_PLACE = "GLO"
CLIMATE = "climate change"
_ROW_COLUMNS = [
    "category",
    "realm",
    "pressure",
    "flow",
    "compartment",
    "place",
    "value",
    "unit",
    "per",
    "approach",
    "low",
    "high",
    "rsd",
    "flag",
]


@dataclass(frozen=True)
class Factors:
    """The factors that count, laid out for arithmetic.

    Attributes
    ----------
    combos
        One row per combination of flow and indicator, length E: flow (place on the flow axis), flow_name, lens, realm,
        pressure, edition, category, unit, everywhere (True: the place of the impact is GLO).
    value
        Factor [impact unit/flow unit], shape (E, C); NaN where the method has none.
    row
        Row of `rows` each factor came from, shape (E, C); -1 where there is none.
    fallback
        True where GLO stands in for a country, shape (E, C).
    rows
        The factor rows with their edition, category, flow, compartment, place, value, published, override ...
    """

    combos: pd.DataFrame
    value: npt.NDArray[np.float64]
    row: npt.NDArray[np.int64]
    fallback: npt.NDArray[np.bool_]
    rows: pd.DataFrame


def known_lenses(library: Library) -> pd.DataFrame:
    """Return lens, title, unit, default, question, note."""
    return library.table(LENSES, "lenses")


def chosen(library: Library, lenses: list[str] | str | None) -> list[str]:
    """Return the lenses asked for, or the default ones; raise FactorError for one that does not exist."""
    table = known_lenses(library)
    lenses = [lenses] if isinstance(lenses, str) else lenses
    if lenses is None:
        return list(table.loc[table["default"], "lens"].astype(str))
    if not lenses:
        raise FactorError(f"no lens was named; there are {', '.join(table['lens'].astype(str))}")
    unknown = [lens for lens in lenses if lens not in set(table["lens"].astype(str))]
    if unknown:
        raise FactorError(f"no lens {', '.join(map(repr, unknown))}; there are {', '.join(table['lens'].astype(str))}")
    return list(dict.fromkeys(lenses))


def lens_rows(library: Library, lenses: list[str], flows: list[str] | None = None) -> pd.DataFrame:
    """Return the corrected factor rows of some lenses, with their lens beside them; only of `flows`, if given."""
    selection = library.table(LENSES, "selection")
    overrides = library.table(LENSES, "overrides")
    parts: list[pd.DataFrame] = []
    for edition, wanted in selection[selection["lens"].isin(lenses)].groupby("edition", observed=True, sort=True):
        table = library.table(str(edition), "factors", _ROW_COLUMNS)
        table = table[table["flow"].isin(flows)] if flows is not None else table
        ours = overrides[overrides["edition"].isin([str(edition), "*"])]
        corrected = correct(table.assign(edition=str(edition)), ours)
        parts.extend(_of_selection(corrected, chosen_row) for chosen_row in wanted.itertuples(index=False))
    return pd.concat(parts, ignore_index=True)


def _of_selection(rows: pd.DataFrame, chosen_row: object) -> pd.DataFrame:
    same: npt.NDArray[np.bool_] = np.ones(len(rows), dtype=bool)
    for key in ("realm", "pressure", "category", "approach"):
        same &= (rows[key] == str(getattr(chosen_row, key))).to_numpy()
    return rows[same].assign(lens=str(getattr(chosen_row, "lens", "")))


def select_factors(rows: pd.DataFrame, flows: pd.DataFrame, countries: pd.Index) -> Factors:
    """Return the factors of the flows on the flow axis, for every country.

    Parameters
    ----------
    rows
        From :func:`lens_rows`.
    flows
        flow, compartment: the flow axis, length F.
    countries
        ISO3 codes, length C.
    """
    places = countries.append(pd.Index([GLOBAL_PLACE]))
    rows = rows[rows["place"].isin(places)].reset_index(drop=True)
    indicator = (
        rows.groupby(["lens", "realm", "pressure", "edition", "category", "unit"], observed=True, sort=True)
        .ngroup()
        .to_numpy()
    )
    place = positions(rows["place"], places)
    combos, taken = [], []
    for flow_at, flow in enumerate(flows.itertuples(index=False)):
        of_flow = (rows["flow"] == flow.flow).to_numpy()
        for which in np.unique(indicator[of_flow]):
            mine = of_flow & (indicator == which)
            found = _by_place(rows, mine, str(flow.compartment), place, len(places))
            if (found >= 0).any():
                first = rows.iloc[int(found[found >= 0][0])]
                combos.append(
                    [flow_at, str(flow.flow), *first[["lens", "realm", "pressure", "edition", "category", "unit"]]]
                )
                taken.append(found)
    return _laid_out(rows, combos, np.array(taken, dtype=np.int64).reshape(len(combos), len(places)))


def _by_place(
    rows: pd.DataFrame, mine: npt.NDArray[np.bool_], compartment: str, place: npt.NDArray[np.int64], width: int
) -> npt.NDArray[np.int64]:
    """Return the row of each place: that of the compartment, or else of the unspecified sub-compartment."""
    written = rows["compartment"].astype(str).to_numpy()
    found = np.full(width, -1, dtype=np.int64)
    for name in (compartment.split("/")[0], compartment):
        at = np.flatnonzero(mine & (written == name))
        found[place[at]] = at
    return found


def _laid_out(rows: pd.DataFrame, combos: list[list[object]], taken: npt.NDArray[np.int64]) -> Factors:
    names = ["flow", "flow_name", "lens", "realm", "pressure", "edition", "category", "unit"]
    table = pd.DataFrame(combos, columns=names)
    own, world = taken[:, :-1], np.broadcast_to(taken[:, -1:], taken[:, :-1].shape)
    local = (own >= 0).any(axis=1, keepdims=True)
    climate = table["pressure"].astype(str).str.startswith(CLIMATE).to_numpy()
    row: npt.NDArray[np.int64] = np.where(own >= 0, own, world)
    value = np.where(row >= 0, rows["value"].to_numpy(np.float64)[row], np.nan)
    fallback = (own < 0) & (world >= 0) & local
    return Factors(table.assign(everywhere=climate), value, row, fallback, rows)
