"""Comments beside the user's own: added, appended, and taken away again."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from footprint.ground.activities import letter_of
from footprint.returned.codes import unmarkable
from footprint.returned.elements import Edit, Element, appended, children, escaped, first, prefix_of, splice
from footprint.returned.grid import position
from footprint.returned.package import Package, declare, namespace, parsed, relate, relations
from footprint.stages.read.header import OURS

LINE = "\u2014" * 3
"""What stands between a comment of the user and ours in one cell."""

_AUTHOR = "footprint"
_MARKED = re.compile(rf"(?:\A|\s*{LINE}\s*\n){re.escape(OURS)}")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_NAMES = (
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
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
_ANY_SHAPE = re.compile(rb"<v:shape\b.*?</v:shape>", re.DOTALL)
_ROW, _COLUMN = re.compile(rb"<x:Row>\s*(\d+)\s*</x:Row>"), re.compile(rb"<x:Column>\s*(\d+)\s*</x:Column>")
_SHAPE_ID = re.compile(rb"\bid=[\"']_x0000_s(\d+)[\"']")
_LETTERS_PER_LINE, _LINE_HEIGHT, _WIDTH = 46, 14, 3

Cell = tuple[int, int]


@dataclass(frozen=True)
class _Held:
    """A comment of the sheet: its cell, its author, the pieces of its text."""

    element: Element
    cell: Cell
    author: str
    texts: tuple[Element, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.texts)


def comment_parts(package: Package, part: str) -> tuple[str, str]:
    """Return the parts of a sheet that hold its comments and their boxes; "" where there are none."""
    found = {one.kind: one.part for one in relations(package, part) if package.has(one.part)}
    return found.get("comments", ""), found.get("vmlDrawing", "")


def put_comments(package: Package, part: str, texts: Mapping[Cell, str], *, strict: bool) -> tuple[str, int]:
    """Replace our comments of a sheet by `texts`.

    Returns
    -------
    tuple
        The id of the relation to a new part of boxes, "" if the sheet has one or needs none; and how many comments
        could not be written because a conversation stands in their cell.
    """
    written, boxes = comment_parts(package, part)
    if not written and not texts:
        return "", 0
    gone = _clean(package, written) if written else set()
    written = written or _new_comments(package, part, strict=strict)
    missing, talks = _add(package, written, texts)
    new = "" if boxes else package.free_name("xl/drawings/vmlDrawing{}.vml")
    relation = _new_boxes(package, part, new, strict=strict) if new else ""
    _draw(package, boxes or new, gone, {cell: texts[cell] for cell in missing})
    return relation, talks


def _new_comments(package: Package, sheet: str, *, strict: bool) -> str:
    name = package.free_name("xl/comments{}.xml")
    raw = f'{_HEAD}<comments xmlns="{namespace(strict)}"><authors/><commentList/></comments>'
    package.changed[name] = raw.encode()
    declare(package, name, _COMMENTS)
    relate(package, sheet, "comments", name, strict=strict)
    return name


def _new_boxes(package: Package, sheet: str, name: str, *, strict: bool) -> str:
    layout = '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
    package.changed[name] = f"<xml{_NAMES}>{layout}</xml>".encode()
    declare(package, name, _DRAWING)
    return relate(package, sheet, "vmlDrawing", name, strict=strict)


def _held(found: list[Element]) -> list[_Held]:
    """Return the comments among the elements of their part."""
    authors = [one.text for one in found if one.name == "author"]
    pieces: dict[int, list[Element]] = {}
    owner: dict[int, int] = {}
    for place, one in enumerate(found):
        owner[place] = place if one.name == "comment" else owner.get(one.parent, -1)
        if one.name == "t" and owner[place] >= 0 and found[one.parent].name != "rPh":
            pieces.setdefault(owner[place], []).append(one)
    held = []
    for place, one in enumerate(found):
        cell = position(one.attributes.get("ref", "")) if one.name == "comment" else None
        if cell is not None:
            author = int(one.attributes.get("authorId", "0"))
            name = authors[author] if author < len(authors) else ""
            held.append(_Held(one, cell, name, tuple(pieces.get(place, ()))))
    return held


def _clean(package: Package, part: str) -> set[Cell]:
    """Take our comments away; return the cells that have none left."""
    data, found = parsed(package, part)
    edits: list[Edit] = []
    gone = set()
    for one in _held(found):
        mine = _MARKED.search(one.text)
        if mine is not None and not one.text[: mine.start()].strip():
            edits.append((one.element.start, one.element.end, b""))
            gone.add(one.cell)
        elif mine is not None:
            edits += _cut(one, mine.start(), found)
    package.changed[part] = splice(data, edits)
    return gone


def _cut(one: _Held, length: int, found: list[Element]) -> list[Edit]:
    """Return the edits that keep the first `length` characters of a comment."""
    edits: list[Edit] = []
    for piece in one.texts:
        kept = piece.text[: max(length, 0)]
        run = found[piece.parent]
        if not kept and piece.text and run.name == "r":
            edits.append((run.start, run.end, b""))
        elif kept != piece.text:
            edits.append((piece.inner, piece.close, escaped(kept).encode()))
        length -= len(piece.text)
    return edits


def _add(package: Package, part: str, texts: Mapping[Cell, str]) -> tuple[list[Cell], int]:
    """Add our comments; return the cells that had none, and how many were left out for a conversation."""
    data, found = parsed(package, part)
    there = {one.cell: one for one in _held(found)}
    prefix = prefix_of(found[0].tag)
    edits: list[Edit] = []
    for cell in sorted(set(texts) & set(there)):
        if not _is_talk(there[cell]):
            edits += _append(there[cell], texts[cell], found, prefix)
    missing = sorted(set(texts) - set(there))
    author, new = _author(data, found, prefix)
    made = "".join(_comment(cell, texts[cell], author, prefix) for cell in missing)
    edits += [*new, appended(data, found[first(found, "commentList")], made.encode())]
    package.changed[part] = splice(data, edits)
    return missing, sum(1 for cell in set(texts) & set(there) if _is_talk(there[cell]))


def _is_talk(one: _Held) -> bool:
    """Return whether a comment stands for a conversation, whose text the program keeps elsewhere."""
    return one.author.startswith("tc=")


def _author(data: bytes, found: list[Element], prefix: str) -> tuple[int, list[Edit]]:
    """Return our number among the authors, and the edits that add us."""
    place = first(found, "authors")
    if place < 0 or first(found, "commentList") < 0:
        raise unmarkable("", "comments without a list of authors")
    names = [one.text for one in children(found, place)]
    if _AUTHOR in names:
        return names.index(_AUTHOR), []
    raw = f"<{prefix}author>{_AUTHOR}</{prefix}author>".encode()
    return len(names), [appended(data, found[place], raw)]


def _comment(cell: Cell, text: str, author: int, prefix: str) -> str:
    reference = f"{letter_of(cell[1])}{cell[0] + 1}"
    run = f'<{prefix}r><{prefix}t xml:space="preserve">{escaped(text)}</{prefix}t></{prefix}r>'
    return (
        f'<{prefix}comment ref="{reference}" authorId="{author}"><{prefix}text>{run}</{prefix}text></{prefix}comment>'
    )


def _append(one: _Held, text: str, found: list[Element], prefix: str) -> list[Edit]:
    """Return the edits that put our text under the user's; a bare text becomes a run, as two kinds do not mix."""
    if not one.texts:
        return []
    last = one.texts[-1]
    run = f'<{prefix}r><{prefix}t xml:space="preserve">\n{LINE}\n{escaped(text)}</{prefix}t></{prefix}r>'.encode()
    if found[last.parent].name == "r":
        end = found[last.parent].end
        return [(end, end, run)]
    return [(last.start, last.start, f"<{prefix}r>".encode()), (last.end, last.end, f"</{prefix}r>".encode() + run)]


def _draw(package: Package, part: str, gone: Collection[Cell], texts: Mapping[Cell, str]) -> None:
    """Remove the boxes of the comments that are gone, and draw those of new ones."""
    data = package.read(part)
    data = _ANY_SHAPE.sub(lambda match: b"" if _cell_of(match[0]) in gone else match[0], data)
    end = data.rfind(b"</xml>")
    if end < 0:
        raise unmarkable(package.source, f"{part} without an end")
    names = "" if all(f"xmlns:{one}=".encode() in data[:1000] for one in "vox") else _NAMES
    box = _BOX.format(names=names) if texts and b"_x0000_t202" not in data else ""
    start = max([1024, *(int(number) for number in _SHAPE_ID.findall(data))]) + 1
    made = "".join(_shape(start + nth, cell, texts[cell], names) for nth, cell in enumerate(sorted(texts)))
    package.changed[part] = data[:end] + (box + made).encode() + data[end:]


def _cell_of(shape: bytes) -> Cell | None:
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    return (int(row[1]), int(column[1])) if row and column and b'"Note"' in shape else None


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
