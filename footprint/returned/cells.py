"""Lists that are no xlsx workbook (csv, xls, ods) as one: the same cells, ready to be marked."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO

import pyarrow as pa
from python_calamine import CalamineWorkbook, SheetVisibleEnum
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from footprint.ground.language import told
from footprint.returned.added import FORMULAS
from footprint.returned.codes import unmarkable
from footprint.stages.read.delimited import as_utf8, tried
from footprint.stages.read.header import find_header
from footprint.stages.read.ole import look_through_xls
from footprint.stages.read.workbook import told_to_the_user
from footprint.stages.report.door import CREATED
from footprint.stages.report.excel.formats import TEXTS_STAY_TEXTS

_ROWS, _LONGEST, _LONGEST_NAME = 1_048_576, 32_767, 31
_CUT = "…"
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]|^'|'$")
_OPTIONS = {"in_memory": True, **TEXTS_STAY_TEXTS}


@dataclass
class Made:
    """A workbook made of another kind of file.

    Parameters
    ----------
    file
        The workbook.
    names
        The name of each sheet by what it was called, in the file or as the file.
    cut
        How many texts were longer than a cell can hold.
    """

    file: io.BytesIO = field(default_factory=io.BytesIO)
    names: dict[str, str] = field(default_factory=dict)
    cut: int = 0

    def fit(self, text: str) -> str:
        """Return a text as a cell can hold it, and never taken for the writer's own markup."""
        if len(text) > _LONGEST // 2 and len(text.encode("utf-16-le", "replace")) > 2 * _LONGEST:
            half = text.encode("utf-16-le", "replace")[: 2 * (_LONGEST - len(_CUT))]  # cells count in units of UTF-16
            text = half.decode("utf-16-le", "ignore") + _CUT
            self.cut += 1
        return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text


def from_text(content: bytes, source: str) -> Made:
    """Return a workbook with the fields of a delimited text, as texts."""
    made = Made()
    name = _name(source.rpartition(".")[0] or source, [])
    with Workbook(made.file, {**_OPTIONS, "constant_memory": True, "in_memory": False}) as book:
        book.set_properties({"created": CREATED})
        sheet = book.add_worksheet(name)
        quoted = book.add_format({"quote_prefix": True})
        for row, record in enumerate(_records(content, source)):
            if row >= _ROWS:
                raise unmarkable(source, told("more lines than a sheet can hold"))
            for column, text in enumerate(record):
                if text:
                    sheet.write_string(row, column, made.fit(text), quoted if text.startswith(FORMULAS) else None)
    made.names[source] = name
    return made


def from_workbook(file: BinaryIO, source: str) -> Made:
    """Return an xlsx workbook with the cells of an xls or ods one."""
    zipped = file.read(2) == b"PK"
    file.seek(0)
    errors = {} if zipped else look_through_xls(file.read(), source)
    file.seek(0)
    made = Made()
    with (
        told_to_the_user(source),
        CalamineWorkbook.from_filelike(file) as old,
        Workbook(made.file, _OPTIONS) as book,
    ):
        book.set_properties({"created": CREATED})
        for meta in old.sheets_metadata:
            made.names[meta.name] = _name(meta.name, made.names.values())
            sheet = book.add_worksheet(made.names[meta.name])
            if meta.visible != SheetVisibleEnum.Visible:
                sheet.hide()
            _copy(sheet, old.get_sheet_by_name(meta.name), errors.get(meta.name), made)
    return made


def _records(content: bytes, source: str) -> Iterator[list[str]]:
    """Yield the records of a text, divided as the reader divides it: by the sign that shows the best header."""
    body, tries = tried(as_utf8(pa.py_buffer(content), source)[0])
    sign, _ = max(tries, key=lambda one: _worth(one[1]))
    csv.field_size_limit(2**30)
    return csv.reader(io.TextIOWrapper(io.BytesIO(body), encoding="utf-8", newline=""), delimiter=sign)


def _worth(records: Sequence[Sequence[str]]) -> tuple[bool, int, int]:
    """Return how much records look like a list: a whole header, its columns, the widest record."""
    header = find_header(records)
    width = max(map(len, records), default=0)
    return (not header.missing, len(header.columns), width) if header else (False, 0, width)


def _copy(sheet: Worksheet, old: Any, marks: Any, made: Made) -> None:
    """Write the cells of a sheet, error values as texts, and its merges."""
    before = old.start[1] if old.start else 0
    for (top, left), (bottom, right) in sorted(old.merged_cell_ranges or []):
        sheet.merge_range(top, left, bottom, right, "")
    for row, cells in enumerate(old.iter_rows()):
        for column, value in enumerate(cells, before):
            if value != "":
                _write(sheet, row, column, value, made)
    for (row, column), text in (marks.cells if marks else {}).items():
        sheet.write_string(row, column, text)


def _write(sheet: Worksheet, row: int, column: int, value: Any, made: Made) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float) and math.isfinite(value):
        sheet.write_number(row, column, value)
    elif isinstance(value, datetime | date | time | timedelta) and getattr(value, "year", 1900) >= 1900:
        sheet.write_datetime(row, column, value)
    else:
        sheet.write_string(row, column, made.fit(str(value)))


def _name(wanted: str, taken: Iterable[str]) -> str:
    """Return a name that a sheet can have and that is free.

    >>> _name("a/b", []), _name("A", ["a"])
    ('a b', 'A 2')
    """
    name = _FORBIDDEN.sub(" ", wanted)[:_LONGEST_NAME].strip() or "1"
    used = {one.lower() for one in taken}
    tries = (name if nth == 1 else f"{name[: _LONGEST_NAME - 8].rstrip()} {nth}" for nth in range(1, len(used) + 2))
    return next(one for one in tries if one.lower() not in used)
