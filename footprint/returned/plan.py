"""Which cells are marked, on which sheet, and what is said there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from footprint.assessed import Assessed
from footprint.ground.activities import letter_of, place_of
from footprint.ground.errors import Problem, Severity
from footprint.ground.language import Language
from footprint.returned import words
from footprint.returned.beside import guesses
from footprint.returned.grid import position
from footprint.returned.rules import SEVERITIES
from footprint.stages.read.ours import OURS

MOST_COMMENTS = 5_000
"""Comments of one workbook, gravest first: more are slow to open."""

Cell = tuple[int, int]
Spot = tuple[str, int, int]
"""Sheet, row and column, from 0."""


@dataclass
class Noted:
    """What is known of one cell: its gravest finding, and all that is said."""

    severity: Severity
    texts: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Names:
    """The sheets of the workbook: all names, the one of the list, and the name that the problems give it.

    `column` is where a problem with a whole line is marked.
    """

    sheets: Collection[str]
    home: str
    source: str
    column: int = 0


@dataclass(frozen=True)
class Plan:
    """What is marked: severity of each cell, comments of some, and how many cells got none for want of room."""

    cells: Mapping[Spot, Severity]
    comments: Mapping[Spot, str]
    unsaid: int


def names_of(sheets: Sequence[str], source: str, problems: Sequence[Problem], result: Assessed | None) -> Names:
    """Return the sheets as problems name them; without a result the list is where the first cell is named."""
    told = (problem.where.rpartition("!")[0] for problem in problems)
    guessed = next((name for name in told if name in sheets), sheets[0] if sheets else "")
    if result is None:
        return Names(sheets, guessed, source)
    home = result.activities.sheet if result.activities.sheet in sheets else guessed
    columns = result.activities.columns
    return Names(sheets, home, source, place_of(columns.get("item", columns.get("hs_code", "A"))))


def spot_of(problem: Problem, names: Names) -> Spot | None:
    """Return the cell that a problem names; None for a whole sheet or file."""
    whole, sign, cell = problem.where.rpartition("!")
    if not sign or problem.where in names.sheets:
        return None
    sheet = whole if whole in names.sheets else names.home
    if whole not in (*names.sheets, names.source):
        return None
    found = position(cell)
    if found is None and cell.isdecimal() and 0 < int(cell) < 10**7:
        found = int(cell) - 1, names.column
    return (sheet, *found) if found else None


def plan(problems: Sequence[Problem], result: Assessed | None, names: Names, language: Language) -> Plan:
    """Return what is marked where: every problem with a cell, and every cell that was guessed.

    What is right and asks for nothing (`words.UNMARKED`) is not marked: a colour would say that it was guessed.
    """
    noted = _of_problems(problems, names, language)
    for (row, column), text in guesses(result, language) if result is not None else ():
        noted.setdefault((names.home, row, column), Noted("info", [text]))
    ordered = sorted(noted, key=lambda spot: (SEVERITIES.index(noted[spot].severity), spot))
    said = {spot: _comment(noted[spot], language) for spot in ordered[:MOST_COMMENTS]}
    return Plan({spot: one.severity for spot, one in noted.items()}, said, len(noted) - len(said))


def _of_problems(problems: Iterable[Problem], names: Names, language: Language) -> dict[Spot, Noted]:
    noted: dict[Spot, Noted] = {}
    for problem in problems:
        spot = spot_of(problem, names) if problem.code not in words.UNMARKED else None
        if spot is not None:
            one = noted.setdefault(spot, Noted(problem.severity))
            one.severity = min(one.severity, problem.severity, key=SEVERITIES.index)
            one.texts.append(said(problem, language))
    return noted


def said(problem: Problem, language: Language) -> str:
    """Return what a comment says of a problem."""
    one = language.problem(problem)
    texts = {"found": one.found, "expected": one.expected, "fix": one.fix}
    return language.say("Found: {found}\nExpected: {expected}\n{fix}", **texts)


def _comment(one: Noted, language: Language) -> str:
    return "\n".join([f"{OURS}{language.say(words.SEVERITY_WORDS[one.severity])}", *dict.fromkeys(one.texts)])


def of_sheet(spots: Mapping[Spot, object], sheet: str) -> Iterator[tuple[Cell, object]]:
    """Yield the cells of one sheet."""
    return (((row, column), value) for (name, row, column), value in spots.items() if name == sheet)


def link(spot: Spot) -> str:
    """Return where a link to a cell leads.

    >>> link(("It's all", 11, 2))
    "'It''s all'!C12"
    """
    sheet, row, column = spot
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{letter_of(column)}{row + 1}"
