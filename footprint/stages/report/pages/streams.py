"""From product to origin to pressure to realm; and which pressures make up the impact of each product."""

from __future__ import annotations

import pandas as pd

from footprint.ground.pressures import PRESSURES, set_apart
from footprint.stages.report.chart import Bars, Flow, Link
from footprint.stages.report.figures import number, percent
from footprint.stages.report.groups import Group, groups, has_gain
from footprint.stages.report.model import Report
from footprint.stages.report.page import Page, Section
from footprint.stages.report.pages.names import EVERYWHERE, Names
from footprint.stages.report.table import Cell, Column, Table, head
from footprint.stages.report.words import rank_of, title_case

MOST_PRODUCTS, MOST_PLACES, MOST_ROWS = 8, 8, 40
COLOURS = 8
"""Colours there are for pressures."""
_STAGES = ("product", "place", "pressure", "realm")


def streams_of(report: Report, group: Group) -> pd.DataFrame:
    """Return the yearly impact of one lens and realm: product ("" for the others), place, pressure, value."""
    table = report.streams
    ours = (table["lens"].astype(str) == group.lens) & (table["realm"].astype(str) == group.realm)
    yearly = ~table["pressure"].astype(str).map(set_apart).astype(bool)
    chosen = table.loc[ours & yearly & table["value"].notna(), ["product", "place", "pressure", "value"]]
    return chosen.astype({"product": str, "place": str, "pressure": str}).reset_index(drop=True)


def streams_page(report: Report) -> Page:
    """Return the flow chart of every lens and realm: from what was bought to what presses on nature, and where."""
    lead = report.say(
        "From what was bought, over where it happens, to what presses on nature. One chart for each lens and realm, "
        "since realms are never added."
    )
    sections = [_flow_section(group, report) for group in groups(report)]
    return Page("streams", report.say("Flows"), lead, tuple(one for one in sections if one is not None))


def _flow_section(group: Group, report: Report) -> Section | None:
    long = streams_of(report, group)
    if has_gain(long["value"]) or not long["value"].sum() > 0:
        return None  # a stream cannot be thinner than nothing; the page of pressures shows gains
    long = long[long["value"] > 0]
    table = _flow_table(group, long, report)
    return Section(group.title, table, (flow_chart(group, long, report),))


def flow_chart(group: Group, long: pd.DataFrame, report: Report) -> Flow:
    """Return the streams between the largest products and places, those beyond them drawn together."""
    shown = _shown(group, long, report)
    links = [link for stage in range(len(_STAGES) - 1) for link in _links(shown, stage)]
    last = {report.say("other products"), report.say("other countries"), report.say("everywhere")}
    nodes = tuple(tuple(_ordered(shown, stage, last)) for stage in _STAGES)
    stages = tuple(report.say(name) for name in ("Product", "Place", "Pressure", "Realm"))
    return Flow(group.title, stages, nodes, tuple(links))


def _shown(group: Group, long: pd.DataFrame, report: Report) -> pd.DataFrame:
    """Return the streams with the names of the chart, as shares of the whole."""
    names = Names(report)
    products, places = _largest(long, "product", MOST_PRODUCTS), {EVERYWHERE, *_largest(long, "place", MOST_PLACES)}
    others, elsewhere = report.say("other products"), report.say("other countries")
    named = pd.DataFrame(
        {
            "product": [names.of(one) if one in products else others for one in long["product"]],
            "place": [names.of(one) if one in places else elsewhere for one in long["place"]],
            "pressure": [report.say(one) for one in long["pressure"]],
            "realm": group.realm_name,
            "share": long["value"] / long["value"].sum(),
        }
    )
    return named.groupby(list(_STAGES), sort=True)["share"].sum().reset_index()


def _largest(long: pd.DataFrame, axis: str, most: int) -> set[str]:
    value = long[long[axis] != ""].groupby(axis)["value"].sum().sort_values(ascending=False, kind="stable")
    return {str(one) for one in value.index[:most]}


def _links(shown: pd.DataFrame, stage: int) -> list[Link]:
    pair = [_STAGES[stage], _STAGES[stage + 1]]
    summed = shown.groupby(pair, sort=True)["share"].sum().reset_index()
    columns = (summed[name].tolist() for name in (*pair, "share"))
    return [Link(stage, source, target, share) for source, target, share in zip(*columns, strict=True)]


def _ordered(shown: pd.DataFrame, stage: str, last: set[str]) -> list[str]:
    """Return the nodes of a stage, the largest on top and what is drawn together at the bottom."""
    share = shown.groupby(stage, sort=True)["share"].sum().sort_values(ascending=False, kind="stable")
    return sorted((str(one) for one in share.index), key=last.__contains__)


def _flow_table(group: Group, long: pd.DataFrame, report: Report) -> Table:
    shown = _shown(group, long, report).sort_values("share", ascending=False, kind="stable")
    total = float(long["value"].sum())
    columns_shown = (shown[name].iloc[:MOST_ROWS].tolist() for name in ("product", "place", "pressure", "share"))
    rows: list[tuple[Cell, ...]] = [
        (product, place, title_case(pressure), share * total, group.unit, share)
        for product, place, pressure, share in zip(*columns_shown, strict=True)
    ]
    rest = shown["share"].iloc[MOST_ROWS:]
    if len(rest):
        name = report.say("Smaller streams: {count}", count=len(rest))
        rows.append((name, None, None, float(rest.sum()) * total, group.unit, float(rest.sum())))
    columns = head(
        report.language, product="text", place="text", pressure="text", impact="value", unit="text", share="share"
    )
    return Table(group.title, columns, tuple(rows))


def pressures_page(report: Report) -> Page:
    """Return which pressures make up the impact of each of the leading products."""
    lead = report.say("What it is about each product that presses on nature.")
    sections = [_stack_section(group, report) for group in groups(report)]
    title = report.say("Pressures by product")
    return Page("pressures", title, lead, tuple(one for one in sections if one is not None))


def _stack_section(group: Group, report: Report) -> Section | None:
    long = streams_of(report, group)
    if not long["value"].abs().sum() > 0:
        return None
    total = None if has_gain(long["value"]) else float(long["value"].sum())
    wide = long.pivot_table(index="product", columns="pressure", values="value", aggfunc="sum", observed=True)
    ranked = wide.sum(axis=1).sort_values(ascending=False, kind="stable").index
    order = [one for one in ranked if one != ""][:MOST_PRODUCTS]
    rest = wide.drop(index=order).sum(axis=0, min_count=1).rename("")
    wide = pd.concat([wide.loc[order], rest.to_frame().T]) if len(wide) > len(order) else wide.loc[order]
    pressures = sorted(wide.columns, key=_rank)
    return Section(group.title, *_stack(group, wide[pressures], total, report))


def _stack(group: Group, wide: pd.DataFrame, total: float | None, report: Report) -> tuple[Table, tuple[Bars, ...]]:
    """Return the table and the bars of products by pressure, as shares of the whole; as amounts beside gains."""
    names = Names(report)
    labels = tuple(names.of(str(one)) if one else report.say("other products") for one in wide.index)
    series = tuple(title_case(report.say(str(one))) for one in wide.columns)
    known = [[None if pd.isna(value) else float(value) for value in row] for row in wide.to_numpy()]
    sums = [sum(value for value in row if value is not None) for row in known]
    chart = Bars(
        group.title,
        labels,
        series,
        tuple(tuple(None if value is None else value / (total or 1.0) for value in row) for row in known),
        tuple(_worth(value, total, report) for value in sums),
        _roles(wide.columns, report),
    )
    columns = head(report.language, product="text")
    heads = [Column(f"{name} [{group.unit}]", "value", name) for name in series]
    rows = tuple((label, *row) for label, row in zip(labels, known, strict=True))
    return Table(group.title, (*columns, *heads), rows), (chart,)


def _roles(pressures: pd.Index, report: Report) -> tuple[str, ...]:
    """Return the colour of each pressure: the same in every chart of the report."""
    known = sorted({str(one) for one in report.streams["pressure"].unique() if not set_apart(str(one))}, key=_rank)
    return tuple(str(known.index(str(one)) % COLOURS + 1) for one in pressures)


def _rank(pressure: str) -> tuple[int, str]:
    return rank_of(pressure, PRESSURES)


def _worth(value: float, total: float | None, report: Report) -> str:
    amount = number(value, report.language)
    return f"{percent(value / total, report.language)} ({amount})" if total else amount
