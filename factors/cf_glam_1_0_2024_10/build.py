"""Compile GLAM 1.0 (V1.0.2024.10), ecosystem quality: climate, eutrophication, acidification, ecotoxicity.

python factors/cf_glam_1_0_2024_10/build.py --source DIR
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from footprint.editions import Edition, Source, arguments, write_edition
from footprint.editions.build import Arguments
from footprint.editions.characterisation import GLO, drop_repeats, factors_table, iso3_by_iso2, per_of

GLAM = "cf/glam1_2024_10_eq.parquet"
NAMES = "ref/country_names_iso_en_nl_fr_de.csv"
HOMEPAGE = (
    "https://www.lifecycleinitiative.org/activities/life-cycle-assessment-data-and-methods/"
    "global-guidance-for-life-cycle-impact-assessment-indicators-and-methods-glam/"
)

EDITION = Edition(
    id="cf_glam_1_0_2024_10",
    title="GLAM 1.0 (V1.0.2024.10), ecosystem quality without land use",
    description="Share of the world's species put at risk by climate change (three realms), freshwater and marine "
    "eutrophication, "
    "acidification and ecotoxicity. Land use is in edition cf_scherer_2023; water consumption is here as a world "
    "value only.",
    version="1.0.2024.10",
    published="2024-10",
    compiled="2026-11-20",
    citation="Verones, F. et al. (2026). The International Journal of Life Cycle Assessment 31(10), 181; "
    "characterisation factors GLAM V1.0.2024.10, Life Cycle Initiative (UNEP).",
    doi="10.1007/s11367-026-02748-4",
    url=HOMEPAGE,
    licence="not seen",
    licence_status="unknown",
    licence_note="Read through the package edges 1.5.0 (MIT), whose licence covers its code; the publisher's terms "
    "could not be read. "
    "Check them before redistributing.",
    sources=(
        Source(
            GLAM,
            "c03212027bf55df57c9535f82533c932de9519c60e0495613b78e7d66c74e472",
            "GLAM 1.0, V1.0.2024.10, 13 ecosystem-quality indicators as laid out in edges 1.5.0",
            HOMEPAGE,
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

#: Indicator of the publisher: category here, realm, pressure, approach.
INDICATORS = {
    "Climate change, freshwater biodiversity_damage": (
        "Climate change, freshwater biodiversity",
        "freshwater",
        "climate change",
        "",
    ),
    "Climate change, marine biodiversity_damage_RCP4.5": (
        "Climate change, marine biodiversity, RCP4.5",
        "marine",
        "climate change",
        "",
    ),
    "Climate change, terrestrial biodiversity_damage_RCP4.5": (
        "Climate change, terrestrial biodiversity, RCP4.5",
        "terrestrial",
        "climate change",
        "",
    ),
    "Freshwater eutrophication_damage_phosphorus weighted": (
        "Freshwater eutrophication, phosphorus",
        "freshwater",
        "freshwater eutrophication",
        "",
    ),
    "Freshwater eutrophication_damage_nitrogen weighted": (
        "Freshwater eutrophication, nitrogen",
        "freshwater",
        "freshwater eutrophication",
        "",
    ),
    "Marine eutrophication_damage_unspecified": ("Marine eutrophication", "marine", "marine eutrophication", ""),
    "Terrestrial acidification_damage": (
        "Terrestrial acidification",
        "terrestrial",
        "terrestrial acidification",
        "marginal",
    ),
    "Freshwater ecotoxicity_damage": ("Freshwater ecotoxicity", "freshwater", "ecotoxicity", ""),
    "Terrestrial ecotoxicity_damage": ("Terrestrial ecotoxicity", "terrestrial", "ecotoxicity", ""),
    "Water consumption, ecosystem quality_damage": (
        "Water consumption, ecosystem quality",
        "freshwater",
        "water use",
        "",
    ),
}
WATER = "Water consumption, ecosystem quality"
WATER_FLAG = "for comparison only: the country values of this indicator fail a mass balance"


def published(args: Arguments) -> pd.DataFrame:
    """Return category, flow, compartment, place and value of the indicators that are shipped."""
    table = pd.read_parquet(args.path(EDITION, GLAM)).astype({"impact_category": "str", "location": "str"})
    table = table[table["impact_category"].isin(INDICATORS)]
    compartment, sub = table["compartment"].astype("str"), table["subcompartment"].astype("str")
    names = ("category", "realm", "pressure", "approach")
    told = {
        name: table["impact_category"].map({key: row[at] for key, row in INDICATORS.items()})
        for at, name in enumerate(names)
    }
    place = table["location"].map(iso3_by_iso2(args.path(EDITION, NAMES)))
    rows = pd.DataFrame({"flow": table["flow"].astype("str"), "place": place, "value": table["value"], **told})
    return rows.assign(compartment=compartment.where(sub == "", compartment + "/" + sub))


def factors(args: Arguments) -> pd.DataFrame:
    """Return the factors; of water consumption the world value only."""
    rows = published(args)
    water = rows["category"] == WATER
    rows = drop_repeats(rows[~water | (rows["place"] == GLO)])
    flag = (rows["category"] == WATER).map({True: WATER_FLAG, False: ""})
    return rows.assign(unit="global PDF.yr", per=per_of(rows["flow"]), flag=flag)


def main() -> None:
    args = arguments(Path(__file__).parent)
    table = factors_table(
        factors(args), "Factors by flow and country; climate change and ecotoxicity are world values."
    )
    write_edition(EDITION, [table], args.out)


if __name__ == "__main__":
    main()
