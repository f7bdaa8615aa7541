"""The workbook opens on the list, and on it alone."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
import xlsxwriter
from returned_workbooks import ENGLISH, marked, parts, rewritten

from footprint.ground.errors import Problem
from footprint.returned import write_marked


def two_sheets(path, change=lambda _, content: content):
    """Return a workbook that opens on notes, with a list behind them."""
    whole = path.with_name("whole.xlsx")
    with xlsxwriter.Workbook(whole) as book:
        notes, page, chart = book.add_worksheet("Nota's"), book.add_worksheet("Lijst"), book.add_chartsheet("Grafiek")
        notes.write("A1", "lees mij")
        for row, values in enumerate((("item", "amount", "unit"), ("cacao", 2, "t"))):
            page.write_row(row, 0, values)
        bars = book.add_chart({"type": "bar"})
        bars.add_series({"values": "=Lijst!$B$2:$B$2"})
        chart.set_chart(bars)
        chart.select()
    return rewritten(whole, path, change)


def state(path):
    """Return the sheet the workbook opens on, and the parts of the sheets that are chosen."""
    content = parts(path)
    active = re.search(rb'activeTab="(\d+)"', content["xl/workbook.xml"])
    chosen = [name for name, one in sorted(content.items()) if b'tabSelected="1"' in one]
    return int(active[1]) if active else 0, chosen


def test_it_opens_on_the_list_and_lets_every_other_sheet_go(tmp_path):
    path = two_sheets(tmp_path / "lijst.xlsx")
    assert state(path) == (0, ["xl/chartsheets/sheet1.xml", "xl/worksheets/sheet1.xml"])
    assert state(marked(path, tmp_path / "terug.xlsx")) == (1, ["xl/worksheets/sheet2.xml"])


@pytest.mark.parametrize("pattern", [rb"<bookViews>.*?</bookViews>", rb"<sheetViews>.*?</sheetViews>"])
def test_workbooks_without_views_open_on_it_too(tmp_path, pattern):
    def drop(_, content):
        return re.sub(pattern, b"", content, flags=re.DOTALL)

    target = marked(two_sheets(tmp_path / "lijst.xlsx", drop), tmp_path / "terug.xlsx")
    assert state(target)[0] == 1
    assert openpyxl.load_workbook(target).active.title == "Lijst"


def test_what_opens_on_the_list_already_is_not_touched(rich, back):
    views = [re.search(rb"<bookViews>.*</bookViews>", parts(path)["xl/workbook.xml"])[0] for path in (rich, back)]
    assert views[0] == views[1]


def test_a_hidden_list_is_not_shown(rich, tmp_path):
    fault = [Problem("x", "error", "Archief!A1", "a", "b", "Mend it.")]
    write_marked(rich, tmp_path / "terug.xlsx", fault, None, ENGLISH)
    assert openpyxl.load_workbook(io.BytesIO((tmp_path / "terug.xlsx").read_bytes())).active.title.startswith(
        "Aankopen"
    )
    assert state(tmp_path / "terug.xlsx") == state(rich)


def test_a_second_marking_opens_on_the_list_again(tmp_path):
    target = marked(two_sheets(tmp_path / "lijst.xlsx"), tmp_path / "terug.xlsx")
    book = openpyxl.load_workbook(target)
    book.active = 0
    book.save(tmp_path / "bewaard.xlsx")
    assert state(marked(tmp_path / "bewaard.xlsx", tmp_path / "weer.xlsx"))[0] == 1
