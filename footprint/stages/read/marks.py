"""What the reader of workbooks does not tell: error values, and formulas without results.

python-calamine gives an empty text both for an error cell and for a formula whose result was not saved. So the XML is
looked through first, in pieces, with searches that cost nothing on a sheet that has none of this.
"""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from footprint.ground.activities import place_of
from footprint.ground.errors import InputError, Problem
from footprint.ground.language import told
from footprint.stages.read.codes import problem
from footprint.stages.read.limits import Limits
from footprint.stages.read.numbers import UNCALCULATED
from footprint.stages.read.stretch import Stretch, watches
from footprint.stages.read.unpack import pieces, unsafe

_ROW_ENDS = b"row>"
_LONGEST_ROW = 64 * 1024**2
_ERROR_CELL = re.compile(
    rb"<(?:\w+:)?c\b(?=[^>]*\bt=[\"']e[\"'])[^>]*?\br=[\"']([A-Z]+)([0-9]+)[\"'][^>]*>"
    rb".{0,4000}?<(?:\w+:)?v>([^<]*)<",
    re.DOTALL,
)
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\b(?![^>]*\bt=[\"']str)[^>]*?\br=[\"']([A-Z]+)([0-9]+)[\"'][^>]*>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_HIDDEN = rb"(?=[^>]{0,2000}\bhidden=[\"'](?:1|true)[\"'])"
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b" + _HIDDEN + rb"[^>]{0,2000}?\br=[\"']([0-9]{1,7})[\"']")
_HIDDEN_COLUMN = re.compile(rb"<(?:\w+:)?col\b" + _HIDDEN + rb"([^>]{0,2000})>")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b([^>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b([^>]*)>")
_ATTRIBUTE = re.compile(rb"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


@dataclass(frozen=True)
class Marks:
    """What a sheet does not show: cells that read as empty and are not, hidden rows, and hidden runs of columns.

    Rows and columns are counted from 0; a cell is (row, column) -> the error value, or UNCALCULATED.
    """

    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    errors_somewhere: int = 0
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)


def look_through(package: zipfile.ZipFile, source: str, limits: Limits) -> dict[str, Marks]:
    """Return the marks of each sheet of an xlsx or ods file, by sheet name ("" for all sheets of an ods file).

    Every part is unpacked and counted on the way, so that a file that lies about its size is refused here.
    """
    _refuse_binary(package, source)
    sheets = {part: name for name, part in _parts_of_sheets(package, source).items()}
    marks: dict[str, Marks] = {}
    for entry in package.infolist():
        read = _watched(pieces(package, entry, source), watches(entry.filename, source, limits))
        if entry.filename in sheets:
            marks[sheets[entry.filename]] = _look_through_sheet(read, source)
        elif entry.filename == "content.xml":
            marks[""] = Marks(errors_somewhere=sum(piece.count(b'value-type="error"') for piece in read))
        else:
            _exhaust(read)
    return marks


def _refuse_binary(package: zipfile.ZipFile, source: str) -> None:
    """Raise InputError for an xlsb file, whose sheets cannot be looked through."""
    if any(name.replace("\\", "/").lower() == "xl/workbook.bin" for name in package.namelist()):
        raise InputError([problem("file_not_a_table", source, told("an .xlsb workbook"))])


def _watched(read: Iterator[bytes], watching: Sequence[Stretch]) -> Iterator[bytes]:
    for piece in read:
        for watch in watching:
            watch.feed(piece)
        yield piece


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


def _look_through_sheet(read: Iterator[bytes], source: str) -> Marks:
    marks = Marks()
    last = b""
    for block in _blocks(read, source):
        marks.cells.update(_marks_in(block))
        if b"hidden=" in block:
            marks.hidden_rows.extend(int(row) - 1 for row in _HIDDEN_ROW.findall(block))
            marks.hidden_columns.extend(_hidden_columns(block))
        last = block or last
    if not last.rstrip().endswith(b"sheet>"):
        raise InputError([problem("file_not_a_table", source, told("a workbook with a sheet that breaks off"))])
    return marks


def _hidden_columns(block: bytes) -> Iterator[tuple[int, int]]:
    """Yield the first and the last column of each hidden run."""
    for match in _HIDDEN_COLUMN.finditer(block):
        found = _attributes(match)
        if found.get("min", "").isdecimal() and found.get("max", "").isdecimal():
            yield int(found["min"]) - 1, int(found["max"]) - 1


def remarks_on_package(package: zipfile.ZipFile, source: str) -> list[Problem]:
    """Return what is said of a workbook that carries macros or links to other files: neither is followed."""
    names = [name.lower() for name in package.namelist()]
    macros = [problem("macros_not_run", source, "vbaProject.bin")] if "xl/vbaproject.bin" in names else []
    links = [name for name in names if name.startswith("xl/externallinks/externallink")]
    found = told("links to other files: {count}", count=len(links))
    return macros + ([problem("links_not_followed", source, found)] if links else [])


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
            raise unsafe(source, told("a row without an end"))
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
