"""The key to the colours of a chart: swatches with their names, in as many lines as they need."""

from __future__ import annotations

from collections.abc import Sequence

from footprint.stages.report.palette import COAST
from footprint.stages.report.pictures.lettering import fitted, measure
from footprint.stages.report.pictures.shapes import SMALL, Box, Shape, Words, layered

LINE = 22
"""Height of a line of the legend [px]."""

_SWATCH, _GAP, _APART = 16, 6, 20


def legend(entries: Sequence[tuple[str, str]], left: float, top: float, room: float) -> tuple[tuple[Shape, ...], float]:
    """Return the shapes of a legend and its height.

    Parameters
    ----------
    entries
        Fill and name of each.
    left, top, room
        Where it starts and how wide it may be [px].
    """
    shapes: list[Shape] = []
    x, line = left, 0
    for fill, name in entries:
        text = fitted(name, room - _SWATCH - _GAP, SMALL)
        wide = _SWATCH + _GAP + measure(text, SMALL)
        if x > left and x + wide > left + room:
            x, line = left, line + 1
        middle = top + line * LINE + LINE / 2
        shapes += [
            Box(x, middle - 6, _SWATCH, 12, fill, edge=COAST),
            Words(x + _SWATCH + _GAP, middle, text, size=SMALL),
        ]
        x += wide + _APART
    return layered(*shapes), (line + 1) * LINE if entries else 0
