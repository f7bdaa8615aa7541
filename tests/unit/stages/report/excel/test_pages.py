"""Made pages with every kind of chart, as sheets of the workbook."""

from __future__ import annotations

import html
import io
import re
import zipfile

import openpyxl
import pytest
from plain_picture import picture

from footprint.stages.report.as_excel import write_pages
from footprint.stages.report.chart import Bars, Flow, Link, Pareto, Ranks, WorldMap
from footprint.stages.report.page import Page, Section
from footprint.stages.report.table import Column, Table

EVIL = "=cmd|' /C calc'!A0"
NARROW = Table(
    "Goods", (Column("Good"), Column("Share", "share", "share")), (("Cocoa", 0.7), ("Milk", None)), "A note."
)
WIDE = Table("Wide", tuple(Column(f"Share {place}", "share") for place in range(20)), ((0.1,) * 20,))
BARS = Bars("Plain bars", ("Cocoa", "Milk"), ("Share",), ((0.7,), (None,)), ("70 %", "not known"))
STACK = Bars("Stack", ("Cocoa", "Milk"), ("Land", "Water"), ((3.0, 1.0), (2.0, None)), ("4 t", "2 t"), ("1", "2"))
WHOLE = Bars(
    "Whole",
    ("Species",),
    ("Belgium", "Abroad", "Global"),
    ((0.2, 0.5, 0.3),),
    ("1 PDF",),
    ("belgium", "abroad", "global"),
    True,
)
PARETO = Pareto("Pareto", ("Cocoa", "Milk", "Sugar"), (0.6, 0.3, 0.1), 0.8, "Share of impact")
RANKS = Ranks("Ranks", ("Species", "Condition"), ("Cocoa", "Milk"), ((1, 2), (2, None)), (True, False))
FLOW = Flow("Flow", ("Good", "Place"), (("Cocoa",), ("Ghana",)), (Link(0, "Cocoa", "Ghana", 1.0),))
WORLD = WorldMap("Map", {"GHA": 0.6, "BEL": 0.4}, "Share", "none")
NATIVE = (BARS, STACK, WHOLE, PARETO, RANKS)


def book_of(report, *sections, title="Charts", key="charts"):
    """Return a workbook of one made page after a first one: its bytes."""
    first = Page("first", "First", "The answer.", (Section("", NARROW),))
    target = io.BytesIO()
    write_pages(report, (first, Page(key, title, "A lead.", sections)), picture, target)
    return target.getvalue()


def files(content, start):
    """Return the files of the workbook whose name begins with `start`, as text."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.startswith(start)}


def sheet(content, name):
    """Return a sheet as openpyxl reads it."""
    with pytest.warns(UserWarning, match="extension is not supported"):
        return openpyxl.load_workbook(io.BytesIO(content))[name]


@pytest.fixture(scope="module")
def content(report):
    """Return a workbook with every kind of chart."""
    return book_of(report, *(Section(chart.title, NARROW, (chart,)) for chart in (*NATIVE, FLOW, WORLD)))


@pytest.fixture(scope="module")
def charts(content):
    """Return the charts of the workbook by title, as text."""
    found = files(content, "xl/charts/chart").values()
    return {re.search(r"<a:t>([^<]*)</a:t>", text)[1]: text for text in found}


def test_each_kind_of_chart_is_a_chart_or_a_picture(content, charts):
    assert set(charts) == {chart.title for chart in NATIVE}
    drawing = files(content, "xl/drawings/drawing")["xl/drawings/drawing1.xml"]
    assert drawing.count("<c:chart ") == 5
    assert drawing.count("<xdr:pic>") == 2
    assert set(re.findall(r'descr="([^"]*)"', drawing)) == {chart.title for chart in (*NATIVE, FLOW, WORLD)}


def test_bars_lie_with_the_first_on_top(charts):
    assert all('<c:barDir val="bar"/>' in charts[name] for name in ("Plain bars", "Stack", "Whole"))
    assert all('<c:orientation val="maxMin"/>' in charts[name] for name in ("Plain bars", "Stack", "Whole"))
    groupings = {name: re.search(r'<c:grouping val="(\w+)"/>', charts[name])[1] for name in ("Stack", "Whole")}
    assert groupings == {"Stack": "stacked", "Whole": "percentStacked"}


def test_what_is_not_known_is_no_point_of_a_chart(charts, content):
    copies = re.findall(r"<c:val><c:numRef><c:f>[^<]+</c:f><c:numCache>(.*?)</c:numCache>", charts["Stack"])
    numbers = [[float(text) for text in re.findall(r"<c:v>([^<]+)</c:v>", copy)] for copy in copies]
    assert numbers == [[3.0, 2.0], [1.0]]
    data = [row for row in sheet(content, "Chart data").iter_rows(values_only=True) if row[0] == "Milk: 2 t"]
    assert [row[:3] for row in data] == [("Milk: 2 t", 2, None)]


def test_zones_have_their_colours_and_the_palest_is_hatched(charts):
    whole = charts["Whole"]
    assert "<c:v>Belgium</c:v>" in whole
    fills = re.findall(r'<c:spPr><a:(solidFill|pattFill)[^>]*><a:?\w*:?(?:srgbClr val="(\w+)")?', whole)
    assert [kind for kind, _ in fills[-3:]] == ["solidFill", "solidFill", "pattFill"]


def test_the_text_after_a_bar_is_its_label(charts):
    assert "<a:t>70 %</a:t>" in charts["Plain bars"]
    assert "<c:v>Cocoa: 4 t</c:v>" in charts["Stack"]


def test_a_pareto_chart_has_columns_a_curve_on_its_own_axis_and_the_aim(charts):
    chart = charts["Pareto"]
    copies = re.findall(r"<c:val><c:numRef><c:f>[^<]+</c:f><c:numCache>(.*?)</c:numCache>", chart)
    numbers = [[float(text) for text in re.findall(r"<c:v>([^<]+)</c:v>", copy)] for copy in copies]
    assert numbers == [pytest.approx([0.6, 0.3, 0.1]), pytest.approx([0.6, 0.9, 1.0]), [0.8, 0.8, 0.8]]
    assert chart.count("<c:valAx>") == 2
    assert {"Share of impact", "Cumulated share"} <= set(re.findall(r"<a:t>([^<]*)</a:t>", chart))
    assert "<c:v>Aim: 80.0 %</c:v>" in chart


def test_ranks_are_lines_with_the_first_on_top_named_after_their_last_dot(charts):
    chart = charts["Ranks"]
    assert "<c:lineChart>" in chart
    assert '<c:orientation val="maxMin"/>' in chart
    hidden = [
        re.findall(r'<c:dLbl><c:idx val="(\d)"/><c:delete val="1"/>', part) for part in chart.split("<c:ser>")[1:]
    ]
    assert hidden == [["0"], ["1"]]


def test_a_picture_is_as_wide_as_its_place_whatever_its_dots(content):
    drawing = files(content, "xl/drawings/drawing")["xl/drawings/drawing1.xml"]
    wide, high = re.search(r'<xdr:pic>.*?<a:ext cx="(\d+)" cy="(\d+)"/>', drawing, re.S).groups()
    assert int(wide) / 9525 == pytest.approx(940, abs=2)
    assert int(wide) / int(high) == pytest.approx(2, rel=0.01)


def test_charts_stand_beside_a_narrow_table_and_above_a_wide_one(report):
    content = book_of(report, Section("", NARROW, (BARS,)))
    assert _from(content)[0] > 1
    assert _heading(content, "Good") == _from(content)[1] + 1
    content = book_of(report, Section("", WIDE, (BARS,)))
    assert _from(content)[0] == 0
    assert _heading(content, "Share 0") > _from(content)[1] + 10


def _from(content):
    """Return column and row where the first chart begins, from 0."""
    drawing = files(content, "xl/drawings/drawing")["xl/drawings/drawing1.xml"]
    return tuple(
        int(text)
        for text in re.search(r"<xdr:from><xdr:col>(\d+)</xdr:col>.*?<xdr:row>(\d+)</xdr:row>", drawing).groups()
    )


def _heading(content, text):
    """Return the row of a heading, from 1."""
    return next(row for row in range(1, 80) if sheet(content, "Charts").cell(row, 1).value == text)


def test_a_chart_without_figures_is_left_out(report):
    empty = Bars("Nothing", (), ("Share",), ())
    content = book_of(report, Section("", NARROW, (empty, WorldMap("Nowhere", {}, "Share", "none"))))
    assert not files(content, "xl/charts/chart")
    assert not files(content, "xl/media")


def test_names_of_charts_are_never_addresses(report):
    bars = Bars(EVIL, (EVIL, "Sheet1!A1"), (EVIL,), ((0.4,), (0.6,)), (EVIL, "Lines!A1"))
    ranks = Ranks(EVIL, ("A", "B"), (EVIL,), ((1, 2),), (True,))
    pareto = Pareto(EVIL, (EVIL,), (1.0,), 0.8, EVIL)
    content = book_of(report, Section("", NARROW, (bars, ranks, pareto)))
    for chart in files(content, "xl/charts/chart").values():
        addresses = [html.unescape(text) for text in re.findall(r"<c:f>([^<]*)</c:f>", chart)]
        assert addresses
        assert all(re.fullmatch(r"'Chart data'!\$[A-Z]\$\d+(:\$[A-Z]\$\d+)?", text) for text in addresses)


def test_sentences_of_a_table_of_one_long_column_are_written_as_such(report):
    prose = Table("Mind", (Column("Meaning", "long"),), (("First.",), ("Second.",)))
    content = book_of(report, Section("Mind", prose))
    column = [cell.value for cell in sheet(content, "Charts")["A"]]
    assert column[-2:] == ["• First.", "• Second."]


def test_the_title_of_a_page_may_be_any_text(report):
    content = book_of(report, Section("", NARROW), title="Land/water: [where]? " + "x" * 40)
    name = openpyxl.load_workbook(io.BytesIO(content), read_only=True).sheetnames[1]
    assert name.startswith("Land water where xxx")
    assert len(name) == 31


def test_a_page_of_one_table_keeps_its_headings_in_sight_and_repeats_them(report):
    found = sheet(book_of(report, Section("", NARROW)), "Charts")
    head = next(cell.row for cell in found["A"] if cell.value == "Good")
    assert found.freeze_panes == f"A{head + 1}"
    assert found.print_title_rows == f"${head}:${head}"
