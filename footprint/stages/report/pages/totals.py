"""The totals by lens and realm, where they fall, what is kept apart from them, and the inventory behind them."""

from __future__ import annotations

from collections.abc import Sequence

from footprint.ground.language import mark
from footprint.ground.pressures import PRESSURES
from footprint.stages.report.chart import Bars
from footprint.stages.report.figures import in_words, number
from footprint.stages.report.groups import Group, Sums, by_zone, groups, has_gain, one_off, shares, sums, whole, yearly
from footprint.stages.report.model import Report
from footprint.stages.report.pages.coverage import detailed_coverage
from footprint.stages.report.table import Cell, Kind, Table, head
from footprint.stages.report.words import EVERYDAY_UNITS, NEVER_ADDED, ZONES, flow_name, rank_of, title_case

ZONE_KINDS: dict[str, Kind] = dict.fromkeys(ZONES, "value")
ZONE_SHARES: dict[str, Kind] = {f"{zone}_share": "share" for zone in ZONES}


def zone_names(report: Report) -> tuple[str, ...]:
    """Return Belgium, abroad and global in the language of the report."""
    return tuple(report.say(name) for name in ZONES.values())


def zone_chart(report: Report) -> Bars:
    """Return where the impact happens, one bar per lens and realm, with its amount after it."""
    found = sums(yearly(report.totals), ["lens", "realm", "unit", "zone"])
    every = groups(report)
    parts = [by_zone(found, group.lens, group.realm, group.unit) for group in every]
    return Bars(
        report.say("Where the impact happens"),
        tuple(group.title for group in every),
        zone_names(report),
        tuple(shares(part) for part in parts),
        tuple(_amount(whole(part), group.unit, report) for part, group in zip(parts, every, strict=True)),
        tuple(ZONES),
        whole=True,
        blanks=tuple(_blank(part, report) for part in parts),
    )


def _blank(parts: Sequence[float | None], report: Report) -> str:
    """Return what stands in place of a bar without shares."""
    known = [part for part in parts if part is not None]
    if has_gain(known):
        return report.say("no shares: a part is a gain")
    return report.say("nothing") if known else report.say("not known")


def _amount(total: float | None, unit: str, report: Report) -> str:
    return report.say("not known") if total is None else f"{number(total, report.language)} {unit}"


def totals_table(report: Report) -> Table:
    """Return the impact per lens and realm, in Belgium, abroad and global, with its coverage and its meaning."""
    found = sums(yearly(report.totals), ["lens", "realm", "unit", "zone"])
    covered = detailed_coverage(report)
    rows = tuple(_total_row(group, found, covered, report) for group in groups(report))
    kinds: dict[str, Kind] = {"lens": "text", "realm": "text", **ZONE_KINDS, "unit": "text", **ZONE_SHARES}
    ends: dict[str, Kind] = {"covered_from": "share", "covered_to": "share", "uncounted": "text", "in_words": "long"}
    note = f"{report.say(NEVER_ADDED)} {report.say(_COVERED)}"
    title = report.say("Impact on biodiversity of these purchases")
    return Table(title, head(report.language, **kinds, **ends), rows, note)


_COVERED = mark("'Tonnes covered' gives the least and the best covered pressure in the row.")


def _total_row(group: Group, found: Sums, covered: dict[tuple[str, ...], float], report: Report) -> tuple[Cell, ...]:
    """Return one row of the totals: zones, unit, shares, range of coverage, words."""
    parts = by_zone(found, group.lens, group.realm, group.unit)
    ours = {key[2]: share for key, share in covered.items() if key[:2] == (group.lens, group.realm)}
    known = [share for share in ours.values() if share > 0]
    span = (min(known), max(known)) if known else (None, None)
    uncounted = ", ".join(sorted(report.say(pressure) for pressure, share in ours.items() if share == 0))
    words = in_words(whole(parts), group.unit, report.language)
    return (group.name, group.realm_name, *parts, group.unit, *shares(parts), *span, uncounted, words)


def apart_table(report: Report) -> Table:
    """Return what is not added to the totals: one-off transformation of land and long-term effects."""
    found = sums(one_off(report.totals), ["lens", "realm", "unit", "pressure", "zone"])
    rows: list[tuple[Cell, ...]] = []
    for group in groups(report):
        for pressure in _pressures(found, group):
            parts = by_zone(found, group.lens, group.realm, group.unit, pressure)
            rows.append((group.name, group.realm_name, *parts, group.unit, title_case(report.say(pressure))))
    kinds: dict[str, Kind] = {"lens": "text", "realm": "text", **ZONE_KINDS, "unit": "text", "pressure": "text"}
    note = report.say(
        "Clearing land happens once; long-term effects come after a century. Neither is in the totals above."
    )
    return Table(report.say("Kept apart"), head(report.language, **kinds), tuple(rows), note)


def _pressures(found: Sums, group: Group) -> list[str]:
    """Return the pressures known for `group`, in the order of the method."""
    ours = {key[3] for key in found if key[:3] == (group.lens, group.realm, group.unit)}
    return sorted(ours, key=lambda pressure: rank_of(pressure, PRESSURES))


def inventory_table(report: Report) -> Table:
    """Return the land, water and emissions behind the impact, in units people use."""
    found = sums(report.pressures, ["flow", "compartment", "unit", "zone"])
    rows: list[tuple[Cell, ...]] = []
    for flow, compartment, unit in dict.fromkeys(key[:3] for key in found):
        factor, everyday = EVERYDAY_UNITS.get(unit, (1.0, unit))
        parts = [None if part is None else part * factor for part in by_zone(found, flow, compartment, unit)]
        rows.append((flow_name(flow, compartment, report.language), *parts, report.say(everyday)))
    kinds: dict[str, Kind] = {"flow": "text", **ZONE_KINDS, "unit": "text"}
    note = report.say("What growing the goods took and gave off. The totals weigh these figures by place.")
    return Table(report.say("What lies behind it"), head(report.language, **kinds), tuple(rows), note)


def flows_table(report: Report) -> Table:
    """Return the inventory totals as they are in the inventory: flow, compartment, zone, unit."""
    found = sums(report.pressures, ["flow", "compartment", "unit", "zone"])
    kinds = dict.fromkeys(key[:3] for key in found)
    rows = tuple((flow, place, *by_zone(found, flow, place, unit), unit) for flow, place, unit in kinds)
    columns: dict[str, Kind] = {"elementary_flow": "text", "compartment": "text", **ZONE_KINDS, "unit": "text"}
    return Table(report.say("Land, water and emissions, as inventoried"), head(report.language, **columns), rows)


def pressure_table(report: Report) -> Table:
    """Return the impact per lens, realm and pressure, with the share of tonnes it covers; uncovered pressures too."""
    found = sums(report.totals, ["lens", "realm", "pressure", "zone"])
    named = {(group.lens, group.realm): group for group in groups(report)}
    covered = detailed_coverage(report)
    keys = sorted({key[:3] for key in found} | set(covered), key=lambda key: _pressure_rank(key, list(named)))
    rows: list[tuple[Cell, ...]] = []
    for key in keys:
        parts, group = by_zone(found, *key), named.get((key[0], key[1]))
        names = (group.name, group.realm_name, group.unit) if group else (report.say(key[0]), report.say(key[1]), None)
        rows.append((*names[:2], report.say(key[2]), *parts, names[2], *shares(parts), covered.get(key)))
    kinds: dict[str, Kind] = {"lens": "text", "realm": "text", "pressure": "text", **ZONE_KINDS, "unit": "text"}
    columns = head(report.language, **kinds, **ZONE_SHARES, covered="share")
    return Table(report.say("Impact by pressure"), columns, tuple(rows))


def _pressure_rank(key: tuple[str, ...], order: list[tuple[str, str]]) -> tuple[int, tuple[int, str], str]:
    """Return a sort key: the place of the group, then of the pressure."""
    group = (key[0], key[1])
    place = order.index(group) if group in order else len(order)
    return (place, rank_of(key[2], PRESSURES), " ".join(key))
