"""A map of shares: the world, and beside it Europe, where Belgium is large enough to be seen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import pairwise

from footprint.ground.language import Language
from footprint.stages.report.chart import WorldMap
from footprint.stages.report.figures import percent
from footprint.stages.report.palette import COAST, INK, LADDER, LAND
from footprint.stages.report.pictures.legend import legend
from footprint.stages.report.pictures.lettering import fitted, measure, said
from footprint.stages.report.pictures.outlines import World
from footprint.stages.report.pictures.shapes import (
    SMALL,
    Country,
    Land,
    Line,
    Polygons,
    Position,
    Scene,
    Shape,
    Words,
    layered,
)

BOUNDS = (0.001, 0.01, 0.03, 0.1, 0.3)
"""Shares at which a new class starts; roughly a threefold each, since shares of countries spread over decades."""

_HOME = "BEL"
_EUROPE, _BETWEEN = 0.28, 14
"""Part of the width that Europe takes, and what is left free beside it [px]."""

_EQUATOR = 5.413
"""Length of the equator of an Equal Earth map of scale 1."""

_NORTH, _SOUTH = 1.32, 1.03
"""Where Greenland and Cape Horn end on it, from the equator."""

_TURN = (-11.0, 0.0)
"""Degrees the world is turned, so that its edge passes through the Bering Strait."""

_CENTRE = (-8.0, -50.5)
_RADIANS_WIDE = 0.37
"""How wide Europe is seen [radians], from Portugal to Poland."""

_HOME_AT = (-0.038, -0.002)
"""Where Belgium lies from there [radians]."""


def world_map(chart: WorldMap, language: Language, world: World, width: float) -> Scene:
    """Return the two maps and their legend as shapes, `width` pixels wide."""
    wide = width * (1 - _EUROPE) - _BETWEEN
    scale = wide / _EQUATOR
    height = scale * (_NORTH + _SOUTH)
    names = world.names[language.code]
    globe = Land(
        (*_countries(chart, language, world.outlines, names), *_points(chart, language, world, names)),
        "equalEarth",
        scale,
        (wide / 2, scale * _NORTH),
        _TURN,
        (0, 0, wide, height),
    )
    left = width - width * _EUROPE
    europe = Land(
        tuple(_countries(chart, language, world.europe, names)),
        "azimuthalEqualArea",
        width * _EUROPE / _RADIANS_WIDE,
        ((left + width) / 2, height / 2),
        _CENTRE,
        (left, 0, width, height),
    )
    key, deep = _key(chart, language, height + 8, width)
    home = _home(chart, language, names, europe)
    frame = ((left, 0.5), (width - 0.5, 0.5), (width - 0.5, height), (left, height), (left, 0.5))
    return Scene(width, height + 8 + deep, layered(globe, europe, Line(frame, COAST), *home, *key))


def class_of(share: float) -> int:
    """Return the class of a share on the ladder, 0 for the smallest.

    >>> class_of(0.0004), class_of(0.01), class_of(0.5)
    (0, 2, 5)
    """
    return bisect_right(BOUNDS, share)


def class_names(language: Language) -> tuple[str, ...]:
    """Return what the legend calls the classes.

    >>> class_names(Language("en"))
    ('< 0.1 %', '0.1–1 %', '1–3 %', '3–10 %', '10–30 %', '≥ 30 %')
    """
    ends = [f"{100 * bound:g}" for bound in BOUNDS]
    between = [f"{low}–{high} %" for low, high in pairwise(ends)]
    return tuple(language.signs(text) for text in (f"< {ends[0]} %", *between, f"≥ {ends[-1]} %"))


def _countries(
    chart: WorldMap, language: Language, outlines: Mapping[str, Polygons], names: Mapping[str, str]
) -> Iterator[Country]:
    """Yield the countries without a share first and Belgium last, so that the edges of the others lie over theirs."""
    for iso3 in sorted(outlines, key=lambda code: (code == _HOME, chart.shares.get(code, 0.0), code)):
        yield _country(chart, language, iso3, outlines[iso3], names)


def _points(chart: WorldMap, language: Language, world: World, names: Mapping[str, str]) -> Iterator[Country]:
    for iso3 in sorted(world.points, key=lambda code: (chart.shares.get(code, 0.0), code)):
        if iso3 in chart.shares:
            yield _country(chart, language, iso3, world.points[iso3], names)


def _country(
    chart: WorldMap, language: Language, iso3: str, place: Polygons | Position, names: Mapping[str, str]
) -> Country:
    share, edge = chart.shares.get(iso3), INK if iso3 == _HOME else COAST
    if share is None:
        return Country(place, LAND, edge=edge)
    title = said(f"{names.get(iso3, iso3)}: {percent(share, language)}")
    return Country(place, LADDER[class_of(share)], title, edge)


def _home(chart: WorldMap, language: Language, names: Mapping[str, str], europe: Land) -> Iterator[Shape]:
    """Yield a line from Belgium to the North Sea, and there its name and share."""
    x, y = (europe.middle[0] + _HOME_AT[0] * europe.scale, europe.middle[1] + _HOME_AT[1] * europe.scale)
    left, top = europe.window[0] + 8, europe.window[1] + 14
    share = chart.shares.get(_HOME)
    text = names[_HOME] if share is None else f"{names[_HOME]} {percent(share, language)}"
    leader = ((x, y), (left + 20, top + 10))
    yield from (Line(leader, "#FFFFFF", 3), Line(leader, INK), Words(left, top, text, size=SMALL, bold=True, halo=True))


def _key(chart: WorldMap, language: Language, top: float, width: float) -> tuple[tuple[Shape, ...], float]:
    """Return the legend under the maps and its height."""
    heading = fitted(chart.legend, width, SMALL, bold=True)
    left = measure(heading, SMALL, bold=True) + 14
    beside = left < width / 2
    entries = [*zip(LADDER, class_names(language), strict=True), (LAND, chart.nothing)]
    down = 0 if beside else 20
    shapes, deep = legend(entries, left if beside else 0, top + down, width - (left if beside else 0))
    return (Words(0, top + 11, heading, size=SMALL, bold=True), *shapes), deep + down
