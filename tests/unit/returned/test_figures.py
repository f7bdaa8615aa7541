"""The figures beside the lines and on the summary: in the order of the report, with their unit, and never a false 0."""

from __future__ import annotations

import openpyxl
import pytest
from returned_workbooks import ENGLISH, assessed, marked

import footprint
from footprint.returned import write_marked

ORDER = [
    "Species at risk of extinction: terrestrial",
    "Species at risk of extinction: terrestrial, land transformation",
    "Species at risk of extinction: freshwater",
    "Species at risk of extinction: marine",
    "Intactness of ecosystems: terrestrial",
]


@pytest.fixture(scope="module")
def unknown(tmp_path_factory):
    """Return a marked list of which nothing is known, not even a weight."""
    path = tmp_path_factory.mktemp("unknown") / "lijst.csv"
    path.write_text("item,amount,unit\nnobody knows this,5,EUR\nnor this one,3,EUR\n", encoding="utf-8")
    return openpyxl.load_workbook(of_2023(path))


def of_2023(path):
    """Return a list in euros of 2023, marked."""
    result = footprint.assess(path, year=2023)
    write_marked(path, path.with_suffix(".xlsx"), result.problems, result, ENGLISH)
    return path.with_suffix(".xlsx")


def heads(page, row):
    """Return the titles of our columns of impacts."""
    titles = [str(cell.value).removeprefix("footprint › ") for cell in page[row]]
    return [title for title in titles if "PDF" in title or "MSA" in title]


def totals(book):
    """Return the rows of the totals: name, value, unit."""
    rows = [row[:3] for row in book.worksheets[-1].iter_rows(values_only=True)]
    start = rows.index(("Totals of what is counted; never to be added up", None, None)) + 1
    return rows[start : start + len(ORDER)]


def test_columns_and_totals_stand_in_the_order_of_the_report(back):
    book = openpyxl.load_workbook(back)
    assert [title.partition(" [")[0] for title in heads(book.worksheets[0], 3)] == ORDER
    assert [name for name, _, _ in totals(book)] == ORDER


def test_totals_are_those_of_the_result(rich, back):
    _, result = assessed(rich)
    whole = result.totals.query("lens == 'species' and realm == 'marine'")["value"].sum()
    assert totals(openpyxl.load_workbook(back))[3][1] == pytest.approx(whole)


def test_a_realm_of_which_nothing_is_known_has_its_unit_and_no_total(unknown):
    assert all(title.endswith(("[global PDF.yr]", "[MSA-loss.m2.yr]")) for title in heads(unknown.worksheets[0], 1))
    assert totals(unknown) == [
        *((name, None, "global PDF.yr") for name in ORDER[:4]),
        (ORDER[4], None, "MSA-loss.m2.yr"),
    ]


def test_unknown_tonnes_are_told_and_never_nought(unknown):
    rows = [row[:2] for row in unknown.worksheets[-1].iter_rows(values_only=True)]
    assert ("Lines without weight: 2; they are in no share of tonnes.", None) in rows
    assert [value for name, value in rows if str(name).startswith("tonnes")] == []


def test_a_small_weight_is_not_shown_as_nought(tmp_path):
    path = tmp_path / "lijst.csv"
    path.write_text("item,origin,amount,unit\ncocoa beans,Ghana,3,g\n", encoding="utf-8")
    book = openpyxl.load_workbook(marked(path, tmp_path / "terug.xlsx"))
    weight, given = book.worksheets[0]["H2"], named(book.worksheets[-1], "tonnes: given")
    assert weight.value == given.value == pytest.approx(3e-6)
    assert weight.number_format == given.number_format == "[>=0.01]#,##0.00;[>0]0.00E+00;0"


def named(page, text):
    """Return the cell beside the one with a text."""
    return next(row[1] for row in page.iter_rows(max_col=2) if row[0].value == text)


def test_a_small_guessed_weight_is_told_with_its_figures(tmp_path):
    path = tmp_path / "lijst.csv"
    path.write_text("\n".join(["item,amount,unit", *["cocoa beans,0.01,EUR"] * 8]), encoding="utf-8")
    comment = openpyxl.load_workbook(of_2023(path)).worksheets[0]["C9"].comment.text
    assert comment == "footprint › guessed\nThe weight was computed from the price of the year: 3.30 × 10⁻⁶ t."


def test_what_the_user_wrote_is_not_translated(tmp_path):
    from footprint.ground.language import Language

    path = tmp_path / "lijst.csv"
    path.write_text("item,origin,amount,unit\ncocoa,Ghana,1,lines\nwheat,France,1,kg\n", encoding="utf-8")
    book = openpyxl.load_workbook(marked(path, tmp_path / "terug.xlsx", Language("nl")))
    assert "'lines'" in [row[2] for row in book.worksheets[-1].iter_rows(values_only=True)]
