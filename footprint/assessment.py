"""The order of the stages: read -> resolve -> inventory -> characterise -> attribute; a result is ready to report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from footprint.engine import engine
from footprint.ground.errors import InputError
from footprint.result import Result
from footprint.stages.attribute import attribute
from footprint.stages.attribute.ledger import draw
from footprint.stages.read import read
from footprint.stages.resolve import resolve

if TYPE_CHECKING:
    import pandas as pd

    from footprint.engine import Engine
    from footprint.stages.attribute import Ledger
    from footprint.stages.resolve import Resolved


def assess(
    purchases: str | Path | pd.DataFrame | Sequence[Mapping[str, Any]],
    lenses: Sequence[str] | None = None,
    year: int | None = None,
    strict: bool = False,
    *,
    sheet: str | None = None,
    decimal: Literal[".", ","] | None = None,
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

    Returns
    -------
    Result
        Totals, lines, impacts, coverage and problems.

    Raises
    ------
    InputError
        The input has faults that stop it; all of them are in its ``problems``.
    FactorError
        A lens does not exist.

    Examples
    --------
    >>> import footprint
    >>> result = footprint.assess([{"item": "cacaobonen", "origin": "Ivoorkust", "amount": 10, "unit": "t"}])
    >>> result.lines[["item", "origin", "tonnes", "match"]].values.tolist()
    [['cacaobonen', 'CIV', 10.0, 'name']]
    """
    tables = engine(list(lenses) if lenses is not None else None)
    activities = read(purchases, sheet=sheet, decimal=decimal)
    resolved = resolve(activities, tables.catalogue, year)
    result = Result(tables, activities, resolved, _attribute(tables, resolved), year)
    _stop(result, strict)
    return result


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
    return attribute(tables.impact, tables.expected, tables.groups, shares, resolved.cell_tonnes)


def _stop(result: Result, strict: bool) -> None:
    """Raise InputError if faults stop the input: any error when strict, or no line whose amount could be weighed."""
    weighed = bool(np.isfinite(result.resolved.amounts.tonnes).any())
    if (strict or not weighed) and any(problem.severity == "error" for problem in result.problems):
        raise InputError(result.problems)
