"""Write a sheet: with openpyxl, xlsxwriter, as delimited text, or as OpenDocument."""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from pathlib import Path
from random import Random
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
import xlsxwriter

from .faults import Error
from .sheets import DATES, Sheet

_MARKS = {
    **{"point": (".", ","), "space": ("\u00a0", ","), "apostrophe": ("'", "."), "plain": ("", ",")},
    "unit": (" ", ","),
}
#: How the unit of an amount may be written in the cell of the amount itself.
_IN_CELL = {"EUR": "€ {}", "k€": "{} k€", "t": "{} t", "kg": "{} Kg."}
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def write(sheet: Sheet, folder: Path) -> Path:
    """Write the sheet to a file in `folder`; return its path."""
    end = {"csv": "csv", "ods": "ods"}.get(sheet.form, "xlsx")
    path = folder / f"list{sheet.number}.{end}"
    {"openpyxl": _openpyxl, "xlsxwriter": _xlsxwriter, "csv": _csv, "ods": _ods}[sheet.form](sheet, path)
    return path


def _styled(sheet: Sheet, row: int, place: int, value: Any) -> Any:
    """Return a cell as the export writes it: amounts as numbers, or as text with marks between the thousands."""
    is_amount = sheet.layout.roles[place] in ("amount", "value", "price") and row > sheet.header
    if not is_amount or not isinstance(value, float) or sheet.style == "number":
        return value
    thousands, decimal = _MARKS[sheet.style]
    written = f"{value:,.2f}".replace(",", "\0").replace(".", decimal).replace("\0", thousands)
    shown = sheet.style == "unit" and sheet.layout.roles[place] == "amount" and value > 0
    return _IN_CELL.get(sheet.layout.unit, "{}").format(written) if shown else written


def _cells(sheet: Sheet) -> list[tuple[int, int, Any]]:
    return [
        (row, place, _styled(sheet, row, place, value))
        for row, cells in enumerate(sheet.rows, 1)
        for place, value in enumerate(cells)
        if value != ""
    ]


def _openpyxl(sheet: Sheet, path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet.name
    for row, place, value in _cells(sheet):
        page.cell(row, place + 1, value.text if isinstance(value, Error) else value)
    for row in sheet.hidden:
        page.row_dimensions[row].hidden = True
    for first, last in sheet.merged:
        column = sheet.layout.roles.index("supplier") + 1
        page.merge_cells(start_row=first, end_row=last, start_column=column, end_column=column)
    if sheet.second:
        more = book.create_sheet("More")
        more.append(["item", "origin", "amount", "unit"])
        more.append(["cocoa beans", "GH", 12, "t"])
    book.create_sheet("Notes").append(["printed for the board"])
    book.save(path)


def _xlsxwriter(sheet: Sheet, path: Path) -> None:
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet(sheet.name)
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for row, place, value in _cells(sheet):
        if isinstance(value, Error):
            page.write_formula(row - 1, place, "=NA()", None, value.text)
        elif isinstance(value, datetime.date):
            page.write_datetime(row - 1, place, datetime.datetime.combine(value, datetime.time()), day)
        elif isinstance(value, str):
            page.write_string(row - 1, place, value)
        else:
            page.write(row - 1, place, value)
    book.close()


def _text(sheet: Sheet, value: Any) -> str:
    if isinstance(value, Error):
        return value.text
    if isinstance(value, datetime.date):
        return value.strftime(DATES[sheet.layout.language])
    if isinstance(value, bool):
        return {"en": "TRUE", "nl": "WAAR", "fr": "VRAI", "de": "WAHR"}[sheet.layout.language]
    return f"{value:.2f}".replace(".", ",") if isinstance(value, float) else str(value)


def _csv(sheet: Sheet, path: Path) -> None:
    draw = Random(sheet.number)  # noqa: S311
    delimiter, encoding = draw.choice(";\t|;"), draw.choice(("utf-8", "utf-8-sig", "cp1252", "utf-16"))
    text = io.StringIO()
    out = csv.writer(text, delimiter=delimiter, lineterminator=draw.choice(("\r\n", "\n")))
    for row, cells in enumerate(sheet.rows, 1):
        out.writerow([_text(sheet, _styled(sheet, row, place, value)) for place, value in enumerate(cells)])
    path.write_bytes(text.getvalue().encode(encoding))


def _ods(sheet: Sheet, path: Path) -> None:
    def cell(value: Any) -> str:
        if isinstance(value, float | int) and not isinstance(value, bool):
            return f'<table:table-cell office:value-type="float" office:value="{value!r}"/>'
        shown = escape(_text(sheet, value))
        return f'<table:table-cell office:value-type="string"><text:p>{shown}</text:p></table:table-cell>'

    styled = [
        [_styled(sheet, row, at, value) for at, value in enumerate(cells)] for row, cells in enumerate(sheet.rows, 1)
    ]
    body = "".join(f"<table:table-row>{''.join(map(cell, cells))}</table:table-row>" for cells in styled)
    spaces = "".join(f' xmlns:{name}="{_OFFICE}:{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="{escape(sheet.name)}">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", "<manifest/>")
        package.writestr("content.xml", content)
