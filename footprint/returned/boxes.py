"""The boxes in which comments are shown: drawn beside those of the user, and taken away again.

They are kept in VML, which some programs write so that no XML parser takes it; so tags are looked for, one by one.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache

from footprint.ground.language import told
from footprint.returned.codes import unmarkable
from footprint.returned.elements import Edit, is_closed, splice, tag_end
from footprint.returned.package import Package

NAMES = (
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
EMPTY = f'<xml{NAMES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
"""A part without boxes."""

_BOX = (
    '<v:shapetype id="_x0000_t202"{names} coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape id="_x0000_s{id}"{names} type="#_x0000_t202" style="position:absolute;width:230pt;height:{height}pt;'
    'z-index:{id};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left}, 15, {top}, 4, {right}, 15, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_TAG = re.compile(rb"<(/?)v:shape(?=[\s/>])")
_END = re.compile(rb"</xml\s*+>\s*+\Z")
_ROW, _COLUMN = re.compile(rb"<x:Row>\s*+(\d{1,7})\s*+<"), re.compile(rb"<x:Column>\s*+(\d{1,5})\s*+<")
_NUMBER = re.compile(rb"\bid=[\"']_x0000_s(\d{1,12})[\"']")
_BLOCKS = re.compile(rb"<o:idmap\b[^<>]*?\bdata=[\"']([\d,\s]*+)[\"']")
_BLOCK = 1024
"""Numbers of one block: those of boxes lie in the blocks that their part claims, the first of each kept free."""
_LETTERS_PER_LINE, _LINE_HEIGHT, _WIDTH = 46, 14, 3

Cell = tuple[int, int]


def draw(package: Package, part: str, gone: Collection[Cell], texts: Mapping[Cell, str]) -> None:
    """Remove the boxes of the comments that are gone, and draw those of new ones."""
    data = package.read(part)
    data = splice(data, [(start, end, b"") for start, end in _shapes(data) if _cell_of(data, start, end) in gone])
    end = _END.search(data)
    if end is None:
        raise unmarkable(package.source, told("{part} without an end", part=part))
    names = "" if all(f"xmlns:{one}=".encode() in data[:1000] for one in "vox") else NAMES
    box = _BOX.format(names=names) if texts and b"_x0000_t202" not in data else ""
    numbers, claim = _numbers(data, len(texts), cache(lambda: _claimed(package, part)))
    made = (_shape(number, cell, texts[cell], names) for number, cell in zip(numbers, sorted(texts), strict=True))
    new = "".join([box, *made]).encode()
    package.changed[part] = splice(data, [*claim, (end.start(), end.start(), new)])


def _shapes(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield from where to where each shape reaches; one without an end takes none of the others along."""
    opened: list[int] = []
    at = done = 0
    while found := _TAG.search(data, at):
        start, at = found.start(), tag_end(data, found.start())
        if not found[1] and not is_closed(data, at):
            opened.append(start)
            continue
        if found[1]:
            start = opened.pop() if opened else -1
        if start >= done:
            yield start, at
            done = at


def _cell_of(data: bytes, start: int, end: int) -> Cell | None:
    """Return the cell whose comment a shape shows, None for another kind of shape."""
    row, column = _ROW.search(data, start, end), _COLUMN.search(data, start, end)
    note = data.find(b'"Note"', start, end) >= 0
    return (int(row[1]), int(column[1])) if row and column and note else None


def _numbers(data: bytes, count: int, others: Callable[[], Collection[int]]) -> tuple[list[int], list[Edit]]:
    """Return free numbers of boxes, and the edit that claims the blocks they lie in; `others` are claimed elsewhere."""
    claim = _BLOCKS.search(data)
    mine = _told(claim[1]) if claim else []
    used = {int(number) for number in _NUMBER.findall(data)}
    taken = list(itertools.islice(_free(mine or [1], used, others), count))
    blocks = dict.fromkeys([*mine, *(block for block, _ in taken)])
    new = claim is not None and len(blocks) > len(mine)
    edit = [(*claim.span(1), ",".join(map(str, blocks)).encode())] if claim and new else []
    return [number for _, number in taken], edit


def _free(
    mine: Sequence[int], used: Collection[int], others: Callable[[], Collection[int]]
) -> Iterator[tuple[int, int]]:
    """Yield blocks and free numbers in them: of those claimed already, then of new ones that nobody claims."""
    new = (block for block in itertools.count(max(mine) + 1) if block not in others())
    for block in itertools.chain(mine, new):
        numbers = range(block * _BLOCK + 1, (block + 1) * _BLOCK)
        yield from ((block, number) for number in numbers if number not in used)


def _claimed(package: Package, part: str) -> frozenset[int]:
    """Return the blocks that the other parts of boxes claim."""
    names = {*package.file.NameToInfo, *package.changed} - {part}
    found = (_BLOCKS.search(package.read(name)) for name in names if name.lower().endswith(".vml"))
    return frozenset(block for one in found if one for block in _told(one[1]))


def _told(text: bytes) -> list[int]:
    return list(dict.fromkeys(int(one) for one in re.findall(rb"\d{1,6}", text)))


def _shape(number: int, cell: Cell, text: str, names: str) -> str:
    row, column = cell
    lines = 1 + sum(1 + len(line) // _LETTERS_PER_LINE for line in text.split("\n"))
    place = {
        "left": column + 1,
        "right": column + 1 + _WIDTH,
        "top": max(row - 1, 0),
        "bottom": max(row - 1, 0) + lines,
    }
    return _SHAPE.format(id=number, names=names, height=lines * _LINE_HEIGHT, row=row, column=column, **place)
