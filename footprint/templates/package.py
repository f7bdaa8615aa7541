"""Turning a workbook into bytes that are the same on any machine, at any time (law L8)."""

from __future__ import annotations

from io import BytesIO
from typing import IO
from xml.etree.ElementTree import canonicalize
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.xml.functions import tostring

from footprint.stages.report.door import CREATED, plain_entry

_PROPERTIES = "docProps/core.xml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def save(book: Workbook, file: IO[bytes]) -> None:
    """Write `book` to an open file, without the time and whatever else the writer takes from its machine."""
    written = BytesIO()
    book.properties.created = CREATED
    book.save(written)
    book.properties.modified = CREATED  # the writer sets it to the present
    properties = tostring(book.properties.to_tree())
    with ZipFile(written) as old, ZipFile(file, "w") as new:
        for name in sorted(old.namelist()):
            new.writestr(plain_entry(name), _plain(properties if name == _PROPERTIES else old.read(name)))


def _plain(xml: bytes | str) -> bytes:
    """Return XML in its canonical form, which does not depend on the library that wrote it."""
    return (_DECLARATION + canonicalize(xml)).encode()
