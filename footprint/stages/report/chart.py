"""Charts as plain figures: what is shown, not how. The page draws them as pictures, the workbook as charts of its own.

Every text in a chart is in the language of the report already, and every chart has a table with the same figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Numbers = tuple[float | None, ...]
"""None is unknown; it is drawn as nothing and never as zero (law L1)."""


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars, the first on top.

    Parameters
    ----------
    title
        What the chart shows, for those who hear it.
    names
        One text per bar.
    series
        One text per part of a bar; a single one for plain bars.
    values
        One tuple per bar with one number per series.
    ends
        The text after each bar.
    roles
        What the colour of each series stands for: "belgium", "abroad", "global", "plain", or "1" to "8" for the
        qualitative, "good", "fair", "poor", "none" for the graded palette.
    whole
        Whether the parts of a bar make one whole (shares, 0 to 1).
    blanks
        One text per bar that stands in its place if none of its parts is known; without it "not known".
    """

    title: str
    names: tuple[str, ...]
    series: tuple[str, ...]
    values: tuple[Numbers, ...]
    ends: tuple[str, ...] = ()
    roles: tuple[str, ...] = ("plain",)
    whole: bool = False
    blanks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pareto:
    """Columns in falling order with the curve of their cumulated share, and a line at the share aimed at.

    Parameters
    ----------
    names, shares
        What each column is, and its share of the whole, 0 to 1.
    aim
        The share at which the line stands (0.8).
    """

    title: str
    names: tuple[str, ...]
    shares: tuple[float, ...]
    aim: float
    axis: str


@dataclass(frozen=True, slots=True)
class Ranks:
    """The same things ranked under several lenses: one line of dots each, from column to column.

    Parameters
    ----------
    columns
        The lenses.
    names, ranks
        One name per thing; one rank per column (1 is the largest), None where the lens does not see it.
    flips
        Whether the rank of the thing changes so much that the lenses disagree about it.
    """

    title: str
    columns: tuple[str, ...]
    names: tuple[str, ...]
    ranks: tuple[tuple[int | None, ...], ...]
    flips: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A stream of a flow chart: from a node of one stage to a node of the next, as a share of the whole."""

    stage: int
    source: str
    target: str
    share: float


@dataclass(frozen=True, slots=True)
class Flow:
    """A Sankey chart: nodes in stages from left to right, streams between neighbouring stages.

    Parameters
    ----------
    stages
        The heading of each stage.
    nodes
        The names of each stage, from top to bottom; a name is unique within its stage.
    links
        The streams; those that leave a node carry as much as those that enter it.
    """

    title: str
    stages: tuple[str, ...]
    nodes: tuple[tuple[str, ...], ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class WorldMap:
    """Countries coloured by a share of the whole, in classes on a logarithmic ladder.

    Parameters
    ----------
    shares
        ISO 3166-1 alpha-3 -> share of the whole, above 0 and up to 1. A country that is not in it is unknown or none.
    legend
        Heading of the legend.
    nothing
        What the legend calls countries without a share.
    """

    title: str
    shares: Mapping[str, float]
    legend: str
    nothing: str


Chart = Bars | Pareto | Ranks | Flow | WorldMap
