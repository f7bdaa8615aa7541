"""Bars, their curve, and where it reaches the aim."""

from __future__ import annotations

import pytest

from footprint.ground.language import ENGLISH
from footprint.stages.report.chart import Pareto
from footprint.stages.report.palette import BELGIUM, PALE
from footprint.stages.report.pictures.lettering import measure
from footprint.stages.report.pictures.pareto import pareto, reached
from footprint.stages.report.pictures.shapes import FULL, HALF, Box, Line, Words


@pytest.mark.parametrize(
    ("shares", "count"),
    [((0.5, 0.3, 0.2), 2), ((0.8, 0.2), 1), ((0.3, 0.3), 2), ((0.1,) * 10, 8), ((), 0)],
)
def test_bars_needed_to_reach_the_aim(shares, count):
    assert reached(shares, 0.8) == count


def test_the_bars_that_reach_the_aim_are_dark_and_as_long_as_their_shares(charts):
    bars = [shape for shape in pareto(charts["pareto"], ENGLISH, FULL).shapes if isinstance(shape, Box)]
    assert [bar.fill for bar in bars] == [BELGIUM, BELGIUM, PALE]
    whole = sum(bar.width for bar in bars)
    assert [bar.width / whole for bar in bars] == pytest.approx([0.6, 0.3, 0.1])


def test_the_curve_starts_at_the_first_bar_and_ends_at_the_whole(charts):
    shapes = pareto(charts["pareto"], ENGLISH, FULL).shapes
    curve = max((shape for shape in shapes if isinstance(shape, Line)), key=lambda line: len(line.points))
    bars = [shape for shape in shapes if isinstance(shape, Box)]
    assert curve.points[0][0] == pytest.approx(bars[0].left + bars[0].width)
    assert curve.points[-1][0] == pytest.approx(bars[0].left + sum(bar.width for bar in bars))


@pytest.mark.parametrize("width", [FULL, HALF])
def test_names_end_before_their_bars_and_start_inside_the_picture(width):
    chart = Pareto("t", ("m" * 200, "Cocoa beans, Ivory Coast"), (0.6, 0.4), 0.8, "Share")
    shapes = pareto(chart, ENGLISH, width).shapes
    left = next(shape.left for shape in shapes if isinstance(shape, Box))
    names = [shape for shape in shapes if isinstance(shape, Words) and shape.anchor == "end" and shape.x < left]
    assert len(names) == 2
    assert names[0].text.endswith("…")
    assert all(name.x - measure(name.text) >= 0 for name in names)


def test_shares_and_sums_are_written_beside_the_bars(charts):
    texts = [shape.text for shape in pareto(charts["pareto"], ENGLISH, FULL).shapes if isinstance(shape, Words)]
    assert {"60.0 %", "90.0 %", "100 %"} <= set(texts)


def test_an_empty_chart_draws():
    assert pareto(Pareto("t", (), (), 0.8, "Share"), ENGLISH, FULL).height > 0
