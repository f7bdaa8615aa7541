"""The examples of docs/problems.md give the problems they stand beside."""

from __future__ import annotations

from typing import Any

import pytest

import footprint

GOOD = {"item": "wheat", "origin": "France", "amount": 1, "unit": "t", "year": 2023}
COCOA = {**GOOD, "item": "cocoa beans", "origin": "Ghana"}
MONEY = {**COCOA, "amount": 84_000, "unit": "EUR"}

EXAMPLES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("formula_without_value", {**COCOA, "amount": "=A1"}),
    ("amount_missing", {**COCOA, "amount": None}),
    ("amount_unreadable", {**COCOA, "amount": "about 12"}),
    ("amount_ambiguous", {**COCOA, "amount": "1.250"}),
    ("amount_error_cell", {**COCOA, "amount": "#N/A"}),
    ("amount_is_boolean", {**COCOA, "amount": "WAAR"}),
    ("amount_not_finite", {**COCOA, "amount": "inf"}),
    ("amount_negative", {**COCOA, "amount": -300}),
    ("amount_zero", {**COCOA, "amount": 0}),
    ("amount_unit_conflict", {**COCOA, "amount": "12 t", "unit": "kg"}),
    ("text_error_cell", {**COCOA, "origin": "#REF!"}),
    ("year_unreadable", {**COCOA, "year": "2022-2023"}),
    ("item_missing", {**COCOA, "item": None}),
    ("item_unmatched", {**COCOA, "item": "zonnebrandolie"}),
    ("item_ambiguous", {**COCOA, "item": "walnuts"}),
    ("item_fuzzy", {**COCOA, "item": "cacaoboenen"}),
    ("hs_unknown", {**COCOA, "hs_code": "77000000"}),
    ("code_text_disagree", {**COCOA, "hs_code": "18010000", "item": "tarwe"}),
    ("product_not_covered", {**COCOA, "item": "zout"}),
    ("origin_assumed", {**COCOA, "origin": None}),
    ("origin_replaced", {**COCOA, "origin": "NL"}),
    ("origin_group", {**COCOA, "origin": "RoW"}),
    ("origin_transit", {**COCOA, "origin": "NL (transit)"}),
    ("origin_several", {**COCOA, "origin": "Ghana / Ivory Coast"}),
    ("origin_part", {**COCOA, "origin": "Brazil, Minas Gerais"}),
    ("origin_fuzzy", {**COCOA, "origin": "Madagaskarr"}),
    ("origin_unknown_name", {**COCOA, "origin": "Farmland"}),
    ("unit_missing", {**COCOA, "unit": None}),
    ("unit_unknown", {**COCOA, "unit": "bigbag"}),
    ("tonnes_need_product", {**MONEY, "item": "diverse"}),
    ("tonnes_from_volume", {**COCOA, "item": "milk", "amount": 14_000, "unit": "l"}),
    ("tonnes_from_money", MONEY),
    ("density_missing", {**COCOA, "item": "vanilla", "amount": 3, "unit": "m3"}),
    ("price_missing", {**MONEY, "item": "vanilla", "year": 2024}),
    ("price_year_missing", {**MONEY, "year": None}),
    ("exchange_rate_missing", {**MONEY, "unit": "TRY", "year": 1985}),
    ("practice_noted", {**COCOA, "practice": "organic"}),
    ("practice_unknown", {**COCOA, "practice": "in omschakeling"}),
)


@pytest.mark.parametrize(("code", "line"), EXAMPLES, ids=[code for code, _ in EXAMPLES])
def test_the_example_gives_its_problem(code: str, line: dict[str, Any]) -> None:
    columns = {key for row in (GOOD, line) for key in row}
    rows = [{key: row.get(key) for key in columns} for row in (GOOD, line)]
    found = {problem.code: problem for problem in footprint.assess(rows).problems}
    assert code in found
    assert found[code].fix


def test_a_clean_line_has_no_problem() -> None:
    assert footprint.assess([GOOD]).problems == []
