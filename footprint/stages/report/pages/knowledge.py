"""How well it is known: where the goods came from, and how good the data of each line are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from footprint.ground.language import mark
from footprint.stages.report.chart import Bars, Numbers
from footprint.stages.report.groups import has_gain, leading_impacts, whole
from footprint.stages.report.model import Report
from footprint.stages.report.page import Page, Section
from footprint.stages.report.pages.names import RULES
from footprint.stages.report.table import Cell, Column, Kind, Table, head

_GRADES = {
    "plot": mark("declared, with a plot or coordinates"),
    "municipality": mark("declared, with a municipality"),
    "region": mark("declared, with a region"),
    "country": mark("declared, country"),
}
_UNCOUNTED = "uncounted"
_ORIGIN_CLASSES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "good": (mark("declared"), tuple(_GRADES)),
    "fair": (mark("traced from trade"), ("traced_country", "traced_be", "direct_be")),
    "poor": (mark("assumed"), ("world_exports", "world_production", "assumed_be")),
    "none": (mark("not known, or goods not counted"), ("none", "uncounted")),
}
_SCORES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "good": (mark("good (1-2)"), ("1", "2")),
    "fair": (mark("fair (3)"), ("3",)),
    "poor": (mark("weak (4)"), ("4",)),
    "none": (mark("very weak, or not counted (5)"), ("5",)),
}
_SCORE_MEANING = {
    "1": mark("1: everything as measured or declared"),
    "2": mark("2: declared goods and origin, national averages"),
    "3": mark("3: one part rests on trade statistics, a region, a cited recipe or a likeness of names"),
    "4": mark("4: one part rests on a world average, a price, or a recipe recalled and not read"),
    "5": mark("5: one part is a stand-in, or the line is not counted"),
}
Classes = Mapping[str, tuple[str, tuple[str, ...]]]
Shares = Mapping[str, float | None]


def origins_page(report: Report) -> Page:
    """Return how well the origins are known, by tonnes and by impact."""
    graded = report.lines["origin_grade"].astype(str)
    rule = report.lines["origin_rule"].astype(str)
    known = graded.where(rule == "declared", rule)
    known = known.where((rule != "none") | report.lines["origin"].isna(), _UNCOUNTED)
    lead = report.say("Where goods grew decides most of their impact. This is how well it is known, and how.")
    words = {**_GRADES, **RULES, _UNCOUNTED: mark("declared, of goods that are not counted")}
    table, chart = _figures(report, known, _ORIGIN_CLASSES, words, report.say("How well the origin is known"))
    return Page("knowledge", report.say("Origin knowledge"), lead, (Section("", table, (chart,)),))


def quality_page(report: Report) -> Page:
    """Return the data quality of the lines, by tonnes and by impact, with its mean."""
    score = report.lines["quality"].astype(str)
    lead = report.say("Every line has the score of its weakest part, from 1 (best) to 5: {mean}", mean=_means(report))
    title = report.say("Data quality")
    table, chart = _figures(report, score, _SCORES, _SCORE_MEANING, title)
    return Page("quality", title, lead, (Section("", table, (chart,)),))


def _means(report: Report) -> str:
    """Return the mean score weighted by tonnes, in words."""
    counted = report.lines["tonnes"].notna() & (report.lines["coverage"].astype(str) != "not covered")
    lines = report.lines[counted]
    weight = float(lines["tonnes"].sum())
    if not weight:
        return report.say("no tonnes are counted.")
    mean = float((lines["quality"].astype(float) * lines["tonnes"].astype(float)).sum()) / weight
    return report.say("{score} on average of the tonnes counted.", score=report.language.signs(f"{mean:.1f}"))


def _figures(
    report: Report, known: pd.Series, classes: Classes, words: Mapping[str, str], title: str
) -> tuple[Table, Bars]:
    """Return the shares of lines, tonnes and impact per class of `known`: each in the table, drawn together in bars."""
    measures = _measures(report)
    shares = {name: _shares(weight, known) for name, weight in measures.items()}
    table = _table(report, known, words, shares, title)
    names = tuple(measures)
    values = tuple(_by_class(shares[name], classes) for name in names)
    series = tuple(report.say(label) for label, _ in classes.values())
    return table, Bars(title, names, series, values, (), tuple(classes), whole=True)


def _measures(report: Report) -> dict[str, pd.Series]:
    """Return what lines are weighed by: each line once, tonnes, and the impact under the first realm of each lens."""
    return {
        report.say("Lines"): pd.Series(1.0, index=report.lines.index),
        report.say("Tonnes"): report.lines["tonnes"].astype(float),
        **leading_impacts(report),
    }


def _shares(weight: pd.Series, known: pd.Series) -> Shares:
    """Return class -> share of the known weight; None for a class of whose weight nothing is known (law L1)."""
    sums = weight.groupby(known.to_numpy(), sort=True).sum(min_count=1)
    total = float("nan") if has_gain(weight) else float(sums.sum())
    return {str(name): float(value) / total if total > 0 and value >= 0 else None for name, value in sums.items()}


def _by_class(shares: Shares, classes: Classes) -> Numbers:
    """Return the share of each class of classes: 0 where no line is in it, None where lines are but no weight."""
    if all(share is None for share in shares.values()):
        return tuple(None for _ in classes)
    parts = [[shares[member] for member in members if member in shares] for _, members in classes.values()]
    return tuple(whole(part) if part else 0.0 for part in parts)


def _table(
    report: Report, known: pd.Series, words: Mapping[str, str], shares: Mapping[str, Shares], title: str
) -> Table:
    there = set(known)
    order: Sequence[str] = [name for name in words if name in there]
    count, tonnes = (
        known.value_counts(),
        report.lines["tonnes"].astype(float).groupby(known.to_numpy()).sum(min_count=1),
    )
    rows: list[tuple[Cell, ...]] = []
    for name in order:
        weight = None if pd.isna(tonnes[name]) else float(tonnes[name])
        parts = (share[name] for share in shares.values())
        rows.append((report.say(words[name]), int(count[name]), weight, *parts))
    kinds: dict[str, Kind] = {"known": "text", "lines": "count", "tonnes": "tonnes"}
    heads = [Column(report.say("{what}, share", what=name), "share", "share") for name in shares]
    return Table(title, (*head(report.language, **kinds), *heads), tuple(rows))
