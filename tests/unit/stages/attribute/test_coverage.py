"""Coverage: parts that sum to what was given, and what each pressure stands on."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from footprint.stages.attribute.coverage import coverage
from footprint.stages.attribute.lines import states

EUROS = np.array([1000.0, np.nan, 500.0, np.nan, np.nan, 250.0])
NO_INVENTORY, NO_UNIT = "no inventory or factor", "unit missing"


def table(bought, uncounted: tuple[str, ...] = ()) -> pd.DataFrame:
    reason = pd.Categorical.from_codes([0, 0, 0, 2, 1, 0], ["", NO_INVENTORY, NO_UNIT])
    state = states(bought.ledger, bought.cell, bought.tonnes)
    return coverage(bought.ledger, bought.cell, bought.tonnes, bought.tonnes, EUROS, state, reason, uncounted)


def level(bought, measure: str, **options: object) -> dict[str, float]:
    return table(bought, **options).query("measure == @measure").set_index("level")["value"].to_dict()


def test_lines_by_state_and_reason(bought) -> None:
    found = level(bought, "lines")
    assert found["given"] == 6
    assert (found["characterised"], found["partly characterised"]) == (1, 3)
    assert found[f"not covered: {NO_INVENTORY}"] == found[f"not covered: {NO_UNIT}"] == 1


@pytest.mark.parametrize(("measure", "given"), [("lines", 6), ("tonnes", 27), ("euros", 1750)])
def test_parts_sum_to_what_was_given(bought, measure: str, given: float) -> None:
    found = level(bought, measure)
    assert found["given"] == given
    lost = sum(value for name, value in found.items() if name.startswith("not covered"))
    assert found["characterised"] + found["partly characterised"] + lost == given


def test_each_pressure_stands_on_the_tonnes_that_are_complete_in_it(bought) -> None:
    found = level(bought, "tonnes")
    assert found["species: freshwater: water use"] == 0.75 * 4 + 1
    assert found["species: terrestrial: land occupation"] == 10 + 4 + 5 + 1
    assert found["species: terrestrial: land transformation"] == 10 + 4 + 1


def test_what_no_inventory_feeds_stands_on_nothing(bought) -> None:
    assert (
        level(bought, "tonnes", uncounted=("species: freshwater: ecotoxicity",))["species: freshwater: ecotoxicity"]
        == 0
    )


def test_shares_are_of_what_was_given(bought) -> None:
    found = table(bought).query("measure == 'tonnes'").set_index("level")["share"]
    assert found["given"] == 1
    assert found["characterised"] == pytest.approx(1 / 27)


def test_shares_of_nothing_are_unknown(nothing_known) -> None:
    found = table(nothing_known).query("measure == 'tonnes'")
    assert found["value"].eq(0).all()
    assert found["share"].isna().all()
