"""Tables on the screen."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pandas as pd
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from footprint.cli.console import say_problems
from footprint.ground.language import ENGLISH, Language
from footprint.ground.library import LENSES, library
from footprint.ground.pressures import column_of
from footprint.stages.report.figures import number, percent
from footprint.stages.report.words import MEASURES, ZONES, level_name, phrase

if TYPE_CHECKING:
    from footprint.explanation import Explanation
    from footprint.result import Result

#: Columns of a screen that is none: a file or a pipe.
_PIPED = 120
_CONSOLE = Console(soft_wrap=False, width=None if sys.stdout.isatty() else _PIPED)


def show_table(frame: pd.DataFrame, title: str, limit: int = 60) -> None:
    """Print a frame as a table, numbers to the right; rows past `limit` are counted."""
    table = Table(title=escape(title), title_justify="left", header_style="bold")
    for name in frame.columns:
        table.add_column(
            str(name), justify="right" if pd.api.types.is_numeric_dtype(frame[name]) else "left", overflow="fold"
        )
    for row in frame.head(limit).itertuples(index=False):
        table.add_row(*("" if pd.isna(cell) else escape(str(cell)) for cell in row))
    _CONSOLE.print(table)
    if len(frame) > limit:
        _CONSOLE.print(f"... and {len(frame) - limit} more rows")


def show_result(result: Result, language: Language = ENGLISH) -> None:
    """Print coverage first, then totals, then what to look at."""
    _show_coverage(result, language)
    _show_totals(result, language)
    say_problems(result.problems, language)


def _show_coverage(result: Result, language: Language) -> None:
    coverage = result.coverage
    lost = coverage["level"].str.startswith("not covered")
    states = coverage[~coverage["level"].str.contains(": ", regex=False) | (lost & (coverage["value"] > 0))]
    states = states[states["share"].notna()]
    rows = {
        language.say("measure"): [language.say(MEASURES[measure]) for measure in states["measure"]],
        language.say("level"): [level_name(level, language) for level in states["level"]],
        language.say("value"): [language.signs(f"{value:,.0f}") for value in states["value"]],
        language.say("share"): [percent(share, language) for share in states["share"]],
    }
    show_table(pd.DataFrame(rows), language.say("Coverage"))
    note = language.say(
        "Shares are of what is known: a line without a weight counts among the lines only. Counted in part: some "
        "pressure of the line could not be counted in full; the workbook says which. Tonnes in t, euros in EUR."
    )
    _CONSOLE.print(f"{note}\n")


def _show_totals(result: Result, language: Language) -> None:
    columns = [column_of(str(row.realm), str(row.pressure)) for row in result.totals.itertuples()]
    totals = result.totals.assign(realm=columns)
    sums = totals.groupby(["lens", "realm", "zone", "unit"], observed=True, sort=True)["value"].sum()
    wide = sums.unstack("zone").reset_index().reindex(columns=["lens", "realm", *ZONES, "unit"])
    lenses = result.engine.library.table(LENSES, "lenses", ["lens", "title"]).astype(str).set_index("lens")["title"]
    rows = {
        language.say("lens"): [language.say(lenses[lens]) for lens in wide["lens"]],
        language.say("realm"): [phrase(str(realm), language) for realm in wide["realm"]],
        **{language.say(name): [_amount(cell, language) for cell in wide[zone]] for zone, name in ZONES.items()},
        language.say("unit"): list(wide["unit"]),
    }
    show_table(pd.DataFrame(rows), language.say("Impact by lens and realm (never added up)"))
    note = language.say(
        "Belgium, abroad: where the pressure happens. Global: climate change, which acts everywhere. "
        "Land transformation happens once and stands apart."
    )
    _CONSOLE.print(f"{note}\n")


def _amount(cell: float, language: Language) -> str:
    return "" if pd.isna(cell) else number(cell, language)


def show_explanation(explanation: Explanation) -> None:
    """Print the steps and the chain of one line."""
    _CONSOLE.print(str(explanation), highlight=False, markup=False, soft_wrap=True)


def show_editions() -> None:
    """Print all editions."""
    rows = [
        (passport.id, passport.title, passport.version, passport.licence, passport.licence_status)
        for passport in library().passports.values()
    ]
    show_table(pd.DataFrame(rows, columns=["edition", "title", "version", "licence", "status"]), "Editions of factors")


def show_passport(name: str) -> None:
    """Print an edition's passport, or one factor with its source."""
    if "|" not in name:
        passport = library().passport(name)
        rows = [(field, str(value)) for field, value in vars(passport).items() if field != "package"]
        rows += [("table", f"{table['path']}: {table['rows']} rows") for table in passport.package["resources"]]
        show_table(pd.DataFrame(rows, columns=["field", "value"]), passport.title)
        return
    found = factor_by_id(name)
    show_table(found, name)


def factor_by_id(name: str) -> pd.DataFrame:
    """Return field, value of one factor row by its id (edition|category|flow|compartment|place)."""
    edition, *keys = name.split("|")
    table = library().table(edition, "factors")
    for column, wanted in zip(("category", "flow", "compartment", "place"), keys, strict=False):
        table = table[table[column].astype(str) == wanted]
    if table.empty:
        from footprint.ground.errors import FactorError

        raise FactorError(f"edition {edition!r} has no factor {name!r}")
    return table.astype(str).T.reset_index().set_axis(["field", *map(str, range(1, len(table) + 1))], axis=1)
