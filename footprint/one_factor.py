"""One characterisation factor with its passport, and the lenses there are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd

from footprint.engine import catalogue
from footprint.ground.errors import FactorError
from footprint.ground.library import Library, library
from footprint.passports import factor_ids
from footprint.stages.characterise.select import CLIMATE, GLOBAL_PLACE, chosen, known_lenses, lens_rows
from footprint.stages.resolve.origins import read_origin

#: Where a flow's own compartment is not said, the first of these that the method knows counts.
_COMPARTMENTS = (
    "natural resource/land",
    "natural resource/in water",
    "air",
    "water/surface water",
    "water",
    "soil/agricultural",
    "soil",
)


#: Fields of a factor that stand in its row, as numbers and as texts.
_NUMBERS = ("value", "low", "high", "rsd", "published")
_TEXTS = (
    *("unit", "per", "lens", "realm", "pressure", "flow"),
    *("compartment", "place", "edition", "category", "flag", "override"),
)


@dataclass(frozen=True, slots=True)
class Factor:
    """One characterisation factor with its passport (law L6).

    Attributes
    ----------
    value
        [unit/per], e.g. global PDF.yr per m2.yr of occupation.
    low, high
        Published 95 % interval; NaN if none is published.
    fallback
        "" for the place's own factor; "GLO" if the method's world value stands in for it. A method that has only world
        values is global by design, and that is no fallback.
    published, override
        The value as published, and why it was corrected ("" if it was not).
    """

    value: float
    unit: str
    per: str
    lens: str
    realm: str
    pressure: str
    flow: str
    compartment: str
    place: str
    edition: str
    category: str
    id: str
    low: float
    high: float
    rsd: float
    flag: str
    fallback: str
    published: float
    override: str
    citation: str
    doi: str
    licence: str
    licence_status: str
    url: str


def factor(
    lens: str,
    flow: str,
    place: str,
    realm: str | None = None,
    *,
    pressure: str | None = None,
    compartment: str | None = None,
) -> Factor:
    """Return one characterisation factor.

    Parameters
    ----------
    lens
        "species", "condition", "impactworld" ...: see :func:`lenses`.
    flow
        Elementary flow in the nomenclature of GLAM and ecoinvent ("Occupation, annual crop").
    place
        ISO 3166-1 alpha-3 or alpha-2, a country's name, or "GLO".
    realm, pressure, compartment
        Needed only where the lens has several factors for the flow.

    Raises
    ------
    FactorError
        There is no such factor (it is never 0), or there are several: the message names them.

    Examples
    --------
    >>> found = factor("species", "Occupation, annual crop", "BEL")
    >>> f"{found.value:.2e} {found.unit} per {found.per}"
    '9.77e-16 global PDF.yr per m2.yr'
    """
    return factor_in(library(), lens, flow, place_of(place), realm, pressure, compartment)


def factor_in(
    tables: Library,
    lens: str,
    flow: str,
    place: str,
    realm: str | None = None,
    pressure: str | None = None,
    compartment: str | None = None,
) -> Factor:
    """Return one characterisation factor of a library, for a place by its alpha-3 code or GLO: see :func:`factor`."""
    rows = _installed_rows(lens, flow) if tables is library() else _rows(tables, lens, flow)
    for name, wanted in (("realm", realm), ("pressure", pressure), ("compartment", compartment)):
        rows = rows[rows[name].astype(str) == wanted] if wanted is not None else rows
    what = f"lens {lens!r}, flow {flow!r}" + "".join(f", {text}" for text in (realm, pressure, compartment) if text)
    if rows.empty:
        raise FactorError(f"no factor for {what}: the method has none, which is not zero")
    return _one(tables, _of_place(rows, place, what), what)


def _rows(tables: Library, lens: str, flow: str) -> pd.DataFrame:
    return lens_rows(tables, chosen(tables, [lens]), [flow])


@lru_cache(maxsize=256)
def _installed_rows(lens: str, flow: str) -> pd.DataFrame:
    """Return the rows of the installed library; kept, because one flow is often asked for in many countries."""
    return _rows(library(), lens, flow)


def place_of(written: str) -> str:
    """Return the ISO3 code of a written country, or GLO; FactorError if it is neither."""
    if written.upper() == GLOBAL_PLACE:
        return GLOBAL_PLACE
    found = read_origin(written, catalogue())
    if found.country < 0:
        raise FactorError(f"{written!r} is no country known here; use its ISO code, its name, or GLO")
    return str(catalogue().countries[found.country])


def _of_place(rows: pd.DataFrame, place: str, what: str) -> pd.DataFrame:
    """Return for each indicator the row of the place or else of GLO, in the preferred compartment.

    Column `stands_in` is True where GLO stands in for a country in a method that has countries.
    """
    rank = {name: at for at, name in enumerate(_COMPARTMENTS)}
    usable = rows[rows["place"].astype(str).isin([place, GLOBAL_PLACE])]
    if usable.empty:
        raise FactorError(
            f"no factor for {what} in {place} and none for the world: the method has none, which is not zero"
        )
    local = set(rows.loc[rows["place"].astype(str) != GLOBAL_PLACE, "category"].astype(str))
    elsewhere = usable["place"].astype(str) != place
    order = usable.assign(
        elsewhere=elsewhere,
        stands_in=elsewhere & usable["category"].astype(str).isin(local),
        rank=usable["compartment"].astype(str).map(rank).astype("float64").to_numpy(na_value=len(rank)),
    ).sort_values(["rank", "compartment", "elsewhere"], kind="stable")
    return order.drop_duplicates(["lens", "realm", "pressure", "category"])


def _one(tables: Library, rows: pd.DataFrame, what: str) -> Factor:
    if len(rows) > 1:
        names = "; ".join(f"realm {row.realm}, pressure {row.pressure}" for row in rows.itertuples())
        raise FactorError(f"several factors for {what}: say which realm or pressure ({names})")
    row = rows.iloc[0]
    passport = tables.passport(str(row["edition"]))
    everywhere = str(row["pressure"]).startswith(CLIMATE)
    written: dict[str, Any] = {name: float(row[name]) for name in _NUMBERS}
    written |= {name: str(row[name]) for name in _TEXTS}
    return Factor(
        **written,
        id=str(factor_ids(rows)[0]),
        fallback=GLOBAL_PLACE if row["stands_in"] and not everywhere else "",
        citation=passport.citation,
        doi=passport.doi,
        licence=passport.licence,
        licence_status=passport.licence_status,
        url=passport.url,
    )


def lenses() -> pd.DataFrame:
    """Return the lenses: lens, title, unit, default, question, note."""
    return known_lenses(library())
