"""What is added: colours, comments, columns, the summary."""

from __future__ import annotations

import openpyxl
import pytest
from returned_workbooks import ENGLISH, assessed, marked

import footprint
from footprint.ground.errors import Problem
from footprint.ground.language import Language
from footprint.returned import plan as planning
from footprint.returned import write_marked


@pytest.fixture(scope="module")
def book(back):
    """Return the marked workbook as openpyxl reads it."""
    return openpyxl.load_workbook(back)


def coloured(page):
    """Return the cells that our rules colour, by what their formulas carry."""
    found = {}
    for one in page.conditional_formatting:
        for rule in one.rules:
            if "footprint:" in (rule.formula or [""])[0]:
                severity = rule.formula[0].split("footprint:")[1].split('"')[0]
                found.setdefault(severity, []).extend(str(one.sqref).split())
    return found


def test_cells_have_the_colour_of_their_gravest_finding(book):
    assert coloured(book.worksheets[0]) == {"error": ["C6", "D8"], "warning": ["A5", "A7"], "info": ["B5:B6"]}


def test_columns_stand_beside_the_list_in_the_row_of_its_header(book):
    page = book.worksheets[0]
    heads = [page.cell(3, column).value for column in range(6, page.max_column + 1)]
    assert heads[:5] == [
        "footprint › status",
        "footprint › product taken",
        "footprint › country taken",
        "footprint › weight [t]",
        "footprint › quality, 1 best to 5",
    ]
    assert heads[-1] == "footprint › what to do"
    assert all("[" in head for head in heads[5:-1])


def test_numbers_are_those_of_the_result_and_what_is_unknown_is_empty(rich, book):
    _, result = assessed(rich)
    page = book.worksheets[0]
    for line, tonnes, quality in result.lines[["line", "tonnes", "quality"]].itertuples(index=False, name=None):
        written = page.cell(line, 9).value
        assert (written is None) == (tonnes != tonnes)
        assert written is None or written == pytest.approx(tonnes)
        assert page.cell(line, 10).value == quality
    impacts = [float(value) for value in result.lines["species: terrestrial"]]
    at = next(c for c in range(6, page.max_column) if page.cell(3, c).value.endswith("terrestrial [global PDF.yr]"))
    assert [page.cell(row, at).value for row in (4, 6)] == [pytest.approx(impacts[0]), None]


def test_a_line_that_is_not_counted_says_what_to_do(book):
    page = book.worksheets[0]
    assert page.cell(8, 6).value == "not counted"
    assert page.cell(8, page.max_column).value.endswith("Not counted (unit not recognised).")


def test_every_guess_is_coloured_though_only_the_first_are_told(tmp_path):
    original = tmp_path / "lijst.csv"
    lines = ["item,origin,amount,unit", *["cacaoboenen,,1000,EUR"] * 8]
    original.write_text("\n".join(lines), encoding="utf-8")
    write_marked(original, tmp_path / "terug.xlsx", *given_2023(original), ENGLISH)
    page = openpyxl.load_workbook(tmp_path / "terug.xlsx").worksheets[0]
    assert coloured(page) == {"warning": ["A2:A6"], "info": ["A7:A9", "B2:B9", "D2:D9"]}
    assert page["A9"].comment.text == "footprint › guessed\nTaken for: Cocoa beans (alike for 95 of 100)."
    assert page["B9"].comment.text.startswith("footprint › guessed\nNo usable country of production. Used: Belgian")
    assert page["D9"].comment.text.startswith("footprint › guessed\nThe weight was computed from the price")


def given_2023(path):
    """Return problems and result of a list in euros of 2023."""
    result = footprint.assess(path, year=2023)
    return result.problems, result


def test_the_summary_leads_to_the_cells(book):
    page = book.worksheets[-1]
    assert page.title == "footprint › summary"
    leads = {cell.value: cell.hyperlink.location for (cell,) in page.iter_rows(max_col=1) if cell.hyperlink}
    assert leads["Aankopen! 'A' 24!C6"] == "'Aankopen! ''A'' 24'!C6"
    texts = [row[0] for row in page.iter_rows(max_col=1, values_only=True)]
    assert texts[0] == "What was found in lijst.xlsx"
    assert "tonnes: given" in texts
    assert "Species at risk of extinction: terrestrial" in texts


def test_without_a_result_only_faults_are_marked(rich, tmp_path):
    problems, _ = assessed(rich)
    target = tmp_path / "terug.xlsx"
    write_marked(rich, target, problems, None, ENGLISH)
    page = openpyxl.load_workbook(target).worksheets[0]
    assert page.max_column == 5
    assert coloured(page)["error"] == ["C6", "D8"]
    assert page["C6"].comment.text.startswith("footprint › error")


def test_a_problem_of_a_line_or_of_nowhere_is_told(rich, tmp_path):
    problems = [
        Problem("x", "error", "Archief!2", "a line", "another", "Mend it."),
        Problem("x", "warning", "Archief", "a sheet", "none", "Look."),
        Problem("x", "info", "nowhere!C4", "a ghost", "none", "Nothing."),
    ]
    write_marked(rich, tmp_path / "terug.xlsx", problems, None, ENGLISH)
    book = openpyxl.load_workbook(tmp_path / "terug.xlsx")
    assert coloured(book["Archief"]) == {"error": ["A2"]}
    wheres = [row[0] for row in book.worksheets[-1].iter_rows(max_col=1, values_only=True)]
    assert {"Archief!2", "Archief", "nowhere!C4"} <= set(wheres)


def test_comments_are_capped_and_the_summary_says_so(rich, tmp_path, monkeypatch):
    monkeypatch.setattr(planning, "MOST_COMMENTS", 2)
    target = marked(rich, tmp_path / "terug.xlsx")
    book = openpyxl.load_workbook(target)
    ours = [
        cell.coordinate
        for row in book.worksheets[0].iter_rows()
        for cell in row
        if cell.comment and "footprint ›" in cell.comment.text
    ]
    assert ours == ["C6", "D8"]
    texts = [row[0] for row in book.worksheets[-1].iter_rows(max_col=1, values_only=True)]
    assert "Cells coloured without a comment, for want of room: 4." in texts


@pytest.mark.parametrize(
    ("code", "product", "country"), [("nl", "Cacaobonen", "Maleisië"), ("fr", "Fèves de cacao", "Malaisie")]
)
def test_names_are_in_the_language(rich, tmp_path, code, product, country):
    page = openpyxl.load_workbook(marked(rich, tmp_path / "t.xlsx", Language(code))).worksheets[0]
    assert page["G4"].value == product
    assert page["H8"].value == country
