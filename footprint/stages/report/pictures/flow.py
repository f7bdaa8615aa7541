"""A flow chart: what passes from stage to stage, as ribbons as thick as their share."""

from __future__ import annotations

from collections.abc import Iterator

from footprint.ground.language import Language
from footprint.stages.report.chart import Flow
from footprint.stages.report.figures import percent
from footprint.stages.report.palette import BELGIUM, RIBBON
from footprint.stages.report.pictures.lettering import clean, fitted, measure, said
from footprint.stages.report.pictures.shapes import SMALL, Box, Ribbon, Scene, Shape, Words
from footprint.stages.report.pictures.streams import Layout, Node, layout

HIGH, APART, GAP = 350.0, 18.0, 7.0
"""Height of the whole, least distance between the middles and between the edges of nodes [px]."""

THICK = 12
"""Width of a node [px]."""

_SEEN = 0.1
"""Thickness below which nothing of a ribbon is seen, half transparent as it is [px]; the table has its share."""

_TOP, _AWAY, _OUTSIDE = 30, 6, 0.25


def flow(chart: Flow, language: Language, width: float) -> Scene:
    """Return the nodes and streams as shapes, `width` pixels wide."""
    laid = layout(chart, HIGH, APART, GAP)
    columns = _columns(chart, laid, language, width)
    ribbons = [
        Ribbon(
            columns[stream.link.stage] + THICK,
            columns[stream.link.stage + 1],
            _TOP + stream.top,
            _TOP + stream.end,
            stream.thick,
            RIBBON,
            said(f"{stream.link.source} → {stream.link.target}: {percent(stream.link.share, language)}"),
        )
        for stream in laid.streams
        if stream.thick >= _SEEN
    ]
    boxes = [
        Box(columns[node.stage], _TOP + node.top, THICK, max(node.height, 1), BELGIUM, _text(node, language), BELGIUM)
        for node in laid.nodes
    ]
    words = [_label(node, columns, language, width) for node in laid.nodes]
    return Scene(width, _TOP + laid.height + 10, (*ribbons, *boxes, *words, *_headings(chart, columns, width)))


def _text(node: Node, language: Language) -> str:
    return said(f"{node.name} {percent(node.share, language)}")


def _columns(chart: Flow, laid: Layout, language: Language, width: float) -> tuple[float, ...]:
    """Return the left edge of each stage; the names of the first and of the last stand outside."""
    last = len(chart.stages) - 1
    before, after = (min(_widest(chart, laid, language, side), _OUTSIDE * width) + _AWAY for side in (0, last))
    step = (width - before - after - THICK) / max(last, 1)
    return tuple(before + place * step for place in range(last + 1))


def _widest(chart: Flow, laid: Layout, language: Language, stage: int) -> float:
    """Return the width of the widest text of a stage, its heading reckoned from the far edge of the nodes."""
    names = [measure(_text(node, language), SMALL) for node in laid.nodes if node.stage == stage]
    return max(*names, measure(clean(chart.stages[stage]), bold=True) - THICK, 0.0)


def _label(node: Node, columns: tuple[float, ...], language: Language, width: float) -> Words:
    """Return the name and share of a node: before the first stage, after the others."""
    left, share = columns[node.stage], percent(node.share, language)
    after = columns[node.stage + 1] - _AWAY if node.stage + 1 < len(columns) else width
    room = left - _AWAY if node.stage == 0 else after - left - THICK - _AWAY
    text = f"{fitted(node.name, room - measure(f' {share}', SMALL), SMALL)} {share}"
    if node.stage == 0:
        return Words(left - _AWAY, _TOP + node.middle, text, "end", SMALL)
    return Words(left + THICK + _AWAY, _TOP + node.middle, text, size=SMALL, halo=node.stage + 1 < len(columns))


def _headings(chart: Flow, columns: tuple[float, ...], width: float) -> Iterator[Shape]:
    """Yield the heading of each stage, over its nodes."""
    for stage, (heading, left) in enumerate(zip(chart.stages, columns, strict=True)):
        if stage == 0:
            yield Words(left + THICK, 10, fitted(heading, left + THICK, bold=True), "end", bold=True)
            continue
        after = columns[stage + 1] if stage + 1 < len(columns) else width
        yield Words(left, 10, fitted(heading, after - left - _AWAY, bold=True), bold=True)
