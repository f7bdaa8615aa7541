"""The layout of a flow chart: where nodes stand, and where on them each stream starts and ends.

A stream is as thick at both ends as its share, streams leave and enter a node one under the other, and a node is as
tall as the larger of what enters it and what leaves it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from footprint.stages.report.chart import Flow, Link

Name = tuple[int, str]
"""Stage and name of a node."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node: its upper edge and its height [px], and the share that passes it."""

    stage: int
    name: str
    top: float
    height: float
    share: float

    @property
    def middle(self) -> float:
        """Return the height of its middle [px]."""
        return self.top + self.height / 2


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream: its link, its upper edge at the source and at the target, and its thickness [px]."""

    link: Link
    top: float
    end: float
    thick: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Nodes from left to right and top to bottom, streams in the same order, and the height of it all [px]."""

    nodes: tuple[Node, ...]
    streams: tuple[Stream, ...]
    height: float


def layout(flow: Flow, high: float, apart: float, gap: float) -> Layout:
    """Return where the nodes and streams of a flow chart stand.

    Parameters
    ----------
    flow
        The chart; a node without a stream is left out.
    high
        Height of all nodes of the fullest stage together [px].
    apart
        Least distance between the middles of two neighbours, so that their names do not touch [px].
    gap
        Least distance between their edges [px].
    """
    shares = passing(flow)
    fullest = max((sum(_of_stage(shares, stage)) for stage in range(len(flow.stages))), default=0.0)
    scale = high / fullest if fullest > 0 else 0.0
    columns = [tuple(_column(flow, stage, shares, scale, apart, gap)) for stage in range(len(flow.stages))]
    height = max((column[-1].top + column[-1].height for column in columns if column), default=0.0)
    nodes = tuple(node for column in columns for node in _centred(column, height))
    return Layout(nodes, tuple(_streams(flow, nodes, scale)), height)


def passing(flow: Flow) -> dict[Name, float]:
    """Return the share that passes each node: the larger of what enters and what leaves it."""
    entering: dict[Name, float] = {}
    leaving: dict[Name, float] = {}
    for link in flow.links:
        source, target = (link.stage, link.source), (link.stage + 1, link.target)
        leaving[source] = leaving.get(source, 0.0) + link.share
        entering[target] = entering.get(target, 0.0) + link.share
    names = [*leaving, *(name for name in entering if name not in leaving)]
    return {name: max(entering.get(name, 0.0), leaving.get(name, 0.0)) for name in names}


def _of_stage(shares: Mapping[Name, float], stage: int) -> Iterator[float]:
    return (share for (own, _), share in shares.items() if own == stage)


def _column(
    flow: Flow, stage: int, shares: Mapping[Name, float], scale: float, apart: float, gap: float
) -> Iterator[Node]:
    """Yield the nodes of a stage from the top down."""
    before: Node | None = None
    for name in flow.nodes[stage]:
        share = shares.get((stage, name), 0.0)
        if share <= 0:
            continue
        height, top = share * scale, 0.0
        if before is not None:
            top = before.top + before.height + max(gap, apart - (before.height + height) / 2)
        before = Node(stage, name, top, height, share)
        yield before


def _centred(column: tuple[Node, ...], height: float) -> Iterator[Node]:
    """Yield the nodes of a stage moved to the middle of the chart."""
    if not column:
        return
    down = (height - column[-1].top - column[-1].height) / 2
    for node in column:
        yield Node(node.stage, node.name, node.top + down, node.height, node.share)


def _streams(flow: Flow, nodes: Iterable[Node], scale: float) -> Iterator[Stream]:
    """Yield the streams from the top down; at their target they stand in the order of their sources."""
    tops = {(node.stage, node.name): node.top for node in nodes}
    order = {name: place for place, name in enumerate(tops)}
    links = [link for link in flow.links if link.share > 0]
    by_target = sorted(links, key=lambda link: (order[link.stage + 1, link.target], order[link.stage, link.source]))
    ends = dict(_stacked(((link.stage + 1, link.target), link) for link in by_target))
    by_source = sorted(links, key=lambda link: (order[link.stage, link.source], order[link.stage + 1, link.target]))
    for link, down in _stacked(((link.stage, link.source), link) for link in by_source):
        top = tops[link.stage, link.source] + down * scale
        end = tops[link.stage + 1, link.target] + ends[link] * scale
        yield Stream(link, top, end, link.share * scale)


def _stacked(links: Iterable[tuple[Name, Link]]) -> Iterator[tuple[Link, float]]:
    """Yield each link with the shares of those before it at the same node."""
    used: dict[Name, float] = {}
    for node, link in links:
        yield link, used.get(node, 0.0)
        used[node] = used.get(node, 0.0) + link.share
