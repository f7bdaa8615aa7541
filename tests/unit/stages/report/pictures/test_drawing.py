"""Every kind of chart as SVG and PNG: small, safe to put into a page, and the same every time."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from footprint.ground.language import ENGLISH, Language
from footprint.stages.report.chart import Bars, Flow, Link, Pareto, Ranks, WorldMap
from footprint.stages.report.pictures import FULL, HALF, draw, png

KINDS = ("zones", "plain", "gains", "pareto", "ranks", "flow", "map")
HOSTILE = "<script>alert(1)</script> ]]> & \"'><img src=http://evil.example/x onerror=alert(2)>{{7*7}}\x00\x1b\ud800"
HOSTILE_CHARTS = (
    Bars(HOSTILE, (HOSTILE, "b"), (HOSTILE, "y"), ((1.0, 2.0), (None, 1.0)), (HOSTILE, ""), ("1", "global")),
    Pareto(HOSTILE, (HOSTILE, "b"), (0.9, 0.1), 0.8, HOSTILE),
    Ranks(HOSTILE, (HOSTILE, "b"), (HOSTILE, "y"), ((1, 2), (2, None)), (True, False)),
    Flow(HOSTILE, (HOSTILE, "b"), ((HOSTILE,), (HOSTILE,)), (Link(0, HOSTILE, HOSTILE, 1.0),)),
    WorldMap(HOSTILE, {"BEL": 1.0, HOSTILE: 0.5}, HOSTILE, HOSTILE),
)
EMPTY_CHARTS = (
    Bars("Empty", (), ("a",), ()),
    Pareto("Empty", (), (), 0.8, "axis"),
    Ranks("Empty", (), (), (), ()),
    Flow("Empty", ("a", "b"), ((), ()), ()),
    WorldMap("Empty", {}, "Share", "none"),
)


def parsed(svg):
    return ET.fromstring(svg)  # noqa: S314 - our own drawing


def named(chart):
    return type(chart).__name__


@pytest.mark.parametrize("width", [FULL, HALF])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_a_titled_image_of_modest_size(charts, outlines, kind, width):
    svg = draw(charts[kind], ENGLISH, outlines, width)
    root = parsed(svg)
    assert (root.get("role"), root.get("aria-label")) == ("img", charts[kind].title)
    assert root[0].tag == "title"
    assert root[0].text == charts[kind].title
    assert root.get("viewBox").startswith(f"0 0 {width} ")
    assert len(svg) < (120_000 if kind == "map" else 30_000)


@pytest.mark.parametrize("kind", KINDS)
def test_numbers_have_one_decimal_at_most(charts, outlines, kind):
    svg = draw(charts[kind], ENGLISH, outlines)
    places = " ".join(re.findall(r' (?:d|transform|width|height|viewBox)="([^"]*)"', svg))
    assert re.search(r"\d", places)
    assert not re.search(r"\.\d\d", places)


@pytest.mark.parametrize("chart", HOSTILE_CHARTS, ids=named)
def test_hostile_texts_stay_texts(outlines, chart):
    svg = draw(chart, ENGLISH, outlines)
    root = parsed(svg)
    tags = {element.tag for element in root.iter()}
    assert tags <= {"svg", "title", "defs", "pattern", "rect", "path", "g", "text"}
    assert "<script" not in svg
    assert "<img" not in svg
    assert any("<script>" in (element.text or "") for element in root.iter("title"))
    assert not any(name.startswith("on") or "href" in name for element in root.iter() for name in element.attrib)


@pytest.mark.parametrize("chart", EMPTY_CHARTS, ids=named)
def test_a_chart_of_nothing_is_drawn(outlines, chart):
    assert parsed(draw(chart, ENGLISH, outlines)).get("aria-label") == "Empty"


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_fetched_or_run(charts, outlines, kind):
    svg = draw(charts[kind], ENGLISH, outlines)
    assert not re.search(r"https?:|<script|<image|<use|href|@import|javascript", svg)
    assert all(target.startswith("#") for target in re.findall(r"url\(([^)]*)\)", svg))


def test_ids_of_pictures_do_not_meet_and_every_reference_is_met(charts, outlines):
    zones = charts["zones"]
    pictures = [draw(chart, ENGLISH, outlines) for chart in (*charts.values(), replace(zones, title="Others"))]
    ids = [name for svg in pictures for name in re.findall(r' id="([^"]*)"', svg)]
    assert len(ids) >= 2
    assert len(set(ids)) == len(ids)
    for svg in pictures:
        assert set(re.findall(r"url\(#([^)]*)\)", svg)) <= set(re.findall(r' id="([^"]*)"', svg))


IN_A_FRESH_PROCESS = """
import hashlib, sys
from footprint.ground.language import ENGLISH
from footprint.ground.library import library
from footprint.stages.report.chart import Bars, WorldMap
from footprint.stages.report.pictures import draw, world
assert not {"altair", "vl_convert"} & set(sys.modules), "pictures cost nothing until one is drawn"
outlines = world(library())
bars = Bars("Where", ("a", "b"), ("x", "y"), ((0.2, 0.8), (None, 1.0)), ("1", "2"), ("belgium", "global"), True)
both = draw(bars, ENGLISH, outlines) + draw(WorldMap("Map", {"BEL": 0.5}, "Share", "none"), ENGLISH, outlines)
print(hashlib.sha256(both.encode()).hexdigest())
"""


def test_a_fresh_process_draws_the_same_bytes(outlines):
    bars = Bars("Where", ("a", "b"), ("x", "y"), ((0.2, 0.8), (None, 1.0)), ("1", "2"), ("belgium", "global"), True)
    # The map is drawn first here and last there: what was drawn before leaves no trace.
    shown = draw(WorldMap("Map", {"BEL": 0.5}, "Share", "none"), ENGLISH, outlines)
    here = hashlib.sha256((draw(bars, ENGLISH, outlines) + shown).encode()).hexdigest()
    done = subprocess.run(  # noqa: S603 - our own text
        [sys.executable, "-c", IN_A_FRESH_PROCESS],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )
    assert done.stdout.strip() == here


def test_the_order_of_shares_does_not_show(outlines):
    shares = {"BEL": 0.5, "CIV": 0.3, "STP": 0.2}
    turned = dict(reversed(shares.items()))
    first, second = (draw(WorldMap("Map", given, "S", "n"), ENGLISH, outlines) for given in (shares, turned))
    assert first == second


def test_numbers_have_the_signs_of_the_language(charts, outlines):
    dutch = draw(charts["map"], Language("nl"), outlines)
    assert "0,1–1 %" in dutch
    assert "België" in dutch
    assert "Ivoorkust: 50,0 %" in dutch


@pytest.mark.parametrize("kind", ["map", "flow"])
def test_a_png_has_two_pixels_for_each_of_the_layout(charts, outlines, kind):
    image = png(charts[kind], ENGLISH, outlines)
    assert image.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(image[16:20]) == 2 * FULL
    assert image == png(charts[kind], ENGLISH, outlines)
