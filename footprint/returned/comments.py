"""Comments beside the user's own: added, appended, and taken away again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from footprint.ground.activities import letter_of
from footprint.ground.language import LANGUAGES, Language, told
from footprint.returned import boxes as drawn
from footprint.returned import words
from footprint.returned.codes import unmarkable
from footprint.returned.elements import Edit, Element, appended, children, escaped, first, prefix_of, splice
from footprint.returned.grid import position
from footprint.returned.package import Package, declare, namespace, parsed, relate, relations
from footprint.stages.read.ours import OURS

LINE = "\u2014" * 3
"""What stands between a comment of the user and ours in one cell."""

_AUTHOR = "footprint"
_AUTHORS = (_AUTHOR, "")
"""Who wrote ours; some programs forget the authors of comments."""
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"

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


def comment_parts(package: Package, part: str, drawing: str) -> tuple[str, str]:
    """Return the parts of a sheet that hold its comments and their boxes; "" where there are none.

    `drawing` is the relation by which the sheet names its boxes: pictures in its header are of the same kind.
    """
    there = [one for one in relations(package, part) if package.has(one.part)]
    comments = next((one.part for one in there if one.kind == "comments"), "")
    boxes = next((one.part for one in there if drawing and one.id == drawing), "")
    if drawing and not boxes:
        raise unmarkable(package.source, told("boxes of comments that are missing, in {part}", part=part))
    return comments, boxes


def put_comments(
    package: Package, part: str, texts: Mapping[Cell, str], drawing: str, *, strict: bool
) -> tuple[str, int]:
    """Replace our comments of a sheet by `texts`; `drawing` is the relation to its boxes, "" if it names none.

    Returns
    -------
    tuple
        The id of the relation to a new part of boxes, "" if the sheet has one or needs none; and how many comments
        could not be written because a conversation stands in their cell.
    """
    written, boxes = comment_parts(package, part, drawing)
    if not written and not texts:
        return "", 0
    gone = _clean(package, written) if written else set()
    written = written or _new_comments(package, part, strict=strict)
    missing, talks = _add(package, written, texts)
    new = "" if boxes else package.free_name("xl/drawings/vmlDrawing{}.vml")
    relation = _new_boxes(package, part, new, strict=strict) if new else ""
    drawn.draw(package, boxes or new, gone, {cell: texts[cell] for cell in missing})
    return relation, talks


@cache
def _ours() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return how ours begin: as comments of their own, and below those of the user."""
    said = (OURS + Language(code).say(word) for code in LANGUAGES for word in words.SEVERITY_WORDS.values())
    heading = rf"(?:{'|'.join(map(re.escape, said))})(?:\n|\Z)"
    return re.compile(heading), re.compile(rf"\n?{LINE}[^\S\n]*+\n{heading}")


def _new_comments(package: Package, sheet: str, *, strict: bool) -> str:
    name = package.free_name("xl/comments{}.xml")
    raw = f'{_HEAD}<comments xmlns="{namespace(strict)}"><authors/><commentList/></comments>'
    package.changed[name] = raw.encode()
    declare(package, name, _COMMENTS)
    relate(package, sheet, "comments", name, strict=strict)
    return name


def _new_boxes(package: Package, sheet: str, name: str, *, strict: bool) -> str:
    package.changed[name] = drawn.EMPTY.encode()
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
            name = authors[author] if 0 <= author < len(authors) else ""
            held.append(_Held(one, cell, name, tuple(pieces.get(place, ()))))
    return held


def _clean(package: Package, part: str) -> set[Cell]:
    """Take our comments away; return the cells that have none left."""
    data, found = parsed(package, part)
    whole, under = _ours()
    edits: list[Edit] = []
    gone = set()
    for one in _held(found):
        below = under.search(one.text)
        if one.author.strip() in _AUTHORS and whole.match(one.text):
            edits.append((one.element.start, one.element.end, b""))
            gone.add(one.cell)
        elif below is not None:
            edits += _cut(one, below.start(), found)
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
    author, new = _author(data, found, prefix, package.source)
    made = "".join(_comment(cell, texts[cell], author, prefix) for cell in missing)
    edits += [*new, appended(data, found[first(found, "commentList")], made.encode())]
    package.changed[part] = splice(data, edits)
    return missing, sum(1 for cell in set(texts) & set(there) if _is_talk(there[cell]))


def _is_talk(one: _Held) -> bool:
    """Return whether a comment stands for a conversation, whose text the program keeps elsewhere."""
    return one.author.startswith("tc=")


def _author(data: bytes, found: list[Element], prefix: str, source: str) -> tuple[int, list[Edit]]:
    """Return our number among the authors, and the edits that add us."""
    place = first(found, "authors")
    if place < 0 or first(found, "commentList") < 0:
        raise unmarkable(source, told("comments without a list of authors"))
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
