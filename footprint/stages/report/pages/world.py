"""Where in the world: a map per lens and realm, and the countries behind it."""

from __future__ import annotations

import pandas as pd

from footprint.stages.report.chart import WorldMap
from footprint.stages.report.figures import percent
from footprint.stages.report.groups import Group, groups, has_gain
from footprint.stages.report.model import Report
from footprint.stages.report.page import Page, Section
from footprint.stages.report.pages.names import EVERYWHERE, Names
from footprint.stages.report.pages.streams import streams_of
from footprint.stages.report.table import Cell, Table, head

MOST = 25
"""Countries named in the table beside a map; the page of origins has them all."""
LEAST = 1e-6
"""Share from which a country is coloured: traces of every supply chain would colour the whole world."""


def world_page(report: Report) -> Page:
    """Return a map of every lens and realm of which a part has a place."""
    sections = [_section(group, report) for group in groups(report)]
    lead = report.say("Where the pressures happen: where it grew or was made, not where it was bought.")
    return Page("world", report.say("World map"), lead, tuple(one for one in sections if one is not None))


def _section(group: Group, report: Report) -> Section | None:
    """Return the map of one lens and realm; None where nothing of it has a place."""
    value = streams_of(report, group).groupby("place", observed=True)["value"].sum()
    value = value[value != 0].sort_values(ascending=False, key=abs, kind="stable")
    if not set(value.index) - {EVERYWHERE}:
        return None
    gain = has_gain(value)
    shares = value * float("nan") if gain else value / value.sum()
    placed = {str(place): float(share) for place, share in shares.items() if place != EVERYWHERE and share >= LEAST}
    nothing = report.say("none, under 0.0001 %, or not known")
    chart = WorldMap(group.title, placed, report.say("Share of the impact"), nothing)
    return Section(group.title, _table(group, value, shares, gain, report), (chart,) if placed else ())


def _table(group: Group, value: pd.Series, shares: pd.Series, gain: bool, report: Report) -> Table:
    names = Names(report)
    rows: list[tuple[Cell, ...]] = [
        (names.of(str(place)), float(value[place]), group.unit, _known(shares[place])) for place in value.index[:MOST]
    ]
    rest = value.index[MOST:]
    if len(rest):
        name = report.say("Other countries: {count}", count=len(rest))
        rows.append((name, float(value[rest].sum()), group.unit, _known(shares[rest].sum(skipna=False))))
    everywhere = float(shares.get(EVERYWHERE, 0.0))
    note = report.say("{share} acts everywhere (climate change) and is on no map.", share=_percent(everywhere, report))
    if gain:
        note = report.say("Some of it is a gain, so there are no shares and no map.")
    columns = head(report.language, country="text", impact="value", unit="text", share="share")
    return Table(group.title, columns, tuple(rows), note if everywhere or gain else "")


def _known(share: float) -> float | None:
    return None if pd.isna(share) else float(share)


def _percent(share: float, report: Report) -> str:
    return percent(share, report.language)
