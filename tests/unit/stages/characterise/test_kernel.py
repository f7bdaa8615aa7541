"""Inventory times factor, on numbers one can check by eye."""

from __future__ import annotations

import numpy as np

from footprint.stages.characterise import intensity

# Two products, two countries, two flows.
AMOUNT = np.array([[[1.0, 10.0], [2.0, 20.0]], [[3.0, np.nan], [0.0, 40.0]]])


def test_each_combination_takes_its_flow_and_its_country() -> None:
    factor = np.array([[0.5, 0.25], [2.0, 3.0], [7.0, np.nan]])
    found = intensity(AMOUNT, np.array([0, 1, 1]), factor)
    expected = [
        [[0.5, 20.0, 70.0], [0.5, 60.0, np.nan]],
        [[1.5, np.nan, np.nan], [0.0, 120.0, np.nan]],
    ]
    np.testing.assert_array_equal(found, expected)


def test_nothing_known_times_zero_stays_unknown() -> None:
    found = intensity(AMOUNT, np.array([1]), np.zeros((1, 2)))
    assert np.isnan(found[1, 0, 0])
    assert found[0, 0, 0] == 0.0


def test_no_combination_gives_an_empty_axis() -> None:
    assert intensity(AMOUNT, np.empty(0, dtype=np.int64), np.empty((0, 2))).shape == (2, 2, 0)
