"""A list of purchases of which some are a user's own products: those count by their own database, the rest by ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from footprint.assessment import assess_activities, lenses_of, year_of
from footprint.brightway import remarks
from footprint.brightway.own import OwnProducts
from footprint.brightway.places import country_codes, read_location
from footprint.engine import engine
from footprint.ground.activities import Activities
from footprint.ground.errors import InputError, Problem
from footprint.ground.joins import positions, runs
from footprint.ground.library import library
from footprint.ground.text import fold
from footprint.ground.units import measure
from footprint.result import Result
from footprint.stages.attribute.coverage import GIVEN
from footprint.stages.inventory import Allocation
from footprint.stages.read import read

Ints = npt.NDArray[np.int64]
#: What a line that is no own product has for its activity; what one has that could be several.
_OURS, _SEVERAL = -1, -2
#: Level of coverage of the own lines.
OWN = "own product"
_TOTALS = ["lens", "realm", "pressure", "zone", "unit"]


@dataclass(frozen=True)
class OwnResult:
    """The footprint of a list with a user's own products.

    Attributes
    ----------
    result
        The lines that are none of these, assessed as ever.
    own
        The own products.
    own_lines
        line, item, activity, name, place, tonnes (NaN where the amount is no mass: listed, not counted).
    own_impacts
        line, activity, product, lens, realm, pressure, place, zone, value, unit.
    problems
        Those of the list; what was assumed of the own products is in ``own.problems``.
    """

    result: Result
    own: OwnProducts
    own_lines: pd.DataFrame
    own_impacts: pd.DataFrame
    problems: tuple[Problem, ...]

    @cached_property
    def coverage(self) -> pd.DataFrame:
        """What the totals stand on (law L1): measure (lines, tonnes), level, value, share.

        As ``result.coverage``, with the own lines among what was given, and a level of their own: those with tonnes.
        """
        weighed, tonnes = self.own_lines["tonnes"].notna(), float(self.own_lines["tonnes"].sum())
        given = {"lines": float(len(weighed)), "tonnes": tonnes}
        own = {"lines": float(weighed.sum()), "tonnes": tonnes}
        table = self.result.coverage.astype({"measure": str, "level": str})
        return pd.concat(
            [_with_own(table[table["measure"] == name], given[name], own[name]) for name in given], ignore_index=True
        )

    @cached_property
    def totals(self) -> pd.DataFrame:
        """Impact by lens, realm, pressure and zone of all lines. Lenses and realms are never to be added up."""
        both = pd.concat([self.result.totals, self.own_impacts[[*_TOTALS, "value"]]], ignore_index=True)
        both[_TOTALS] = both[_TOTALS].astype(str)
        summed = both.groupby(_TOTALS, sort=True)["value"].sum().reset_index()
        return summed[["lens", "realm", "pressure", "zone", "value", "unit"]]


def assess(
    purchases: str | Path | pd.DataFrame | Sequence[Mapping[str, Any]],
    own: OwnProducts,
    lenses: list[str] | None = None,
    year: int | None = None,
    strict: bool = False,
    *,
    sheet: str | None = None,
    decimal: Literal[".", ","] | None = None,
    allocation: Allocation = "value",
) -> OwnResult:
    """Return the footprint of a list in which some items are a user's own products.

    A line is an own product if its item is the code, name or product of an activity, spelt the same but for case,
    accents and signs. If several activities have that name, the one in the line's origin counts; if that does not
    decide, the line is told and counts as one of our products. Own products need an amount of mass. Every line counts
    as declared: the other views are of :func:`footprint.assess`.

    Parameters
    ----------
    purchases, lenses, year, strict, sheet, decimal, allocation
        As for :func:`footprint.assess`.
    own
        From :func:`footprint.brightway.read_database`.

    Raises
    ------
    InputError
        The list cannot be read or, if strict, has an error.
    FactorError
        A lens does not exist.
    """
    lenses, year = lenses_of(lenses), year_of(year)
    tables = engine(lenses, allocation)
    listed = read(purchases, sheet=sheet, decimal=decimal)
    which = _matched(listed, own)
    rest = replace(listed, table=listed.table[which < 0].reset_index(drop=True))
    lines = _own_lines(listed, own, which)
    result = assess_activities(rest, tables, year)
    problems = (*result.problems, *_several(listed, which), *_no_mass(listed, lines))
    if strict and any(problem.severity == "error" for problem in problems):
        raise InputError(problems)
    return OwnResult(result, own, lines, _impacts(own.intensities(lenses), lines), problems)


def _with_own(ours: pd.DataFrame, given: float, own: float) -> pd.DataFrame:
    """Return the coverage of one measure with the own lines: what was given of them, and what counts."""
    value = ours["value"] + np.where(ours["level"] == GIVEN, given, 0.0)
    row = pd.DataFrame({"measure": [ours["measure"].iloc[0]], "level": [OWN], "value": [own]})
    both = pd.concat([ours.assign(value=value), row], ignore_index=True)
    whole = float(both.loc[both["level"] == GIVEN, "value"].iloc[0])
    return both.assign(share=both["value"] / whole if whole > 0 else np.nan)


def _matched(listed: Activities, own: OwnProducts) -> Ints:
    """Return the row (of the own activities) that each line is; below zero for none."""
    table = own.activities[own.activities["amount_per_tonne"].notna()]
    names: dict[str, set[int]] = {}
    for at, row in zip(table.index.tolist(), table.itertuples(index=False), strict=True):
        for text in (row.activity, row.name, row.product):
            names.setdefault(fold(str(text)), set()).add(at)
    codes = country_codes(library())
    found = {}
    written = listed.table[["item", "origin"]].astype(object)
    for pair in set(written.itertuples(index=False, name=None)):
        item, origin = ("" if pd.isna(text) else str(text) for text in pair)
        near = names.get(fold(item), set()) if fold(item) else set()
        place = read_location(origin, codes).place
        there = {at for at in near if own.activities["place"].iloc[at] == place} if len(near) > 1 else near
        found[pair] = next(iter(there)) if len(there) == 1 else _SEVERAL if near else _OURS
    return np.array([found[pair] for pair in written.itertuples(index=False, name=None)], dtype=np.int64)


def _own_lines(listed: Activities, own: OwnProducts, which: Ints) -> pd.DataFrame:
    mine, chosen = listed.table[which >= 0], own.activities.iloc[which[which >= 0]]
    amounts = zip(mine["amount"].tolist(), mine["unit"].astype(object), strict=True)
    return pd.DataFrame(
        {
            "line": mine["line"].to_numpy(np.int64),
            "item": mine["item"].astype(object).to_numpy(),
            **{name: chosen[name].to_numpy(object) for name in ("activity", "name", "place")},
            "tonnes": np.array([_tonnes(amount, unit) for amount, unit in amounts], dtype=np.float64),
        }
    )


def _tonnes(amount: float, unit: Any) -> float:
    found = None if pd.isna(unit) else measure(str(unit))
    return amount * found.factor if found is not None and found.kind == "mass" else np.nan


def _impacts(per_tonne: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    """Return the impacts of the lines; their activities may have any number of rows each."""
    per_tonne = per_tonne.sort_values("activity", kind="stable", ignore_index=True)
    counted = lines[lines["tonnes"].notna()]
    codes = pd.Index(per_tonne["activity"].unique())
    place = positions(per_tonne["activity"], codes)
    at = positions(counted["activity"], codes, missing="mark")
    counted, at = counted[at >= 0], at[at >= 0]
    first, last = (np.searchsorted(place, at, side=side) for side in ("left", "right"))
    line, row = runs(first, last - first)
    taken = per_tonne.iloc[row].reset_index(drop=True)
    value = taken["value"].to_numpy() * counted["tonnes"].to_numpy()[line]
    found: pd.DataFrame = taken.assign(value=value, line=counted["line"].to_numpy()[line])
    return found[["line", *per_tonne.columns]]


def _several(listed: Activities, which: Ints) -> list[Problem]:
    table = listed.table[which == _SEVERAL]
    return [
        remarks.several_own(listed.where(line, "item"), str(item))
        for line, item in zip(table["line"].tolist(), table["item"], strict=True)
    ]


def _no_mass(listed: Activities, lines: pd.DataFrame) -> list[Problem]:
    """Return the lines whose amount was read but is no mass; one that could not be read has its problem already."""
    read_well = listed.table.loc[listed.table["amount"].notna(), "line"]
    table = lines[lines["tonnes"].isna() & lines["line"].isin(read_well)]
    return [remarks.own_needs_mass(listed.where(line, "unit")) for line in table["line"].tolist()]
