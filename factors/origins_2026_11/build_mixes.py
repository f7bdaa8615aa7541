"""Shares of countries, product by product: traced, shipped to Belgium, exported, produced."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from factors.origins_2026_11 import build_choice as choosing
from factors.origins_2026_11.build_production import SUGAR_RATES, sugar_parts
from footprint.ground.errors import FactorError
from footprint.ground.joins import lookup

Read = Callable[[str], pd.DataFrame]

HERE = Path(__file__).parent
DIRECT = "ref/be_import_origins_direct.csv"
EXPORTS = "ref/world_exports_by_item.csv.gz"
ITEMS = "ref/fao_trade_items.csv"
COMMODITIES = "ref/commodity_core_multilingual.csv"
CONVERSION = "lci/fao_technical_conversion_factors.csv.gz"

# Trade items whose product has another id than the item's key and than the list of commodities says.
SAME_AS = {
    "maize_corn": "maize",
    "mangoes_guavas_and_mangosteens": "mangoes",
    "onions_and_shallots_dry_excluding_dehydrated": "onions",
    "pepper_piper_spp_raw": "pepper",
    "rape_or_colza_seed": "rapeseed",
    "rice": "rice_paddy",
    "natural_rubber_in_primary_forms": "natural_rubber",
    "natural_rubber_in_other_forms": "natural_rubber",
    "soya_beans": "soybeans",
    "tea_leaves": "tea",
    "unmanufactured_tobacco": "tobacco",
    "vanilla_raw": "vanilla",
    "flax_processed_but_not_spun": "flax",
    "flax_raw_or_retted": "flax_raw_or_retted",
}
# Crops traded in another form: crop, trade item, and tonnes of it per tonne of crop.
TRADED_AS = (
    ("oil_palm_fruit", "palm_oil", 0.21),
    ("seed_cotton_unginned", "cotton_lint_ginned", 0.35),
    ("rice_paddy", "rice_paddy_rice_milled_equivalent", 0.667),
    ("flax", "flax_raw_or_retted", 1.0),
)
# Meats that share the traced mix of the carcass they are cut from: shipping and cutting change nothing of the origin.
MEATS = (
    ("beef", "cattle_carcass"),
    ("lamb", "sheep_carcass"),
    ("meat_of_cattle_with_the_bone_fresh_or_chilled", "cattle_carcass"),
    ("meat_of_pig_boneless_fresh_or_chilled", "pig_carcass"),
    ("meat_of_turkeys_fresh_or_chilled", "turkey_carcass"),
    ("pork", "pig_carcass"),
    ("poultry", "chicken_carcass"),
)
SUGAR_SLUGS = ("raw_cane_or_beet_sugar_centrifugal_only", "refined_sugar")
# Goods made of one crop (or of milk, of eggs), and the steps of FAO's technical conversion factors that lead there.
# Goods of a traced group are not in it: the tracing of their root sees through whoever made them. Nor are peanut butter
# and roasted nuts: they are made where they are eaten.
SINGLE_ROOT = {
    "apple_juice": ("apples", (518,)),
    "apple_juice_concentrated": ("apples", (519,)),
    "apricots_dried": ("apricots", (527,)),
    "barley_pearled": ("barley", (46,)),
    "brazil_nuts_shelled": ("brazil_nuts_in_shell", (229,)),
    "butter": ("milk", (886,)),
    "butter_of_karite_nuts": ("karite_nuts_sheanuts", (264,)),
    "cake_of_copra": ("coconuts_in_shell", (251, 253)),
    "cake_of_cottonseed": ("seed_cotton_unginned", (329, 332)),
    "cake_of_groundnuts": ("groundnuts_excluding_shelled", (243, 245)),
    "cake_of_maize": ("maize", (57, 61)),
    "cake_of_mustard_seed": ("mustard_seed", (294,)),
    "cake_of_safflowerseed": ("safflower_seed", (282,)),
    "cake_of_sesame_seed": ("sesame_seed", (291,)),
    "cane_sugar_noncentrifugal": ("sugar_cane", (163,)),
    "cassava_dry": ("cassava_fresh", (128,)),
    "cheese": ("milk", (901,)),
    "coconuts_desiccated": ("coconuts_in_shell", (250,)),
    "copra": ("coconuts_in_shell", (251,)),
    "cotton_seed": ("seed_cotton_unginned", (329,)),
    "cottonseed_oil": ("seed_cotton_unginned", (329, 331)),
    "cream_fresh": ("milk", (885,)),
    "eggs_dried": ("eggs", (1064,)),
    "figs_dried": ("figs", (570,)),
    "flour_of_cassava": ("cassava_fresh", (126,)),
    "flour_of_maize": ("maize", (58,)),
    "flour_of_mustard_seed": ("mustard_seed", (295,)),
    "grape_juice": ("grapes", (562,)),
    "grapefruit_juice": ("pomelos_and_grapefruits", (509,)),
    "grapefruit_juice_concentrated": ("pomelos_and_grapefruits", (510,)),
    "groundnut_oil": ("groundnuts_excluding_shelled", (243, 244)),
    "groundnuts": ("groundnuts_excluding_shelled", (243,)),
    "hazelnuts": ("hazelnuts_in_shell", (233,)),
    "husked_rice": ("rice_paddy", (28,)),
    "juice_of_lemon": ("lemons_and_limes", (498,)),
    "juice_of_pineapples_concentrated": ("pineapples", (580,)),
    "juice_of_plum_concentrated": ("plums_and_sloes", (539,)),
    "lemon_juice_concentrated": ("lemons_and_limes", (499,)),
    "milk_powder": ("milk", (897,)),
    "oats_rolled": ("oats", (76,)),
    "oil_of_castor_beans": ("castor_oil_seeds", (266,)),
    "oil_of_maize": ("maize", (57, 60)),
    "oil_of_olive_residues": ("olives", (274,)),
    "oil_of_sesame_seed": ("sesame_seed", (290,)),
    "olive_oil": ("olives", (261,)),
    "olives_preserved": ("olives", (262,)),
    "paste_of_tomatoes": ("tomatoes", (391,)),
    "pineapple_juice": ("pineapples", (576,)),
    "plums_dried": ("plums_and_sloes", (537,)),
    "raisins": ("grapes", (561,)),
    "rice_milled": ("rice_paddy", (31,)),
    "safflowerseed_oil_crude": ("safflower_seed", (281,)),
    "starch_of_cassava": ("cassava_fresh", (129,)),
    "sweet_corn_frozen": ("green_corn_maize", (447,)),
    "sweet_corn_prepared_or_preserved": ("green_corn_maize", (448,)),
    "tomato_juice": ("tomatoes", (390,)),
    "tomatoes_peeled_ot_vinegar": ("tomatoes", (392,)),
    "walnuts_shelled": ("walnuts_in_shell", (232,)),
    "wine": ("grapes", (564,)),
}
# A flow last reported before this year is left out of the direct mix.
FIRST_YEAR = 2015
MIX_COLUMNS = ["product", "basis", "country", "share", "tonnes", "year", "source"]


def item_products(read: Read) -> dict[str, str]:
    """Return the product id of every trade item."""
    core = read(COMMODITIES)
    named = {row.fao_slug: row.id for row in core.itertuples() if row.fao_slug} | SAME_AS
    short = pd.read_csv(HERE / "written" / "short_ids.csv")
    named |= dict(zip(short["item"], short["product"], strict=True))
    return {slug: named.get(slug, slug) for slug in read(ITEMS)["slug"]}


def caps(read: Read, grown: pd.DataFrame) -> pd.DataFrame:
    """Return the goods of a single root and how many tonnes of it a tonne of root gives at most."""
    table = read(CONVERSION)
    table = table[(table["variable"] == "extraction_rate") & (table["flag"] == "country_specific")]
    table = table[table["commodity"] != ""]
    codes = pd.to_numeric(table["commodity_code"])
    median, number = (table["value"].astype(float).groupby(codes).agg(how) for how in ("median", "size"))
    rows = []
    for product, (root, steps) in SINGLE_ROOT.items():
        told = ", ".join(f"item {step}: {median[step]:g} (n = {number[step]})" for step in steps)
        source = f"FAO technical conversion factors, medians of countries, {told}"
        rows.append((product, root, round(float(np.prod(median[list(steps)])), 6), source))
    if lost := {root for _, root, *_ in rows} - set(grown["product"]):
        raise FactorError(f"caps rest on roots that nobody produces: {sorted(lost)}")
    return pd.DataFrame(rows, columns=["product", "root", "rate", "source"]).sort_values("product", ignore_index=True)


def shares(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows (product, basis, country, tonnes, ...) with share = tonnes / sum of tonnes, per product and basis."""
    kept = rows[rows["tonnes"] > 0].copy()
    kept["share"] = kept["tonnes"] / kept.groupby(["product", "basis"])["tonnes"].transform("sum")
    return kept


def split_sugar(rows: pd.DataFrame, grown: pd.DataFrame) -> pd.DataFrame:
    """Split tonnes of sugar (country, tonnes) into cane and beet as the country's own harvests would give them."""
    parts = [part for _, part in sugar_parts(grown).groupby("product")]
    rows = rows.drop(columns="product", errors="ignore")
    table = pd.concat([lookup(rows, part, "country", missing="keep") for part in parts]).dropna(subset=["part"])
    return table.assign(tonnes=table["tonnes"] * table["part"]).drop(columns="part")


def traced(home: pd.DataFrame, groups: pd.DataFrame, grown: pd.DataFrame) -> pd.DataFrame:
    """Return the traced mixes of Belgium by root; crops and meats behind or before a root take the mix of it."""
    roots = groups.drop_duplicates("group")[["group", "root"]].rename(columns={"group": "item", "root": "product"})
    rows = lookup(home, roots, "item").drop(columns="item")
    harvested = set(zip(grown["product"], grown["country"], strict=True))
    also = [split_sugar(rows[rows["product"] == "sugar"], grown)]
    fruit = rows[rows["product"] == "palm_oil"].assign(product="oil_palm_fruit")
    also.append(fruit[[("oil_palm_fruit", country) in harvested for country in fruit["country"]]])
    also += [rows[rows["product"] == root].assign(product=meat) for meat, root in MEATS]
    table = pd.concat([rows, *also])
    return table.assign(year="2018-2023", source="kastner_2011_faostat")


def _forms(products: dict[str, str]) -> pd.DataFrame:
    """Return which trade item stands for which product: slug, product, and the rate at which its root limits it."""
    other = pd.DataFrame(TRADED_AS, columns=["product", "slug", "rate"])
    own = pd.DataFrame({"slug": list(products), "product": list(products.values()), "rate": 1.0})
    return pd.concat([own[~own["product"].isin(set(other["product"]))], other], ignore_index=True)


def _limits(grown: pd.DataFrame, capped: pd.DataFrame) -> pd.DataFrame:
    """Return tonnes a country can have made of a product: its own harvest, or that of the root times the rate."""
    harvest = grown[["product", "country", "tonnes"]].rename(columns={"tonnes": "limit"})
    made = [
        harvest[harvest["product"] == row.root].assign(
            product=row.product, limit=lambda t, rate=row.rate: t["limit"] * rate
        )
        for row in capped.itertuples()
    ]
    return pd.concat([harvest, *made], ignore_index=True)


def trade(rows: pd.DataFrame, products: dict[str, str], grown: pd.DataFrame, capped: pd.DataFrame) -> pd.DataFrame:
    """Return trade (slug, country, tonnes, year) as mixes in which no grower counts for more than he grows.

    What a country exports beyond its own harvest is re-export: it says where a good was loaded, not where it grew.
    Made goods without a single root keep all their exporters: there they may well have been made.
    """
    total = {"tonnes": "sum", "year": "max"}
    parts = []
    for form in (part for _, part in _forms(products).groupby(_forms(products).duplicated("slug"))):
        parts.append(lookup(rows, form, "slug", missing="keep").dropna(subset=["product"]))
    single = pd.concat(parts).groupby(["product", "country", "rate"], as_index=False).agg(total)
    sugar = rows[rows["slug"].isin(SUGAR_SLUGS)].groupby("country", as_index=False).agg(total)
    sugar = split_sugar(sugar, grown).assign(rate=lambda t: t["product"].map(SUGAR_RATES))
    table = pd.concat([single, sugar])
    limits = _limits(grown, capped)
    table = lookup(table, limits, ["product", "country"], missing="keep")
    bounded = table["product"].isin(set(limits["product"]))
    limit = (table["limit"] * table["rate"]).where(table["limit"].notna(), np.where(bounded, 0.0, np.inf))
    return table.assign(reported=table["tonnes"], tonnes=np.minimum(table["tonnes"], limit))


def _corrected(rows: pd.DataFrame, basis: str, corrections: pd.DataFrame) -> pd.DataFrame:
    added = corrections[corrections["basis"] == basis]
    added = added.assign(reported=added["tonnes"])[["product", "country", "tonnes", "reported", "year", "source"]]
    return pd.concat([rows, added]).drop_duplicates(["product", "country"], keep="last").assign(basis=basis)


def mixes(
    read: Read,
    grown: pd.DataFrame,
    traced_rows: pd.DataFrame,
    capped: pd.DataFrame,
    corrections: pd.DataFrame,
    judged: pd.DataFrame,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the mixes of all bases, and what each keeps of the reported trade, or why it is left out."""
    products = item_products(read)
    names = {"item": "slug", "origin_iso3": "country", "iso3": "country"}
    tonnes = {"tonnes_per_year": "tonnes", "export_t": "tonnes"}
    direct = read(DIRECT)
    direct = direct[direct["last_year"] >= FIRST_YEAR].rename(columns=names | tonnes)
    direct = direct.assign(year=direct["basis"].where(direct["basis"] != "stale", direct["last_year"].astype(str)))
    exports = read(EXPORTS).rename(columns=names | tonnes).assign(year="2018-2023")
    parts = []
    for basis, rows in (("direct_be", direct), ("world_exports", exports)):
        mix = trade(rows[["slug", "country", "tonnes", "year"]], products, grown, capped)
        mix = _corrected(mix.assign(source="faostat_tm_2018_2023"), basis, corrections)
        parts.append(choosing.believed_exporters(mix, judged))
    coverage = choosing.coverage(pd.concat(parts), grown, judged)
    kept = choosing.usable(pd.concat(parts), coverage)
    table = shares(pd.concat([traced_rows, kept, grown.assign(basis="world_production")]))[MIX_COLUMNS]
    choosing.check_single_origins(table, judged)
    return table.sort_values(["product", "basis", "country"], ignore_index=True), coverage
