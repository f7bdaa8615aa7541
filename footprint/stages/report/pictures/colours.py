"""Which colour a role has, and which ink reads on it."""

from __future__ import annotations

from footprint.stages.report.palette import ABROAD, BAR, BELGIUM, GRADED, INK, QUALITATIVE
from footprint.stages.report.pictures.shapes import HATCHED

FILLS = {
    "plain": BAR,
    "belgium": BELGIUM,
    "abroad": ABROAD,
    "global": HATCHED,
    **{str(number): colour for number, colour in enumerate(QUALITATIVE, start=1)},
    **GRADED,
    "none": HATCHED,
}
"""Role of a series -> its fill."""

_MIDDLE = 0.22
"""Brightness below which white stands out more than ink: the root of the product of both, by WCAG 2."""


def brightness(colour: str) -> float:
    """Return how bright a colour is, 0 to 1 (relative luminance of WCAG 2).

    >>> brightness("#FFFFFF"), brightness("#000000")
    (1.0, 0.0)
    """
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ink_on(fill: str) -> str:
    """Return the colour of text on a fill.

    >>> ink_on("#0B4F6C"), ink_on("#E69F00") == INK
    ('#FFFFFF', True)
    """
    return INK if fill == HATCHED or brightness(fill) > _MIDDLE else "#FFFFFF"
