"""Cells and arguments no list should hold: each gives a problem with a place, or is read as what it says."""

import math
import os
from decimal import Decimal

import pandas as pd
import pyarrow as pa
import pytest

from footprint.ground.errors import InputError
from footprint.stages.read import read

LINE = {"item": "cocoa", "origin": "CI", "amount": 5, "unit": "kg"}


def _codes(activities, where):
    return [problem.code for problem in activities.problems if problem.where == where]


NOT_FINITE = [10**400, 10**5000, Decimal("sNaN"), Decimal("1e999"), 1e308, "1e308", 2.0e18]


@pytest.mark.parametrize("amount", NOT_FINITE, ids=map(str, range(len(NOT_FINITE))))
def test_an_amount_no_purchase_has_is_a_problem(amount):
    activities = read([{**LINE, "amount": amount}, LINE])
    assert math.isnan(activities.table["amount"][0])
    assert _codes(activities, "data!amount[1]") == ["amount_not_finite"]


def test_complex_numbers_are_no_amounts():
    activities = read(pd.DataFrame([LINE, LINE]).assign(amount=[1 + 2j, 5]))
    assert _codes(activities, "data!amount[1]") == ["amount_unreadable"]


@pytest.mark.parametrize("key", ["item", "origin", "unit", "supplier", "comment", "hs_code"])
def test_half_a_character_is_replaced(key):
    table = read([{**LINE, key: "a\ud800b"}]).table
    assert table[key].tolist() == ["a\ufffdb"]


def test_half_a_character_in_a_key_or_in_an_amount_is_replaced(write_text):
    text = '[{"item": "cocoa", "amount": "\\ud800", "unit": "kg", "\\ud800": 1}]'
    problems = read(write_text(text, "list.json")).problems
    assert all(part.encode() for problem in problems for part in (problem.where, problem.found))


def test_bytes_are_decoded():
    activities = read([{key: str(value).encode() for key, value in LINE.items()} | {"extra": b"\xff"}])
    assert activities.table["item"].tolist() == ["cocoa"]
    assert activities.table["amount"].tolist() == [5]


def test_nested_arrow_columns_are_texts():
    nested = pd.array([["cocoa"], None], dtype=pd.ArrowDtype(pa.list_(pa.string())))
    assert read(pd.DataFrame([LINE, LINE]).assign(item=nested)).table["item"].astype(object).tolist()[0] == "['cocoa']"


def test_mappings_may_name_their_keys_in_different_ways():
    rows = [LINE, {"artikel": "tarwe", "hoeveelheid": 2, "eenheid": "t"}, {"Item": "soy", "AMOUNT": 3, "Unit": "t"}]
    activities = read(rows)
    assert activities.table["item"].tolist() == ["cocoa", "tarwe", "soy"]
    assert activities.table["amount"].tolist() == [5, 2, 3]


def test_keys_that_name_different_units_are_not_joined():
    activities = read([{"item": "cocoa", "amount (kg)": 5}, {"item": "soy", "amount (t)": 2}])
    assert _codes(activities, "data!amount (t)") == ["header_duplicated"]


def test_two_keys_of_one_row_that_mean_the_same_are_a_problem():
    activities = read([{**LINE, "artikel": "tarwe"}])
    assert _codes(activities, "data!artikel") == ["header_duplicated"]


@pytest.mark.parametrize("decimal", ["", ";", 1, b",", [","]])
def test_a_decimal_sign_that_is_none_is_refused(decimal):
    with pytest.raises(InputError, match=r"decimal.*a decimal sign"):
        read([LINE], decimal=decimal)


def test_a_name_no_system_allows_is_a_missing_file():
    with pytest.raises(InputError, match=r"file_missing.*cannot be opened"):
        read("x" * 5000)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError, match=r"file_not_a_table.*a pipe"):
        read(tmp_path / "pipe")


def test_a_text_that_begins_with_a_bracket_is_no_json(write_text):
    path = write_text("[List 2024]\nitem,amount,unit\ncocoa,5,kg\n")
    assert read(path).table["amount"].tolist() == [5]


def test_a_whole_number_too_long_for_json_is_told(write_text):
    path = write_text('[{"item": "cocoa", "amount": ' + "9" * 5000 + "}]", "list.json")
    with pytest.raises(InputError, match=r"file_not_a_table.*JSON that cannot be read"):
        read(path)


def test_a_zero_byte_is_told_with_its_place(write_text):
    with pytest.raises(InputError, match="a zero byte, at byte 20"):
        read(write_text("item,amount,unit\nco\0coa,5,kg\n"))


def test_a_long_cell_is_shortened_in_a_problem():
    (problem,) = [found for found in read([{**LINE, "amount": "x" * 100_000}, LINE]).problems if "amount" in found.code]
    assert len(problem.found) < 500
    assert "100,000 characters" in problem.found


@pytest.mark.parametrize("key", ["supplier", "origin", "comment"])
def test_a_total_beside_an_empty_item_is_skipped(key):
    activities = read([LINE, {"amount": 5, "unit": "kg", key: "TOTAAL"}])
    assert activities.table["amount"].tolist() == [5]
    assert activities.skipped == {"total": 1}


def test_an_item_of_a_supplier_called_total_is_kept():
    assert read([{**LINE, "supplier": "Total"}]).table["amount"].tolist() == [5]


def test_a_unit_beside_another_is_told_with_both():
    problems = read([{**LINE, "amount": "3 t"}, LINE]).problems
    assert [(found.code, found.expected) for found in problems] == [
        ("amount_unit_conflict", "one unit; the unit column or the header says 'kg'")
    ]
