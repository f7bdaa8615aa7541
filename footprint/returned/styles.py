"""Our looks, added at the end of the workbook's styles: what is there keeps its number and its bytes."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from footprint.ground.errors import Severity
from footprint.ground.language import told
from footprint.returned.codes import unmarkable
from footprint.returned.elements import (
    Edit,
    Element,
    appended,
    children,
    elements,
    escaped,
    first,
    splice,
    with_attribute,
)
from footprint.returned.rules import SEVERITIES
from footprint.stages.report.palette import HEAD, INK, MUTED

FILLS: Mapping[Severity, tuple[str, str]] = {
    "error": ("C0392B", "FFFFFF"),
    "warning": ("F2B84B", "1C2B33"),
    "info": ("D9ECF7", "1C2B33"),
}
"""Fill and letters: dark, middle, light, so that they stay apart in grey and for colour-blind eyes."""

_PARTS = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
_FIRST_FREE_FORMAT = 164
_MIXED = "[>=100]#,##0;[>=0.01]0.00;0.00E+00"
_WEIGHT = "[>=0.01]#,##0.00;[>0]0.00E+00;0"
_SHARE = '[>=0.0005]0.0%;[>0]"< 0.1%";0%'
MOST_STYLES = 64_000
"""Styles that a workbook can have in the usual programs."""


@dataclass(frozen=True, slots=True)
class Look:
    """How cells of one kind look: font and fill as XML without prefix, number format, alignment.

    `quoted` cells are texts whatever they look like; `free` ones are not locked on a protected sheet, where rows with a
    locked cell can be neither removed nor sorted.
    """

    font: str = ""
    fill: str = ""
    number: str = ""
    align: str = ""
    quoted: bool = False
    free: bool = False


def _font(size: int, colour: str, more: str = "") -> str:
    return f'<font>{more}<sz val="{size}"/><color rgb="FF{colour.lstrip("#")}"/><name val="Calibri"/></font>'


def _fill(colour: str) -> str:
    return f'<fill><patternFill patternType="solid"><fgColor rgb="FF{colour.lstrip("#")}"/></patternFill></fill>'


_TOP, _LEFT = 'vertical="top"', 'horizontal="left" vertical="top" indent="1"'
_WRAP = 'horizontal="left" vertical="top" wrapText="1" indent="1"'
LOOKS: Mapping[str, Look] = {
    "head": Look(
        _font(11, INK, "<b/>"), _fill(HEAD), align='horizontal="left" vertical="bottom" wrapText="1" indent="1"'
    ),
    "text": Look(align=_LEFT, free=True),
    "quoted text": Look(align=_LEFT, quoted=True, free=True),
    "tonnes": Look(number=_WEIGHT, align=_TOP, free=True),
    "grade": Look(number="0", align=_TOP, free=True),
    "value": Look(number=_MIXED, align=_TOP, free=True),
    "small": Look(number="0.00E+00", align=_TOP, free=True),
    "title": Look(_font(16, INK, "<b/>")),
    "heading": Look(_font(12, INK, "<b/>")),
    "muted": Look(_font(11, MUTED)),
    "long": Look(_font(11, INK), align=_WRAP),
    "share": Look(_font(11, INK), number=_SHARE, align=_LEFT),
    "sum": Look(_font(11, INK), number=_MIXED, align=_TOP),
    "small sum": Look(_font(11, INK), number="0.00E+00", align=_TOP),
    "count": Look(_font(11, INK), number="#,##0", align=_TOP),
    "weight": Look(_font(11, INK), number=_WEIGHT, align=_TOP),
    "link": Look(_font(11, "#0B5394", "<u/>"), align=_WRAP),
    **{name: Look(_font(11, ink), _fill(fill), align=_WRAP) for name, (fill, ink) in FILLS.items()},
}
"""Every look we use, by name."""

BARE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="{namespace}">'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf/></cellXfs><cellStyles count="1">'
    '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
"""The styles of a workbook that has none."""


@dataclass(frozen=True)
class Wardrobe:
    """The styles with our looks in them, and the number of each look and of each colour of a mark."""

    styles: bytes
    cell: Mapping[str, int]
    fills: Mapping[Severity, int]


def dress(styles: bytes, source: str) -> Wardrobe:
    """Return the styles with our looks added; those that are there from earlier are used again.

    Raises
    ------
    InputError
        If there are more styles than a workbook can have.
    """
    styles = _with_parts(styles)
    found = elements(styles)
    parts = {name: _Part.of(styles, found, name) for name in _PARTS if name != "cellStyles"}
    if max(len(part.there) for part in parts.values()) > MOST_STYLES:
        raise unmarkable(source, told("more styles than a workbook can have"))
    fills = {severity: parts["dxfs"].place(_colour(*FILLS[severity])) for severity in SEVERITIES}
    formats = _formats(parts["numFmts"])
    cell = {name: _worn(parts, formats, look) for name, look in LOOKS.items()}
    edits = [edit for part in parts.values() for edit in part.edits(styles)]
    return Wardrobe(splice(styles, edits), cell, fills)


@dataclass(frozen=True, eq=False)
class _Part:
    """A part of the styles: its element, what stands in it, and what is added; each with its place."""

    holder: Element
    there: Sequence[Element]
    known: dict[bytes, int]
    added: list[bytes] = field(default_factory=list)

    @classmethod
    def of(cls, styles: bytes, found: list[Element], name: str) -> _Part:
        """Return the part of a name, of the elements of the styles."""
        at = first(found, name)
        there = children(found, at)
        known: dict[bytes, int] = {}
        for nth, one in enumerate(there):
            known.setdefault(styles[one.start : one.end], nth)
        return cls(found[at], there, known)

    def place(self, raw: str) -> int:
        """Return the place of an element, which is added at the end if it is not there."""
        new = _prefixed(raw, self.holder)
        if new not in self.known:
            self.known[new] = len(self.there) + len(self.added)
            self.added.append(new)
        return self.known[new]

    def edits(self, styles: bytes) -> Iterator[Edit]:
        """Yield the edits that make the additions."""
        if not self.added:
            return
        count, new = str(len(self.there) + len(self.added)), b"".join(self.added)
        opening = with_attribute(styles[self.holder.start : self.holder.inner], "count", count)
        if self.holder.closed:
            whole = opening[:-2].rstrip() + b">" + new + f"</{self.holder.tag}>".encode()
            yield self.holder.start, self.holder.end, whole
        else:
            yield self.holder.start, self.holder.inner, opening
            yield appended(styles, self.holder, new)


def _colour(fill: str, ink: str) -> str:
    return (
        f'<dxf><font><color rgb="FF{ink}"/></font><fill><patternFill patternType="solid">'
        f'<fgColor rgb="FF{fill}"/><bgColor rgb="FF{fill}"/></patternFill></fill></dxf>'
    )


def _worn(parts: Mapping[str, _Part], formats: Mapping[str, int], look: Look) -> int:
    """Return the number of a look."""
    font = parts["fonts"].place(look.font) if look.font else 0
    fill = parts["fills"].place(look.fill) if look.fill else 0
    number = formats.get(look.number, 0)
    applied = "".join(
        f' apply{what}="1"'
        for what, given in (
            ("NumberFormat", look.number),
            ("Font", look.font),
            ("Fill", look.fill),
            ("Alignment", look.align),
            ("Protection", look.free),
        )
        if given
    )
    quoted = ' quotePrefix="1"' if look.quoted else ""
    inside = f"<alignment {look.align}/>" if look.align else ""
    inside += '<protection locked="0"/>' if look.free else ""
    start = f'<xf numFmtId="{number}" fontId="{font}" fillId="{fill}" borderId="0" xfId="0"{quoted}{applied}'
    return parts["cellXfs"].place(f"{start}>{inside}</xf>" if inside else f"{start}/>")


def _formats(part: _Part) -> Mapping[str, int]:
    """Return the id of each number format by its code; those of ours that are not there are added."""
    there = [(one.attributes.get("formatCode", ""), int(one.attributes.get("numFmtId", "0"))) for one in part.there]
    ids = dict(reversed(there))
    free = itertools.count(max([_FIRST_FREE_FORMAT - 1, *ids.values()]) + 1)
    for code in dict.fromkeys(look.number for look in LOOKS.values() if look.number):
        if code not in ids:
            ids[code] = next(free)
            part.place(f'<numFmt numFmtId="{ids[code]}" formatCode="{escaped(code)}"/>')
    return ids


def _prefixed(raw: str, holder: Element) -> bytes:
    prefix = holder.tag[: len(holder.tag) - len(holder.name)]
    return re.sub(r"<(/?)(?=\w)", rf"<\1{prefix}", raw).encode()


def _with_parts(styles: bytes) -> bytes:
    """Return the styles with an empty one of each part that is not there, where it belongs."""
    found = elements(styles)
    tops = {one.name: one for one in children(found, 0)}
    edits: list[Edit] = []
    at = found[0].inner
    for name in _PARTS:
        if name in tops:
            at = tops[name].end
        elif name != "cellStyles":
            edits.append((at, at, _prefixed(f'<{name} count="0"/>', found[0])))
    return splice(styles, edits)
