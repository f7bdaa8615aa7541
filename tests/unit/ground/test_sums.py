"""Sums that do not depend on the order of the lines."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from footprint.ground.sums import summed

NUMBERS = st.floats(min_value=-1e18, max_value=1e18, allow_nan=False, allow_subnormal=False)


@given(numbers=st.lists(NUMBERS, min_size=1, max_size=60), seed=st.integers(0, 2**32 - 1))
def test_any_order_gives_the_same_bits_and_the_right_sum(numbers: list[float], seed: int) -> None:
    place = np.zeros(len(numbers), dtype=np.int64)
    weight = np.array(numbers)
    order = np.random.default_rng(seed).permutation(len(numbers))
    found = summed(place, weight, 1)[0]
    assert found == summed(place, weight[order], 1)[0]
    largest = max(abs(number) for number in numbers)
    assert found == pytest.approx(math.fsum(numbers), rel=1e-15, abs=largest * 2.0**-60)


def test_the_smallest_numbers_are_summed_too() -> None:
    assert summed(np.array([0, 0]), np.array([1e-300, 2e-300]), 1)[0] == pytest.approx(3e-300, rel=1e-12)


def test_each_place_has_its_own_sum_and_an_empty_one_is_zero() -> None:
    assert summed(np.array([2, 0, 2]), np.array([0.1, 5.0, 0.2]), 4).tolist() == [5.0, 0.0, 0.1 + 0.2, 0.0]
    assert summed(np.array([], dtype=np.int64), np.array([]), 2).tolist() == [0.0, 0.0]
