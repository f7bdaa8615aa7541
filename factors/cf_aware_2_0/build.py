"""Compile AWARE 2.0: water scarcity, by country, yearly.

python factors/cf_aware_2_0/build.py --source DIR
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from footprint.editions import Edition, Source, arguments, write_edition
from footprint.editions.build import Arguments
from footprint.editions.characterisation import GLO, WATER_FLOWS, factors_table, iso3_by_iso2

FACTORS = "cf/aware20_country.csv"
NAMES = "ref/country_names_iso_en_nl_fr_de.csv"

EDITION = Edition(
    id="cf_aware_2_0",
    title="AWARE 2.0: water scarcity footprint, by country",
    description="Water left over per area, relative to the world average, as m3 world-equivalent per m3 consumed; "
    "yearly, for irrigation, for other "
    "uses, and for use not specified. Water scarcity, not damage to species.",
    version="2.0",
    published="2025",
    compiled="2026-11-20",
    citation="AWARE 2.0, WULCA; method and factors: doi 10.1111/jiec.70023, Zenodo 8215863.",
    doi="10.1111/jiec.70023",
    url="https://doi.org/10.5281/zenodo.8215863",
    licence="not seen",
    licence_status="unknown",
    licence_note="Read through the package edges 1.5.0 (MIT), whose licence covers its code; the publisher's terms "
    "could not be read. "
    "Check them before redistributing.",
    sources=(
        Source(
            FACTORS,
            "e4c8b3d7b6088f90b9129b483549e971b5c4e38fb8178918465e47879c778205",
            "AWARE 2.0, yearly country factors and the consumption they are weighted by, as laid out in edges 1.5.0",
            "https://doi.org/10.5281/zenodo.8215863",
            "not seen",
            "unknown",
        ),
        Source(
            NAMES,
            "b3c703ec851e660fcd6376d2f82b4cfc1640b7f48d7ac8fe1aa34b94af83fbb0",
            "ISO 3166-1 codes",
            "https://www.iso.org/iso-3166-country-codes.html",
            "facts",
            "stated",
        ),
    ),
)

USES = {"irri": "irrigation", "non_irri": "other than irrigation", "unspecified": "unspecified use"}
WORLD = "mean of the countries weighted by their water consumption"


def factors(args: Arguments) -> pd.DataFrame:
    """Return all factors."""
    table = pd.read_csv(args.path(EDITION, FACTORS), keep_default_na=False)
    place = table["location"].map(iso3_by_iso2(args.path(EDITION, NAMES)))
    rows = pd.concat(_of_use(table, place), ignore_index=True)
    return rows.assign(realm="freshwater", pressure="water use", unit="m3 world-eq", per="m3")


def _of_use(table: pd.DataFrame, place: pd.Series) -> Iterator[pd.DataFrame]:
    for code, name in USES.items():
        known = pd.DataFrame(
            {"place": place, "value": table[f"aware2_{code}"], "weight": table[f"weight_{code}"]}
        ).replace("", np.nan)
        known = known.astype({"value": "float64", "weight": "float64"}).dropna(subset=["value"])
        world = float(np.average(known["value"], weights=known["weight"]))
        rows = pd.concat(
            [
                known[["place", "value"]].assign(flag=""),
                pd.DataFrame({"place": [GLO], "value": [world], "flag": [WORLD]}),
            ]
        )
        for flow, compartment, sign in WATER_FLOWS:
            told = {"flow": flow, "compartment": compartment, "category": f"Water scarcity, {name}"}
            yield rows.assign(value=sign * rows["value"], **told)


def main() -> None:
    args = arguments(Path(__file__).parent)
    write_edition(EDITION, [factors_table(factors(args), "Factors by flow and country, yearly.")], args.out)


if __name__ == "__main__":
    main()
