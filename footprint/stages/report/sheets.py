"""Writing on a worksheet: formats, tables, paragraphs and long columns, top to bottom.

The workbook is written row by row (`constant_memory`), so every function here takes the row to start on and returns
the next free one; nothing is ever written above it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from footprint.stages.report.palette import HEAD, INK, LINE, MUTED
from footprint.stages.report.table import Cell, Column, Table, clean

LONGEST_TEXT = 32_767
"""What an Excel cell can hold, in UTF-16 units."""

CUT_MARK = " … [cut: too long for a cell]"
MOST_ROWS = 1_048_575
"""Rows of a worksheet, without the heading."""

WORDS_PER_LINE = 150
SCIENTIFIC, WHOLE, TWO, SHARE, GENERAL = "0.00E+00", "#,##0", "#,##0.00", "0.0%", "General"
MIXED = f"[>=100]{WHOLE};[>=0.01]0.00;{SCIENTIFIC}"
KILOGRAMS = "#,##0.000"
WIDTHS = {"text": 18, "long": 48, "plain": 13, "count": 13, "tonnes": 13, "value": 16, "share": 14}
LINE_HEIGHT, HIGHEST = 15.0, 409.0
"""Height of a line of text and of the highest row [points]."""


@dataclass(frozen=True, slots=True)
class Formats:
    """The formats of one workbook, made once."""

    title: Format
    heading: Format
    note: Format
    head: Format
    head_right: Format
    text: Format
    long: Format
    numbers: dict[str, Format]


def formats(book: Workbook) -> Formats:
    """Return the formats of `book`."""
    colours = {"bg_color": HEAD, "font_color": INK, "bottom": 1, "bottom_color": LINE}
    heads = {"bold": True, "text_wrap": True, "valign": "bottom", **colours}
    right = {"align": "right", "valign": "top", "indent": 1}
    styles = (SCIENTIFIC, WHOLE, TWO, SHARE, GENERAL, MIXED, KILOGRAMS)
    return Formats(
        title=book.add_format({"bold": True, "font_size": 18, "font_color": INK}),
        heading=book.add_format({"bold": True, "font_size": 13, "font_color": INK}),
        note=book.add_format({"font_color": MUTED, "italic": True}),
        head=book.add_format({**heads, "align": "left", "indent": 1}),
        head_right=book.add_format({**heads, "align": "right", "indent": 1}),
        text=book.add_format({"valign": "top", "align": "left", "indent": 1}),
        long=book.add_format({"text_wrap": True, "valign": "top", "align": "left", "indent": 1}),
        numbers={style: book.add_format({**right, "num_format": style}) for style in styles},
    )


def style_of(kind: str, value: float) -> str:
    """Return the number format in which `value` reads best.

    >>> style_of("value", 3.2e-8), style_of("value", 1500), style_of("share", 0.2)
    ('0.00E+00', '#,##0', '0.0%')
    """
    if kind == "share":
        return SHARE
    if kind == "plain" and abs(value) < 10_000 and float(value).is_integer():
        return GENERAL
    if kind == "count" or isinstance(value, int) or value == 0 or abs(value) >= 100:
        return WHOLE
    return TWO if abs(value) >= 0.01 else SCIENTIFIC


def fit(text: str) -> str:
    """Return `text` as a cell can hold it: cut with a mark when too long, and never taken for the writer's own markup.

    >>> fit("x" * 40_000).endswith("[cut: too long for a cell]")
    True
    """
    text = clean(text)
    if len(text) > LONGEST_TEXT // 2 and _units(text) > LONGEST_TEXT:
        raw = text.encode("utf-16-le")[: 2 * (LONGEST_TEXT - len(CUT_MARK))]
        return raw.decode("utf-16-le", errors="ignore") + CUT_MARK
    # xlsxwriter writes a string framed by <r>…</r> unescaped, as rich text: a trailing space keeps it a plain one
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def put_paragraph(sheet: Worksheet, row: int, text: str, style: Format | None = None) -> int:
    """Write `text` over as many rows as it needs, each running on to the right; return the next free row."""
    for place, line in enumerate(textwrap.wrap(text, WORDS_PER_LINE)):
        sheet.write_string(row + place, 0, fit(line), style)
    return row + max(1, len(textwrap.wrap(text, WORDS_PER_LINE)))


def put_table(sheet: Worksheet, made: Formats, row: int, table: Table, widths: Sequence[float]) -> int:
    """Write `table` with its title and note; return the row after the blank one below it."""
    sheet.write_string(row, 0, table.title, made.heading)
    row = put_paragraph(sheet, row + 1, table.note, made.note) if table.note else row + 1
    if not table.rows:
        sheet.write_string(row, 0, "None.", made.note)
        return row + 2
    return put_rows(sheet, made, row, table, widths) + 1


def put_rows(sheet: Worksheet, made: Formats, row: int, table: Table, widths: Sequence[float]) -> int:
    """Write the headings and rows of `table`; return the next free row."""
    put_heads(sheet, made, row, table.columns, widths)
    kinds = [column.kind for column in table.columns]
    for place, cells in enumerate(table.rows, row + 1):
        height = _height(cells, [width if kind == "long" else None for kind, width in zip(kinds, widths, strict=False)])
        if height > LINE_HEIGHT:
            sheet.set_row(place, height)
        for column, (kind, cell) in enumerate(zip(kinds, cells, strict=True)):
            put_cell(sheet, made, place, column, kind, cell)
    return row + 1 + len(table.rows)


def put_heads(sheet: Worksheet, made: Formats, row: int, columns: Sequence[Column], widths: Sequence[float]) -> None:
    """Write the headings, right-aligned over numbers, in a row high enough for them."""
    sheet.set_row(row, _height([column.name for column in columns], [0.8 * width for width in widths]))
    for place, column in enumerate(columns):
        left = column.kind in ("text", "long")
        sheet.write_string(row, place, fit(column.name), made.head if left else made.head_right)


def _height(cells: Sequence[Cell], widths: Sequence[float | None]) -> float:
    """Return the height [points] of a row whose texts wrap in columns of `widths` [characters]; None does not wrap."""
    pairs = [(cell, int(width)) for cell, width in zip(cells, widths, strict=False) if isinstance(cell, str) and width]
    counts = [
        sum(len(textwrap.wrap(line, max(4, int(width * 1.1)))) or 1 for line in cell.split("\n"))
        for cell, width in pairs
    ]
    return min(HIGHEST, LINE_HEIGHT * max(counts, default=1))


def put_cell(sheet: Worksheet, made: Formats, row: int, column: int, kind: str, cell: Cell) -> None:
    """Write one cell: a number as a number, a text as a text whatever it starts with, absence as nothing."""
    if isinstance(cell, str):
        sheet.write_string(row, column, fit(cell), made.long if kind == "long" else made.text)
    elif cell is not None:
        sheet.write_number(row, column, cell, made.numbers[style_of(kind, cell)])


def put_long(
    book: Workbook,
    made: Formats,
    name: str,
    heads: Sequence[Column],
    styles: Sequence[str],
    columns: Sequence[list[Cell]],
) -> None:
    """Write many rows over as many sheets as they need: "Lines", "Lines 2", ...

    Parameters
    ----------
    name
        Name of the first sheet.
    heads, styles
        Heading and number format of each column; no format for a column of texts.
    columns
        The cells, one list per column, all of one length.
    """
    fitted = (cells if style else _fit_all(cells) for style, cells in zip(styles, columns, strict=True))
    rows = zip(*fitted, strict=True)
    count = len(columns[0])
    for part in range(max(1, -(-count // MOST_ROWS))):
        sheet = book.add_worksheet(name if part == 0 else f"{name} {part + 1}")
        size = min(MOST_ROWS, count - part * MOST_ROWS)
        dress_list(sheet, made, heads, styles, size)
        _put_many(sheet, islice(rows, size), [style == "" for style in styles])


def _fit_all(cells: list[Cell]) -> list[Cell]:
    """Return the texts of a column as cells can hold them; each distinct text is looked at once."""
    distinct = {cell for cell in cells if isinstance(cell, str)}
    changed: dict[Cell, Cell] = {text: fit(text) for text in distinct if fit(text) != text}
    return [changed.get(cell, cell) for cell in cells] if changed else cells


def dress_list(sheet: Worksheet, made: Formats, heads: Sequence[Column], styles: Sequence[str], count: int) -> None:
    """Set widths and number formats, write the headings, freeze them and put a filter on them."""
    widths = [WIDTHS[head.kind] for head in heads]
    for place, (width, style) in enumerate(zip(widths, styles, strict=True)):
        sheet.set_column(place, place, width, made.numbers.get(style, made.text))
    put_heads(sheet, made, 0, heads, widths)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, count, len(heads) - 1)
    sheet.repeat_rows(0)
    page(sheet)


def _put_many(sheet: Worksheet, rows: Iterable[tuple[Cell, ...]], texts: Sequence[bool]) -> None:
    """Write rows below the heading; formats come from the columns, so a cell costs one call."""
    put_text, put_number = sheet.write_string, sheet.write_number
    for row, cells in enumerate(rows, 1):
        for column, cell in enumerate(cells):
            if cell is None or cell == "":
                continue
            if texts[column]:
                put_text(row, column, cell)
            else:
                put_number(row, column, cell)


def widen(sheet: Worksheet, widths: Iterable[float]) -> None:
    """Set the widths of a sheet that is read, not filtered, and its printed page."""
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    sheet.hide_gridlines(2)
    page(sheet)


def page(sheet: Worksheet) -> None:
    """Set the printed page: A4, landscape, one page wide, with its number."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(0.4, 0.4, 0.5, 0.5)
    sheet.set_footer("&L&A&RPage &P of &N")
