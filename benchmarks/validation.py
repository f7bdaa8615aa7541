"""Our figures beside published ones: land per kilogram of food, well-studied chains, Belgian food, Belgian imports.

python -m benchmarks.validation            prints the tables of docs/validation.md
python -m benchmarks.validation --write    writes them there

The published figures stand in benchmarks/published/, each with its source and the cause of a miss.
"""

from __future__ import annotations

import math
import re
import sys
from functools import cache
from pathlib import Path

import pandas as pd

import footprint
from benchmarks import imports
from footprint.ground.library import library

DOCUMENT = Path(__file__).parents[1] / "docs" / "validation.md"
PUBLISHED = Path(__file__).parent / "published"
ORIGINS = "origins_2026_11"

#: Warming over 100 years of a kilogram, IPCC AR6 (2021), table 7.15 [kg CO2-eq].
GWP100 = {"Methane, non-fossil": 27.0, "Methane, fossil": 29.8, "Dinitrogen monoxide": 273.0}
CLEARING = "Carbon dioxide, from soil or biomass stock"

#: Land of ReCiPe 2016, as RIVM counts it [m2 of annual crop/m2] (Huijbregts et al. 2017; from memory/unverified).
CROP_EQUIVALENTS = {"annual": 1.0, "permanent": 0.70, "pasture": 0.55, "forest": 0.30}

#: Columns of published figures that may be empty.
FIGURES = ("low", "median", "mean", "central", "high")

#: A published figure without a range is met within this factor.
NEAR = 1.5


def published(name: str) -> pd.DataFrame:
    """Return one table of published figures."""
    return pd.read_csv(PUBLISHED / f"{name}.csv", keep_default_na=False, na_values=dict.fromkeys(FIGURES, ""))


# --- what a kilogram carries ------------------------------------------------------------------------------------------


@cache
def carried(product: str, origin: str) -> pd.Series[float]:
    """Return the flows of a kilogram from a country of production [unit of the flow], by name."""
    table = footprint.inventory(product, origin)
    return table.groupby("flow")["value"].sum() / 1000


def land(flows: pd.Series[float]) -> float:
    """Return the land occupied [m2.yr]."""
    return float(flows[flows.index.str.startswith("Occupation")].sum())


def crop_land(flows: pd.Series[float]) -> float:
    """Return the land occupied in the crop equivalents of ReCiPe 2016 [m2.yr of annual crop]."""
    occupied = flows[flows.index.str.startswith("Occupation")]
    return float(sum(value * _crop_equivalent(str(flow)) for flow, value in occupied.items()))


def _crop_equivalent(flow: str) -> float:
    found = [factor for kind, factor in CROP_EQUIVALENTS.items() if kind in flow]
    if len(found) != 1:
        raise ValueError(f"no crop equivalent for {flow!r}")
    return found[0]


def water(flows: pd.Series[float]) -> float:
    """Return the irrigation water consumed [m3]."""
    return float(flows[flows.index.str.startswith("Water")].sum())


def deforestation(flows: pd.Series[float]) -> float:
    """Return the forest cleared [m2]."""
    return float(flows[flows.index.str.startswith("Transformation, from forest")].sum())


def clearing(flows: pd.Series[float]) -> float:
    """Return the CO2 of clearing and of drained peat [kg]."""
    return float(flows.get(CLEARING, 0.0))


def farm(flows: pd.Series[float]) -> float:
    """Return the greenhouse gases of field, herd and manure [kg CO2-eq over 100 years]."""
    return float(sum(flows.get(gas, 0.0) * warming for gas, warming in GWP100.items()))


def climate(flows: pd.Series[float]) -> float:
    """Return all greenhouse gases [kg CO2-eq over 100 years]."""
    return clearing(flows) + farm(flows)


QUANTITIES = {
    "land": land,
    "water": water,
    "deforestation": deforestation,
    "climate": climate,
    "climate: clearing": clearing,
    "climate: farm": farm,
}


# --- 1. land of foods -------------------------------------------------------------------------------------------------


def foods() -> pd.DataFrame:
    """Return ours beside the band of Poore & Nemecek: one row per food, in their functional unit.

    `ours` is grown or bred as the world does: every producing country by its share of world production. `with_fallow`
    adds the share of fallow they found, for ours leaves fallow out.
    """
    table = published("poore_nemecek_land")
    table["ours"] = table["product"].map(world_land(table)) * table["kg_per_unit"]
    table["with_fallow"] = table["ours"] / (1 - table["fallow_share"])
    table["verdict"] = [_verdict(*row) for row in table[["ours", "low", "high"]].to_numpy()]
    return _named(_explained(table))


def world_land(table: pd.DataFrame) -> pd.Series[float]:
    """Return the land of a kilogram of each product, made where its raw material grows [m2.yr]."""
    result = footprint.assess(_lines(table))
    declared = result.lines["origin_rule"].astype(str) == "declared"
    result = footprint.assess(_lines(table).loc[declared.to_numpy()])
    found = result.by_product.drop_duplicates("product").set_index("product")
    return found["land_m2_yr"] / found["tonnes"] / 1000


def _lines(table: pd.DataFrame) -> pd.DataFrame:
    mixes = library().table(ORIGINS, "mixes").astype({"product": str, "basis": str, "country": str})
    mixes = mixes.loc[mixes["basis"] == "world_production"].set_index("product")
    names = footprint.products().set_index("id")["en"]
    parts = []
    for product, weights in table[["product", "weights"]].to_numpy():
        grown = mixes.loc[[weights]]
        parts.append(pd.DataFrame({"item": names[product], "origin": grown["country"], "amount": grown["share"] * 1e6}))
    return pd.concat(parts, ignore_index=True).assign(unit="t")


# --- 2. chains and 3. Belgian food ------------------------------------------------------------------------------------


def chains() -> pd.DataFrame:
    """Return ours beside published figures of well-studied chains, per kilogram or (water) per tonne."""
    table = published("chains")
    scale = {"m3/t": 1000.0, "ha/t": 0.1}
    table["ours"] = [
        QUANTITIES[quantity](carried(product, origin)) * scale.get(unit, 1.0)
        for product, origin, quantity, unit in table[["product", "origin", "quantity", "unit"]].to_numpy()
    ]
    low, high = table["low"].copy(), table["high"].copy()
    single = low.isna() & high.isna()
    low[single], high[single] = table["central"][single] / NEAR, table["central"][single] * NEAR
    table["verdict"] = [_verdict(*row) for row in zip(table["ours"], low, high, strict=True)]
    table["published"] = [_span(*row) for row in table[["low", "central", "high"]].to_numpy()]
    return _explained(table)


def _span(low: float, central: float, high: float) -> str:
    if math.isnan(low) and math.isnan(high):
        return number(central)
    if math.isnan(low):
        return f"up to {number(high)}"
    return f"{number(low)} - {number(high)}"


def belgian() -> pd.DataFrame:
    """Return ours, made in Belgium, beside the Dutch food of RIVM (2021), per kilogram."""
    table = published("rivm_food")
    made = [carried(product, "BEL") for product in table["product"]]
    table["our_land"] = [crop_land(flows) for flows in made]
    table["our_water"] = [water(flows) for flows in made]
    table["our_climate"] = [climate(flows) for flows in made]
    spans = zip(table["our_land"], table["land"] / NEAR, table["land"] * NEAR, strict=True)
    table["verdict"] = [_verdict(*row) for row in spans]
    return _named(_explained(table))


def _verdict(ours: float, low: float, high: float) -> str:
    if ours < low:
        return "below"
    return "above" if ours > high else "inside"


def _explained(table: pd.DataFrame) -> pd.DataFrame:
    """Add why a figure of ours misses the published one; "" where it does not."""
    return table.assign(why=table["cause"].where(table["verdict"] != "inside", ""))


def _named(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(name=table["product"].map(footprint.products().set_index("id")["en"]))


# --- the document -----------------------------------------------------------------------------------------------------

#: Columns of the three tables and the titles the document gives them.
FOODS = {
    "food": "food of Poore & Nemecek",
    "name": "ours",
    "unit": "per",
    "low": "5th percentile",
    "median": "median",
    "mean": "mean",
    "high": "95th percentile",
    "ours": "**ours**",
    "with_fallow": "ours with their fallow",
    "verdict": "",
    "why": "why not inside",
}
CHAINS = {
    "chain": "chain",
    "quantity": "quantity",
    "unit": "unit",
    "published": "published",
    "ours": "**ours**",
    "verdict": "",
    "boundary": "what was published",
    "citation": "source",
    "status": "how known",
    "why": "why not inside",
}
BELGIAN = {
    "name": "food",
    "land": "land, RIVM",
    "our_land": "**ours**",
    "verdict": "",
    "water": "water, RIVM",
    "our_water": "ours",
    "climate": "climate, RIVM",
    "our_climate": "ours",
    "why": "why land differs by more than half",
}


def number(value: float) -> str:
    """Return a figure with three significant digits, as the document writes it."""
    if math.isnan(value):
        return "-"
    if value == 0:
        return "0"
    digits = max(0, 2 - math.floor(math.log10(abs(value))))
    return f"{value:.{digits}f}"


def markdown(table: pd.DataFrame, titles: dict[str, str]) -> str:
    """Return columns of a table as Markdown."""
    cells = table[list(titles)].map(lambda cell: number(cell) if isinstance(cell, float) else str(cell))
    rows = [list(titles.values()), ["---"] * len(titles), *cells.to_numpy().tolist()]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def counted(table: pd.DataFrame, what: str) -> str:
    """Return how many of a table's rows are inside, in words."""
    return f"**{(table['verdict'] == 'inside').sum()} of {len(table)}** {what}"


def sections() -> dict[str, str]:
    """Return what stands between the marks of the document, by mark."""
    food, chain, belgium = foods(), chains(), belgian()
    kinds = [counted(rows, str(name)) for name, rows in chain.groupby("quantity", sort=True)]
    return {
        "foods": f"{_of_foods(food)}\n\n{markdown(food, FOODS)}",
        "chains": f"{counted(chain, 'figures')} are met: {', '.join(kinds)}.\n\n{markdown(chain, CHAINS)}",
        "imports": imports.section(),
        "belgian": f"{counted(belgium, 'foods')} have the land of RIVM within half.\n\n{markdown(belgium, BELGIAN)}",
    }


def _of_foods(food: pd.DataFrame) -> str:
    first = counted(food.drop_duplicates("food"), "foods")
    low, middle, high = (food["ours"] / food["mean"]).quantile([0.25, 0.5, 0.75])
    return (
        f"{first} (the first product of each) and {counted(food, 'products')} lie inside. Ours over their mean: "
        f"{number(middle)} in the middle, half of the products from {number(low)} to {number(high)}."
    )


def renewed(text: str) -> str:
    """Return the document with its tables renewed."""
    for mark, section in sections().items():
        parts = re.split(rf"(<!-- {mark} -->\n|<!-- end of {mark} -->)", text)
        if len(parts) != 5:
            raise ValueError(f"{DOCUMENT.name} needs the marks of {mark!r} once each")
        text = "".join([*parts[:2], section, "\n", *parts[3:]])
    return text


def main() -> None:
    """Print the tables, or write them into the document."""
    if "--write" in sys.argv[1:]:
        DOCUMENT.write_text(renewed(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
    else:
        print("\n\n".join(sections().values()))


if __name__ == "__main__":
    main()
