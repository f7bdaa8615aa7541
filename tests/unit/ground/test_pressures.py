"""What is never added to the rest of its realm (law L5)."""

from __future__ import annotations

import pytest

from footprint.ground.pressures import PRESSURES, column_of, set_apart

APART = {
    "land transformation",
    "climate change, long term",
    "ecotoxicity, long term",
    "marine acidification, long term",
}


@pytest.mark.parametrize("pressure", sorted(PRESSURES))
def test_transformation_and_the_long_term_stand_apart_and_nothing_else(pressure: str) -> None:
    assert set_apart(pressure) == (pressure in APART)
    assert column_of("marine", pressure) == (f"marine, {pressure}" if pressure in APART else "marine")
