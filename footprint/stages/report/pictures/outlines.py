"""The outlines of countries as the maps need them, read from the edition of the world map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

import pandas as pd

from footprint.ground.language import LANGUAGES
from footprint.ground.library import REFERENCE, WORLD_MAP, Library
from footprint.stages.report.pictures.shapes import Polygons, Position

Row = tuple[str, int, int, float, float]


@dataclass(frozen=True, slots=True)
class World:
    """Outlines by ISO 3166-1 alpha-3 code.

    Parameters
    ----------
    outlines, europe
        Polygons of the countries of the world, and finer ones of those around Belgium.
    points
        Where countries lie that are too small for an outline to be seen.
    names
        Language -> code -> name of the country.
    """

    outlines: Mapping[str, Polygons]
    europe: Mapping[str, Polygons]
    points: Mapping[str, Position]
    names: Mapping[str, Mapping[str, str]]


def world(library: Library) -> World:
    """Return the outlines of the edition WORLD_MAP."""
    points = library.table(WORLD_MAP, "points")
    countries = library.table(REFERENCE, "countries", ["iso3", *LANGUAGES]).astype(str)
    places = zip(points["longitude"], points["latitude"], strict=True)
    return World(
        outlines=dict(_polygons(library.table(WORLD_MAP, "outlines"))),
        europe=dict(_polygons(library.table(WORLD_MAP, "europe"))),
        points=dict(zip(points["iso3"].astype(str), places, strict=True)),
        names={code: dict(zip(countries["iso3"], countries[code], strict=True)) for code in LANGUAGES},
    )


def _polygons(table: pd.DataFrame) -> Iterator[tuple[str, Polygons]]:
    """Yield each country with its polygons; the rows are sorted by country, part, ring and vertex."""
    columns = (table[name].tolist() for name in ("iso3", "part", "ring", "longitude", "latitude"))
    rows: Iterator[Row] = zip(*columns, strict=True)
    for iso3, country in groupby(rows, key=lambda row: row[0]):
        parts = (part for _, part in groupby(country, key=lambda row: row[1]))
        yield str(iso3), tuple(tuple(_rings(part)) for part in parts)


def _rings(part: Iterator[Row]) -> Iterator[tuple[Position, ...]]:
    for _, ring in groupby(part, key=lambda row: row[2]):
        yield tuple((row[3], row[4]) for row in ring)
