"""Lists of any length, streamed: one sheet per million rows, each a table for Excel.

A streamed sheet holds one row in memory at a time. The writer refuses to make a table of such a sheet, because it would
write the headings itself and keep a note of every cell; here they are written already, and only the table is declared.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from footprint.stages.report.excel import paper
from footprint.stages.report.excel.formats import Formats, fit_all, is_risky
from footprint.stages.report.excel.names import heads
from footprint.stages.report.excel.tables import BAR_COLOUR, TABLE_STYLE, head_of
from footprint.stages.report.model import Report
from footprint.stages.report.table import Cell, Column

MOST_ROWS = 1_048_575
"""Rows of a worksheet, without the heading."""

WIDTHS = {"text": 20, "long": 40, "plain": 13, "count": 13, "tonnes": 14, "value": 18, "share": 14}
_HEAD_HEIGHT = 48.0
"""Height of the headings: two lines, and the buttons below them [points]."""

_PER_PAGE = 12
"""Columns that can be read on one printed page."""

_NOTE_SIZE = {"x_scale": 2.0, "y_scale": 1.0, "font_size": 9}


@dataclass(frozen=True, slots=True)
class Long:
    """A list to be streamed.

    Parameters
    ----------
    key
        Its name in the code; its tables are called after it.
    columns
        Headings and kinds.
    styles
        Number format of each column; "" for a column of texts.
    cells
        The cells, one list per column, all of one length.
    meanings
        What each heading means, shown when the pointer rests on it; "" for nothing.
    """

    key: str
    columns: tuple[Column, ...]
    styles: tuple[str, ...]
    cells: tuple[list[Cell], ...]
    meanings: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many rows it has."""
        return len(self.cells[0]) if self.cells else 0

    @property
    def parts(self) -> int:
        """How many sheets it takes."""
        return max(1, -(-self.count // MOST_ROWS))


def titles_of(title: str, parts: int) -> list[str]:
    """Return the titles of the sheets of a list.

    >>> titles_of("Lines", 2)
    ['Lines', 'Lines 2']
    """
    return [title if part == 0 else f"{title} {part + 1}" for part in range(parts)]


def put_list(book: Workbook, made: Formats, long: Long, names: Sequence[str], report: Report) -> None:
    """Write a list over the sheets called `names`."""
    fitted = [_fitted(cells) if style == "" else cells for style, cells in zip(long.styles, long.cells, strict=True)]
    rows = zip(*fitted, strict=True)
    looks = [_looks(cells, made) if style == "" else None for style, cells in zip(long.styles, fitted, strict=True)]
    for part, name in enumerate(names):
        sheet = _streamed_sheet(book, name)
        count = min(MOST_ROWS, long.count - part * MOST_ROWS)
        _dress(sheet, made, long, report)
        _put_rows(sheet, islice(rows, count), looks)
        if count:
            _declare(sheet, f"{long.key}_{part + 1}", heads([column.name for column in long.columns]), count)
            _colour(sheet, made, long, count)


def _streamed_sheet(book: Workbook, name: str) -> Worksheet:
    """Add a sheet that is written row by row to a file of its own, unlike those of pages, which are held in memory."""
    book.constant_memory = True
    sheet = book.add_worksheet(name)
    book.constant_memory = False
    return sheet


def _fitted(cells: list[Cell]) -> list[Cell]:
    """Return the texts of a column as cells can hold them; each distinct text is looked at once."""
    changed = fit_all(cells)
    return [changed.get(cell, cell) for cell in cells] if changed else cells


def _looks(cells: Sequence[Cell], made: Formats) -> dict[Cell, Format]:
    """Return the format of each distinct text that begins like a formula; the others take that of their column."""
    quoted = made.list_texts[False, True]
    return {text: quoted for text in set(cells) if isinstance(text, str) and is_risky(text)}


def _dress(sheet: Worksheet, made: Formats, long: Long, report: Report) -> None:
    """Set widths and formats of the columns, write the headings and freeze them, set the printed page."""
    names = heads([column.name for column in long.columns])
    sheet.set_row(0, _HEAD_HEIGHT)
    for place, (name, column, style, meaning) in enumerate(
        zip(names, long.columns, long.styles, long.meanings, strict=True)
    ):
        width = WIDTHS[column.kind]
        sheet.set_column(place, place, width, made.list_numbers[style] if style else made.list_texts[False, False])
        sheet.write_string(0, place, name, head_of(made, column))
        if meaning:
            sheet.write_comment(0, place, meaning, {**_NOTE_SIZE, "author": report.title[:50]})
    sheet.freeze_panes(1, 2)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0, 1)
    paper.set_page(sheet, report, wide=len(long.columns) > _PER_PAGE)


def _put_rows(sheet: Worksheet, rows: Iterable[tuple[Cell, ...]], looks: Sequence[dict[Cell, Format] | None]) -> None:
    """Write rows below the heading; formats come from the columns, so a cell costs one call."""
    put_text, put_number = sheet.write_string, sheet.write_number
    for row, cells in enumerate(rows, 1):
        for column, cell in enumerate(cells):
            if cell is None or cell == "":
                continue
            quoted = looks[column]
            if quoted is None:
                put_number(row, column, cell)
            else:
                put_text(row, column, cell, quoted.get(cell))


def _declare(sheet: Worksheet, name: str, names: Sequence[str], count: int) -> None:
    """Declare the headings and `count` rows of a streamed sheet a table, in the writer's own record of tables."""
    area = xl_range(0, 0, count, len(names) - 1)
    columns = [{"id": place, "name": head} for place, head in enumerate(names, 1)]
    looks = {"style": TABLE_STYLE.replace(" ", ""), "show_row_stripes": True, "show_col_stripes": False}
    ends = {"show_first_col": False, "show_last_col": False, "header_row_count": 1, "totals_row_shown": False}
    texts = {"description": None, "title": None}
    sheet.tables.append({"name": name, "columns": columns, "range": area, "autofilter": area, **looks, **ends, **texts})


def _colour(sheet: Worksheet, made: Formats, long: Long, count: int) -> None:
    """Lay bars behind the impacts, and a shade behind weak data and reasons, so that the eye finds them."""
    for place, column in enumerate(long.columns):
        if column.kind == "value":
            sheet.conditional_format(1, place, count, place, _IMPACT_BAR)
        elif column.key == "quality":
            sheet.conditional_format(1, place, count, place, _QUALITY)
        elif column.key == "reason":
            sheet.conditional_format(1, place, count, place, {"type": "no_blanks", "format": made.noticed})


_IMPACT_BAR = {"type": "data_bar", "data_bar_2010": True, "bar_solid": True, "bar_color": BAR_COLOUR}
_IMPACT_BAR |= {"bar_no_border": True, "min_type": "num", "min_value": 0}
_QUALITY = {"type": "2_color_scale", "min_type": "num", "max_type": "num", "min_value": 1, "max_value": 5}
_QUALITY |= {"min_color": "#FFFFFF", "max_color": "#F2B84B"}
