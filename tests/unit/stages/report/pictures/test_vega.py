"""Scenes as Vega-Lite: what the schema allows, in few layers."""

from __future__ import annotations

import altair as alt
import jsonschema
import pytest

from footprint.ground.language import ENGLISH
from footprint.stages.report.pictures.drawing import scene_of
from footprint.stages.report.pictures.shapes import FULL, Box, Line, Scene, Words
from footprint.stages.report.pictures.vega import specification

KINDS = ("zones", "plain", "gains", "pareto", "ranks", "flow", "map")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_keeps_to_the_schema_of_vega_lite(charts, outlines, kind):
    spec = specification(scene_of(charts[kind], ENGLISH, outlines, FULL))
    few = {name: rows[:2] for name, rows in spec["datasets"].items()}
    checked = alt.LayerChart.from_dict({**spec, "datasets": few})
    assert len(checked.layer) == len(spec["layer"]) <= 12


def test_a_spec_that_breaks_the_schema_would_be_seen(charts, outlines):
    spec = specification(scene_of(charts["plain"], ENGLISH, outlines, FULL))
    spec["layer"][0]["mark"] = {"type": "no such mark"}
    with pytest.raises(jsonschema.ValidationError, match="no such mark"):
        alt.LayerChart.from_dict(spec)


def test_words_share_layers_and_what_may_cover_keeps_its_order():
    words = (Words(0, 5, "a"), Words(0, 15, "b", "end"), Words(0, 25, "c"))
    lines = (Line(((0, 0), (9, 9)), "#FFFFFF", 5), Line(((0, 0), (9, 9)), "#000000", 2))
    layers = specification(Scene(9, 30, (*lines, Box(0, 0, 9, 9, "#123456"), *words)))["datasets"]
    texts = [[row.get("text") for row in rows] for rows in layers.values()][3:]
    assert [rows[0]["stroke"] for rows in list(layers.values())[:3]] == ["#FFFFFF", "#000000", "#FFFFFF"]
    assert sorted(texts) == [["a", "c"], ["b"]]


def test_no_row_carries_what_is_not_there(charts, outlines):
    spec = specification(scene_of(charts["plain"], ENGLISH, outlines, FULL))
    boxes = next(rows for rows in spec["datasets"].values() if "x2" in rows[0])
    assert len(boxes) == 2
    assert all(value is not None for rows in spec["datasets"].values() for row in rows for value in row.values())
