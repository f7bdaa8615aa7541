"""Nitrogen lost from manure: ammonia, held to national inventories where they are reported, and nitrate."""

from __future__ import annotations

import numpy as np
import pandas as pd

from factors.inventory_animals_2026_11.build_ladder import CELL, Reader, completed, output, products, steps, written
from footprint.ground.joins import lookup

MINERAL_N = "lci/faostat_n_fertiliser_2015_2022.csv"
YEAR = 2017
N_TO = {"Ammonia": 17.031 / 14.007, "Nitrate": 62.004 / 14.007}
GRAZED = 0.21  # share of nitrogen dropped on pasture lost as NH3 (and a little NOx): IPCC (2019) table 11.3, FracGASM
NH3_PER_MINERAL_N = 0.05  # what the inventory of crops charges [kg NH3/kg N]: that part of the national total is theirs
EUROPE = ("Western Europe", "Northern Europe", "Southern Europe", "Eastern Europe")
AIR = {"flow": "Ammonia", "compartment": "air", "unit": "kg", "year": "2017"}
WATER = {"flow": "Nitrate", "compartment": "water/surface water", "unit": "kg", "year": "2017"}


def manure_nitrogen(parts: pd.DataFrame, read: Reader) -> pd.DataFrame:
    """Return ammonia and nitrate of manure; nitrogen excreted is read back from N2O."""
    n2o = parts[parts["part"] == "manure_n2o"]
    rules = written("manure_nitrogen.csv").drop(columns="reason")
    table = lookup(n2o, rules, "product")
    table = table.assign(excreted=table["value"] / table["n2o_per_n"]).drop(columns="value")
    water = table.assign(**WATER, value=table["excreted"] * table["leached"] * N_TO["Nitrate"])
    water = water.assign(flag=from_n2o(water["flag"]), source="halpern_manure")
    return pd.concat([ammonia(table, read), water])


def from_n2o(flag: pd.Series) -> pd.Series:
    return flag.mask(flag.eq(""), "from_n2o")


def ammonia(table: pd.DataFrame, read: Reader) -> pd.DataFrame:
    """Return ammonia: shares lost on pasture and elsewhere, then scaled to the inventories of ammonia_inventories.csv.

    Region and world rows are weighted anew over the countries, so that the scaling shows in them.
    """
    cells = lookup(table[table["country"].str.len().eq(3) & table["country"].ne("WLD")], output(read), CELL)
    shares = written("grazing.csv").drop(columns="reason").melt("region", var_name="grazing", value_name="grazed")
    cells = lookup(cells, shares, ["region", "grazing"], missing="keep")
    grazed = cells["grazed"].where(cells["grazing"].ne(""), 0.0)
    lost = grazed * GRAZED + (1 - grazed) * cells["volatilised"]
    cells = cells.assign(value=cells["excreted"] * lost * N_TO["Ammonia"])
    cells = scaled(cells, factors(cells, read))
    believed = cells[cells["level"] == "country"]
    wider = completed(steps(believed, ["product"]).assign(flag=""), cells, [])
    wider = wider.assign(flag=from_n2o(wider["flag"]), source="halpern_manure")
    return pd.concat([cells, wider]).assign(**AIR)


def reported(read: Reader) -> pd.DataFrame:
    """Return kg of NH3 a year from manure by country: agriculture's less what crops are charged for fertiliser."""
    used = read(MINERAL_N)
    used = used[used["variable"].eq("n_fertiliser_agricultural_use") & used["year"].astype(int).eq(YEAR)]
    used = used.rename(columns={"value": "mineral"})[["country", "mineral"]]
    table = lookup(written("ammonia_inventories.csv"), used, "country")
    agriculture = table["total_kt"] * 1e6 * table["agriculture"]
    return table.assign(kg=agriculture - table["mineral"] * 1000 * NH3_PER_MINERAL_N)[["country", "kg"]]


def factors(cells: pd.DataFrame, read: Reader) -> pd.DataFrame:
    """Return country, kg, modelled, scale (kg over modelled); turkeys and ducks count as the chickens they are."""
    made = output(read)
    birds = products().query("animal == 'proxy'")["product"]
    more = made[made["product"].isin(birds)].groupby("country", as_index=False)["tonnes"].sum()
    more = more.rename(columns={"tonnes": "birds"}).assign(product="chicken_carcass")
    table = lookup(cells, more, CELL, missing="keep")
    tonnes = table["tonnes"] + table["birds"].where(table["birds"].notna(), 0.0)
    sums = (table["value"] * tonnes).groupby(table["country"]).sum().rename("modelled").reset_index()
    both = lookup(reported(read), sums, "country")
    return both.assign(scale=both["kg"] / both["modelled"])


def scaled(cells: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Scale the countries with an inventory to it, and the rest of Europe by the mean of those of Europe."""
    table = lookup(cells, known[["country", "scale"]], "country", missing="keep")
    europe = table["region"].isin(EUROPE)
    inside = known[known["country"].isin(table.loc[europe, "country"])]
    mean = inside["kg"].sum() / inside["modelled"].sum()
    own = table["scale"].notna()
    scale = table["scale"].where(own, np.where(europe, mean, 1.0))
    flag = np.select([own, europe], ["scaled_to_inventory", "scaled_like_europe"], "from_n2o")
    source = np.where(own | europe, "emep_2023", "halpern_manure")
    flag = table["flag"].where(table["flag"].ne(""), pd.Series(flag, index=table.index))
    return table.assign(value=table["value"] * scale, flag=flag, source=source).drop(columns="scale")
