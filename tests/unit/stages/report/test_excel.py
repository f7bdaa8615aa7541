"""The workbook, read back."""

from __future__ import annotations

import dataclasses
import io
import math
import os
import zipfile

import openpyxl
import pytest

from footprint.ground.errors import InputError
from footprint.stages.report import sheets, write_excel
from footprint.stages.report.model import COLUMNS

SHEETS = [
    "Summary",
    "By product",
    "By material",
    "By origin",
    "By pressure",
    "Lines",
    "Practice",
    "Factors",
    "Problems",
    "Method",
    "Chart data",
]


def bytes_of(report):
    """Return the workbook as bytes."""
    target = io.BytesIO()
    write_excel(report, target)
    return target.getvalue()


def opened(report):
    """Return the workbook as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(bytes_of(report)))


@pytest.fixture(scope="module")
def book(report):
    """Return the workbook of the sample."""
    return opened(report)


def grid(sheet):
    """Return the cells of a sheet, row by row."""
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def row_of(rows, text, column=0):
    """Return the place of the first row with `text` in `column`."""
    return next(place for place, row in enumerate(rows) if row[column] == text)


def with_items(report, *texts):
    """Return the report with the first items replaced."""
    items = report.lines["item"].astype(object)
    items.iloc[: len(texts)] = texts
    return dataclasses.replace(report, lines=report.lines.assign(item=items))


def test_sheets_stand_in_the_order_in_which_they_are_read(book):
    assert book.sheetnames == SHEETS


def test_coverage_stands_before_the_totals_and_both_on_the_first_sheet(book):
    rows = grid(book["Summary"])
    assert rows[0][0] == "Biodiversity footprint of purchases"
    coverage, totals = (
        row_of(rows, "How much of the list is covered"),
        row_of(rows, "Impact on biodiversity of these purchases"),
    )
    assert 0 < coverage < totals < row_of(rows, "Not covered")
    assert "never added up" in rows[totals + 1][0]


def test_totals_on_the_first_sheet_equal_the_frame(book, report):
    rows = grid(book["Summary"])
    start = row_of(rows, "Impact on biodiversity of these purchases") + 2
    assert rows[start][:6] == ["Lens", "Realm", "Belgium", "Abroad", "Global", "Unit"]
    shown = rows[start + 1 : start + 7]
    yearly = report.totals[~report.totals["pressure"].isin(["land transformation", "climate change, long term"])]
    for lens, realm, *values in (row[:5] for row in shown):
        for zone, value in zip(("belgium", "abroad", "global"), values, strict=True):
            chosen = yearly[(yearly["lens"] == lens) & (yearly["realm"] == realm) & (yearly["zone"] == zone)]["value"]
            assert (value is None) == chosen.empty
            assert value is None or math.isclose(value, chosen.sum(), rel_tol=1e-12)


def test_small_values_are_said_in_words(book):
    rows = grid(book["Summary"])
    first = rows[row_of(rows, "Impact on biodiversity of these purchases") + 3]
    assert "billionths (10⁻⁹) of the world's species" in first[12]


def test_uncovered_tonnes_are_listed_on_the_first_sheet(book, report):
    rows = grid(book["Summary"])
    start = row_of(rows, "Not covered") + 2
    names = [row[0] for row in rows[start + 1 : start + 5]]
    assert rows[start][0] == "Reason"
    assert "Animals are not covered yet" in names
    animals = report.lines[report.lines["reason"] == "animals are not covered yet"]
    assert math.isclose(rows[start + 1 + names.index("Animals are not covered yet")][5], animals["tonnes"].sum())


def test_every_line_is_there_as_it_is(book, report):
    rows = grid(book["Lines"])
    names = list(COLUMNS["lines"])
    assert rows[0][: len(names)] == names
    assert rows[0][len(names)] == "species: terrestrial [global PDF.yr]"
    assert len(rows) == len(report.lines) + 1
    assert [row[0] for row in rows[1:]] == report.lines["line"].tolist()
    assert [row[1] for row in rows[1:]] == report.lines["item"].tolist()
    impact = rows[0].index("species: terrestrial [global PDF.yr]")
    shown = [math.nan if row[impact] is None else row[impact] for row in rows[1:]]
    assert shown == pytest.approx(report.lines["species: terrestrial"].tolist(), rel=1e-15, abs=0, nan_ok=True)


def test_lists_have_frozen_headings_a_filter_and_number_formats(book, report):
    sheet = book["Lines"]
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == f"A1:V{len(report.lines) + 1}"
    formats = {cell.value: sheet.cell(3, cell.column).number_format for cell in sheet[1]}
    assert formats["species: terrestrial [global PDF.yr]"] == "0.00E+00"
    assert formats["tonnes"] == "#,##0.000"


def test_breakdowns_carry_every_product_and_origin(book, report):
    assert {row[0] for row in grid(book["By product"])[1:] if row[0]} == set(report.by_product["product"])
    assert {row[0] for row in grid(book["By material"])[1:] if row[0]} == set(report.by_material["material"])
    assert {row[0] for row in grid(book["By origin"])[1:] if row[0]} == set(report.by_origin["origin"])


def test_factors_problems_and_overrides_are_there(book, report):
    factors = grid(book["Factors"])
    place = row_of(factors, "glam_scherer_2023")
    assert factors[place][3:6] == ["10.1021/acs.est.3c04191", "CC BY 4.0", "verified"]
    assert factors[row_of(factors, "What to know of these factors") + 2][2] == "NLD"
    assert grid(book["Problems"])[1:] == report.problems.to_numpy().tolist()


def test_charts_are_drawn_from_cells_and_carry_a_copy_of_them(report, book):
    with zipfile.ZipFile(io.BytesIO(bytes_of(report))) as archive:
        charts = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == 2 + 2 * 3 + 2 * 6
    assert all("numCache" in chart and "'Chart data'!" in chart for chart in charts)
    data = grid(book["Chart data"])
    assert data[1][:2] == ["Where the impact happens (share of each lens and realm)", "Species, terrestrial"]


def test_texts_that_look_like_formulas_or_markup_stay_texts(report):
    texts = [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2",
        "@SUM(A1)",
        "{=1}",
        "http://x.example",
        "007",
        "<r><t>bold</t></r>",
        "\x01\x0b",
    ]
    hostile = with_items(report, *texts)
    cells = [row[1] for row in opened(hostile)["Lines"].iter_rows(min_row=2, max_row=len(texts) + 1)]
    assert [cell.data_type for cell in cells] == ["s"] * len(texts)
    assert [cell.value for cell in cells[:7]] == texts[:7]
    assert cells[7].value.rstrip() == "<r><t>bold</t></r>"
    assert all(cell.hyperlink is None for cell in cells)


def test_formulas_never_come_out_of_any_field(report):
    evil = '=HYPERLINK("http://x.example")'
    hostile = dataclasses.replace(
        with_items(report, evil),
        title=evil,
        source=evil,
        problems=report.problems.assign(found=evil, where=evil),
        by_product=report.by_product.assign(name=evil),
        factors=report.factors.assign(citation=evil),
    )
    types = {cell.data_type for sheet in opened(hostile) for row in sheet.iter_rows() for cell in row}
    assert types == {"n", "s"}


def test_a_text_too_long_for_a_cell_is_cut_with_a_mark(report):
    cut = opened(with_items(report, "🌱" * 40_000))["Lines"]["B2"].value
    assert cut.endswith(sheets.CUT_MARK)
    assert len(cut.encode("utf-16-le")) // 2 <= sheets.LONGEST_TEXT


def test_lines_beyond_one_sheet_go_on_on_the_next(report, monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 25)
    found = opened(report)
    assert [name for name in found.sheetnames if name.startswith("Lines")] == ["Lines", "Lines 2", "Lines 3"]
    pages = [grid(found[name]) for name in ("Lines", "Lines 2", "Lines 3")]
    assert [len(page) for page in pages] == [26, 26, 11]
    assert [row[0] for page in pages for row in page[1:]] == report.lines["line"].tolist()
    assert pages[0][0] == pages[2][0]


def test_practices_beyond_one_sheet_go_on_on_the_next(report, monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 1)
    found = opened(report)
    pages = [grid(found[name]) for name in found.sheetnames if name.startswith("Practice")]
    assert len(pages) == len(report.practices) > 1
    assert [row[0] for page in pages for row in page[1:]] == report.practices["line"].tolist()


def test_the_same_report_gives_the_same_bytes(make, tmp_path):
    write_excel(make(), tmp_path / "a.xlsx")
    before = os.umask(0o077)
    write_excel(make(), tmp_path / "b.xlsx")
    os.umask(before)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes() == bytes_of(make())


def test_an_empty_list_still_makes_a_workbook(make):
    empty = make(0)
    empty = dataclasses.replace(empty, practices=empty.practices.iloc[:0])
    found = opened(empty)
    assert found.sheetnames == [name for name in SHEETS if name != "Practice"]
    assert len(grid(found["Lines"])) == 1
    assert "None." in [row[0] for row in grid(found["Summary"])]


def test_a_place_that_cannot_be_written_is_the_users_to_mend(report, tmp_path):
    with pytest.raises(InputError, match="output_not_writable") as caught:
        write_excel(report, tmp_path / "nowhere" / "report.xlsx")
    assert "Close the file if it is open" in caught.value.problems[0].fix
