"""Compile where minerals and metals are mined, and the land disturbed by ores of iron, aluminium, copper and gold.

    python factors/inventory_minerals_2026_11/build.py --source DIR

DIR holds the files named in ``made_from.csv``. The tables this script does not make are written by hand and read by it.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from footprint.editions.build import Arguments, Edition, Source, arguments, told_tables, write_edition
from footprint.ground.joins import lookup

HERE = Path(__file__).parent
BGS = "lci/bgs_mineral_production_2012_2021.csv.gz"
WMD = "ref/world_mining_production_2021_2024.csv"
BELGIAN = "ref/be_import_origins_minerals_baci_2022_2024.csv"
DISTURBED = "lci/mining_land_disturbance_murguia.csv"
REGIONS = HERE.parent / "origins_2026_11" / "regions.csv"

EDITION = Edition(
    id="inventory_minerals_2026_11",
    title="Where minerals, metals and fuels are mined, and the land disturbed by four ores",
    description="Production by country, origin mixes, land newly disturbed per tonne of ore, ore per tonne of metal.",
    version="2026.11",
    published="2026-11-26",
    compiled="2026-11-26",
    citation="Own compilation from World Mining Data (Reichl and Schatz), BGS World Mineral Statistics, CEPII BACI and "
    "Murguia and Bringezu (2016), Progress in Industrial Ecology; every row names its source.",
    doi="",
    url="https://www.world-mining-data.info/",
    licence="mixed: see sources.csv",
    licence_status="stated",
    licence_note="World Mining Data and BGS with acknowledgement, BACI under the Etalab Open Licence 2.0.",
    sources=tuple(Source(**row) for row in pd.read_csv(HERE / "made_from.csv").to_dict("records")),
)

LAND = "natural resource/land"
OCCUPATION = "Occupation, mineral extraction site"
FROM_NATURE = "Transformation, from unspecified, natural (non-use)"
TO_MINE = "Transformation, to mineral extraction site"
WMD_YEARS, BGS_YEARS = ["2021", "2022", "2023", "2024"], (2019, 2020, 2021)
NAMES = {"wmd": ("2021-2024", "wmd"), "bgs": ("2019-2021", "bgs_wms")}
ENOUGH, LEAST_T = (
    0.5,
    500.0,
)  # a Belgian mix is made if so much of the trade, and so many tonnes, come from mining countries
FLOW_COLUMNS = [
    "product", "origin", "flow", "compartment", "value", "low", "high", "unit", "level", "year", "source", "flag",
]  # fmt: skip


def read(args: Arguments, name: str, **kinds: type) -> pd.DataFrame:
    return pd.read_csv(args.path(EDITION, name), keep_default_na=False, low_memory=False, dtype=kinds or None)


def written(name: str) -> pd.DataFrame:
    return pd.read_csv(HERE / name, keep_default_na=False)


def corrected(table: str) -> pd.DataFrame:
    rows = written("corrections.csv")
    return rows.loc[rows["table"] == table, ["product", "country", "decision"]]


# --- production ---


def mined(args: Arguments) -> pd.DataFrame:
    """Return World Mining Data: mean production by commodity and country, in the unit of the source."""
    rows = read(args, WMD).rename(columns={"iso3": "country"})
    rows = rows.assign(amount=rows[WMD_YEARS].apply(pd.to_numeric).mean(axis=1), table="wmd")
    gold = corrected("production").assign(commodity="Gold", table="wmd")
    gold = gold.assign(amount=pd.to_numeric(gold["decision"]))
    wrong = rows["commodity"].eq("Gold") & rows["country"].isin(gold["country"])
    columns = ["table", "commodity", "country", "amount"]
    return pd.concat([rows.loc[~wrong, columns], gold[columns]])


def smelted(args: Arguments) -> pd.DataFrame:
    """Return the statistics of the British Geological Survey: mean production by commodity and country [t]."""
    rows = read(args, BGS)
    rows = rows[rows["year"].isin(BGS_YEARS)].assign(commodity=rows["commodity"].str.strip())
    sums = rows.groupby(["commodity", "country", "year"], as_index=False)["value"].sum()
    # A year without a row is a year without production.
    totals = sums.groupby(["commodity", "country"], as_index=False)["value"].sum()
    return totals.assign(amount=totals["value"] / len(BGS_YEARS), table="bgs").drop(columns="value")


def production(args: Arguments) -> pd.DataFrame:
    """Return tonnes by product and country in the form of ``minerals.csv``."""
    wanted = written("minerals.csv")[["product", "table", "commodities", "tonnes_per_unit"]]
    wanted = wanted.assign(commodity=wanted["commodities"].str.split(";")).explode("commodity")
    amounts = pd.concat([mined(args), smelted(args)])
    known = set(pd.read_csv(REGIONS, keep_default_na=False)["country"])
    parts = []
    for row in wanted.itertuples():
        of = amounts[(amounts["table"] == row.table) & (amounts["commodity"] == row.commodity)]
        if of.empty:
            raise ValueError(f"{row.commodity} is not in table {row.table}")
        parts.append(of.assign(product=row.product, tonnes=of["amount"] * row.tonnes_per_unit))
    every = pd.concat(parts)
    every = every[every["country"].isin(known)]
    table = every.groupby(["product", "country", "table"], as_index=False)["tonnes"].sum()
    year, source = (table["table"].map({key: pair[i] for key, pair in NAMES.items()}) for i in (0, 1))
    table = table.drop(columns="table").assign(year=year, source=source)
    return table[table["tonnes"] > 0].sort_values(["product", "country"], ignore_index=True)


# --- mixes ---


def belgian(args: Arguments, made: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return Belgian imports by mining country [t/yr], and how much of the reported trade is left.

    A country that does not mine it (a port, a refiner, a dealer) is left out; where trade and production are in the
    same form a country counts for no more than it produces.
    """
    codes = written("minerals.csv")[["product", "hs6", "capped"]]
    codes = codes.assign(hs6=codes["hs6"].str.split(";")).explode("hs6").query("hs6 != ''")
    bought = read(args, BELGIAN, hs6=str).rename(columns={"origin_iso3": "country", "tonnes_per_year": "tonnes"})
    pairs = [lookup(bought, part, "hs6", missing="keep") for _, part in codes.groupby("product")]
    rows = pd.concat(pairs).dropna(subset=["product"])
    rows = rows.groupby(["product", "country", "capped"], as_index=False)["tonnes"].sum()
    limits = made[["product", "country", "tonnes"]].rename(columns={"tonnes": "made"})
    rows = lookup(rows, limits, ["product", "country"], missing="keep")
    limit = rows["made"].where(rows["made"].isna() | rows["capped"].eq("yes"), np.inf)
    limit = limit.where(limit.notna(), 0.0)
    dropped = lookup(rows, corrected("direct_be"), ["product", "country"], missing="keep")["decision"].eq("drop")
    rows = rows.assign(reported=rows["tonnes"], tonnes=np.minimum(rows["tonnes"], limit).where(~dropped, 0.0))
    sums = rows.groupby("product", as_index=False)[["reported", "tonnes"]].sum().rename(columns={"tonnes": "kept"})
    enough = (sums["kept"] >= ENOUGH * sums["reported"]) & (sums["kept"] >= LEAST_T)
    used = np.where(enough, "yes", "no")
    coverage = sums.assign(basis="direct_be", used=used)[["product", "basis", "reported", "kept", "used"]]
    rows = rows[rows["product"].isin(coverage.loc[coverage["used"] == "yes", "product"])]
    return rows.assign(basis="direct_be", year="2022-2024", source="baci"), coverage


def mixes(direct: pd.DataFrame, made: pd.DataFrame) -> pd.DataFrame:
    """Return shares of countries by product and basis, each summing to 1."""
    every = pd.concat([direct, made.assign(basis="world_production")])
    every = every[every["tonnes"] > 0]
    every["share"] = every["tonnes"] / every.groupby(["product", "basis"])["tonnes"].transform("sum")
    columns = ["product", "basis", "country", "share", "tonnes", "year", "source"]
    return every[columns].sort_values(["product", "basis", "country"], ignore_index=True)


# --- land ---


def flows(args: Arguments, made: pd.DataFrame) -> pd.DataFrame:
    """Return land newly disturbed and occupied by the ore behind a tonne of product, by mining country.

    disturbed [m2/t] = rate [m2/t ore] x ore [t/t]; occupied [m2.yr/t] = disturbed x years
    """
    rates = read(args, DISTURBED).rename(columns={"commodity": "source_name", "value": "rate"})
    ores = lookup(written("disturbance.csv").drop(columns="source"), rates[["source_name", "rate"]], "source_name")
    places = made.loc[made["product"].isin(ores["product"]), ["product", "country"]]
    world = ores[["product"]].assign(country="WLD")
    rows = lookup(pd.concat([places, world]), ores, "product").rename(columns={"country": "origin"})
    bounds = {"value": "", "low": "_low", "high": "_high"}
    disturbed = {name: rows["rate"] * rows[f"ore{end}"] for name, end in bounds.items()}
    occupied = {name: disturbed[name] * rows[f"years{end}"] for name, end in bounds.items()}
    parts = [rows.assign(flow=flow, unit="m2", flag="world_rate", **disturbed) for flow in (FROM_NATURE, TO_MINE)]
    parts.append(rows.assign(flow=OCCUPATION, unit="m2.yr", flag="years_30", **occupied))
    every = pd.concat(parts).assign(compartment=LAND, level="world", year="about 2000-2013", source="murguia_2016")
    return every[FLOW_COLUMNS].sort_values(["product", "origin", "flow"], ignore_index=True)


# --- writing ---


KEYS = {
    "flows.parquet": ("product", "origin", "flow", "compartment"),
    "production.parquet": ("product", "country"),
    "mixes.parquet": ("product", "basis", "country"),
    "coverage.csv": ("product", "basis"),
    "exchanges.csv": ("product", "country", "input", "process"),
    "not_covered.csv": ("product",),
    "minerals.csv": ("product",),
    "disturbance.csv": ("product",),
    "corrections.csv": ("table", "product", "country"),
    "sources.csv": ("source",),
    "flags.csv": ("flag",),
    "columns.csv": ("column",),
    "made_from.csv": ("name",),
}


def main() -> None:
    args = arguments(HERE)
    made = production(args)
    direct, coverage = belgian(args, made)
    frames = {"flows.parquet": flows(args, made), "production.parquet": made, "mixes.parquet": mixes(direct, made)}
    frames["coverage.csv"] = coverage
    frames |= {file: written(file) for file in KEYS if file not in frames}
    write_edition(EDITION, told_tables(frames, KEYS), args.out)


if __name__ == "__main__":
    main()
