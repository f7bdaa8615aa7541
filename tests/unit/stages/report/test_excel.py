"""The workbook, read back."""

from __future__ import annotations

import dataclasses
import io
import math
import os
import re
import warnings
import zipfile

import openpyxl
import pytest
from plain_picture import picture

from footprint.ground.errors import InputError
from footprint.ground.language import Language
from footprint.stages.report import write_excel
from footprint.stages.report.as_excel import write_pages
from footprint.stages.report.excel import book as sheets_of_book
from footprint.stages.report.excel import formats, lists
from footprint.stages.report.model import COLUMNS
from footprint.stages.report.pages import pages

IMPACT = "species: terrestrial [global PDF.yr]"


def bytes_of(report):
    """Return the workbook as bytes, its pictures plain."""
    target = io.BytesIO()
    write_pages(report, pages(report), picture, target)
    return target.getvalue()


def read(content):
    """Return the workbook as openpyxl reads it."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*extension is not supported", category=UserWarning)
        return openpyxl.load_workbook(io.BytesIO(content))


def opened(report):
    """Return the workbook of `report` as openpyxl reads it."""
    return read(bytes_of(report))


@pytest.fixture(scope="module")
def content(report):
    """Return the bytes of the workbook of the sample."""
    return bytes_of(report)


@pytest.fixture(scope="module")
def book(content):
    """Return the workbook of the sample."""
    return read(content)


@pytest.fixture(scope="module")
def parts(content):
    """Return the files inside the workbook, by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def grid(sheet):
    """Return the cells of a sheet, row by row."""
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def row_of(rows, text, column=0):
    """Return the place of the first row with `text` in `column`."""
    return next(place for place, row in enumerate(rows) if row[column] == text)


def under(sheet, heading):
    """Return the cells below the first cell that says `heading`, as far as they are filled."""
    head = next(cell for row in sheet.iter_rows() for cell in row if cell.value == heading)
    found = []
    for (cell,) in sheet.iter_rows(head.row + 1, sheet.max_row, head.column, head.column):
        if cell.value is None:
            break
        found.append(cell)
    return found


def with_items(report, *texts):
    """Return the report with the first items replaced."""
    items = report.lines["item"].astype(object)
    items.iloc[: len(texts)] = texts
    return dataclasses.replace(report, lines=report.lines.assign(item=items))


def test_the_pages_come_first_then_the_lines_then_what_explains_them(book, report):
    titles = {page.key: page.title for page in pages(report)}
    explaining = [titles.pop("method"), titles.pop("sources")]
    plain = [re.sub(r"[?:/]", "", title) for title in titles.values()]
    assert book.sheetnames == [*plain, "Lines", *explaining, "Chart data"]
    assert book.sheetnames[0] == "Summary"


def test_coverage_stands_before_the_totals_and_both_on_the_first_sheet(book):
    rows = grid(book["Summary"])
    coverage = row_of(rows, "How much of the list is covered")
    totals = row_of(rows, "Impact on biodiversity of these purchases")
    assert 0 < coverage < totals < row_of(rows, "What to find out next")
    assert "never added up" in rows[totals + 1][0]


def test_totals_on_the_first_sheet_equal_the_frame(book, report):
    rows = grid(book["Summary"])
    start = next(place for place, row in enumerate(rows) if row[:3] == ["Lens", "Realm", "Belgium"])
    shown = rows[start + 1 : start + 7]
    yearly = report.totals[~report.totals["pressure"].isin(["land transformation", "climate change, long term"])]
    titles = dict(zip(report.lenses["title"], report.lenses["lens"], strict=True))
    for lens, realm, *values in (row[:5] for row in shown):
        for zone, value in zip(("belgium", "abroad", "global"), values, strict=True):
            ours = (yearly["lens"] == titles[lens]) & (yearly["realm"] == realm) & (yearly["zone"] == zone)
            chosen = yearly[ours]["value"]
            assert (value is None) == chosen.empty
            assert value is None or math.isclose(value, chosen.sum(), rel_tol=1e-12)


def test_the_first_sheet_leads_to_every_other_but_the_figures_of_the_charts(book):
    links = [cell.hyperlink.location for row in book["Summary"].iter_rows() for cell in row if cell.hyperlink]
    goals = [link.rsplit("!", 1)[0].strip("'") for link in links if link.endswith("!A1")]
    assert goals == [name for name in book.sheetnames if name not in ("Summary", "Chart data")]


def test_every_page_leads_back_to_the_first(book):
    others = [name for name in book.sheetnames if name not in ("Summary", "Lines", "Chart data")]
    assert {book[name]["A1"].hyperlink.location for name in others} == {"'Summary'!A1"}
    assert {book[name]["A1"].value for name in others} == {"← Summary"}


def test_top_lines_and_problems_lead_to_their_row_among_the_lines(book):
    numbers = {f"'Lines'!A{cell.row}": cell.value for cell in book["Lines"]["A"][1:]}
    top, problems = under(book["Summary"], "Line"), under(book["Problems"], "Where")
    assert len(top) >= 5
    assert [numbers[cell.hyperlink.location] for cell in top] == [cell.value for cell in top]
    assert [f"Aankopen!B{numbers[cell.hyperlink.location]}" for cell in problems] == [cell.value for cell in problems]


def test_every_line_is_there_as_it_is(book, report):
    rows = grid(book["Lines"])
    names = list(COLUMNS["lines"])
    assert rows[0][: len(names)] == names
    assert len(rows) == len(report.lines) + 1
    assert [row[0] for row in rows[1:]] == report.lines["line"].tolist()
    assert [row[1] for row in rows[1:]] == report.lines["item"].tolist()
    impact = rows[0].index(IMPACT)
    shown = [math.nan if row[impact] is None else row[impact] for row in rows[1:]]
    assert shown == pytest.approx(report.lines["species: terrestrial"].tolist(), rel=1e-15, abs=0, nan_ok=True)


def test_what_a_heading_of_the_lines_means_is_a_note_on_it(book):
    heads = book["Lines"][1]
    assert all(head.comment is not None for head in heads)
    assert heads[0].comment.text == "Row of the line in the file that was read."


def test_the_lines_have_frozen_headings_a_filter_and_number_formats(book, report):
    sheet = book["Lines"]
    (table,) = sheet.tables.values()
    assert sheet.freeze_panes == "C2"
    assert (
        table.autoFilter.ref
        == table.ref
        == f"A1:{sheet.cell(1, sheet.max_column).column_letter}{len(report.lines) + 1}"
    )
    styles = {cell.value: sheet.cell(3, cell.column).number_format for cell in sheet[1]}
    assert styles[IMPACT] == "0.00E+00"
    assert styles["tonnes"] == "[>=0.001]#,##0.000;[>0]0.00E+00;0"


def test_every_table_is_one_for_excel_with_its_headings_in_the_cells(book):
    tables = [(sheet, table) for sheet in book for table in sheet.tables.values()]
    names = [table.displayName for _, table in tables]
    assert len(tables) > 30
    assert len({name.lower() for name in names}) == len(names)
    assert all(re.fullmatch(r"[a-z_]+_\d+", name) for name in names)
    for sheet, table in tables:
        heads = [cell.value for cell in sheet[table.ref][0]]
        assert heads == [column.name for column in table.tableColumns]
        assert len({head.lower() for head in heads}) == len(heads)
        assert table.totalsRowCount is None


def test_shares_are_percentages_with_bars_behind_them(book):
    cells = under(book["Coverage"], "Tonnes, share")
    assert {cell.number_format for cell in cells} == {'[>=0.0005]0.0%;[>0]"< 0.1%";0%'}
    assert all(0 <= cell.value <= 1 for cell in cells)
    ranges = [str(area.sqref) for area in book["Coverage"].conditional_formatting]
    assert f"{cells[0].coordinate}:{cells[-1].coordinate}" in ranges


def test_breakdowns_carry_every_product_and_origin(book, report):
    assert {cell.value for cell in under(book["Products"], "Id")} == set(report.by_product["product"])
    assert {cell.value for cell in under(book["Raw materials"], "Id")} == set(report.by_material["material"])
    assert {cell.value for cell in under(book["Origins"], "Id")} == set(report.by_origin["origin"])


def test_sources_problems_and_overrides_are_there(book, report):
    sources = grid(book["Sources and licences"])
    assert sources[row_of(sources, "glam_scherer_2023")][3:6] == ["10.1021/acs.est.3c04191", "CC BY 4.0", "verified"]
    assert "NLD" in {cell.value for cell in under(book["Sources and licences"], "Place")}
    assert [cell.value for cell in under(book["Problems"], "Where")] == report.problems["where"].tolist()


def test_charts_are_drawn_from_cells_and_carry_a_copy_of_them(parts, book):
    charts = [text.decode() for name, text in parts.items() if name.startswith("xl/charts/chart")]
    assert len(charts) > 15
    cells = book["Chart data"]
    for chart in charts:
        series = re.findall(r"<c:val><c:numRef><c:f>'Chart data'!([^<]+)</c:f><c:numCache>(.*?)</c:numCache>", chart)
        assert series
        for area, copy in series:
            copied = dict(re.findall(r'<c:pt idx="(\d+)"><c:v>([^<]+)</c:v>', copy))
            block = cells[area.replace("$", "")]
            column = [row[0].value for row in block] if isinstance(block, tuple) else [block.value]
            assert {str(n): cell for n, cell in enumerate(column) if cell is not None} == pytest.approx(
                {place: float(text) for place, text in copied.items()}, rel=1e-12
            )


def test_pictures_and_charts_say_what_they_show(parts):
    drawings = b"".join(text for name, text in parts.items() if name.startswith("xl/drawings/drawing")).decode()
    shown = re.findall(r"<xdr:cNvPr [^>]*>", drawings)
    assert len(shown) > 20
    assert all('descr="' in one for one in shown)


def test_pages_are_printed_on_a4_across_with_their_headings(book):
    for sheet in book:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == ("9", "landscape") or (
            sheet.page_setup.paperSize == 9 and sheet.page_setup.orientation == "landscape"
        )
        assert sheet.page_setup.fitToHeight == 0
        assert "Page &P of &N" in sheet.oddFooter.right.text
    assert book["Lines"].print_title_rows == "$1:$1"
    assert book["Summary"].print_area.startswith("'Summary'!$A$1:")


def test_texts_that_look_like_formulas_or_markup_stay_texts(report):
    texts = [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2",
        "@SUM(A1)",
        "\tx",
        "{=1}",
        "http://x.example",
        "007",
        "<r><t>bold</t></r>",
        "\x01\x0b",
    ]
    hostile = with_items(report, *texts)
    cells = [row[1] for row in opened(hostile)["Lines"].iter_rows(min_row=2, max_row=len(texts) + 1)]
    assert [cell.data_type for cell in cells] == ["s"] * len(texts)
    assert [cell.value for cell in cells[:8]] == texts[:8]
    assert cells[8].value.rstrip() == "<r><t>bold</t></r>"
    assert [cell.quotePrefix for cell in cells[:8]] == [True] * 5 + [False] * 3
    assert all(cell.hyperlink is None for cell in cells)


def test_formulas_and_links_to_the_outside_never_come_out_of_any_field(report):
    evil = '=HYPERLINK("http://x.example")'
    hostile = dataclasses.replace(
        with_items(report, *[evil] * len(report.lines)),
        title=evil,
        source=evil,
        problems=report.problems.assign(found=evil, where=evil),
        by_product=report.by_product.assign(name=evil),
        names=report.names.assign(name=evil),
        factors=report.factors.assign(citation=evil, url="http://x.example"),
    )
    content = bytes_of(hostile)
    cells = [cell for sheet in read(content) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"n", "s"}
    assert {cell.quotePrefix for cell in cells if cell.value == evil} == {True}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        relations = b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".rels"))
        sheets = b"".join(archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet"))
    assert b"External" not in relations
    assert b"<f>" not in sheets


def test_a_text_too_long_for_a_cell_is_cut_with_a_mark(report):
    cut = opened(with_items(report, "🌱" * 40_000))["Lines"]["B2"].value
    assert cut.endswith(formats.CUT_MARK)
    assert len(cut.encode("utf-16-le")) // 2 <= formats.LONGEST_TEXT


def test_lines_beyond_one_sheet_go_on_on_the_next_and_links_find_them(report, monkeypatch):
    monkeypatch.setattr(lists, "MOST_ROWS", 25)
    found = opened(report)
    assert [name for name in found.sheetnames if name.startswith("Lines")] == ["Lines", "Lines 2", "Lines 3"]
    parts = [grid(found[name]) for name in ("Lines", "Lines 2", "Lines 3")]
    assert [len(part) for part in parts] == [26, 26, 11]
    assert [row[0] for part in parts for row in part[1:]] == report.lines["line"].tolist()
    assert parts[0][0] == parts[2][0]
    for cell in under(found["Problems"], "Where"):
        sheet, place = cell.hyperlink.location.rsplit("!", 1)
        assert f"Aankopen!B{found[sheet.strip(chr(39))][place].value}" == cell.value


def test_a_table_too_long_for_its_page_becomes_a_list(report, monkeypatch):
    monkeypatch.setattr(sheets_of_book, "MOST_ON_A_PAGE", 15)
    found = opened(report)
    rows = grid(found["Origins, list"])
    assert rows[0][:2] == ["Id", "Name"]
    assert {row[0] for row in rows[1:]} == set(report.by_origin["origin"])
    said = " ".join(str(row[0]) for row in grid(found["Origins"]))
    assert f"The rows are on a sheet of their own, Origins, list: {len(rows) - 1}." in said
    assert not found["Origins"].tables


def test_the_same_report_gives_the_same_bytes(make, tmp_path):
    write_excel(make(), tmp_path / "a.xlsx")
    before = os.umask(0o077)
    write_excel(make(), tmp_path / "b.xlsx")
    os.umask(before)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_an_empty_list_still_makes_a_workbook(make):
    empty = make(0)
    found = opened(dataclasses.replace(empty, practices=empty.practices.iloc[:0]))
    assert len(grid(found["Lines"])) == 1
    assert not found["Lines"].tables
    assert "Nothing to show here." in [row[0] for row in grid(found["Problems"])]


def test_sheets_and_sentences_are_in_the_language_of_the_report(report):
    found = opened(dataclasses.replace(report, language=Language("nl")))
    say = Language("nl").say
    assert found.sheetnames[0] == say("Summary")
    assert say("Lines") in found.sheetnames
    assert [cell.value for cell in found[say("Lines")][1]][:2] == ["line", "item"]


def test_a_place_that_cannot_be_written_is_the_users_to_mend(report, tmp_path):
    with pytest.raises(InputError, match="output_not_writable") as caught:
        write_excel(report, tmp_path / "nowhere" / "report.xlsx")
    assert "Close the file if it is open" in caught.value.problems[0].fix
