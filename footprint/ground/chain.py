"""The product system as one sparse matrix, and the walks over it: what a tonne brings about, what a demand asks for.

A node is a process (product, country of production) or a market (a product as a country is supplied with it). Nodes
stand in levels: whatever a node takes stands on a lower level, but for loops, whose nodes share one. So the system is
solved exactly by one sweep over its levels, a loop by one factorisation. The tests hold it to ``bw2calc``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse.linalg import splu

from footprint.ground.joins import runs

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
#: A scipy csr_array; scipy ships no types.
Sparse = Any


@dataclass(frozen=True, slots=True)
class Level:
    """The nodes of a level, what they take from lower ones, and the factorised loop among them (None for most)."""

    nodes: slice
    takes: Sparse
    loop: Any


@dataclass(frozen=True)
class Chain:
    """What a tonne of each node takes from the others.

    Attributes
    ----------
    ids
        Id of each node, shape (n,): product * countries + country for processes, larger ones for markets.
    takes
        [t of the column's node per t of the row's node], shape (n, n), csr.
    starts
        First node of each level and, last, n.
    missing
        Inputs of which nothing is known [t per t of the node], shape (n,).
    """

    ids: Ints
    takes: Sparse
    starts: Ints
    missing: Floats

    def places(self, ids: Ints) -> Ints:
        """Return the places of some nodes.

        Raises
        ------
        KeyError
            One of them is not in the chain.
        """
        ordered, order = self._ordered
        at = np.minimum(np.searchsorted(ordered, ids), len(ordered) - 1)
        if not np.array_equal(ordered[at], ids):
            raise KeyError(f"no node {sorted(set(np.asarray(ids).tolist()) - set(ordered.tolist()))[:5]} in the chain")
        return np.asarray(order[at], dtype=np.int64)

    def total(self, direct: Floats) -> Floats:
        r"""Return what a tonne of each node brings about with all it takes.

        .. math:: y = d + A^T y

        Parameters
        ----------
        direct
            What a tonne of each node brings about by itself [any unit/t], shape (n, k).
        """
        found = np.array(direct, dtype=np.float64)
        for level in self.levels:
            if level.takes.nnz:
                found[level.nodes] += level.takes @ found
            if level.loop is not None:
                found[level.nodes] = level.loop.solve(found[level.nodes])
        return found

    def supply(self, demand: Any) -> Any:
        r"""Return how much of every node a demand asks for, itself included.

        .. math:: x = f + A x

        Parameters
        ----------
        demand
            [t], shape (n, k): an array or a csr_array, and so is the answer.
        """
        asked = demand.copy()
        for level in reversed(self.levels):
            here = asked[level.nodes]
            if level.loop is not None:
                dense = here.toarray() if sparse.issparse(here) else here
                more = level.loop.solve(dense, trans="T") - dense
                asked = asked + self._rows(level.nodes) @ (sparse.csr_array(more) if sparse.issparse(here) else more)
                here = asked[level.nodes]
            if level.takes.nnz:
                asked = asked + level.takes.T @ here
        return asked

    def reach(self, ids: Ints) -> Chain:
        """Return the part of the chain that some nodes rest on, those nodes included."""
        wanted = np.zeros(len(self.ids), dtype=bool)
        wanted[self.places(ids)] = True
        for low, high in reversed(list(self._bounds())):
            before = -1
            while before != (before := int(wanted[low:high].sum())):  # a second round only where a loop marks more
                wanted[self._taken(low + np.flatnonzero(wanted[low:high]))] = True
        kept = np.flatnonzero(wanted)
        starts = np.unique(np.searchsorted(kept, self.starts))
        return Chain(self.ids[kept], self.takes[kept][:, kept], starts, self.missing[kept])

    @cached_property
    def levels(self) -> list[Level]:
        """The levels, lowest first."""
        return [_level(self.takes[low:high], low, high) for low, high in self._bounds()]

    def _bounds(self) -> Iterator[tuple[int, int]]:
        return zip(self.starts[:-1].tolist(), self.starts[1:].tolist(), strict=True)

    @cached_property
    def _ordered(self) -> tuple[Ints, Ints]:
        order = np.argsort(self.ids)
        return self.ids[order], order

    def _taken(self, rows: Ints) -> Ints:
        """Return the columns some rows take from."""
        first, count = self.takes.indptr[rows], np.diff(self.takes.indptr)[rows]
        return np.asarray(self.takes.indices[runs(first, count)[1]])

    def _rows(self, nodes: slice) -> Sparse:
        place = np.arange(nodes.start, nodes.stop)
        shape = (len(self.ids), len(place))
        return sparse.csr_array((np.ones(len(place)), (place, np.arange(len(place)))), shape=shape)


def _level(rows: Sparse, low: int, high: int) -> Level:
    inside = (rows.indices >= low) & (rows.indices < high)
    if not inside.any():
        return Level(slice(low, high), rows, None)
    loop = splu((sparse.eye_array(high - low) - rows[:, low:high]).tocsc())
    lower = sparse.csr_array((np.where(inside, 0.0, rows.data), rows.indices, rows.indptr), shape=rows.shape)
    lower.eliminate_zeros()
    return Level(slice(low, high), lower, loop)


def chain_of(ids: Ints, taker: Ints, taken: Ints, amount: Floats, missing: Floats, level: Ints) -> Chain:
    """Return the chain of some links between nodes.

    Parameters
    ----------
    ids
        Id of each node, shape (n,).
    taker, taken, amount
        Links: place in `ids` of who takes and of what is taken, and how much of it [t/t].
    missing
        Inputs of which nothing is known [t/t], shape (n,).
    level
        Level of each node, shape (n,).
    """
    order = np.lexsort((ids, level))
    place = np.empty(len(ids), dtype=np.int64)
    place[order] = np.arange(len(ids))
    shape = (len(ids), len(ids))
    takes = sparse.coo_array((amount, (place[taker], place[taken])), shape=shape).tocsr()
    starts = np.searchsorted(level[order], np.arange(int(level.max(initial=0)) + 2))
    return Chain(ids[order], takes, np.asarray(starts, dtype=np.int64), missing[order])
