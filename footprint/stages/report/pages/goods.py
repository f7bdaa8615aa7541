"""The lines by good and origin: which few make most of the impact, and where the lenses disagree about them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from footprint.stages.report.chart import Pareto, Ranks
from footprint.stages.report.figures import percent
from footprint.stages.report.groups import Group, groups, has_gain, leading
from footprint.stages.report.model import Report
from footprint.stages.report.page import Page, Section
from footprint.stages.report.pages.names import Names
from footprint.stages.report.table import Cell, Column, Kind, Table, head

AIM = 0.8
MOST_COLUMNS, MOST_ROWS, TOP, MOST_LINES = 24, 50, 10, 3
DISAGREE_BY = 3
"""Ranks between two lenses from which they disagree about a good."""


@dataclass(frozen=True)
class Goods:
    """The lines that bought the same product from the same origin, together.

    Attributes
    ----------
    names
        What each good is called: product and origin.
    lines, tonnes
        How many lines, and their weight [t].
    numbers
        The numbers of its first lines.
    impact
        Column of each lens and realm -> impact; NaN where nothing is known.
    """

    names: list[str]
    lines: list[int]
    tonnes: list[float]
    numbers: list[str]
    impact: pd.DataFrame

    def ranked(self, group: Group) -> pd.Series:
        """Return the impact of each good under a lens and realm, the largest first; only what is above zero."""
        if group.column not in self.impact.columns:
            return pd.Series(dtype=float)
        value = self.impact[group.column]
        ranked: pd.Series = value[value > 0].sort_values(ascending=False, kind="stable")
        return ranked


def goods(report: Report) -> Goods:
    """Return the lines of known product grouped by product and origin used, in the order of their names."""
    lines = report.lines[report.lines["product"].notna()]
    keys = [lines[name].astype(str) for name in ("product", "origin_used")]
    columns = [group.column for group in groups(report) if group.column in lines.columns]
    of_good = lines.groupby(keys, sort=True)
    sums = of_good[["tonnes", *columns]].sum(min_count=1)
    names = Names(report)
    named = [f"{names.of(product)}, {names.origin(origin)}" for product, origin in sums.index]
    counts = of_good.size().tolist()
    numbers = _first_numbers(lines["line"], of_good.ngroup(), of_good.cumcount(), counts)
    return Goods(named, counts, sums["tonnes"].tolist(), numbers, sums[columns].reset_index(drop=True))


def _first_numbers(number: pd.Series, good: pd.Series, place: pd.Series, counts: list[int]) -> list[str]:
    """Return the numbers of the first lines of each good, and a sign where there are more."""
    first: list[list[str]] = [[] for _ in counts]
    shown = (place < MOST_LINES).to_numpy()
    for text, at in zip(number[shown].astype(str).tolist(), good[shown].tolist(), strict=True):
        first[at].append(text)
    pairs = zip(map(", ".join, first), counts, strict=True)
    return [text if count <= MOST_LINES else f"{text} …" for text, count in pairs]


def goods_pages(report: Report) -> tuple[Page, Page]:
    """Return what weighs most, and whether the lenses agree about it."""
    every = goods(report)
    return _pareto_page(every, report), _agreement_page(every, report)


def _pareto_page(every: Goods, report: Report) -> Page:
    """Return the goods that make up 80 % of the impact, for every lens."""
    sections = [_pareto_section(group, every, report) for group in leading(report)]
    lead = report.say("How many goods make {share} of the impact, and which.", share=_aim(report))
    title = report.say("What weighs most")
    return Page("pareto", title, lead, tuple(one for one in sections if one is not None))


def _pareto_section(group: Group, every: Goods, report: Report) -> Section | None:
    ranked = every.ranked(group)
    total = float(ranked.sum())
    if not total > 0 or has_gain(every.impact[group.column]):
        return None  # shares of a whole with gains would pass 100 %
    shares = (ranked / total).to_numpy()
    needed = min(int(np.searchsorted(np.cumsum(shares), AIM - 1e-12)) + 1, len(shares))
    shown = min(max(needed, TOP), MOST_COLUMNS, len(shares))
    names = tuple(every.names[place] for place in ranked.index)
    axis = report.say("Share of the impact")
    chart = Pareto(group.title, names[:shown], tuple(float(share) for share in shares[:shown]), AIM, axis)
    return Section(group.title, _pareto_table(group, every, ranked, needed, report), (chart,))


def _pareto_table(group: Group, every: Goods, ranked: pd.Series, needed: int, report: Report) -> Table:
    shares = (ranked / ranked.sum()).to_numpy()
    cumulated = np.cumsum(shares)
    rows: list[tuple[Cell, ...]] = [
        (
            rank + 1,
            every.names[place],
            every.numbers[place],
            every.lines[place],
            _known(every.tonnes[place]),
            float(ranked[place]),
            float(shares[rank]),
            float(cumulated[rank]),
        )
        for rank, place in enumerate(ranked.index[: min(max(needed, TOP), MOST_ROWS)])
    ]
    kinds: dict[str, Kind] = {"rank": "plain", "item": "long", "line": "text", "lines": "count", "tonnes": "tonnes"}
    impact = Column(f"{report.say('Impact')} [{group.unit}]", "value", "impact")
    columns = (*head(report.language, **kinds), impact, *head(report.language, share="share", cumulated="share"))
    note = report.say(
        "Goods that make {share} of the impact: {needed} of {count}.",
        share=_aim(report),
        needed=needed,
        count=len(ranked),
    )
    if len(rows) < needed:
        cut = report.say("Shown: {count}, which make {share}.", count=len(rows), share=_percent(rows[-1][-1], report))
        note = f"{note} {cut}"
    return Table(group.title, columns, tuple(rows), note)


def _aim(report: Report) -> str:
    return report.language.signs(f"{100 * AIM:.0f} %")


def _percent(share: Cell, report: Report) -> str:
    return percent(float(share), report.language) if isinstance(share, float) else ""


def _known(value: float) -> float | None:
    return None if np.isnan(value) else value


def _agreement_page(every: Goods, report: Report) -> Page:
    """Return how every lens ranks the goods that lead under any, and which they disagree about; nothing if none do."""
    lead = report.say(
        "Every lens asks another question. A good that leads under all of them is a safe place to start; one whose "
        "rank flips asks for a closer look."
    )
    section = _agreement(every, report)
    return Page("agreement", report.say("Do the lenses agree?"), lead, (section,) if section.table.rows else ())


def _agreement(every: Goods, report: Report) -> Section:
    found = _compared(report)
    ranks = [{place: rank for rank, place in enumerate(every.ranked(group).index, 1)} for group in found]
    leaders = sorted(
        {place for rank in ranks for place, at in rank.items() if at <= TOP},
        key=lambda place: [rank.get(place, len(every.names)) for rank in ranks],
    )
    flips = tuple(_flips([rank.get(place) for rank in ranks]) for place in leaders)
    names = tuple(every.names[place] for place in leaders)
    table = tuple(tuple(rank.get(place) for rank in ranks) for place in leaders)
    titles = tuple(group.title for group in found)
    chart = Ranks(report.say("Rank under each lens"), titles, names, table, flips)
    return Section("", _ranks_table(chart, every, leaders, report), (chart,) if len(found) > 1 and leaders else ())


def _compared(report: Report) -> tuple[Group, ...]:
    """Return the lenses that can be compared: those with the realm that leads the report; of a single lens, its realms.

    Water scarcity beside land would not disagree with it; it is another question.
    """
    first = leading(report)
    alike = tuple(group for group in first if group.realm == first[0].realm)
    return alike if len(alike) > 1 else groups(report)


def _flips(ranks: list[int | None]) -> bool:
    """Return whether lenses that see a good rank it so differently that they disagree."""
    known = [rank for rank in ranks if rank is not None]
    return bool(known) and min(known) <= TOP and max(known) - min(known) >= DISAGREE_BY


def _ranks_table(chart: Ranks, every: Goods, leaders: list[int], report: Report) -> Table:
    flipped = report.say("flips")
    rows = tuple(
        (name, every.numbers[place], *ranks, flipped if flips else None)
        for name, place, ranks, flips in zip(chart.names, leaders, chart.ranks, chart.flips, strict=True)
    )
    columns = (
        *head(report.language, item="long", line="text"),
        *(Column(title, "count", title) for title in chart.columns),
        Column(report.say("Agreement"), "text", "agreement"),
    )
    note = report.say("'Flips': the rank changes by {count} or more between lenses or realms.", count=DISAGREE_BY)
    return Table(chart.title, columns, rows, note)
