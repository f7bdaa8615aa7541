"""One sheet of the user's, marked: columns beside the list, colours, comments; all else stays byte for byte."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from footprint.ground.activities import letter_of
from footprint.ground.errors import Severity
from footprint.ground.language import told
from footprint.returned.added import Added
from footprint.returned.codes import unmarkable, unreadable
from footprint.returned.comments import put_comments
from footprint.returned.elements import (
    Edit,
    Element,
    UnreadableError,
    appended,
    escaped,
    prefix_of,
    splice,
    with_attribute,
)
from footprint.returned.filters import Reach, reach_of
from footprint.returned.grid import Grid, Row, position, scan
from footprint.returned.heights import raised
from footprint.returned.package import Package, base, is_strict
from footprint.returned.rules import SEVERITIES, SIGN, formats
from footprint.returned.styles import Wardrobe

_BEFORE_COLUMNS = ("sheetPr", "dimension", "sheetViews", "sheetFormatPr")
_BEFORE_RULES = (
    *(*_BEFORE_COLUMNS, "cols", "sheetData", "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios"),
    *("autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr"),
)
_BEFORE_BOXES = (
    *(
        *_BEFORE_RULES,
        "conditionalFormatting",
        "dataValidations",
        "hyperlinks",
        "printOptions",
        "pageMargins",
        "pageSetup",
        "headerFooter",
    ),
    *("rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing"),
)
_SPANS = re.compile(rb"\sspans=[\"']\d+:(\d+)[\"']")
_LATER_RULES = re.compile(rb"<x14:cfRule\b[^<>]*\bpriority=[\"'](\d+)[\"']")
_LAST_COLUMN = 16_384
_WIDTH = 9.14
"""Width of a column that was ours and is not described otherwise [characters]: that of new sheets."""

Cell = tuple[int, int]


@dataclass(frozen=True)
class Marking:
    """What is to be marked on one sheet.

    Parameters
    ----------
    cells
        Cell (row, column, from 0) -> how grave.
    comments
        Cell -> what is said there.
    added
        The columns beside the list, None where there are no results.
    ours
        Columns of an earlier marking that go.
    """

    cells: Mapping[Cell, Severity] = field(default_factory=dict)
    comments: Mapping[Cell, str] = field(default_factory=dict)
    added: Added | None = None
    ours: Collection[int] = ()


class Marked(NamedTuple):
    """What is to be told of a marked sheet.

    Parameters
    ----------
    talks
        How many comments found a conversation in their cell.
    filtered
        The new range of its filter as names have it; "" where it stays.
    """

    talks: int
    filtered: str


def mark_sheet(package: Package, part: str, marking: Marking, wardrobe: Wardrobe) -> Marked:
    """Mark a sheet in place of what marks it had."""
    data = package.read(part)
    strict = is_strict(data)
    try:
        grid = scan(data, marking.ours)
    except UnreadableError as fault:
        raise unreadable(package.source, part) from fault
    relation, talks = put_comments(package, part, marking.comments, _drawing(grid), strict=strict)
    gone = {column for column in marking.ours if column not in grid.formulas}
    reach = reach_of(grid, gone)
    place = _place(grid, marking, reach, package.source)
    edits = [*_columns(data, grid, marking, place, gone, wardrobe), *_colours(data, grid, marking, wardrobe)]
    filtered = ""
    if reach is not None:
        right = _right(reach, marking.added, place)
        filtered = reach.named(right) if right != reach.right else ""
        edits += reach.edits(data, right)
    if relation:
        edits.append(_boxes(grid, relation, strict=strict))
    package.changed[part] = splice(data, edits)
    return Marked(talks, filtered)


def _drawing(grid: Grid) -> str:
    """Return the relation by which a sheet names the boxes of its comments, or ""."""
    every = (*grid.tops, *(one for _, one in grid.inside))
    one = next((one for one in every if one.name == "legacyDrawing"), None)
    return next((value for key, value in one.attributes.items() if key.endswith(":id")), "") if one else ""


def _right(reach: Reach, added: Added | None, place: int) -> int:
    """Return the last column of the filter: ours where they join the columns of the list, else its own."""
    joined = added is not None and reach.start[0] == added.header and reach.own + 1 == place
    return reach.own + len(added.columns) if added is not None and joined else reach.own


def _place(grid: Grid, marking: Marking, reach: Reach | None, source: str) -> int:
    """Return the column in which ours begin: right of all that is there, and of the filter where it leaves room."""
    merges = (position(_end(one)) for _, one in grid.inside if one.name == "mergeCell")
    top = marking.added.header if marking.added else 0
    beside = [column + 1 for row, column in filter(None, merges) if row >= top]
    place = max([grid.width, *beside, *(column + 1 for column in grid.formulas)])
    width = len(marking.added.columns) if marking.added else 0
    if marking.added and place + width > _LAST_COLUMN:
        raise unmarkable(source, told("a sheet whose last columns are taken"))
    filtered = reach.own + 1 if reach is not None and reach.start[0] == top else 0
    return filtered if place < filtered <= _LAST_COLUMN - width else place


def _end(merge: Element) -> str:
    return merge.attributes.get("ref", "").rpartition(":")[2]


def _columns(
    data: bytes, grid: Grid, marking: Marking, place: int, gone: Set[int], wardrobe: Wardrobe
) -> Iterator[Edit]:
    """Yield the edits of rows, widths and dimension."""
    added = marking.added
    width = len(added.columns) if added else 0
    written = added.rows(place, wardrobe, prefix_of(grid.tag)) if added else {}
    heights = {added.header: added.height} if added else {}
    for at, row in grid.rows.items():
        cells = written.get(at, b"")
        taken = range(place, place + width) if cells else range(0)
        drop = [span for column, span in row.loose.items() if column in gone or column in taken]
        if cells or drop:
            tag = data[row.start : row.inner]
            header = added is not None and at == added.header
            tag = raised(tag, heights.get(at, 0), renewed=bool(marking.ours), header=header)
            yield from _row(data, row, tag, drop, cells, place + width)
    yield from _new_rows(data, grid, {at: cells for at, cells in written.items() if at not in grid.rows}, heights)
    if width or gone:
        yield from _widths(data, grid, gone, place, added)
        yield from _dimension(data, grid, place + width)


def _new_rows(data: bytes, grid: Grid, written: Mapping[int, bytes], heights: Mapping[int, int]) -> Iterator[Edit]:
    """Yield the edits that add rows of which the sheet knows nothing, such as an empty one over the list."""
    prefix = prefix_of(grid.tag)
    starts = sorted((at, row.start) for at, row in grid.rows.items())
    last = b""
    for at, cells in sorted(written.items()):
        tag = raised(f'<{prefix}row r="{at + 1}">'.encode(), heights.get(at, 0), renewed=False)
        raw = tag + cells + f"</{prefix}row>".encode()
        place = bisect_left(starts, (at, 0))
        if place < len(starts):
            yield starts[place][1], starts[place][1], raw
        else:
            last += raw
    if last:
        yield appended(data, next(one for one in grid.tops if one.name == "sheetData"), last)


def _row(data: bytes, row: Row, tag: bytes, drop: list[tuple[int, int]], cells: bytes, width: int) -> Iterator[Edit]:
    """Yield the edits of one row: its new tag, old cells of ours out, new ones in before loose ones further right.

    `width` is how many columns the sheet has with ours.
    """
    spans = _SPANS.search(tag)
    wide = with_attribute(tag, "spans", f"1:{max(width, int(spans[1]))}") if spans and cells else tag
    if row.closed:
        name = tag[1:].split(maxsplit=1)[0].rstrip(b"/>")
        yield row.start, row.inner, wide[:-2].rstrip() + b">" + cells + b"</" + name + b">"
        return
    if wide != data[row.start : row.inner]:
        yield row.start, row.inner, wide
    yield from ((start, end, b"") for start, end in _runs(drop))
    further = [span[0] for column, span in row.loose.items() if column >= width and span not in drop]
    at = min(further, default=row.close)
    yield at, at, cells


def _runs(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans with those that touch in one: a million edits become one for each row.

    >>> _runs([(1, 3), (3, 5), (8, 9)])
    [(1, 5), (8, 9)]
    """
    runs: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        runs[-1:] = [(runs[-1][0], end)] if runs and runs[-1][1] == start else [*runs[-1:], (start, end)]
    return runs


def _widths(data: bytes, grid: Grid, gone: Set[int], place: int, added: Added | None) -> Iterator[Edit]:
    """Yield the edit of the columns' widths: ours are set, those of columns of ours that go are forgotten.

    The style of a column stays: it says whether its empty cells are locked, and with them their rows.
    """
    prefix = prefix_of(grid.tag)
    mine: dict[int, float] = {place + nth: width for nth, width in enumerate(added.widths if added else ())}
    styles = {at: style for one in _cols(grid) for at, style in _styled(one, {*gone, *mine})}
    pieces = [piece for one in _cols(grid) for piece in _without(data, one, {*gone, *mine})]
    pieces += [
        (at, _col(prefix, at, mine.get(at, _WIDTH), styles.get(at, "")))
        for at in sorted({*mine, *(gone & styles.keys())})
    ]
    inside = b"".join(raw for _, raw in sorted(pieces))
    whole = f"<{prefix}cols>".encode() + inside + f"</{prefix}cols>".encode() if inside else b""
    holder = next((one for one in grid.tops if one.name == "cols"), None)
    if holder is not None:
        yield holder.start, holder.end, whole
    else:
        at = next(one.start for one in grid.tops if one.name == "sheetData")
        yield at, at, whole


def _cols(grid: Grid) -> list[Element]:
    return [one for holder, one in grid.inside if holder.name == "cols" and one.name == "col"]


def _styled(one: Element, places: Collection[int]) -> Iterator[tuple[int, str]]:
    """Yield which of some columns a description gives a style."""
    span = range(int(one.attributes.get("min", "1")) - 1, int(one.attributes.get("max", "1")))
    style = one.attributes.get("style", "")
    yield from ((at, style) for at in places if style and at in span)


def _col(prefix: str, at: int, width: float, style: str) -> bytes:
    """Return the description of one column."""
    dressed = f' style="{escaped(style)}"' if style else ""
    return f'<{prefix}col min="{at + 1}" max="{at + 1}" width="{width}"{dressed} customWidth="1"/>'.encode()


def _without(data: bytes, one: Element, cut: Collection[int]) -> Iterator[tuple[int, bytes]]:
    """Yield a description of columns, without those to be cut, as the runs that stay."""
    start, end = int(one.attributes.get("min", "1")) - 1, int(one.attributes.get("max", "1"))
    edges = [start, *sorted(edge for at in cut if start <= at < end for edge in (at, at + 1)), end]
    tag = data[one.start : one.end]
    for low, high in zip(edges[::2], edges[1::2], strict=True):
        if low < high:
            yield low, with_attribute(with_attribute(tag, "min", str(low + 1)), "max", str(high))


def _dimension(data: bytes, grid: Grid, width: int) -> Iterator[Edit]:
    one = next((one for one in grid.tops if one.name == "dimension"), None)
    if one is not None and grid.rows and width:
        start, _, end = one.attributes.get("ref", "A1").partition(":")
        bottom = max([row + 1 for row, _ in filter(None, map(position, (start, end)))] + [max(grid.rows) + 1])
        raw = with_attribute(data[one.start : one.inner], "ref", f"{start}:{letter_of(width - 1)}{bottom}")
        yield one.start, one.inner, raw


def _colours(data: bytes, grid: Grid, marking: Marking, wardrobe: Wardrobe) -> Iterator[Edit]:
    """Yield the edits that take our rules away and put new ones before the user's.

    Some programs give a cell one format only, the first of the sheet: a line drawn under it would hide our colour.
    """
    rules = [(holder.start, one) for holder, one in grid.inside if one.name == "cfRule"]
    mine = {one.start for _, one in rules if SIGN.encode() in data[one.inner : one.close]}
    inside: dict[int, list[Element]] = {}
    for start, one in rules:
        inside.setdefault(start, []).append(one)
    for whole in (one for one in grid.tops if one.name == "conditionalFormatting"):
        ours = [one for one in inside.get(whole.start, ()) if one.start in mine]
        cut = [whole] if ours and len(ours) == len(inside[whole.start]) else ours
        yield from ((one.start, one.end, b"") for one in cut)
    ranks = [one.attributes.get("priority", "0") for _, one in rules if one.start not in mine]
    theirs = [int(rank) for rank in (*ranks, *(found.decode() for found in _LATER_RULES.findall(data)))]
    cells: dict[Severity, list[Cell]] = {severity: [] for severity in SEVERITIES}
    for cell, severity in marking.cells.items():
        cells[severity].append(cell)
    made = formats(cells, wardrobe.fills, prefix_of(grid.tag), theirs)
    if made:
        at = _after(grid, _BEFORE_RULES)
        yield at, at, made


def _boxes(grid: Grid, relation: str, *, strict: bool) -> Edit:
    at = _after(grid, _BEFORE_BOXES)
    raw = f'<{prefix_of(grid.tag)}legacyDrawing xmlns:r="{base(strict)}" r:id="{relation}"/>'
    return at, at, raw.encode()


def _after(grid: Grid, names: Collection[str]) -> int:
    """Return where the last of the elements ends after which ours belong."""
    return max(one.end for one in grid.tops if one.name in names)
