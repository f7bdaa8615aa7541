"""The door of reading: from whatever the user hands over to activities."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Literal

import pandas as pd
import pyarrow as pa

from footprint.ground.activities import Activities
from footprint.ground.errors import InputError
from footprint.ground.language import mark, told
from footprint.stages.read.codes import problem, whole
from footprint.stages.read.delimited import read_delimited
from footprint.stages.read.frames import MEMORY, read_frame, read_json, read_mappings, read_parquet
from footprint.stages.read.judge import judge
from footprint.stages.read.limits import LIMITS, Limits
from footprint.stages.read.numbers import DecimalSign
from footprint.stages.read.profile import Profile
from footprint.stages.read.workbook import read_workbook
from footprint.stages.read.written import Written

Source = str | os.PathLike[str] | pd.DataFrame | Sequence[Mapping[str, Any]]

_ZIP, _OLE, _PARQUET = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PAR1"
_SIGNS, _SIGN = mark("a decimal sign: '.' or ','"), mark("Hand over '.', ',' or None.")
_JSON = re.compile(rb"\s*(?:\[\s*(?:[{\[\]0-9\"]|null|true|false)|\{)")
_OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"{\\rtf")


def read(
    source: Source,
    *,
    sheet: str | None = None,
    decimal: DecimalSign | None = None,
    limits: Limits = LIMITS,
    profile: Profile | None = None,
) -> Activities:
    """Return the purchase lines in a file or table, as written, each with its place and its faults.

    Parameters
    ----------
    source
        Path of an xlsx, xls, ods, csv, parquet or JSON file (told apart by what is in them), a DataFrame, or a list of
        mappings. Columns in any order, headers as in :data:`footprint.ground.tables.PURCHASES`.
    sheet
        The sheet to read; without it, the first visible one with a header that is understood.
    decimal
        The decimal sign of amounts written as text ("." or ","); without it, an amount that can be read in two ways is
        a problem and no number.
    limits
        How large a file may be.
    profile
        Which column is which, where the headers do not say so; what `sheet` and `decimal` say goes before it.

    Returns
    -------
    Activities
        All lines that are there, and every problem found in them.

    Raises
    ------
    InputError
        If no list can be read at all; it carries every reason found.

    Examples
    --------
    >>> activities = read([{"item": "cocoa beans", "origin": "Ghana", "quantity (kg)": "1.234,5"}])
    >>> activities.table[["line", "item", "amount", "unit"]].values.tolist()
    [[1, 'cocoa beans', 1234.5, 'kg']]
    """
    if decimal not in (None, ".", ","):
        raise InputError(
            [
                problem(
                    "source_unreadable", MEMORY, told("decimal {sign}", sign=repr(decimal)), expected=_SIGNS, fix=_SIGN
                )
            ]
        )
    decimal = decimal or (profile.decimal if profile else "") or None
    return judge(_written(source, sheet, decimal, limits, profile), decimal)


def _written(
    source: Source, sheet: str | None, decimal: DecimalSign | None, limits: Limits, profile: Profile | None
) -> Written:
    if isinstance(source, pd.DataFrame):
        return read_frame(source, MEMORY, decimal, profile)
    if isinstance(source, str | os.PathLike):
        return _read_file(Path(source), sheet, decimal, limits, profile)
    if isinstance(source, Sequence) and not isinstance(source, bytes | bytearray):
        return read_mappings(source, MEMORY, decimal, profile)
    raise InputError([problem("source_unreadable", MEMORY, told("a {type}", type=type(source).__name__))])


def _read_file(
    path: Path, sheet: str | None, decimal: DecimalSign | None, limits: Limits, profile: Profile | None
) -> Written:
    name = whole(path.name)
    with opened(path, limits) as file:
        kind = kind_of(file, name)
        if kind == "workbook":
            return read_workbook(file, name, sheet, limits, profile)
        if kind == "parquet":
            return read_parquet(file, name, decimal, limits, profile)
        if kind == "json":
            return read_json(file.read(), name, decimal, profile)
        if whole(str(path)) != str(path):
            return read_delimited(pa.py_buffer(file.read()), name, decimal, limits=limits, profile=profile)
    with pa.memory_map(str(path)) as mapped:
        return read_delimited(mapped.read_buffer(), name, decimal, limits=limits, profile=profile)


def kind_of(file: BinaryIO, name: str) -> Literal["workbook", "parquet", "json", "text"]:
    """Return what is in a file, by how it begins; raise InputError for what is no table."""
    start = file.read(4096)
    file.seek(0)
    if start.startswith((_ZIP, _OLE)):
        return "workbook"
    if start.startswith(_PARQUET):
        return "parquet"
    _refuse_other(start, name)
    return "json" if _JSON.match(start.removeprefix(b"\xef\xbb\xbf")) else "text"


def opened(path: Path, limits: Limits) -> BinaryIO:
    """Return the file, open; raise InputError if there is none that can be read."""
    try:
        _check_file(path, limits)
        return path.open("rb")
    except OSError as fault:
        found = told("a file that cannot be opened ({fault})", fault=fault.strerror)
        fix = mark("Check the path, and whether you may read the file.")
        raise InputError([problem("file_missing", path.name, found, fix=fix)]) from fault


def _check_file(path: Path, limits: Limits) -> None:
    """Raise InputError if there is no file, or none of a size that can be read."""
    checks: tuple[tuple[str, Callable[[], bool], Callable[[], str]], ...] = (
        ("file_missing", lambda: not path.exists(), lambda: told("nothing")),
        ("file_is_folder", path.is_dir, lambda: told("a folder")),
        ("file_not_a_table", lambda: not path.is_file(), lambda: told("a pipe or a device")),
        ("file_empty", lambda: path.stat().st_size == 0, lambda: told("an empty file")),
        (
            "file_too_large",
            lambda: path.stat().st_size > limits.file_bytes,
            lambda: told("{count:,} bytes", count=path.stat().st_size),
        ),
    )
    for code, fails, found in checks:
        if fails():
            raise InputError([problem(code, path.name or str(path), found())])


def _refuse_other(start: bytes, name: str) -> None:
    """Raise InputError for content that is neither a workbook nor text: a picture, a PDF, a program."""
    zeros = max(start[0::2].count(0), start[1::2].count(0))
    utf16 = start.startswith((b"\xff\xfe", b"\xfe\xff")) or zeros > len(start) // 4
    markup = start.lstrip(b"\xef\xbb\xbf \r\n\t")[:9].lower().startswith((b"<!doctype", b"<html", b"<?xml"))
    if b"\x00" in start and not utf16 and start[:16].isascii() and start[:16].decode("ascii").isprintable():
        raise InputError(
            [
                problem(
                    "file_not_a_table",
                    name,
                    told("a text with a zero byte, at byte {place:,}", place=start.index(0) + 1),
                )
            ]
        )
    if start.startswith(_OTHERS) or markup or (b"\x00" in start and not utf16):
        raise InputError(
            [problem("file_not_a_table", name, told("content that begins with {opening}", opening=repr(start[:16])))]
        )
