"""What the reader of workbooks does not tell: error values, formulas without results, and how far a sheet stretches.

python-calamine gives an empty text both for an error cell and for a formula whose result was not saved, and it lays out
the whole rectangle from the first cell to the last one. So the XML is looked through first, in pieces, with searches
that cost nothing on a sheet that has none of this (30 MB: 0.1 s, a quarter of what calamine takes).
"""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from footprint.ground.activities import place_of
from footprint.stages.read.limits import Limits
from footprint.stages.read.numbers import UNCALCULATED
from footprint.stages.read.unpack import pieces, unsafe

ROWS = 1_048_576
"""Rows of a sheet in the Office Open XML format."""

_ROW_ENDS = b"row>"
_LONGEST_ROW = 64 * 1024**2
_FAR_CELL = re.compile(rb"r=[\"'](?:[A-Z]{2}|[A-Z]*[0-9]{7})")
_CELL = re.compile(rb"\br=[\"']([A-Z]{1,4})([0-9]{1,10})[\"']")
_ANY_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br=[\"']([0-9]+)[\"']")
_ERROR_CELL = re.compile(
    rb"<(?:\w+:)?c\b(?=[^>]*\bt=[\"']e[\"'])[^>]*?\br=[\"']([A-Z]+)([0-9]+)[\"'][^>]*>"
    rb".{0,4000}?<(?:\w+:)?v>([^<]*)<",
    re.DOTALL,
)
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\b(?![^>]*\bt=[\"']str)[^>]*?\br=[\"']([A-Z]+)([0-9]+)[\"'][^>]*>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b([^>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b([^>]*)>")
_ATTRIBUTE = re.compile(rb"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


@dataclass(frozen=True)
class Marks:
    """Cells of a sheet that read as empty and are not: (row, column), from 0 -> the error value, or UNCALCULATED."""

    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    errors_somewhere: int = 0


def look_through(package: zipfile.ZipFile, source: str, limits: Limits) -> dict[str, Marks]:
    """Return the marks of each sheet of an xlsx or ods file, by sheet name ("" for all sheets of an ods file).

    Every part is unpacked and counted on the way, so that a file that lies about its size is refused here.
    """
    sheets = {part: name for name, part in _parts_of_sheets(package, source).items()}
    marks: dict[str, Marks] = {}
    for entry in package.infolist():
        read = pieces(package, entry, source)
        if entry.filename in sheets:
            marks[sheets[entry.filename]] = _look_through_sheet(read, source, limits)
        elif entry.filename == "content.xml":
            marks[""] = Marks(errors_somewhere=sum(piece.count(b'value-type="error"') for piece in read))
        else:
            _exhaust(read)
    return marks


def _exhaust(read: Iterator[bytes]) -> None:
    for _ in read:
        pass


def _parts_of_sheets(package: zipfile.ZipFile, source: str) -> dict[str, str]:
    """Return the part that holds each sheet of an xlsx file."""
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= set(package.namelist()):
        return {}
    xml = _text(package, "xl/_rels/workbook.xml.rels", source)
    relations = [_attributes(match) for match in _RELATION.finditer(xml)]
    targets = {relation.get("Id", ""): _in_package(relation.get("Target", "")) for relation in relations}
    found = [_attributes(match) for match in _SHEET.finditer(_text(package, "xl/workbook.xml", source))]
    return {sheet["name"]: targets.get(_relation_of(sheet), "") for sheet in found if "name" in sheet}


def _text(package: zipfile.ZipFile, part: str, source: str) -> bytes:
    return b"".join(pieces(package, package.getinfo(part), source))


def _attributes(match: re.Match[bytes]) -> dict[str, str]:
    found = _ATTRIBUTE.findall(match[1])
    return {name.decode(): html.unescape((one or other).decode("utf-8", "replace")) for name, one, other in found}


def _relation_of(sheet: dict[str, str]) -> str:
    return next((value for name, value in sheet.items() if name.endswith(":id")), "")


def _in_package(target: str) -> str:
    return target[1:] if target.startswith("/") else f"xl/{target}"


def _look_through_sheet(read: Iterator[bytes], source: str, limits: Limits) -> Marks:
    cells: dict[tuple[int, int], str] = {}
    width = height = 0
    for block in _blocks(read, source):
        cells |= _marks_in(block)
        width, height = _stretch(block, width, height)
        if height > ROWS or width * height > limits.cells:
            raise unsafe(source, f"a sheet that stretches over {width:,} columns and {height:,} rows")
    return Marks(cells)


def _blocks(read: Iterator[bytes], source: str) -> Iterator[bytes]:
    """Yield the XML in blocks that end where a row ends."""
    rest = b""
    for piece in read:
        rest += piece
        end = rest.rfind(_ROW_ENDS) + len(_ROW_ENDS)
        if end >= len(_ROW_ENDS):
            yield rest[:end]
            rest = rest[end:]
        if len(rest) > _LONGEST_ROW:
            raise unsafe(source, "a row without an end")
    yield rest


def _marks_in(block: bytes) -> dict[tuple[int, int], str]:
    cells: dict[tuple[int, int], str] = {}
    if b't="e"' in block or b"t='e'" in block:
        cells |= {_position(match): match[3].decode("utf-8", "replace") for match in _ERROR_CELL.finditer(block)}
    prefixed = block.endswith(b":" + _ROW_ENDS)
    if prefixed or b"<f" in block:
        cells |= {_position(match): UNCALCULATED for match in _FORMULA.finditer(block)}
    return cells


def _position(match: re.Match[bytes]) -> tuple[int, int]:
    return int(match[2]) - 1, place_of(match[1].decode())


def _stretch(block: bytes, width: int, height: int) -> tuple[int, int]:
    """Return the width and height of a sheet so far; a block without far cells is at most 26 columns wide."""
    last = block.rfind(b"row ")
    row = _ANY_ROW.match(block, block.rfind(b"<", 0, last + 1)) if last >= 0 else None
    height = max(height, int(row[1]) if row else 0)
    if _FAR_CELL.search(block) is None:
        return max(width, 26), height
    found = {(letters, digits) for letters, digits in _CELL.findall(block)}
    rows = [int(digits) for _, digits in found]
    return max([width, *(place_of(letters.decode()) + 1 for letters, _ in found)]), max([height, *rows])
