"""Our own template, filled in and marked: every mark is seen, rows can be removed and sorted, and all goes back."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import openpyxl
import pytest
from returned_workbooks import assessed, marked, parts, rewritten

from footprint.ground.errors import Problem
from footprint.ground.language import Language
from footprint.returned import write_marked
from footprint.templates import write_template
from footprint.templates.data_sheet import FIRST, HEADS, LAST

DUTCH = Language("nl")
SHEET = "xl/worksheets/sheet2.xml"
LINES = range(FIRST, FIRST + 6)
COLOURS = {"error": "C0392B", "warning": "F2B84B", "info": "D9ECF7"}


@pytest.fixture(scope="module")
def page(form_back):
    """Return the list of the marked template."""
    return openpyxl.load_workbook(form_back)["Aankopen"]


def filter_of(path):
    """Return the range of the filter of the list, as the sheet and as its hidden name have it."""
    name = re.search(rb'_FilterDatabase"[^>]*>([^<]*)<', parts(path)["xl/workbook.xml"])
    return openpyxl.load_workbook(path)["Aankopen"].auto_filter.ref, name[1].decode()


def test_our_colours_stand_and_rank_before_the_rules_of_the_template(form_back):
    rules = re.findall(rb'<cfRule [^>]*priority="(\d+)"[^>]*><formula>(LEN|COUNTA|AND)', parts(form_back)[SHEET])
    assert rules[:3] == [(b"1", b"LEN"), (b"2", b"LEN"), (b"3", b"LEN")]
    assert {kind for _, kind in rules[3:]} == {b"AND", b"COUNTA"}
    assert min(int(rank) for rank, _ in rules[3:]) > 100


def test_libreoffice_shows_the_colours(form_back, tmp_path, in_office):
    html = in_office(form_back, "html", tmp_path).read_text(encoding="utf-8")
    bare = re.sub(r"<comment>.*?</comment>", "", html, flags=re.DOTALL)
    cells = re.findall(r'<td[^>]*bgcolor="#(\w+)"[^>]*>(.*?)</td>', bare, re.DOTALL)
    seen = [(colour, re.sub(r"<[^>]*>|\s+", " ", text).strip()) for colour, text in cells]
    assert {text for colour, text in seen if colour == COLOURS["warning"]} >= {"cacaoboenen", "iets onbekends", "zalm"}
    assert (COLOURS["error"], "bigbag") in seen
    assert {(COLOURS["error"], ""), (COLOURS["info"], "")} <= set(seen)


def test_no_cell_of_a_line_is_locked(page):
    assert page.protection.sheet
    assert page.max_column == 24
    assert not any(
        cell.protection.locked for row in page.iter_rows(FIRST, LINES[-1], 2) for cell in row if cell.has_style
    )
    assert not any(page.column_dimensions[letter].protection.locked for letter in "NOPQRSTUVWXY")


def test_the_filter_takes_our_columns_along(form, form_back):
    assert filter_of(form) == (f"B7:M{LAST}", f"'Aankopen'!$B$7:$M${LAST}")
    assert filter_of(form_back) == (f"B7:X{LAST}", f"'Aankopen'!$B$7:$X${LAST}")


def test_marks_are_renewed_to_the_byte(form_back, tmp_path):
    again = marked(form_back, tmp_path / "lijst.xlsx", DUTCH)
    assert again.read_bytes() == form_back.read_bytes()


def test_without_results_filter_heights_and_locks_go_back(form, form_back, tmp_path):
    write_marked(form_back, tmp_path / "lijst.xlsx", [], None, DUTCH)
    before, after = (openpyxl.load_workbook(path)["Aankopen"] for path in (form, tmp_path / "lijst.xlsx"))
    assert filter_of(tmp_path / "lijst.xlsx") == filter_of(form)
    assert [after.row_dimensions[row].height for row in LINES] == [before.row_dimensions[row].height for row in LINES]
    assert not any(after.column_dimensions[letter].protection.locked for letter in "NOPX")
    assert b"footprint:" not in parts(tmp_path / "lijst.xlsx")[SHEET]


def test_it_opens_on_the_list_alone(form, form_back):
    assert openpyxl.load_workbook(form).active.title == "Instructies"
    book = openpyxl.load_workbook(form_back)
    assert book.active.title == "Aankopen"
    assert [sheet.title for sheet in book if sheet.sheet_view.tabSelected] == ["Aankopen"]


def test_a_practice_that_is_rightly_written_is_listed_and_not_marked(form_back, page):
    assert page[f"I{FIRST}"].comment is None
    marks = [
        str(one.sqref) for one in page.conditional_formatting for rule in one.rules if "footprint:" in rule.formula[0]
    ]
    assert not any(f"I{FIRST}" in one for one in marks)
    summary = openpyxl.load_workbook(form_back).worksheets[-1]
    rows = {row[0].value: row for row in summary.iter_rows(max_col=5)}
    where, what, *_, fix = rows[f"Aankopen!I{FIRST}"]
    assert what.value == "opmerking"
    assert what.fill.fgColor.rgb != "FFD9ECF7"
    assert where.hyperlink is not None
    assert "result." not in fix.value


def test_reasons_are_said_part_by_part_in_the_language(page):
    advice = [str(page.cell(row, page.max_column).value) for row in LINES]
    assert advice[3].endswith("Niet meegeteld (vis, geen inventaris).")
    assert "Deels niet bekend (klimaatverandering)." in advice[1]


def test_the_rows_of_the_user_keep_their_height(page):
    assert {page.row_dimensions[row].height for row in LINES} == {None}


def test_a_height_that_the_user_chose_stays(form, tmp_path):
    def choose(name, content):
        row = f'<row r="{FIRST + 1}"'.encode()
        return content.replace(row, row + b' ht="20" customHeight="1"') if name == SHEET else content

    path = rewritten(form, tmp_path / "lijst.xlsx", choose)
    page = openpyxl.load_workbook(marked(path, tmp_path / "terug.xlsx", DUTCH))["Aankopen"]
    assert page.row_dimensions[FIRST + 1].height == 20


def test_the_header_is_made_higher_though_its_height_was_chosen(form, page):
    assert page.row_dimensions[HEADS].height > openpyxl.load_workbook(form)["Aankopen"].row_dimensions[HEADS].height


def test_every_part_is_sound_xml_whoever_declares_its_names(tmp_path):
    write_template(tmp_path / "leeg.xlsx", "purchases", "nl")
    assert parts(tmp_path / "leeg.xlsx")["xl/workbook.xml"].count(b"xmlns:r=") > 1
    fault = Problem("x", "error", f"Aankopen!B{FIRST}", "nothing", "something", "Fill it in.")
    write_marked(tmp_path / "leeg.xlsx", tmp_path / "terug.xlsx", [fault], None, DUTCH)
    for name, content in parts(tmp_path / "terug.xlsx").items():
        assert ElementTree.fromstring(content).tag, name  # noqa: S314


def test_a_marked_template_reads_as_the_template(form, form_back):
    (problems, result), (again, same) = assessed(form), assessed(form_back)
    assert again == problems
    assert same.lines["tonnes"].tolist()[:4] == result.lines["tonnes"].tolist()[:4]
