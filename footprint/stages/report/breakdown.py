"""The tables that break the impact down: by product, material, origin and pressure, and where the lenses disagree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from footprint.ground.pressures import PRESSURES
from footprint.stages.report.groups import Group, Sums, by_zone, groups, shares, sums
from footprint.stages.report.headline import detailed_coverage
from footprint.stages.report.model import COLUMNS, Report
from footprint.stages.report.table import Cell, Column, Kind, Table, cells
from footprint.stages.report.words import ZONES, rank_of, title_case

_AMOUNTS = {
    "tonnes": "Tonnes",
    "land_m2_yr": "Land [m2.yr]",
    "land_low_m2_yr": "Land, low end of stated range [m2.yr]",
    "land_high_m2_yr": "Land, high end of stated range [m2.yr]",
    "water_m3": "Water [m3]",
}
"""Column -> heading of the amounts beside the impact."""
DISAGREE_BY = 3
"""Ranks between lenses from which a product or origin is named."""


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
        Column of _AMOUNTS -> id -> amount; an id is absent when it is not known.
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


def breakdown(report: Report, key: str) -> Breakdown:
    """Return the impact per `key` ("product", "material" or "origin")."""
    frame: pd.DataFrame = getattr(report, f"by_{key}")
    ids = frame[key].astype(object).where(frame[key].notna(), "not known").astype(str)
    labels = frame["name"].astype(object).where(frame["name"].notna(), ids).astype(str)
    firsts = frame[list(_AMOUNTS)].assign(id=ids, name=labels).drop_duplicates("id")
    amounts = {column: _known(firsts["id"], firsts[column]) for column in _AMOUNTS}
    names = dict(zip(firsts["id"], firsts["name"], strict=True))
    values = sums(frame.assign(**{key: ids}), ["lens", "realm", "unit", key])
    return Breakdown(key, names, amounts, values, groups(report))


def _known(ids: pd.Series, amounts: pd.Series) -> dict[str, float]:
    return {one: float(amount) for one, amount in zip(ids, cells(amounts), strict=True) if amount is not None}


def breakdown_table(parts: Breakdown) -> Table:
    """Return one row per product or origin: tonnes, and per lens and realm its impact and share."""
    found = [parts.column(group) for group in parts.groups]
    portions = [_portions(column) for column in found]
    rows = []
    for one in parts.order():
        pairs = ((column.get(one), share.get(one)) for column, share in zip(found, portions, strict=True))
        amounts = (parts.amounts[column].get(one) for column in _AMOUNTS)
        rows.append((one, parts.names[one], *amounts, *(cell for pair in pairs for cell in pair)))
    named = (Column(title_case(parts.key)), Column("Name"))
    head = (*named, *(Column(heading, "tonnes") for heading in _AMOUNTS.values()))
    return Table(f"By {parts.key}", (*head, *_group_columns(parts)), tuple(rows))


def _group_columns(parts: Breakdown) -> list[Column]:
    """Return two columns per lens and realm: its impact and its share."""
    pairs = ((Column(one.heading, "value"), Column(f"{one.column}, share", "share")) for one in parts.groups)
    return [column for pair in pairs for column in pair]


def _portions(column: dict[str, float]) -> dict[str, float | None]:
    """Return id -> share of the column's sum."""
    return dict(zip(column, shares(list(column.values())), strict=True))


def practices_table(report: Report) -> Table:
    """Return the lines bought as organic or extensive, as counted and in that scenario."""
    values: dict[str, Kind] = dict.fromkeys(("as_counted", "scenario", "low", "high"), "value")
    kinds: dict[str, Kind] = {"line": "plain", "note": "long", **values}
    names = COLUMNS["practices"]
    head = tuple(Column(title_case(name.replace("_", " ")), kinds.get(name, "text")) for name in names)
    rows = tuple(zip(*(cells(report.practices[name]) for name in names), strict=True))
    note = (
        "Lighter use of more land, as a scenario: no total uses it. Low and high: over the published yields and all "
        "intensities of land use, minimal to intense."
    )
    return Table("Organic and extensive farming", head, rows, note)


def top(parts: Breakdown, group: Group, count: int) -> list[tuple[str, float, float | None]]:
    """Return the names, impacts and shares of the `count` largest products or origins of one group."""
    column = parts.column(group)
    portions = _portions(column)
    return [(parts.names[one], value, portions[one]) for one, value in list(column.items())[:count]]


def ranks_table(parts: Breakdown, count: int = 5) -> Table:
    """Return the rank under every lens of whatever is among the `count` largest of any."""
    places = [{one: rank for rank, one in enumerate(parts.column(group), 1)} for group in parts.groups]
    leaders = [one for one in parts.order() if any(rank.get(one, count + 1) <= count for rank in places)]
    rows = tuple((parts.names[one], *(rank.get(one) for rank in places)) for one in leaders)
    head = (Column(title_case(parts.key)), *(Column(group.column, "count") for group in parts.groups))
    return Table(f"Rank of each {parts.key} under each lens", head, rows, _disagreement(parts.key, rows))


def _disagreement(key: str, rows: Iterable[tuple[Cell, ...]]) -> str:
    """Return a sentence naming the rows whose rank changes with the lens."""
    moved = [str(name) for name, *places in rows if _spread(places) >= DISAGREE_BY]
    if not moved:
        return f"No {key} among these moves by {DISAGREE_BY} ranks or more when the lens or realm changes."
    return f"The rank changes by {DISAGREE_BY} or more with the lens or realm for: {', '.join(moved)}."


def _spread(places: Iterable[Cell]) -> int:
    """Return the distance between the best and the worst rank."""
    known = [place for place in places if isinstance(place, int)]
    return max(known) - min(known) if known else 0


def pressure_table(report: Report) -> Table:
    """Return the impact per lens, realm and pressure, with the share of tonnes it covers; uncovered pressures too."""
    found = sums(report.totals, ["lens", "realm", "pressure", "zone"])
    units = {(group.lens, group.realm): group.unit for group in groups(report)}
    covered = detailed_coverage(report)
    keys = sorted({key[:3] for key in found} | set(covered), key=lambda key: _pressure_rank(key, list(units)))
    rows = []
    for key in keys:
        parts = by_zone(found, *key)
        rows.append((*key, *parts, units.get((key[0], key[1])), *shares(parts), covered.get(key)))
    zones = [Column(name, "value") for name in ZONES.values()]
    portions = [Column(f"{name}, share", "share") for name in ZONES.values()]
    head = (Column("Lens"), Column("Realm"), Column("Pressure"), *zones, Column("Unit"))
    return Table("Impact by pressure", (*head, *portions, Column("Tonnes covered", "share")), tuple(rows))


def _pressure_rank(key: tuple[str, ...], order: list[tuple[str, str]]) -> tuple[int, tuple[int, str], str]:
    """Return a sort key: the place of the group, then of the pressure."""
    group = (key[0], key[1])
    place = order.index(group) if group in order else len(order)
    return (place, rank_of(key[2], PRESSURES), " ".join(key))


def flows_table(report: Report) -> Table:
    """Return the inventory totals as they are in the inventory: flow, compartment, zone, unit."""
    found = sums(report.pressures, ["flow", "compartment", "unit", "zone"])
    kinds = dict.fromkeys(key[:3] for key in found)
    rows = tuple((flow, place, *by_zone(found, flow, place, unit), unit) for flow, place, unit in kinds)
    zones = [Column(name, "value") for name in ZONES.values()]
    return Table("Land, water and emissions", (Column("Flow"), Column("Compartment"), *zones, Column("Unit")), rows)
