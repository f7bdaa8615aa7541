"""The ledger: what a tonne of each cell does, and how many tonnes of what grew where it stands for.

Lines are never multiplied by flows one by one. A line belongs to a cell (a distinct product and declared country), a
cell draws its tonnes from processes (product, country where it was made or grown) by shares, and a process rests,
through the chain, on roots: products with flows of their own, in the country where they press on nature. Every table is
a sum over these: up the chain for what a line carries, down the chain for where it happens.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from footprint.ground.chain import Chain, Sparse
from footprint.ground.joins import pairs
from footprint.stages.attribute.groups import Groups

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Draw:
    """The shares by which cells draw from processes, and what the processes are.

    Attributes
    ----------
    cell, process, share
        Long table, one row per cell and process [t of the process's product per t of the line].
    product, country
        Place of each process on the axes of the product system, shape (processes,).
    cells
        Number of cells.
    """

    cell: Ints
    process: Ints
    share: Floats
    product: Ints
    country: Ints
    cells: int

    def tonnes(self, cell_tonnes: Floats) -> Floats:
        """Return the tonnes that cells of these tonnes draw from each process [t], shape (processes,)."""
        drawn = cell_tonnes[self.cell] * self.share
        return np.bincount(self.process, drawn, len(self.product)).astype(np.float64)

    def to_cells(self, per_process: Floats) -> Floats:
        """Return the share-weighted sum over each cell's processes, shape (cells, k) from (processes, k)."""
        return np.asarray(self._shares @ per_process, dtype=np.float64)

    @cached_property
    def _shares(self) -> Sparse:
        where = (self.cell, self.process)
        return sparse.coo_array((self.share, where), shape=(self.cells, len(self.product))).tocsr()


def draw(cell: Ints, product: Ints, country: Ints, share: Floats, cells: int, countries: int) -> Draw:
    """Return the draw of cells from distinct processes; `product` and `country` are places on the system's axes."""
    of_product, of_country, process = pairs(product, country, countries)
    return Draw(cell, process, share, of_product, of_country, cells)


@dataclass(frozen=True)
class Walk:
    """The part of the product system that some processes rest on, and the ways up and down it.

    Attributes
    ----------
    chain
        That part.
    process
        Place of each process in it.
    root
        Places of the roots in it.
    product, country
        Product and country of each root, on the axes of the inventory.
    """

    chain: Chain
    process: Ints
    root: Ints
    product: Ints
    country: Ints

    def up(self, per_root: Floats) -> Floats:
        """Return what a tonne of each process carries of what its roots have, (processes, k) from (roots, k)."""
        direct = np.zeros((len(self.chain.ids), per_root.shape[1]))
        direct[self.root] = per_root
        return self.chain.total(direct)[self.process]

    def down(self, tonnes: Floats) -> Floats:
        """Return the tonnes of each root behind tonnes of each process."""
        demand = np.bincount(self.process, tonnes, len(self.chain.ids)).astype(np.float64)
        return np.asarray(self.chain.supply(demand[:, np.newaxis])[self.root, 0])

    def roots_of(self, shares: Draw, cells: Ints) -> Sparse:
        """Return the tonnes of each root behind a tonne of some cells, shape (roots, cells), sparse."""
        place = np.full(shares.cells, -1, dtype=np.int64)
        place[cells] = np.arange(len(cells))
        kept = place[shares.cell] >= 0
        where = (self.process[shares.process[kept]], place[shares.cell[kept]])
        demand = sparse.coo_array((shares.share[kept], where), shape=(len(self.chain.ids), len(cells))).tocsr()
        return self.chain.supply(demand)[self.root]

    @cached_property
    def lacking(self) -> Floats:
        """Tonnes of inputs of which nothing is known, behind a tonne of each process, shape (processes, 1)."""
        return self.chain.total(self.chain.missing[:, np.newaxis])[self.process]

    @cached_property
    def mass(self) -> Floats:
        """Tonnes of roots and unknown inputs behind a tonne of each process, shape (processes, 1)."""
        return self.up(np.ones((len(self.root), 1))) + self.lacking

    def of_mass(self, tonnes: Floats) -> Floats:
        """Return some of the tonnes behind each process as a part of all of them, shape (processes, k)."""
        return np.divide(tonnes, self.mass, out=np.zeros(tonnes.shape), where=self.mass > 0)

    def share(self, marks: Floats) -> Floats:
        """Return which part of the tonnes behind each process has a mark, shape (processes, k) from (roots, k)."""
        return self.of_mass(self.up(marks))


def walk(chain: Chain, shares: Draw, roots: int, countries: int) -> Walk:
    """Return the part of a chain that the processes of a draw rest on.

    Parameters
    ----------
    roots, countries
        Number of products with flows of their own, which come first on the product axis, and of countries.
    """
    ids = shares.product * countries + shares.country
    part = chain.reach(ids)
    root = np.flatnonzero(part.ids < roots * countries)
    return Walk(part, part.places(ids), root, part.ids[root] // countries, part.ids[root] % countries)


@dataclass(frozen=True)
class Ledger:
    """Everything the tables are made from.

    Attributes
    ----------
    groups
        Combinations of flow and indicator, length E, and how they are summed.
    draw
        Shares of cells in processes.
    walk
        What those processes rest on.
    impact
        Impact per tonne of each root by its own flows [unit/t], shape (roots, E); NaN where inventory or factor is
        missing.
    expected
        Where a combination belongs to the root's product, shape (roots, E).
    cell_value
        Impact per tonne of each cell by realm, shape (cells, realms); NaN where nothing of it is known.
    cell_asked, cell_complete
        Share of the tonnes behind each cell whose product has the pressure at all, and for which it is complete: every
        flow of it has an inventory and a factor. Shape (cells, pressures), 0 to 1.
    cell_tonnes, root_tonnes
        Tonnes of each cell, and of each root behind all of them.
    """

    groups: Groups
    draw: Draw
    walk: Walk
    impact: Floats
    expected: Bools
    cell_value: Floats
    cell_asked: Floats
    cell_complete: Floats
    cell_tonnes: Floats
    root_tonnes: Floats

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
        """Return 1 where any combination of a pressure is marked, shape (roots, pressures) from (roots, E)."""
        return (self.groups.by_pressure(of_combination.astype(np.float64)) > 0).astype(np.float64)

    def share_of_cells(self, marks: Floats) -> Floats:
        """Return which part of the tonnes behind each cell has a mark, shape (cells, k) from (roots, k)."""
        return self.draw.to_cells(self.walk.share(marks))


def attribute(
    impact: Floats, expected: Bools, groups: Groups, shares: Draw, cell_tonnes: Floats, chain: Chain
) -> Ledger:
    """Return the ledger.

    Parameters
    ----------
    impact
        Impact per tonne of products with flows of their own, shape (roots, C, E); NaN where unknown.
    expected
        Where a combination belongs to the product, shape (roots, C, E).
    groups
        The combinations and how they are summed.
    shares
        How cells draw from processes.
    cell_tonnes
        Tonnes of each cell, lines of unknown tonnes left out; shape (cells,).
    chain
        The product system.
    """
    way = walk(chain, shares, *impact.shape[:2])
    of_root, wanted = impact[way.product, way.country], expected[way.product, way.country]
    known = np.isfinite(of_root)
    asked = groups.by_pressure(wanted.astype(np.float64))
    met = groups.by_pressure((wanted & known).astype(np.float64))
    of_roots = (
        groups.by_realm(np.where(known, of_root, 0.0)),
        groups.by_realm(known.astype(np.float64)),
        (asked > 0).astype(np.float64),
        ((asked > 0) & (met == asked)).astype(np.float64),
    )
    edges = np.cumsum([part.shape[1] for part in of_roots])[:-1]
    value, touched, has, complete = np.split(way.up(np.hstack(of_roots)), edges, axis=1)
    tonnes = shares.tonnes(cell_tonnes)
    return Ledger(
        groups=groups,
        draw=shares,
        walk=way,
        impact=of_root,
        expected=wanted,
        cell_value=np.where(shares.to_cells(touched) > 0, shares.to_cells(value), np.nan),
        cell_asked=shares.to_cells(_asked(way, has)),
        cell_complete=shares.to_cells(way.of_mass(complete)),
        cell_tonnes=cell_tonnes,
        root_tonnes=way.down(tonnes),
    )


def _asked(way: Walk, has: Floats) -> Floats:
    """Return the part of the tonnes that has each pressure; an unknown input counts as having what the rest has."""
    of_roots = way.of_mass(has)
    unknown = np.divide(way.lacking, way.mass, out=np.zeros_like(way.mass), where=way.mass > 0)
    return np.where(of_roots > 0, of_roots + unknown, 0.0)
