"""Compile where goods are grown, mined and felled, and where what countries have of them comes from.

    python factors/origins_2026_11/build.py --source DIR

DIR holds the files named in SOURCES. ``groups.csv``, ``corrections.csv`` and ``judged.csv`` beside this script are
written by hand and read by it, as is what lies in ``written/``.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pandas as pd

from factors.origins_2026_11 import build_mixes as mixing
from factors.origins_2026_11 import build_places as places
from factors.origins_2026_11 import build_production as producing
from factors.origins_2026_11 import build_tracing as tracing
from footprint.editions.build import Arguments, Column, Edition, Source, Table, arguments, write_edition
from footprint.ground.joins import lookup

HERE = Path(__file__).parent
TERMS = "FAOSTAT terms of use (CC BY 4.0 since 2025; older copies: CC BY-NC-SA 3.0 IGO)"
FAOSTAT = ("https://www.fao.org/faostat/en/#data", TERMS, "stated")
FLOWS = "ref/trade_flows_core_avg2018_2023.csv.gz"
COUNTRIES = "ref/country_names_iso_en_nl_fr_de.csv"
IMPORTS = "ref/be_import_totals_2000_2023.csv"
EXPORTS = "ref/be_export_totals_2000_2023.csv"

SOURCES = (
    Source(
        producing.LAND,
        "0bf961d3bbfb02d36d415e84d4e750b6885840de2d420957db4d5306a02b9654",
        "FAOSTAT QC/QCL area harvested and production, means of 2016, 2017, 2019, 2020",
        *FAOSTAT,
    ),
    Source(
        producing.RECENT,
        "e9c9d466cc5a34c39a7774c841b10a42d440d1b67285b948e5cea52f079798fb",
        "FAOSTAT QCL production, mean 2018-2022, through gcamfaostat 1.0.1 (BSD-2)",
        *FAOSTAT,
    ),
    Source(
        producing.ALL_2018,
        "e03923b86a0920ef1ff9d75a216923bf0846816380cd4b68d92c5be63a752d7a",
        "FAOSTAT QCL production 2018, all items",
        *FAOSTAT,
    ),
    Source(
        FLOWS,
        "bdf5b218a9b01dd31b45796545c7909f3a9e6975e9823c17ba600bbfa239dc81",
        "FAOSTAT detailed trade matrix, export quantities between all countries, 60 items, mean 2018-2023",
        *FAOSTAT,
    ),
    Source(
        mixing.DIRECT,
        "c8598f068586bb1bf794f7ecca46e1a9ee847de194bcaf0ce77edd070d3ac6b2",
        "FAOSTAT detailed trade matrix, exports to Belgium, mean 2018-2023",
        *FAOSTAT,
    ),
    Source(
        mixing.EXPORTS,
        "cce70016a965b1e626357524d8f823fcad57b950ab14909ac6bd72083d5f2d75",
        "FAOSTAT detailed trade matrix, exports by country, mean 2018-2023",
        *FAOSTAT,
    ),
    Source(
        mixing.ITEMS,
        "fa6e3370b050ae7e8c63db54357c1242fe84d725e90f428ac269bbffda200d7b",
        "Item codes of the FAOSTAT detailed trade matrix",
        *FAOSTAT,
    ),
    Source(
        IMPORTS,
        "acefdbabf9d1dc4954a57c85654599cc1e914b832722dc0929b18b093e2e886e",
        "FAOSTAT detailed trade matrix, all exports to Belgium by item and year",
        *FAOSTAT,
    ),
    Source(
        EXPORTS,
        "124a3733253681e52736a34c68dc219e9019152b937d6ffddbe9a1eef16b29ae",
        "FAOSTAT detailed trade matrix, all exports of Belgium by item and year",
        *FAOSTAT,
    ),
    Source(
        mixing.CONVERSION,
        "7d9c8c9f51b68d24a0e5dcc1fd11ad0bd91264ac0d2c19c4ed0c7ebc28e9926a",
        "FAO technical conversion factors for agricultural commodities, digitised by JRC biotrade (MIT)",
        "https://www.fao.org/economic/the-statistics-division-ess/methodology/methodology-systems/"
        "technical-conversion-factors-for-agricultural-commodities/",
        TERMS,
        "stated",
    ),
    Source(
        mixing.COMMODITIES,
        "2d6f239aa1d348825f74c8fa1a61c5e859cee1e54dfb11ffbc68b8988ecf4ca3",
        "List of commodities with their trade items, written for this project",
        "",
        "Apache-2.0",
        "verified",
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
    title="Origins: producers of the world, origins of every country's supply, and of Belgian imports",
    description="Production by product and country; 32 traced groups for all countries; origin mixes by product, each "
    "summing to 1; UN M49 sub-regions.",
    version="2026.11",
    published="2026-11-20",
    compiled="2026-11-26",
    citation="FAO. FAOSTAT: Crops and livestock products; Detailed trade matrix. Rome. "
    "Traced after Kastner, T., Kastner, M., Nonhebel, S. (2011). Tracing distant environmental impacts of "
    "agricultural products from a consumer perspective. Ecological Economics 70, 1032-1040.",
    doi="10.1016/j.ecolecon.2011.01.012",
    url="https://www.fao.org/faostat/en/#data",
    licence=TERMS,
    licence_status="stated",
    licence_note="Figures of FAOSTAT in our own layout; its terms were read in stored copies, not at the publisher.",
    sources=SOURCES,
)


def read(args: Arguments, name: str) -> pd.DataFrame:
    return pd.read_csv(args.path(EDITION, name), keep_default_na=False, low_memory=False)


def home_use(args: Arguments, trace: tracing.Tracing, grown: pd.DataFrame) -> pd.DataFrame:
    """Return what Belgium imports, exports and produces, by traced group and by product, and the part it uses itself.

    The part is 1 - exports / (imports + production), at least 0. It is empty where production is not known: goods that
    are made and that FAOSTAT does not count as produced.
    """
    groups = trace.balance[trace.balance["country"] == tracing.HOME].rename(columns={"item": "id"})
    groups = groups.assign(kind="group")[["kind", "id", "imports", "exports", "production"]]
    columns = {"imports": _mean(args, IMPORTS), "exports": _mean(args, EXPORTS)}
    products = pd.DataFrame(columns).dropna().rename_axis("id").reset_index().assign(kind="product")
    products = lookup(products, _home_production(args, grown), "id", missing="keep")
    crops = products["id"].isin(set(producing.crop_ids().values()))  # Belgium reports all it grows
    products["production"] = products["production"].where(products["production"].notna() | ~crops, 0.0)
    table = pd.concat([groups, products], ignore_index=True)
    used = 1 - table["exports"] / (table["imports"] + table["production"])
    table = table.assign(used_share=used.clip(lower=0.0).round(4))
    names = {"imports": "import_t", "exports": "export_t", "production": "production_t"}
    table = table.rename(columns=names).round(dict.fromkeys(names.values(), 1))
    return table[["kind", "id", *names.values(), "used_share"]].sort_values(["kind", "id"], ignore_index=True)


def _home_production(args: Arguments, grown: pd.DataFrame) -> pd.DataFrame:
    """Return what Belgium produces: crops and animal products, else what FAOSTAT counted of made goods in 2018."""
    mine = grown[grown["country"] == tracing.HOME][["product", "tonnes"]].set_axis(["id", "production"], axis=1)
    items = read(args, mixing.ITEMS)
    items = items[items["fao_item_code"] != ""]
    slugs = mixing.item_products(partial(read, args))
    ids = dict(zip(items["fao_item_code"].astype(int), items["slug"].map(slugs), strict=True))
    made = read(args, producing.ALL_2018)
    made = made[(made["country"] == tracing.HOME) & made["commodity_code"].isin(ids)]
    made = pd.DataFrame({"id": made["commodity_code"].map(ids), "production": made["value"].astype(float)})
    return pd.concat([mine, made]).drop_duplicates("id")


def _mean(args: Arguments, name: str) -> pd.Series:
    """Return the mean tonnes of 2018-2023 by product, over the years with a figure."""
    table = read(args, name)
    years = table[[str(year) for year in range(2018, 2024)]].apply(pd.to_numeric, errors="coerce")
    means = years.mean(axis=1).dropna()
    product = table["item"].map(mixing.item_products(partial(read, args)))
    return means.groupby(product[means.index]).sum()


BASES = "traced_be, traced_be_supply, direct_be, world_exports or world_production"
WORDS = {
    "product": Column("product", "string", "", "product id of the reference edition"),
    "country": Column("country", "string", "", "ISO 3166-1 alpha-3"),
    "importer": Column("importer", "string", "", "ISO 3166-1 alpha-3; empty in world_exports"),
    "basis": Column("basis", "string", "", BASES),
    "share": Column("share", "number", "1", "share; sums to 1"),
    "tonnes": Column("tonnes", "number", "t/yr", "tonnes of the product, in a mix as traded"),
    "year": Column("year", "string", "", "years averaged"),
    "source": Column("source", "string", "", "key of sources.csv"),
    "reported": Column("reported", "number", "t/yr", "trade as reported"),
    "kept": Column("kept", "number", "t/yr", "trade after re-exports are left out"),
    "region": Column("region", "string", "", "UN M49 sub-region"),
    "left_out": Column("left_out", "string", "", "why the mix is not used; empty: it is"),
    "decision": Column("decision", "string", "", "keep, or leave out the country; the whole mix where it is empty"),
    "reason": Column("reason", "string", "", "why"),
    "group": Column("group", "string", "", "traced group"),
    "origin": Column("origin", "string", "", "country where it was produced, ISO 3166-1 alpha-3"),
    "consumption_tonnes": Column("consumption_tonnes", "number", "t/yr", "consumed in the country, tonnes of the root"),
    "root": Column("root", "string", "", "product id that the group, or the good, is counted in or made of"),
    "item": Column("item", "string", "", "key of the FAOSTAT trade item"),
    "factor": Column("factor", "number", "t/t", "tonnes of the root per tonne of the item"),
    "rate": Column("rate", "number", "t/t", "tonnes of the product per tonne of the root"),
    "input": Column("input", "string", "", "product id of the input"),
    "kind": Column("kind", "string", "", "group (in tonnes of its root) or product"),
    "id": Column("id", "string", "", "traced group or product id"),
    "import_t": Column("import_t", "number", "t/yr", "imports of Belgium"),
    "export_t": Column("export_t", "number", "t/yr", "exports of Belgium as reported"),
    "production_t": Column("production_t", "number", "t/yr", "production of Belgium; empty: not known"),
    "used_share": Column(
        "used_share", "number", "1", "1 - exports / (imports + production), at least 0; empty: not known"
    ),
    "production": Column("production", "number", "t/yr", "production of the world, tonnes of the root"),
    "trade": Column("trade", "number", "t/yr", "trade between countries, tonnes of the root"),
    "unsourced": Column("unsourced", "number", "t/yr", "trade that no producer's shipments lead to, left out"),
    "scaled": Column("scaled", "number", "t/yr", "exports above supply, scaled away"),
    "exporters_scaled": Column("exporters_scaled", "integer", "", "countries whose exports were scaled"),
    "citation": Column("citation", "string", "", "what to cite"),
    "licence": Column("licence", "string", "", "licence"),
    "licence_status": Column("licence_status", "string", "", "verified, stated or unknown"),
    "url": Column("url", "string", "", "where it is kept"),
}
SPECIAL = {("groups.csv", "source"): "where the factor comes from", ("caps.csv", "source"): "where the rate comes from"}


def column(file: str, name: str) -> Column:
    word = WORDS[name]
    return Column(name, word.type, word.unit, SPECIAL.get((file, name), word.description))


def main() -> None:
    args = arguments(HERE)
    reader = partial(read, args)
    groups, corrections, judged = (
        pd.read_csv(HERE / f"{name}.csv", keep_default_na=False) for name in ("groups", "corrections", "judged")
    )
    grown, made = producing.production(reader), producing.made_roots(reader)
    flows = tracing.in_root_tonnes(reader(FLOWS), groups, corrections)
    trace = tracing.trace(pd.concat([grown, made]), flows, groups)
    capped = mixing.caps(reader, grown)
    traced = mixing.traced(tracing.home_mixes(trace), groups, grown)
    mixes, coverage = mixing.mixes(reader, grown, traced, capped, corrections, judged)
    frames = {
        "production.parquet": (grown, ("product", "country")),
        "mixes.parquet": (mixes, ("product", "basis", "country")),
        "traced.parquet": (tracing.table(trace), ("group", "country", "origin")),
        "blends.parquet": (producing.blends(grown), ("product", "country", "input")),
        "groups.csv": (groups, ("item",)),
        "tracing.csv": (tracing.summary(trace, flows), ("group",)),
        "caps.csv": (capped, ("product",)),
        "be_use.csv": (home_use(args, trace, grown), ("kind", "id")),
        "coverage.csv": (coverage, ("product", "basis")),
        "regions.csv": (places.regions(reader(COUNTRIES)), ("country",)),
        "judged.csv": (judged, ("product", "basis", "country")),
        "corrections.csv": (corrections, ("basis", "product", "country", "importer")),
        "sources.csv": (pd.read_csv(HERE / "written" / "sources.csv"), ("source",)),
    }
    tables = [
        Table(file, frame, tuple(column(file, name) for name in frame.columns), key)
        for file, (frame, key) in frames.items()
    ]
    write_edition(EDITION, tables, args.out)


if __name__ == "__main__":
    main()
