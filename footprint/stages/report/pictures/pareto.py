"""Bars in falling order, one under the other, the curve of their sum, and the line of the share aimed at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from footprint.ground.language import Language
from footprint.stages.report.chart import Pareto
from footprint.stages.report.figures import percent
from footprint.stages.report.palette import BELGIUM, HEAD, INK, LADDER, MUTED, PALE
from footprint.stages.report.pictures.lettering import clean, fitted, said, widest
from footprint.stages.report.pictures.shapes import SMALL, Box, Dot, Line, Scene, Shape, Words, layered

ROW, THICK = 27, 15
"""Height of a row and of its bar [px]."""

_TOP, _GAP, _NAMES = 44, 10, 0.4
_FIGURE = 62
"""Width of a column of figures on the right: the share, and the sum so far."""

_CURVE = LADDER[3]
_AIM_REACHED = 1e-9
_NEAR = 0.08
"""Of the whole: labels of the axis nearer to the aim than this would run into its own."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the bars start, and how long the whole is [px]."""

    left: float
    long: float
    width: float
    height: float

    def x(self, share: float) -> float:
        """Return where a share ends; more than the whole is a slip of rounding."""
        return self.left + min(share, 1.0) * self.long


def pareto(chart: Pareto, language: Language, width: float) -> Scene:
    """Return the bars and their curve as shapes, `width` pixels wide."""
    names = tuple(fitted(name, _NAMES * width) for name in chart.names)
    left = widest(names) + _GAP
    frame = Frame(left, width - left - 2 * _FIGURE, width, _TOP + ROW * len(names))
    sums = tuple(accumulate(chart.shares))
    shapes = [*_grid(chart, language, frame), *_bars(chart, language, sums, frame)]
    shapes += [*_curve(chart, sums, frame), *_names(names, frame), *_figures(chart, language, sums, frame)]
    return Scene(width, frame.height + 6, layered(*shapes))


def reached(shares: tuple[float, ...], aim: float) -> int:
    """Return how many bars it takes to reach the aim, or all of them if they do not.

    >>> reached((0.5, 0.3, 0.1, 0.1), 0.8)
    2
    """
    short = sum(1 for total in accumulate(shares) if total < aim - _AIM_REACHED)
    return min(short + 1, len(shares))


def _middle(place: int) -> float:
    return _TOP + (place + 0.5) * ROW


def _grid(chart: Pareto, language: Language, frame: Frame) -> Iterator[Shape]:
    """Yield the axis of shares, and the line of the aim."""
    quarters = [quarter / 4 for quarter in range(5)]
    yield from (Line(((frame.x(at), _TOP - 4), (frame.x(at), frame.height)), HEAD if at else INK) for at in quarters)
    yield Line(((frame.x(chart.aim), _TOP - 4), (frame.x(chart.aim), frame.height)), INK, 1, (5, 4))
    for at in quarters:
        if abs(at - chart.aim) >= _NEAR:
            yield Words(frame.x(at), _TOP - 13, language.signs(f"{100 * at:.0f} %"), "middle", SMALL, MUTED)
    yield Words(frame.x(chart.aim), _TOP - 13, language.signs(f"{100 * chart.aim:.0f} %"), "middle", bold=True)
    yield Words(frame.left, 8, fitted(chart.axis, frame.long, SMALL), size=SMALL, colour=MUTED)


def _bars(chart: Pareto, language: Language, sums: tuple[float, ...], frame: Frame) -> Iterator[Shape]:
    """Yield the bars, those that reach the aim together dark."""
    dark = reached(chart.shares, chart.aim)
    for place, (name, share) in enumerate(zip(chart.names, chart.shares, strict=True)):
        title = said(f"{name}: {percent(share, language)} (Σ {percent(min(sums[place], 1.0), language)})")
        fill = BELGIUM if place < dark else PALE
        yield Box(frame.left, _middle(place) - THICK / 2, frame.long * share, THICK, fill, title, edge=fill)


def _curve(chart: Pareto, sums: tuple[float, ...], frame: Frame) -> Iterator[Shape]:
    """Yield the curve of the sum, with a larger dot where it reaches the aim."""
    points = tuple((frame.x(total), _middle(place)) for place, total in enumerate(sums))
    if not points:
        return
    yield Line(points, "#FFFFFF", 5)
    yield Line(points, _CURVE, 2.5)
    last = reached(chart.shares, chart.aim) - 1
    yield from (Dot(*point, 5 if place == last else 2.5, _CURVE) for place, point in enumerate(points))


def _names(names: tuple[str, ...], frame: Frame) -> Iterator[Shape]:
    for place, name in enumerate(names):
        yield Words(frame.left - _GAP, _middle(place), clean(name), "end")


def _figures(chart: Pareto, language: Language, sums: tuple[float, ...], frame: Frame) -> Iterator[Shape]:
    """Yield the share of each bar and the sum so far, in two columns; the sum that reaches the aim is bold."""
    yield Words(frame.width, _TOP - 13, "Σ", "end", SMALL, MUTED)
    for place, share in enumerate(chart.shares):
        yield Words(frame.width - _FIGURE, _middle(place), percent(share, language), "end", SMALL)
    last = reached(chart.shares, chart.aim) - 1
    for place in sorted(range(len(sums)), key=last.__eq__):  # bold last: one change of style, not two
        total = percent(min(sums[place], 1.0), language)
        yield Words(frame.width, _middle(place), total, "end", SMALL, bold=place == last)
