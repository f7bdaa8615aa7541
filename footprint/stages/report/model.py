"""What the doors need, and nothing else: one frozen value of tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from footprint.ground.language import ENGLISH, Language
from footprint.stages.report.pictures import World

_BREAKDOWN = (
    *("name", "tonnes", "land_m2_yr", "land_low_m2_yr", "land_high_m2_yr", "water_m3"),
    *("lens", "realm", "value", "unit"),
)
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "coverage": ("measure", "level", "value", "share"),
    "totals": ("lens", "realm", "pressure", "zone", "value", "unit"),
    "by_product": ("product", *_BREAKDOWN),
    "by_material": ("material", *_BREAKDOWN),
    "by_origin": ("origin", *_BREAKDOWN),
    "lines": (
        "line", "item", "origin", "tonnes", "match", "match_score", "coverage", "product", "origin_used",
        "origin_grade", "origin_rule", "tonnes_rule", "made_of", "fallback", "quality", "reason",
    ),
    "factors": ("edition", "title", "citation", "doi", "licence", "licence_status", "url", "version", "used_for"),
    "overrides": ("edition", "flow", "place", "reason"),
    "problems": ("code", "severity", "where", "found", "expected", "fix"),
    "pressures": ("flow", "compartment", "zone", "value", "unit"),
    "practices": ("line", "practice", "lens", "realm", "as_counted", "scenario", "low", "high", "unit", "note"),
    "lenses": ("lens", "title", "unit", "question", "note"),
    "streams": ("product", "name", "place", "place_name", "lens", "realm", "pressure", "value", "unit"),
    "names": ("id", "name"),
    "realms": ("lens", "realm", "unit"),
}  # fmt: skip
"""The columns every table of a report must have; `lines` adds one number column per "lens: realm"."""


@dataclass(frozen=True, eq=False)
class Report:
    """Everything the workbook, the page and the JSON show.

    Parameters
    ----------
    title, source, version
        Title of the report, name of the file that was read, version of the calculator and its factors.
    year
        Year the figures are for; None when the list did not say.
    summary
        What was read: ``lines``, ``tonnes`` and any other figure, in the order in which it is shown.
    coverage
        Per measure (lines, tonnes, euros) and level: amount and share of what was given.
    totals
        Impact per lens, realm, pressure and zone (belgium, abroad, global).
    by_product, by_material, by_origin
        The same impact, long, per product bought, per raw material behind it, and per country where it presses on
        nature (ISO 3166-1 alpha-3).
    lines
        One row per purchase line. ``reason`` is empty when the line is counted in full; after it stand the impacts,
        one float column per "lens: realm".
    factors, overrides
        The editions used with their licences; corrections, flags and stand-ins among their factors, and why.
    problems
        Faults and remarks, one per row.
    pressures
        Inventory totals: elementary flows per zone.
    practices
        Lines bought as organic or extensive, as counted and in that scenario.
    lenses
        What each lens asks, and in which unit it answers.
    streams
        The impact of the leading products, and of all others as the product "", by the place where it happens and by
        pressure.
    realms
        Every lens and realm there is, also those of which nothing is known; what stands apart from its realm (law L5)
        is a realm of its own, "terrestrial, land transformation".
    names
        The name of every product and country of the other tables, by id.
    world
        The outlines of the countries, for maps.
    language
        The language the report is said in; names in its tables are in this language already.

    Raises
    ------
    ValueError
        If a table lacks a column, an impact column is not a number, or a number is infinite.
    """

    title: str
    source: str
    year: int | None
    version: str
    summary: Mapping[str, int | float | str | None]
    coverage: pd.DataFrame
    totals: pd.DataFrame
    by_product: pd.DataFrame
    by_material: pd.DataFrame
    by_origin: pd.DataFrame
    lines: pd.DataFrame
    factors: pd.DataFrame
    overrides: pd.DataFrame
    problems: pd.DataFrame
    pressures: pd.DataFrame
    lenses: pd.DataFrame
    practices: pd.DataFrame
    streams: pd.DataFrame
    names: pd.DataFrame
    realms: pd.DataFrame
    world: World
    language: Language = ENGLISH

    def __post_init__(self) -> None:
        for name, columns in COLUMNS.items():
            _check(name, getattr(self, name), columns)
        texts = [column for column in self.impact_columns if not pd.api.types.is_numeric_dtype(self.lines[column])]
        if texts:
            raise ValueError(f"lines: impact columns must be numbers, these are not: {', '.join(texts)}")

    def say(self, text: str, /, **values: Any) -> str:
        """Return a sentence in the language of the report."""
        return self.language.say(text, **values)

    @property
    def impact_columns(self) -> tuple[str, ...]:
        """The columns of `lines` that hold impacts, as "lens: realm"."""
        return tuple(str(column) for column in self.lines.columns if column not in COLUMNS["lines"])


def _check(name: str, table: pd.DataFrame, columns: tuple[str, ...]) -> None:
    """Raise when `table` lacks one of `columns` or holds an infinite number."""
    absent = [column for column in columns if column not in table.columns]
    if absent:
        raise ValueError(f"{name}: columns missing: {', '.join(absent)}")
    numbers = table.select_dtypes("float")
    endless = [str(column) for column in numbers.columns if np.isinf(numbers[column].to_numpy(float)).any()]
    if endless:
        raise ValueError(f"{name}: infinite numbers in: {', '.join(endless)}")
