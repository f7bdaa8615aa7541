"""What a sheet has from an earlier marking: the columns that go before new ones come."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence
from typing import BinaryIO, cast

from python_calamine import CalamineWorkbook

from footprint.returned.package import Package
from footprint.stages.read.header import SEARCHED_ROWS, find_header
from footprint.stages.read.ours import is_title
from footprint.stages.read.texts import as_text
from footprint.stages.read.workbook import told_to_the_user

_ENOUGH = 3
"""Titles of ours by which a row is known for their header, where no header of a list is found."""

Rows = Sequence[Sequence[str]]


def tops(package: Package, names: Collection[str]) -> dict[str, list[list[str]]]:
    """Return the first rows of sheets as they were given, as the reader sees them."""
    found: dict[str, list[list[str]]] = {}
    file = cast("BinaryIO", package.file.fp)
    file.seek(0)
    with told_to_the_user(package.source), CalamineWorkbook.from_filelike(file) as book:
        for name in sorted(names):
            sheet = book.get_sheet_by_name(name)
            before = [""] * (sheet.start[1] if sheet.start else 0)
            rows = itertools.islice(sheet.iter_rows(), SEARCHED_ROWS)
            found[name] = [before + [as_text(cell) for cell in row] for row in rows]
    return found


def header_of(rows: Rows) -> int:
    """Return the row of the header (from 0) of a sheet whose list was not read, -1 where there is none."""
    header = find_header(rows)
    if header is not None and columns_of(rows, header.row):
        return header.row
    titled = (row for row in range(len(rows)) if len(columns_of(rows, row)) >= _ENOUGH)
    return next(titled, -1)


def columns_of(rows: Rows, header: int) -> frozenset[int]:
    """Return the columns that have a title of ours in the row `header`; cells further down may say what they like."""
    titles = rows[header] if 0 <= header < len(rows) else ()
    return frozenset(place for place, text in enumerate(titles) if is_title(text))
