"""The tables of the editions in the engine's own keys: product ids and ISO3 codes, whatever an edition is keyed by."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from footprint.ground.joins import positions, stack
from footprint.ground.library import ANIMALS, INVENTORIES, MINERALS, ORIGINS, PROCESSES, REFERENCE, WOOD, Library

#: A country that mines less than this share of the world's ore does not supply its own industry with it.
MINOR = 0.01
_EXCHANGE = ["product", "country", "input", "value", "mass", "process", "source"]
_FLOWS = ["origin", "flow", "compartment", "value", "unit", "level", "year", "source", "flag"]


@dataclass(frozen=True)
class Supplies:
    """The tables a product system is assembled from, by product id and ISO3 code.

    Attributes
    ----------
    exchanges
        product, country ("*": everywhere), input ("": not modelled), value, mass [t/t], process, source.
    feed
        product, country (ISO3, "region:...", "WLD"), input, amount [t/t].
    blends
        product, country, input, share: goods made of different crops in different countries.
    traced
        product (root of a trade group), country, origin, share.
    mixes
        product, basis, country, share.
    production
        product, country, tonnes.
    minor
        product, country: producers too small for their own industry to live on.
    made_of
        product, root: goods made of a single crop, which only its growers or traders make.
    """

    exchanges: pd.DataFrame
    feed: pd.DataFrame
    blends: pd.DataFrame
    traced: pd.DataFrame
    mixes: pd.DataFrame
    production: pd.DataFrame
    minor: pd.DataFrame
    made_of: pd.DataFrame


def flows_of(library: Library) -> dict[str, pd.DataFrame]:
    """Return edition -> product, origin, flow, compartment, value [unit/t], unit, level, year, source, flag, low, high.

    The edition of crops is keyed by FAO item, and only some editions state a range.
    """
    return {edition: _flows(library, edition) for edition in INVENTORIES}


def _flows(library: Library, edition: str) -> pd.DataFrame:
    flows = library.table(edition, "flows")
    if "product" not in flows:
        flows = flows.assign(product=_products_of(library, flows["fao"]))
        flows = flows[flows["product"].notna()].reset_index(drop=True)
    range_ = {name: flows[name] if name in flows else np.full(len(flows), np.nan) for name in ("low", "high")}
    return flows[["product", *_FLOWS]].assign(**range_)


def _products_of(library: Library, fao: pd.Series) -> pd.Categorical[str]:
    """Return the crop of each FAO item; missing for an item that no crop of the catalogue has."""
    products = library.table(REFERENCE, "products", ["id", "fao", "class"])
    crops = products[products["class"].astype(str).str.endswith("crop") & products["fao"].notna()]
    ids = pd.Index(crops["id"].astype(str))
    return pd.Categorical.from_codes(positions(fao, pd.Index(crops["fao"].astype("int64")), missing="mark"), ids)


def traced_of(library: Library) -> pd.DataFrame:
    """Return product (root of a trade group), country (supplied), origin, share."""
    groups = library.table(ORIGINS, "groups", ["group", "root"]).drop_duplicates(ignore_index=True)
    traced = library.table(ORIGINS, "traced", ["group", "country", "origin", "share"])
    root = positions(traced["group"], pd.Index(groups["group"].astype(str)))
    return traced.assign(product=groups["root"].astype("category").array[root])


def mixes_of(library: Library) -> pd.DataFrame:
    """Return product, basis, country, share of all editions that know where products come from."""
    return _everywhere(library, "mixes", ["product", "basis", "country", "share"])


def _everywhere(library: Library, name: str, columns: list[str]) -> pd.DataFrame:
    """Return a table of the origins, and of the editions of wood and minerals, which hold their own."""
    return stack([library.table(edition, name, columns) for edition in (ORIGINS, WOOD, MINERALS)])


def exchanges_of(library: Library) -> pd.DataFrame:
    """Return product, country, input, value, mass [t/t], process, source of all goods that are made of others."""
    return stack([library.table(edition, "exchanges", _EXCHANGE) for edition in (PROCESSES, MINERALS)])


def recipes_of(supplies: Supplies) -> pd.DataFrame:
    """Return product, input, value [t/t], source of all that is made of others, blends included."""
    made = supplies.exchanges[["product", "input", "value", "source"]]
    mean = supplies.blends.groupby(["product", "input"], observed=True, sort=True)["share"].mean().reset_index()
    blended = mean.rename(columns={"share": "value"}).assign(source="blend").astype(made.dtypes.to_dict())
    return stack([made, blended])


def _minor(mined: pd.DataFrame) -> pd.DataFrame:
    """Return who mines less than MINOR of the world's: their smelters live on imports, as Germany's do on iron ore."""
    world = mined.groupby("product", observed=True)["tonnes"].transform("sum")
    return mined.loc[mined["tonnes"] < MINOR * world, ["product", "country"]]


def _single_roots(library: Library, exchanges: pd.DataFrame, traced: pd.DataFrame) -> pd.DataFrame:
    """Return product, root: goods that only the growers of one crop make, and others buy from them.

    Those of the caps, and traced goods that are made: palm oil comes from where palms grow, whoever refines it.
    """
    caps = library.table(ORIGINS, "caps", ["product", "root"]).astype(str)
    exchanges = exchanges.astype({"product": str, "input": str})
    listed = exchanges.loc[exchanges["input"] != "", ["product", "input"]].itertuples(index=False, name=None)
    inputs: dict[str, set[str]] = {}
    for product, taken in listed:
        inputs.setdefault(str(product), set()).add(str(taken))
    goods = [str(one) for one in traced["product"].unique() if one in inputs]
    made = pd.DataFrame({"product": goods, "root": [_followed(one, inputs) for one in goods]})
    return stack([caps, made[made["root"] != made["product"]].astype(caps.dtypes.to_dict())])


def _followed(product: str, inputs: dict[str, set[str]]) -> str:
    """Return what a good is made of in the end, as long as each step takes one thing only (itself, in a ring)."""
    seen = [product]
    while len(taken := inputs.get(seen[-1], set())) == 1:
        (made_of,) = taken
        if made_of in seen:
            return product
        seen.append(made_of)
    return seen[-1]


def supplies_of(library: Library) -> Supplies:
    """Return the tables the product system is assembled from."""
    exchanges, traced = exchanges_of(library), traced_of(library)
    return Supplies(
        exchanges=exchanges,
        feed=library.table(ANIMALS, "feed"),
        blends=library.table(ORIGINS, "blends"),
        traced=traced,
        mixes=mixes_of(library),
        production=_everywhere(library, "production", ["product", "country", "tonnes"]),
        minor=_minor(library.table(MINERALS, "production", ["product", "country", "tonnes"])),
        made_of=_single_roots(library, exchanges, traced),
    )
