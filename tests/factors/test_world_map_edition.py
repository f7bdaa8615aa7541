"""The outlines of the world map: every origin can be shown, and every ring is a ring."""

from __future__ import annotations

import numpy as np
import pytest
from released import ROOT, table_of

from footprint.ground.library import ANIMALS, CROPS, INVENTORIES, MINERALS, ORIGINS, REFERENCE, WOOD, WORLD_MAP

OUTLINES = ("outlines.parquet", "europe.parquet")


def rings(name):
    return table_of(WORLD_MAP, name).groupby(["iso3", "part", "ring"], observed=True)


def signed_area(ring):
    """Return the area of a ring in degrees, above 0 if it runs against the clock; longitudes may cross 180."""
    x, y = np.unwrap(ring["longitude"].to_numpy(), period=360), ring["latitude"].to_numpy()
    return float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum() / 2)


def shown():
    return set(table_of(WORLD_MAP, "outlines.parquet")["iso3"]) | set(table_of(WORLD_MAP, "points.csv")["iso3"])


@pytest.mark.parametrize("edition", [ORIGINS, WOOD, MINERALS])
def test_every_country_with_production_has_an_outline_or_a_point(edition):
    countries = set(table_of(edition, "production.parquet")["country"])
    assert len(countries) > 50
    assert countries - shown() == set()


@pytest.mark.parametrize("edition", [CROPS, ANIMALS, WOOD, MINERALS])
def test_every_origin_of_the_inventories_has_an_outline_or_a_point(edition):
    assert edition in INVENTORIES
    origins = set(table_of(edition, "flows.parquet")["origin"])
    countries = {origin for origin in origins if len(origin) == 3} - {"GLO", "WLD"}
    assert countries - shown() == set()


def test_codes_are_those_of_the_reference_edition():
    known = set(table_of(REFERENCE, "countries.csv")["iso3"])
    for name in (*OUTLINES, "points.csv"):
        assert set(table_of(WORLD_MAP, name)["iso3"]) <= known


@pytest.mark.parametrize("name", OUTLINES)
def test_rings_are_closed_and_run_clockwise_with_holes_against_it(name):
    for (_, _, number), ring in rings(name):
        ends = ring.iloc[[0, -1]][["longitude", "latitude"]].to_numpy()
        assert (ends[0] == ends[1]).all()
        assert len(ring) >= 4
        assert ring["vertex"].tolist() == list(range(len(ring)))
        assert (signed_area(ring) > 0) == (number > 0)


@pytest.mark.parametrize("name", OUTLINES)
def test_rows_are_sorted_as_readers_of_runs_expect(name):
    rows = table_of(WORLD_MAP, name)
    keys = rows[["iso3", "part", "ring", "vertex"]]
    assert keys.equals(keys.sort_values(list(keys.columns), ignore_index=True))


def test_places_are_on_earth_in_hundredths_of_a_degree():
    for name in (*OUTLINES, "points.csv"):
        rows = table_of(WORLD_MAP, name)
        assert rows["longitude"].between(-180, 180).all()
        assert rows["latitude"].between(-90, 90).all()
        assert np.allclose(rows["longitude"] * 100, (rows["longitude"] * 100).round())


@pytest.mark.parametrize(
    ("iso3", "longitude", "latitude"),
    [("SGP", 103.8, 1.35), ("MUS", 57.6, -20.3), ("REU", 55.5, -21.1), ("GLP", -61.6, 16.2), ("STP", 6.6, 0.2)],
)
def test_points_are_where_the_islands_are(iso3, longitude, latitude):
    points = table_of(WORLD_MAP, "points.csv").set_index("iso3")
    assert points.loc[iso3, ["longitude", "latitude"]].tolist() == pytest.approx([longitude, latitude], abs=0.3)


def test_french_guiana_is_not_france_and_antarctica_is_left_out():
    outlines = table_of(WORLD_MAP, "outlines.parquet")
    assert outlines.loc[outlines["iso3"] == "FRA", "longitude"].min() > -6
    assert outlines.loc[outlines["iso3"] == "GUF", "longitude"].between(-55, -51).all()
    assert "ATA" not in shown()


def test_the_edition_is_small():
    assert sum(path.stat().st_size for path in (ROOT / WORLD_MAP).iterdir() if path.is_file()) < 400_000
