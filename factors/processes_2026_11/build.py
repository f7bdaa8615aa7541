"""Compile what a tonne of each processed good is made of, by value and by mass.

    python factors/processes_2026_11/build.py --source DIR

DIR holds the folders ref and lci. The processes, the blends and the prices without a series are written by hand in
``written/``; a process that does not balance, or whose parts are unknown, is refused with its name.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from footprint.editions.build import Arguments, Column, Edition, Source, Table, arguments, write_edition
from footprint.editions.processes import Rules, exchanges, read_processes
from footprint.ground.errors import FactorError

HERE = Path(__file__).parent
WRITTEN = HERE / "written"
CROPS = HERE.parent / "inventory_crops_2026_11" / "crops.csv"
PRODUCTS = HERE.parent / "reference_2026_11" / "products.csv"
TCF = "lci/fao_technical_conversion_factors.csv.gz"
CUYPERS = "lci/oilcrop_extraction_and_value_shares.csv"
PINKSHEET = "ref/worldbank_pinksheet_annual_eur_2018_2026.csv"
PRODUCER = "ref/producer_price_world_by_item.csv"
IMPORTS = "ref/be_import_origins_direct.csv"
YEARS = ["2020", "2021", "2022", "2023", "2024"]

EDITION = Edition(
    id="processes_2026_11",
    title="What processed goods are made of: tonnes of input per tonne of product",
    description="Recipes and separations of food, feed, fibre, dairy, meat and wood, shared by value and by mass.",
    version="2026.11",
    published="2026-11-26",
    compiled="2026-11-26",
    citation="Own compilation from FAO technical conversion factors, Cuypers et al. (2013), FAOSTAT production, World "
    "Bank and FAO prices, and typical compositions; every process names its source.",
    doi="",
    url="https://www.fao.org/economic/the-statistics-division-ess/methodology/methodology-systems/technical-conversion-factors-for-agricultural-commodities",
    licence="mixed: see sources.csv",
    licence_status="unknown",
    licence_note="FAO, World Bank: reuse with attribution; digitised tables of the Joint Research Centre: MIT.",
    sources=tuple(Source(**row) for row in pd.read_csv(HERE / "made_from.csv").to_dict("records")),
)

EXCHANGE_COLUMNS = (
    Column("product", "string", "", "What is made."),
    Column("country", "string", "", "Where it is made; * for everywhere."),
    Column("input", "string", "", "What it is made of; empty for the part of a recipe that is not modelled."),
    Column("value", "number", "t/t", "Tonnes of input per tonne of product, joint products shared by their worth."),
    Column("mass", "number", "t/t", "Tonnes of input per tonne of product, joint products shared by their mass."),
    Column("process", "string", "", "Process of written/processes.csv."),
    Column("source", "string", "", "Key of sources.csv."),
)
PRICE_COLUMNS = (
    Column("product", "string", "", "A product of a process with several products."),
    Column("eur_t", "number", "EUR/t", "Price; only ratios within a process count."),
    Column("source", "string", "", "Key of sources.csv."),
    Column("reference", "string", "", "Series, item or oil the price is read from."),
    Column("note", "string", "", "What to know about it."),
)
RATE_COLUMNS = (
    Column("product", "string", "", "Product of the rate."),
    Column("process", "string", "", "Process that uses it."),
    Column("fao", "string", "", "FAO item code."),
    Column("used", "number", "t/t", "Tonnes of product per tonne of the first input, as in the process."),
    Column("rate", "number", "t/t", "Median of the countries with a figure of their own."),
    Column("low", "number", "t/t", "10th percentile of these countries."),
    Column("high", "number", "t/t", "90th percentile of these countries."),
    Column("countries", "integer", "", "Countries with a figure of their own."),
)
BLEND_COLUMNS = (
    Column("product", "string", "", "A product of several processes."),
    Column("process", "string", "", "One of them."),
    Column("share", "number", "1", "Its share in the product's supply."),
    Column("source", "string", "", "Key of sources.csv."),
    Column("note", "string", "", "What to know about it."),
)
STAND_IN_COLUMNS = (
    Column("process", "string", "", "Process of written/processes.csv whose source is proxy."),
    Column("input", "string", "", "One of the goods that stand in."),
    Column("item", "string", "", "Item of the trade matrix whose imports weigh it."),
    Column("tonnes", "number", "t/year", "Belgian imports of the item, mean 2018-2023."),
    Column("share", "number", "1", "Its part of the imports of the goods that stand in for the same one."),
)
MISSING_COLUMNS = (
    Column("product", "string", "", "A good that has no process here."),
    Column("reason", "string", "", "Why."),
)
SOURCE_COLUMNS = (
    Column("source", "string", "", "Key."),
    Column("citation", "string", "", "Who published what, when."),
    Column("licence", "string", "", "Licence."),
    Column("licence_status", "string", "", "verified, stated or unknown."),
    Column("url", "string", "", "Where."),
)


def main(given: Arguments) -> None:
    """Write the edition."""
    rows = _written("processes.csv")
    rows["amount"] = pd.to_numeric(rows["amount"])
    prices, blends = priced(given), _written("blends.csv")
    blends["share"] = pd.to_numeric(blends["share"])
    rules = Rules(
        prices=dict(zip(prices["product"], prices["eur_t"], strict=True)),
        shares={(row.product, row.process): row.share for row in blends.itertuples()},
        roots=frozenset(crop_ids()) | frozenset(_written("roots.csv")["product"]),
    )
    made = exchanges(read_processes(rows), rules)
    tables = [
        Table("exchanges.parquet", made, EXCHANGE_COLUMNS, ("product", "country", "input", "process")),
        Table("prices.csv", prices, PRICE_COLUMNS, ("product",)),
        Table("rates.csv", rates(given, rows), RATE_COLUMNS, ("product", "process")),
        Table("blends.csv", blends, BLEND_COLUMNS, ("product", "process")),
        Table("stand_ins.csv", stand_ins(given, rows), STAND_IN_COLUMNS, ("process", "input")),
        Table("not_covered.csv", _written("not_covered.csv"), MISSING_COLUMNS, ("product",)),
        Table("sources.csv", _read(HERE / "sources.csv"), SOURCE_COLUMNS, ("source",)),
    ]
    write_edition(EDITION, tables, given.out)


def crop_ids() -> set[str]:
    """Return the product ids of the crops that have an inventory."""
    crops = set(_read(CROPS)["fao"])
    products = _read(PRODUCTS)
    return set(products.loc[products["fao"].isin(crops) & products["class"].str.endswith("crop"), "id"])


def priced(given: Arguments) -> pd.DataFrame:
    """Return the price of each product that has one, in EUR per tonne."""
    rows = _written("prices.csv").sort_values("product", ignore_index=True)
    found: dict[str, float] = {}
    readers = {"pinksheet": _pinksheet(given), "producer": _producer(given), "cuypers": _cuypers(given, found)}
    for row in sorted(rows.itertuples(), key=lambda row: row.basis == "cuypers"):  # a cake's price leans on its oil's
        found[row.product] = float(row.eur_t) if row.eur_t else readers[row.basis](row.reference)
    rows["eur_t"] = [round(found[product], 1) for product in rows["product"]]
    return rows.rename(columns={"basis": "source"})[[column.name for column in PRICE_COLUMNS]]


def rates(given: Arguments, rows: pd.DataFrame) -> pd.DataFrame:
    """Return FAO's rate beside the one used, for each row that names an item of the technical conversion factors."""
    table = pd.read_csv(given.path(EDITION, TCF), keep_default_na=False)
    own = table[(table["variable"] == "extraction_rate") & (table["flag"] == "country_specific")]
    by_item = own.groupby(own["commodity_code"].astype(str))["value"]
    first = rows[rows["role"] == "input"].groupby("process")["amount"].first()
    return pd.DataFrame(
        [
            (row.product, row.process, row.tcf, row.amount / first[row.process], *_spread(by_item.get_group(row.tcf)))
            for row in rows[rows["tcf"] != ""].sort_values(["product", "process"]).itertuples()
        ],
        columns=[column.name for column in RATE_COLUMNS],
    )


def stand_ins(given: Arguments, rows: pd.DataFrame) -> pd.DataFrame:
    """Return what weighs the goods of each stand-in; refuse amounts that are not in these proportions."""
    flows = pd.read_csv(given.path(EDITION, IMPORTS))
    tonnes = flows[flows["basis"] != "stale"].groupby("item")["tonnes_per_year"].sum()
    table = _written("stand_ins.csv").sort_values(["process", "input"], ignore_index=True)
    table["tonnes"] = [round(float(tonnes[item]), 1) for item in table["item"]]
    table["share"] = (table["tonnes"] / table.groupby("process")["tonnes"].transform("sum")).round(6)
    amounts = rows[rows["role"] == "input"].set_index(["process", "product"])["amount"]
    table["amount"] = [float(amounts[row.process, row.input]) for row in table.itertuples()]
    written = table["amount"] / table.groupby("process")["amount"].transform("sum")
    wrong = table.loc[(written - table["share"]).abs() > SHARE_ROUNDING, "process"].unique()
    if len(wrong):
        raise FactorError(f"amounts are not in the proportion of the imports: {', '.join(wrong)}")
    return table.drop(columns="amount")


def _spread(values: pd.Series) -> tuple[float, float, float, int]:
    low, median, high = (round(float(values.quantile(q)), 4) for q in (0.1, 0.5, 0.9))
    return median, low, high, len(values)


def _pinksheet(given: Arguments) -> Callable[[str], float]:
    series = pd.read_csv(given.path(EDITION, PINKSHEET)).set_index("series")
    return lambda name: float(series.loc[name, YEARS].mean())


def _producer(given: Arguments) -> Callable[[str], float]:
    items = pd.read_csv(given.path(EDITION, PRODUCER)).set_index("item_code")["world_wavg_eur_t"]
    return lambda code: float(items[int(code)])


def _cuypers(given: Arguments, found: dict[str, float]) -> Callable[[str], float]:
    """Return what makes a cake's price: the oil's price times the ratio behind the published value shares."""
    table = pd.read_csv(given.path(EDITION, CUYPERS)).set_index(["commodity", "variable"])["value"]

    def price(reference: str) -> float:
        crop, oil = reference.split(":")
        if oil not in found:
            raise FactorError(f"the price of the cake of {crop} leans on {oil}, which has no price")
        worth = {part: table[crop, f"{part}_value_share"] / table[crop, f"{part}_extraction_rate"] for part in PARTS}
        return float(found[oil] * worth["cake"] / worth["oil"])

    return price


PARTS = ("cake", "oil")
#: Difference in a share that rounding of the written amounts may leave.
SHARE_ROUNDING = 1e-3


def _written(name: str) -> pd.DataFrame:
    return _read(WRITTEN / name)


def _read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, keep_default_na=False, dtype=str)


if __name__ == "__main__":
    main(arguments(HERE))
