"""What to find out next: the gaps of the list, those first on which most of it rests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from footprint.ground.language import mark
from footprint.stages.report.groups import has_gain, leading_impacts
from footprint.stages.report.model import Report
from footprint.stages.report.page import Page, Section
from footprint.stages.report.table import Cell, Column, Kind, Table, head

MOST_LINES, LONGEST = 3, 60
Lines = pd.DataFrame


@dataclass(frozen=True, slots=True)
class Question:
    """Something a user could find out.

    Parameters
    ----------
    ask, why
        What to find out and from whom; and what it changes.
    holds
        Which lines it is about.
    counted
        Whether these lines are counted already, so that their impact is known; the others have tonnes only, or nothing.
    """

    ask: str
    why: str
    holds: Callable[[Lines], pd.Series]
    counted: bool


def _is(column: str, *values: str) -> Callable[[Lines], pd.Series]:
    return lambda lines: lines[column].astype(str).isin(values)


def _both(*conditions: Callable[[Lines], pd.Series]) -> Callable[[Lines], pd.Series]:
    return lambda lines: pd.concat([condition(lines) for condition in conditions], axis=1).all(axis=1)


def _undeclared(lines: Lines) -> pd.Series:
    return lines["origin"].isna()


_STAND_INS = ("traced_be", "direct_be", "world_exports", "world_production", "assumed_be")

QUESTIONS = (
    Question(
        mark("Which goods these are: write the common name in nl, fr, de or en, or the HS/CN code"),
        mark("Nothing of these lines is counted."),
        _is(
            "reason", "item not recognised", "item is ambiguous", "no item and no code", "code not recognised",
            "code and item disagree",
        ),
        counted=False,
    ),
    Question(
        mark("How much was bought: write a number, and its unit (kg, t, l, EUR ...)"),
        mark("Nothing of these lines is counted."),
        _is("reason", "amount missing or unreadable", "unit missing", "unit not recognised"),
        counted=False,
    ),
    Question(
        mark("What these goods weigh: give kg or tonnes in place of money or volume"),
        mark("Money and volume could not be turned into tonnes."),
        _is(
            "reason", "volume without a density", "money without a price", "money without a year",
            "money without an exchange rate",
        ),
        counted=False,
    ),
    Question(
        mark("Where it was grown or made: ask the supplier for the country of production"),
        mark("No origin is known, so a rule stands in for it; countries often differ tenfold and more per tonne."),
        _both(_is("origin_rule", *_STAND_INS), _undeclared),
        counted=True,
    ),
    Question(
        mark("Where it was grown or made: ask the supplier; the declared country is not known to grow or make it"),
        mark("A rule stands in for the declared country."),
        _both(_is("origin_rule", *_STAND_INS), lambda lines: ~_undeclared(lines)),
        counted=True,
    ),
    Question(
        mark("Where it grew before it was shipped from the declared country: ask the supplier"),
        mark("The declared country was taken for the last that shipped it; what stands behind its supply was used."),
        _is("origin_rule", "traced_country"),
        counted=True,
    ),
    Question(
        mark("Whether the goods were recognised rightly: compare item and product on these lines"),
        mark("The name was taken for a product of nearly the same spelling, or found among other words."),
        _is("match", "fuzzy", "phrase"),
        counted=True,
    ),
    Question(
        mark("What these goods weigh: ask for kg or tonnes"),
        mark("Their weight was computed from money by an average price, which may be off by half."),
        _is("tonnes_rule", "money by price"),
        counted=True,
    ),
    Question(
        mark("What these goods are made of: ask the supplier for the recipe or composition"),
        mark("A typical recipe stands in, recalled and not read."),
        _is("made_of", "from memory", "stand-in"),
        counted=True,
    ),
)  # fmt: skip


def questions_page(report: Report) -> Page:
    """Return everything there is to find out, the weightiest first."""
    lead = report.say("Each answer makes the next report better. The first rows matter most.")
    return Page("questions", report.say("What to find out next"), lead, (Section("", questions_table(report)),))


def questions_table(report: Report) -> Table:
    """Return one row per question that some line asks: what, why, lines, tonnes, impact resting on it, examples."""
    impacts = leading_impacts(report)
    rows = [(weight, row) for question in QUESTIONS for weight, row in _answered(question, impacts, report)]
    ordered = tuple(row for _, row in sorted(rows, key=lambda pair: -pair[0]))
    kinds: dict[str, Kind] = {"to_find_out": "long", "why": "long", "lines": "count", "tonnes": "tonnes"}
    columns = head(report.language, **kinds, tonnes_share="share")
    shares = [Column(_heading(title, report), "share", "impact_share") for title in impacts]
    note = report.say("An empty share: these lines are not counted, so their impact is not known. It is not zero.")
    end = head(report.language, largest="long")
    return Table(report.say("What to find out next"), (*columns, *shares, *end), ordered, note if ordered else "")


def _heading(title: str, report: Report) -> str:
    return report.say("Impact resting on it: {lens}", lens=title)


def _answered(
    question: Question, impacts: Mapping[str, pd.Series], report: Report
) -> list[tuple[float, tuple[Cell, ...]]]:
    """Return the row of a question with its weight: the largest share that rests on it; nothing if no line asks it."""
    lines = report.lines
    asked = question.holds(lines) & ((lines["reason"].astype(str) == "") | _in_part(lines) | (not question.counted))
    if not asked.any():
        return []
    tonnes = lines["tonnes"].astype(float)
    share = _share(tonnes, asked)
    shares = [_share(impact, asked) if question.counted else None for impact in impacts.values()]
    known = [part for part in (share, *shares) if part is not None]
    weighed = float(tonnes[asked].sum()) if tonnes[asked].notna().any() else None
    row = (report.say(question.ask), report.say(question.why), int(asked.sum()), weighed, share, *shares)
    order = next(iter(impacts.values()), tonnes) if question.counted else tonnes
    if not question.counted:
        known.append(float(asked.mean()))  # what is not counted may weigh anything: its share of the lines counts too
    weight = max(known, default=0.0)
    return [(weight, (*row, _examples(lines[asked], order[asked])))]


def _in_part(lines: Lines) -> pd.Series:
    return lines["reason"].astype(str).str.startswith("in part: ")


def _share(weight: pd.Series, asked: pd.Series) -> float | None:
    """Return which part of a weight the lines asked about make up; None where nothing of theirs is known."""
    total, part = float(weight.sum()), weight[asked]
    return float(part.sum()) / total if total > 0 and part.notna().any() and not has_gain(weight) else None


def _examples(lines: Lines, weight: pd.Series) -> str:
    """Return the heaviest of some lines: their number, and the item as written."""
    order = weight.sort_values(ascending=False, kind="stable", na_position="last").index[:MOST_LINES]
    chosen = lines.loc[order]
    items = chosen["item"].astype(object).where(chosen["item"].notna(), "–").astype(str).str.slice(0, LONGEST)
    return ", ".join(f"{line} ({item})" for line, item in zip(chosen["line"], items, strict=True))
