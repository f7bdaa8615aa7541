"""A list of purchases of which some are a user's own products."""

from __future__ import annotations

import pandas as pd
import pytest

import footprint
from footprint.brightway import BRIGHTWAY_CODES, OwnProducts
from footprint.brightway.purchases import OwnResult, assess
from footprint.ground.errors import InputError

LAND = "Occupation, annual crop"
ACTIVITIES = pd.DataFrame(
    [
        ("a1", "Milling of wheat", "Flour, house brand", "BE", "BEL", "kilogram", 1000.0),
        ("a2", "pressing", "Rapsöl", "DE", "DEU", "kilogram", 1000.0),
        ("a3", "pressing, small", "Rapsöl", "FR", "FRA", "kilogram", 1000.0),
        ("a4", "tap water", "tap water", "BE", "BEL", "cubic meter", float("nan")),
    ],
    columns=["activity", "name", "product", "location", "place", "unit", "amount_per_tonne"],
)
FLOWS = pd.DataFrame(
    [
        ("a1", LAND, "natural resource/land", "FRA", 1500.0, "m2.yr", True),
        ("a1", LAND, "natural resource/land", "BEL", 20.0, "m2.yr", True),
        ("a2", LAND, "natural resource/land", "DEU", 3000.0, "m2.yr", True),
    ],
    columns=["activity", "flow", "compartment", "place", "value", "unit", "known"],
)
OWN = OwnProducts("mill", ACTIVITIES, FLOWS, ())
LINES = [
    {"item": "wheat", "origin": "BE", "amount": 2, "unit": "t"},
    {"item": "flour (house brand)", "origin": "BE", "amount": 500, "unit": "kg"},
    {"item": "rapsol", "origin": "Germany", "amount": 1, "unit": "t"},
    {"item": "RAPSÖL", "origin": "Canada", "amount": 1, "unit": "t"},
    {"item": "A1", "origin": "", "amount": 40, "unit": "EUR"},
    {"item": "tap water", "origin": "BE", "amount": 3, "unit": "t"},
]


@pytest.fixture(scope="module")
def found() -> OwnResult:
    return assess(LINES, OWN, ["species"])


def test_an_item_is_an_own_product_by_name_product_or_code(found: OwnResult) -> None:
    assert found.own_lines[["line", "activity"]].to_numpy().tolist() == [[2, "a1"], [3, "a2"], [5, "a1"]]
    assert found.own_lines["tonnes"].tolist()[:2] == [0.5, 1.0]
    assert found.result.lines["line"].tolist() == [1, 4, 6], "what has no tonne of its own is none of them"


def test_own_lines_are_flows_times_factors(found: OwnResult) -> None:
    land = found.own_impacts[found.own_impacts["pressure"] == "land occupation"].set_index(["line", "place", "zone"])
    factor = {place: footprint.factor("species", LAND, place).value for place in ("FRA", "BEL", "DEU")}
    expected = {
        (2, "BEL", "belgium"): 0.5 * 20 * factor["BEL"],
        (2, "FRA", "abroad"): 0.5 * 1500 * factor["FRA"],
        (3, "DEU", "abroad"): 3000 * factor["DEU"],
    }
    assert land["value"].to_dict() == pytest.approx(expected, rel=1e-12, abs=0)


def test_totals_are_the_sum_of_both(found: OwnResult) -> None:
    keys = ["lens", "realm", "pressure", "zone"]
    at = ("species", "terrestrial", "land occupation", "belgium")
    mine = found.own_impacts.groupby(keys)["value"].sum()
    ours = found.result.totals.set_index(keys)["value"]
    assert found.totals.set_index(keys)["value"][at] == pytest.approx(mine[at] + ours[at], rel=1e-12, abs=0)
    wheat = footprint.assess(LINES[:1], lenses=["species"]).totals.set_index(keys)["value"]
    assert ours[at] == pytest.approx(wheat[at], rel=1e-12, abs=0)


def test_what_could_be_several_and_what_is_not_weighed_is_told(found: OwnResult) -> None:
    told = {problem.where: problem.code for problem in found.problems if problem.code in BRIGHTWAY_CODES}
    assert told == {"data!item[4]": "brightway_several", "data!unit[5]": "brightway_line_unit"}
    with pytest.raises(InputError, match="no mass"):
        assess(LINES[4:5], OWN, strict=True)


def test_coverage_counts_the_own_lines_as_well(found: OwnResult) -> None:
    """Six lines are given; of the three own ones two have tonnes (0.5 and 1), the euros of the third are no mass."""
    table = found.coverage.set_index(["measure", "level"])
    assert table["value"][[("lines", "given"), ("lines", "own product")]].tolist() == [6, 2]
    assert table["value"][[("tonnes", "given"), ("tonnes", "own product")]].tolist() == [7.5, 1.5]
    assert table["share"][("tonnes", "own product")] == pytest.approx(0.2)


def test_an_amount_that_cannot_be_read_has_one_problem() -> None:
    rows = [{**LINES[1], "amount": -3}, {**LINES[1], "amount": "abc"}, LINES[1]]
    assert [problem.code for problem in assess(rows, OWN).problems] == ["amount_negative", "amount_unreadable"]
    with pytest.raises(InputError, match="year_unusable"):
        assess(LINES, OWN, year="abc")  # type: ignore[arg-type]


def test_a_list_of_nothing_but_own_products() -> None:
    found = assess(LINES[1:2], OWN)
    assert found.result.lines.empty
    assert found.totals["value"].sum() == pytest.approx(found.own_impacts["value"].sum(), rel=1e-12)
