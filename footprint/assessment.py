"""The order of the stages: read -> resolve -> inventory -> characterise -> attribute; a result is ready to report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from numbers import Integral
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

import numpy as np

from footprint.engine import engine
from footprint.ground.errors import FactorError, InputError, Problem
from footprint.ground.language import mark, told
from footprint.result import Result
from footprint.stages.attribute import attribute
from footprint.stages.attribute.ledger import draw
from footprint.stages.inventory import Allocation
from footprint.stages.read import Profile, load_profile, read
from footprint.stages.resolve import resolve
from footprint.stages.resolve.stage import VIEWS, View

if TYPE_CHECKING:
    import pandas as pd

    from footprint.engine import Engine
    from footprint.ground.activities import Activities
    from footprint.stages.attribute import Ledger
    from footprint.stages.resolve import Resolved


#: Years an amount of money may be of.
YEARS = range(1950, 2100)
ASSESS_CODES = {
    "year_unusable": mark("The year given for the whole list is no year."),
    "view_unknown": mark("The view asked for does not exist."),
}
"""Problem code -> its meaning in a sentence."""


def assess(
    purchases: str | Path | pd.DataFrame | Sequence[Mapping[str, Any]],
    lenses: Sequence[str] | None = None,
    year: int | None = None,
    strict: bool = False,
    *,
    sheet: str | None = None,
    decimal: Literal[".", ","] | None = None,
    view: View = "declared",
    allocation: Allocation = "value",
    profile: Profile | str | Path | None = None,
) -> Result:
    """Return the biodiversity footprint of a list of purchases.

    Parameters
    ----------
    purchases
        A workbook (xlsx, xls, ods), csv or parquet file, a DataFrame, or a list of dicts, with columns item (or
        hs_code), origin, amount, unit and, optionally, those of docs/input.md.
    lenses
        Lenses to use; the default ones (species, condition) if None.
    year
        Year of the purchases where a line gives none; only amounts of money need it.
    strict
        True: any problem of severity "error" stops the assessment. False: its line is listed, and the rest assessed.
    sheet
        The sheet to read, if not the first one with a header.
    decimal
        "." or ",": what the decimal sign of this file is, if its numbers are ambiguous ("1.234").
    view
        "declared": declared countries of production count as they are; "traced": a declared country is taken for the
        last one that shipped, and its traced supply counts; "used_in_belgium": lines that are re-exported or in transit
        are listed, not counted.
    allocation
        How a process shares its inputs among its products: by "value" or by "mass".
    profile
        Which column is which, for a list whose headers do not say: a :class:`footprint.mapping.Profile`, or the file
        it was saved to.

    Returns
    -------
    Result
        Totals, lines, impacts, coverage and problems.

    Raises
    ------
    InputError
        The input, or the year, has faults that stop it; all of them are in its ``problems``.
    FactorError
        A lens does not exist.

    Examples
    --------
    >>> import footprint
    >>> result = footprint.assess([{"item": "cacaobonen", "origin": "Ivoorkust", "amount": 10, "unit": "t"}])
    >>> result.lines[["item", "origin", "tonnes", "match"]].values.tolist()
    [['cacaobonen', 'CIV', 10.0, 'name']]
    """
    tables = engine(lenses_of(lenses), allocation)
    year, view = year_of(year), _view(view)
    activities = read(purchases, sheet=sheet, decimal=decimal, profile=profile_of(profile))
    result = assess_activities(activities, tables, year, view)
    _stop(result, strict)
    return result


def assess_activities(
    activities: Activities, tables: Engine, year: int | None = None, view: View = "declared"
) -> Result:
    """Return the result of a list that has been read, whatever its faults: see :func:`assess`."""
    resolved = resolve(activities, tables.catalogue, year, view)
    return Result(tables, activities, resolved, _attribute(tables, resolved), year, view)


def profile_of(written: Profile | str | Path | None) -> Profile | None:
    """Return the profile, read from its file where a path is given; raise InputError if it holds none."""
    return load_profile(written) if isinstance(written, str | Path) else written


def lenses_of(written: Any) -> list[str] | None:
    """Return the lenses as a list; a single name is one lens, not its letters."""
    if written is None or isinstance(written, str):
        return None if written is None else [written]
    named = list(written) if isinstance(written, Iterable) else [written]
    if all(isinstance(lens, str) for lens in named):
        return named
    raise FactorError(f"lenses are names, such as ['species', 'condition'], not {written!r:.80}")


def _view(written: Any) -> View:
    """Return the view; raise InputError for one there is not."""
    if isinstance(written, str) and written in VIEWS:
        return cast("View", written)
    wish, fix = told("one of {names}", names=", ".join(VIEWS)), mark("Name one of these views.")
    raise InputError([Problem("view_unknown", "error", "view", f"{written!r:.80}", wish, fix)])


def year_of(written: Any) -> int | None:
    """Return the year as a number.

    Raises
    ------
    InputError
        It is no whole number of a year that can have prices.
    """
    if written is None:
        return None
    whole = isinstance(written, Integral) and not isinstance(written, bool)
    if (whole or (isinstance(written, str) and written.isdecimal() and len(written) == 4)) and int(written) in YEARS:
        return int(written)
    wish = told("a year from {first} to {last}", first=YEARS.start, last=YEARS.stop - 1)
    fix = mark("Give the year as 2024.")
    raise InputError([Problem("year_unusable", "error", "year", f"{written!r:.80}", wish, fix)])


def _attribute(tables: Engine, resolved: Resolved) -> Ledger:
    supply = resolved.supply
    shares = draw(
        supply.cell,
        tables.system_product[supply.product],
        supply.place,
        supply.share,
        len(resolved.cell_product),
        len(tables.system.countries),
    )
    return attribute(tables.impact, tables.expected, tables.groups, shares, resolved.cell_tonnes, tables.network.chain)


def _stop(result: Result, strict: bool) -> None:
    """Raise InputError if faults stop the input: any error when strict, or no line whose amount could be weighed."""
    weighed = bool(np.isfinite(result.resolved.amounts.tonnes).any())
    if (strict or not weighed) and any(problem.severity == "error" for problem in result.problems):
        raise InputError(result.problems)
