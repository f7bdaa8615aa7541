"""Read tables that are no text: a pandas DataFrame, a list of mappings, a parquet file."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, BinaryIO

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from footprint.ground.activities import Place
from footprint.ground.errors import InputError, Problem
from footprint.ground.language import mark, told
from footprint.stages.read.amounts import AmountCells, cells_of_numbers, cells_of_objects, cells_of_texts
from footprint.stages.read.claims import claim_of
from footprint.stages.read.codes import NO_LINE, problem, whole
from footprint.stages.read.header import SEARCHED_ROWS, Header, header_problems, read_header
from footprint.stages.read.limits import Limits
from footprint.stages.read.numbers import DecimalSign
from footprint.stages.read.profile import Profile, look
from footprint.stages.read.texts import Texts, as_text, texts_of_arrow, texts_of_objects, tidy
from footprint.stages.read.totals import total_in, without_name
from footprint.stages.read.written import Written

_DAMAGED = (pa.ArrowException, OSError, ValueError, KeyError, OverflowError)
"""What Arrow raises on a parquet file with damaged bytes (seen by damaging some at random)."""

MEMORY = "data"
"""The name of a table that comes from no file."""


def read_frame(
    frame: pd.DataFrame, source: str, decimal: DecimalSign | None, profile: Profile | None = None
) -> Written:
    """Return the list in a DataFrame; its lines are counted from 1, whatever its index."""
    names = [whole(as_text(name)) for name in frame.columns]
    return _read_columns(names, len(frame), lambda place: frame.iloc[:, place], source, decimal, profile)


def _read_columns(
    names: Sequence[str],
    lines: int,
    column: Callable[[int], pd.Series],
    source: str,
    decimal: DecimalSign | None,
    profile: Profile | None = None,
) -> Written:
    """Return the list in columns that are called `names`; only those that are understood are asked for."""
    cells = [f"{source}!{name}" for name in names]
    if profile is None:
        header = read_header(names, below=_opening(names, column))
        remarks = header_problems(header, names, cells, source)
    else:
        header, remarks = _by_profile(names, cells, source, profile)
    if len(header.columns) < 2:
        raise InputError(
            [problem("header_missing", source, told("the columns {names}", names=", ".join(map(repr, names))))]
        )
    if header.missing:
        raise InputError(remarks)
    texts = {key: _texts(column(at)) for key, at in header.columns.items() if key != "amount"}
    amounts = _amounts(column(header.columns["amount"]), decimal)
    place = Place(source, "", {key: names[at] for key, at in header.columns.items()}, lettered=False)
    numbers = np.arange(1, lines + 1, dtype=np.int64)
    totals = _totals(texts, [column(at) for at in range(len(names)) if at not in header.columns.values()])
    return Written(place, header, numbers, texts, amounts, problems=tuple(remarks), totals=totals)


def _totals(texts: Mapping[str, Texts], unread: Sequence[pd.Series]) -> dict[int, str]:
    """Return the lines without a name that say total in a column that is not read, and what they say."""
    lines = without_name(texts).tolist()
    said = {line: total_in(cells.iloc[line] for cells in unread) for line in lines}
    return {line: text for line, text in said.items() if text}


def _by_profile(
    names: Sequence[str], cells: Sequence[str], source: str, profile: Profile
) -> tuple[Header, list[Problem]]:
    """Return the columns that a profile names, by their headers; raise InputError if one is not there."""
    seen = look([names], source, lambda _, place: cells[place] if place < len(cells) else source, profile)
    if seen.header is None:
        raise InputError(seen.problems)
    return seen.header, [remark for remark in seen.problems if remark.code != "profile_moved"]


def _opening(names: Sequence[str], column: Callable[[int], pd.Series]) -> list[list[str]]:
    """Return the first cells of the columns that may be the item, if there are several; the others are left empty."""
    claims = [claim_of(name) for name in names]
    items = [place for place, claim in enumerate(claims) if claim is not None and claim.key == "item"]
    if len(items) < 2:
        return []
    heads = {place: [as_text(cell) for cell in column(place).head(SEARCHED_ROWS).tolist()] for place in items}
    return [list(row) for row in zip(*(heads.get(at, [""] * SEARCHED_ROWS) for at in range(len(names))), strict=False)]


def read_mappings(
    rows: Sequence[Any], source: str, decimal: DecimalSign | None, profile: Profile | None = None
) -> Written:
    """Return the list in a list of mappings; a key that one of them lacks is an empty cell."""
    strange = [(line, type(row).__name__) for line, row in enumerate(rows, 1) if not isinstance(row, Mapping)]
    if strange:
        raise InputError(
            problem("source_unreadable", f"{source}!{line}", told("a {type}", type=kind), expected=mark("a mapping"))
            for line, kind in strange[:20]
        )
    if not rows:
        raise InputError([problem("file_empty", source, told("an empty list"), fix=NO_LINE)])
    keys = _keys(rows)
    names = [whole(as_text(same[0])) for same in keys]
    return _read_columns(names, len(rows), lambda place: _cells(rows, keys[place]), source, decimal, profile)


def _keys(rows: Sequence[Mapping[Any, Any]]) -> list[list[Any]]:
    """Return the columns of mappings, each with its keys: two that mean the same and never meet in a row are one."""
    met = dict.fromkeys(tuple(row) for row in rows)
    claims = {key: claim_of(as_text(key)) for keys in met for key in keys}
    columns: list[list[Any]] = []
    for key, claim in claims.items():
        same = [column for column in columns if claims[column[0]] == claim] if claim is not None else []
        apart = [column for column in same if not any(key in keys and {*column} & {*keys} for keys in met)]
        apart[0].append(key) if apart else columns.append([key])
    return columns


def _cells(rows: Sequence[Mapping[Any, Any]], keys: Sequence[Any]) -> pd.Series:
    """Return the cells of a column of mappings, under whichever of its keys they stand."""
    if len(keys) == 1:
        return pd.Series([row.get(keys[0]) for row in rows], dtype=object)
    return pd.Series([next((row[key] for key in keys if key in row), None) for row in rows], dtype=object)


def read_json(content: bytes, source: str, decimal: DecimalSign | None, profile: Profile | None = None) -> Written:
    """Return the list in a JSON array of objects."""
    return read_mappings(rows_of_json(content, source), source, decimal, profile)


def rows_of_json(content: bytes, source: str) -> list[Any]:
    """Return the elements of a JSON array; raise InputError if it is none."""
    try:
        rows = json.loads(content)
    except (ValueError, RecursionError) as fault:
        raise InputError(
            [problem("file_not_a_table", source, told("JSON that cannot be read ({fault})", fault=str(fault)))]
        ) from fault
    if not isinstance(rows, list):
        raise InputError(
            [problem("file_not_a_table", source, told("a JSON object"), expected=mark("a JSON array of objects"))]
        )
    return rows


def head_of_parquet(file: BinaryIO, source: str, rows: int) -> pd.DataFrame:
    """Return the first rows of a parquet file."""
    try:
        batch = next(pq.ParquetFile(file).iter_batches(batch_size=rows), None)
        return pd.DataFrame() if batch is None else batch.to_pandas()
    except _DAMAGED as fault:
        raise InputError(
            [
                problem(
                    "file_not_a_table", source, told("a parquet file that cannot be read ({fault})", fault=str(fault))
                )
            ]
        ) from fault


def read_parquet(
    file: BinaryIO, source: str, decimal: DecimalSign | None, limits: Limits, profile: Profile | None = None
) -> Written:
    """Return the list in a parquet file; only the columns that are understood are read."""
    try:
        parquet = pq.ParquetFile(file)
        understood = _understood(parquet.schema_arrow.names) if profile is None else set(parquet.schema_arrow.names)
        names = [name for name in parquet.schema_arrow.names if name in understood]
        if parquet.metadata.num_rows * max(len(names), 1) > limits.cells * 10:
            raise InputError(
                [problem("file_too_large", source, told("{count:,} rows", count=parquet.metadata.num_rows))]
            )
        table = parquet.read(columns=names)
        table.validate(full=True)
        frame = table.to_pandas(types_mapper=_as_arrow, split_blocks=True, ignore_metadata=True)
    except _DAMAGED as fault:
        raise InputError(
            [
                problem(
                    "file_not_a_table", source, told("a parquet file that cannot be read ({fault})", fault=str(fault))
                )
            ]
        ) from fault
    return read_frame(frame, source, decimal, profile)


def _understood(names: Sequence[str]) -> set[str]:
    header = read_header(names)
    kept = {*header.columns.values(), *(other for _, _, other in header.doubled)}
    return {names[place] for place in kept} or set(names)


def _as_arrow(kind: pa.DataType) -> pd.ArrowDtype | None:
    textual = pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_dictionary(kind)
    return pd.ArrowDtype(kind) if textual else None


def _texts(column: pd.Series) -> Texts:
    if isinstance(column.dtype, pd.CategoricalDtype):
        distinct = [as_text(cell) for cell in column.cat.categories]
        return tidy(column.cat.codes.to_numpy().astype(np.int32), distinct)
    if isinstance(column.dtype, pd.ArrowDtype) and pa.types.is_dictionary(column.dtype.pyarrow_dtype):
        return texts_of_arrow(_arrow(column))
    if column.dtype == object or _is_nested(column.dtype):
        return texts_of_objects(column.tolist())
    codes, found = pd.factorize(column)
    return tidy(codes.astype(np.int32), [as_text(cell) for cell in found])


def _amounts(column: pd.Series, decimal: DecimalSign | None) -> AmountCells:
    odd = pd.api.types.is_bool_dtype(column.dtype) or pd.api.types.is_complex_dtype(column.dtype)
    if odd or column.dtype == object:
        return cells_of_objects(column.tolist())
    if pd.api.types.is_numeric_dtype(column.dtype):
        return cells_of_numbers(column.to_numpy(dtype=np.float64, na_value=np.nan).copy())
    if isinstance(column.dtype, pd.StringDtype) or _is_arrow_text(column.dtype):
        return cells_of_texts(_arrow(column), decimal)
    return cells_of_objects(column.astype(object).tolist())


def _is_nested(dtype: object) -> bool:
    return isinstance(dtype, pd.ArrowDtype) and bool(pa.types.is_nested(dtype.pyarrow_dtype))


def _is_arrow_text(dtype: object) -> bool:
    if not isinstance(dtype, pd.ArrowDtype):
        return False
    kind = dtype.pyarrow_dtype
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _arrow(column: pd.Series) -> pa.ChunkedArray:
    array = pa.array(column, from_pandas=True)
    return array if isinstance(array, pa.ChunkedArray) else pa.chunked_array([array])
