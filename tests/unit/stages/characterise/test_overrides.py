"""Corrections of published factors: each action, and what it leaves alone."""

from __future__ import annotations

import pandas as pd
import pytest

from footprint.ground.errors import FactorError
from footprint.stages.characterise.overrides import correct

NITRATE, PHOSPHATE, WATER = "Nitrate", "Phosphate", "water/surface water"
ROWS = pd.DataFrame(
    [
        ("method", "nutrients", NITRATE, WATER, "BEL", 1.0),
        ("method", "nutrients", NITRATE, WATER, "FRA", 2.0),
        ("method", "nutrients", NITRATE, WATER, "GLO", 9.0),
        ("method", "nutrients", PHOSPHATE, WATER, "BEL", 4.0),
        ("other", "nutrients", NITRATE, WATER, "BEL", 5.0),
    ],
    columns=["edition", "category", "flow", "compartment", "place", "value"],
)
COLUMNS = ["edition", "category", "flow", "compartment", "place", "action", "value", "stand_in", "reason"]


def overrides(*rows: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=COLUMNS)


def corrected(*rows: tuple[object, ...]) -> pd.DataFrame:
    return correct(ROWS, overrides(*rows)).set_index(["edition", "flow", "place"])


def test_without_overrides_everything_stays_as_published() -> None:
    found = correct(ROWS, overrides())
    assert list(found["value"]) == list(found["published"]) == list(ROWS["value"])
    assert (found["override"] == "").all()


def test_zero_keeps_the_published_value_beside_it() -> None:
    found = corrected(("method", "nutrients", NITRATE, WATER, "BEL", "zero", None, "", "no damage"))
    assert found.loc[("method", NITRATE, "BEL"), ["value", "published", "override"]].tolist() == [0.0, 1.0, "no damage"]
    assert found.loc[("other", NITRATE, "BEL"), "value"] == 5.0


def test_replace_takes_the_value_of_the_override() -> None:
    found = corrected(("method", "nutrients", NITRATE, "*", "FRA", "replace", 2.5, "", "misprint"))
    assert found.loc[("method", NITRATE, "FRA"), ["value", "published"]].tolist() == [2.5, 2.0]


@pytest.mark.parametrize("action", ["exclude", "use_glo"])
def test_exclude_and_use_glo_take_the_row_away(action: str) -> None:
    found = corrected(("method", "*", NITRATE, WATER, "BEL", action, None, "", "no estimate"))
    assert ("method", NITRATE, "BEL") not in found.index
    assert found.loc[("method", NITRATE, "GLO"), "value"] == 9.0
    assert len(found) == len(ROWS) - 1


def test_use_place_copies_the_rows_of_the_stand_in_with_their_reason() -> None:
    found = corrected(("method", "nutrients", "*", "*", "NLD", "use_place", None, "BEL", "neighbour"))
    assert found.loc[("method", NITRATE, "NLD"), ["value", "override"]].tolist() == [1.0, "neighbour"]
    assert found.loc[("method", PHOSPHATE, "NLD"), "value"] == 4.0
    assert found.loc[("method", NITRATE, "BEL"), ["value", "override"]].tolist() == [1.0, ""]
    assert ("other", NITRATE, "NLD") not in found.index


def test_use_place_of_one_flow_copies_that_flow_only() -> None:
    found = corrected(("method", "nutrients", NITRATE, "*", "NLD", "use_place", None, "BEL", "neighbour"))
    assert ("method", NITRATE, "NLD") in found.index
    assert ("method", PHOSPHATE, "NLD") not in found.index


def test_stars_match_every_row_of_the_key() -> None:
    found = corrected(("*", "*", NITRATE, "*", "*", "zero", None, "", "all of it"))
    assert (found.xs(NITRATE, level="flow")["value"] == 0).all()
    assert found.loc[("method", PHOSPHATE, "BEL"), "value"] == 4.0


def test_a_key_no_row_has_changes_nothing() -> None:
    found = corrected(("method", "nutrients", "Nitrite", WATER, "BEL", "zero", None, "", "not there"))
    assert list(found["value"]) == list(ROWS["value"])


def test_an_unknown_action_is_refused() -> None:
    with pytest.raises(FactorError, match=r"unknown actions \['halve'\]; known are zero, replace"):
        correct(ROWS, overrides(("method", "nutrients", NITRATE, WATER, "BEL", "halve", None, "", "why not")))
