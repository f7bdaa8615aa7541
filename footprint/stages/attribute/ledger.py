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
from footprint.stages.attribute.groups import Groups

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


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
    groups
        Combinations of flow and indicator, length E, and how they are summed.
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

    groups: Groups
    draw: Draw
    impact: Floats
    expected: Bools
    cell_value: Floats
    cell_asked: Floats
    cell_complete: Floats
    cell_tonnes: Floats
    pair_tonnes: Floats

    @property
    def combos(self) -> pd.DataFrame:
        """The combinations of flow and indicator."""
        return self.groups.combos

    @property
    def realms(self) -> pd.DataFrame:
        """The distinct lens, realm, unit."""
        return self.groups.realms

    @property
    def pressures(self) -> pd.DataFrame:
        """The distinct lens, realm, pressure, unit."""
        return self.groups.pressures

    @property
    def pressure_names(self) -> pd.Index:
        """The pressures as words: "species: freshwater: water use"."""
        names = self.pressures[["lens", "realm", "pressure"]].itertuples(index=False, name=None)
        return pd.Index([": ".join(parts) for parts in names], dtype=object)

    def any_by_pressure(self, of_combination: Bools) -> Floats:
        """Return 1 where any combination of a pressure is marked, shape (pairs, pressures) from (pairs, E)."""
        return (self.groups.by_pressure(of_combination.astype(np.float64)) > 0).astype(np.float64)


def attribute(impact: Floats, expected: Bools, groups: Groups, shares: Draw, cell_tonnes: Floats) -> Ledger:
    """Return the ledger.

    Parameters
    ----------
    impact
        Impact per tonne, shape (P, C, E); NaN where unknown.
    expected
        Where a combination belongs to the product, shape (P, C, E).
    groups
        The combinations and how they are summed.
    shares
        How cells draw from pairs.
    cell_tonnes
        Tonnes of each cell, lines of unknown tonnes left out; shape (cells,).
    """
    of_pair = impact[shares.product, shares.country]
    wanted = expected[shares.product, shares.country]
    known = np.isfinite(of_pair)
    value = shares.to_cells(groups.by_realm(np.where(known, of_pair, 0.0)))
    asked = groups.by_pressure(wanted.astype(np.float64))
    met = groups.by_pressure((wanted & known).astype(np.float64))
    touched = shares.to_cells(groups.by_realm(known.astype(np.float64)))
    return Ledger(
        groups=groups,
        draw=shares,
        impact=of_pair,
        expected=wanted,
        cell_value=np.where(touched > 0, value, np.nan),
        cell_asked=shares.to_cells((asked > 0).astype(np.float64)),
        cell_complete=shares.to_cells(((asked > 0) & (met == asked)).astype(np.float64)),
        cell_tonnes=cell_tonnes,
        pair_tonnes=_summed(shares.pair, cell_tonnes[shares.cell] * shares.share, len(shares.product)),
    )


def _summed(place: Ints, weight: Floats, width: int) -> Floats:
    return np.bincount(place, weight, width).astype(np.float64)
