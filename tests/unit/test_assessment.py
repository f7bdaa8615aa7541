"""The order of the stages, and what stops them."""

from __future__ import annotations

import pandas as pd
import pytest

import footprint
from footprint import FactorError, InputError, assess

GOOD = {"item": "wheat", "origin": "BE", "amount": 10, "unit": "t"}
UNREAD = {**GOOD, "amount": "about 12"}
UNKNOWN = {**GOOD, "item": "no such thing"}


def test_a_fault_on_one_line_leaves_the_others() -> None:
    result = assess([GOOD, UNREAD, UNKNOWN], lenses=["condition"])
    assert result.lines["coverage"].astype(str).tolist() == ["characterised", "not covered", "not covered"]
    assert result.lines["tonnes"].isna().tolist() == [False, True, False]
    assert {problem.code for problem in result.problems} == {"amount_unreadable", "item_unmatched"}


def test_the_origin_used_says_whose_supply_or_which_mix_stands_in() -> None:
    rows = [{**GOOD, "item": "cocoa beans", "origin": origin} for origin in ("Ghana", "NL", "")]
    used = assess([*rows, UNKNOWN], lenses=["condition"]).lines["origin_used"].astype(str).tolist()
    assert used == ["GHA", "supply of NLD", "mix: traced_be", ""]


@pytest.mark.parametrize("view", ["declared", "traced", "used_in_belgium"])
def test_views_of_one_list(view: str) -> None:
    rows = [
        {**GOOD, "item": "soybeans", "origin": "NL", "destination": "used_in_belgium"},
        {**GOOD, "destination": "wederuitvoer"},
        {**GOOD, "destination": ""},
    ]
    result = assess(rows, lenses=["condition"], view=view)
    counted = (result.lines["coverage"].astype(str) != "not covered").tolist()
    assert counted == [True, view != "used_in_belgium", True]
    assert result.lines["origin_used"].astype(str).tolist()[0] == ("supply of NLD" if view == "traced" else "NLD")
    assert result.lines["tonnes"].tolist() == [10.0] * 3
    given = result.coverage.query("measure == 'tonnes'").set_index("level")["value"]
    assert given["given"] == 30.0
    left = given.get("not covered: re-exported or in transit: left out of this view", 0.0)
    assert left == (10.0 if view == "used_in_belgium" else 0.0)
    assert result.by_product.drop_duplicates("product")["tonnes"].sum() == pytest.approx(30.0 - left)
    assert set(result.impacts["line"]) == ({1, 3} if view == "used_in_belgium" else {1, 2, 3})
    grade = "unknown" if view == "traced" else "country"
    assert result.lines["origin_grade"].astype(str).tolist()[0] == grade, "who ships it need not have grown it"
    assert (result.lines["quality"].tolist()[1] == 5) == (view == "used_in_belgium")


def test_what_a_view_leaves_out_presses_on_nothing() -> None:
    result = assess([{**GOOD, "destination": "export"}], view="used_in_belgium")
    assert (len(result.totals), len(result.pressures), len(result.by_material)) == (0, 0, 0)


def test_each_line_of_the_view_traced_says_what_counts() -> None:
    rows = [{**GOOD, "item": "soybeans", "origin": origin} for origin in ("", "BR", "NL")]
    told = sorted((problem.code, problem.where) for problem in assess(rows, view="traced").problems)
    assert told == [
        ("origin_assumed", "data!origin[1]"),
        ("origin_traced", "data!origin[2]"),
        ("origin_traced", "data!origin[3]"),
    ]


def test_a_view_or_an_allocation_that_does_not_exist_is_refused() -> None:
    with pytest.raises(InputError, match="view_unknown"):
        assess([GOOD], view="as bought")
    with pytest.raises(InputError, match="view_unknown"):
        assess([GOOD], view=["declared"])  # type: ignore[arg-type]
    with pytest.raises(FactorError, match="no allocation 'weight'; there are 'value' and 'mass'"):
        assess([GOOD], allocation="weight")


def test_strict_stops_at_a_fault_and_lists_them_all() -> None:
    with pytest.raises(InputError, match="amount_unreadable") as caught:
        assess([GOOD, UNREAD, UNKNOWN], strict=True)
    assert {problem.code for problem in caught.value.problems} == {"amount_unreadable", "item_unmatched"}


def test_strict_lets_a_clean_list_through() -> None:
    assert assess([GOOD], strict=True).problems == []


def test_a_list_without_one_amount_that_can_be_weighed_is_refused() -> None:
    with pytest.raises(InputError, match="unit_unknown"):
        assess([{**GOOD, "unit": "bigbag"}])


def test_a_lens_that_does_not_exist_is_refused_before_reading() -> None:
    with pytest.raises(FactorError, match="no lens 'beauty'"):
        assess("no_such_file.csv", lenses=["beauty"])


def test_a_file_that_is_not_there_is_a_problem() -> None:
    with pytest.raises(InputError, match="file_missing"):
        assess("no_such_file.csv")


def test_the_year_of_the_call_fills_in_for_lines_without_one() -> None:
    money = [{"item": "cocoa beans", "origin": "Ghana", "amount": 84_000, "unit": "EUR"}]
    with pytest.raises(InputError, match="price_year_missing"):
        assess(money)
    assert assess(money, year=2022).lines["tonnes"].iloc[0] > 0


def test_the_decimal_sign_of_the_call_settles_an_ambiguous_number() -> None:
    line = [GOOD, {**GOOD, "amount": "1.234"}]
    assert assess(line, decimal=",").lines["tonnes"].tolist() == [10.0, 1234.0]
    assert assess(line, decimal=".").lines["tonnes"].tolist() == [10.0, 1.234]


def test_only_the_lenses_asked_for() -> None:
    assert set(assess([GOOD], lenses=["condition"]).totals["lens"].astype(str)) == {"condition"}


@pytest.fixture(scope="module")
def result() -> footprint.Result:
    return assess([GOOD, {**GOOD, "item": "cocoa beans", "origin": ""}, UNKNOWN, {**GOOD, "amount": None}])


class TestResult:
    def test_a_line_that_is_not_counted_has_no_value_and_a_reason(self, result: footprint.Result) -> None:
        lost = result.lines.set_index("line").loc[[3, 4]]
        assert lost[["species: terrestrial", "condition: terrestrial"]].isna().all(axis=None)
        assert lost["reason"].astype(str).tolist() == ["item not recognised", "amount missing or unreadable"]
        assert lost["quality"].tolist()[0] == 5

    def test_impacts_of_some_lines_are_rows_of_all_impacts(self, result: footprint.Result) -> None:
        some = result.impacts_of([1])
        assert set(some["line"]) == {1}
        every = result.impacts.query("line == 1")
        assert some["value"].tolist() == every["value"].tolist()
        assert result.impacts_of([3]).empty

    def test_impacts_name_a_factor_of_the_library(self, result: footprint.Result) -> None:
        edition, *key = str(result.impacts["factor"].iloc[0]).split("|")
        assert edition in result.engine.library.passports
        assert len(key) == 4

    def test_products_and_origins_have_names(self, result: footprint.Result) -> None:
        assert set(result.by_product["name"]) == {"Wheat", "Cocoa beans"}
        assert set(result.by_origin.query("origin == 'BEL'")["name"]) == {"Belgium"}

    def test_pressures_before_any_factor_are_tonnes_times_inventory(self, result: footprint.Result) -> None:
        land = result.pressures.query("flow == 'Occupation, annual crop' and zone == 'belgium'")["value"].tolist()
        per_tonne = footprint.inventory("wheat", "BE").set_index("flow").loc["Occupation, annual crop", "value"]
        assert land == [pytest.approx(10 * per_tonne, rel=1e-12)]

    def test_tables_are_made_once(self, result: footprint.Result) -> None:
        assert result.totals is result.totals
        assert isinstance(result.lines, pd.DataFrame)


@pytest.mark.parametrize("year", ["abc", 10**53, True, 2022.5, [2022], 0, 9999, "22"])
def test_a_year_that_is_none_is_refused(year: object) -> None:
    with pytest.raises(InputError, match="year_unusable"):
        footprint.assess([{"item": "wheat", "origin": "BE", "amount": 1, "unit": "t"}], year=year)


def test_a_year_may_be_written_as_text() -> None:
    bought = [{"item": "cocoa beans", "origin": "GH", "amount": 5000, "unit": "EUR"}]
    assert footprint.assess(bought, year="2022").totals.equals(footprint.assess(bought, year=2022).totals)


@pytest.mark.parametrize("lenses", [[], 5, [["species"]]])
def test_lenses_that_are_no_names_are_refused(lenses: object) -> None:
    with pytest.raises(FactorError, match="lens"):
        footprint.assess([{"item": "wheat", "origin": "BE", "amount": 1, "unit": "t"}], lenses=lenses)


def test_one_lens_may_be_named_without_a_list() -> None:
    bought = [{"item": "wheat", "origin": "BE", "amount": 1, "unit": "t"}]
    assert set(footprint.assess(bought, lenses="condition").totals["lens"]) == {"condition"}
