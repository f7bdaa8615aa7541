"""The impact broken down: by product, by raw material and by origin, each with its ranks under every lens."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from footprint.ground.language import mark
from footprint.stages.report.chart import Bars
from footprint.stages.report.figures import number, percent
from footprint.stages.report.groups import Group, Sums, groups, shares, sums
from footprint.stages.report.model import Report
from footprint.stages.report.page import Page, Section
from footprint.stages.report.table import Cell, Column, Kind, Table, cells, head

AMOUNTS = ("tonnes", "land_m2_yr", "land_low_m2_yr", "land_high_m2_yr", "water_m3")
"""The amounts beside the impact."""
TOP = 10
_TITLES = {"product": mark("By product"), "material": mark("By raw material"), "origin": mark("By origin")}
_TABS = {"product": mark("Products"), "material": mark("Raw materials"), "origin": mark("Origins")}
_LEADS = {
    "product": mark("What was bought, and what each good weighs with all it is made of."),
    "material": mark("What grew, grazed, was felled or mined for it."),
    "origin": mark("The countries where that happened; what acts everywhere is with the country it came from."),
}


_ROOTS = mark("Tonnes of what grew, grazed, was felled or mined, with the feed of animals: more than what was bought.")


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The impact per product, raw material or origin.

    Parameters
    ----------
    key
        "product", "material" or "origin".
    names
        Id -> name shown.
    amounts
        Column of AMOUNTS -> id -> amount; an id is absent when it is not known.
    values
        (lens, realm, unit, id) -> impact.
    groups
        The lenses and realms, in order.
    """

    key: str
    names: dict[str, str]
    amounts: dict[str, dict[str, float]]
    values: Sums
    groups: tuple[Group, ...]

    def column(self, group: Group) -> dict[str, float]:
        """Return id -> impact of one group, the largest first."""
        ours = (group.lens, group.realm, group.unit)
        found = {key[3]: value for key, value in self.values.items() if key[:3] == ours}
        return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))

    def order(self) -> list[str]:
        """Return every id: by its impact in the first group, then by tonnes."""
        first = self.column(self.groups[0]) if self.groups else {}
        return sorted(
            self.names, key=lambda one: (-first.get(one, float("-inf")), -self.amounts["tonnes"].get(one, 0.0), one)
        )


def breakdown_page(report: Report, key: str) -> Page:
    """Return the page of a breakdown: the largest under each lens as bars, and every one in a table."""
    parts = breakdown(report, key)
    charts = tuple(top_chart(parts, group, report) for group in parts.groups if parts.column(group))
    return Page(
        f"by_{key}",
        report.say(_TABS[key]),
        report.say(_LEADS[key]),
        (Section("", breakdown_table(parts, report), charts),),
    )


def breakdown(report: Report, key: str) -> Breakdown:
    """Return the impact per `key` ("product", "material" or "origin")."""
    frame: pd.DataFrame = getattr(report, f"by_{key}")
    ids = frame[key].astype(object).where(frame[key].notna(), report.say("not known")).astype(str)
    labels = frame["name"].astype(object).where(frame["name"].notna(), ids).astype(str)
    firsts = frame[list(AMOUNTS)].assign(id=ids, name=labels).drop_duplicates("id")
    amounts = {column: _known(firsts["id"], firsts[column]) for column in AMOUNTS}
    names = dict(zip(firsts["id"], firsts["name"], strict=True))
    values = sums(frame.assign(**{key: ids}), ["lens", "realm", "unit", key])
    return Breakdown(key, names, amounts, values, groups(report))


def _known(ids: pd.Series, amounts: pd.Series) -> dict[str, float]:
    return {one: float(amount) for one, amount in zip(ids, cells(amounts), strict=True) if amount is not None}


def breakdown_table(parts: Breakdown, report: Report) -> Table:
    """Return one row per product or origin: tonnes, and per lens and realm its impact and share."""
    found = [parts.column(group) for group in parts.groups]
    portions = [portions_of(column) for column in found]
    rows: list[tuple[Cell, ...]] = []
    for one in parts.order():
        pairs = ((column.get(one), share.get(one)) for column, share in zip(found, portions, strict=True))
        amounts = (parts.amounts[column].get(one) for column in AMOUNTS)
        rows.append((one, parts.names[one], *amounts, *(cell for pair in pairs for cell in pair)))
    names = ("tonnes" if parts.key == "product" else "root_tonnes", *AMOUNTS[1:])
    kinds: dict[str, Kind] = {"id": "text", "name": "text", **dict.fromkeys(names, "tonnes")}
    columns = (*head(report.language, **kinds), *_group_columns(parts, report))
    note = "" if parts.key == "product" else report.say(_ROOTS)
    return Table(report.say(_TITLES[parts.key]), columns, tuple(rows), note)


def _group_columns(parts: Breakdown, report: Report) -> list[Column]:
    """Return two columns per lens and realm: its impact and its share."""
    columns = []
    for group in parts.groups:
        share = report.say("{what}, share", what=group.title)
        columns += [Column(f"{group.title} [{group.unit}]", "value", group.column), Column(share, "share", "share")]
    return columns


def portions_of(column: dict[str, float]) -> dict[str, float | None]:
    """Return id -> share of the column's sum."""
    return dict(zip(column, shares(list(column.values())), strict=True))


def top_chart(parts: Breakdown, group: Group, report: Report) -> Bars:
    """Return the ten largest products or origins of one lens and realm."""
    column = parts.column(group)
    portions = portions_of(column)
    chosen = list(column.items())[:TOP]
    values = [value if portions[one] is None else portions[one] for one, value in chosen]
    ends = tuple(_worth(value, portions[one], report) for one, value in chosen)
    names = tuple(parts.names[one] for one, _ in chosen)
    gains = any(portions[one] is None for one, _ in chosen)
    axis = f"{report.say('Impact')} [{group.unit}]" if gains else report.say("Share of the impact")
    return Bars(group.title, names, (axis,), tuple((value,) for value in values), ends)


def _worth(value: float, share: float | None, report: Report) -> str:
    """Return the share with the amount in brackets; the amount alone when there is no share."""
    amount = number(value, report.language)
    return amount if share is None else f"{percent(share, report.language)} ({amount})"
