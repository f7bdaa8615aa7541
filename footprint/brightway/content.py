"""What is written into a Brightway project, in Brightway's words: activities, flows in countries, methods."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from footprint.brightway.exported import own_flows
from footprint.engine import Engine, engine
from footprint.ground.chain import Chain
from footprint.ground.errors import FactorError
from footprint.ground.joins import positions
from footprint.ground.library import CROPS, MINERALS, PROCESSES, REFERENCE, Library
from footprint.lookups import product_code, system_product_of
from footprint.stages.characterise import Factors
from footprint.stages.characterise.select import known_lenses
from footprint.stages.inventory import Allocation, Network, System
from footprint.stages.inventory.markets import DIRECT, HOME, WORLD
from footprint.stages.inventory.system import LEVELS
from footprint.stages.resolve.origins import read_origin

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

BIOSPHERE_NAME = "footprint biosphere"
GLOBAL_LOCATION = "GLO"
KILOGRAMS = 1000.0  # in a tonne
#: Brightway's word for the unit of a flow.
UNITS = {
    "kg": "kilogram",
    "m2.yr": "square meter-year",
    "m2": "square meter",
    "m3": "cubic meter",
    "m.yr": "meter-year",
}


@dataclass(frozen=True)
class Words:
    """Names and passports.

    Attributes
    ----------
    products
        Product id -> its English name.
    locations
        ISO3 -> ISO 3166-1 alpha-2, as Brightway's databases write places.
    recipes
        Product id -> where its inputs are from.
    lenses
        Lens -> title.
    editions
        Edition -> citation and licence.
    """

    products: Mapping[str, str]
    locations: Mapping[str, str]
    recipes: Mapping[str, str]
    lenses: Mapping[str, str]
    editions: Mapping[str, str]


@dataclass(frozen=True)
class Content:
    """A part of the product system, the lenses, and the name of the database it goes into."""

    database: str
    chain: Chain
    network: Network
    system: System
    factors: Factors
    words: Words

    @cached_property
    def flows(self) -> tuple[Ints, Ints, Floats]:
        """Place of the root in the chain, flow, amount [unit/kg]."""
        root, flow, amount = own_flows(self.chain, self.system)
        return root, flow, amount / KILOGRAMS

    @cached_property
    def named(self) -> pd.DataFrame:
        """Product, country and whether it is a market, of each node; its code and location in Brightway."""
        named = self.network.named(self.chain.ids)
        place = {DIRECT: HOME, WORLD: GLOBAL_LOCATION}
        iso3 = [place.get(key, key) for key in named["country"]]
        kind = np.where(named["market"], "market|", "")
        return named.assign(
            code=kind + named["product"].to_numpy(object) + "|" + named["country"].to_numpy(object),
            location=[self.words.locations.get(code, code) for code in iso3],
        )


def content(
    products: Sequence[str] | None, origins: Sequence[str] | None, lenses: list[str] | None, allocation: Allocation
) -> Content:
    """Return the content of the installed factors; raise FactorError for what does not exist."""
    tables = engine(lenses, allocation)
    network, library = tables.network, tables.library
    chosen = _chosen(tables, products, origins)
    version = library.passport(CROPS).version
    return Content(
        database=f"footprint {version}" + ("" if allocation == "value" else " by mass"),
        chain=network.chain.reach(chosen),
        network=network,
        system=tables.system,
        factors=tables.factors,
        words=_words(tables, library),
    )


def _chosen(tables: Engine, products: Sequence[str] | None, origins: Sequence[str] | None) -> Ints:
    """Return the nodes of the products in the countries where they come from and, for all countries, their markets."""
    network = tables.network
    for name, given in (("products", products), ("origins", origins)):
        if isinstance(given, str):
            raise FactorError(f"{name} is a list: write [{given!r}]")
    height, width = network.producible.shape
    wanted, here = np.ones(height, dtype=bool), np.ones(width, dtype=bool)
    if products is not None:
        wanted = np.isin(np.arange(height), [_place(tables, name) for name in products])
    if origins is not None:
        here = np.isin(np.arange(width), [_country(tables, name) for name in origins])
    listed = network.producible & wanted[:, np.newaxis] & here
    if not listed.any():
        raise FactorError("none of these countries grows or makes any of these products")
    markets = np.flatnonzero(wanted[network.markets.product]) if origins is None else np.empty(0, dtype=np.int64)
    return np.concatenate([network.node(*np.nonzero(listed)), listed.size + markets])


def _place(tables: Engine, product: str) -> int:
    found = int(positions([product], tables.network.products, missing="mark")[0])
    if found < 0:
        found = system_product_of(product_code(product), tables)
    return found


def _country(tables: Engine, written: str) -> int:
    found = read_origin(written, tables.catalogue)
    if found.country < 0:
        raise FactorError(f"{written!r} is no country known here; use its ISO code or its name")
    return found.country


def _words(tables: Engine, library: Library) -> Words:
    countries = library.table(REFERENCE, "countries", ["iso3", "iso2"]).astype(str)
    titles = known_lenses(library)[["lens", "title"]].astype(str)
    return Words(
        products=dict(zip(tables.catalogue.id_of, tables.catalogue.english, strict=True)),
        locations=dict(countries.itertuples(index=False, name=None)),
        recipes=_recipes(library),
        lenses=dict(titles.itertuples(index=False, name=None)),
        editions={
            name: f"{each.citation} Licence: {each.licence} ({each.licence_status})."
            for name, each in library.passports.items()
        },
    )


def _recipes(library: Library) -> dict[str, str]:
    """Return product id -> the edition and sources of what it is made of."""
    found = {}
    for edition in (PROCESSES, MINERALS):
        table = library.table(edition, "exchanges", ["product", "source"]).astype(str)
        for product, sources in table.groupby("product")["source"]:
            found[str(product)] = f"{edition}: " + ", ".join(sorted(set(sources)))
    return found


def flow_nodes(what: Content) -> list[dict[str, Any]]:
    """Return a node for each flow in each country, flow by flow."""
    countries = [(iso3, what.words.locations.get(iso3, iso3)) for iso3 in what.system.countries]
    return [
        {
            "database": BIOSPHERE_NAME,
            "code": f"{row.flow}|{row.compartment}|{iso3}",
            "name": f"{row.flow}, {location}",
            "flow": row.flow,
            "categories": tuple(str(row.compartment).split("/")),
            "location": location,
            "unit": UNITS.get(str(row.unit), str(row.unit)),
            "type": "natural resource" if str(row.compartment).startswith("natural resource") else "emission",
        }
        for row in what.system.flows.itertuples(index=False)
        for iso3, location in countries
    ]


def activities(what: Content) -> list[dict[str, Any]]:
    """Return a node for each process and market, with its exchanges."""
    named = what.named
    keys = [(what.database, code) for code in named["code"]]
    takes, own, comments = what.chain.takes, _own(what), _comments(what)
    nodes = []
    for at, row in enumerate(named.itertuples(index=False)):
        taken = slice(takes.indptr[at], takes.indptr[at + 1])
        name = what.words.products.get(str(row.product), str(row.product).replace("_", " "))
        exchanges = [{"input": keys[at], "output": keys[at], "amount": 1.0, "type": "production"}]
        exchanges += [
            {"input": keys[source], "output": keys[at], "amount": amount, "type": "technosphere"}
            for source, amount in zip(takes.indices[taken].tolist(), takes.data[taken].tolist(), strict=True)
        ]
        exchanges += [each | {"output": keys[at]} for each in own.get(at, ())]
        nodes.append(
            {
                "database": what.database,
                "code": str(row.code),
                "name": f"market for {name}" if row.market else f"{name} production",
                "reference product": name,
                "location": str(row.location),
                "unit": "kilogram",
                "production amount": 1.0,
                "type": "process",
                "comment": comments[at],
                "exchanges": exchanges,
            }
        )
    return nodes


def _own(what: Content) -> dict[int, list[dict[str, Any]]]:
    """Return place of the root in the chain -> exchanges with nature, each with level, year and source."""
    root, flow, amount = what.flows
    country = what.chain.ids[root] % len(what.system.countries)
    kinds = what.system.flows
    stems = [f"{row.flow}|{row.compartment}|" for row in kinds.itertuples(index=False)]
    iso3 = list(what.system.countries)
    found: dict[int, list[dict[str, Any]]] = {}
    columns = (root.tolist(), flow.tolist(), country.tolist(), amount.tolist(), _passports(what))
    for at, kind, place, value, comment in zip(*columns, strict=True):
        found.setdefault(at, []).append(
            {
                "input": (BIOSPHERE_NAME, stems[kind] + iso3[place]),
                "amount": value,
                "type": "biosphere",
                "comment": comment,
            }
        )
    return found


def _cells(what: Content) -> tuple[Ints, Ints, Ints]:
    root, flow, _ = what.flows
    width = len(what.system.countries)
    return what.chain.ids[root] // width, what.chain.ids[root] % width, flow


def _passports(what: Content) -> Iterator[str]:
    """Return level, year, source and edition of each flow of the roots."""
    at = _cells(what)
    rows = what.system.rows.iloc[what.system.row[at]]
    level = np.array(LEVELS, dtype=object)[what.system.level[at]]
    columns = (rows[name].astype(str).tolist() for name in ("year", "source", "edition"))
    return (f"{rung}; {', '.join(parts)}" for rung, parts in zip(level, zip(*columns, strict=True), strict=True))


def _comments(what: Content) -> list[str]:
    """Return what is to be said of each node: whom it supplies, where its figures are from, what is missing."""
    own, missing = _levels(what), what.chain.missing
    texts = []
    for at, row in enumerate(what.named.itertuples(index=False)):
        said = [_market_words(str(row.country))] if row.market else []
        if not row.market and str(row.product) in what.words.recipes:
            said.append(f"Inputs: {what.words.recipes[str(row.product)]}.")
        said += [own[at]] if at in own else []
        if missing[at] > 0:
            said.append(f"Nothing is known of {missing[at]:.4g} kg of inputs per kilogram; they are not counted.")
        texts.append(" ".join(said))
    return texts


def _market_words(key: str) -> str:
    if key == WORLD:
        return "World mix: exporters or producers by their share."
    if key == DIRECT:
        return "Belgium's direct imports by country."
    return f"Supply of {key} by country of production, traced through re-exports."


def _levels(what: Content) -> dict[int, str]:
    """Return place of the root -> how many of its flows are known on which level, and from which sources."""
    at, root = _cells(what), what.flows[0]
    level = np.zeros((len(what.chain.ids), len(LEVELS)), dtype=np.int64)
    np.add.at(level, (root, what.system.level[at]), 1)
    sources = what.system.rows["source"].iloc[what.system.row[at]].astype(str)
    named = pd.DataFrame({"root": root, "source": sources.to_numpy()}).drop_duplicates()
    listed = named.sort_values(["root", "source"]).groupby("root")["source"].agg(", ".join).reset_index()
    return {
        place: "Flows by level of their figures: "
        + ", ".join(f"{name} {count}" for name, count in zip(LEVELS, level[place], strict=True) if count)
        + f". Sources: {names}."
        for place, names in zip(listed["root"].tolist(), listed["source"], strict=True)
    }


def method_words(what: Content, key: tuple[str, str, str]) -> dict[str, str]:
    """Return unit, description and editions of a lens, realm and pressure."""
    combos = what.factors.combos
    mine = combos[(combos[["lens", "realm", "pressure"]].astype(str) == list(key)).all(axis=1)]
    editions = sorted(mine["edition"].astype(str).unique())
    cited = " ".join(what.words.editions.get(edition, edition) for edition in editions)
    return {
        "unit": str(mine["unit"].iloc[0]),
        "description": f"{what.words.lenses.get(key[0], key[0])}: {key[1]}, {key[2]}. {cited}",
        "edition": ", ".join(editions),
    }
