"""Which editions, factors and corrections a result rests on (law L6)."""

from __future__ import annotations

from importlib.metadata import version as installed

import pandas as pd

from footprint.engine import Engine
from footprint.ground.library import INVENTORY, LENSES, ORIGINS, REFERENCE


def version() -> str:
    """Return the version of the calculator and the editions it reads."""
    return f"footprint {installed('footprint')}; {INVENTORY}, {ORIGINS}, {REFERENCE}, {LENSES}"


def factor_ids(rows: pd.DataFrame) -> pd.Index:
    """Return the id of each factor row: edition|category|flow|compartment|place."""
    parts = [
        rows[name].astype(str).to_numpy(dtype=object)
        for name in ("edition", "category", "flow", "compartment", "place")
    ]
    return pd.Index(["|".join(row) for row in zip(*parts, strict=True)], dtype=object)


def passports_used(engine: Engine) -> pd.DataFrame:
    """Return the editions behind a result.

    Columns: edition, title, citation, doi, licence, licence_status, url, version, used_for.
    """
    combos = engine.factors.combos
    uses = {
        str(edition): "; ".join(sorted({f"{row.lens}: {row.realm}: {row.pressure}" for row in mine.itertuples()}))
        for edition, mine in combos.groupby("edition", observed=True)
    }
    uses |= {
        INVENTORY: "inventory per tonne",
        ORIGINS: "origins",
        REFERENCE: "names, codes, prices, rates",
        LENSES: "choice of factors and corrections",
    }
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


def overrides_used(engine: Engine) -> pd.DataFrame:
    """Return the corrected factors of this result's lenses and flows: edition, flow, place, reason."""
    rows = engine.factors.rows
    changed = rows[rows["override"].astype(str) != ""]
    return (
        changed[["edition", "flow", "place", "override"]]
        .astype(str)
        .rename(columns={"override": "reason"})
        .drop_duplicates(ignore_index=True)
    )
