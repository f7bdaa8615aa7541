"""Where in the world: a map per lens and realm, and the countries behind it."""

from __future__ import annotations

import pandas as pd

from footprint.stages.report.chart import WorldMap
from footprint.stages.report.figures import percent
from footprint.stages.report.groups import Group, groups
from footprint.stages.report.model import Report
from footprint.stages.report.page import Page, Section
from footprint.stages.report.pages.names import EVERYWHERE, Names
from footprint.stages.report.pages.streams import streams_of
from footprint.stages.report.table import Cell, Table, head

MOST = 25
"""Countries named in the table beside a map; the page of origins has them all."""


def world_page(report: Report) -> Page:
    """Return a map of every lens and realm of which a part has a place."""
    sections = [_section(group, report) for group in groups(report)]
    lead = report.say("Where the pressures happen: where it grew or was made, not where it was bought.")
    return Page("world", report.say("World map"), lead, tuple(one for one in sections if one is not None))


def _section(group: Group, report: Report) -> Section | None:
    """Return the map of one lens and realm; None where nothing of it has a place."""
    value = streams_of(report, group).groupby("place", observed=True)["value"].sum()
    value = value[value > 0].sort_values(ascending=False, kind="stable")
    shares = value / value.sum()
    placed = {str(place): float(share) for place, share in shares.items() if place != EVERYWHERE}
    if not placed:
        return None
    chart = WorldMap(group.title, placed, report.say("Share of the impact"), report.say("none, or not known"))
    return Section(group.title, _table(group, value, shares, report), (chart,))


def _table(group: Group, value: pd.Series, shares: pd.Series, report: Report) -> Table:
    names = Names(report)
    rows: list[tuple[Cell, ...]] = [
        (names.of(str(place)), float(value[place]), group.unit, float(shares[place])) for place in value.index[:MOST]
    ]
    rest = value.index[MOST:]
    if len(rest):
        name = report.say("Other countries: {count}", count=len(rest))
        rows.append((name, float(value[rest].sum()), group.unit, float(shares[rest].sum())))
    everywhere = float(shares.get(EVERYWHERE, 0.0))
    note = report.say("{share} acts everywhere (climate change) and is on no map.", share=_percent(everywhere, report))
    columns = head(report.language, country="text", impact="value", unit="text", share="share")
    return Table(group.title, columns, tuple(rows), note if everywhere else "")


def _percent(share: float, report: Report) -> str:
    return percent(share, report.language)
