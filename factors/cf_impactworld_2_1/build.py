"""Compile IMPACT World+ 2.1, ecosystem quality, by country.

python factors/cf_impactworld_2_1/build.py --source DIR
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from footprint.editions import Edition, Source, arguments, write_edition
from footprint.editions.build import Arguments
from footprint.editions.characterisation import drop_repeats, factors_table, iso3_by_iso2, per_of, reference_state

FACTORS = "cf/impactworld_2_1_eq.parquet"
NAMES = "ref/country_names_iso_en_nl_fr_de.csv"

EDITION = Edition(
    id="cf_impactworld_2_1",
    title="IMPACT World+ 2.1, ecosystem quality, by country",
    description="Share of species lost locally times area and time, damage level. Land use of this version is "
    "superseded by 2.2.1, which "
    "stands beside it (world values only).",
    version="2.1",
    published="2024-11-05",
    compiled="2026-11-20",
    citation="Bulle, C., Margni, M., Patouillard, L., et al. (2019). IMPACT World+: a globally regionalized life "
    "cycle impact assessment method. "
    "The International Journal of Life Cycle Assessment 24, 1653-1674; characterisation factors version 2.1, CIRAIG.",
    doi="10.1007/s11367-019-01583-0",
    url="https://www.impactworldplus.org",
    licence="not seen",
    licence_status="unknown",
    licence_note="Read through the package edges 1.5.0 (MIT), whose licence covers its code; the publisher's terms "
    "could not be read. "
    "Check them before redistributing.",
    sources=(
        Source(
            FACTORS,
            "caf2743c869256c4adcf8f6fea1e565a41cda941b7cb0120cb640fd775848b8e",
            "IMPACT World+ 2.1, 22 damage indicators of ecosystem quality as laid out in edges 1.5.0, without "
            "sub-national places",
            "https://www.impactworldplus.org",
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

#: Indicator of the publisher: realm, pressure.
INDICATORS = {
    "Climate change, ecosystem quality, short term": ("terrestrial", "climate change, short term"),
    "Climate change, ecosystem quality, long term": ("terrestrial", "climate change, long term"),
    "Fisheries impact": ("marine", "fisheries"),
    "Freshwater acidification": ("freshwater", "freshwater acidification"),
    "Freshwater ecotoxicity, short term": ("freshwater", "ecotoxicity, short term"),
    "Freshwater ecotoxicity, long term": ("freshwater", "ecotoxicity, long term"),
    "Freshwater eutrophication": ("freshwater", "freshwater eutrophication"),
    "Ionizing radiations, ecosystem quality": ("freshwater", "ionising radiation"),
    "Land occupation, biodiversity": ("terrestrial", "land occupation"),
    "Land transformation, biodiversity": ("terrestrial", "land transformation"),
    "Marine acidification, short term": ("marine", "marine acidification, short term"),
    "Marine acidification, long term": ("marine", "marine acidification, long term"),
    "Marine ecotoxicity, short term": ("marine", "ecotoxicity, short term"),
    "Marine ecotoxicity, long term": ("marine", "ecotoxicity, long term"),
    "Marine eutrophication": ("marine", "marine eutrophication"),
    "Photochemical ozone formation, ecosystem quality": ("terrestrial", "photochemical ozone formation"),
    "Terrestrial acidification": ("terrestrial", "terrestrial acidification"),
    "Terrestrial ecotoxicity, short term": ("terrestrial", "ecotoxicity, short term"),
    "Terrestrial ecotoxicity, long term": ("terrestrial", "ecotoxicity, long term"),
    "Thermally polluted water": ("freshwater", "thermal pollution"),
    "Water availability, freshwater ecosystem": ("freshwater", "water use"),
    "Water availability, terrestrial ecosystem": ("terrestrial", "water use"),
}
LAND = {
    "Land occupation, biodiversity": ("Occupation",),
    "Land transformation, biodiversity": ("Transformation, from", "Transformation, to"),
}
UNIT = "PDF.m2.yr"
SUPERSEDED = "superseded by IMPACT World+ 2.2.1"


def published(args: Arguments) -> pd.DataFrame:
    """Return the publisher's rows on ISO 3166-1 alpha-3 places.

    Obsolete flow names and the withdrawn code CS are left out.
    """
    table = pd.read_parquet(args.path(EDITION, FACTORS))
    names = ["impact_category", "flow", "compartment", "subcompartment", "location"]
    text = {name: table[name].astype("object").fillna("").astype("str") for name in names}
    sub, place = text["subcompartment"], text["location"].map(iso3_by_iso2(args.path(EDITION, NAMES)))
    rows = pd.DataFrame(
        {"category": text["impact_category"], "flow": text["flow"], "place": place, "value": table["value"]}
    )
    rows = rows.assign(compartment=text["compartment"].where(sub == "", text["compartment"] + "/" + sub))
    return rows[rows["place"].notna() & ~rows["flow"].str.endswith("(obsolete)")]


def factors(args: Arguments) -> pd.DataFrame:
    """Return all factors."""
    rows = drop_repeats(published(args))
    rows = rows.assign(flag=rows["category"].isin(LAND).map({True: SUPERSEDED, False: ""}), per=per_of(rows["flow"]))
    rows["per"] = rows["per"].mask(rows["category"] == "Ionizing radiations, ecosystem quality", "kBq")
    rows = rows.assign(
        **{
            name: rows["category"].map({key: told[at] for key, told in INDICATORS.items()})
            for at, name in enumerate(_TOLD)
        }
    )
    nature = [
        reference_state(category, kinds, **dict(zip(_TOLD, INDICATORS[category], strict=True)))
        for category, kinds in LAND.items()
    ]
    whole = pd.concat([rows, *(part.assign(per=per_of(part["flow"])) for part in nature)], ignore_index=True)
    return whole.assign(unit=UNIT)


_TOLD = ("realm", "pressure")


def main() -> None:
    args = arguments(Path(__file__).parent)
    write_edition(EDITION, [factors_table(factors(args), "Factors by flow and country.")], args.out)


if __name__ == "__main__":
    main()
