"""Charts as inline SVG: no script, no network, readable in grey; every text is escaped."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from footprint.stages.report.figures import percent
from footprint.stages.report.palette import BAR, HEAD, INK, LINE, ZONE_COLOURS

WIDE = (240, 400, 220)
"""Widths of labels, bars and the texts after them, for a chart as wide as the page."""

HALF = (190, 155, 180)
"""The same for a chart of half the page."""

_ROW, _THICK = 30, 20
_GAP, _LETTER = 10, 8.0
"""Space between a label and its bar, and the mean width of a letter in the widest of the fonts a page may get."""

_NARROW = 0.09
"""Share of a bar below which its label does not fit."""

_HATCH = Markup(
    '<defs><pattern id="{0}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="6" height="6" fill="{1}"/><line x1="0" y1="0" x2="0" y2="6" stroke="#8898A2" stroke-width="2"/>'
    "</pattern></defs>"
)
_TEXT = Markup('<text x="{0:.1f}" y="{1:.1f}" fill="{2}" text-anchor="{3}">{4}</text>')
_RECT = Markup('<rect x="{0:.1f}" y="{1:.1f}" width="{2:.1f}" height="{3}" fill="{4}"><title>{5}</title></rect>')


def shorten(text: str, longest: int) -> str:
    """Return `text` cut to `longest` characters with an ellipsis.

    >>> shorten("Cocoa beans", 6)
    'Cocoa…'
    """
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def stacked(name: str, title: str, rows: Sequence[tuple[str, Sequence[float | None], str]]) -> Markup:
    """Return bars of shares of Belgium, abroad and global, each bar one whole.

    Parameters
    ----------
    name
        Id for the pattern, unique on the page.
    title
        What the chart shows, for those who hear it.
    rows
        Label, shares per zone (None: unknown), and the text at the end of the bar.
    """
    fills = {**ZONE_COLOURS, "Global": f"url(#{name})"}
    parts = [_HATCH.format(name, ZONE_COLOURS["Global"])]
    for place, (label, shares, end) in enumerate(rows):
        top = place * _ROW + 8
        parts += [_label(label, WIDE[0], top), *_segments(shares, top, fills), _end(end, WIDE[0] + WIDE[1], top)]
    return _frame(title, WIDE, len(rows), parts)


def _segments(shares: Sequence[float | None], top: int, fills: dict[str, str]) -> list[Markup]:
    """Return the segments of one bar, with their percentage where there is room."""
    parts, left = [], float(WIDE[0])
    if all(share is None for share in shares):
        return [_TEXT.format(left, top + 15, INK, "start", "no share: nothing known, or gains beside losses")]
    for (zone, fill), share in zip(fills.items(), shares, strict=True):
        width = (share or 0.0) * WIDE[1]
        if width > 0:
            parts.append(_RECT.format(left, top, width, _THICK, fill, f"{zone}: {percent(share or 0.0)}"))
            parts += _inside(zone, left + width / 2, top, share or 0.0)
        left += width
    return parts


def _inside(zone: str, middle: float, top: int, share: float) -> list[Markup]:
    """Return the percentage inside a segment, on a plain ground so that it reads over a pattern."""
    if share < _NARROW:
        return []
    ground = [_RECT.format(middle - 20, top + 3, 40, _THICK - 6, HEAD, zone)] if zone == "Global" else []
    colour = "#FFFFFF" if zone == "Belgium" else INK
    return [*ground, _TEXT.format(middle, top + 14.5, colour, "middle", f"{100 * share:.0f} %")]


def bars(title: str, rows: Sequence[tuple[str, float, str]], widths: tuple[int, int, int] = WIDE) -> Markup:
    """Return one bar per row, lengths against the largest; a gain (negative) is drawn pale.

    Parameters
    ----------
    title
        What the chart shows, for those who hear it.
    rows
        Label, value, and the text at the end of the bar.
    widths
        Widths of labels, bars and texts.
    """
    labels, room, _ = widths
    largest = max((abs(value) for _, value, _ in rows), default=0.0) or 1.0
    parts = []
    for place, (label, value, end) in enumerate(rows):
        top = place * _ROW + 8
        width = abs(value) / largest * room
        bar = _RECT.format(labels, top, width, _THICK, BAR if value >= 0 else LINE, f"{label}: {end}")
        parts += [_label(label, labels, top), bar, _end(end, labels + width, top)]
    return _frame(title, widths, len(rows), parts)


def _label(text: str, right: float, top: int) -> Markup:
    return _TEXT.format(right - _GAP, top + 15, INK, "end", shorten(text, int((right - _GAP) / _LETTER)))


def _end(text: str, left: float, top: int) -> Markup:
    return _TEXT.format(left + 8, top + 15, INK, "start", text)


def _frame(title: str, widths: tuple[int, int, int], count: int, parts: Sequence[Markup]) -> Markup:
    """Return the drawing of `count` bars with its title, as wide as its place on the page allows."""
    start = Markup('<svg viewBox="0 0 {0} {1}" style="max-width:{0}px" role="img" aria-label="{2}"><title>{2}</title>')
    return start.format(sum(widths), count * _ROW + 12, title) + Markup("").join(parts) + Markup("</svg>")


def legend() -> Markup:
    """Return the key to the colours of the zones."""
    swatch = Markup('<span class="key"><i class="{0}"></i>{1}</span>')
    return Markup("").join(swatch.format(zone.lower(), zone) for zone in ZONE_COLOURS)
