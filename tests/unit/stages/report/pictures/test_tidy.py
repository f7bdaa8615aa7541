"""What is left of Vega's SVG."""

from __future__ import annotations

import re

import pytest

from footprint.stages.report.pictures.shapes import Scene
from footprint.stages.report.pictures.tidy import coarse, tidy


def test_outlines_come_back_where_they_were():
    path = "M10,10L20.3,10.4L31.7,25.2L5.1,40.9ZM50,50L60,50L55,58.5Z"
    steps = coarse(path)
    rings = []
    for ring in re.findall(r"M([^z]*)z", steps):
        start, moves = ring.split("l")
        numbers = [float(number) for number in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", moves)]
        places = [tuple(float(number) for number in start.split(","))]
        for right, down in zip(numbers[::2], numbers[1::2], strict=True):
            places.append((places[-1][0] + right, places[-1][1] + down))
        rings.append(places)
    expected = [[tuple(map(float, place.split(","))) for place in ring[1:].split("L")] for ring in path.split("Z")[:-1]]
    assert [[pytest.approx(place) for place in ring] for ring in expected] == rings


def test_a_speck_is_left_out_and_a_circle_is_left_alone():
    assert coarse("M10,10L10.2,10.1L10.1,10.3Z") == ""
    assert coarse("M1,2m0,3a3,3,0,1,1,0,-6") == "M1,2m0,3a3,3,0,1,1,0,-6"


def test_what_is_not_seen_goes_and_what_is_said_becomes_a_title():
    drawn = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><defs><clipPath id="clip7"/></defs>'
        '<g class="x" role="graphics-object"><path aria-hidden="true" d="M0,0h9v9h-9Z"/>'
        '<path aria-label="A &amp; B" d="M0.123,0h4.56v9h-9Z" fill="#123456" onclick="x"/></g></svg>'
    )
    picture = tidy(drawn, Scene(9, 9, ()), "T <1>")
    assert picture.count("<title>T &lt;1&gt;</title>") == 1
    assert picture.endswith('<path d="M0.1,0h4.6v9h-9Z" fill="#123456"><title>A &amp; B</title></path></svg>')
    assert picture.count("<path") == 1
    assert "clip" not in picture
