"""Bars: what is unknown is not drawn, and no text meets a bar."""

from __future__ import annotations

import pytest

from footprint.ground.language import ENGLISH
from footprint.stages.report.chart import Bars
from footprint.stages.report.palette import PALE
from footprint.stages.report.pictures.bars import THICK, bars
from footprint.stages.report.pictures.lettering import measure
from footprint.stages.report.pictures.shapes import FULL, HALF, HATCHED, Box, Words


def boxes_of(scene):
    """Return the parts of bars: not the swatches of a legend, not the ground of a text."""
    return [shape for shape in scene.shapes if isinstance(shape, Box) and shape.height == THICK]


def words_of(scene):
    return [shape for shape in scene.shapes if isinstance(shape, Words)]


def extent(words):
    wide = measure(words.text, words.size, words.bold)
    return {"start": (words.x, words.x + wide), "end": (words.x - wide, words.x)}[words.anchor]


def test_lengths_are_in_proportion():
    chart = Bars("t", ("a", "b"), ("s",), ((4.0,), (1.0,)), ("four", "one"))
    long, short = boxes_of(bars(chart, ENGLISH, FULL))
    assert long.width == pytest.approx(4 * short.width)
    assert long.left == short.left


def test_the_unknown_and_nothing_have_no_bar_and_only_the_unknown_says_so():
    chart = Bars("t", ("a", "b", "c"), ("s",), ((1.0,), (None,), (0.0,)), ("1", "", "0"))
    scene = bars(chart, ENGLISH, FULL)
    assert len(boxes_of(scene)) == 1
    assert [word.text for word in words_of(scene)] == ["a", "1", "b", "not known", "c", "0"]


def test_a_stack_with_an_unknown_part_shows_the_known_ones_alone():
    chart = Bars("t", ("a",), ("x", "y", "z"), ((0.5, None, 0.25),), (), ("1", "2", "3"), whole=True)
    first, last = boxes_of(bars(chart, ENGLISH, FULL))
    assert last.left == pytest.approx(first.left + first.width)
    assert first.width == pytest.approx(2 * last.width)


def test_a_gain_goes_to_the_left_of_nothing_and_is_pale(charts):
    loss, gain = boxes_of(bars(charts["gains"], ENGLISH, FULL))
    assert gain.left + gain.width == pytest.approx(loss.left)
    assert gain.fill == PALE != loss.fill


def test_global_is_hatched(charts):
    fills = [box.fill for box in boxes_of(bars(charts["zones"], ENGLISH, FULL))]
    assert fills.count(HATCHED) == 1


@pytest.mark.parametrize("width", [FULL, HALF])
@pytest.mark.parametrize("kind", ["zones", "plain", "gains"])
def test_no_name_and_no_end_meets_a_bar_or_the_edge(charts, kind, width):
    scene = bars(charts[kind], ENGLISH, width)
    beside = [word for word in words_of(scene) if word.anchor != "middle"]
    assert len(beside) >= 5
    for word in beside:
        left, right = extent(word)
        assert left >= -0.01
        assert right <= width + 0.01
        for box in boxes_of(scene):
            if box.top <= word.y <= box.top + box.height:
                assert right <= box.left + 0.01 or left >= box.left + box.width - 0.01


def test_a_share_that_is_not_all_does_not_round_to_all():
    chart = Bars("t", ("a",), ("x", "y"), ((0.997, 0.003),), (), ("1", "2"), whole=True)
    assert "> 99 %" in [word.text for word in words_of(bars(chart, ENGLISH, FULL))]


def test_a_percentage_on_hatching_leaves_some_of_it_to_be_seen(charts):
    for width in (FULL, HALF):
        scene = bars(charts["zones"], ENGLISH, width)
        hatched = next(box for box in boxes_of(scene) if box.fill == HATCHED)
        grounds = [shape for shape in scene.shapes if isinstance(shape, Box) and shape.height == THICK - 4]
        assert all(ground.width <= hatched.width - 20 for ground in grounds)


def test_names_take_the_room_that_short_ends_leave():
    name = "cacaobonen, zak van 60 kg, Côte d'Ivoire"
    short, long = (
        next(word.text for word in words_of(bars(Bars("t", (name,), ("s",), ((1.0,),), (end,)), ENGLISH, HALF)))
        for end in ("8 %", "8 % (1,234,567 ha, for one year)")
    )
    assert len(long) < len(short) <= len(name)
