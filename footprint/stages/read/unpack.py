"""Look into a zipped workbook before anything parses it: its real size, its password, what its XML declares.

The sizes a zip file states are the word of whoever made it, so every part is inflated and counted, in pieces.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, BinaryIO

from footprint.ground.errors import InputError
from footprint.ground.language import told
from footprint.stages.read.codes import problem
from footprint.stages.read.limits import Limits

_PIECE = 1 << 20
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, ValueError, EOFError, OSError, NotImplementedError)
"""What reading the directory of a damaged zip file raises (seen by damaging some at random)."""

_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))


def open_package(file: BinaryIO, source: str) -> zipfile.ZipFile:
    """Return the zip file; raise InputError if it is damaged or protected by a password."""
    try:
        package = zipfile.ZipFile(file)
        protected = any(entry.flag_bits & 1 for entry in package.infolist()) or _says_encrypted(package)
    except _DAMAGED as fault:
        raise InputError(
            [problem("file_not_a_table", source, told("a damaged zip file ({fault})", fault=str(fault)))]
        ) from fault
    if protected:
        raise InputError([problem("workbook_encrypted", source, told("an encrypted workbook"))])
    return package


def check_size(package: zipfile.ZipFile, source: str, limits: Limits) -> None:
    """Raise InputError if the stated sizes are beyond the limits, or entries share their bytes."""
    entries = package.infolist()
    unpacked, packed = sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries)
    ratio = unpacked / max(packed, 1)
    if unpacked > limits.unpacked_bytes or (unpacked > limits.ratio_free_bytes and ratio > limits.unpacked_ratio):
        raise unsafe(source, told("{packed:,} bytes that unpack to {unpacked:,}", packed=packed, unpacked=unpacked))
    if len({entry.header_offset for entry in entries}) < len(entries):
        raise unsafe(source, told("parts that share their bytes"))


def pieces(package: zipfile.ZipFile, entry: zipfile.ZipInfo, source: str) -> Iterator[bytes]:
    """Yield the unpacked bytes of a part; raise InputError as soon as there are more than stated, or a declaration."""
    total = 0
    for piece in _inflated(package, entry, source):
        if total == 0 and entry.filename.endswith((".xml", ".rels")) and _declares(piece):
            raise unsafe(source, told("entity declarations in {part}", part=entry.filename))
        total += len(piece)
        if total > entry.file_size:
            raise unsafe(
                source,
                told(
                    "{part} unpacks to more than the {count:,} bytes it states",
                    part=entry.filename,
                    count=entry.file_size,
                ),
            )
        yield piece


def unsafe(source: str, found: str) -> InputError:
    """Return the error for a workbook that is not opened."""
    return InputError([problem("workbook_unsafe", source, found)])


def _says_encrypted(package: zipfile.ZipFile) -> bool:
    """Return whether the manifest of an OpenDocument file speaks of encryption."""
    if "META-INF/manifest.xml" not in package.namelist():
        return False
    with package.open("META-INF/manifest.xml") as manifest:
        return b"encryption-data" in manifest.read(_PIECE)


def _declares(piece: bytes) -> bool:
    return any(mark in piece for mark in _DECLARATIONS)


def _inflated(package: zipfile.ZipFile, entry: zipfile.ZipInfo, source: str) -> Iterator[bytes]:
    file = package.fp
    if file is None or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise unsafe(source, told("{part} in an unusual compression", part=entry.filename))
    left = _seek_data(file, entry, source)
    inflater = zlib.decompressobj(-15) if entry.compress_type == zipfile.ZIP_DEFLATED else None
    while left > 0 and (packed := file.read(min(_PIECE, left))):
        left -= len(packed)
        yield from _inflate(inflater, packed, entry, source) if inflater else (packed,)


def _seek_data(file: IO[bytes], entry: zipfile.ZipInfo, source: str) -> int:
    file.seek(max(entry.header_offset, 0))
    start = file.read(_LOCAL_HEADER.size)
    if entry.header_offset < 0 or len(start) < _LOCAL_HEADER.size or start[:4] != b"PK\x03\x04":
        raise InputError(
            [problem("file_not_a_table", source, told("a damaged zip file ({fault})", fault=entry.filename))]
        )
    _, name, extra = _LOCAL_HEADER.unpack(start)
    file.seek(name + extra, 1)
    return entry.compress_size


def _inflate(inflater: zlib._Decompress, packed: bytes, entry: zipfile.ZipInfo, source: str) -> Iterator[bytes]:
    while packed:
        try:
            piece = inflater.decompress(packed, _PIECE)
        except zlib.error as fault:
            raise InputError(
                [
                    problem(
                        "file_not_a_table",
                        source,
                        told("{part} is damaged ({fault})", part=entry.filename, fault=str(fault)),
                    )
                ]
            ) from fault
        if piece:
            yield piece
        packed = inflater.unconsumed_tail
