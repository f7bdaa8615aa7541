"""Read xlsx, xls and ods through python-calamine, in batches of rows."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, BinaryIO

import numpy as np
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from footprint.ground.activities import Place, letter_of
from footprint.ground.errors import InputError, Problem
from footprint.ground.language import told
from footprint.stages.read.amounts import AmountCells, cells_of_objects, join_cells
from footprint.stages.read.codes import problem
from footprint.stages.read.header import SEARCHED_ROWS, Header, of_template
from footprint.stages.read.limits import Limits
from footprint.stages.read.marks import Marks, look_through, remarks_on_package
from footprint.stages.read.ole import look_through_xls
from footprint.stages.read.ours import is_summary
from footprint.stages.read.profile import Cell, Profile, holds_list, look
from footprint.stages.read.texts import Texts, as_text, join_texts, texts_of_objects
from footprint.stages.read.totals import total_in, without_name
from footprint.stages.read.unpack import check_size, open_package
from footprint.stages.read.written import Written

TOLD_ROWS = 12
"""Hidden rows that are named."""
BATCH = 50_000
"""Rows that are Python objects at one time."""


Value = Any
Range = tuple[tuple[int, int], tuple[int, int]]


@dataclass
class _Found:
    """A sheet with its header, before its lines are read."""

    name: str
    sheet: CalamineSheet
    header: Header
    template: bool
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class _Batch:
    """The columns of some rows, the first of which is `start`; `totals` are rows that say so where nothing is read."""

    start: int
    texts: dict[str, Texts]
    amounts: AmountCells
    totals: dict[int, str]


def read_workbook(
    file: BinaryIO, source: str, sheet: str | None, limits: Limits, profile: Profile | None = None
) -> Written:
    """Return the list in a workbook; raise InputError if it is protected, damaged, unsafe or holds no list."""
    marks, remarks = _marks(file, source, limits)
    with told_to_the_user(source), CalamineWorkbook.from_filelike(file) as workbook:
        found = _find_list(workbook, source, sheet, profile)
        found.problems[:0] = remarks
        return _read_list(found, source, marks.get(found.name, marks.get("", Marks())))


def first_rows_of(
    file: BinaryIO, source: str, asked: str | None, limits: Limits, count: int
) -> tuple[str, dict[str, list[list[str]]]]:
    """Return the name of the sheet asked for, or of the visible one that says most, and the first rows of all those."""
    _marks(file, source, limits)
    with told_to_the_user(source), CalamineWorkbook.from_filelike(file) as workbook:
        names = _candidates(workbook, source, asked)
        rows = {name: _first_rows(workbook.get_sheet_by_name(name), count) for name in names}
        best = max(names, key=lambda name: sum(text != "" for row in rows[name] for text in row), default="")
        return best, rows


@contextmanager
def told_to_the_user(source: str) -> Iterator[None]:
    """Turn what the reader raises into an InputError; on some damaged xls files its Rust code panics."""
    try:
        yield
    except PasswordError as fault:
        raise InputError([problem("workbook_encrypted", source, told("an encrypted workbook"))]) from fault
    except CalamineError as fault:
        raise InputError(
            [problem("file_not_a_table", source, told("a workbook that cannot be read ({fault})", fault=str(fault)))]
        ) from fault
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":
            raise
        raise InputError(
            [problem("file_not_a_table", source, told("a damaged workbook ({fault})", fault=str(fault)))]
        ) from fault


def _marks(file: BinaryIO, source: str, limits: Limits) -> tuple[dict[str, Marks], list[Problem]]:
    """Return what the reader does not tell, with the file at its start again."""
    file.seek(0)
    start = file.read(4)
    file.seek(0)
    if start != b"PK\x03\x04":
        marks = look_through_xls(file.read(), source)
        file.seek(0)
        return marks, []
    with open_package(file, source) as package:
        check_size(package, source, limits)
        marks, remarks = look_through(package, source, limits), remarks_on_package(package, source)
    file.seek(0)
    return marks, remarks


def _find_list(workbook: CalamineWorkbook, source: str, asked: str | None, profile: Profile | None) -> _Found:
    """Return the first visible sheet with a complete header, or the one asked for.

    A profile names the sheet that it was made from; the others are told of, for they may be months of the same list.
    """
    candidates = _candidates(workbook, source, asked or (profile.sheet if profile else "") or None)
    found = _first_complete(workbook, candidates, source, profile)
    if not asked:
        others = [name for name in _sheets(workbook) if name != found.name]
        found.problems.extend(_remarks_on_others(workbook, found, others, profile))
    return found


def _sheets(workbook: CalamineWorkbook) -> list[str]:
    """Return the names of the sheets of cells that are not our own."""
    sheets = [meta.name for meta in workbook.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
    return [name for name in sheets if not is_summary(name)]


def _candidates(workbook: CalamineWorkbook, source: str, asked: str | None) -> list[str]:
    """Return the sheet asked for, or the visible ones; raise InputError if there is no sheet of that name."""
    names = _sheets(workbook)
    if asked is not None and asked not in names:
        there = ", ".join(repr(name) for name in names)
        raise InputError([problem("sheet_missing", source, repr(asked), expected=told("one of {names}", names=there))])
    return [asked] if asked is not None else [name for name in names if name in _visible(workbook)]


def _visible(workbook: CalamineWorkbook) -> set[str]:
    return {meta.name for meta in workbook.sheets_metadata if meta.visible == SheetVisibleEnum.Visible}


def _remarks_on_others(
    workbook: CalamineWorkbook, found: _Found, names: Sequence[str], profile: Profile | None
) -> Iterator[Problem]:
    """Yield a remark for each sheet that is not read: a warning if it holds a list too."""
    visible = _visible(workbook)
    for name in names:
        rows = _first_rows(workbook.get_sheet_by_name(name))
        complete = holds_list(rows, name, profile)
        if complete and name in visible:
            yield problem("sheet_list_ignored", name, told("a list of its own; {read} was read", read=repr(found.name)))
        elif complete or not (found.template and of_template(rows)):
            yield problem("sheet_ignored", name, told("another sheet") if name in visible else told("a hidden sheet"))


def _first_complete(workbook: CalamineWorkbook, names: Sequence[str], source: str, profile: Profile | None) -> _Found:
    partial: list[Problem] = []
    for name in names:
        sheet = workbook.get_sheet_by_name(name)
        rows = _first_rows(sheet)
        seen = look(rows, name, _cell_of(name), profile)
        if seen.header is not None and not seen.header.missing:
            return _Found(name, sheet, seen.header, of_template(rows), seen.problems)
        partial += [] if of_template(rows) else seen.problems
    raise InputError(partial or [problem("header_missing", source, _none_in(names))])


def _none_in(names: Sequence[str]) -> str:
    return told("none in {sheets}", sheets=", ".join(names)) if names else told("no sheet")


def _first_rows(sheet: CalamineSheet, count: int = SEARCHED_ROWS) -> list[list[str]]:
    return [[as_text(cell) for cell in row] for row in itertools.islice(_rows(sheet), count)]


def _rows(sheet: CalamineSheet) -> Iterator[list[Value]]:
    """Yield the rows from the first one of the sheet; the reader leaves out the empty columns before the list."""
    before = [""] * (sheet.start[1] if sheet.start else 0)
    return (before + row for row in sheet.iter_rows()) if before else sheet.iter_rows()


def _cell_of(name: str) -> Cell:
    """Return what names a cell of a sheet by its row and column."""
    return lambda row, column: f"{name}!{letter_of(column)}{row + 1}"


def _read_list(found: _Found, source: str, marks: Marks) -> Written:
    first = found.header.row + 1
    columns = {key: letter_of(at) for key, at in found.header.columns.items()}
    place = Place(source, found.name, columns, lettered=True, header_row=first)
    merged = _merges(found.sheet, found.header)
    batches = [_read_batch(rows, start, found, marks, merged) for start, rows in _batches(found.sheet, first)]
    lines = sum(len(batch.amounts.numbers) for batch in batches)
    texts = {
        key: join_texts([batch.texts[key] for batch in batches]) for key in found.header.columns if key != "amount"
    }
    amounts = join_cells([(batch.start - first, batch.amounts) for batch in batches], lines)
    totals = {batch.start - first + row: said for batch in batches for row, said in batch.totals.items()}
    faults, remarks = _merge_remarks(merged, place, found.header, first)
    remarks += _hidden(found, marks, texts, first)
    if marks.errors_somewhere:
        remarks.append(
            problem("sheet_has_errors", found.name, told("{count} error values", count=marks.errors_somewhere))
        )
    rows = np.arange(first + 1, first + 1 + lines, dtype=np.int64)
    return Written(place, found.header, rows, texts, amounts, faults, (*found.problems, *remarks), totals=totals)


def _hidden(found: _Found, marks: Marks, texts: Mapping[str, Texts], first: int) -> list[Problem]:
    """Return a remark on the hidden rows that hold an item, and on the hidden columns that are read."""
    named = texts["item"] if "item" in texts else texts["hs_code"]
    lines = [row for row in marks.hidden_rows if 0 <= row - first < len(named.codes) and named.codes[row - first] >= 0]
    runs = marks.hidden_columns
    columns = [at for at in sorted(found.header.columns.values()) if any(low <= at <= high for low, high in runs)]
    shown = ", ".join(str(row + 1) for row in lines[:TOLD_ROWS]) + (", ..." if len(lines) > TOLD_ROWS else "")
    said = [(told("hidden rows: {count} ({rows})", count=len(lines), rows=shown), bool(lines))]
    letters = ", ".join(letter_of(at) for at in columns)
    said.append((told("hidden columns: {columns}", columns=letters), bool(columns)))
    return [problem("hidden_read", found.name, text) for text, there in said if there]


def _batches(sheet: CalamineSheet, first: int) -> Iterator[tuple[int, list[list[Value]]]]:
    rows = itertools.islice(_rows(sheet), first, None)
    start = first
    while batch := list(itertools.islice(rows, BATCH)):
        yield start, batch
        start += len(batch)


def _read_batch(rows: list[list[Value]], start: int, found: _Found, marks: Marks, merged: dict[Range, Value]) -> _Batch:
    """Return what a batch of rows holds."""
    for (row, column), written in marks.cells.items():
        if start <= row < start + len(rows) and column < len(rows[0]):
            rows[row - start][column] = written
    _fill_merged(rows, start, found, merged)
    columns = list(zip(*rows, strict=True))
    texts = {key: texts_of_objects(columns[at]) for key, at in found.header.columns.items() if key != "amount"}
    unread = set(range(len(columns))) - set(found.header.columns.values())
    said = {row: total_in(rows[row][at] for at in sorted(unread)) for row in without_name(texts).tolist()}
    totals = {row: text for row, text in said.items() if text}
    return _Batch(start, texts, cells_of_objects(columns[found.header.columns["amount"]]), totals)


def _merges(sheet: CalamineSheet, header: Header) -> dict[Range, Value]:
    """Return the merged ranges below the header over more than one line of a column that is read; texts come later."""
    places = set(header.columns.values())
    ranges = sheet.merged_cell_ranges or []
    down = [(start, end) for start, end in sorted(ranges) if start[0] > header.row and end[0] > start[0]]
    return {(start, end): "" for start, end in down if start[1] in places}


def _fill_merged(rows: list[list[Value]], start: int, found: _Found, merged: dict[Range, Value]) -> None:
    """Write the text of a merged cell into each line it covers, unless nothing else stands on that line."""
    for ((top, column), (bottom, _)), text in merged.items():
        if start <= top < start + len(rows):
            text = merged[(top, column), (bottom, _)] = rows[top - start][column]
        for row in rows[max(top + 1 - start, 0) : max(bottom + 1 - start, 0)]:
            if column != found.header.columns["amount"] and any(cell != "" for cell in row):
                row[column] = text


def _merge_remarks(
    merged: Iterable[Range], place: Place, header: Header, first: int
) -> tuple[dict[int, str], list[Problem]]:
    """Return the lines whose amount is merged with those of others, and a remark for each merged text."""
    amount = header.columns["amount"]
    faults = {top - first: "amount_merged" for (top, column), _ in merged if column == amount}
    texts = [item for item in merged if item[0][1] != amount]
    remarks = [
        problem("cell_merged", place.cell(letter_of(at), top + 1), _name(top, bottom, at))
        for (top, at), (bottom, _) in texts
    ]
    return faults, remarks


def _name(top: int, bottom: int, column: int) -> str:
    letter = letter_of(column)
    return told("one cell over {range}", range=f"{letter}{top + 1}:{letter}{bottom + 1}")
