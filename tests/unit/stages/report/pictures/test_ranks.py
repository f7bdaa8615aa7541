"""Ranks from lens to lens; what a lens does not see has no dot there."""

from __future__ import annotations

from itertools import pairwise

import pytest

from footprint.stages.report.chart import Ranks
from footprint.stages.report.palette import ABROAD
from footprint.stages.report.pictures.ranks import ranks, rows_of
from footprint.stages.report.pictures.shapes import FULL, HALF, Dot, Line, Words


@pytest.mark.parametrize(
    ("given", "rows"),
    [([2, 1, 3], (1, 0, 2)), ([1, 1, 1], (0, 1, 2)), ([None, 7, 9], (3, 0, 1)), ([None, None], (1, 2)), ([], ())],
)
def test_rows_follow_ranks_without_holes_and_the_unranked_come_last(given, rows):
    assert rows_of(given) == rows


def test_a_line_is_broken_where_the_rank_is_unknown():
    chart = Ranks("t", ("a", "b", "c", "d", "e"), ("x",), ((1, 1, None, 1, 1),), (False,))
    shapes = ranks(chart, FULL).shapes
    assert [len(shape.points) for shape in shapes if isinstance(shape, Line)] == [2, 2]
    assert len([shape for shape in shapes if isinstance(shape, Dot)]) == 4


def test_dots_say_the_rank_that_was_given():
    chart = Ranks("t", ("a", "b"), ("x", "y"), ((3, 40), (12, 5)), (False, False))
    words = [shape.text for shape in ranks(chart, FULL).shapes if isinstance(shape, Words) and shape.anchor == "middle"]
    assert sorted(words) == ["12", "3", "40", "5", "a", "b"]


def test_what_the_lenses_disagree_about_stands_out(charts):
    lines = [shape for shape in ranks(charts["ranks"], FULL).shapes if isinstance(shape, Line)]
    assert [line.colour == ABROAD for line in lines] == [False, True]
    assert lines[-1].width > lines[0].width


@pytest.mark.parametrize("width", [FULL, HALF])
def test_names_of_one_side_do_not_touch(charts, width):
    words = [shape for shape in ranks(charts["ranks"], width).shapes if isinstance(shape, Words)]
    for side in ("start", "end"):
        heights = sorted(word.y for word in words if word.anchor == side)
        assert len(heights) == 3
        assert min(below - above for above, below in pairwise(heights)) >= 16
