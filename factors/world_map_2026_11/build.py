"""Compile the outlines of countries for the maps of the report.

    python factors/world_map_2026_11/build.py --source DIR

DIR holds the files named in SOURCES (TopoJSON of world-atlas). The codes of countries come from the reference edition;
``written/points.csv`` beside this script is written by hand.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians
from pathlib import Path
from typing import Any

import pandas as pd

from footprint.editions.build import Column, Edition, Source, Table, arguments, write_edition
from footprint.ground.errors import FactorError

HERE = Path(__file__).parent
COUNTRIES = HERE.parent / "reference_2026_11" / "countries.csv"
COARSE, FINE = "ref/map/countries-110m.json", "ref/map/countries-50m.json"
LICENCE = "public domain (Natural Earth), ISC (world-atlas)"
WORLD_ATLAS = "https://github.com/topojson/world-atlas"

EDITION = Edition(
    id="world_map_2026_11",
    title="Outlines of countries for small maps",
    description="The world at 1:110 million, Europe around Belgium at 1:50 million, and a point for every country too "
    "small to be seen. For pictures only: nothing is measured on them.",
    version="2026.11",
    published="2026-11-26",
    compiled="2026-11-26",
    citation="Natural Earth (naturalearthdata.com), by way of world-atlas 2 (Bostock 2019); own choice and layout.",
    doi="",
    url=WORLD_ATLAS,
    licence=LICENCE,
    licence_status="stated",
    licence_note="Natural Earth is in the public domain; the conversion to TopoJSON carries the ISC licence of "
    "world-atlas (Copyright 2013-2019 Michael Bostock), whose text stands in README.md.",
    sources=(
        Source(
            COARSE,
            "2516c915867c7baf18ddec727aec46c315541a07cfb3d79a6559b05d5e94eee8",
            "world-atlas, countries at 1:110 million",
            WORLD_ATLAS,
            LICENCE,
            "stated",
        ),
        Source(
            FINE,
            "04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394",
            "world-atlas, countries at 1:50 million",
            WORLD_ATLAS,
            LICENCE,
            "stated",
        ),
    ),
)

Place = tuple[float, float]
"""Longitude and latitude [degrees]."""

Ring = list[Place]
"""A closed line; an outer ring runs clockwise, seen from above, and its holes the other way round."""

UNCODED = {"Kosovo": "XKX", "N. Cyprus": "CYP", "Somaliland": "SOM", "Siachen Glacier": "", "Indian Ocean Ter.": "AUS"}
"""What the source gives no code; "" is left out."""

LEFT_OUT = ("ATA",)

#: Parts of a country with a code of their own: country, west, south, east, north [degrees], code.
APART = (
    ("FRA", -56.0, 1.0, -50.0, 7.0, "GUF"),
    ("FRA", -62.0, 15.7, -60.9, 16.7, "GLP"),
    ("FRA", -61.4, 14.2, -60.7, 15.0, "MTQ"),
    ("FRA", 55.0, -21.6, 56.0, -20.7, "REU"),
    ("FRA", 44.9, -13.2, 45.4, -12.5, "MYT"),
    ("AUS", 105.0, -11.0, 106.0, -10.0, "CXR"),
    ("AUS", 96.0, -13.0, 97.5, -11.5, "CCK"),
)

WINDOW = (-18.0, 35.0, 34.0, 66.0)
"""West, south, east and north of Europe around Belgium [degrees]."""

SMALL = 15_000.0
"""Outlines of less than this are hard to see on a map of the world [km²]."""

_DEGREE = 111.2
"""Length of a degree of latitude [km]."""

_DIGITS = 2


@dataclass(frozen=True)
class Polygon:
    """An outer ring of a country and the holes in it."""

    iso3: str
    rings: list[Ring]

    @property
    def area(self) -> float:
        """Return the size of the outer ring [km²], near enough to tell small from large."""
        middle = cos(radians(sum(latitude for _, latitude in self.rings[0]) / len(self.rings[0])))
        return abs(shoelace(self.rings[0])[0]) * middle * _DEGREE**2


def read(path: Path, codes: dict[str, str]) -> list[Polygon]:
    """Return the polygons of a TopoJSON file, parts with a code of their own under that code."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = [unpacked(arc, topology["transform"]) for arc in topology["arcs"]]
    found = []
    for country in topology["objects"]["countries"]["geometries"]:
        iso3 = code_of(country, codes)
        parts = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        rings = [[joined(ring, arcs) for ring in part] for part in parts]
        found += [Polygon(apart(iso3, part[0]), part) for part in rings if iso3 and iso3 not in LEFT_OUT]
    return [whole for polygon in found if (whole := Polygon(polygon.iso3, list(filter(is_area, polygon.rings)))).rings]


def is_area(ring: Ring) -> bool:
    """Return whether rounding left a ring at least a triangle."""
    return len(ring) > 3 and shoelace(ring)[0] != 0


def code_of(country: dict[str, Any], codes: dict[str, str]) -> str:
    """Return the ISO 3166-1 alpha-3 code of a country of the source; "" for what is left out."""
    name = country["properties"]["name"]
    if "id" not in country:
        return UNCODED[name]
    if country["id"] not in codes:
        raise FactorError(f"{name}: {country['id']} is no numeric code of the reference edition")
    return codes[country["id"]]


def unpacked(arc: list[list[int]], transform: dict[str, list[float]]) -> Ring:
    """Return a line from its steps on the grid of the file."""
    (wide, high), (west, south) = transform["scale"], transform["translate"]
    line, column, row = [], 0, 0
    for right, up in arc:
        column, row = column + right, row + up
        line.append((round(west + column * wide, _DIGITS), round(south + row * high, _DIGITS)))
    return line


def joined(ring: list[int], arcs: list[Ring]) -> Ring:
    """Return a ring of its arcs; ~i stands for arc i turned round."""
    places: Ring = []
    for arc in ring:
        line = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
        places += line[1:] if places else line
    return [*(one for one, other in pairwise(places) if one != other), places[-1]]


def apart(iso3: str, ring: Ring) -> str:
    """Return the code of a polygon: that of its country, or its own if it lies in one of the windows of APART."""
    longitude, latitude = centroid(ring)
    for country, west, south, east, north, own in APART:
        if iso3 == country and west <= longitude <= east and south <= latitude <= north:
            return own
    return iso3


def unrolled(ring: Ring) -> Ring:
    """Return a ring that crosses 180 degrees with longitudes that run on beyond it."""
    places, turns = [ring[0]], 0.0
    for (x0, _), (x1, y1) in pairwise(ring):
        turns += 360.0 * ((x0 - x1 > 180) - (x1 - x0 > 180))
        places.append((x1 + turns, y1))
    return places


def shoelace(ring: Ring) -> tuple[float, float, float]:
    """Return the signed area of a ring and its first moments, in degrees."""
    area = east = north = 0.0
    for (x0, y0), (x1, y1) in pairwise(unrolled(ring)):
        cross = x0 * y1 - x1 * y0
        area, east, north = area + cross / 2, east + (x0 + x1) * cross / 6, north + (y0 + y1) * cross / 6
    return area, east, north


def centroid(ring: Ring) -> Place:
    """Return the middle of a ring; of one without an area, its first place."""
    area, east, north = shoelace(ring)
    return (east / area, north / area) if area else ring[0]


def cut(ring: Ring) -> Ring:
    """Return what of a ring lies in WINDOW (Sutherland and Hodgman 1974), closed; empty if nothing does."""
    west, south, east, north = WINDOW
    ring = unrolled(ring)
    for axis, limit, sign in ((0, west, 1.0), (0, east, -1.0), (1, south, 1.0), (1, north, -1.0)):
        ring = list(kept(ring, axis, limit, sign))
        ring = [*ring, ring[0]] if ring and ring[0] != ring[-1] else ring
    return ring if is_area(ring) else []


def kept(ring: Ring, axis: int, limit: float, sign: float) -> Iterator[Place]:
    """Yield the places of a ring on one side of a line, and those where it crosses the line."""
    for one, other in pairwise(ring):
        here, there = (one[axis] - limit) * sign, (other[axis] - limit) * sign
        if here >= 0:
            yield one
        if here * there < 0:
            part = here / (here - there)
            place = [a + (b - a) * part for a, b in zip(one, other, strict=True)]
            yield round(place[0], _DIGITS), round(place[1], _DIGITS)


def around_belgium(polygons: list[Polygon]) -> list[Polygon]:
    """Return the polygons cut to the window, those without an area in it left out."""
    cuts = [Polygon(polygon.iso3, [ring for ring in map(cut, polygon.rings) if ring]) for polygon in polygons]
    return [polygon for polygon in cuts if polygon.rings]


def outlines(polygons: list[Polygon]) -> pd.DataFrame:
    """Return the polygons as rows, one per place."""
    order = sorted(polygons, key=lambda polygon: (polygon.iso3, -polygon.area, polygon.rings[0][0]))
    frame = pd.DataFrame(places(order), columns=[column.name for column in OUTLINES])
    return frame.astype({"part": "int32", "ring": "int32", "vertex": "int32"})


def places(polygons: Iterable[Polygon]) -> Iterator[tuple[str, int, int, int, float, float]]:
    """Yield the rows of the polygons; parts are counted within a country."""
    parts: dict[str, int] = {}
    for polygon in polygons:
        part = parts[polygon.iso3] = parts.get(polygon.iso3, -1) + 1
        for number, ring in enumerate(polygon.rings):
            yield from ((polygon.iso3, part, number, vertex, *place) for vertex, place in enumerate(ring))


def points(coarse: list[Polygon], fine: list[Polygon]) -> pd.DataFrame:
    """Return a point for each country that has no outline in `coarse`, or one too small to be seen."""
    sizes: dict[str, float] = {}
    for polygon in coarse:
        sizes[polygon.iso3] = sizes.get(polygon.iso3, 0.0) + polygon.area
    largest = {polygon.iso3: polygon for polygon in sorted(fine, key=lambda polygon: polygon.area)}
    wanted = [iso3 for iso3 in largest if sizes.get(iso3, 0.0) < SMALL]
    middles = ((iso3, *centroid(largest[iso3].rings[0]), "50m") for iso3 in wanted)
    rows = [(iso3, round(east, _DIGITS), round(north, _DIGITS), basis) for iso3, east, north, basis in middles]
    by_hand = pd.read_csv(HERE / "written" / "points.csv").itertuples(index=False)
    rows += [(row.iso3, row.longitude, row.latitude, "by hand") for row in by_hand]
    return pd.DataFrame(rows, columns=[column.name for column in POINTS]).sort_values("iso3", ignore_index=True)


ISO3 = Column("iso3", "string", "", "ISO 3166-1 alpha-3 code of the country; XKX for Kosovo")
PLACE = (
    Column("longitude", "number", "degree", "degrees east"),
    Column("latitude", "number", "degree", "degrees north"),
)
OUTLINES = (
    ISO3,
    Column("part", "integer", "", "number of the polygon within the country, the largest first"),
    Column("ring", "integer", "", "0 for the outer ring, which runs clockwise, from 1 on for holes in it"),
    Column("vertex", "integer", "", "order of the place on the ring; the last is the first again"),
    *PLACE,
)
POINTS = (ISO3, *PLACE, Column("basis", "string", "", "50m: middle of the largest polygon at 1:50 million; or by hand"))


def main() -> None:
    args = arguments(HERE)
    codes = pd.read_csv(COUNTRIES, dtype=str, keep_default_na=False).query("numeric != ''")
    numeric = dict(zip(codes["numeric"], codes["iso3"], strict=True))
    coarse, fine = (read(args.path(EDITION, name), numeric) for name in (COARSE, FINE))
    key = ("iso3", "part", "ring", "vertex")
    tables = [
        Table("outlines.parquet", outlines(coarse), OUTLINES, key, "The world"),
        Table("europe.parquet", outlines(around_belgium(fine)), OUTLINES, key, "Europe around Belgium, finer"),
        Table("points.csv", points(coarse, fine), POINTS, ("iso3",), "Countries too small for an outline"),
    ]
    write_edition(EDITION, tables, args.out)


if __name__ == "__main__":
    main()
