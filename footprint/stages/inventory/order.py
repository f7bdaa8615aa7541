"""In which order a system can be solved: every block of nodes above all that it takes from, loops together."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse import csgraph

Ints = npt.NDArray[np.int64]


def levels_of(taker: Ints, taken: Ints, blocks: int) -> Ints:
    """Return the level of each block: 0 for one that takes nothing, else one above the highest it takes from.

    Parameters
    ----------
    taker, taken
        Links between blocks.
    blocks
        Number of blocks.

    Examples
    --------
    A bar (0) of sugar (1) of beet (2); two that feed each other (3, 4):

    >>> levels_of(np.array([0, 1, 3, 4]), np.array([1, 2, 4, 3]), 5).tolist()
    [2, 1, 0, 0, 0]
    """
    pairs = np.unique(taker * blocks + taken)
    taker, taken = pairs // blocks, pairs % blocks
    graph = sparse.coo_array((np.ones(len(taker)), (taker, taken)), shape=(blocks, blocks)).tocsr()
    _, loop = csgraph.connected_components(graph, directed=True, connection="strong")
    above, below = loop[taker].astype(np.int64), loop[taken].astype(np.int64)
    above, below = above[above != below], below[above != below]
    level = np.zeros(blocks, dtype=np.int64)
    for _ in range(blocks):
        higher = level.copy()
        np.maximum.at(higher, above, level[below] + 1)
        if np.array_equal(higher, level):
            break
        level = higher
    return np.asarray(level[loop], dtype=np.int64)
