"""The layout of a flow chart: nothing is lost on the way, nothing overlaps."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footprint.ground.language import ENGLISH
from footprint.stages.report.chart import Flow, Link
from footprint.stages.report.pictures.flow import flow
from footprint.stages.report.pictures.shapes import FULL, HALF, Box, Ribbon, Words
from footprint.stages.report.pictures.streams import layout

HIGH, APART, GAP = 300.0, 16.0, 6.0


@st.composite
def flows(draw):
    """Return a flow whose middle nodes pass on what they get."""
    names = [tuple(f"{stage}{place}" for place in range(draw(st.integers(1, 6)))) for stage in "abc"]
    links, kept = [], dict.fromkeys(names[1], 0.0)
    for source in names[0]:
        target, share = draw(st.sampled_from(names[1])), draw(st.floats(0.001, 1))
        links.append(Link(0, source, target, share))
        kept[target] += share
    for source, share in kept.items():
        part = draw(st.floats(0.1, 0.9))
        ends = draw(st.permutations(names[2]))[:2]
        parts = (part, 1 - part) if len(ends) == 2 else (1.0,)
        links += [Link(1, source, end, share * by) for end, by in zip(ends, parts, strict=True) if share]
    return Flow("t", ("a", "b", "c"), tuple(names), tuple(links))


@given(flows())
def test_streams_fill_their_nodes_on_both_sides(chart):
    laid = layout(chart, HIGH, APART, GAP)
    scale = laid.nodes[0].height / laid.nodes[0].share
    for node in laid.nodes:
        leaving = [s for s in laid.streams if (s.link.stage, s.link.source) == (node.stage, node.name)]
        entering = [s for s in laid.streams if (s.link.stage + 1, s.link.target) == (node.stage, node.name)]
        assert node.height == pytest.approx(node.share * scale)
        for streams, edge in ((leaving, "top"), (entering, "end")):
            edges = sorted((getattr(stream, edge), stream.thick) for stream in streams)
            at = node.top
            for start, thick in edges:
                assert start == pytest.approx(at, abs=1e-6)
                at = start + thick
            assert not streams or at == pytest.approx(node.top + node.height, abs=1e-6)


@given(flows())
def test_every_stage_carries_the_whole(chart):
    laid = layout(chart, HIGH, APART, GAP)
    whole = sum(link.share for link in chart.links if link.stage == 0)
    for stage in range(3):
        nodes = [node for node in laid.nodes if node.stage == stage]
        assert sum(node.share for node in nodes) == pytest.approx(whole)
        assert sum(node.height for node in nodes) == pytest.approx(HIGH)


@given(flows())
def test_nodes_of_a_stage_stand_apart(chart):
    laid = layout(chart, HIGH, APART, GAP)
    for one, other in pairwise(laid.nodes):
        if one.stage == other.stage:
            assert other.top - one.top - one.height >= GAP - 1e-9
            assert other.middle - one.middle >= APART - 1e-9
    assert all(node.top >= -1e-9 and node.top + node.height <= laid.height + 1e-9 for node in laid.nodes)


def test_a_node_without_a_stream_is_left_out():
    chart = Flow("t", ("a", "b"), (("x", "lonely"), ("y",)), (Link(0, "x", "y", 0.4),))
    assert [node.name for node in layout(chart, HIGH, APART, GAP).nodes] == ["x", "y"]


def test_one_name_in_two_stages_is_two_nodes():
    chart = Flow("t", ("a", "b"), (("Milk",), ("Milk",)), (Link(0, "Milk", "Milk", 0.4),))
    assert [(node.stage, node.share) for node in layout(chart, HIGH, APART, GAP).nodes] == [(0, 0.4), (1, 0.4)]


@pytest.mark.parametrize("width", [FULL, HALF])
def test_ribbons_join_the_edges_of_nodes_and_say_their_share(charts, width):
    shapes = flow(charts["flow"], ENGLISH, width).shapes
    ribbons = [shape for shape in shapes if isinstance(shape, Ribbon)]
    lefts = {shape.left for shape in shapes if isinstance(shape, Box)}
    assert {ribbon.right for ribbon in ribbons} <= lefts
    assert ribbons[0].title == "Cocoa beans → Cocoa: 60.0 %"
    outside = [shape for shape in shapes if isinstance(shape, Words) and shape.anchor == "end"]
    assert all(word.x <= min(ribbon.left for ribbon in ribbons) for word in outside)


def test_a_stream_nobody_could_see_is_not_drawn_and_its_node_is():
    links = (Link(0, "x", "y", 0.9), Link(0, "x", "z", 1e-6))
    shapes = flow(Flow("t", ("a", "b"), (("x",), ("y", "z")), links), ENGLISH, FULL).shapes
    assert len([shape for shape in shapes if isinstance(shape, Ribbon)]) == 1
    assert [shape.text for shape in shapes if isinstance(shape, Words)][2] == "z < 0.1 %"
