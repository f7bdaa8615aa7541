"""What pictures are made of: boxes, words, lines, ribbons, dots and land, in pixels from the top left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from footprint.stages.report.palette import COAST, INK

FULL, HALF = 1000, 500
"""Widths of a picture as wide as the page and of one in two columns [px]."""

TEXT, SMALL = 14.0, 13.0
"""Sizes of letters [px]; on A4 the page shrinks them to 7.5 and 7 points."""

HATCHED = "url(#hatch)"
"""The fill of what is global or not known: hatched, so that it reads in grey."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; `title` is what a reader hears, or sees under the pointer."""

    left: float
    top: float
    width: float
    height: float
    fill: str
    title: str = ""
    edge: str = "#FFFFFF"


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text whose middle is at height `y`; `halo` draws it readable over other shapes."""

    x: float
    y: float
    text: str
    anchor: Literal["start", "middle", "end"] = "start"
    size: float = TEXT
    colour: str = INK
    bold: bool = False
    angle: float = 0
    halo: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points."""

    points: tuple[Point, ...]
    colour: str
    width: float = 1
    dash: tuple[int, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A stream, everywhere as thick, from `left` to `right`, whose upper edge goes from `top` to `end`."""

    left: float
    right: float
    top: float
    end: float
    thick: float
    fill: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """A disc."""

    x: float
    y: float
    radius: float
    fill: str
    edge: str = "#FFFFFF"
    title: str = ""


Position = tuple[float, float]
"""Longitude and latitude [degrees]."""

Polygons = tuple[tuple[tuple[Position, ...], ...], ...]
"""Polygons of rings of positions; the first ring is the outer one."""


@dataclass(frozen=True, slots=True)
class Country:
    """Polygons or a point, their fill, title and edge."""

    place: Polygons | Position
    fill: str
    title: str = ""
    edge: str = COAST


@dataclass(frozen=True, slots=True)
class Land:
    """Countries on a globe made flat.

    Parameters
    ----------
    projection
        Name of a projection that keeps areas.
    scale, middle, turn
        Pixels per radian, where the middle of the globe comes to lie [px], and how the globe is turned [degrees].
    window
        Left, top, right and bottom of what is seen [px].
    """

    countries: tuple[Country, ...]
    projection: str
    scale: float
    middle: Point
    turn: Point
    window: tuple[float, float, float, float]


Shape = Box | Words | Line | Ribbon | Dot | Land


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture: its size [px] and its shapes, the lowest first."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


def layered(*shapes: Shape) -> tuple[Shape, ...]:
    """Return shapes with lines under boxes, boxes under dots and words on top: few layers, and no word is covered."""
    return tuple(sorted(shapes, key=lambda shape: _DEPTH.index(type(shape))))


_DEPTH = (Land, Ribbon, Line, Box, Dot, Words)
