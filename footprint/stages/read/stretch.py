"""How far a sheet stretches, before it is laid out.

The reader of workbooks lays out the whole rectangle from the first cell of a sheet to the last one, and where it cannot
have the memory it ends the process. So the rectangle is measured first, for every part of the package (a sheet may have
any name), from the bytes as they are unpacked; blanks in tags, cells without a reference, repeated rows and numbers
that wrap round are ways to hide a far cell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

from footprint.ground.activities import place_of
from footprint.ground.language import told
from footprint.stages.read.limits import Limits
from footprint.stages.read.unpack import unsafe

ROWS, COLUMNS = 1_048_576, 16_384
"""Rows and columns of a sheet, in both formats."""

_LONGEST_TAG = 1 << 16
_BLANKS = b" \t\r\n"
_INSIDE = rb"((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)"
_FAR = re.compile(rb"r=[\"'](?:[A-Za-z]{2}|[A-Za-z]*[0-9]{7})")
_LETTERS = re.compile(rb"r=[\"']([A-Za-z]{2,})[0-9]+[\"']")
_DIGITS = re.compile(rb"r=[\"'][A-Za-z]*([0-9]+)[\"']")
_LAST_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br\s*=\s*[\"']([0-9]+)[\"']")
_ROW_OR_CELL = re.compile(rb"<(?:\w+:)?(row|c)\b" + _INSIDE + rb">")
_REFERENCE = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]*)([0-9]+)[\"']")
_REPEATABLE = re.compile(rb"<(/?)(?:\w+:)?(table-row|table-cell|covered-table-cell|table)(?=[\s/>])" + _INSIDE + rb">")
_REPEAT = re.compile(rb"number-(?:rows|columns)-repeated\s*=\s*[\"']\s*\+?([0-9]+)")
_MANY_SPACES = re.compile(rb":c\s*=\s*[\"']\s*\+?[0-9]{6}")


class Stretch(Protocol):
    """What measures a part as its bytes go by."""

    def feed(self, piece: bytes) -> None:
        """Take the next bytes; raise InputError if the sheet stretches too far."""


def watches(name: str, source: str, limits: Limits) -> list[Stretch]:
    """Return what measures the part called `name`."""
    watching: list[Stretch] = [_OfficeSheet(source, limits)]
    return [*watching, _OpenDocument(source, limits)] if name == "content.xml" else watching


@dataclass
class _OfficeSheet:
    """The rectangle of an xlsx sheet: by its references, and by counting where a cell has none."""

    source: str
    limits: Limits
    rest: bytes = b""
    is_sheet: bool = False
    width: int = 0
    height: int = 0
    row: int = 0
    column: int = 0

    def feed(self, piece: bytes) -> None:
        block, self.rest = _whole_tags(self.rest + piece)
        self.is_sheet = self.is_sheet or b"sheetData" in block
        if not self.is_sheet:
            return
        packed = block.translate(None, _BLANKS)
        self._by_reference(block, packed)
        if _has_cells_without_reference(packed):
            self._by_counting(block)
        _refuse(self.width, self.height, self.source, self.limits)

    def _by_reference(self, block: bytes, packed: bytes) -> None:
        """Take in the references; a block without far ones is at most 26 columns wide and below row 1,000,000."""
        last = max(block.rfind(b"row "), block.rfind(b"row\n"), block.rfind(b"row\t"), block.rfind(b"row\r"))
        found = _LAST_ROW.match(block, block.rfind(b"<", 0, last + 1)) if last >= 0 else None
        self.width, self.height = max(self.width, 26), max(self.height, int(found[1]) if found else 0)
        if _FAR.search(packed) is not None:
            widths = (place_of(letters.decode().upper()) + 1 for letters in set(_LETTERS.findall(packed)))
            self.width = max([self.width, *widths])
            self.height = max([self.height, *map(int, set(_DIGITS.findall(packed)))])

    def _by_counting(self, block: bytes) -> None:
        for kind, inside in _ROW_OR_CELL.findall(block):
            found = _REFERENCE.search(inside)
            if kind == b"row":
                self.row, self.column = int(found[2]) if found else self.row + 1, 0
            else:
                self.column = place_of(found[1].decode().upper()) + 1 if found and found[1] else self.column + 1
            self.width, self.height = max(self.width, self.column), max(self.height, self.row)


@dataclass
class _OpenDocument:
    """The rectangles of the tables of an ods file: rows and cells may be said to repeat."""

    source: str
    limits: Limits
    rest: bytes = b""
    height: int = 0
    width: int = 0
    pending: int = 0
    repeat: int = 1
    columns: int = 0
    filled: int = 0

    def feed(self, piece: bytes) -> None:
        block, self.rest = _whole_tags(self.rest + piece)
        if _MANY_SPACES.search(block) is not None:
            raise unsafe(self.source, told("a cell with more than 100,000 spaces"))
        for end, kind, inside in _REPEATABLE.findall(block):
            self._take(bool(end), kind, inside)

    def _take(self, end: bool, kind: bytes, inside: bytes) -> None:
        closed = inside.endswith(b"/")
        found = _REPEAT.search(inside)
        if kind == b"table":
            self.height = self.width = self.pending = 0
        elif kind == b"table-row" and not end:
            self.repeat, self.columns, self.filled = int(found[1]) if found else 1, 0, 0
        elif kind != b"table-row" and not end:
            self.columns += int(found[1]) if found else 1
            self.filled = self.filled if closed and b"value" not in inside else min(self.columns, COLUMNS)
        if kind == b"table-row" and (end or closed):
            self._end_row()

    def _end_row(self) -> None:
        """Count the row; empty ones only count once something stands below them."""
        self.pending += self.repeat
        if self.repeat > ROWS:
            raise unsafe(self.source, told("a row that repeats {count:,} times", count=self.repeat))
        if self.filled:
            self.height, self.pending = self.height + self.pending, 0
            self.width = max(self.width, self.filled)
            _refuse(self.width, self.height, self.source, self.limits)


def _whole_tags(content: bytes) -> tuple[bytes, bytes]:
    """Return the content up to its last whole tag, and the rest; of a rest without end only the end is kept."""
    end = content.rfind(b">") + 1
    return content[:end], content[end:][-_LONGEST_TAG:]


def _has_cells_without_reference(packed: bytes) -> bool:
    """Return whether a cell may begin otherwise than <c r=; columns begin like cells and are none."""
    starts = packed.count(b"<c") + packed.count(b":c") - packed.count(b"<col")
    return starts != packed.count(b"<cr=") + packed.count(b":cr=")


def _refuse(width: int, height: int, source: str, limits: Limits) -> None:
    if height > ROWS or width > COLUMNS or width * height > limits.cells:
        raise unsafe(
            source,
            told("a sheet that stretches over {columns:,} columns and {rows:,} rows", columns=width, rows=height),
        )
