"""The filter of a list: it reaches over our columns too, so that sorting moves the results with their lines."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from footprint.ground.activities import letter_of
from footprint.returned.elements import Edit, Element, splice, with_attribute
from footprint.returned.grid import Grid, position
from footprint.returned.package import Package, parsed

_NAME = "_xlnm._FilterDatabase"
"""The hidden name in which programs keep the range of a sheet's filter."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the filter of a sheet reaches.

    Parameters
    ----------
    pieces
        The filter, and the range it last sorted if that ends in the same column.
    start, bottom
        Its first cell (row, column) and its last row, from 0.
    right
        Its last column as it stands, from 0.
    own
        Its last column without ours: those at its end which go.
    """

    pieces: tuple[Element, ...]
    start: tuple[int, int]
    bottom: int
    right: int
    own: int

    def edits(self, data: bytes, right: int) -> Iterator[Edit]:
        """Yield the edits that let it end in column `right`."""
        for one in self.pieces if right != self.right else ():
            first, _, last = one.attributes["ref"].partition(":")
            end = position(last) or (self.bottom, right)
            tag = with_attribute(data[one.start : one.inner], "ref", f"{first}:{letter_of(right)}{end[0] + 1}")
            yield one.start, one.inner, tag

    def named(self, right: int) -> str:
        """Return the range as names have it when it ends in column `right`."""
        top, left = self.start
        return f"${letter_of(left)}${top + 1}:${letter_of(right)}${self.bottom + 1}"


def reach_of(grid: Grid, gone: Collection[int]) -> Reach | None:
    """Return how far the filter of a sheet reaches, None where there is none; `gone` are the columns that go."""
    one = next((one for one in grid.tops if one.name == "autoFilter"), None)
    first, _, last = one.attributes.get("ref", "").partition(":") if one is not None else ("", "", "")
    start, end = position(first), position(last or first)
    if one is None or start is None or end is None:
        return None
    own = end[1]
    while own in gone and own > start[1]:
        own -= 1
    sorts = (other for holder, other in grid.inside if holder.name == "autoFilter" and other.name == "sortState")
    pieces = (one, *(other for other in sorts if _last(other) == end[1]))
    return Reach(pieces, start, end[0], end[1], own)


def _last(one: Element) -> int | None:
    """Return the last column of the range of an element."""
    found = position(one.attributes.get("ref", "").rpartition(":")[2])
    return found[1] if found else None


def rename(package: Package, workbook: str, sheet: str, area: str) -> None:
    """Let the hidden name of a sheet's filter say its new range; programs that keep no such name need none."""
    data, found = parsed(package, workbook)
    sheets = [one.attributes.get("name") for one in found if one.name == "sheet"]
    wanted = {"name": _NAME, "localSheetId": str(sheets.index(sheet))}
    names = [one for one in found if one.name == "definedName" and wanted.items() <= one.attributes.items()]
    ends = [(data.rfind(b"!", one.inner, one.close) + 1, one.close) for one in names]
    package.changed[workbook] = splice(data, [(start, end, area.encode()) for start, end in ends if start])
