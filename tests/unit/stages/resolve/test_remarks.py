"""Every finding of the stage is told once for each of the first lines, with its place and its mend."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from footprint.stages.read import read
from footprint.stages.resolve import Catalogue, resolve
from footprint.stages.resolve.codes import RESOLVE_CODES
from footprint.stages.resolve.remarks import TOLD, remarks

EXAMPLES: dict[str, dict[str, Any]] = {
    "item_missing": {"item": ""},
    "item_unmatched": {"item": "zonnebrandolie"},
    "item_ambiguous": {"item": "bonen"},
    "item_fuzzy": {"item": "cacaoboenen"},
    "hs_unknown": {"item": "cacaobonen", "hs_code": "9998"},
    "code_zero_restored": {"hs_code": "9011100"},
    "code_text_disagree": {"item": "bananen", "hs_code": "080510"},
    "product_not_covered": {"item": "zout"},
    "origin_assumed": {"item": "cacaobonen"},
    "origin_replaced": {"item": "cacaobonen", "origin": "Nederland"},
    "origin_traced": {"item": "sojabonen", "origin": "Brazilië"},
    "origin_group": {"item": "cacaobonen", "origin": "EU"},
    "origin_transit": {"item": "cacaobonen", "origin": "NL (transit)"},
    "origin_several": {"item": "cacaobonen", "origin": "Ghana/Ivoorkust"},
    "origin_part": {"item": "cacaobonen", "origin": "Ghana, Ashanti"},
    "origin_fuzzy": {"item": "cacaobonen", "origin": "Ghanaa"},
    "origin_unknown_name": {"item": "cacaobonen", "origin": "Atlantis"},
    "unit_missing": {"item": "cacaobonen", "unit": ""},
    "unit_unknown": {"item": "cacaobonen", "unit": "pallet"},
    "tonnes_need_product": {"item": "zonnebrandolie", "unit": "l"},
    "tonnes_from_volume": {"item": "tarwe", "unit": "m3"},
    "tonnes_from_money": {"item": "cacaobonen", "unit": "EUR"},
    "density_missing": {"item": "bananen", "unit": "l"},
    "price_missing": {"item": "aardappelen", "unit": "EUR", "year": 2024},
    "price_year_missing": {"item": "aardappelen", "unit": "EUR", "year": ""},
    "exchange_rate_missing": {"item": "cacaobonen", "unit": "USD", "year": 1990},
    "amount_implausible": {"item": "cacaobonen", "origin": "Ghana", "amount": 5000.0},
    "practice_noted": {"item": "cacaobonen", "practice": "organic"},
    "practice_in_item": {"item": "cacaobonen bio", "origin": "Ghana"},
    "practice_unknown": {"item": "cacaobonen", "practice": "in omschakeling"},
    "destination_unknown": {"item": "cacaobonen"},
}


def test_every_code_has_an_example() -> None:
    assert set(EXAMPLES) == set(RESOLVE_CODES)


@pytest.mark.parametrize("code", sorted(EXAMPLES))
def test_every_code_is_reached_and_says_what_to_do(code: str, case) -> None:  # type: ignore[no-untyped-def]
    view = {"destination_unknown": "used_in_belgium", "origin_traced": "traced"}.get(code, "declared")
    usual = [{"item": "cacaobonen", "origin": "Ghana", "amount": 5.0}] * 4 if code == "amount_implausible" else []
    found = [problem for problem in case(EXAMPLES[code], *usual, view=view).problems if problem.code == code]
    assert len(found) == 1
    assert found[0].severity in {"error", "warning", "info"}
    assert found[0].where.endswith("[1]")
    assert found[0].found
    assert found[0].expected
    assert found[0].fix.rstrip(".") != ""


def test_a_clean_line_says_nothing(case) -> None:  # type: ignore[no-untyped-def]
    assert case({"item": "cacaobonen", "origin": "Ghana", "practice": "conventional"}).problems == []


def test_the_cell_of_the_fault_is_named(case) -> None:  # type: ignore[no-untyped-def]
    rows = [{"item": "tarwe", "origin": "FR"}, {"item": "tarwe", "origin": "Atlantis"}]
    where = [problem.where for problem in case(*rows).problems if problem.code == "origin_unknown_name"]
    assert where == ["data!origin[2]"]


def test_a_shared_finding_is_told_for_the_first_lines_and_counted(case) -> None:  # type: ignore[no-untyped-def]
    lines = [{"item": "zout"}] * 3 + [{"item": "zonnebrandolie"}] * 12 + [{"item": "zout"}]
    told = case(*lines).problems
    lost = [problem for problem in told if problem.code == "item_unmatched"]
    assert [problem.where for problem in lost] == [f"data!item[{line}]" for line in range(4, 4 + TOLD)]
    assert lost[-1].found.endswith("(and 7 more lines)")
    assert not any("more lines" in problem.found for problem in lost[:-1])
    kept = [problem.where for problem in told if problem.code == "product_not_covered"]
    assert kept == [f"data!item[{line}]" for line in (1, 2, 3, 16)]


def test_rare_findings_far_down_are_told_too(case, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("footprint.stages.resolve.remarks.HEAD", 10)
    lines = [{"item": "zonnebrandolie"}] * 30 + [{"item": "bonen"}]
    told = [(problem.code, problem.where) for problem in case(*lines).problems]
    assert ("item_ambiguous", "data!item[31]") in told
    assert sum(code == "item_unmatched" for code, _ in told) == TOLD


def test_items_come_first_then_origins_then_amounts(case) -> None:  # type: ignore[no-untyped-def]
    row = {"item": "cacaoboenen", "origin": "Atlantis", "unit": "EUR", "practice": "organic"}
    codes = [problem.code for problem in case(row).problems]
    assert codes == ["item_fuzzy", "origin_unknown_name", "origin_assumed", "tonnes_from_money", "practice_noted"]


def test_a_code_without_a_product_is_told(case) -> None:  # type: ignore[no-untyped-def]
    (told,) = case({"hs_code": "9618"}).problems
    assert (told.code, told.where) == ("product_not_covered", "data!hs_code[1]")
    assert "manufactured good" in told.fix
    (several,) = case({"hs_code": "0803"}).problems
    assert several.code == "item_ambiguous"
    assert "Bananas" in several.expected


def test_candidates_and_years_with_a_price_are_named(case) -> None:  # type: ignore[no-untyped-def]
    lost = next(
        problem for problem in case({"item": "aardappelen soufflé"}).problems if problem.code == "item_unmatched"
    )
    assert "nearest: Potatoes" in lost.expected
    row = {"item": "aardappelen", "origin": "BE", "unit": "EUR", "year": 2025}
    (price,) = case(row).problems
    assert "Potatoes in 2025: prices here are of 2018 to 2022" in price.found
    assert "Give the amount in kg or t" in price.fix


def test_a_line_without_an_amount_gets_no_remark_on_its_unit(case) -> None:  # type: ignore[no-untyped-def]
    codes = {
        problem.code for problem in case({"item": "tarwe", "origin": "FR", "amount": "", "unit": "pallet"}).problems
    }
    assert "unit_unknown" not in codes


def test_no_known_producer_is_told(case, catalogue: Catalogue) -> None:  # type: ignore[no-untyped-def]
    bare = replace(catalogue, mixes={})
    activities = case({"item": "cacaobonen"}).activities
    (told,) = remarks(activities, resolve(activities, bare), bare)
    assert told.code == "origin_assumed"
    assert "no producer is known" in told.expected


def _asked(case, *rows: dict[str, Any]) -> dict[str, str]:  # type: ignore[no-untyped-def]
    return {problem.code: problem.where for problem in case(*rows).problems}


def test_the_year_is_asked_for_in_its_cell(case) -> None:  # type: ignore[no-untyped-def]
    found = _asked(case, {"item": "aardappelen", "unit": "EUR", "year": "", "origin": "Belgium"})
    assert found == {"price_year_missing": "data!year[1]"}


def test_without_a_column_of_years_or_units_the_amount_is_named(catalogue: Catalogue) -> None:
    """Both lines: money without a year by the header of the amount, and an amount without any unit."""
    for header, code in (("amount (EUR)", "price_year_missing"), ("amount", "unit_missing")):
        activities = read([{"item": "aardappelen", "origin": "BE", header: 5}])
        found = remarks(activities, resolve(activities, catalogue), catalogue)
        assert [(problem.code, problem.where) for problem in found] == [(code, f"data!{header}[1]")]


@pytest.mark.parametrize("unit", ["EUR", "USD", "l"])
@pytest.mark.parametrize("item", [{"item": "honing"}, {"hs_code": "9618"}])
def test_no_mass_is_asked_of_a_good_that_is_only_listed(item: dict[str, Any], unit: str, case) -> None:  # type: ignore[no-untyped-def]
    found = _asked(case, {**item, "unit": unit, "year": ""})
    assert "product_not_covered" in found
    assert found.keys().isdisjoint({"tonnes_need_product", "density_missing", "price_missing", "price_year_missing"})
    assert "exchange_rate_missing" not in found
