"""Compile where crops are grown and where Belgium's imports of them grew.

    python factors/origins_2026_11/build.py --source DIR

DIR holds the files named in SOURCES. ``corrections.csv`` beside this script is written by hand and read by it.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from footprint.editions.build import Arguments, Column, Edition, Source, Table, arguments, write_edition
from footprint.ground.joins import lookup

HERE = Path(__file__).parent
TERMS = "FAOSTAT terms of use (CC BY 4.0 since 2025; older copies: CC BY-NC-SA 3.0 IGO)"
FAOSTAT = ("https://www.fao.org/faostat/en/#data", TERMS, "stated")
LAND = "lci/crop_land_occupation_avg_2016_2020.csv.gz"
RECENT = "lci/faostat_production_and_producer_price_2018_2022.csv.gz"
TRACED = "ref/be_origin_traced_kastner.csv"
SUMMARY = "ref/be_origin_traced_summary.csv"
DIRECT = "ref/be_import_origins_direct.csv"
EXPORTS = "ref/world_exports_by_item.csv.gz"
ITEMS = "ref/fao_trade_items.csv"
COUNTRIES = "ref/country_names_iso_en_nl_fr_de.csv"

SOURCES = (
    Source(
        LAND,
        "0bf961d3bbfb02d36d415e84d4e750b6885840de2d420957db4d5306a02b9654",
        "FAOSTAT QC/QCL area harvested and production, means of 2016, 2017, 2019, 2020",
        *FAOSTAT,
    ),
    Source(
        RECENT,
        "e9c9d466cc5a34c39a7774c841b10a42d440d1b67285b948e5cea52f079798fb",
        "FAOSTAT QCL production, mean 2018-2022, through gcamfaostat 1.0.1 (BSD-2)",
        *FAOSTAT,
    ),
    Source(
        TRACED,
        "b3bf1d9dc1b458233ab09505ce559b1c73a342b7819d7da9e97aa1407bf95d21",
        "Belgian origins traced after Kastner et al. 2011 from FAOSTAT trade and production",
        *FAOSTAT,
    ),
    Source(
        SUMMARY,
        "2df5753b77b27afdcf221602a3f126dfd804c16dacccf3c038e9753cdd38aa0e",
        "Belgian imports, exports and production of the traced groups, mean 2018-2023",
        *FAOSTAT,
    ),
    Source(
        DIRECT,
        "c8598f068586bb1bf794f7ecca46e1a9ee847de194bcaf0ce77edd070d3ac6b2",
        "FAOSTAT detailed trade matrix, exports to Belgium, mean 2018-2023",
        *FAOSTAT,
    ),
    Source(
        EXPORTS,
        "cce70016a965b1e626357524d8f823fcad57b950ab14909ac6bd72083d5f2d75",
        "FAOSTAT detailed trade matrix, exports by country, mean 2018-2023",
        *FAOSTAT,
    ),
    Source(
        ITEMS,
        "fa6e3370b050ae7e8c63db54357c1242fe84d725e90f428ac269bbffda200d7b",
        "Item codes of the FAOSTAT detailed trade matrix",
        *FAOSTAT,
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
    id="origins_2026_11",
    title="Origins of crops: producers of the world, and the traced and direct origins of Belgian imports",
    description="Production by crop and country; five origin mixes per crop, each summing to 1; UN M49 sub-regions.",
    version="2026.11",
    published="2026-11-20",
    compiled="2026-11-20",
    citation="FAO. FAOSTAT: Crops and livestock products; Detailed trade matrix. Rome. Traced after Kastner, T., "
    "Kastner, M., Nonhebel, S. (2011). Tracing distant environmental impacts of agricultural products from a consumer "
    "perspective. Ecological Economics 70, 1032-1040.",
    doi="10.1016/j.ecolecon.2011.01.012",
    url="https://www.fao.org/faostat/en/#data",
    licence=TERMS,
    licence_status="stated",
    licence_note="Figures of FAOSTAT in our own layout; its terms were read in stored copies, not at the publisher.",
    sources=SOURCES,
)

# The trade groups of the tracing and the crop each one is grown as; sugar is split by country (see `_sugar`).
TRACE_GROUPS = {
    "soy": 236, "cocoa": 661, "coffee": 656, "palm_oil": 254, "bananas": 486, "wheat": 15, "maize": 56, "barley": 44,
    "rice_milled_eq": 27, "rapeseed": 270, "sunflower": 267, "linseed": 333, "coconut_oil": 249, "natural_rubber": 836,
    "cotton_lint": 328, "tea": 667, "tobacco": 826, "oranges": 490, "pineapples": 574, "avocados": 572, "cashew": 217,
    "almonds": 221, "potatoes": 116, "tomatoes": 388, "apples": 515,
}  # fmt: skip
# Tonnes of sugar per tonne of crop: the rates the tracing used.
SUGAR = {156: 0.107, 157: 0.155}
# Crops traded in another form: crop, trade item, and tonnes of it per tonne of crop (the rates the tracing used).
TRADED_AS = (
    (254, "palm_oil", 0.21),
    (328, "cotton_lint_ginned", 0.35),
    (27, "rice_paddy_rice_milled_equivalent", 0.667),
    (773, "flax_raw_or_retted", 1.0),
    (836, "natural_rubber_in_primary_forms", 1.0),
    (836, "natural_rubber_in_other_forms", 1.0),
)
TRADE_COLUMNS = {
    "item": "slug",
    "origin_iso3": "country",
    "iso3": "country",
    "tonnes_per_year": "tonnes",
    "export_t": "tonnes",
}
SUGAR_SLUGS = ("raw_cane_or_beet_sugar_centrifugal_only", "refined_sugar")
# Later vintage more than 20 times the earlier one, against every other source: the earlier one is kept.
EARLIER_VINTAGE = {(656, "CAF"), (289, "CAF")}
MADE_TEA = 667
# A flow last reported before this year is left out of the direct mix.
FIRST_YEAR = 2015

# United Nations M49: sub-regions, with the intermediate regions of Africa and the Americas. Taiwan is set with China;
# Kosovo with Serbia; Antarctica has no region there.
M49 = {
    "Northern Africa": "DZA EGY LBY MAR SDN TUN ESH",
    "Eastern Africa": "IOT BDI COM DJI ERI ETH ATF KEN MDG MWI MUS MYT MOZ REU RWA SYC SOM SSD UGA TZA ZMB ZWE",
    "Middle Africa": "AGO CMR CAF TCD COG COD GNQ GAB STP",
    "Southern Africa": "BWA SWZ LSO NAM ZAF",
    "Western Africa": "BEN BFA CPV CIV GMB GHA GIN GNB LBR MLI MRT NER NGA SHN SEN SLE TGO",
    "Caribbean": "AIA ATG ABW BHS BRB BES VGB CYM CUB CUW DMA DOM GRD GLP HTI JAM MTQ MSR PRI BLM KNA LCA MAF VCT SXM "
    "TTO TCA VIR",
    "Central America": "BLZ CRI SLV GTM HND MEX NIC PAN",
    "South America": "ARG BOL BVT BRA CHL COL ECU FLK GUF GUY PRY PER SGS SUR URY VEN",
    "Northern America": "BMU CAN GRL SPM USA",
    "Central Asia": "KAZ KGZ TJK TKM UZB",
    "Eastern Asia": "CHN HKG MAC PRK JPN MNG KOR TWN",
    "South-eastern Asia": "BRN KHM IDN LAO MYS MMR PHL SGP THA TLS VNM",
    "Southern Asia": "AFG BGD BTN IND IRN MDV NPL PAK LKA",
    "Western Asia": "ARM AZE BHR CYP GEO IRQ ISR JOR KWT LBN OMN QAT SAU PSE SYR TUR ARE YEM",
    "Eastern Europe": "BLR BGR CZE HUN POL MDA ROU RUS SVK UKR",
    "Northern Europe": "ALA GGY JEY DNK EST FRO FIN ISL IRL IMN LVA LTU NOR SJM SWE GBR",
    "Southern Europe": "ALB AND BIH HRV GIB GRC VAT ITA MLT MNE MKD PRT SMR SRB SVN ESP XKX",
    "Western Europe": "AUT BEL FRA DEU LIE LUX MCO NLD CHE",
    "Australia and New Zealand": "AUS CXR CCK HMD NZL NFK",
    "Melanesia": "FJI NCL PNG SLB VUT",
    "Micronesia": "GUM KIR MHL FSM NRU MNP PLW UMI",
    "Polynesia": "ASM COK PYF NIU PCN WSM TKL TON TUV WLF",
    "Antarctica": "ATA",
}


def read(args: Arguments, name: str) -> pd.DataFrame:
    return pd.read_csv(args.path(EDITION, name), keep_default_na=False, low_memory=False)


def regions(args: Arguments) -> pd.DataFrame:
    """Return the sub-region of every ISO 3166-1 country."""
    rows = [(country, region) for region, members in M49.items() for country in members.split()]
    table = pd.DataFrame(rows, columns=["country", "region"])
    known = set(read(args, COUNTRIES)["iso3"])
    if lost := known - set(table["country"]):
        raise ValueError(f"no M49 sub-region written for {sorted(lost)}")
    return table[table["country"].isin(known)].sort_values("country", ignore_index=True)


def _vintage(frame: pd.DataFrame, variable: str, year: str, source: str) -> pd.DataFrame:
    rows = frame[(frame["variable"] == variable) & (frame["country"].str.len() == 3) & (frame["country"] != "WLD")]
    table = rows[["commodity_code", "country", "value"]].set_axis(["fao", "country", "tonnes"], axis=1)
    return table.assign(tonnes=table["tonnes"].astype(float), year=year, source=source)


def production(args: Arguments) -> pd.DataFrame:
    """Return tonnes by crop and country: the later vintage where it has a row, else the earlier; tea as made tea."""
    earlier = _vintage(read(args, LAND), "production_avg", "2016-2020", "faostat_qcl_2016_2020")
    later = _vintage(read(args, RECENT), "production", "2018-2022", "faostat_qcl_2018_2022")
    keep_earlier = pd.MultiIndex.from_frame(later[["fao", "country"]]).isin(EARLIER_VINTAGE)
    later = later[later["fao"].isin(earlier["fao"]) & (later["fao"] != MADE_TEA) & ~keep_earlier]
    both = pd.concat([later, earlier]).drop_duplicates(["fao", "country"])
    return both[both["tonnes"] > 0].sort_values(["fao", "country"], ignore_index=True)


def shares(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows (fao, basis, country, tonnes, ...) with share = tonnes / sum of tonnes, per crop and basis."""
    kept = rows[rows["tonnes"] > 0].copy()
    kept["share"] = kept["tonnes"] / kept.groupby(["fao", "basis"])["tonnes"].transform("sum")
    return kept


def _sugar(rows: pd.DataFrame, grown: pd.DataFrame) -> pd.DataFrame:
    """Split tonnes of sugar (country, tonnes) into cane and beet as the country's own harvests would give them."""
    crops = grown[grown["fao"].isin(SUGAR)].assign(sugar=lambda t: t["tonnes"] * t["fao"].map(SUGAR))
    crops["part"] = crops["sugar"] / crops.groupby("country")["sugar"].transform("sum")
    by_crop = [part[["country", "part", "fao"]] for _, part in crops.groupby("fao")]
    table = pd.concat([lookup(rows, part, "country", missing="keep") for part in by_crop]).dropna(subset=["part"])
    return table.assign(fao=table["fao"].astype(int), tonnes=table["tonnes"] * table["part"]).drop(columns="part")


def traced(args: Arguments, grown: pd.DataFrame) -> pd.DataFrame:
    """Return the traced mixes: of an imported tonne (traced_be) and of the supply with Belgium's own harvest."""
    rows = read(args, TRACED).rename(columns={"iso3": "country"})
    rows = lookup(rows, read(args, SUMMARY)[["commodity", "be_import_eq_t", "be_production_t"]], "commodity")
    supply = rows["be_import_eq_t"] + rows["be_production_t"]
    long = pd.concat(
        [
            rows.assign(basis="traced_be", tonnes=rows["traced_import_share"] * rows["be_import_eq_t"]),
            rows.assign(basis="traced_be_supply", tonnes=rows["traced_supply_share"] * supply),
        ]
    )[["commodity", "basis", "country", "tonnes"]]
    single = long.assign(fao=long["commodity"].map(TRACE_GROUPS)).dropna(subset=["fao"])
    sugar = _sugar(long[long["commodity"] == "sugar_raw_eq"], grown)
    table = pd.concat([single.assign(fao=single["fao"].astype(int)), sugar]).drop(columns="commodity")
    return table.assign(year="2018-2023", source="kastner_2011_faostat")


def _slugs(args: Arguments, crops: set[int]) -> pd.DataFrame:
    """Return which trade item stands for which crop, with tonnes of item per tonne of crop: slug, fao, rate."""
    items = read(args, ITEMS)
    items = items.assign(fao=pd.to_numeric(items["fao_item_code"])).dropna(subset=["fao"])
    primary = items.assign(fao=items["fao"].astype(int), rate=1.0)[["slug", "fao", "rate"]]
    other = pd.DataFrame(TRADED_AS, columns=["fao", "slug", "rate"])
    primary = primary[primary["fao"].isin(crops - set(other["fao"]) - set(SUGAR))]
    return pd.concat([primary, other], ignore_index=True)


def trade(rows: pd.DataFrame, slugs: pd.DataFrame, grown: pd.DataFrame) -> pd.DataFrame:
    """Return trade (slug, country, tonnes) as a mix of growers: no country counts for more than it grows.

    What a country exports beyond its own harvest is re-export: it says where a good was loaded, not where it grew.
    """
    single = lookup(rows, slugs, "slug", missing="keep").dropna(subset=["fao"])
    total = {"tonnes": "sum", "year": "max"}
    single = single.groupby(["fao", "country", "rate"], as_index=False).agg(total)
    sugar = rows[rows["slug"].isin(SUGAR_SLUGS)].groupby("country", as_index=False).agg(total)
    sugar = _sugar(sugar, grown).assign(rate=lambda t: t["fao"].map(SUGAR))
    table = pd.concat([single.assign(fao=single["fao"].astype(int)), sugar])
    harvest = grown[["fao", "country", "tonnes"]].rename(columns={"tonnes": "grown"})
    table = lookup(table, harvest, ["fao", "country"], missing="keep")
    grown_as_traded = table["grown"].where(table["grown"].notna(), 0.0) * table["rate"]
    return table.assign(reported=table["tonnes"], tonnes=np.minimum(table["tonnes"], grown_as_traded))


def _corrected(rows: pd.DataFrame, basis: str, corrections: pd.DataFrame) -> pd.DataFrame:
    added = corrections[corrections["basis"] == basis]
    added = added.assign(reported=added["tonnes"])[["fao", "country", "tonnes", "reported", "year", "source"]]
    return pd.concat([rows, added]).drop_duplicates(["fao", "country"], keep="last").assign(basis=basis)


def mixes(args: Arguments, grown: pd.DataFrame, corrections: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the mixes of all bases, and how much of the reported trade each keeps after re-exports are left out."""
    slugs = _slugs(args, set(grown["fao"]))
    direct = read(args, DIRECT)
    direct = direct[direct["last_year"] >= FIRST_YEAR].rename(columns=TRADE_COLUMNS)
    direct = direct.assign(year=direct["basis"].where(direct["basis"] != "stale", direct["last_year"].astype(str)))
    exports = read(args, EXPORTS).rename(columns=TRADE_COLUMNS).assign(year="2018-2023")
    parts = []
    for basis, rows in (("direct_be", direct), ("world_exports", exports)):
        mix = trade(rows[["slug", "country", "tonnes", "year"]], slugs, grown).assign(source="faostat_tm_2018_2023")
        parts.append(_corrected(mix, basis, corrections))
    reported = pd.concat(parts).groupby(["fao", "basis"], as_index=False)[["reported", "tonnes"]].sum()
    everything = pd.concat([traced(args, grown), *parts, grown.assign(basis="world_production")])
    columns = ["fao", "basis", "country", "share", "tonnes", "year", "source"]
    table = shares(everything)[columns].sort_values(["fao", "basis", "country"], ignore_index=True)
    return table, reported.rename(columns={"tonnes": "kept"})


BASES = "traced_be, traced_be_supply, direct_be, world_exports or world_production"
WORDS = {
    "fao": Column("fao", "integer", "", "FAOSTAT item code of the crop"),
    "country": Column("country", "string", "", "ISO 3166-1 alpha-3"),
    "basis": Column("basis", "string", "", BASES),
    "share": Column("share", "number", "1", "share of the country; sums to 1 per crop and basis"),
    "tonnes": Column("tonnes", "number", "t/yr", "tonnes of the crop (made tea for tea), in a mix as traded"),
    "year": Column("year", "string", "", "years averaged"),
    "source": Column("source", "string", "", "key explained in README.md"),
    "reported": Column("reported", "number", "t/yr", "trade as reported"),
    "kept": Column("kept", "number", "t/yr", "trade after re-exports are left out"),
    "region": Column("region", "string", "", "UN M49 sub-region"),
    "reason": Column("reason", "string", "", "why the row is added"),
}


def main() -> None:
    args = arguments(HERE)
    corrections = pd.read_csv(HERE / "corrections.csv", keep_default_na=False)
    grown = production(args)
    table, coverage = mixes(args, grown, corrections)
    regional = regions(args)
    frames = {
        "production.parquet": (grown, ("fao", "country")),
        "mixes.parquet": (table, ("fao", "basis", "country")),
        "coverage.csv": (coverage, ("fao", "basis")),
        "regions.csv": (regional, ("country",)),
        "corrections.csv": (corrections, ("basis", "fao", "country")),
    }
    tables = [
        Table(file, frame, tuple(WORDS[name] for name in frame.columns), key) for file, (frame, key) in frames.items()
    ]
    write_edition(EDITION, tables, args.out)


if __name__ == "__main__":
    main()
