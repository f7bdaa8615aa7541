"""Compile the pressures of a tonne of each of 160 crops, by country of production.

    python factors/inventory_crops_2026_11/build.py --source DIR

DIR holds the files named in ``made_from.csv``. The tables this script does not make are written by hand and read by it;
sub-regions come from the origins edition.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from factors.inventory_crops_2026_11.build_overrides import CELL, decided, decisions, with_published, written
from footprint.editions.build import Arguments, Edition, Source, arguments, told_tables, write_edition
from footprint.ground.joins import lookup

HERE = Path(__file__).parent
REGIONS = HERE.parent / "origins_2026_11" / "regions.csv"
CROPS = "lci/default_inventory_crops.csv.gz"
AREAS = "lci/crop_land_occupation_avg_2016_2020.csv.gz"
CLASSES = "lci/crop_class_annual_permanent.csv"
EUDR = "lci/deforestation_intensity_eudr_2020_2021.csv"
RICE = "lci/rice_ch4_per_tonne_2017.csv"
GROUPS = "lci/crosswalk_fao_item_to_spam_group.csv"

EDITION = Edition(
    id="inventory_crops_2026_11",
    title="Pressures per tonne of 160 crops in 212 countries, 22 regions and the world",
    description="Land occupation, transformation and its CO2, blue water, nitrogen and phosphorus lost, rice CH4.",
    version="2026.11",
    published="2026-11-20",
    compiled="2026-11-20",
    citation="Own compilation from FAOSTAT (QCL, GR), DeDuCE v1.0.1 (Singh & Persson 2024), Mekonnen & Hoekstra (2010) "
    "and Halpern et al. (2022), with loss fractions of IPCC (2019) and EMEP/EEA (2019); every row names its source.",
    doi="",
    url="https://www.fao.org/faostat/en/#data",
    licence="mixed: see sources.csv",
    licence_status="unknown",
    licence_note="FAOSTAT and DeDuCE: reuse with attribution; no licence found for the water and fertiliser tables.",
    sources=tuple(Source(**row) for row in pd.read_csv(HERE / "made_from.csv").to_dict("records")),
)

OCCUPATION = {"annual": "Occupation, annual crop", "permanent": "Occupation, permanent crop"}
TRANSFORMATION = {"annual": "Transformation, to annual crop", "permanent": "Transformation, to permanent crop"}
FROM_FOREST = "Transformation, from forest, primary (non-use)"
LAND, WATER_RESOURCE = "natural resource/land", "natural resource/in water"
RICE_PADDY = 27
PROTECTED = (388, 397, 399, 401, 449)  # tomatoes, cucumbers, eggplants, green peppers, mushrooms
NIL_HA_T = 1e-4
# Fertiliser is not believed above so many kg per hectare, or above so many kg per tonne and 20 times the world's;
# in both cases only if it is over 3 times the world's per tonne.
WALL_PER_HA, WALL_PER_TONNE = {"N": 600.0, "P": 150.0}, {"N": 300.0, "P": 50.0}
DEEPEST_M3_HA = 20_000.0  # irrigation of 2,000 mm a year: more is capped
FLOW_COLUMNS = ["fao", "origin", "flow", "compartment", "value", "unit", "level", "year", "source", "flag"]


def read(args: Arguments, name: str) -> pd.DataFrame:
    return pd.read_csv(args.path(EDITION, name), keep_default_na=False, low_memory=False)


# --- reading ---


def areas(args: Arguments) -> pd.DataFrame:
    """Return area [ha], tonnes and source flag by crop and country, with the sub-region of the country."""
    rows = read(args, AREAS)
    rows = rows[(rows["country"].str.len() == 3) & (rows["country"] != "WLD")]
    keys = ["commodity_code", "commodity", "country", "flag"]
    wide = rows.pivot_table(index=keys, columns="variable", values="value").reset_index()
    wide = wide.rename(columns={"commodity_code": "fao", "area_avg": "area", "production_avg": "tonnes"})
    regions = pd.read_csv(REGIONS, keep_default_na=False)
    return lookup(wide[["fao", "commodity", "country", "flag", "area", "tonnes"]], regions, "country")


def variable(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return one variable of the joined table, countries only: fao, country, value, level, year."""
    chosen = rows[(rows["variable"] == name) & (rows["country"] != "WLD")]
    return chosen.rename(columns={"commodity_code": "fao"})[["fao", "country", "value", "level", "year", "source"]]


def grouped(args: Arguments, crops: pd.Series) -> set[int]:
    """Return the crops that share the water value of a group of the source with another crop."""
    groups = read(args, GROUPS).rename(columns={"commodity_code": "fao"})[["fao", "spam_split"]]
    mine = groups[groups["fao"].isin(crops)]
    members = mine.groupby("spam_split")["fao"].transform("nunique")
    return set(mine.loc[members > 1, "fao"])


# --- the ladder: country, region, world ---


def weighted(cells: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Return value = sum(value x tonnes) / sum(tonnes) and the number of cells, over the cells that are believed."""
    sums = cells.assign(amount=cells["value"] * cells["tonnes"]).groupby(by, as_index=False)
    table = sums.agg(amount=("amount", "sum"), tonnes=("tonnes", "sum"), cells=("tonnes", "size"))
    return table.assign(value=table["amount"] / table["tonnes"])


def steps(believed: pd.DataFrame) -> pd.DataFrame:
    """Return the region and world rows of believed cells: fao, origin, value, level, cells."""
    region = weighted(believed, ["fao", "region"]).rename(columns={"region": "origin"})
    world = weighted(believed, ["fao"]).assign(origin="WLD", level="world")
    region = region.assign(origin="region:" + region["origin"], level="region")
    return pd.concat([region, world])[["fao", "origin", "value", "level", "cells"]]


def replaced(cells: pd.DataFrame, wider: pd.DataFrame) -> pd.DataFrame:
    """Give every cell that is not believed the region's value (from 3 believed cells on), else the world's."""
    region = wider[(wider["level"] == "region") & (wider["cells"] >= 3)]
    region = region.assign(region=region["origin"].str.removeprefix("region:"))[["fao", "region", "value"]]
    world = wider.loc[wider["level"] == "world", ["fao", "value"]]
    table = lookup(cells, region.rename(columns={"value": "of_region"}), ["fao", "region"], missing="keep")
    table = lookup(table, world.rename(columns={"value": "of_world"}), "fao", missing="keep")
    use_region = ~table["believed"] & ~table["level"].eq("world") & table["of_region"].notna()
    use_world = ~table["believed"] & ~use_region
    value = table["value"].where(~use_region, table["of_region"]).where(~use_world, table["of_world"])
    level = table["level"].where(~use_region, "region").where(~use_world, "world")
    return table.assign(value=value, level=level).drop(columns=["of_region", "of_world"])


# --- land occupation ---


def land(grown: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return occupation = 10,000 m2/ha x area / tonnes [m2.yr/t] by country, and its region and world rows.

    A cell flagged as outlier or tiny takes the median of the believed cells of its region.
    """
    cells = grown.assign(value=10_000 * grown["area"] / grown["tonnes"], level="country")
    world = 10_000 * cells.groupby("fao")["area"].transform("sum") / cells.groupby("fao")["tonnes"].transform("sum")
    protected = cells["fao"].isin(PROTECTED) & cells["flag"].eq("outlier_vs_world") & cells["value"].lt(world)
    cells["flag"] = cells["flag"].mask(protected & cells["tonnes"].ge(500), "protected_cropping")
    cells = lookup(cells, decisions("land")[[*CELL, "decided"]], CELL, missing="keep")
    cells["flag"] = cells["decided"].where(cells["decided"].notna(), cells["flag"])
    cells["believed"] = ~cells["flag"].isin(["outlier_vs_world", "tiny_production"])
    believed = cells[cells["believed"]]
    wider = steps(believed)
    medians = believed.groupby(["fao", "region"], as_index=False)["value"].agg(["median", "size"])
    medians = medians.assign(origin="region:" + medians["region"], level="region")
    medians = medians.rename(columns={"median": "value", "size": "cells"})[["fao", "origin", "value", "level", "cells"]]
    every = replaced(cells, pd.concat([medians, wider[wider["level"] == "world"]]))
    return every.drop(columns="decided").assign(year="2016-2020", source="faostat_qcl"), wider


# --- water and nutrients ---


def beside(cells: pd.DataFrame, grown: pd.DataFrame) -> pd.DataFrame:
    """Return the cells with region, tonnes, m2.yr per tonne, and a flag for the source's own fallbacks."""
    occupation = grown[[*CELL, "region", "tonnes", "value"]].rename(columns={"value": "m2_t"})
    replaced_before, own = cells["level"].eq("world_replaces_outlier"), cells["level"].eq("country")
    flag = np.select([replaced_before, ~own], ["implausible", "no_country_value"], "")
    return lookup(
        cells.assign(flag=flag, level=cells["level"].where(~replaced_before, "world"), believed=own), occupation, CELL
    )


def screened(cells: pd.DataFrame, nutrient: str) -> pd.DataFrame:
    """Take belief from cells above the walls of fertiliser use."""
    world = weighted(cells[cells["believed"]], ["fao"])[["fao", "value"]].rename(columns={"value": "usual"})
    cells = lookup(cells, world, "fao", missing="keep")
    per_ha = cells["value"] * 10_000 / cells["m2_t"]
    heavy = (cells["value"] > 20 * cells["usual"]) & (cells["value"] > WALL_PER_TONNE[nutrient])
    bad = cells["believed"] & (heavy | (per_ha > WALL_PER_HA[nutrient])) & (cells["value"] > 3 * cells["usual"])
    cells = cells.assign(flag=cells["flag"].mask(bad, "implausible"), believed=cells["believed"] & ~bad)
    return decided(cells, f"applied {nutrient}")


def capped(cells: pd.DataFrame) -> pd.DataFrame:
    """Cap water at the deepest irrigation, and take belief from the cells of overrides.csv."""
    deepest = DEEPEST_M3_HA * cells["m2_t"] / 10_000
    deep = cells["believed"] & (cells["value"] > deepest)
    flag = cells["flag"].mask(deep, "capped_depth")
    return decided(cells.assign(value=cells["value"].where(~deep, deepest), flag=flag), "water")


def laddered(cells: pd.DataFrame) -> pd.DataFrame:
    """Return country, region and world rows of screened cells: fao, origin, value, level, flag."""
    wider = steps(cells[cells["believed"]])
    constant = ~cells["fao"].isin(wider["fao"])
    fixed = cells[constant].rename(columns={"country": "origin"}).assign(level="world", flag="literature_constant")
    world_of_fixed = fixed.drop_duplicates("fao").assign(origin="WLD")
    own = replaced(cells[~constant], wider).rename(columns={"country": "origin"})
    return pd.concat([own, wider.assign(flag=""), fixed, world_of_fixed])[["fao", "origin", "value", "level", "flag"]]


def water(rows: pd.DataFrame, grown: pd.DataFrame, sharing: set[int]) -> pd.DataFrame:
    """Return blue water [m3/t]; `sharing` are the crops that stand on the mean of a group."""
    table = laddered(capped(beside(variable(rows, "water_blue"), grown)))
    flag = table["flag"].mask(table["flag"].eq("") & table["value"].eq(0), "wfn_blank")
    flag = flag.mask(flag.eq("") & table["fao"].isin(sharing), "group_mean")
    constant = flag.eq("literature_constant")
    source = np.where(constant, "wfn_2011_world", "wfn_2010")
    table = table.assign(flow="Water, unspecified natural origin", compartment=WATER_RESOURCE, unit="m3", flag=flag)
    return with_published(table.assign(year="1996-2005", source=source), "water")[FLOW_COLUMNS]


def applied(rows: pd.DataFrame, grown: pd.DataFrame) -> pd.DataFrame:
    """Return mineral N and P applied [kg/t]."""
    parts = []
    for nutrient, name in (("N", "fertiliser_n_applied"), ("P", "fertiliser_p_applied")):
        table = laddered(screened(beside(variable(rows, name), grown), nutrient))
        flag = table["flag"].mask(table["flag"].eq("") & table["value"].eq(0), "nil_in_source")
        flag = flag.mask(flag.eq("") & (nutrient == "N") & table["value"].gt(300), "high_rate")
        table = table.assign(nutrient=nutrient, flag=flag, unit="kg", year="2017", source="halpern_2022")
        parts.append(with_published(table, f"applied {nutrient}"))
    table = pd.concat(parts)
    return table[["fao", "origin", "nutrient", "value", "unit", "level", "year", "source", "flag"]]


def emission_factors() -> pd.DataFrame:
    """Return kg of each flow per kg of nutrient applied, from the loss fractions; rice has its own N2O.

    N2O = (EF1 + FracGASF x EF4 + FracLEACH x EF5) x 44.013 / 28.014
    """
    f = written("loss_fractions.csv").set_index("key")["value"]
    indirect = f["frac_gasf"] * f["ef4"] + f["frac_leach"] * f["ef5"]
    n2o, no3, po4 = f["m_n2o"] / f["m_n2"], f["m_no3"] / f["m_n"], f["m_po4"] / f["m_p"]
    equation = " + frac_gasf * ef4 + frac_leach * ef5) * m_n2o / m_n2"
    rows = [
        ("N", "Ammonia", "air", "", f["nh3"], "nh3"),
        ("N", "Nitrogen oxides", "air", "", f["nox"], "nox"),
        ("N", "Dinitrogen monoxide", "air", "", (f["ef1"] + indirect) * n2o, f"(ef1{equation}"),
        ("N", "Dinitrogen monoxide", "air", str(RICE_PADDY), (f["ef1fr"] + indirect) * n2o, f"(ef1fr{equation}"),
        ("N", "Nitrate", "water/surface water", "", f["frac_leach"] * no3, "frac_leach * m_no3 / m_n"),
        ("P", "Phosphate", "water/surface water", "", f["frac_p"] * po4, "frac_p * m_po4 / m_p"),
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["nutrient", "flow", "compartment", "fao", "kg_per_kg", "equation"])


def emissions(nutrients: pd.DataFrame, factors: pd.DataFrame) -> pd.DataFrame:
    """Return the emissions of the nutrients applied [kg/t]."""
    parts = []
    for row in factors.itertuples():
        of_rice = row.fao == str(RICE_PADDY)
        own_rice = row.flow == "Dinitrogen monoxide"
        chosen = nutrients[nutrients["nutrient"] == row.nutrient]
        if own_rice:
            chosen = chosen[chosen["fao"].eq(RICE_PADDY) == of_rice]
        parts.append(chosen.assign(flow=row.flow, compartment=row.compartment, value=chosen["value"] * row.kg_per_kg))
    return pd.concat(parts)[FLOW_COLUMNS]


# --- transformation, its carbon, rice ---


def transformation(rows: pd.DataFrame, grown: pd.DataFrame) -> pd.DataFrame:
    """Return forest cleared [m2/t], countries only: under 1 m2/t is nil; no region and no world row is made."""
    cells = variable(rows, "deforestation")
    cells = lookup(cells, grown[[*CELL, "tonnes", "area"]], CELL)
    nil = cells["value"] < NIL_HA_T
    fast = cells["value"] * cells["tonnes"] > 0.05 * cells["area"]
    flags = ["nil_below_1e-4", "expansion_over_5_percent", "small_producer"]
    flag = np.select([nil, fast, cells["tonnes"] < 1000], flags, "")
    doubtful = decisions("land").query("decided == 'area_doubtful'")[[*CELL, "decided"]]
    cells = lookup(cells.assign(flag=flag), doubtful, CELL, missing="keep")
    flag = cells["decided"].where(cells["decided"].notna(), cells["flag"])
    names = {
        "DeDuCE v1.0.1": "deduce_2018",
        "DeDuCE v1.0.1 ha / FAOSTAT made-tea production 2016-20": "deduce_2018_made_tea",
    }
    source = cells["source"].map(names).where(cells["year"] != "2020-2021", "deduce_eudr")
    value = (cells["value"] * 10_000).where(~nil, 0.0)
    return cells.assign(value=value, flag=flag, source=source, origin=cells["country"], level="country").drop(
        columns="decided"
    )


def transformation_flows(cells: pd.DataFrame, classes: pd.Series) -> pd.DataFrame:
    to = cells["fao"].map(classes).map(TRANSFORMATION)
    both = pd.concat([cells.assign(flow=FROM_FOREST), cells.assign(flow=to)])
    return both.assign(compartment=LAND, unit="m2")[FLOW_COLUMNS]


def carbon(args: Arguments, cells: pd.DataFrame) -> pd.DataFrame:
    """Return CO2 of land-use change with peat [kg/t]: nil where the transformation is nil, never a credit."""
    eudr = read(args, EUDR)
    eudr = eudr[eudr["variable"].str.startswith("luc_co2") & eudr["commodity_code"].isin(cells["fao"])]
    eudr = eudr.rename(columns={"commodity_code": "fao"}).pivot_table(index=CELL, columns="variable", values="value")
    eudr = eudr.set_axis(["without_peat", "co2"], axis=1).reset_index()
    table = lookup(cells, eudr, CELL, missing="keep")
    table = table[table["flag"].eq("nil_below_1e-4") | table["co2"].notna()]
    nil, gain = table["flag"].eq("nil_below_1e-4"), table["co2"] < 0
    peat = table["co2"] > 2 * table["without_peat"]
    flag = table["flag"].mask(peat & table["flag"].eq(""), "peat_dominates").mask(gain & ~nil, "no_credit")
    table = table.assign(value=(table["co2"] * 1000).where(~(nil | gain), 0.0), flag=flag, unit="kg")
    return table.assign(flow="Carbon dioxide, from soil or biomass stock", compartment="air")[FLOW_COLUMNS]


def methane(args: Arguments, grown: pd.DataFrame) -> pd.DataFrame:
    """Return CH4 of rice [kg/t paddy]: the source's CO2 equivalents over the factor it used."""
    gwp = float(written("loss_fractions.csv").set_index("key").loc["gwp_ch4_sar", "value"])
    rows = read(args, RICE).rename(columns={"commodity_code": "fao"})[["fao", "country", "value"]]
    rows = rows.assign(value=rows["value"] * 1000 / gwp)
    rice = grown.loc[grown["fao"] == RICE_PADDY, [*CELL, "region", "tonnes"]]
    cells = lookup(rows[rows["country"].isin(rice["country"])], rice, CELL)
    own = cells.assign(origin=cells["country"], level="country")
    table = pd.concat([own, steps(cells)]).assign(flow="Methane, non-fossil", compartment="air", unit="kg", flag="")
    return table.assign(year="2017", source="faostat_gr")[FLOW_COLUMNS]


def land_flows(grown: pd.DataFrame, wider: pd.DataFrame, classes: pd.Series) -> pd.DataFrame:
    world = wider.assign(flag="", year="2016-2020", source="faostat_qcl")
    table = pd.concat([grown.assign(origin=grown["country"]), world])
    return table.assign(flow=table["fao"].map(classes).map(OCCUPATION), compartment=LAND, unit="m2.yr")[FLOW_COLUMNS]


def crop_table(grown: pd.DataFrame, classes: pd.Series) -> pd.DataFrame:
    """Return the crops with the 2.5 and 97.5 percentiles of yields [t/ha], each country counted once."""
    yields = grown[grown["believed"]].assign(t_ha=lambda t: 10_000 / t["value"]).groupby("fao")["t_ha"]
    names = grown.drop_duplicates("fao").set_index("fao")["commodity"]
    table = pd.DataFrame({"name": names, "class": classes.reindex(names.index)})
    table["yield_low_t_ha"], table["yield_high_t_ha"] = yields.quantile(0.025), yields.quantile(0.975)
    table["countries"] = yields.size()
    notes = written("crop_notes.csv").set_index("fao")["note"]
    table["note"] = notes.reindex(table.index).astype(object).where(lambda text: text.notna(), "")
    return table.reset_index().sort_values("fao", ignore_index=True)


def compile_tables(args: Arguments) -> dict[str, pd.DataFrame]:
    rows = read(args, CROPS)
    corrected = written("overrides.csv").query("table == 'class'").set_index("fao")["decision"]
    classes = read(args, CLASSES).set_index("commodity_code")["class"]
    classes = corrected.reindex(classes.index).combine_first(classes)
    grown, wider = land(areas(args))
    nutrients = applied(rows, grown)
    factors = emission_factors()
    cleared = transformation(rows, grown)
    sharing = grouped(args, grown["fao"])
    parts = [land_flows(grown, wider, classes), transformation_flows(cleared, classes), carbon(args, cleared),
             water(rows, grown, sharing), emissions(nutrients, factors), methane(args, grown)]  # fmt: skip
    flows = pd.concat(parts).sort_values(["fao", "origin", "flow"], ignore_index=True)
    nutrients = nutrients.sort_values(["fao", "origin", "nutrient"], ignore_index=True)
    return {"flows": flows, "applied": nutrients, "crops": crop_table(grown, classes), "emission_factors": factors}


KEYS = {
    "flows.parquet": ("fao", "origin", "flow", "compartment"),
    "applied.parquet": ("fao", "origin", "nutrient"),
    "crops.csv": ("fao",),
    "emission_factors.csv": ("nutrient", "flow", "fao"),
    "loss_fractions.csv": ("key",),
    "sources.csv": ("source",),
    "flags.csv": ("flag",),
    "overrides.csv": ("fao", "country", "table"),
    "columns.csv": ("column",),
    "crop_notes.csv": ("fao",),
    "made_from.csv": ("name",),
}


def main() -> None:
    args = arguments(HERE)
    made = compile_tables(args)
    frames = {file: made[file.split(".")[0]] if file.split(".")[0] in made else written(file) for file in KEYS}
    write_edition(EDITION, told_tables(frames, KEYS), args.out)


if __name__ == "__main__":
    main()
