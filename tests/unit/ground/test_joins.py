"""The one door for joins: nothing is lost or doubled without a word (law L3)."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from footprint.ground.errors import JoinError
from footprint.ground.joins import lookup, pairs, positions, spread, stack

CROPS = pd.DataFrame({"crop": ["wheat", "soy", "wheat"], "tonnes": [1.0, 2.0, 3.0]})
PARTS = pd.DataFrame({"crop": ["wheat", "wheat", "soy"], "part": ["flour", "bran", "meal"]})


def test_positions_are_places_and_a_stranger_is_named() -> None:
    index = pd.Index(["soy", "wheat"])
    assert positions(["wheat", "soy", "wheat"], index).tolist() == [1, 0, 1]
    assert positions(pd.Series(["wheat", "rye"], dtype="category"), index, missing="mark").tolist() == [1, -1]
    with pytest.raises(JoinError, match="1 keys are not in the index of the join, first \\['rye'\\]"):
        positions(["wheat", "rye"], index)
    with pytest.raises(JoinError, match="doubled keys: \\['soy'\\]"):
        positions(["soy"], ["soy", "soy"])


def test_a_look_up_keeps_rows_and_order() -> None:
    yields = pd.DataFrame({"crop": ["soy", "wheat"], "t_ha": [3.0, 8.0]})
    assert lookup(CROPS, yields, "crop")["t_ha"].tolist() == [8.0, 3.0, 8.0]
    assert lookup(CROPS, yields.head(1), "crop", missing="keep")["t_ha"].isna().tolist() == [True, False, True]


def test_a_look_up_with_a_lost_or_doubled_key_is_refused() -> None:
    with pytest.raises(JoinError, match=r"1 rows found no partner on \['crop'\], first \{'crop': 'soy'\}"):
        lookup(CROPS, pd.DataFrame({"crop": ["wheat"], "t_ha": [8.0]}), "crop")
    with pytest.raises(JoinError, match="has doubled keys"):
        lookup(CROPS, PARTS, "crop")


def test_a_row_is_spread_over_its_parts_and_none_is_lost() -> None:
    found = spread(CROPS, PARTS, "crop")
    assert found["part"].tolist() == ["flour", "bran", "meal", "flour", "bran"]
    with pytest.raises(JoinError, match=r"1 rows found no partner on \['crop'\], first \{'crop': 'soy'\}"):
        spread(CROPS, PARTS.head(2), "crop")


def test_stacked_columns_of_categories_stay_so() -> None:
    first, second = (frame.astype({"crop": "category"}) for frame in (CROPS.head(1), CROPS.iloc[1:2]))
    found = stack([first, second])
    assert isinstance(found["crop"].dtype, pd.CategoricalDtype)
    assert (found["crop"].astype(str).tolist(), found["tonnes"].tolist()) == (["wheat", "soy"], [1.0, 2.0])
    with pytest.raises(JoinError, match="frames of different columns"):
        stack([CROPS, PARTS])


@pytest.mark.parametrize("spread_out", [1, 10_000_000])
def test_distinct_pairs_come_in_order_and_each_row_knows_its_own(spread_out: int) -> None:
    first = np.array([1, 0, 1, -1]) * spread_out
    second = np.array([0, 2, 0, 1])
    one, other, which = pairs(np.where(first < 0, -1, first), second, 3)
    assert one.tolist() == [-1, 0, spread_out]
    assert other.tolist() == [1, 2, 0]
    assert which.tolist() == [2, 1, 2, 0]
