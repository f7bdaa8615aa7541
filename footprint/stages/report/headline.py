"""The tables of the first page: what was read, how much of it is covered, the totals, and what is not covered."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from footprint.ground.pressures import PRESSURES
from footprint.stages.report.figures import in_words
from footprint.stages.report.groups import Group, Sums, by_zone, groups, one_off, shares, sums, whole, yearly
from footprint.stages.report.model import Report
from footprint.stages.report.table import Cell, Column, Table, cells
from footprint.stages.report.words import EVERYDAY_UNITS, NEVER_ADDED, ZONES, flow_name, level_name, rank_of, title_case

MOST_REASONS = 25
NO_REASON = "no reason given"
_DETAIL = ": "
_ZONES = tuple(Column(name, "value") for name in ZONES.values())
_ZONE_SHARES = tuple(Column(f"{name}, share", "share") for name in ZONES.values())


def read_table(report: Report) -> Table:
    """Return what was read: the file, the year, and the figures of the summary."""
    facts: list[tuple[str, Cell]] = [("File", report.source)]
    facts += [("Year", str(report.year))] if report.year is not None else []
    facts += [(title_case(str(name)), value) for name, value in report.summary.items()]
    return Table("What was read", (Column("What"), Column("Value")), (*facts, ("Version", report.version)))


def coverage_table(report: Report) -> Table:
    """Return the steps of coverage: amount and share of lines, tonnes and euros that got that far."""
    ladder = report.coverage[~report.coverage["level"].astype(str).str.contains(_DETAIL, regex=False)]
    measures = _in_order(ladder["measure"])
    amounts, parts = sums(ladder, ["level", "measure"]), sums(ladder, ["level", "measure"], "share")
    rows = []
    for level in _in_order(ladder["level"]):
        pairs = ((amounts.get((level, measure)), parts.get((level, measure))) for measure in measures)
        rows.append((level_name(level), *(cell for pair in pairs for cell in pair)))
    note = "Share of what was given. What falls out between two steps is listed under 'Not covered'."
    return Table("How much of the list is covered", (Column("Step"), *_measure_columns(measures)), tuple(rows), note)


def _measure_columns(measures: Sequence[str]) -> list[Column]:
    """Return two columns per measure: its amount and its share."""
    names = [title_case(measure) for measure in measures]
    pairs = (
        (Column(name, "tonnes" if name == "Tonnes" else "count"), Column(f"{name}, share", "share")) for name in names
    )
    return [column for pair in pairs for column in pair]


def detailed_coverage(report: Report, measure: str = "tonnes") -> dict[tuple[str, ...], float]:
    """Return the share of `measure` characterised per (lens, realm, pressure)."""
    chosen = report.coverage[report.coverage["measure"].astype(str) == measure]
    levels = (tuple(str(level).split(_DETAIL, 2)) for level in chosen["level"])
    pairs = zip(levels, cells(chosen["share"]), strict=True)
    return {level: float(share) for level, share in pairs if len(level) == 3 and share is not None}


def totals_table(report: Report) -> Table:
    """Return the impact per lens and realm, in Belgium, abroad and global, with its coverage and its meaning."""
    found = sums(yearly(report.totals), ["lens", "realm", "unit", "zone"])
    covered = detailed_coverage(report)
    rows = tuple(_total_row(group, found, covered) for group in groups(report))
    head = (Column("Lens"), Column("Realm"), *_ZONES, Column("Unit"), *_ZONE_SHARES)
    end = (
        Column("Tonnes covered, from", "share"),
        Column("to", "share"),
        Column("Not counted"),
        Column("In words", "long"),
    )
    note = f"{NEVER_ADDED} 'Tonnes covered' gives the least and the best covered pressure in the row."
    return Table("Impact on biodiversity of these purchases", (*head, *end), rows, note)


def _total_row(group: Group, found: Sums, covered: dict[tuple[str, ...], float]) -> tuple[Cell, ...]:
    """Return one row of the totals: zones, unit, shares, range of coverage, words."""
    parts = by_zone(found, group.lens, group.realm, group.unit)
    ours = {key[2]: share for key, share in covered.items() if key[:2] == (group.lens, group.realm)}
    known = [share for share in ours.values() if share > 0]
    span = (min(known), max(known)) if known else (None, None)
    uncounted = ", ".join(sorted(pressure for pressure, share in ours.items() if share == 0))
    words = in_words(whole(parts), group.unit)
    return (group.lens, group.realm, *parts, group.unit, *shares(parts), *span, uncounted, words)


def apart_table(report: Report) -> Table:
    """Return what is not added to the totals: one-off transformation of land and long-term effects."""
    apart = one_off(report.totals)
    found = sums(apart, ["lens", "realm", "unit", "pressure", "zone"])
    rows = []
    for group in groups(report):
        for pressure in _pressures(found, group):
            parts = by_zone(found, group.lens, group.realm, group.unit, pressure)
            rows.append((group.lens, group.realm, *parts, group.unit, title_case(pressure)))
    head = (Column("Lens"), Column("Realm"), *_ZONES, Column("Unit"), Column("Pressure"))
    note = "Clearing land happens once; long-term effects come after a century. Neither is in the table above."
    return Table("Kept apart", head, tuple(rows), note)


def _pressures(found: Sums, group: Group) -> list[str]:
    """Return the pressures known for `group`, in the order of the method."""
    ours = {key[3] for key in found if key[:3] == (group.lens, group.realm, group.unit)}
    return sorted(ours, key=lambda pressure: rank_of(pressure, PRESSURES))


def inventory_table(report: Report) -> Table:
    """Return the land, water and emissions behind the impact, in units people use."""
    found = sums(report.pressures, ["flow", "compartment", "unit", "zone"])
    kinds = dict.fromkeys(key[:3] for key in found)
    rows = []
    for flow, compartment, unit in kinds:
        factor, everyday = EVERYDAY_UNITS.get(unit, (1.0, unit))
        parts = [None if part is None else part * factor for part in by_zone(found, flow, compartment, unit)]
        rows.append((flow_name(flow, compartment), *parts, everyday))
    head = (Column("Land, water, emissions"), *_ZONES, Column("Unit"))
    note = "What growing the goods took and gave off. The tables above weigh these figures by place."
    return Table("What lies behind it", head, tuple(rows), note)


def not_covered(report: Report) -> pd.DataFrame:
    """Return one row per line that is not counted, or not in full, and whether its impact is "none" or "in part"."""
    lines = report.lines
    impacts = list(report.impact_columns)
    empty = lines[impacts].isna().all(axis=1) if impacts else pd.Series(True, index=lines.index)
    reasons = lines["reason"].astype(object).where(lines["reason"].notna(), "")
    ours = empty | (reasons.astype(str).str.strip() != "")
    chosen = lines.loc[ours, ["tonnes", "coverage"]].astype({"coverage": object})
    impact = empty[ours].map({True: "none", False: "in part"})
    return chosen.assign(reason=reasons[ours].replace("", NO_REASON), impact=impact)


def not_covered_table(report: Report) -> Table:
    """Return lines and tonnes that are not counted, by reason, the heaviest first; no line is left out (law L1)."""
    chosen = not_covered(report)
    keys = [chosen[name].astype(str) for name in ("reason", "coverage", "impact")]
    tonnes = chosen["tonnes"].astype(float).groupby(keys, sort=True)
    counted = pd.DataFrame({"lines": tonnes.size(), "weighed": tonnes.count(), "tonnes": tonnes.sum(min_count=1)})
    ordered = counted.reset_index().sort_values(["tonnes", "lines"], ascending=False, kind="stable")
    note = "These lines are in no total, or only in some. An amount that is not known stands as 'lines without weight'."
    return Table("Not covered", _REASON_COLUMNS, _reason_rows(ordered, report), note)


_REASON_COLUMNS = (
    Column("Reason", "long"), Column("Got as far as"), Column("Impact counted"), Column("Lines", "count"),
    Column("Lines without weight", "count"), Column("Tonnes", "tonnes"), Column("Lines, share", "share"),
    Column("Tonnes, share", "share"),
)  # fmt: skip


def _reason_rows(ordered: pd.DataFrame, report: Report) -> tuple[tuple[Cell, ...], ...]:
    """Return the heaviest reasons as rows, and the rest of them as one."""
    names = [title_case(reason) for reason in ordered["reason"].head(MOST_REASONS)]
    levels = [level_name(level) for level in ordered["coverage"].head(MOST_REASONS)]
    blocks = [ordered.iloc[place : place + 1] for place in range(len(names))]
    heads: list[tuple[Cell, ...]] = list(zip(names, levels, cells(ordered["impact"].head(MOST_REASONS)), strict=True))
    if len(ordered) > MOST_REASONS:
        blocks.append(ordered.iloc[MOST_REASONS:])
        heads.append((f"{len(ordered) - MOST_REASONS:,} other reasons, see the sheet of lines", None, None))
    return tuple((*head, *_reason_figures(block, report)) for head, block in zip(heads, blocks, strict=True))


def _reason_figures(block: pd.DataFrame, report: Report) -> tuple[Cell, ...]:
    """Return lines, lines without weight, tonnes, and the shares of lines and tonnes of some reasons."""
    lines, weighed = int(block["lines"].sum()), int(block["weighed"].sum())
    tonnes = float(block["tonnes"].sum()) if weighed else None
    all_tonnes = float(report.lines["tonnes"].sum())
    return (lines, lines - weighed, tonnes, _over(lines, len(report.lines)), _over(tonnes, all_tonnes))


def _over(part: float | None, total: float) -> float | None:
    """Return `part` over `total`, or None when either is missing."""
    return part / total if total and part is not None else None


def _in_order(series: pd.Series) -> list[str]:
    """Return the distinct texts of `series` in the order they first appear."""
    return list(dict.fromkeys(series.astype(str)))
