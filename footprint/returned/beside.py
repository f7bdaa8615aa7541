"""What stands beside each line, and which of its cells were guessed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from footprint.assessed import Assessed
from footprint.ground.activities import place_of
from footprint.ground.errors import Problem
from footprint.ground.language import Language
from footprint.ground.library import LENSES
from footprint.ground.pressures import REALMS
from footprint.returned import words
from footprint.returned.added import Added, Column, Value
from footprint.returned.grid import position
from footprint.stages.read.ours import TITLES, impact_title
from footprint.stages.report.figures import number
from footprint.stages.report.words import rank_of

Cell = tuple[int, int]

_DECLARED = ("declared", "")
_SMALL = "PDF.yr"
_BETWEEN = " · "


def added_columns(result: Assessed, header: int, language: Language) -> Added:
    """Return the columns of a result, with titles in the row `header`: what was taken, impacts, what to do."""
    lines = result.lines
    say = language.say
    title = {key: say(text) for key, text in TITLES.items()}
    names = result.engine.names(language.code)
    columns = (
        Column(title["status"], "text", _worded(lines["coverage"], lambda text: say(words.STATES[text])), 17),
        Column(title["product"], "text", _worded(lines["product"], lambda text: names.get(text, text)), 24),
        Column(title["country"], "text", _countries(result, language), 32),
        Column(title["weight"], "tonnes", lines["tonnes"].tolist(), 11),
        Column(title["quality"], "grade", lines["quality"].tolist(), 12),
        *_impacts(result, language),
        Column(title["advice"], "text", _to_do(result, language), 60),
    )
    return Added(header, (lines["line"] - 1).tolist(), columns)


def _worded(column: pd.Series, word: Callable[[str], str]) -> list[Value]:
    """Return a column of categories in words, each category said once."""
    said: list[Value] = [*(word(str(one)) for one in column.cat.categories), None]
    return [said[code] for code in column.cat.codes.tolist()]


def _countries(result: Assessed, language: Language) -> list[Value]:
    names = result.engine.names(language.code)
    return _worded(result.lines["origin_used"], lambda used: words.country_words(used, names, language))


def _impacts(result: Assessed, language: Language) -> Iterator[Column]:
    for one in impacts_of(result):
        title = impact_title(one.title, one.realm, one.unit, language)
        look = "small" if one.small else "value"
        yield Column(title, look, result.lines[f"{one.lens}: {one.realm}"].tolist(), 16)


@dataclass(frozen=True, slots=True)
class Impact:
    """One lens in one realm: its id, its title in English, the realm, the unit of both."""

    lens: str
    title: str
    realm: str
    unit: str

    @property
    def small(self) -> bool:
        """Return whether its values are so small that they are written with a power of ten."""
        return _SMALL in self.unit


def impacts_of(result: Assessed) -> tuple[Impact, ...]:
    """Return all impacts in the order of the report: lenses as declared, then on land, in fresh water, at sea."""
    table = result.engine.library.table(LENSES, "lenses")
    titles = dict(zip(table["lens"].astype(str), table["title"].astype(str), strict=True))
    rows = result.ledger.realms[["lens", "realm", "unit"]].astype(str).itertuples(index=False, name=None)
    found = [Impact(lens, titles.get(lens, lens), realm, unit) for lens, realm, unit in rows]
    return tuple(sorted(found, key=lambda one: _rank(one, tuple(titles))))


def _rank(one: Impact, lenses: tuple[str, ...]) -> tuple[object, ...]:
    realm, _, apart = one.realm.partition(", ")
    return rank_of(one.lens, lenses), rank_of(realm, REALMS), apart, one.unit


def _to_do(result: Assessed, language: Language) -> list[Value]:
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


def guesses(result: Assessed, language: Language) -> Iterator[tuple[Cell, str]]:
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


def _guessed_items(result: Assessed, rows: Sequence[int], at: int, language: Language) -> Iterator[tuple[Cell, str]]:
    names = result.engine.names(language.code)
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
            shown = number(tonnes, language)
            yield (rows[place], at), language.say(words.GUESSED_WEIGHT[rules[place]], tonnes=shown)
