"""Our looks, added at the end of the workbook's styles: what is there keeps its number and its bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from footprint.ground.errors import Severity
from footprint.returned.elements import Edit, Element, appended, children, elements, first, splice, with_attribute
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
    "advice": Look(align=_WRAP, free=True),
    "quoted advice": Look(align=_WRAP, quoted=True, free=True),
    "tonnes": Look(number="#,##0.00", align=_TOP, free=True),
    "grade": Look(number="0", align=_TOP, free=True),
    "value": Look(number=_MIXED, align=_TOP, free=True),
    "small": Look(number="0.00E+00", align=_TOP, free=True),
    "title": Look(_font(16, INK, "<b/>")),
    "heading": Look(_font(12, INK, "<b/>")),
    "muted": Look(_font(11, MUTED)),
    "long": Look(_font(11, INK), align=_WRAP),
    "share": Look(_font(11, INK), number="0.0%", align=_LEFT),
    "sum": Look(_font(11, INK), number=_MIXED, align=_TOP),
    "small sum": Look(_font(11, INK), number="0.00E+00", align=_TOP),
    "count": Look(_font(11, INK), number="#,##0", align=_TOP),
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


def dress(styles: bytes) -> Wardrobe:
    """Return the styles with our looks added; those that are there from earlier are used again."""
    for name in _PARTS:
        styles = _with_part(styles, name)
    cell, fills = {}, {}
    for severity, (fill, ink) in FILLS.items():
        raw = (
            f'<dxf><font><color rgb="FF{ink}"/></font><fill><patternFill patternType="solid">'
            f'<fgColor rgb="FF{fill}"/><bgColor rgb="FF{fill}"/></patternFill></fill></dxf>'
        )
        styles, fills[severity] = _added(styles, "dxfs", raw)
    for name, look in LOOKS.items():
        styles, cell[name] = _worn(styles, look)
    return Wardrobe(styles, cell, {severity: fills[severity] for severity in SEVERITIES})


def _worn(styles: bytes, look: Look) -> tuple[bytes, int]:
    """Return the styles with a look, and its number."""
    styles, font = _added(styles, "fonts", look.font) if look.font else (styles, 0)
    styles, fill = _added(styles, "fills", look.fill) if look.fill else (styles, 0)
    styles, number = _format(styles, look.number) if look.number else (styles, 0)
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
    return _added(styles, "cellXfs", f"{start}>{inside}</xf>" if inside else f"{start}/>")


def _format(styles: bytes, code: str) -> tuple[bytes, int]:
    """Return the styles with a number format, and its id."""
    found = elements(styles)
    there = children(found, first(found, "numFmts"))
    ids = {int(one.attributes.get("numFmtId", "0")): one.attributes.get("formatCode") for one in there}
    same = next((number for number, written in ids.items() if written == code), None)
    if same is not None:
        return styles, same
    number = max([_FIRST_FREE_FORMAT - 1, *ids]) + 1
    written = code.replace(">", "&gt;")
    return _added(styles, "numFmts", f'<numFmt numFmtId="{number}" formatCode="{written}"/>')[0], number


def _added(styles: bytes, part: str, raw: str) -> tuple[bytes, int]:
    """Return the styles with an element at the end of a part of them, and its position there."""
    found = elements(styles)
    place = first(found, part)
    holder, there = found[place], children(found, place)
    new = _prefixed(raw, holder)
    same = next((nth for nth, one in enumerate(there) if styles[one.start : one.end] == new), None)
    if same is not None:
        return styles, same
    opening = with_attribute(styles[holder.start : holder.inner], "count", str(len(there) + 1))
    if holder.closed:
        whole = opening[:-2].rstrip() + b">" + new + f"</{holder.tag}>".encode()
        return splice(styles, [(holder.start, holder.end, whole)]), 0
    edits: list[Edit] = [(holder.start, holder.inner, opening), appended(styles, holder, new)]
    return splice(styles, edits), len(there)


def _prefixed(raw: str, holder: Element) -> bytes:
    prefix = holder.tag[: len(holder.tag) - len(holder.name)]
    return re.sub(r"<(/?)(?=\w)", rf"<\1{prefix}", raw).encode()


def _with_part(styles: bytes, name: str) -> bytes:
    """Return the styles with an empty part of that name, where it belongs, if there was none."""
    found = elements(styles)
    tops = {one.name: one for one in children(found, 0)}
    if name in tops or name == "cellStyles":
        return styles
    before = [tops[other] for other in _PARTS[: _PARTS.index(name)] if other in tops]
    at = before[-1].end if before else found[0].inner
    return splice(styles, [(at, at, _prefixed(f'<{name} count="0"/>', found[0]))])
