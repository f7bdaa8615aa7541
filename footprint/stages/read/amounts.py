"""Columns of amounts: plain numbers at once, everything else one distinct text at a time.

A text of digits with at most one decimal sign, which can be read in one way, is a plain number; those are cast
together. All other cells, and the plain ones that cannot be counted, go through :mod:`footprint.stages.read.numbers`.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from footprint.stages.read.codes import whole
from footprint.stages.read.numbers import LARGEST, DecimalSign, Reading, judge_value, read_number

_POINT, _COMMA, _ZERO = ord("."), ord(","), ord("0")
_ODD = 64
_LONGEST_PLAIN = 25


@dataclass(frozen=True)
class AmountCells:
    """The amounts of a list before they are judged.

    Parameters
    ----------
    numbers
        The plain numbers, NaN where the cell is empty or not plain. Shape (lines,).
    positions, written
        The cells that are not plain, and what stands in them. Shape (odd cells,).
    """

    numbers: NDArray[np.float64]
    positions: NDArray[np.int64]
    written: list[Any]


@dataclass(frozen=True)
class Amounts:
    """The amounts of a list.

    Parameters
    ----------
    counted
        The amounts, NaN where none can be counted. Shape (lines,).
    odd
        One row for each cell that is not a plain positive number: position, written, code, unit, expected.
    """

    counted: NDArray[np.float64]
    odd: pd.DataFrame


def read_amounts(cells: AmountCells, decimal: DecimalSign | None = None) -> Amounts:
    """Return the values of `cells`, and a row for every cell that has something to say."""
    rest = _plain_but_odd(cells)
    positions = np.concatenate([cells.positions, rest])
    written = cells.written + [None if math.isnan(number) else number for number in cells.numbers[rest].tolist()]
    readings = _read_distinct(written, decimal)
    values = cells.numbers.copy()
    values[positions] = [reading.value for reading in readings]
    return Amounts(values, _odd_cells(positions, written, readings))


def read_cell(cell: object, decimal: DecimalSign | None = None) -> Reading:
    """Return what one cell says, whatever its type."""
    if isinstance(cell, str):
        return read_number(cell, decimal)
    if isinstance(cell, bool | np.bool_):
        return Reading(math.nan, "amount_is_boolean")
    if isinstance(cell, datetime.date | datetime.time | datetime.timedelta | np.datetime64 | np.timedelta64):
        return Reading(math.nan, "amount_is_date")
    if isinstance(cell, bytes):
        return read_number(cell.decode("utf-8", "replace"), decimal)
    if isinstance(cell, Real | Decimal):
        return judge_value(_as_float(cell))
    return Reading(math.nan, "amount_missing" if cell is None else "amount_unreadable")


def _as_float(number: Real | Decimal) -> float:
    """Return a number as a float; those that no float can hold are not finite."""
    try:
        return float(number)
    except (OverflowError, ValueError):
        return math.inf


def cells_of_numbers(numbers: NDArray[np.float64]) -> AmountCells:
    """Return the cells of a column that holds numbers only."""
    return AmountCells(numbers, np.empty(0, dtype=np.int64), [])


def cells_of_objects(column: Sequence[Any]) -> AmountCells:
    """Return the cells of a column of Python objects; None, NaN and blank texts are empty."""
    numbers = np.array([cell if _is_plain_number(cell) else math.nan for cell in column], dtype=np.float64)
    positions = [place for place in np.flatnonzero(np.isnan(numbers)).tolist() if not is_empty(column[place])]
    return AmountCells(numbers, np.array(positions, dtype=np.int64), [column[place] for place in positions])


def _is_plain_number(cell: object) -> bool:
    return type(cell) is float or (type(cell) is int and -LARGEST <= cell <= LARGEST)


def is_empty(cell: object) -> bool:
    """Return whether nothing stands in a cell: None, NaN, NaT, or a text of spaces.

    >>> [is_empty(cell) for cell in (None, float("nan"), " ", 0, "0")]
    [True, True, True, False, False]
    """
    if isinstance(cell, str):
        return cell == "" or cell.isspace()
    return cell is None or cell is pd.NA or cell is pd.NaT or (isinstance(cell, float) and math.isnan(cell))


def join_cells(parts: Iterable[tuple[int, AmountCells]], lines: int) -> AmountCells:
    """Return the cells of batches, each with the position of its first line, as the cells of one list."""
    numbers = np.full(lines, math.nan)
    positions, written = [np.empty(0, dtype=np.int64)], []
    for start, part in parts:
        numbers[start : start + len(part.numbers)] = part.numbers
        positions.append(part.positions + start)
        written += part.written
    return AmountCells(numbers, np.concatenate(positions), written)


def cells_of_texts(column: pa.ChunkedArray, decimal: DecimalSign | None = None) -> AmountCells:
    """Return the cells of a column of texts, the plain numbers among them cast at once."""
    texts = _one_array(column)
    cells = _cast_all(texts, decimal) if decimal != "," and _is_clean(texts) else None
    return _cast_plain(texts, decimal) if cells is None else cells


def _is_clean(texts: pa.StringArray) -> bool:
    """Return whether all texts are made of digits and points; a cast that fails takes 15 times one that does not."""
    ends, data = _bytes_of(texts)
    if len(data) == 0 or data.max() > ord("9") or data.min() < _POINT or (data == ord("/")).any():
        return False
    return bool((ends[1:] > ends[:-1]).all())


def _one_array(column: pa.ChunkedArray) -> pa.StringArray:
    texts = pc.fill_null(column.cast(pa.string()), "").combine_chunks()
    joined = pa.concat_arrays(texts.chunks) if isinstance(texts, pa.ChunkedArray) else texts
    return joined if joined.offset == 0 else pa.concat_arrays([joined, pa.array([], type=pa.string())])


def _cast_all(texts: pa.StringArray, decimal: DecimalSign | None) -> AmountCells | None:
    """Return the cells if every text is a number with a point, else None; measured 14 ns a line, the other way 60."""
    try:
        numbers = pc.cast(texts, pa.float64()).to_numpy(zero_copy_only=False).copy()
    except pa.ArrowInvalid:
        return None
    ends, data = _bytes_of(texts)
    odd = ~((numbers > 0) & (numbers < math.inf))
    if decimal is None:
        odd[_with_three_decimals(ends, data)] = True
    return _set_apart(texts, numbers, odd)


def _cast_plain(texts: pa.StringArray, decimal: DecimalSign | None) -> AmountCells:
    ends, data = _bytes_of(texts)
    plain = _is_plain(ends, data, decimal)
    if decimal is None:
        plain[_with_three_decimals(ends, data)] = False
    with_points = pa.py_buffer(np.where(data == _COMMA, np.uint8(_POINT), data).tobytes())
    validity = pa.py_buffer(np.packbits(plain, bitorder="little").tobytes())
    castable = pa.Array.from_buffers(pa.string(), len(texts), [validity, texts.buffers()[1], with_points])
    numbers = pc.cast(castable, pa.float64()).to_numpy(zero_copy_only=False).copy()
    return _set_apart(texts, numbers, ~plain & (np.diff(ends) > 0))


def _bytes_of(texts: pa.StringArray) -> tuple[NDArray[np.int32], NDArray[np.uint8]]:
    """Return where each text begins and ends, shape (texts + 1,), and the bytes of all texts."""
    _, offsets, data = texts.buffers()
    ends = np.frombuffer(offsets, dtype=np.int32)[: len(texts) + 1] if len(texts) else np.zeros(1, dtype=np.int32)
    return ends, np.frombuffer(data, dtype=np.uint8)[: ends[-1]] if data is not None else np.empty(0, np.uint8)


def _is_plain(ends: NDArray[np.int32], data: NDArray[np.uint8], decimal: DecimalSign | None) -> NDArray[np.bool_]:
    """Return which texts are digits with at most one decimal sign between them."""
    weights = np.full(256, _ODD, dtype=np.uint8)
    weights[_ZERO : _ZERO + 10] = 0
    weights[[ord(sign) for sign in (decimal or ".,")]] = 1
    weighed = np.concatenate([[0], np.cumsum(weights[data], dtype=np.int64)])
    starts, stops, lengths = ends[:-1], ends[1:], np.diff(ends)
    plain = (weighed[stops] - weighed[starts] <= 1) & (lengths > 0) & (lengths <= _LONGEST_PLAIN)
    some = np.flatnonzero(plain)
    plain[some] = (weights[data[starts[some]]] == 0) & (weights[data[stops[some] - 1]] == 0)
    return np.asarray(plain)


def _with_three_decimals(ends: NDArray[np.int32], data: NDArray[np.uint8]) -> NDArray[np.intp]:
    """Return the positions of texts such as 1.234 and 12,345, which may mean thousands."""
    if len(data) == 0:
        return np.empty(0, dtype=np.intp)
    signs = data[np.maximum(ends[1:] - 4, 0)]
    some = np.flatnonzero((signs == _POINT) | (signs == _COMMA))
    lengths = ends[some + 1] - ends[some]
    some = some[(lengths >= 5) & (lengths <= 8)]
    return np.asarray(some[data[ends[some]] != _ZERO])


def _set_apart(texts: pa.StringArray, numbers: NDArray[np.float64], odd: NDArray[np.bool_]) -> AmountCells:
    """Return the cells with the odd ones as texts; blank ones are empty."""
    positions = np.flatnonzero(odd)
    numbers[positions] = math.nan
    written = texts.take(pa.array(positions)).to_pylist()
    kept = [place for place, text in enumerate(written) if not is_empty(text)]
    return AmountCells(numbers, positions[kept].astype(np.int64), [written[place] for place in kept])


def _plain_but_odd(cells: AmountCells) -> NDArray[np.int64]:
    """Return the positions of plain cells that are empty, zero, negative or infinite."""
    odd = ~((cells.numbers > 0) & (cells.numbers <= LARGEST))
    odd[cells.positions] = False
    return np.flatnonzero(odd).astype(np.int64)


def _read_distinct(written: list[Any], decimal: DecimalSign | None) -> list[Reading]:
    """Return the reading of each cell; equal texts are read once."""
    keys = [cell if type(cell) is str else (type(cell), said(cell)) for cell in written]
    readings = {key: read_cell(cell, decimal) for key, cell in dict(zip(keys, written, strict=True)).items()}
    return [readings[key] for key in keys]


def said(cell: object) -> str:
    """Return a cell as a text; Python writes out no whole number of more than 4,300 digits."""
    try:
        return str(cell)
    except ValueError:
        return f"a {type(cell).__name__} of more than 4,300 digits"


def _odd_cells(positions: NDArray[np.int64], written: list[Any], readings: list[Reading]) -> pd.DataFrame:
    odd = pd.DataFrame(
        {
            "position": positions,
            "written": pd.Series(["" if cell is None else whole(said(cell)) for cell in written], dtype=object),
            "code": pd.Series([reading.code for reading in readings], dtype=object),
            "unit": pd.Series([reading.unit for reading in readings], dtype=object),
            "expected": pd.Series([reading.expected for reading in readings], dtype=object),
        }
    )
    return odd.sort_values("position", kind="stable", ignore_index=True)
