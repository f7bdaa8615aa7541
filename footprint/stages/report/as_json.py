"""JSON: the same rows as the tables, keyed by their columns; absence is null."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from footprint.stages.report.door import text_file
from footprint.stages.report.model import Report
from footprint.stages.report.table import columns_of

PARTS = ("factors", "coverage", "totals", "lines", "problems")
"""The keys of the JSON, in order; each holds the rows of the table of that name."""

_ENCODE = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def json_chunks(report: Report) -> Iterator[str]:
    """Yield the JSON of `report` piece by piece, one row to a line, so that a long one need not be held whole."""
    start = "{"
    for part in PARTS:
        yield f'{start}"{part}":['
        yield from _rows(getattr(report, part))
        yield "]"
        start = ",\n"
    yield "}\n"


def _rows(frame: pd.DataFrame) -> Iterator[str]:
    """Yield the rows of `frame` as JSON objects, parted by commas."""
    names = [str(name) for name in frame.columns]
    comma = "\n"
    for row in zip(*columns_of(frame, names), strict=True):
        yield comma + _ENCODE(dict(zip(names, row, strict=True)))
        comma = ",\n"


def to_json(report: Report) -> str:
    """Return the JSON of `report`: factors, coverage, totals, lines, problems."""
    return "".join(json_chunks(report))


def write_json(report: Report, path: str | Path) -> None:
    """Write the JSON of `report` to `path`.

    Raises
    ------
    InputError
        If the file cannot be written.
    """
    with text_file(path) as file:
        file.writelines(json_chunks(report))
