"""The ledger: what a tonne of each cell does, and how many tonnes each cell and each (product, country) pair holds.

Lines are never multiplied by flows one by one. A line belongs to a cell (a distinct product and declared country), a
cell draws its tonnes from pairs (product, country of production) by shares, and a pair has one impact per tonne for
each combination of flow and indicator. Every table is a sum over these.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from footprint.ground.joins import pairs
from footprint.ground.pressures import column_of

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

REALM = ["lens", "column", "unit"]
PRESSURE = ["lens", "realm", "pressure", "unit"]


@dataclass(frozen=True)
class Draw:
    """The shares by which cells draw from pairs, and what the pairs are.

    Attributes
    ----------
    cell, pair, share
        Long table, one row per cell and pair [t of the pair's product per t of the line].
    product, country
        Place of each pair on the axes of the system, shape (pairs,).
    cells
        Number of cells.
    """

    cell: Ints
    pair: Ints
    share: Floats
    product: Ints
    country: Ints
    cells: int

    def to_cells(self, per_pair: Floats) -> Floats:
        """Return the share-weighted sum over each cell's pairs, shape (cells, k) from (pairs, k)."""
        weighted = per_pair[self.pair] * self.share[:, np.newaxis]
        columns = [np.bincount(self.cell, column, self.cells) for column in weighted.T]
        return np.array(columns, dtype=np.float64).reshape(per_pair.shape[1], self.cells).T


def draw(cell: Ints, product: Ints, country: Ints, share: Floats, cells: int, countries: int) -> Draw:
    """Return the draw of cells from distinct pairs; `product` and `country` are places on the axes of the system."""
    pair_product, pair_country, pair = pairs(product, country, countries)
    return Draw(cell, pair, share, pair_product, pair_country, cells)


@dataclass(frozen=True)
class Ledger:
    """Everything the tables are made from.

    Attributes
    ----------
    combos
        Combinations of flow and indicator, length E (lens, realm, pressure, unit, flow, everywhere ...).
    realms, pressures
        The distinct (lens, realm, unit) and (lens, realm, pressure, unit), and for each combination its place in them.
        What must not be added to its realm (law L5) stands in a realm of its own: "terrestrial, land transformation".
    draw
        Shares of cells in pairs.
    impact
        Impact per tonne of each pair [unit/t], shape (pairs, E); NaN where inventory or factor is missing.
    expected
        Where a combination belongs to the pair's product, shape (pairs, E).
    cell_value
        Impact per tonne of each cell by realm, shape (cells, realms); NaN where nothing of it is known.
    cell_asked, cell_complete
        Share of each cell's tonnes whose product has the pressure at all, and for which it is complete: every flow of
        it has an inventory and a factor. Shape (cells, pressures), 0 to 1.
    cell_tonnes, pair_tonnes
        Tonnes of each cell and each pair.
    """

    combos: pd.DataFrame
    realms: pd.DataFrame
    realm_of: Ints
    pressures: pd.DataFrame
    pressure_of: Ints
    draw: Draw
    impact: Floats
    expected: Bools
    cell_value: Floats
    cell_asked: Floats
    cell_complete: Floats
    cell_tonnes: Floats
    pair_tonnes: Floats

    @property
    def pressure_names(self) -> pd.Index:
        """The pressures as words: "species: freshwater: water use"."""
        names = self.pressures[["lens", "realm", "pressure"]].itertuples(index=False, name=None)
        return pd.Index([": ".join(parts) for parts in names], dtype=object)

    def by_pressure(self, of_combination: Bools) -> Floats:
        """Return 1 where any combination of a pressure is marked, shape (pairs, pressures) from (pairs, E)."""
        return (_grouped(of_combination.astype(np.float64), self.pressure_of, len(self.pressures)) > 0).astype(
            np.float64
        )


def attribute(impact: Floats, expected: Bools, combos: pd.DataFrame, shares: Draw, cell_tonnes: Floats) -> Ledger:
    """Return the ledger.

    Parameters
    ----------
    impact
        Impact per tonne, shape (P, C, E); NaN where unknown.
    expected
        Where a combination belongs to the product, shape (P, C, E).
    combos
        The combinations, length E.
    shares
        How cells draw from pairs.
    cell_tonnes
        Tonnes of each cell, lines of unknown tonnes left out; shape (cells,).
    """
    columns = [column_of(str(row.realm), str(row.pressure)) for row in combos.itertuples()]
    combos = combos.assign(column=columns)
    realms, realm_of = _distinct(combos, REALM)
    realms = realms.rename(columns={"column": "realm"})
    pressures, pressure_of = _distinct(combos, PRESSURE)
    of_pair = impact[shares.product, shares.country]
    wanted = expected[shares.product, shares.country]
    known = np.isfinite(of_pair)
    value = shares.to_cells(_grouped(np.where(known, of_pair, 0.0), realm_of, len(realms)))
    asked = _grouped(wanted.astype(np.float64), pressure_of, len(pressures))
    met = _grouped((wanted & known).astype(np.float64), pressure_of, len(pressures))
    touched = shares.to_cells(_grouped(known.astype(np.float64), realm_of, len(realms)))
    return Ledger(
        combos=combos,
        realms=realms,
        realm_of=realm_of,
        pressures=pressures,
        pressure_of=pressure_of,
        draw=shares,
        impact=of_pair,
        expected=wanted,
        cell_value=np.where(touched > 0, value, np.nan),
        cell_asked=shares.to_cells((asked > 0).astype(np.float64)),
        cell_complete=shares.to_cells(((asked > 0) & (met == asked)).astype(np.float64)),
        cell_tonnes=cell_tonnes,
        pair_tonnes=_summed(shares.pair, cell_tonnes[shares.cell] * shares.share, len(shares.product)),
    )


def _distinct(combos: pd.DataFrame, names: list[str]) -> tuple[pd.DataFrame, Ints]:
    place = combos.groupby(names, sort=True, observed=True).ngroup().to_numpy(np.int64)
    return combos.drop_duplicates(names)[names].sort_values(names, ignore_index=True), np.asarray(place, np.int64)


def _summed(place: Ints, weight: Floats, width: int) -> Floats:
    return np.bincount(place, weight, width).astype(np.float64)


def _grouped(values: Floats, group_of: Ints, groups: int) -> Floats:
    """Return the sums over combinations of the same group, shape (pairs, groups) from (pairs, E)."""
    membership = np.zeros((len(group_of), groups))
    membership[np.arange(len(group_of)), group_of] = 1.0
    return values @ membership
