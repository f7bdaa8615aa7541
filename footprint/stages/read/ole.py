"""Look into an xls file before anything parses it: its password, the sizes its records claim, and its error cells.

The reader of workbooks sets memory aside by the counts that stand in the file; a forged count ends the whole process.

References
----------
Microsoft, [MS-CFB] Compound File Binary File Format; [MS-XLS] Excel Binary File Format (.xls).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from footprint.ground.errors import InputError
from footprint.ground.language import told
from footprint.stages.read.codes import problem
from footprint.stages.read.marks import Marks
from footprint.stages.read.unpack import unsafe

_END = 0xFFFFFFF0
_FILEPASS, _SST, _DIMENSIONS, _BOUNDSHEET, _BOOLERR, _FORMULA = 0x2F, 0xFC, 0x200, 0x85, 0x205, 0x06
_CELLS = frozenset({_FORMULA, _BOOLERR, 0x201, 0x203, 0x204, 0x27E, 0xBD, 0xBE, 0xD6, 0xFD})
_ROWS, _COLUMNS, _SHORTEST_STRING = 65_536, 256, 3
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


def look_through_xls(content: bytes, source: str) -> dict[str, Marks]:
    """Return the error cells of each sheet; raise InputError if the file is protected, damaged or unsafe."""
    if _ENCRYPTED_PACKAGE in content:
        raise InputError([problem("workbook_encrypted", source, told("an encrypted workbook"))])
    try:
        return _marks(_workbook_stream(content), source)
    except (struct.error, IndexError, KeyError, UnicodeDecodeError) as fault:
        raise InputError(
            [problem("file_not_a_table", source, told("a damaged xls file ({fault})", fault=str(fault)))]
        ) from fault


def _workbook_stream(content: bytes) -> bytes:
    """Return the stream that holds the sheets; raise KeyError if there is none."""
    shift = struct.unpack_from("<H", content, 30)[0]
    if shift not in (9, 12):
        raise KeyError("size of sectors")
    size = 1 << shift
    fat = _table(content, _fat_sectors(content, size), size)
    first, cutoff, mini_fat = struct.unpack_from("<I4xII", content, 48)
    entries = _entries(_joined(content, _chain(fat, first), size))
    start, length = entries["Workbook"] if "Workbook" in entries else entries["Book"]
    if length >= cutoff:
        return _joined(content, _chain(fat, start), size)[:length]
    small = _joined(content, _chain(fat, entries["Root Entry"][0]), size)
    table = _table(content, _chain(fat, mini_fat), size)
    return b"".join(small[sector * 64 : sector * 64 + 64] for sector in _chain(table, start))[:length]


def _fat_sectors(content: bytes, size: int) -> list[int]:
    sectors = list(struct.unpack_from("<109I", content, 76))
    following, count = struct.unpack_from("<II", content, 68)
    for _ in range(min(count, len(content) // size)):
        *more, following = struct.unpack_from(f"<{size // 4}I", content, (following + 1) * size)
        sectors += more
    return [sector for sector in sectors if sector < _END]


def _table(content: bytes, sectors: list[int], size: int) -> list[int]:
    return [entry for sector in sectors for entry in struct.unpack_from(f"<{size // 4}I", content, (sector + 1) * size)]


def _chain(table: list[int], start: int) -> list[int]:
    """Return the sectors of a chain; raise IndexError if it leaves the table or runs in a circle."""
    sectors: list[int] = []
    while start < _END:
        sectors.append(start)
        start = table[start]
        if len(sectors) > len(table):
            raise IndexError("a chain of sectors without an end")
    return sectors


def _joined(content: bytes, sectors: list[int], size: int) -> bytes:
    return b"".join(content[(sector + 1) * size : (sector + 2) * size] for sector in sectors)


def _entries(directory: bytes) -> dict[str, tuple[int, int]]:
    """Return the first sector and the length of each stream, by name."""
    found: dict[str, tuple[int, int]] = {}
    for at in range(0, len(directory) - 127, 128):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        if 2 <= length <= 64:
            name = directory[at : at + length - 2].decode("utf-16-le", "replace")
            found[name] = struct.unpack_from("<II", directory, at + 116)
    return found


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield where each record begins, its kind and its content."""
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield at, kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _marks(stream: bytes, source: str) -> dict[str, Marks]:
    sheets: dict[int, str] = {}
    marks: dict[str, Marks] = {}
    here = ""
    for at, kind, data in _records(stream):
        here = sheets.get(at, here)
        if kind == _BOUNDSHEET:
            sheets[struct.unpack_from("<I", data)[0]] = _sheet_name(data)
        elif kind in (_FILEPASS, _SST, _DIMENSIONS):
            _refuse(kind, data, len(stream), source)
        elif kind in _CELLS:
            row, column = struct.unpack_from("<HH", data)
            if column >= _COLUMNS:
                raise unsafe(source, told("a cell in column {column:,}", column=column + 1))
            if kind in (_BOOLERR, _FORMULA) and (error := _error(kind, data)):
                marks.setdefault(here, Marks()).cells[row, column] = error
    return marks


def _refuse(kind: int, data: bytes, length: int, source: str) -> None:
    if kind == _FILEPASS:
        raise InputError([problem("workbook_encrypted", source, told("an encrypted workbook"))])
    if kind == _SST and struct.unpack_from("<4xI", data)[0] * _SHORTEST_STRING > length:
        raise unsafe(source, told("more texts claimed than the file can hold"))
    if kind == _DIMENSIONS and len(data) >= 12:
        top, bottom, left, right = struct.unpack_from("<IIHH", data) if len(data) >= 14 else (0, 0, 0, 0)
        if bottom > _ROWS or right > _COLUMNS or top > bottom or left > right:
            raise unsafe(
                source, told("a sheet that claims {columns:,} columns and {rows:,} rows", columns=right, rows=bottom)
            )


def _sheet_name(data: bytes) -> str:
    count, wide = data[6], data[7] & 1
    return data[8 : 8 + 2 * count].decode("utf-16-le") if wide else data[8 : 8 + count].decode("latin-1")


def _error(kind: int, data: bytes) -> str:
    """Return the error value of a cell, or ""."""
    if kind == _BOOLERR:
        return _ERRORS.get(data[6], "#N/A") if data[7] == 1 else ""
    return _ERRORS.get(data[8], "#N/A") if data[6] == 2 and data[12:14] == b"\xff\xff" else ""
