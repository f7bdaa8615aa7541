"""Amounts that stand apart from all others of their product."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from footprint.stages.resolve.plausible import APART, far_above

ONE = np.zeros(40, dtype=np.int64)


def apart(tonnes: list[float]) -> list[int]:
    found = far_above(ONE[: len(tonnes)], np.array(tonnes))
    return found[0].lines.tolist() if found else []


@pytest.mark.parametrize(
    ("tonnes", "lines"),
    [
        ([1.0, 2.0, 3.0, 4000.0], [3]),
        ([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 2000.0, 9000.0], [6, 7]),
        ([1.0, 2.0, 4000.0], []),  # too few to compare with
        ([1.0, 2.0, 3.0, 90.0], []),  # large, not a thousand times
        ([1.0, 10.0, 100.0, 1000.0, 10000.0], []),  # no gap
        ([0.001, 0.002, 0.001, 2.0, 3.0, 4.0], []),  # as many of either
        ([0.0, np.nan, 1.0, 2.0, 3000.0], []),  # what is unknown or zero is no other line
    ],
)
def test_the_gap_counts(tonnes: list[float], lines: list[int]) -> None:
    assert apart(tonnes) == lines


def test_products_are_compared_with_themselves_only() -> None:
    product = np.array([0, 0, 0, 0, 1, 1, 1, -1, -1, -1, -1])
    tonnes = np.array([1.0, 1.0, 1.0, 2000.0, 2000.0, 3000.0, 4000.0, 1.0, 1.0, 1.0, 5000.0])
    (found,) = far_above(product, tonnes)
    assert (found.product, found.lines.tolist(), found.most) == (0, [3], 1.0)


@given(st.lists(st.floats(min_value=1.0, max_value=APART / 1.01), max_size=40))
def test_within_a_hundred_times_nothing_stands_apart(tonnes: list[float]) -> None:
    assert apart(tonnes) == []
