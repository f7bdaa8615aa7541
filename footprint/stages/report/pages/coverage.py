"""How much of the list is covered, and what is not: every tonne is counted or listed with its reason (law L1)."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from footprint.stages.report.chart import Bars
from footprint.stages.report.figures import percent
from footprint.stages.report.groups import sums
from footprint.stages.report.model import Report
from footprint.stages.report.page import Page, Section
from footprint.stages.report.table import Cell, Column, Kind, Table, cells, head
from footprint.stages.report.words import heading, level_name, phrase, title_case, word

MOST_REASONS = 25
_DETAIL, _NOT = ": ", "not covered"
_MEASURES: dict[str, Kind] = {"lines": "count", "tonnes": "tonnes", "euros": "count"}


def coverage_page(report: Report) -> Page:
    """Return the steps of coverage, and what falls out, by reason."""
    title, lead = report.say("Coverage"), report.say("What share of the list the totals stand on, and what is missing.")
    steps = Section("", coverage_table(report))  # its chart stands on the first page
    return Page("coverage", title, lead, (steps, Section(report.say("Not covered"), not_covered_table(report))))


def coverage_table(report: Report) -> Table:
    """Return what was given and what became of it: amount and share of lines, tonnes and euros (law L4)."""
    lost = _lost(report.coverage)
    ladder = report.coverage[~report.coverage["level"].astype(str).str.contains(_DETAIL, regex=False) | lost]
    ladder = ladder.assign(level=ladder["level"].astype(str).where(~lost, _NOT))
    measures = [name for name in _MEASURES if name in set(ladder["measure"].astype(str))]
    amounts, parts = sums(ladder, ["level", "measure"]), sums(ladder, ["level", "measure"], "share")
    rows = []
    for level in dict.fromkeys(ladder["level"].astype(str)):
        blank = {"tonnes"} if level == _NOT and _weightless(report) else set()
        pairs = (
            (None, None) if measure in blank else (amounts.get((level, measure)), parts.get((level, measure)))
            for measure in measures
        )
        rows.append((level_name(level, report.language), *(cell for pair in pairs for cell in pair)))
    note = report.say("Share of what was given. The reasons of what is not counted stand under 'Not covered'.")
    if unweighed := int(report.lines["tonnes"].isna().sum()):
        rest = report.say("Lines without weight: {count}; they are in no share of tonnes.", count=unweighed)
        note = f"{note} {rest}"
    kinds: dict[str, Kind] = {"step": "text"}
    for measure in measures:
        kinds |= {measure: _MEASURES[measure], f"{measure}_share": "share"}
    return Table(report.say("How much of the list is covered"), head(report.language, **kinds), tuple(rows), note)


def _lost(coverage: pd.DataFrame) -> pd.Series[bool]:
    """Return which rows of the coverage say why something is not counted."""
    return coverage["level"].astype(str).str.startswith(f"{_NOT}{_DETAIL}")


def _weightless(report: Report) -> bool:
    """Return whether no line that is not counted has a weight: then its tonnes are not known, and not 0 (law L1)."""
    return bool(report.lines.loc[report.lines["coverage"].astype(str) == _NOT, "tonnes"].isna().all())


def coverage_charts(report: Report) -> tuple[Bars, ...]:
    """Return how much of the lines, tonnes and euros is counted in full, in part and not at all."""
    table = coverage_table(report)
    parts = table.rows[1:]
    known = [key for key in _MEASURES if f"{key}_share" in {column.key for column in table.columns}]
    rows = [tuple(_share(row[table.place(f"{key}_share")]) for row in parts) for key in known]
    if not parts or not rows:
        return ()
    counted = [sum(share or 0.0 for share in row[:2]) for row in rows]  # in full and in part; what is left is not
    return (
        Bars(
            table.title,
            tuple(heading(key, report.language) for key in known),
            tuple(str(row[0]) for row in parts),
            tuple(rows),
            tuple(percent(share, report.language) for share in counted),
            ("good", "fair", "none")[: len(parts)],
            whole=True,
        ),
    )


def _share(cell: Cell) -> float | None:
    return float(cell) if isinstance(cell, int | float) else None


def detailed_coverage(report: Report, measure: str = "tonnes") -> dict[tuple[str, ...], float]:
    """Return the share of `measure` characterised per (lens, realm, pressure)."""
    chosen = report.coverage[report.coverage["measure"].astype(str) == measure]
    chosen = chosen[~_lost(chosen)]
    levels = (tuple(str(level).split(_DETAIL, 2)) for level in chosen["level"])
    pairs = zip(levels, cells(chosen["share"]), strict=True)
    return {level: float(share) for level, share in pairs if len(level) == 3 and share is not None}


def not_covered_table(report: Report) -> Table:
    """Return lines and tonnes that are not counted, by reason, the heaviest first; no line is left out (law L1)."""
    chosen = _not_covered(report)
    keys = [chosen[name].astype(str) for name in ("reason", "coverage", "impact")]
    tonnes = chosen["tonnes"].astype(float).groupby(keys, sort=True)
    counted = pd.DataFrame({"lines": tonnes.size(), "weighed": tonnes.count(), "tonnes": tonnes.sum(min_count=1)})
    ordered = counted.reset_index().sort_values(["tonnes", "lines"], ascending=False, kind="stable")
    note = report.say(
        "These lines are in no total, or only in some. An amount that is not known stands as 'lines without weight'."
    )
    return Table(report.say("Not covered"), _reason_columns(report), _reason_rows(ordered, report), note)


def _not_covered(report: Report) -> pd.DataFrame:
    """Return one row per line that is not counted, or not in full, and whether its impact is "none" or "in part"."""
    lines = report.lines
    impacts = list(report.impact_columns)
    empty = lines[impacts].isna().all(axis=1) if impacts else pd.Series(True, index=lines.index)
    reasons = lines["reason"].astype(object).where(lines["reason"].notna(), "")
    ours = empty | (reasons.astype(str).str.strip() != "")
    chosen = lines.loc[ours, ["tonnes", "coverage"]].astype({"coverage": object})
    impact = empty[ours].map({True: "none", False: "in part"})
    return chosen.assign(reason=reasons[ours].replace("", report.say("no reason given")), impact=impact)


def _reason_columns(report: Report) -> tuple[Column, ...]:
    return head(
        report.language, reason="long", level="text", impact_counted="text", lines="count", unweighed="count",
        tonnes="tonnes", lines_share="share", tonnes_share="share",
    )  # fmt: skip


def _reason_rows(ordered: pd.DataFrame, report: Report) -> tuple[tuple[Cell, ...], ...]:
    """Return the heaviest reasons as rows, and the rest of them as one."""
    language, first = report.language, ordered.head(MOST_REASONS)
    blocks = [ordered.iloc[place : place + 1] for place in range(len(first))]
    texts = (first[name].astype(str).tolist() for name in ("reason", "coverage", "impact"))
    heads: list[tuple[Cell, ...]] = [
        (title_case(phrase(reason, language)), level_name(level, language), word(impact, language))
        for reason, level, impact in zip(*texts, strict=True)
    ]
    if len(ordered) > MOST_REASONS:
        blocks.append(ordered.iloc[MOST_REASONS:])
        heads.append((report.say("Other reasons: {count}", count=len(ordered) - MOST_REASONS), None, None))
    return tuple((*start, *_figures(block, report)) for start, block in zip(heads, blocks, strict=True))


def _figures(block: pd.DataFrame, report: Report) -> Sequence[Cell]:
    """Return lines, lines without weight, tonnes, and the shares of lines and tonnes of some reasons."""
    lines, weighed = int(block["lines"].sum()), int(block["weighed"].sum())
    tonnes = float(block["tonnes"].sum()) if weighed else None
    every = float(report.lines["tonnes"].sum())
    return (lines, lines - weighed, tonnes, _over(lines, len(report.lines)), _over(tonnes, every))


def _over(part: float | None, total: float) -> float | None:
    """Return `part` over `total`, or None when either is missing."""
    return part / total if total and part is not None else None
