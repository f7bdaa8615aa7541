"""The first rows of whatever the user has, before anything is known of them: what a mapping is proposed from."""

from __future__ import annotations

import itertools
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from footprint.ground.activities import letter_of
from footprint.ground.errors import InputError
from footprint.ground.language import told
from footprint.stages.read.codes import problem, whole
from footprint.stages.read.delimited import first_records
from footprint.stages.read.entry import Source, kind_of, opened
from footprint.stages.read.frames import MEMORY, head_of_parquet, rows_of_json
from footprint.stages.read.limits import LIMITS, Limits
from footprint.stages.read.texts import as_text
from footprint.stages.read.workbook import first_rows_of

SAMPLED = 200
"""Rows that are looked at."""


@dataclass(frozen=True)
class Opening:
    """The first rows of a list as texts, empty cells as "".

    Parameters
    ----------
    source, sheet
        The file, and the sheet they stand on ("" where there are none).
    rows
        The rows, all of one width; the first one is row 1. Of a table in memory the first row holds the names.
    others
        The first rows of the other sheets that are to be seen, where none was asked for, by name.
    """

    source: str
    sheet: str
    rows: tuple[tuple[str, ...], ...]
    others: Mapping[str, Sequence[Sequence[str]]] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return len(self.rows[0]) if self.rows else 0

    def cell(self, row: int, column: int) -> str:
        """Return the name of a cell, its row and column counted from 0."""
        return f"{self.sheet or self.source}!{letter_of(column)}{row + 1}"


def opening(source: Source, *, sheet: str | None = None, limits: Limits = LIMITS) -> Opening:
    """Return the first rows of a file or table; raise InputError if there is none that can be read."""
    if isinstance(source, pd.DataFrame):
        return _of_frame(source, MEMORY)
    if isinstance(source, str | os.PathLike):
        return _of_file(Path(source), sheet, limits)
    return _of_mappings(source, MEMORY)


def _of_file(path: Path, sheet: str | None, limits: Limits) -> Opening:
    name = whole(path.name)
    with opened(path, limits) as file:
        kind = kind_of(file, name)
        if kind == "workbook":
            found, rows = first_rows_of(file, name, sheet, limits, SAMPLED)
            others = {other: head for other, head in rows.items() if other != found}
            return replace(_opening(name, found, rows.get(found, [])), others=others)
        if kind == "parquet":
            return _of_frame(head_of_parquet(file, name, SAMPLED), name)
        if kind == "json":
            return _of_mappings(rows_of_json(file.read(), name), name)
        records = first_records(pa.py_buffer(file.read()), name, SAMPLED)
    return _opening(name, "", max(records, key=_evenness, default=[]))


def _of_mappings(rows: Sequence[Any], source: str) -> Opening:
    return _of_frame(pd.DataFrame([row for row in rows[:SAMPLED] if isinstance(row, Mapping)], dtype=object), source)


def _evenness(records: Sequence[Sequence[str]]) -> tuple[int, int]:
    """Return how many records share the commonest width above one, and that width."""
    widths = Counter(len(record) for record in records if len(record) > 1)
    return max(((count * width, width) for width, count in widths.items()), default=(0, 0))


def _of_frame(frame: pd.DataFrame, source: str) -> Opening:
    head = frame.head(SAMPLED)
    columns = [[as_text(name), *map(as_text, head.iloc[:, at].tolist())] for at, name in enumerate(head.columns)]
    return _opening(source, "", [list(row) for row in zip(*columns, strict=True)])


def _opening(source: str, sheet: str, rows: Sequence[Sequence[Any]]) -> Opening:
    width = max((len(row) for row in rows), default=0)
    if width == 0:
        raise InputError([problem("file_empty", sheet or source, told("no cell that says anything"))])
    padded = (itertools.islice(itertools.chain(row, itertools.repeat("")), width) for row in rows)
    return Opening(source, sheet, tuple(tuple(str(text).strip() for text in row) for row in padded))
