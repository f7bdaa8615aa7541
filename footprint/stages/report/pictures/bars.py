"""Horizontal bars: plain, stacked, or shares of one whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from footprint.ground.language import Language
from footprint.stages.report.chart import Bars
from footprint.stages.report.figures import percent
from footprint.stages.report.palette import INK, MUTED, PALE
from footprint.stages.report.palette import LINE as RULE
from footprint.stages.report.pictures.colours import FILLS, ink_on
from footprint.stages.report.pictures.legend import legend
from footprint.stages.report.pictures.lettering import fitted, measure, said, widest
from footprint.stages.report.pictures.shapes import HATCHED, SMALL, Box, Line, Scene, Shape, Words

ROW, THICK = 28, 18
"""Height of a row and of its bar [px]."""

_GAP = 8
_NAMES, _ENDS, _BARS = 0.36, 0.4, 0.42
"""Parts of the width: what names may always take, what the texts at the ends may take, what names leave for bars."""


_HATCH_SEEN = 24
"""Room left and right of a percentage that lets the hatching be seen [px]."""

_ALL = 0.995
"""Share from which a rounded percentage would say that nothing else is there."""


@dataclass(frozen=True, slots=True)
class Room:
    """Where the bars stand: the pixel of nothing, and pixels per unit of value."""

    names: float
    zero: float
    scale: float
    ends: float
    right: float


def bars(chart: Bars, language: Language, width: float) -> Scene:
    """Return bars as shapes, `width` pixels wide."""
    key: tuple[Shape, ...] = ()
    top = 0.0
    if len(chart.series) > 1:
        entries = tuple(zip((FILLS[role] for role in chart.roles), chart.series, strict=True))
        key, top = legend(entries, 0, 0, width)
        top += _GAP
    room = room_of(chart, width)
    height = top + ROW * len(chart.names)
    rows = [shape for place in range(len(chart.names)) for shape in _row(chart, language, room, place, top)]
    boxes = [shape for shape in (*key, *rows) if isinstance(shape, Box)]
    words = [shape for shape in (*key, *rows) if isinstance(shape, Words)]
    return Scene(width, height, (*boxes, *_zero(chart, room, top, height), *words))


def room_of(chart: Bars, width: float) -> Room:
    """Return how the width is shared between names, bars and the texts after them."""
    ends = min(widest(chart.ends), _ENDS * width) + _GAP if any(chart.ends) else 0.0
    names = min(widest(chart.names), max(_NAMES * width, (1 - _BARS) * width - ends)) + _GAP
    low, high = (0.0, 1.0) if chart.whole else _extent(chart)
    scale = (width - names - ends - 1) / (high - low)
    return Room(names, names - low * scale, scale, ends, width)


def _extent(chart: Bars) -> tuple[float, float]:
    """Return the lowest and the highest end of all bars, with nothing (0) between them."""
    known = [[part for part in parts if part is not None] for parts in chart.values]
    low = min((sum(part for part in parts if part < 0) for parts in known), default=0.0)
    high = max((sum(part for part in parts if part > 0) for parts in known), default=0.0)
    return (low, high) if high > low else (0.0, 1.0)


def _row(chart: Bars, language: Language, room: Room, place: int, top: float) -> Iterator[Box | Words]:
    """Yield the name of a bar, its parts, and the text after it."""
    middle = top + ROW * (place + 0.5)
    yield Words(room.names - _GAP, middle, fitted(chart.names[place], room.names - _GAP), "end")
    reach = room.zero
    for box, share in _parts(chart, language, room, place, middle):
        yield box
        if chart.whole:
            yield from _inside(box, share)
        reach = max(reach, box.left + box.width)
    end = fitted(chart.ends[place], room.ends - _GAP) if place < len(chart.ends) else ""
    unknown = all(part is None for part in chart.values[place])
    if unknown and (chart.whole or not end):
        text = chart.blanks[place] if place < len(chart.blanks) else language.say("not known")
        yield Words(room.zero + 4, middle, fitted(text, room.right - room.zero), colour=MUTED)
    if end:
        left = room.right - room.ends if chart.whole else reach
        yield Words(left + _GAP, middle, end)


def _parts(chart: Bars, language: Language, room: Room, place: int, middle: float) -> Iterator[tuple[Box, float]]:
    """Yield the parts of a bar that are known, gains to the left of nothing, and their values."""
    up = down = 0.0
    for series, role, part in zip(chart.series, chart.roles, chart.values[place], strict=True):
        if not part:
            continue
        start = up if part > 0 else down + part
        up, down = (up + part, down) if part > 0 else (up, down + part)
        title = _title(chart, language, place, series, part)
        left, wide = room.zero + start * room.scale, abs(part) * room.scale
        # A gain is told from a loss by its side; a plain one is paler too.
        fill = PALE if part < 0 and role == "plain" else FILLS[role]
        yield Box(left, middle - THICK / 2, wide, THICK, fill, title), part


def _title(chart: Bars, language: Language, place: int, series: str, part: float) -> str:
    end = chart.ends[place] if place < len(chart.ends) else ""
    if chart.whole:
        return said(f"{chart.names[place]}, {series}: {percent(part, language)}")
    return said(f"{chart.names[place]}: {end}" if len(chart.series) == 1 else f"{chart.names[place]}, {series}")


def _inside(box: Box, share: float) -> Iterator[Box | Words]:
    """Yield the percentage in a part where there is room, on a plain ground where the part is hatched."""
    text = f"{100 * share:.0f} %" if share < _ALL or share == 1 else "> 99 %"
    middle, wide = box.left + box.width / 2, measure(text, SMALL)
    if wide + (_HATCH_SEEN if box.fill == HATCHED else 6) > box.width:
        return
    if box.fill == HATCHED:
        yield Box(middle - wide / 2 - 2, box.top + 2, wide + 4, THICK - 4, "#FFFFFF")
    yield Words(middle, box.top + THICK / 2, text, "middle", SMALL, ink_on(box.fill))


def _zero(chart: Bars, room: Room, top: float, height: float) -> Iterator[Shape]:
    """Yield the line of nothing, from which bars go to the right and gains to the left."""
    if chart.names:
        yield Line(((room.zero, top), (room.zero, height)), INK if room.zero > room.names else RULE)
