"""Tables on a sheet that is read: as wide and as high as their texts ask, and tables for Excel too."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from footprint.stages.report.excel.formats import Formats, fit, is_risky, style_of
from footprint.stages.report.excel.names import heads
from footprint.stages.report.excel.paper import LINE_HEIGHT
from footprint.stages.report.table import Cell, Column, Table

TABLE_STYLE = "Table Style Light 1"
BAR_COLOUR = "#A9CBE0"
LINKED = ("line", "where")
"""Columns whose cells name lines: they lead there."""

_HIGHEST = 409.0
"""Height of the highest row [points]."""

_FILTERED_FROM = 12
"""Rows from which a table gets buttons to filter it; a shorter one is seen at a glance."""

_NARROWEST = {"text": 12, "long": 34, "plain": 9, "count": 10, "tonnes": 12, "value": 13, "share": 11}
_WIDEST = {"text": 34, "long": 62}
_LETTERS = 1.2
"""Letters of running text per unit of width, which is that of a digit."""

_BUTTON, _WORD = 3, 24
"""Characters a filter button takes, and those of the longest word of a heading that widens its column."""

_UNLIKE, _COMFORTABLE = 2.0, 26.0
"""A column is no wider than this many times what most tables of its sheet ask, once it is comfortably wide."""

_SCREEN, _CORE, _LEAST_PART = 225.0, 14.0, 0.2
"""Characters a screen shows side by side; the width every column keeps when a sheet would be wider; and the part of
what is above it that remains at least.
"""

LinkTo = Callable[[str, Cell], str | None]
"""Column and cell -> the address of the row of the line it names; None where there is none."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A sheet being laid out.

    Parameters
    ----------
    book, sheet, made
        The file, the sheet, and the formats of the file.
    key
        Name of its page in the code; its tables are called after it.
    widths
        Width of each column [characters].
    link_to
        Where the rows of lines stand.
    heights
        Row -> its height, where it is not that of one line [points].
    tables
        The rows of headings of its tables, in order.
    """

    book: Workbook
    sheet: Worksheet
    made: Formats
    key: str
    widths: tuple[float, ...]
    link_to: LinkTo
    heights: dict[int, float] = field(default_factory=dict)
    tables: list[int] = field(default_factory=list)

    def set_height(self, row: int, height: float) -> None:
        """Set the height of a row [points]."""
        self.heights[row] = height
        self.sheet.set_row(row, height)


def widths_of(tables: Sequence[Table]) -> tuple[float, ...]:
    """Return the widths of the columns of a sheet [characters]: what its tables ask, within what a screen shows."""
    wishes = [
        [_width(table, place) for place in range(len(table.columns))]
        for table in tables
        if table.rows and not is_prose(table)
    ]
    most = max((len(wish) for wish in wishes), default=0)
    widths = [_agree([wish[place] for wish in wishes if place < len(wish)]) for place in range(most)]
    base, more = sum(min(one, _CORE) for one in widths), sum(max(0.0, one - _CORE) for one in widths)
    part = min(1.0, max(_LEAST_PART, (_SCREEN - base) / more)) if more else 1.0
    return tuple(min(one, _CORE + part * max(0.0, one - _CORE)) for one in widths)


def _agree(wishes: Sequence[float]) -> float:
    return min(max(wishes), max(_COMFORTABLE, _UNLIKE * median(wishes)))


def _width(table: Table, place: int) -> float:
    """Return the width a column asks for: its longest text up to a limit, and its heading in three lines."""
    column = table.columns[place]
    texts = [len(cell) for row in table.rows if isinstance(cell := row[place], str)]
    longest = min(0.9 * max(texts, default=0) + 4, _WIDEST.get(column.kind, _WIDEST["text"]))
    word = max((len(word) for word in column.name.split()), default=0) + _BUTTON
    third = len(column.name) / 3 + _BUTTON
    return float(max(_NARROWEST[column.kind], longest, min(max(word, third), _WORD)))


def put_paragraph(leaf: Leaf, row: int, text: str, style: Format, characters: int) -> int:
    """Write `text` over as many rows as lines of `characters` take; each runs on to the right. Return the next row."""
    lines = textwrap.wrap(text, characters) or [""]
    for place, line in enumerate(lines):
        leaf.sheet.write_string(row + place, 0, fit(line), style)
    return row + len(lines)


def is_prose(table: Table) -> bool:
    """Return whether a table is only sentences, one below the other."""
    return [column.kind for column in table.columns] == ["long"]


def put_table(leaf: Leaf, row: int, table: Table) -> int:
    """Write headings and rows at `row` and make them a table; return the next free row."""
    names = heads([column.name for column in table.columns])
    filtered = len(table.rows) >= _FILTERED_FROM
    _put_heads(leaf, row, names, table.columns, filtered)
    for place, cells in enumerate(table.rows, row + 1):
        _put_row(leaf, place, table.columns, cells)
    last = row + len(table.rows)
    leaf.tables.append(row)
    leaf.sheet.add_table(row, 0, last, len(names) - 1, _options(leaf, table, names, filtered))
    for place, column in enumerate(table.columns):
        if column.kind == "share":
            leaf.sheet.conditional_format(row + 1, place, last, place, bar(0, 1))
    return last + 1


def _options(leaf: Leaf, table: Table, names: Sequence[str], filtered: bool) -> dict[str, object]:
    """Return how Excel is to hold a table; its cells are written already, its headings are written once more."""
    columns = [
        {"header": name, "header_format": head_of(leaf.made, column)}
        for name, column in zip(names, table.columns, strict=True)
    ]
    name = f"{leaf.key}_{len(leaf.tables)}"
    options = {"name": name, "columns": columns, "style": TABLE_STYLE, "autofilter": filtered}
    return options | ({"description": table.title} if table.title else {})


def bar(least: float, most: float) -> dict[str, object]:
    """Return bars behind the numbers of a column, from `least` to `most`."""
    ends = {"min_type": "num", "max_type": "num", "min_value": least, "max_value": most}
    looks = {"data_bar_2010": True, "bar_solid": True, "bar_color": BAR_COLOUR, "bar_no_border": True}
    return {"type": "data_bar", **ends, **looks}


def head_of(made: Formats, column: Column) -> Format:
    """Return the format of a heading: on the side on which its cells stand."""
    return made.head if column.kind in ("text", "long") else made.head_right


def _put_heads(leaf: Leaf, row: int, names: Sequence[str], columns: Sequence[Column], filtered: bool) -> None:
    """Write headings in a row high enough for them, and for the buttons below them."""
    pairs = zip(names, leaf.widths, strict=False)
    lines = [len(textwrap.wrap(name, max(4, int(width) - 1))) for name, width in pairs]
    leaf.set_height(row, min(_HIGHEST, LINE_HEIGHT * (max(lines, default=1) + filtered) + 3))
    for place, (name, column) in enumerate(zip(names, columns, strict=True)):
        leaf.sheet.write_string(row, place, name, head_of(leaf.made, column))


def _put_row(leaf: Leaf, row: int, columns: Sequence[Column], cells: Sequence[Cell]) -> None:
    """Write one row, as high as its wrapped texts ask, with links where it names a line."""
    height = _height(cells, leaf.widths)
    if height > LINE_HEIGHT:
        leaf.set_height(row, height)
    for place, (column, cell) in enumerate(zip(columns, cells, strict=True)):
        address = leaf.link_to(column.key, cell) if column.key in LINKED else None
        put_cell(leaf.sheet, leaf.made, (row, place), column.kind, cell, address)


def _height(cells: Sequence[Cell], widths: Sequence[float]) -> float:
    """Return the height [points] of a row whose texts wrap in columns of `widths` [characters]."""
    pairs = [(cell, int(width)) for cell, width in zip(cells, widths, strict=False) if isinstance(cell, str)]
    return min(_HIGHEST, LINE_HEIGHT * max((_lines(text, width) for text, width in pairs), default=1))


def _lines(text: str, width: int) -> int:
    """Return how many lines a text takes in a column."""
    if len(text) < width * _LETTERS - 2 and "\n" not in text:
        return 1
    return sum(len(textwrap.wrap(line, max(4, int(width * _LETTERS) - 2))) or 1 for line in text.split("\n"))


def put_cell(
    sheet: Worksheet, made: Formats, at: tuple[int, int], kind: str, cell: Cell, address: str | None = None
) -> None:
    """Write one cell: a number as a number, a text as a text whatever it starts with, absence as nothing."""
    if address:
        sheet.write_url(*at, address, made.number_link, "")
    if isinstance(cell, str):
        sheet.write_string(*at, fit(cell), made.texts[address is not None, is_risky(cell)])
    elif cell is None:
        sheet.write_blank(*at, None, made.texts[False, False])
    else:
        sheet.write_number(*at, cell, made.number_link if address else made.numbers[style_of(kind, cell)])
