"""What the parts of the animal inventory share: reading, the herd's output, and the ladder country, region, world."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from footprint.editions.build import Arguments, Edition
from footprint.ground.joins import lookup, spread

HERE = Path(__file__).parent
REGIONS = HERE.parent / "origins_2026_11" / "regions.csv"
HARVEST_2018 = "lci/faostat_production_2018_all_items.csv.gz"
HARVEST_MEAN = "lci/faostat_production_and_producer_price_2018_2022.csv.gz"
ENOUGH = 3  # believed cells a region needs to speak for a country
CELL = ["product", "country"]


@dataclass(frozen=True)
class Reader:
    """The sources of one run: the command line and the edition that says which hash each file must have."""

    args: Arguments
    edition: Edition

    def __call__(self, name: str) -> pd.DataFrame:
        """Return the rows of source `name`, empty cells kept as text."""
        return pd.read_csv(self.args.path(self.edition, name), keep_default_na=False, low_memory=False)


def written(name: str) -> pd.DataFrame:
    return pd.read_csv(HERE / name, keep_default_na=False, na_values={"feed_t_t": [""], "soy_share": [""]})


def products() -> pd.DataFrame:
    """Return products.csv; limits that do not apply are NaN."""
    numbers = ["pasture_cap_m2_t", "feed_low", "feed_high"]
    table = written("products.csv")
    return table.assign(**{name: pd.to_numeric(table[name]) for name in numbers})


def iso3(rows: pd.DataFrame) -> pd.DataFrame:
    """Drop the world and the aggregate of China (F351): mainland (CHN) is a row of its own."""
    return rows[(rows["country"].str.len() == 3) & (rows["country"] != "WLD")]


def harvests(read: Reader) -> pd.DataFrame:
    """Return tonnes a year by FAOSTAT item and country: mean of 2018-2022, else 2018."""
    mean, single = read(HARVEST_MEAN), read(HARVEST_2018)
    mean = mean[mean["variable"] == "production"]
    rows = pd.concat([iso3(mean), iso3(single)])
    rows = rows.rename(columns={"commodity_code": "fao", "value": "tonnes"})[["fao", "country", "tonnes"]]
    rows = rows.drop_duplicates(["fao", "country"])
    return rows[rows["tonnes"].astype(float) > 0].astype({"tonnes": float})


def output(read: Reader) -> pd.DataFrame:
    """Return tonnes of each product by country, with the sub-region: the cells the edition must fill."""
    rows = lookup(products()[["product", "fao"]], harvests(read).groupby("fao").size().rename("n").reset_index(), "fao")
    table = harvests(read)
    table = table[table["fao"].isin(rows["fao"])]
    table = lookup(table, rows[["fao", "product"]], "fao")
    regions = pd.read_csv(REGIONS, keep_default_na=False)
    table = table[table["country"].isin(regions["country"])]
    return lookup(table, regions, "country")[["product", "country", "region", "tonnes"]]


def prices(read: Reader) -> pd.DataFrame:
    """Return producer prices [USD/t] by FAOSTAT item and country, and the median of the world as country WLD."""
    rows = read(HARVEST_MEAN)
    rows = iso3(rows[rows["variable"] == "producer_price"])
    rows = rows.rename(columns={"commodity_code": "fao", "value": "price"})[["fao", "country", "price"]]
    median = rows.groupby("fao", as_index=False)["price"].median().assign(country="WLD")
    return pd.concat([rows, median], ignore_index=True)


# --- the ladder ---


def weighted(cells: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Return value = sum(value x tonnes) / sum(tonnes) and the number of cells."""
    sums = cells.assign(amount=cells["value"] * cells["tonnes"]).groupby(by, as_index=False)
    table = sums.agg(amount=("amount", "sum"), tonnes=("tonnes", "sum"), cells=("tonnes", "size"))
    return table.assign(value=table["amount"] / table["tonnes"]).drop(columns=["amount", "tonnes"])


def steps(believed: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Return the region and world rows, weighted by production: `by`, country, value, level."""
    region = weighted(believed, [*by, "region"])
    region = region.assign(country="region:" + region["region"], level="region").drop(columns="region")
    return pd.concat([region, weighted(believed, by).assign(country="WLD", level="world")]).drop(columns="cells")


def completed(wider: pd.DataFrame, made: pd.DataFrame, block: list[str]) -> pd.DataFrame:
    """Give a region in which no cell is believed the world's rows, level world, so that it lacks no part of a tonne.

    Parameters
    ----------
    wider
        Region and world rows with a flag; all rows of one product, place and `block` come and go together.
    made
        product, region: the regions that make each product.
    """
    keys = ["product", *block]
    world = wider[wider["country"] == "WLD"]
    pairs = made[["product", "region"]].drop_duplicates()
    wanted = spread(world, pairs, "product")
    wanted = wanted.assign(country="region:" + wanted["region"], flag="no_country_value").drop(columns="region")
    there = set(wider[[*keys, "country"]].apply(tuple, axis=1))
    lacking = [key not in there for key in wanted[[*keys, "country"]].apply(tuple, axis=1)]
    return pd.concat([wider, wanted[lacking]], ignore_index=True)


def filled(cells: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Give each cell that is not believed the median of its region (3 believed cells or more), else the world's mean.

    Parameters
    ----------
    cells
        `by`, country, region, tonnes, value (NaN if the source has none), believed, flag.
    """
    believed = cells[cells["believed"]]
    medians = believed.groupby([*by, "region"], as_index=False)["value"].agg(["median", "size"])
    medians = medians[medians["size"] >= ENOUGH].drop(columns="size")
    world = weighted(believed, by).rename(columns={"value": "world"}).drop(columns="cells")
    table = lookup(lookup(cells, medians, [*by, "region"], missing="keep"), world, by)
    wider = table["median"].where(table["median"].notna(), table["world"])
    level = np.select([table["believed"], table["median"].notna()], ["country", "region"], "world")
    value = table["value"].where(table["believed"], wider)
    return table.assign(value=value, level=level).drop(columns=["median", "world"])


def proxies(rows: pd.DataFrame, made: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Return rows of turkeys and ducks: those of chickens in the countries that raise them, a step down the ladder."""
    chicken = rows[rows["product"] == "chicken_carcass"]
    parts = []
    for product in products().query("animal == 'proxy'")["product"]:
        countries = set(made.loc[made["product"] == product, "country"])
        own = chicken[chicken["country"].isin(countries)]
        wider = chicken[chicken["country"].str.startswith("region:") | chicken["country"].eq("WLD")]
        level = own["level"].replace("country", "region")
        parts.append(pd.concat([own.assign(level=level), wider]).assign(product=product, flag="proxy_chicken"))
    return pd.concat([rows, *parts]).sort_values(keys, ignore_index=True)
