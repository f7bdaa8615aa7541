"""Why a line is not counted, one reason each; none for a line that is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from footprint.stages.resolve import Catalogue, resolve
from footprint.stages.resolve.reasons import reasons

COUNTED = {"item": "tarwe", "origin": "Frankrijk"}


def reason(case: Any, catalogue: Catalogue, row: dict[str, Any], readable: bool = True) -> str:
    return str(reasons(case(row).resolved, np.array([readable]), catalogue)[0])


@pytest.mark.parametrize(
    "row",
    [
        COUNTED,
        {"item": "cacaobonen"},
        {"item": "cacaobonen", "origin": "Nederland"},
        {"item": "cacaoboenen", "unit": "EUR"},
        {"item": "bananen", "hs_code": "080510", "origin": "Atlantis"},
        {"item": "tarwe", "unit": "m3"},
    ],
)
def test_counted_lines_have_no_reason(row: dict[str, Any], case: Any, catalogue: Catalogue) -> None:
    assert reason(case, catalogue, row) == ""


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"item": ""}, "no item and no code"),
        ({"item": "bonen"}, "item is ambiguous"),
        ({"hs_code": "0803"}, "item is ambiguous"),
        ({"item": "zonnebrandolie"}, "item not recognised"),
        ({"hs_code": "9998"}, "code not recognised"),
        ({"item": "tarwe", "hs_code": "9618"}, "code and item disagree"),
        ({"item": "tarwe", "hs_code": "8471"}, "other good, no inventory"),
        ({"hs_code": "9618"}, "manufactured good, no inventory"),
        ({"hs_code": "271114"}, "mineral, no inventory"),
        ({"hs_code": "050400"}, "animal product, no inventory"),
        ({"item": "zalm"}, "fish, no inventory"),
        ({"hs_code": "030499"}, "fish, no inventory"),
        ({"hs_code": "8101"}, "good of this code, no inventory"),
        ({"hs_code": "200990"}, "mixture of juices, no inventory"),
        ({"item": "zout"}, "mineral, no inventory"),
        ({"item": "tomatensaus"}, "processed good, no inventory"),
        ({"item": "honing"}, "animal product, no inventory"),
        ({"item": "kurk"}, "wood product, no inventory"),
        ({"item": "stro"}, "by-product or waste, no inventory"),
        ({"item": "hooi"}, "fodder crop, no inventory"),
        ({"item": "tarwe", "unit": ""}, "unit missing"),
        ({"item": "tarwe", "unit": "pallet"}, "unit not recognised"),
        ({"item": "bananen", "unit": "l"}, "volume without a density"),
        ({"item": "aardappelen", "unit": "EUR", "year": 2024}, "money without a price"),
        ({"item": "aardappelen", "unit": "EUR", "year": ""}, "money without a year"),
        ({"item": "cacaobonen", "unit": "USD", "year": 1990}, "money without an exchange rate"),
    ],
)
def test_every_reason(row: dict[str, Any], expected: str, case: Any, catalogue: Catalogue) -> None:
    assert reason(case, catalogue, row) == expected


def test_an_amount_that_could_not_be_read(case: Any, catalogue: Catalogue) -> None:
    assert reason(case, catalogue, COUNTED, readable=False) == "amount missing or unreadable"


def test_no_producing_country(case: Any, catalogue: Catalogue) -> None:
    bare = replace(catalogue, mixes={})
    resolved = resolve(case({"item": "cacaobonen"}).activities, bare)
    assert reasons(resolved, np.array([True]), bare)[0] == "no producing country known"


def test_the_item_comes_before_the_amount(case: Any, catalogue: Catalogue) -> None:
    assert (
        reason(case, catalogue, {"item": "zonnebrandolie", "unit": "pallet"}, readable=False) == "item not recognised"
    )


def test_each_line_has_its_own(case: Any, catalogue: Catalogue) -> None:
    resolved = case(COUNTED, {"item": "tomatensaus"}, {"item": "tarwe", "unit": "pallet"}).resolved
    found = reasons(resolved, np.array([True, True, True]), catalogue)
    assert found.tolist() == ["", "processed good, no inventory", "unit not recognised"]
