"""Read xlsx, xls and ods through python-calamine, in batches of rows."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
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
from footprint.stages.read.amounts import AmountCells, cells_of_objects, join_cells
from footprint.stages.read.codes import problem
from footprint.stages.read.header import SEARCHED_ROWS, Header, find_header, header_problems
from footprint.stages.read.limits import Limits
from footprint.stages.read.marks import Marks, look_through
from footprint.stages.read.ole import look_through_xls
from footprint.stages.read.texts import Texts, as_text, join_texts, texts_of_objects
from footprint.stages.read.unpack import check_size, open_package
from footprint.stages.read.written import Written

BATCH = 50_000
"""Rows that are Python objects at one time."""


Cell = Any
Range = tuple[tuple[int, int], tuple[int, int]]


@dataclass
class _Found:
    """A sheet with its header, before its lines are read."""

    name: str
    sheet: CalamineSheet
    header: Header
    row: list[str]
    problems: list[Problem] = field(default_factory=list)


def read_workbook(file: BinaryIO, source: str, sheet: str | None, limits: Limits) -> Written:
    """Return the list in a workbook; raise InputError if it is protected, damaged, unsafe or holds no list."""
    marks = _marks(file, source, limits)
    with _told_to_the_user(source), CalamineWorkbook.from_filelike(file) as workbook:
        found = _find_list(workbook, source, sheet)
        return _read_list(found, source, marks.get(found.name, marks.get("", Marks())))


@contextmanager
def _told_to_the_user(source: str) -> Iterator[None]:
    """Turn what the reader raises into an InputError; on some damaged xls files its Rust code panics."""
    try:
        yield
    except PasswordError as fault:
        raise InputError([problem("workbook_encrypted", source, "an encrypted workbook")]) from fault
    except CalamineError as fault:
        raise InputError([problem("file_not_a_table", source, f"a workbook that cannot be read ({fault})")]) from fault
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":
            raise
        raise InputError([problem("file_not_a_table", source, f"a damaged workbook ({fault})")]) from fault


def _marks(file: BinaryIO, source: str, limits: Limits) -> dict[str, Marks]:
    """Return what the reader does not tell, with the file at its start again."""
    file.seek(0)
    start = file.read(4)
    file.seek(0)
    if start != b"PK\x03\x04":
        marks = look_through_xls(file.read(), source)
        file.seek(0)
        return marks
    with open_package(file, source) as package:
        check_size(package, source, limits)
        marks = look_through(package, source, limits)
    file.seek(0)
    return marks


def _find_list(workbook: CalamineWorkbook, source: str, asked: str | None) -> _Found:
    """Return the first visible sheet with a complete header, or the one asked for."""
    names = [meta.name for meta in workbook.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
    if asked is not None and asked not in names:
        there = ", ".join(repr(name) for name in names)
        raise InputError([problem("sheet_missing", source, repr(asked), expected=f"one of {there}")])
    visible = [meta.name for meta in workbook.sheets_metadata if meta.visible == SheetVisibleEnum.Visible]
    candidates = [asked] if asked is not None else [name for name in names if name in visible]
    found = _first_complete(workbook, candidates, source)
    hidden = [(name, "a hidden sheet") for name in names if name not in visible and name != found.name]
    others = [(name, "another sheet") for name in candidates if name != found.name]
    remarks = [problem("sheet_ignored", name, what) for name, what in (others + hidden if asked is None else [])]
    found.problems += remarks
    return found


def _first_complete(workbook: CalamineWorkbook, names: Sequence[str], source: str) -> _Found:
    partial: list[Problem] = []
    for name in names:
        sheet = workbook.get_sheet_by_name(name)
        rows = [[as_text(cell) for cell in row] for row in itertools.islice(_rows(sheet), SEARCHED_ROWS)]
        header = find_header(rows)
        if header is None:
            continue
        remarks = header_problems(header, rows[header.row], _cells(name, header.row, len(rows[header.row])), name)
        if not header.missing:
            return _Found(name, sheet, header, rows[header.row], remarks)
        partial += remarks
    raise InputError(partial or [problem("header_missing", source, f"none in {', '.join(names) or 'any sheet'}")])


def _rows(sheet: CalamineSheet) -> Iterator[list[Cell]]:
    """Yield the rows from the first one of the sheet; the reader leaves out the empty columns before the list."""
    before = [""] * (sheet.start[1] if sheet.start else 0)
    return (before + row for row in sheet.iter_rows()) if before else sheet.iter_rows()


def _cells(name: str, row: int, width: int) -> list[str]:
    return [f"{name}!{letter_of(place)}{row + 1}" for place in range(width)]


def _read_list(found: _Found, source: str, marks: Marks) -> Written:
    place = Place(source, found.name, {key: letter_of(at) for key, at in found.header.columns.items()}, lettered=True)
    first = found.header.row + 1
    merged = _merges(found.sheet, found.header)
    batches = [_read_batch(rows, start, found, marks, merged) for start, rows in _batches(found.sheet, first)]
    lines = sum(len(amounts.numbers) for _, _, amounts in batches)
    texts = {
        key: join_texts([texts[key] for _, texts, _ in batches]) for key in found.header.columns if key != "amount"
    }
    amounts = join_cells([(start - first, amounts) for start, _, amounts in batches], lines)
    faults, remarks = _merge_remarks(merged, place, found.header, first)
    if marks.errors_somewhere:
        remarks.append(problem("sheet_has_errors", found.name, f"{marks.errors_somewhere} error values"))
    rows = np.arange(first + 1, first + 1 + lines, dtype=np.int64)
    return Written(place, found.header, rows, texts, amounts, faults, (*found.problems, *remarks))


def _batches(sheet: CalamineSheet, first: int) -> Iterator[tuple[int, list[list[Cell]]]]:
    rows = itertools.islice(_rows(sheet), first, None)
    start = first
    while batch := list(itertools.islice(rows, BATCH)):
        yield start, batch
        start += len(batch)


def _read_batch(
    rows: list[list[Cell]], start: int, found: _Found, marks: Marks, merged: dict[Range, Cell]
) -> tuple[int, dict[str, Texts], AmountCells]:
    """Return the first row of a batch, its columns of texts and its amounts."""
    for (row, column), written in marks.cells.items():
        if start <= row < start + len(rows) and column < len(rows[0]):
            rows[row - start][column] = written
    _fill_merged(rows, start, found, merged)
    columns = list(zip(*rows, strict=True))
    texts = {key: texts_of_objects(columns[at]) for key, at in found.header.columns.items() if key != "amount"}
    return start, texts, cells_of_objects(columns[found.header.columns["amount"]])


def _merges(sheet: CalamineSheet, header: Header) -> dict[Range, Cell]:
    """Return the merged ranges below the header over more than one line of a column that is read; texts come later."""
    places = set(header.columns.values())
    ranges = sheet.merged_cell_ranges or []
    down = [(start, end) for start, end in sorted(ranges) if start[0] > header.row and end[0] > start[0]]
    return {(start, end): "" for start, end in down if start[1] in places}


def _fill_merged(rows: list[list[Cell]], start: int, found: _Found, merged: dict[Range, Cell]) -> None:
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
    return f"one cell over {letter}{top + 1}:{letter}{bottom + 1}"
