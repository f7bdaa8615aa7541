"""A template that comes back is read without a guess: its keys decide, what stands above is not read."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import PatternFill

import footprint
from footprint.ground.errors import InputError
from footprint.ground.tables import PURCHASES
from footprint.templates.data_sheet import FIRST, HEADS, KEYS

WHEAT = ["wheat", None, "France", 12.5, "t"]
COFFEE = ["our own blend", "09011100", "BR", 800, "kg", "Supplier 7", 2023]
NOISE = {"sheet_ignored", "header_repeated", "header_assumed", "column_ignored", "column_absent"}


def codes(result) -> set[str]:
    return {problem.code for problem in result.problems}


def as_text(path: Path, sheet: str) -> Path:
    """Return the sheet saved as delimited text, as a spreadsheet saves it."""
    rows = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    with path.with_suffix(".csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    return path.with_suffix(".csv")


def test_a_filled_template_gives_its_lines_and_no_remark(fill) -> None:
    result = footprint.assess(fill([WHEAT, COFFEE]))
    assert result.lines["line"].tolist() == [FIRST, FIRST + 1]
    assert result.lines["product"].tolist() == ["wheat", "coffee_green"]
    assert result.lines["tonnes"].tolist() == [12.5, 0.8]
    assert result.problems == []


def test_the_sheet_saved_as_text_reads_the_same(fill, data_name) -> None:
    result = footprint.assess(as_text(fill([WHEAT, COFFEE]), data_name))
    assert result.lines["line"].tolist() == [FIRST, FIRST + 1]
    assert result.lines["product"].tolist() == ["wheat", "coffee_green"]
    assert codes(result).isdisjoint(NOISE)


def test_an_empty_template_is_told_as_a_list_without_lines(fill) -> None:
    with pytest.raises(InputError, match="file_empty") as caught:
        footprint.assess(fill([]))
    assert {problem.code for problem in caught.value.problems} == {"file_empty"}


def test_rows_with_nothing_but_looks_are_no_lines(fill, data_name) -> None:
    def colour(book) -> None:
        for row in range(FIRST + 1, FIRST + 300):
            book[data_name].cell(row, 3).fill = PatternFill("solid", fgColor="FFFFFF00")

    result = footprint.assess(fill([WHEAT], colour))
    assert result.lines["line"].tolist() == [FIRST]
    assert result.problems == []


def test_a_gap_is_a_gap(fill) -> None:
    result = footprint.assess(fill([WHEAT, ["wheat", None, "France", None, "t"]]))
    assert [(problem.code, problem.where[-2:]) for problem in result.problems] == [("amount_missing", f"E{FIRST + 1}")]


def test_the_keys_decide_when_a_title_is_changed(fill, data_name) -> None:
    def rename(book) -> None:
        book[data_name].cell(HEADS, 4).value = "Vestiging"

    result = footprint.assess(fill([WHEAT], rename))
    assert result.lines["origin"].tolist() == ["FRA"]
    assert codes(result).isdisjoint(NOISE)


def test_a_column_of_the_user_is_named(fill, data_name) -> None:
    def add(book) -> None:
        book[data_name].cell(HEADS, len(PURCHASES) + 2).value = "Kostenplaats"

    result = footprint.assess(fill([WHEAT], add))
    assert [problem.found for problem in result.problems if problem.code == "column_ignored"] == ["'Kostenplaats'"]


def test_without_the_hidden_keys_the_titles_do(fill, data_name) -> None:
    result = footprint.assess(fill([WHEAT], lambda book: book[data_name].delete_rows(KEYS)))
    assert result.lines["product"].tolist() == ["wheat"]
    assert codes(result).isdisjoint(NOISE)


def test_a_sheet_of_the_user_is_no_help_of_ours(fill) -> None:
    def add(book) -> None:
        book.create_sheet("Notes").append(["ask Jan"])

    told = [problem.where for problem in footprint.assess(fill([WHEAT], add)).problems]
    assert told == ["Notes"]


def test_a_second_list_in_the_template_is_told(fill, data_name) -> None:
    def copy(book) -> None:
        book.copy_worksheet(book[data_name]).title = "May"

    told = [problem.where for problem in footprint.assess(fill([WHEAT], copy)).problems]
    assert told == ["May"]


def test_a_list_with_keys_for_headings_loses_no_line(tmp_path) -> None:
    path = tmp_path / "plain.csv"
    path.write_text("item,origin,amount,unit\nwheat,France,3,t\n", encoding="utf-8")
    assert footprint.assess(path).lines["tonnes"].tolist() == [3.0]
