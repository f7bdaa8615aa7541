"""Compile what the world uses and emits in a year, by country: the yardstick of the closure test of factors.

    python factors/world_inventory_2026_11/build.py --source DIR

DIR holds the files named in SOURCES. Emission factors, fertiliser per tonne and production come from the inventory and
origins editions; ``global_totals.csv`` and ``sources.csv`` beside this script are written by hand and read by it.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from footprint.editions.build import Arguments, Column, Edition, Source, Table, arguments, write_edition
from footprint.ground.joins import lookup

HERE = Path(__file__).parent
CROPS = HERE.parent / "inventory_crops_2026_11"
ORIGINS = HERE.parent / "origins_2026_11"
LAND_USE = "lci/faostat_land_use_2015_2022.csv.gz"
NITROGEN = "lci/faostat_n_fertiliser_2015_2022.csv"
AWARE = "cf/aware20_country.csv"
COUNTRIES = "ref/country_names_iso_en_nl_fr_de.csv"

FAO = "FAOSTAT terms of use (CC BY 4.0 since 2025; older copies: CC BY-NC-SA 3.0 IGO)"
SOURCES = (
    Source(
        LAND_USE,
        "33c216358dded1425c380ab90bab8b47fd595b65f8651752843b82b31ebf71a2",
        "FAOSTAT RL, land use 2015-2022",
        "https://www.fao.org/faostat/en/#data/RL",
        FAO,
        "stated",
    ),
    Source(
        NITROGEN,
        "e7fe42cccda64e71689bb54ee7735ab13fd9877ad70e996de473ffa5b6226bb5",
        "FAOSTAT RFN, nitrogen fertiliser 2015-2022",
        "https://www.fao.org/faostat/en/#data/RFN",
        FAO,
        "stated",
    ),
    Source(
        AWARE,
        "e4c8b3d7b6088f90b9129b483549e971b5c4e38fb8178918465e47879c778205",
        "AWARE 2.0, country factors and consumption volumes",
        "https://wulca-waterlca.org/aware/",
        "not seen",
        "unknown",
    ),
    Source(
        COUNTRIES,
        "b3c703ec851e660fcd6376d2f82b4cfc1640b7f48d7ac8fe1aa34b94af83fbb0",
        "ISO 3166-1 country codes (pycountry)",
        "https://github.com/pycountry/pycountry",
        "LGPL-2.1 (facts)",
        "stated",
    ),
)

EDITION = Edition(
    id="world_inventory_2026_11",
    title="World inventory: land, water, nutrients and greenhouse gases of a year, by country",
    description="Amounts to hold factors against: a factor times the world's amount may not exceed one PDF per realm.",
    version="2026.11",
    published="2026-11-20",
    compiled="2026-11-20",
    citation="Own compilation; every row names its source, see sources.csv.",
    doi="",
    url="https://www.fao.org/faostat/en/#data/RL",
    licence="mixed: see sources.csv",
    licence_status="unknown",
    licence_note="The volumes of AWARE 2.0 came without a licence.",
    sources=SOURCES,
)

# FAOSTAT land-use items summed into each flow; -1 takes an item away. Pasture counts as managed, the strict reading.
LAND = {
    "Occupation, annual crop": {6630: 1, 6640: 1},  # temporary crops and fallow
    "Occupation, permanent crop": {6650: 1},
    "Occupation, pasture, man made": {6655: 1, 6633: 1},  # permanent and temporary meadows
    "Occupation, forest, intensive": {6716: 1},  # planted
    "Occupation, forest, extensive": {6717: 1, 6714: -1},  # naturally regenerating, less primary
}
COLUMNS = ["flow", "compartment", "place", "amount", "unit", "year", "source"]


def read(args: Arguments, name: str) -> pd.DataFrame:
    rows = pd.read_csv(args.path(EDITION, name), keep_default_na=False, low_memory=False)
    return rows[rows["year"].astype(int) >= 2018] if "year" in rows else rows


def land(args: Arguments) -> pd.DataFrame:
    """Return the land occupied [m2.yr], mean of 2018-2022; a country counts for the items it reports."""
    means = read(args, LAND_USE).groupby(["commodity_code", "country"])["value"].mean()
    parts = []
    for flow, items in LAND.items():
        chosen = means[means.index.get_level_values(0).isin(items)].reset_index()
        chosen["amount"] = chosen["value"] * chosen["commodity_code"].map(items) * 1e6
        total = chosen.groupby("country")["amount"].sum().clip(lower=0.0)
        parts.append(total.rename_axis("place").reset_index().assign(flow=flow))
    table = pd.concat(parts)
    table = table.assign(compartment="natural resource/land", unit="m2.yr")
    return table.assign(year="2018-2022", source="faostat_rl")[COLUMNS]


def factors_of(nutrient: str) -> pd.DataFrame:
    factors = pd.read_csv(CROPS / "emission_factors.csv", keep_default_na=False)
    return factors[(factors["nutrient"] == nutrient) & (factors["flow"] != "Dinitrogen monoxide")]


def emitted(used: pd.DataFrame, nutrient: str) -> pd.DataFrame:
    """Return emissions [kg] of the nutrient used (place, kg), without N2O, which has a world total."""
    rows = factors_of(nutrient).itertuples()
    parts = [used.assign(flow=row.flow, compartment=row.compartment, amount=used["kg"] * row.kg_per_kg) for row in rows]
    return pd.concat(parts).assign(unit="kg")


def nitrogen(args: Arguments) -> pd.DataFrame:
    rows = read(args, NITROGEN)
    rows = rows[rows["variable"] == "n_fertiliser_agricultural_use"]
    used = (rows.groupby("country")["value"].mean() * 1000).rename_axis("place").rename("kg").reset_index()
    return emitted(used, "N").assign(year="2018-2022", source="faostat_rfn")[COLUMNS]


def per_country(rows: pd.DataFrame) -> pd.DataFrame:
    """Return value per tonne x tonnes, summed by country: place, kg."""
    grown = pd.read_parquet(ORIGINS / "production.parquet")[["fao", "country", "tonnes"]]
    rows = rows.rename(columns={"origin": "country"})[["fao", "country", "value"]]
    countries = rows[rows["country"].str.len() == 3]
    rows = lookup(countries, grown, ["fao", "country"], missing="keep").dropna(subset=["tonnes"])
    total = (rows["value"] * rows["tonnes"]).groupby(rows["country"]).sum()
    return total.rename_axis("place").rename("kg").reset_index()


def phosphorus() -> pd.DataFrame:
    applied = pd.read_parquet(CROPS / "applied.parquet").query("nutrient == 'P'")
    return emitted(per_country(applied), "P").assign(year="2017", source="crops_x_production")[COLUMNS]


def rice() -> pd.DataFrame:
    flows = pd.read_parquet(CROPS / "flows.parquet").query("flow == 'Methane, non-fossil'")
    table = per_country(flows).rename(columns={"kg": "amount"})
    table = table.assign(flow="Methane, non-fossil", compartment="air", unit="kg")
    return table.assign(year="2017", source="crops_x_production")[COLUMNS]


def water(args: Arguments) -> pd.DataFrame:
    """Return blue water consumed [m3]."""
    codes = read(args, COUNTRIES)[["iso2", "iso3"]].rename(columns={"iso2": "location", "iso3": "place"})
    rows = lookup(read(args, AWARE), codes, "location", missing="keep").dropna(subset=["place"])
    rows = rows.assign(amount=pd.to_numeric(rows["weight_unspecified"]), unit="m3", year="undated", source="aware_2")
    rows = rows.assign(flow="Water, unspecified natural origin", compartment="natural resource/in water")
    return rows[COLUMNS]


def tables(table: pd.DataFrame, totals: pd.DataFrame, sources: pd.DataFrame) -> list[Table]:
    place = "ISO 3166-1 alpha-3, or GLO: the total, country rows of the flow included"
    words = {
        "flow": Column("flow", "string", "", "elementary flow, names of GLAM and ecoinvent"),
        "compartment": Column("compartment", "string", "", "compartment/sub-compartment"),
        "place": Column("place", "string", "", place),
        "amount": Column("amount", "number", "as unit, per year", "amount in a year"),
        "unit": Column("unit", "string", "", "unit of the amount"),
        "year": Column("year", "string", "", "years averaged"),
        "source": Column("source", "string", "", "key of sources.csv"),
        "note": Column("note", "string", "", "how the figure was made and read"),
        "citation": Column("citation", "string", "", "reference"),
        "licence": Column("licence", "string", "", "licence of the publisher"),
        "licence_status": Column("licence_status", "string", "", "verified, stated or unknown"),
        "url": Column("url", "string", "", "where the publisher keeps it"),
    }
    keys = {
        "inventory.parquet": ("flow", "compartment", "place"),
        "global_totals.csv": ("flow",),
        "sources.csv": ("source",),
    }
    frames = zip(keys, (table, totals, sources), strict=True)
    return [Table(file, frame, tuple(words[name] for name in frame.columns), keys[file]) for file, frame in frames]


def main() -> None:
    args = arguments(HERE)
    totals = pd.read_csv(HERE / "global_totals.csv", keep_default_na=False, dtype={"year": "str"})
    sources = pd.read_csv(HERE / "sources.csv", keep_default_na=False)
    parts = [land(args), nitrogen(args), phosphorus(), rice(), water(args), totals.assign(place="GLO")[COLUMNS]]
    table = pd.concat(parts)
    table = table[table["amount"] > 0].sort_values(["flow", "place"], ignore_index=True)
    write_edition(EDITION, tables(table, totals, sources), args.out)


if __name__ == "__main__":
    main()
