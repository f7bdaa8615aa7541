"""The checks on factors fail where they should, on tables made to be wrong."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from made_library import LAND, made_library

from footprint.ground.library import Library
from footprint.verify import methods
from footprint.verify.check import Check
from footprint.verify.methods import NEIGHBOURS


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return made_library(tmp_path)


def rows(*places: tuple[str, float], flow: str = LAND) -> pd.DataFrame:
    table = pd.DataFrame(places, columns=["place", "value"])
    return table.assign(
        **{"lens": "made", "realm": "terrestrial", "pressure": "land occupation", "category": "land"},
        **{"flow": flow, "compartment": "natural resource/land"},
    )


ALL = tuple((place, 1.0) for place in NEIGHBOURS)


def one(checks: object) -> Check:
    (check,) = checks
    return check


def test_every_neighbour_is_there() -> None:
    check = one(methods._neighbours(rows(*ALL)))
    assert check.passed
    assert check.found == "by GLO rule: none; without any: none"


def test_a_neighbour_the_world_stands_in_for_is_named() -> None:
    check = one(methods._neighbours(rows(*ALL[1:], ("GLO", 1.0))))
    assert check.passed
    assert "by GLO rule: BEL" in check.found


def test_a_neighbour_without_any_factor_fails() -> None:
    check = one(methods._neighbours(rows(*ALL[1:])))
    assert not check.passed
    assert "['BEL']" in check.found


def test_a_gain_from_occupation_fails_in_a_default_lens(library: Library) -> None:
    harm, gain = (next(iter(methods._signs(library, rows(("BEL", value))))) for value in (1.0, -1.0))
    assert (harm.passed, gain.passed) == (True, False)
    assert "1 gains in the default lenses" in gain.found


@pytest.mark.parametrize(("there", "back", "holds"), [(2.0, -2.0, True), (2.0, 2.0, False), (2.0, -2.1, False)])
def test_from_is_minus_to(library: Library, there: float, back: float, holds: bool) -> None:
    both = [
        rows(("BEL", there), flow="Transformation, to urban"),
        rows(("BEL", back), flow="Transformation, from urban"),
    ]
    check = list(methods._signs(library, pd.concat(both)))[1]
    assert check.passed is holds
    assert check.found.startswith("1 pairs")


@pytest.mark.parametrize(("world", "holds"), [(1.5, True), (2.0, True), (2.1, False), (0.5, False)])
def test_the_world_lies_between_its_countries(world: float, holds: bool) -> None:
    check = one(methods._world_in_range(rows(("BEL", 1.0), ("FRA", 2.0), ("GLO", world))))
    assert check.passed is holds
    assert check.found.startswith("1 compared")


@pytest.mark.parametrize(("expected", "holds"), [(2.0, True), (2.1, False)])
def test_a_golden_value_is_that_of_the_library_that_is_checked(library: Library, expected: float, holds: bool) -> None:
    check = methods._golden(library, "made", LAND, "BEL", "terrestrial", expected, 1e-6, "made")
    assert check.passed is holds


def test_a_golden_value_that_is_not_there_fails_with_the_reason(library: Library) -> None:
    check = methods._golden(library, "made", LAND, "BRA", "terrestrial", 2.0, 1e-6, "made")
    assert not check.passed
    assert "no factor for" in check.found
