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
from footprint.ground.library import library
from footprint.ground.pressures import column_of

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
    coverage = result.coverage
    states = coverage[
        ~coverage["level"].str.contains(": ", regex=False) | coverage["level"].str.startswith("not covered")
    ]
    unknown = states["level"].str.startswith("not covered") & (states["value"] == 0)  # listed lines of unknown weight
    states = states[~unknown]
    shown = states.assign(value=states["value"].map("{:,.0f}".format), share=states["share"].map("{:.1%}".format))
    show_table(shown[shown["share"] != "nan%"], "Coverage")
    _CONSOLE.print(
        "Shares are of what is known: a line without a weight counts among the lines only. Partly characterised: some "
        "pressure of the line could not be counted in full; the workbook says which. "
        "Tonnes in t, euros in EUR.\n"
    )
    columns = [column_of(str(row.realm), str(row.pressure)) for row in result.totals.itertuples()]
    shown_totals = result.totals.assign(realm=columns)
    by_realm = shown_totals.groupby(["lens", "realm", "zone", "unit"], observed=True, sort=True)["value"].sum()
    wide = (
        by_realm.unstack("zone").reset_index().reindex(columns=["lens", "realm", "belgium", "abroad", "global", "unit"])
    )
    for zone in ("belgium", "abroad", "global"):
        wide[zone] = wide[zone].map(lambda value: "" if pd.isna(value) else f"{value:.3e}")
    show_table(wide, "Impact by lens and realm (never added up)")
    _CONSOLE.print(
        "Belgium, abroad: where the pressure happens. Global: climate change, which acts everywhere. "
        "Land transformation happens once and stands apart.\n"
    )
    say_problems(result.problems, language)


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
