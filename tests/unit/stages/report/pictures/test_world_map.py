"""The map: classes of shares, countries without one, islands as points, and Belgium."""

from __future__ import annotations

import pytest

from footprint.ground.language import ENGLISH, LANGUAGES, Language
from footprint.stages.report.chart import WorldMap
from footprint.stages.report.palette import INK, LADDER, LAND
from footprint.stages.report.pictures.shapes import FULL, Land, Words
from footprint.stages.report.pictures.world_map import BOUNDS, class_names, class_of, world_map


def lands(outlines, shares):
    shapes = world_map(WorldMap("t", shares, "Share", "none, or not known"), ENGLISH, outlines, FULL).shapes
    return [shape for shape in shapes if isinstance(shape, Land)]


def test_a_country_without_a_share_is_land_and_not_the_smallest_class(outlines):
    globe, europe = lands(outlines, {"CIV": 0.4})
    fills = [country.fill for country in globe.countries]
    assert fills.count(LADDER[5]) == 1
    assert set(fills) - {LADDER[5]} == {LAND}
    assert {country.fill for country in europe.countries} == {LAND}
    assert LAND not in LADDER


def test_a_bound_belongs_to_the_class_it_starts():
    assert [class_of(bound) for bound in BOUNDS] == [1, 2, 3, 4, 5]
    assert class_of(BOUNDS[0] * 0.999) == 0
    assert class_of(1.0) == len(LADDER) - 1


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_class_has_a_name(code):
    assert len(set(class_names(Language(code)))) == len(LADDER)


def test_islands_are_points_only_when_they_have_a_share(outlines):
    globe, _ = lands(outlines, {"STP": 0.02, "SGP": 0.5, "CIV": 0.1})
    points = [country for country in globe.countries if isinstance(country.place[0], float)]
    assert [(point.fill, point.title) for point in points] == [
        (LADDER[2], "São Tomé & Príncipe: 2.0 %"),
        (LADDER[5], "Singapore: 50.0 %"),
    ]


def test_belgium_is_outlined_last_and_named(outlines):
    chart = WorldMap("t", {"BEL": 0.034}, "Share", "none")
    shapes = world_map(chart, ENGLISH, outlines, FULL).shapes
    assert [land.countries[-1].edge for land in shapes if isinstance(land, Land)][1] == INK
    assert "Belgium 3.4 %" in [shape.text for shape in shapes if isinstance(shape, Words)]
    unknown = world_map(WorldMap("t", {}, "Share", "none"), ENGLISH, outlines, FULL).shapes
    assert "Belgium" in [shape.text for shape in unknown if isinstance(shape, Words)]


def test_an_unknown_code_is_not_drawn(outlines):
    globe, _ = lands(outlines, {"XXX": 0.5})
    assert {country.fill for country in globe.countries} == {LAND}


def test_the_legend_names_what_has_no_share(outlines):
    shapes = world_map(WorldMap("t", {}, "Share", "none, or not known"), ENGLISH, outlines, FULL).shapes
    texts = [shape.text for shape in shapes if isinstance(shape, Words)]
    assert texts[-1] == "none, or not known"
    assert "< 0.1 %" in texts
