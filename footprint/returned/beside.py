"""What stands beside each line, and which of its cells were guessed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from footprint.ground.activities import place_of
from footprint.ground.errors import Problem
from footprint.ground.language import Language
from footprint.ground.library import LENSES
from footprint.ground.pressures import column_of
from footprint.result import Result
from footprint.returned import words
from footprint.returned.added import Added, Column, Value
from footprint.returned.grid import position
from footprint.stages.report.model import COLUMNS

Cell = tuple[int, int]

_DECLARED = ("declared", "")
_SMALL = "PDF.yr"
_BETWEEN = " · "


def added_columns(result: Result, header: int, language: Language) -> Added:
    """Return the columns of a result: status, what was taken, tonnes, quality, impacts, what to do."""
    lines = result.lines
    say = language.say
    names = words.product_names(result.engine, language)
    columns = (
        Column(say("status"), "text", _worded(lines["coverage"], lambda text: say(words.STATES[text])), 17),
        Column(say("product taken"), "text", _worded(lines["product"], lambda text: names.get(text, text)), 24),
        Column(say("country taken"), "text", _countries(result, language), 32),
        Column(say("weight [t]"), "tonnes", lines["tonnes"].tolist(), 11),
        Column(say("quality, 1 best to 5"), "grade", lines["quality"].tolist(), 12),
        *_impacts(result, language),
        Column(say("what to do"), "advice", _to_do(result, language), 60),
    )
    return Added(header, (lines["line"] - 1).tolist(), columns)


def _worded(column: pd.Series, word: Callable[[str], str]) -> list[Value]:
    """Return a column of categories in words, each category said once."""
    said: list[Value] = [*(word(str(one)) for one in column.cat.categories), None]
    return [said[code] for code in column.cat.codes.tolist()]


def _countries(result: Result, language: Language) -> list[Value]:
    used = result.lines["origin_used"]
    said: list[Value] = [*words.country_words(result.engine, used.cat.categories, language), None]
    return [said[code] for code in used.cat.codes.tolist()]


def _impacts(result: Result, language: Language) -> Iterator[Column]:
    titles = lens_titles(result)
    units = units_of(result)
    for name in (str(one) for one in result.lines.columns if one not in COLUMNS["lines"]):
        lens, _, realm = name.partition(": ")
        said = ", ".join(language.say(part) for part in realm.split(", "))
        title = f"{language.say(titles.get(lens, lens))}: {said} [{units.get(name, '')}]"
        look = "small" if _SMALL in units.get(name, "") else "value"
        yield Column(title, look, result.lines[name].tolist(), 16)


def lens_titles(result: Result) -> Mapping[str, str]:
    """Return the title of each lens."""
    table = result.engine.library.table(LENSES, "lenses")
    return dict(zip(table["lens"].astype(str), table["title"].astype(str), strict=True))


def units_of(result: Result) -> Mapping[str, str]:
    """Return the unit of each "lens: realm"."""
    rows = result.totals[["lens", "realm", "pressure", "unit"]].drop_duplicates().astype(str)
    return {f"{row.lens}: {column_of(str(row.realm), str(row.pressure))}": str(row.unit) for row in rows.itertuples()}


def _to_do(result: Result, language: Language) -> list[Value]:
    """Return what the user can do about each line: the mends of its problems, then of its guesses."""
    lines = result.lines
    mends: dict[int, dict[str, None]] = {}
    for one in result.problems:
        row = row_of(one)
        if row is not None and one.severity != "info":
            mends.setdefault(row, {})[language.say(one.fix)] = None
    reason = [words.reason_words(str(one), language) for one in lines["reason"].cat.categories]
    guesses = zip(_guessed_origin(lines), _fuzzy(lines), _guessed_weight(lines), lines["reason"].cat.codes, strict=True)
    known: dict[tuple[object, ...], tuple[str, ...]] = {}
    found: list[Value] = []
    for line, key in zip(lines["line"].tolist(), guesses, strict=True):
        if key not in known:
            known[key] = _general(key, reason, language)
        said = dict.fromkeys([*mends.get(line - 1, ()), *known[key]])
        found.append(_BETWEEN.join(said) or None)
    return found


def _general(key: tuple[object, ...], reason: Sequence[str], language: Language) -> tuple[str, ...]:
    origin, fuzzy, weight, code = key
    asked = [(fuzzy, words.ASK_NAME), (origin, words.ASK_ORIGIN), (weight, words.ASK_WEIGHT)]
    why = reason[int(str(code))]
    return (*(language.say(text) for wanted, text in asked if wanted), *([why] if why else []))


def _guessed_origin(lines: pd.DataFrame) -> list[bool]:
    of_category = [str(one) not in (*_DECLARED, "none") for one in lines["origin_rule"].cat.categories]
    known = (lines["product"].notna() & lines["origin_rule"].notna()).to_numpy()
    codes = lines["origin_rule"].cat.codes.to_numpy()
    found: list[bool] = (known & np.array([*of_category, False])[codes]).tolist()
    return found


def _fuzzy(lines: pd.DataFrame) -> list[bool]:
    found: list[bool] = (lines["match"] == "fuzzy").tolist()
    return found


def _guessed_weight(lines: pd.DataFrame) -> list[bool]:
    found: list[bool] = lines["tonnes_rule"].isin(list(words.GUESSED_WEIGHT)).tolist()
    return found


def row_of(problem: Problem) -> int | None:
    """Return the row (from 0) a problem stands on, None for a whole."""
    _, sign, cell = problem.where.rpartition("!")
    if not sign:
        return None
    found = position(cell)
    return found[0] if found else (int(cell) - 1 if cell.isdecimal() and int(cell) > 0 else None)


def guesses(result: Result, language: Language) -> Iterator[tuple[Cell, str]]:
    """Yield every cell of the list that was guessed, and what was used."""
    lines, columns = result.lines, result.activities.columns
    rows = (lines["line"] - 1).tolist()
    if "origin" in columns:
        at = place_of(columns["origin"])
        for row, wanted, country in zip(rows, _guessed_origin(lines), _countries(result, language), strict=True):
            if wanted:
                yield (row, at), language.say(words.GUESSED_ORIGIN, country=country)
    if "item" in columns:
        yield from _guessed_items(result, rows, place_of(columns["item"]), language)
    yield from _guessed_weights(lines, rows, place_of(columns.get("unit", columns.get("amount", "A"))), language)


def _guessed_items(result: Result, rows: Sequence[int], at: int, language: Language) -> Iterator[tuple[Cell, str]]:
    names = words.product_names(result.engine, language)
    lines = result.lines
    for place in np.flatnonzero(lines["match"].to_numpy() == "fuzzy").tolist():
        name = names.get(str(lines["product"].iloc[place]), "")
        score = language.signs(f"{lines['match_score'].iloc[place]:.0f}")
        yield (
            (rows[place], at),
            language.say("Taken for: {product} (alike for {score} of 100).", product=name, score=score),
        )


def _guessed_weights(
    lines: pd.DataFrame, rows: Sequence[int], at: int, language: Language
) -> Iterator[tuple[Cell, str]]:
    rules = lines["tonnes_rule"].astype(str).to_numpy()
    for place in np.flatnonzero(_guessed_weight(lines)).tolist():
        tonnes = lines["tonnes"].iloc[place]
        if np.isfinite(tonnes):
            shown = language.signs(f"{tonnes:,.2f}")
            yield (rows[place], at), language.say(words.GUESSED_WEIGHT[rules[place]], tonnes=shown)
