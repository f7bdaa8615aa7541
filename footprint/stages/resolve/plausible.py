"""Amounts that stand far above all others of their product: kilograms written as tonnes, a decimal sign lost.

Purchases of one product vary, ten times up and down and more; a slip in the unit moves an amount a thousand times at
once and leaves nothing in between. So the gap is looked for, not the size.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

#: The largest amount is compared with those more than this many times smaller.
APART = 100.0
#: The smallest of the large ones stands at least this many times above the largest of the others.
GAP = 30.0
#: There must be this many others, and this many of them for each that stands apart.
OTHERS, TO_ONE = 3, 3


@dataclass(frozen=True, slots=True)
class Apart:
    """Lines of a product whose tonnes stand apart, and the most that any other line of it has [t]."""

    product: int
    lines: npt.NDArray[np.int64]
    most: float


def far_above(product: npt.NDArray[np.int64], tonnes: npt.NDArray[np.float64]) -> list[Apart]:
    """Return the lines that stand far above the others of their product.

    Parameters
    ----------
    product
        Product code of each line, -1 where unknown, shape (lines,).
    tonnes
        [t], NaN where unknown, shape (lines,).

    >>> far_above(np.zeros(5, dtype=np.int64), np.array([2.0, 3.0, 1.0, 2500.0, 4.0]))[0].lines.tolist()
    [3]
    """
    weighed = np.flatnonzero((product >= 0) & (tonnes > 0))
    product, tonnes = product[weighed], tonnes[weighed]
    if not len(product):
        return []
    most = np.zeros(int(product.max()) + 1)
    np.maximum.at(most, product, tonnes)
    large = tonnes > most[product] / APART
    of_all, of_large = (np.bincount(some, minlength=len(most)) for some in (product, product[large]))
    few = (of_all - of_large >= OTHERS) & (of_all - of_large >= TO_ONE * of_large)
    return [one for code in np.flatnonzero(few).tolist() if (one := _apart(code, product, tonnes, large, weighed))]


def _apart(
    code: int,
    product: npt.NDArray[np.int64],
    tonnes: npt.NDArray[np.float64],
    large: npt.NDArray[np.bool_],
    lines: npt.NDArray[np.int64],
) -> Apart | None:
    """Return the large lines of a product, if a gap lies between them and the others."""
    mine = product == code
    most = float(tonnes[mine & ~large].max())
    return Apart(code, lines[mine & large], most) if tonnes[mine & large].min() >= GAP * most else None
