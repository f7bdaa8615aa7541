"""Which editions, factors and corrections a result rests on (law L6)."""

from __future__ import annotations

from importlib.metadata import version as installed

import numpy as np
import numpy.typing as npt
import pandas as pd

from footprint.engine import Engine
from footprint.ground.language import mark
from footprint.ground.library import INVENTORIES, LENSES, ORIGINS, PRACTICES, PROCESSES, REFERENCE, Library
from footprint.stages.inventory.system import LEVELS, System

_ALLOCATIONS = {"value": mark("allocation by value"), "mass": mark("allocation by mass")}
_VIEWS = {
    "declared": mark("view declared"),
    "traced": mark("view traced"),
    "used_in_belgium": mark("view used in Belgium"),
}

#: Countries named in one row of remarks; more are counted.
MOST_PLACES = 12


def version() -> str:
    """Return the version of the calculator and of the choice of factors."""
    return f"footprint {installed('footprint')}, {LENSES}"


def factor_ids(rows: pd.DataFrame) -> pd.Index:
    """Return the id of each factor row: edition|category|flow|compartment|place."""
    parts = [
        rows[name].astype(str).to_numpy(dtype=object)
        for name in ("edition", "category", "flow", "compartment", "place")
    ]
    return pd.Index(["|".join(row) for row in zip(*parts, strict=True)], dtype=object)


def inventory_passports(
    library: Library, system: System, at: tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]
) -> dict[str, npt.NDArray[np.object_]]:
    """Return level, year and source (its citation) of inventory cells, `at` their product, country and flow."""
    rows = system.rows.iloc[system.row[at]]
    citations = pd.concat({edition: pd.Series(library.citations(edition)) for edition in INVENTORIES})
    keys = pd.MultiIndex.from_arrays([rows["edition"].astype(str), rows["source"].astype(str)])
    return {
        "level": np.array(LEVELS, dtype=object)[system.level[at]],
        "year": rows["year"].astype(str).to_numpy(dtype=object),
        "source": citations.reindex(keys).to_numpy(dtype=object),
    }


def passports_used(engine: Engine, view: str, scenario: bool) -> pd.DataFrame:
    """Return the editions behind a result, with its allocation and view, and those of a scenario of practice if shown.

    Columns: edition, title, citation, doi, licence, licence_status, url, version, used_for.
    """
    combos = engine.factors.combos
    uses = {
        str(edition): "; ".join(sorted({f"{row.lens}: {row.realm}: {row.pressure}" for row in mine.itertuples()}))
        for edition, mine in combos.groupby("edition", observed=True)
    }
    uses |= dict.fromkeys(INVENTORIES, mark("inventory per tonne"))
    uses |= {
        PROCESSES: f"{mark('what goods are made of')}; {_ALLOCATIONS[engine.allocation]}",
        ORIGINS: f"{mark('origins')}; {_VIEWS[view]}",
        REFERENCE: mark("names, codes, prices, rates"),
        LENSES: mark("choice of factors and corrections"),
    }
    uses |= {PRACTICES: mark("organic and extensive farming, a scenario no total uses")} if scenario else {}
    rows = []
    for edition, used_for in uses.items():
        passport = engine.library.passport(edition)
        rows.append(
            {
                "edition": edition,
                "title": passport.title,
                "citation": passport.citation,
                "doi": passport.doi,
                "licence": passport.licence,
                "licence_status": passport.licence_status,
                "url": passport.url,
                "version": passport.version,
                "used_for": used_for,
            }
        )
    return pd.DataFrame(rows)


def remarks_on_factors(engine: Engine, countries: npt.NDArray[np.int64]) -> pd.DataFrame:
    """Return what to know of the factors a result rests on: edition, flow, place, reason.

    Corrected values with their reason, flags of the publisher's tables, and countries for which the method's world
    value stands in.

    Parameters
    ----------
    countries
        Places on the country axis that the result draws from.
    """
    factors = engine.factors
    used = np.unique(factors.row[:, countries])
    rows = factors.rows.iloc[used[used >= 0]]
    told = rows[(rows["override"].astype(str) != "") | (rows["flag"].astype(str) != "")]
    reasons = np.where(
        told["override"].astype(str) != "", told["override"].astype(str), "flag: " + told["flag"].astype(str)
    )
    published = told[["edition", "flow", "place"]].astype(str).assign(reason=reasons)
    return _by_reason(pd.concat([published, _stood_in(engine, countries)], ignore_index=True))


def _stood_in(engine: Engine, countries: npt.NDArray[np.int64]) -> pd.DataFrame:
    combo, at = np.nonzero(engine.factors.fallback[:, countries])
    combos = engine.factors.combos.iloc[combo]
    return pd.DataFrame(
        {
            "edition": combos["edition"].astype(str).to_numpy(),
            "flow": combos["flow_name"].astype(str).to_numpy(),
            "place": engine.system.countries[countries[at]],
            "reason": ["no factor of its own that can be used; the method's world value stands in"] * len(combo),
        }
    )


def _by_reason(told: pd.DataFrame) -> pd.DataFrame:
    """Return one row per edition, flow and reason, its places listed."""
    keys = ["edition", "flow", "reason"]
    places = told.drop_duplicates().sort_values([*keys, "place"]).groupby(keys, sort=True)["place"]
    listed = places.agg(
        lambda names: (
            ", ".join(names[:MOST_PLACES]) + (f" and {len(names) - MOST_PLACES} more" * (len(names) > MOST_PLACES))
        )
    )
    return listed.reset_index()[["edition", "flow", "place", "reason"]]
