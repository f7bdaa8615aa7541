"""The zip file of a workbook: its parts, who refers to whom, and the same package with some parts changed."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import BinaryIO, NamedTuple
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, ZipFile

from footprint.ground.language import told
from footprint.returned.codes import unmarkable, unreadable
from footprint.returned.elements import Element, UnreadableError, appended, as_utf8, elements, escaped, splice
from footprint.stages.read.limits import LIMITS
from footprint.stages.read.marks import look_through
from footprint.stages.read.unpack import check_size, open_package, pieces
from footprint.stages.report.door import plain_entry

TYPES = "[Content_Types].xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EPOCH = (1980, 1, 1, 0, 0, 0)


class Relation(NamedTuple):
    """What one part says of another: the last word of the type of the relation, and the part."""

    id: str
    kind: str
    part: str


@dataclass
class Package:
    """A workbook being changed: the zip file, and the parts that are new or different.

    Parameters
    ----------
    file, source
        The package as the user gave it, and its name.
    changed
        Part -> its new content.
    """

    file: ZipFile
    source: str
    changed: dict[str, bytes] = field(default_factory=dict)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return {name.lower(): name for name in self.file.NameToInfo}

    def named(self, part: str) -> str:
        """Return the name of a part as the zip file has it: relations may write it in other capitals."""
        return part if self.has(part) else self._names.get(part.lower(), part)

    def has(self, part: str) -> bool:
        """Return whether there is such a part."""
        return part in self.changed or part in self.file.NameToInfo

    def read(self, part: str) -> bytes:
        """Return a part in UTF-8, as it stands now; raise InputError if it is missing."""
        if part in self.changed:
            return self.changed[part]
        if part not in self.file.NameToInfo:
            raise unmarkable(self.source, told("{part} is missing", part=part))
        try:
            return as_utf8(b"".join(pieces(self.file, self.file.getinfo(part), self.source)))
        except UnreadableError as fault:
            raise unreadable(self.source, part) from fault

    def free_name(self, pattern: str) -> str:
        """Return the first name of a pattern ("xl/comments{}.xml") that no part has, whatever its capitals."""
        taken = {name.lower() for name in (*self.file.NameToInfo, *self.changed)}
        return next(name for nth in range(1, len(taken) + 2) if (name := pattern.format(nth)).lower() not in taken)


def open_workbook(file: BinaryIO, source: str) -> Package:
    """Return the package in `file`; raise InputError for one that is unsafe, damaged or ambiguous."""
    opened = open_package(file, source)
    check_size(opened, source, LIMITS)
    look_through(opened, source, LIMITS)
    names = [entry.filename for entry in opened.infolist()]
    if len({name.lower() for name in names}) < len(names):
        raise unmarkable(source, told("two parts of one name"))
    if any(name.startswith("/") or "\\" in name or ".." in name.split("/") for name in names):
        raise unmarkable(source, told("a part whose name leads out of the workbook"))
    return Package(opened, source)


def parsed(package: Package, part: str) -> tuple[bytes, list[Element]]:
    """Return a part and its elements."""
    data = package.read(part)
    try:
        found = elements(data)
    except UnreadableError as fault:
        raise unreadable(package.source, part) from fault
    return data, found


def relations(package: Package, part: str) -> list[Relation]:
    """Return what a part ("" for the package) refers to within the package."""
    name = package.named(_relations_part(part))
    if not package.has(name):
        return []
    _, found = parsed(package, name)
    inside = [one.attributes for one in found if one.name == "Relationship" and _is_inside(one)]
    kinds = (posixpath.basename(one.get("Type", "")) for one in inside)
    targets = (package.named(_resolved(part, one.get("Target", ""))) for one in inside)
    return [Relation(one.get("Id", ""), *rest) for one, *rest in zip(inside, kinds, targets, strict=True)]


def _is_inside(relation: Element) -> bool:
    return relation.attributes.get("TargetMode") != "External"


def relate(package: Package, part: str, kind: str, target: str, *, strict: bool) -> str:
    """Add a relation from a part to another; return its id."""
    name = package.named(_relations_part(part))
    data = package.read(name) if package.has(name) else _HEAD + f'<Relationships xmlns="{_RELATIONS}"/>'.encode()
    package.changed[name] = data
    _, found = parsed(package, name)
    taken = {one.attributes.get("Id") for one in found}
    made = next(made for nth in range(1, len(taken) + 2) if (made := f"rId{nth}") not in taken)
    raw = f'<{_prefix(found[0])}Relationship Id="{made}" Type="{base(strict)}/{kind}" Target="/{escaped(target)}"/>'
    package.changed[name] = splice(data, [appended(data, found[0], raw.encode())])
    return made


def declare(package: Package, part: str, kind: str) -> None:
    """Say of which content type a new part is."""
    types = package.named(TYPES)
    data, found = parsed(package, types)
    if any(one.attributes.get("PartName", "").lower() == f"/{part}".lower() for one in found):
        return
    raw = f'<{_prefix(found[0])}Override PartName="/{part}" ContentType="{kind}"/>'.encode()
    package.changed[types] = splice(data, [appended(data, found[0], raw)])


def content_type(package: Package, part: str) -> str:
    """Return the content type of a part, or ""."""
    _, found = parsed(package, package.named(TYPES))
    kinds = [(one.attributes, one.attributes.get("ContentType", "")) for one in found]
    by_name = {one.get("PartName", "").lower(): kind for one, kind in kinds}
    by_ending = {one.get("Extension", "").lower(): kind for one, kind in kinds}
    return by_name.get(f"/{part}".lower()) or by_ending.get(part.rpartition(".")[2].lower(), "")


def base(strict: bool) -> str:
    """Return how the types of relations begin, in the transitional or the strict standard."""
    return _STRICT if strict else _OFFICE


def namespace(strict: bool) -> str:
    """Return the namespace of sheets."""
    return _STRICT_MAIN if strict else _MAIN


def is_strict(data: bytes) -> bool:
    """Return whether a workbook follows the strict standard."""
    return _STRICT_MAIN.encode() in data[:4096]


def save(package: Package, target: BinaryIO) -> None:
    """Write the package with its changes; the same package gives the same bytes (law L8)."""
    with ZipFile(target, "w", ZIP_DEFLATED) as made:
        for entry in package.file.infolist():
            info = plain_entry(entry.filename, entry.date_time, entry.compress_type)
            if entry.filename in package.changed:
                made.writestr(info, package.changed[entry.filename])
                continue
            info.file_size = entry.file_size
            with made.open(info, "w") as copy:
                for piece in pieces(package.file, entry, package.source):
                    copy.write(piece)
        for name in sorted(set(package.changed) - set(package.file.NameToInfo)):
            made.writestr(plain_entry(name, _EPOCH), package.changed[name])


def _relations_part(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _resolved(part: str, target: str) -> str:
    """Return the part that a target names; one that leads out of the package names a part that is not there."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), unquote(target))).lstrip("/")


def _prefix(root: Element) -> str:
    return root.tag[: len(root.tag) - len(root.name)]


def sheets_of(package: Package, workbook: str) -> Mapping[str, str]:
    """Return the part of each worksheet, by the name of the sheet."""
    _, found = parsed(package, workbook)
    parts = {one.id: one.part for one in relations(package, workbook) if one.kind == "worksheet"}
    named = [one.attributes for one in found if one.name == "sheet"]
    ids = {one.get("name", ""): next((v for k, v in one.items() if k.endswith(":id")), "") for one in named}
    return {name: parts[one] for name, one in ids.items() if one in parts and package.has(parts[one])}
