"""The filter of a list takes our columns along where they join it, and gives them back."""

from __future__ import annotations

import re

import openpyxl
import pytest
from returned_workbooks import ENGLISH, assessed, marked, parts, rewritten

from footprint.returned import write_marked

SHEET = "xl/worksheets/sheet1.xml"
OURS = 11


def filtered(rich, path, ref, inside=""):
    """Return the workbook with a filter; its list is A3:E8."""
    raw = f'<autoFilter ref="{ref}">{inside}</autoFilter>'.encode()

    def add(name, content):
        return content.replace(b"</sheetData>", b"</sheetData>" + raw) if name == SHEET else content

    return rewritten(rich, path, add)


def reach(path):
    """Return the range of the filter, and the column in which ours begin."""
    page = openpyxl.load_workbook(path).worksheets[0]
    starts = [cell.column_letter for cell in page[3] if str(cell.value).startswith("footprint ›")]
    return page.auto_filter.ref, starts[0] if starts else ""


@pytest.mark.parametrize(
    ("ref", "after", "start"),
    [
        ("A3:E8", "A3:P8", "F"),
        ("$A$3:$E$8", "$A$3:P8", "F"),
        ("A3:G8", "A3:R8", "H"),
        ("A3:C8", "A3:C8", "F"),
        ("A2:E8", "A2:E8", "F"),
        ("A3:XFD8", "A3:XFD8", "F"),
        ("A:E", "A:E", "F"),
    ],
)
def test_it_reaches_over_ours_only_where_they_join_the_list(rich, tmp_path, ref, after, start):
    path = filtered(rich, tmp_path / "lijst.xlsx", ref)
    target = marked(path, tmp_path / "terug.xlsx")
    assert reach(target) == (after, start)
    (tmp_path / "weer").mkdir()
    assert parts(marked(target, tmp_path / "weer" / "terug.xlsx"))[SHEET] == parts(target)[SHEET]


@pytest.mark.parametrize("ref", ["A3:E8", "A3:G8", "A3:XFD8"])
def test_it_goes_back_with_our_columns(rich, tmp_path, ref):
    path = filtered(rich, tmp_path / "lijst.xlsx", ref)
    target = marked(path, tmp_path / "terug.xlsx")
    write_marked(target, tmp_path / "weer.xlsx", assessed(path)[0], None, ENGLISH)
    assert reach(tmp_path / "weer.xlsx") == (ref, "")


def test_the_range_it_last_sorted_goes_along(rich, tmp_path):
    inside = '<sortState ref="A4:E8"><sortCondition ref="C4:C8"/></sortState>'
    path = filtered(rich, tmp_path / "lijst.xlsx", "A3:E8", inside)
    content = parts(marked(path, tmp_path / "terug.xlsx"))[SHEET]
    assert re.findall(rb'<(\w+) ref="([A-Z0-9:]+)"', content[content.index(b"<autoFilter") :])[:3] == [
        (b"autoFilter", b"A3:P8"),
        (b"sortState", b"A4:P8"),
        (b"sortCondition", b"C4:C8"),
    ]


def test_a_column_of_the_user_beside_ours_stops_it(rich, tmp_path):
    target = marked(filtered(rich, tmp_path / "lijst.xlsx", "A3:E8"), tmp_path / "terug.xlsx")

    def add(name, content):
        cell = b'<c r="Q4"><v>7</v></c></row><row r="5"'
        return content.replace(b'</row><row r="5"', cell, 1) if name == SHEET else content

    (tmp_path / "weer").mkdir()
    again = marked(rewritten(target, tmp_path / "meer.xlsx", add), tmp_path / "weer" / "terug.xlsx")
    assert reach(again) == ("A3:E8", "R")
    assert openpyxl.load_workbook(again).worksheets[0]["Q4"].value == 7
