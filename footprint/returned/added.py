"""The columns beside the list: one row per line, numbers as numbers and texts as texts."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from footprint.ground.activities import letter_of
from footprint.returned.elements import escaped
from footprint.returned.styles import Wardrobe
from footprint.stages.read.ours import OURS

LONGEST = 32_767
"""Signs a cell can hold."""

FORMULAS = ("=", "+", "-", "@", "\t")
"""How texts begin that a spreadsheet may take for formulas when they are edited."""

LINE_HEIGHT = 15
"""Height of a line of text [points]."""

TEXT = "text"
"""The look of texts; all others are of numbers."""

Value = str | float | int | None


@dataclass(frozen=True, eq=False)
class Column:
    """One column of ours.

    Parameters
    ----------
    title
        Its header, without what marks it as ours.
    look
        Name of the look of its cells; "text" holds texts, the others hold numbers.
    values
        One per line; None where nothing is known (law L1).
    width
        Width [characters].
    """

    title: str
    look: str
    values: Sequence[Value]
    width: int

    @property
    def header(self) -> str:
        """Return the header as it is written."""
        return f"{OURS}{self.title}"


@dataclass(frozen=True, eq=False)
class Added:
    """All columns of ours.

    Parameters
    ----------
    header
        The row of the header, from 0.
    lines
        The row of each line, from 0.
    columns
        From left to right.
    """

    header: int
    lines: Sequence[int]
    columns: tuple[Column, ...]

    @property
    def widths(self) -> tuple[int, ...]:
        """Return the width of each column."""
        return tuple(column.width for column in self.columns)

    @property
    def height(self) -> int:
        """Return how high the row of the header must be for all of ours to be read [points]."""
        return LINE_HEIGHT * max(lines_of(column.header, column.width) for column in self.columns)

    def rows(self, place: int, wardrobe: Wardrobe, prefix: str) -> Mapping[int, bytes]:
        """Return the cells of each row as XML, the first one in column `place`."""
        letters = [letter_of(place + nth) for nth in range(len(self.columns))]
        pairs = list(zip(letters, self.columns, strict=True))
        written = [_cells(column, letter, self.lines, wardrobe, prefix) for letter, column in pairs]
        rows = {row: "".join(cells).encode() for row, *cells in zip(self.lines, *written, strict=True)}
        heads = (
            text_cell(f"{letter}{self.header + 1}", column.header, wardrobe.cell["head"], prefix)
            for letter, column in pairs
        )
        return {self.header: "".join(heads).encode(), **rows}


def _cells(column: Column, letter: str, lines: Sequence[int], wardrobe: Wardrobe, prefix: str) -> list[str]:
    if column.look != TEXT:
        style = wardrobe.cell[column.look]
        return [
            number_cell(f"{letter}{row + 1}", value, style, prefix)
            for row, value in zip(lines, column.values, strict=True)
        ]
    inside = {value: _inside(value, column.look, wardrobe, prefix) for value in set(column.values)}
    return [
        f'<{prefix}c r="{letter}{row + 1}"{inside[value]}' if value else ""
        for row, value in zip(lines, column.values, strict=True)
    ]


def _inside(value: Value, look: str, wardrobe: Wardrobe, prefix: str) -> str:
    """Return a cell with a text, from after its reference; a text like a formula says that it is a text."""
    text = str(value or "")
    worn = f"quoted {look}" if text.startswith(FORMULAS) else look
    return f' s="{wardrobe.cell[worn]}"{_text(text, prefix)}'


def _text(text: str, prefix: str) -> str:
    shown = escaped(text[:LONGEST])
    return f' t="inlineStr"><{prefix}is><{prefix}t xml:space="preserve">{shown}</{prefix}t></{prefix}is></{prefix}c>'


def text_cell(reference: str, text: str, style: int, prefix: str = "") -> str:
    """Return a cell with a text."""
    return f'<{prefix}c r="{reference}" s="{style}"{_text(text, prefix)}'


def number_cell(reference: str, value: Value, style: int, prefix: str = "") -> str:
    """Return a cell with a number, or nothing for what is not known.

    >>> number_cell("A1", 1.5, 3), number_cell("A1", float("nan"), 3)
    ('<c r="A1" s="3"><v>1.5</v></c>', '')
    """
    if value is None or not math.isfinite(float(value)):
        return ""
    return f'<{prefix}c r="{reference}" s="{style}"><{prefix}v>{float(value):.15g}</{prefix}v></{prefix}c>'


def lines_of(text: str, width: float) -> int:
    """Return how many lines a text takes in a column of a width [characters].

    >>> lines_of("what to do", 60), lines_of("a word and another", 8)
    (1, 3)
    """
    return sum(len(textwrap.wrap(line, max(4, int(width * 0.95)))) or 1 for line in text.split("\n"))
