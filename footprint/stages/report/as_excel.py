"""The workbook: first the answer and how far it reaches, then the parts, every line, the sources, the method."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO
from zipfile import ZipFile

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from footprint.ground.pressures import column_of
from footprint.stages.report import charts, sheets
from footprint.stages.report.breakdown import (
    Breakdown,
    breakdown,
    breakdown_table,
    flows_table,
    practices_table,
    pressure_table,
    ranks_table,
)
from footprint.stages.report.door import binary_file
from footprint.stages.report.groups import Group, groups
from footprint.stages.report.headline import (
    apart_table,
    coverage_table,
    inventory_table,
    not_covered_table,
    read_table,
    totals_table,
)
from footprint.stages.report.method import method_tables, source_tables
from footprint.stages.report.model import COLUMNS, Report
from footprint.stages.report.table import Cell, Column, Table, cells, is_number
from footprint.stages.report.words import LIMITS, STEPS

_CREATED = datetime(2000, 1, 1)
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}
_SUMMARY_WIDTHS = (42, 18, 14, 14, 14, 18, 12, 12, 12, 12, 10, 20, 84)
_PRESSURE_WIDTHS = (38, 26, 32, 13, 13, 13, 16, 11, 11, 11, 11)
_FACTOR_WIDTHS = (26, 34, 60, 60, 16, 14, 36, 10, 40)
_METHOD_WIDTHS = (28, 70, 20, 60, 60)
_ROWS_PER_CHART = 18
_WIDE = ("item", "reason", "found", "expected", "fix")


@dataclass(frozen=True)
class _Book:
    """A workbook being written: the file, its formats, the report, and the figures of its charts."""

    file: Workbook
    made: sheets.Formats
    report: Report
    products: Breakdown
    origins: Breakdown
    blocks: dict[str, charts.Block] = field(default_factory=dict)


def write_excel(report: Report, target: str | Path | IO[bytes]) -> None:
    """Write the workbook of `report` to a path or a binary file; the same report gives the same bytes (law L8).

    Raises
    ------
    InputError
        If the file cannot be written.
    """
    if isinstance(target, str | Path):
        with binary_file(target) as file:
            _write(report, file)
    else:
        _write(report, target)


def _write(report: Report, target: IO[bytes]) -> None:
    """Write the workbook to an open file."""
    file = Workbook(target, _OPTIONS)
    file.set_properties({"title": sheets.fit(report.title), "comments": report.version, "created": _CREATED})
    _write_sheets(file, report)
    file.close()
    _forget_machine(target)


def _forget_machine(target: IO[bytes]) -> None:
    """Overwrite what the zip directory took from this machine: who may read the files."""
    with ZipFile(target, "a") as archive:
        for entry in archive.infolist():
            entry.external_attr, entry.create_system = 0o600 << 16, 3
        archive.comment = b""  # setting it, even to nothing, has the directory written again


def _write_sheets(file: Workbook, report: Report) -> None:
    """Write every sheet, in the order in which they are read."""
    products, origins = breakdown(report, "product"), breakdown(report, "origin")
    book = _Book(file, sheets.formats(file), report, products, origins, _blocks(report, products, origins))
    _summary(book)
    _breakdown_sheet(book, "By product", products)
    _breakdown_sheet(book, "By material", breakdown(report, "material"))
    _breakdown_sheet(book, "By origin", origins)
    _pressure_sheet(book)
    _lines(book)
    if len(report.practices):
        _practices(book)
    _factors(book)
    _problems(book)
    _method(book)
    _chart_data(book)


def _blocks(report: Report, products: Breakdown, origins: Breakdown) -> dict[str, charts.Block]:
    """Return every chart that has figures, by name."""
    blocks = {"zones": charts.zone_block(report), "land": charts.land_block(report)}
    for parts in (products, origins):
        blocks |= {f"{parts.key} {group.column}": charts.top_block(parts, group) for group in parts.groups}
    return {name: block for name, block in blocks.items() if block.names}


def _summary(book: _Book) -> None:
    """Write the first sheet: coverage before totals, then what is missing, what lies behind, and the charts."""
    sheet = book.file.add_worksheet("Summary")
    sheets.widen(sheet, _SUMMARY_WIDTHS)
    sheet.set_row(0, 27)
    sheet.write_string(0, 0, sheets.fit(book.report.title), book.made.title)
    row = _put_tables(book, sheet, 2, _first_tables(book.report), _SUMMARY_WIDTHS)
    row = _charts(book, sheet, row, ["zones", "land"])
    row = _put_tables(book, sheet, row, _later_tables(book), _SUMMARY_WIDTHS)
    leading = _leading(groups(book.report))
    _charts(book, sheet, row, [f"{key} {group.column}" for group in leading for key in ("product", "origin")])


def _put_tables(book: _Book, sheet: Worksheet, row: int, tables: Iterable[Table], widths: Sequence[float]) -> int:
    """Write tables one under the other; return the next free row."""
    for table in tables:
        row = sheets.put_table(sheet, book.made, row, table, widths) + 1
    return row


def _first_tables(report: Report) -> tuple[Table, ...]:
    """Return what stands on the first page: what was read, coverage, totals, what is not covered."""
    return read_table(report), coverage_table(report), totals_table(report), not_covered_table(report)


def _later_tables(book: _Book) -> list[Table]:
    """Return what follows; a table that would say nothing is left out."""
    report = book.report
    later = [inventory_table(report), apart_table(report), ranks_table(book.products), ranks_table(book.origins)]
    return [table for table in later if table.rows]


def _charts(book: _Book, sheet: Worksheet, row: int, names: Sequence[str]) -> int:
    """Draw the named charts that have figures, two beside each other; return the next free row."""
    drawn = [name for name in names if name in book.blocks]
    for place, name in enumerate(drawn):
        _draw(book, sheet, name, row + _ROWS_PER_CHART * (place // 2), 0 if place % 2 == 0 else 5)
    return row + _ROWS_PER_CHART * -(-len(drawn) // 2)


def _leading(found: Sequence[Group]) -> list[Group]:
    """Return the first realm of each lens."""
    return list({group.lens: group for group in reversed(found)}.values())[::-1]


def _draw(book: _Book, sheet: Worksheet, name: str, row: int, column: int) -> None:
    """Draw the chart called `name`."""
    starts = dict(zip(book.blocks, charts.first_rows(list(book.blocks.values())), strict=True))
    charts.add_chart(book.file, sheet, book.blocks[name], starts[name], row, column)


def _breakdown_sheet(book: _Book, name: str, parts: Breakdown) -> None:
    """Write one row per product or origin, with its charts to the right."""
    table = breakdown_table(parts)
    sheet = _list_sheet(book, name, table)
    sheet.print_area(0, 0, len(table.rows), len(table.columns) - 1)
    for place, group in enumerate(parts.groups):
        if f"{parts.key} {group.column}" in book.blocks:
            _draw(book, sheet, f"{parts.key} {group.column}", 1 + _ROWS_PER_CHART * place, len(table.columns) + 1)


def _list_sheet(book: _Book, name: str, table: Table) -> Worksheet:
    """Write a table as a list: headings on the first row, frozen, with a filter."""
    sheet = book.file.add_worksheet(name)
    sheets.dress_list(sheet, book.made, table.columns, [""] * len(table.columns), len(table.rows))
    sheets.put_rows(sheet, book.made, 0, table, [sheets.WIDTHS[column.kind] for column in table.columns])
    return sheet


def _pressure_sheet(book: _Book) -> None:
    """Write the impact per pressure, and under it the inventory it comes from."""
    table = pressure_table(book.report)
    sheet = _list_sheet(book, "By pressure", table)
    sheets.widen(sheet, _PRESSURE_WIDTHS)
    sheets.put_table(sheet, book.made, len(table.rows) + 3, flows_table(book.report), _PRESSURE_WIDTHS)


def _lines(book: _Book) -> None:
    """Write every line of the list, its impacts after it."""
    lines = book.report.lines
    units = {
        f"{row.lens}: {column_of(str(row.realm), str(row.pressure))}": str(row.unit)
        for row in book.report.totals.itertuples()
    }
    names = [*COLUMNS["lines"], *book.report.impact_columns]
    styles = ["" if not is_number(lines[name]) else _line_style(name, units) for name in names]
    heads = [_line_head(name, style, units) for name, style in zip(names, styles, strict=True)]
    sheets.put_long(book.file, book.made, "Lines", heads, styles, [cells(lines[name]) for name in names])


def _line_style(name: str, units: dict[str, str]) -> str:
    """Return the number format of a column of the lines."""
    if name in COLUMNS["lines"]:
        return sheets.KILOGRAMS if name == "tonnes" else sheets.GENERAL
    return sheets.SCIENTIFIC if "PDF.yr" in units.get(name, "") else sheets.MIXED


def _line_head(name: str, style: str, units: dict[str, str]) -> Column:
    """Return the heading of a column of the lines; impacts carry their unit."""
    if name not in COLUMNS["lines"]:
        return Column(f"{name} [{units[name]}]" if name in units else name, "value")
    if style:
        return Column(name, "tonnes" if name == "tonnes" else "plain")
    return Column(name, "long" if name in _WIDE else "text")


def _factors(book: _Book) -> None:
    """Write the editions with citation, licence and status, and under them the values that were replaced."""
    sheet = book.file.add_worksheet("Factors")
    sheets.widen(sheet, _FACTOR_WIDTHS)
    _put_tables(book, sheet, 0, source_tables(book.report), _FACTOR_WIDTHS)


def _practices(book: _Book) -> None:
    """Write the scenario of every line bought as organic or extensive: some rows per line, so maybe many sheets."""
    table = practices_table(book.report)
    styles = [sheets.MIXED if column.kind == "value" else "" for column in table.columns]
    styles[0] = sheets.GENERAL
    columns = [list(column) for column in zip(*table.rows, strict=True)]
    sheets.put_long(book.file, book.made, "Practice", table.columns, styles, columns)


def _problems(book: _Book) -> None:
    """Write every fault and remark."""
    names = COLUMNS["problems"]
    heads = [Column(name, "long" if name in _WIDE else "text") for name in names]
    columns: list[list[Cell]] = [
        [None if cell is None else str(cell) for cell in cells(book.report.problems[name])] for name in names
    ]
    sheets.put_long(book.file, book.made, "Problems", heads, [""] * len(names), columns)


def _method(book: _Book) -> None:
    """Write what the figures mean, how they come about and where they end."""
    sheet = book.file.add_worksheet("Method")
    sheets.widen(sheet, _METHOD_WIDTHS)
    row = 0
    for heading, texts in (("How the figures come about", STEPS), ("What to keep in mind", LIMITS)):
        sheet.write_string(row, 0, heading, book.made.heading)
        row += 1
        for text in texts:
            row = sheets.put_paragraph(sheet, row, f"• {text}")
        row += 1
    _put_tables(book, sheet, row, method_tables(book.report), _METHOD_WIDTHS)


def _chart_data(book: _Book) -> None:
    """Write the figures the charts are drawn from."""
    _list_sheet(book, charts.DATA_SHEET, charts.data_table(book.blocks.values()))
