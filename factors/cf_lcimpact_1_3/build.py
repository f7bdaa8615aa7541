"""Compile LC-IMPACT 1.3: land, water, acidification, eutrophication, ozone and climate, by country.

python factors/cf_lcimpact_1_3/build.py --source DIR
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from footprint.editions import Edition, Source, arguments, write_edition
from footprint.editions.build import Arguments
from footprint.editions.characterisation import (
    LAND_COVERS,
    NITROGEN_IN_NITRATE,
    PHOSPHORUS_IN_PHOSPHATE,
    WATER_FLOWS,
    factors_table,
    iso3_by_iso2,
    land_flows,
    per_of,
    reference_state,
)

FACTORS = "cf/lcimpact_v1_country.csv.gz"
NAMES = "ref/country_names_iso_en_nl_fr_de.csv"

EDITION = Edition(
    id="cf_lcimpact_1_3",
    title="LC-IMPACT 1.3, ecosystem quality, by country",
    description="Share of the world's species put at risk by land use, water consumption, acidification, "
    "eutrophication, ozone and climate "
    "change, with the published 95 % intervals of land use.",
    version="1.3",
    published="2020",
    compiled="2026-11-20",
    citation="Verones, F., Hellweg, S., Antón, A., Azevedo, L. B., Chaudhary, A., Cosme, N., et al. (2020). "
    "LC-IMPACT: A regionalized life "
    "cycle damage assessment method. Journal of Industrial Ecology 24(6), 1201-1219; characterisation factors "
    "version 1.3, Zenodo 6200606.",
    doi="10.1111/jiec.13018",
    url="https://zenodo.org/records/6200606",
    licence="not seen",
    licence_status="unknown",
    licence_note="The licence of the data record could not be read when this edition was compiled; check it before "
    "redistributing.",
    sources=(
        Source(
            FACTORS,
            "9f89e36b6bebf4cc0f69d753ad5fe6c50f42f8ada761853c9a90877c396d8121",
            "LC-IMPACT 1.3, country values of the publisher's workbooks in one table",
            "https://zenodo.org/records/6200606",
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

#: Written without an alpha-2 code, or twice under one: which row is the country's.
CODES = {"Sao Tomo and Principe": "ST"}
NOT_THE_COUNTRY = ("Gaza Strip", "Russia Europe")

#: Land class of LC-IMPACT: broad class of land covers. "forest, unspecified" counts as intensive, as in GLAM 1.0.
LAND_CLASSES = {
    "annual crops": "annual crop",
    "permanent crops": "permanent crop",
    "pasture": "pasture",
    "extensive forestry": "forest, extensive",
    "intensive forestry": "forest, intensive",
    "urban": "urban",
}
_MORE_COVERS = (("intensive forestry", "forest, unspecified"), ("urban", "mineral extraction site"))

#: Table of the publisher: category here, kinds of flow, pressure.
LAND_TABLES = {
    "land_occupation": ("Land occupation", ("Occupation",), "land occupation"),
    "land_transformation_100yr": (
        "Land transformation, 100 years",
        ("Transformation, from", "Transformation, to"),
        "land transformation",
    ),
    "land_transformation_infinite": (
        "Land transformation, infinite",
        ("Transformation, from", "Transformation, to"),
        "land transformation",
    ),
}

#: Table and flow of the publisher: flow, compartment, factor on the value, flag.
_NITRATE = "derived from N by molar mass"
_PHOSPHATE = "derived from P by molar mass"
SUBSTANCES = {
    ("terrestrial_acidification", "NH3 to air"): (("Ammonia", "air", 1.0, ""),),
    ("terrestrial_acidification", "NOx to air"): (("Nitrogen oxides", "air", 1.0, ""),),
    ("terrestrial_acidification", "SOx to air"): (
        ("Sulfur oxides", "air", 1.0, ""),
        ("Sulfur dioxide", "air", 1.0, "published as SOx"),
    ),
    ("photochemical_ozone", "NOx to air"): (("Nitrogen oxides", "air", 1.0, ""),),
    ("photochemical_ozone", "NMVOC to air"): (("NMVOC, non-methane volatile organic compounds", "air", 1.0, ""),),
    ("freshwater_eutrophication", "P to water"): (
        ("Phosphorus", "water/surface water", 1.0, ""),
        ("Phosphate", "water/surface water", PHOSPHORUS_IN_PHOSPHATE, _PHOSPHATE),
    ),
    ("freshwater_eutrophication", "P to soil"): (("Phosphorus", "soil", 1.0, ""),),
    ("marine_eutrophication", "N to freshwater (river)"): (
        ("Nitrogen", "water/surface water", 1.0, ""),
        ("Nitrate", "water/surface water", NITROGEN_IN_NITRATE, _NITRATE),
    ),
    ("marine_eutrophication", "N to marine water"): (
        ("Nitrogen", "water/ocean", 1.0, ""),
        ("Nitrate", "water/ocean", NITROGEN_IN_NITRATE, _NITRATE),
    ),
    ("marine_eutrophication", "N to soil"): (("Nitrogen", "soil", 1.0, ""),),
    ("water_consumption", "all effects"): tuple(
        (flow, compartment, sign, "") for flow, compartment, sign in WATER_FLOWS
    ),
    ("water_consumption", "certain effects"): tuple(
        (flow, compartment, sign, "") for flow, compartment, sign in WATER_FLOWS
    ),
}
#: Table of the publisher: category here, realm, pressure, approach.
TABLES = {
    "terrestrial_acidification": ("Terrestrial acidification", "terrestrial", "terrestrial acidification", "marginal"),
    "photochemical_ozone": (
        "Photochemical ozone formation",
        "terrestrial",
        "photochemical ozone formation",
        "marginal",
    ),
    "freshwater_eutrophication": ("Freshwater eutrophication", "freshwater", "freshwater eutrophication", "average"),
    "marine_eutrophication": ("Marine eutrophication", "marine", "marine eutrophication", ""),
    "water_consumption": ("Water consumption", "freshwater", "water use", "marginal"),
}

#: Greenhouse gases with a name of their own in the nomenclature; the others keep the publisher's name.
GASES = {
    "Carbon dioxide": ("Carbon dioxide, fossil", "Carbon dioxide, from soil or biomass stock"),
    "Methane": ("Methane, non-fossil",),
    "Fossil methane": ("Methane, fossil",),
    "Nitrous oxide": ("Dinitrogen monoxide",),
    "Sulphur hexafluoride": ("Sulfur hexafluoride",),
}
_REALM = {"terrestrial": "terrestrial", "aquatic": "freshwater"}


def published(args: Arguments) -> pd.DataFrame:
    """Return the publisher's rows with an ISO 3166-1 alpha-3 place.

    Parts of countries and rows without a code are left out.
    """
    table = pd.read_csv(args.path(EDITION, FACTORS), keep_default_na=False)
    table = table.rename(columns={"lower95": "low", "upper95": "high"}).astype({"low": "str", "high": "str"})
    code = table["country"].map(CODES).fillna(table["iso2"])
    place = code.map(iso3_by_iso2(args.path(EDITION, NAMES)))
    rows = table.assign(place=place, low=pd.to_numeric(table["low"]), high=pd.to_numeric(table["high"]))
    rows = rows[rows["place"].notna() & ~rows["country"].isin(NOT_THE_COUNTRY)].drop(
        columns=["iso2", "unit", "country"]
    )
    return rows.drop_duplicates()


def land(rows: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Yield the land tables: the average on every land cover of a class, the marginal on the cover that bears its name.

    A 0 whose 95 % interval is [0, 0] is no estimate (islands, mostly) and is left out.
    """
    rows = _intervals(rows[~(rows["value"].eq(0) & rows["low"].eq(0) & rows["high"].eq(0))])
    every = [(of, cover) for of, broad in LAND_CLASSES.items() for cover in LAND_COVERS[broad]] + list(_MORE_COVERS)
    first = [(of, LAND_COVERS[broad][0]) for of, broad in LAND_CLASSES.items()]
    for table, (category, kinds, pressure) in LAND_TABLES.items():
        for approach, covers in (("average", every), ("marginal", first)):
            ours = rows[(rows["category"] == table) & (rows["approach"] == approach)]
            values = ours[["place", "value", "low", "high", "flag"]].assign(land_class=ours["flow"])
            fields = {
                "category": f"{category}, {approach}",
                "realm": "terrestrial",
                "pressure": pressure,
                "approach": approach,
            }
            for kind in kinds:
                yield land_flows(values, covers, kind).assign(**fields)
            yield reference_state(kinds=kinds, **fields)


def _intervals(rows: pd.DataFrame) -> pd.DataFrame:
    """Leave out an interval that does not hold its value: in a few places the upper end is given as 0."""
    outside = (rows["value"] < rows["low"]) | (rows["value"] > rows["high"])
    flag = outside.map({True: "published interval left out: it does not hold the value", False: ""})
    return rows.assign(low=rows["low"].mask(outside), high=rows["high"].mask(outside), flag=flag)


def substances(rows: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Yield emissions and water consumption."""
    for (table, written), flows in SUBSTANCES.items():
        category, realm, pressure, approach = TABLES[table]
        ours = rows[(rows["category"] == table) & (rows["flow"] == written)]
        name = f"{category}, {written}" if table == "water_consumption" else category
        for flow, compartment, factor, flag in flows:
            fields = {
                "flow": flow,
                "compartment": compartment,
                "flag": flag,
                "category": name,
                "realm": realm,
                "pressure": pressure,
            }
            yield ours[["place"]].assign(value=ours["value"] * factor + 0.0, approach=approach, **fields)


def climate(rows: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Yield greenhouse gases; "aquatic" is freshwater: the model behind it counts river fish."""
    ours = rows[rows["category"] == "climate_change"]
    names = {gas: GASES.get(gas, (gas,)) for gas in ours["flow"].unique()}
    realm = ours["approach"].str.split(",").str[0]
    told = ours[["place", "value", "flow"]].assign(
        category="Climate change, " + ours["approach"].str.replace("100 yr", "100 years"),
        realm=realm.map(_REALM),
        pressure="climate change",
        compartment="air",
        flag="",
    )
    yield told.assign(flow=told["flow"].map(names)).explode("flow")


def factors(args: Arguments) -> pd.DataFrame:
    """Return all factors."""
    rows = published(args)
    table = pd.concat([*land(rows), *substances(rows), *climate(rows)], ignore_index=True)
    return table.assign(unit="global PDF.yr", per=per_of(table["flow"]), approach=table["approach"].fillna(""))


def main() -> None:
    args = arguments(Path(__file__).parent)
    write_edition(
        EDITION,
        [factors_table(factors(args), "Factors by flow and country; climate change is a world value.")],
        args.out,
    )


if __name__ == "__main__":
    main()
