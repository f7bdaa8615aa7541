"""Sums over lines that come out the same, to the last bit, in whatever order the lines stand (law L8)."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_TINY = 2.0**-700


def summed(place: npt.NDArray[np.integer], weight: Floats, width: int) -> Floats:
    """Return the sum of the weights at each place, shape (width,).

    Floating-point addition depends on its order in the last bit. So each weight is cut in two: a multiple of a quantum
    so coarse that all sums of such multiples are exact, and the rest, treated likewise (Demmel and Nguyen 2013, doi
    10.1109/ARITH.2013.9). What a third cut would add is below 2**-70 of the largest sum.

    Parameters
    ----------
    place
        Where each weight belongs, 0 to width - 1, shape (n,).
    weight
        Finite numbers, shape (n,).

    Examples
    --------
    >>> summed(np.array([0, 0, 0, 1]), np.array([1e16, 1.0, -1e16, 2.0]), 2).tolist()
    [1.0, 2.0]
    """
    largest = float(np.abs(weight).max(initial=0.0))
    if largest == 0.0:
        return np.zeros(width)
    if largest < _TINY:  # its quantum would be no number: lift all weights by a power of two, which is exact
        return summed(place, weight / _TINY, width) * _TINY
    spread = math.ceil(math.log2(len(weight) + 1))
    quantum = 2.0 ** (math.frexp(largest)[1] + spread - 52)
    coarse = _to_multiples(weight, quantum)
    fine = _to_multiples(weight - coarse, quantum * 2.0 ** (spread - 52))
    return np.bincount(place, coarse, width).astype(np.float64) + np.bincount(place, fine, width)


def _to_multiples(values: Floats, quantum: float) -> Floats:
    """Return the nearest multiples of a power of two."""
    scaled = values * (1.0 / quantum)
    np.rint(scaled, out=scaled)
    scaled *= quantum
    return scaled
