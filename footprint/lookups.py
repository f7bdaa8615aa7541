"""Look into the tables: one factor, the inventory of a product, impacts per tonne, the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from footprint.engine import Engine, catalogue, engine
from footprint.ground.errors import FactorError
from footprint.ground.joins import positions
from footprint.ground.library import Library, library
from footprint.ground.text import fold
from footprint.passports import factor_ids, inventory_passports
from footprint.stages.attribute.ledger import Draw, Walk, draw, walk
from footprint.stages.attribute.totals import ABROAD, BELGIUM, GLOBAL, HOME
from footprint.stages.characterise.select import CLIMATE, GLOBAL_PLACE, chosen, known_lenses, lens_rows
from footprint.stages.inventory import Allocation
from footprint.stages.resolve.origins import read_origin
from footprint.stages.resolve.supply import mix_of, origin_of

#: Where a flow's own compartment is not said, the first of these that the method knows counts.
_COMPARTMENTS = (
    "natural resource/land",
    "natural resource/in water",
    "air",
    "water/surface water",
    "water",
    "soil/agricultural",
    "soil",
)

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


#: Fields of a factor that stand in its row, as numbers and as texts.
_NUMBERS = ("value", "low", "high", "rsd", "published")
_TEXTS = (
    *("unit", "per", "lens", "realm", "pressure", "flow"),
    *("compartment", "place", "edition", "category", "flag", "override"),
)


@dataclass(frozen=True, slots=True)
class Factor:
    """One characterisation factor with its passport (law L6).

    Attributes
    ----------
    value
        [unit/per], e.g. global PDF.yr per m2.yr of occupation.
    low, high
        Published 95 % interval; NaN if none is published.
    fallback
        "" for the place's own factor; "GLO" if the method's world value stands in for it. A method that has only world
        values is global by design, and that is no fallback.
    published, override
        The value as published, and why it was corrected ("" if it was not).
    """

    value: float
    unit: str
    per: str
    lens: str
    realm: str
    pressure: str
    flow: str
    compartment: str
    place: str
    edition: str
    category: str
    id: str
    low: float
    high: float
    rsd: float
    flag: str
    fallback: str
    published: float
    override: str
    citation: str
    doi: str
    licence: str
    licence_status: str
    url: str


def factor(
    lens: str,
    flow: str,
    place: str,
    realm: str | None = None,
    *,
    pressure: str | None = None,
    compartment: str | None = None,
) -> Factor:
    """Return one characterisation factor.

    Parameters
    ----------
    lens
        "species", "condition", "impactworld" ...: see :func:`lenses`.
    flow
        Elementary flow in the nomenclature of GLAM and ecoinvent ("Occupation, annual crop").
    place
        ISO 3166-1 alpha-3 or alpha-2, a country's name, or "GLO".
    realm, pressure, compartment
        Needed only where the lens has several factors for the flow.

    Raises
    ------
    FactorError
        There is no such factor (it is never 0), or there are several: the message names them.

    Examples
    --------
    >>> found = factor("species", "Occupation, annual crop", "BEL")
    >>> f"{found.value:.2e} {found.unit} per {found.per}"
    '9.77e-16 global PDF.yr per m2.yr'
    """
    return factor_in(library(), lens, flow, _place(place), realm, pressure, compartment)


def factor_in(
    tables: Library,
    lens: str,
    flow: str,
    place: str,
    realm: str | None = None,
    pressure: str | None = None,
    compartment: str | None = None,
) -> Factor:
    """Return one characterisation factor of a library, for a place by its alpha-3 code or GLO: see :func:`factor`."""
    rows = _installed_rows(lens, flow) if tables is library() else _rows(tables, lens, flow)
    for name, wanted in (("realm", realm), ("pressure", pressure), ("compartment", compartment)):
        rows = rows[rows[name].astype(str) == wanted] if wanted is not None else rows
    what = f"lens {lens!r}, flow {flow!r}" + "".join(f", {text}" for text in (realm, pressure, compartment) if text)
    if rows.empty:
        raise FactorError(f"no factor for {what}: the method has none, which is not zero")
    return _one(tables, _of_place(rows, place, what), what)


def _rows(tables: Library, lens: str, flow: str) -> pd.DataFrame:
    return lens_rows(tables, chosen(tables, [lens]), [flow])


@lru_cache(maxsize=256)
def _installed_rows(lens: str, flow: str) -> pd.DataFrame:
    """Return the rows of the installed library; kept, because one flow is often asked for in many countries."""
    return _rows(library(), lens, flow)


def _place(written: str) -> str:
    if written.upper() == GLOBAL_PLACE:
        return GLOBAL_PLACE
    found = read_origin(written, catalogue())
    if found.country < 0:
        raise FactorError(f"{written!r} is no country known here; use its ISO code, its name, or GLO")
    return str(catalogue().countries[found.country])


def _country(written: str) -> str:
    if (place := _place(written)) != GLOBAL_PLACE:
        return place
    raise FactorError("GLO is no country of production; leave the origin out for the world")


def _of_place(rows: pd.DataFrame, place: str, what: str) -> pd.DataFrame:
    """Return for each indicator the row of the place or else of GLO, in the preferred compartment.

    Column `stands_in` is True where GLO stands in for a country in a method that has countries.
    """
    rank = {name: at for at, name in enumerate(_COMPARTMENTS)}
    usable = rows[rows["place"].astype(str).isin([place, GLOBAL_PLACE])]
    if usable.empty:
        raise FactorError(
            f"no factor for {what} in {place} and none for the world: the method has none, which is not zero"
        )
    local = set(rows.loc[rows["place"].astype(str) != GLOBAL_PLACE, "category"].astype(str))
    elsewhere = usable["place"].astype(str) != place
    order = usable.assign(
        elsewhere=elsewhere,
        stands_in=elsewhere & usable["category"].astype(str).isin(local),
        rank=usable["compartment"].astype(str).map(rank).astype("float64").to_numpy(na_value=len(rank)),
    ).sort_values(["rank", "compartment", "elsewhere"], kind="stable")
    return order.drop_duplicates(["lens", "realm", "pressure", "category"])


def _one(tables: Library, rows: pd.DataFrame, what: str) -> Factor:
    if len(rows) > 1:
        names = "; ".join(f"realm {row.realm}, pressure {row.pressure}" for row in rows.itertuples())
        raise FactorError(f"several factors for {what}: say which realm or pressure ({names})")
    row = rows.iloc[0]
    passport = tables.passport(str(row["edition"]))
    everywhere = str(row["pressure"]).startswith(CLIMATE)
    written: dict[str, Any] = {name: float(row[name]) for name in _NUMBERS}
    written |= {name: str(row[name]) for name in _TEXTS}
    return Factor(
        **written,
        id=str(factor_ids(rows)[0]),
        fallback=GLOBAL_PLACE if row["stands_in"] and not everywhere else "",
        citation=passport.citation,
        doi=passport.doi,
        licence=passport.licence,
        licence_status=passport.licence_status,
        url=passport.url,
    )


def lenses() -> pd.DataFrame:
    """Return the lenses: lens, title, unit, default, question, note."""
    return known_lenses(library())


def products(query: str | None = None) -> pd.DataFrame:
    """Return the catalogue: id, en, nl, fr, de, hs, fao, class, covered, reason.

    Parameters
    ----------
    query
        Only products with this in a name, or at the start of a code, the nearest first; all if None.

    Examples
    --------
    >>> products("cacaobonen")["id"].tolist()
    ['cocoa_beans']
    """
    table = catalogue().products
    if query is None:
        return table.copy()
    wanted = fold(query)
    named = _nearness(wanted)
    coded = [wanted.isdigit() and any(code.startswith(wanted) for code in str(codes).split()) for codes in table["hs"]]
    keep = np.isin(np.arange(len(table)), list(named)) | np.array(coded, dtype=bool) | (table["id"] == query).to_numpy()
    near = np.array([named.get(at, len(_NEARNESS)) for at in range(len(table))])
    order = np.lexsort((np.arange(len(table)), ~table["covered"].to_numpy(dtype=bool), near))
    found: pd.DataFrame = table.iloc[order[keep[order]]].reset_index(drop=True)
    return found


_NEARNESS = ("is the name", "begins it", "stands in it")


def _nearness(wanted: str) -> dict[int, int]:
    """Return for each product with `wanted` in a name how near it comes, 0 the nearest (place in _NEARNESS)."""
    nearest: dict[int, int] = {}
    for name, (code, _) in catalogue().names.items():
        if wanted and wanted in name:
            near = 0 if name == wanted else 1 if name.startswith(wanted) else 2
            nearest[code] = min(near, nearest.get(code, near))
    return nearest


def product_code(product: str) -> int:
    """Return the catalogue code of a product id or exact name, in any of the four languages.

    Raises
    ------
    FactorError
        There is no such product.
    """
    found = catalogue()
    if (at := int(found.ids.get_indexer(pd.Index([product]))[0])) >= 0:
        return at
    if fold(product) in found.names:
        return found.names[fold(product)][0]
    raise FactorError(f"no product {product!r} in the catalogue; footprint.products({product!r}) lists what comes near")


def inventory(product: str, origin: str | None = None, *, allocation: Allocation = "value") -> pd.DataFrame:
    """Return the life-cycle inventory of a tonne, with all it is made of.

    Columns: flow, compartment, place, value, unit, level, year, source, flag, material (what grew, grazed or was mined
    there), tonnes of it, and the range low to high where the edition states one.

    Parameters
    ----------
    product
        A product id or name.
    origin
        Country of production; None is the world mix: every producing country by its share of world production, or the
        first mix known of a product without recorded production.
    allocation
        How processes share their inputs among their products: "value" or "mass".

    Raises
    ------
    FactorError
        The product has no inventory, or nothing is known of it in that country.

    Examples
    --------
    >>> table = inventory("wheat", "BE")
    >>> land = table.loc[table["flow"] == "Occupation, annual crop"].iloc[0]
    >>> f"{10_000 / land['value']:.2f} t/ha"
    '8.41 t/ha'
    """
    tables = engine(None, allocation)
    code = product_code(product)
    position = _system_product(code, tables)
    countries, shares = _made_in(code, origin)
    cell = np.zeros(len(countries), dtype=np.int64)
    width = len(tables.system.countries)
    shared = draw(cell, np.full(len(countries), position), countries, shares, 1, width)
    way = walk(tables.network.chain, shared, len(tables.system.products), width)
    return _inventory_rows(tables, way, way.down(shared.share[np.argsort(shared.process)]))


def _made_in(code: int, origin: str | None) -> tuple[Ints, Floats]:
    """Return the countries of production meant, and their shares."""
    if origin is not None:
        return positions([_country(origin)], catalogue().countries), np.ones(1)
    _, countries, shares = mix_of(code, catalogue(), ("world_production", "world_exports", "direct_be"))
    if not len(countries):
        _, countries, shares = origin_of(code, -1, catalogue())
    return countries, shares


def _system_product(code: int, tables: Engine) -> int:
    found = int(tables.system_product[code])
    if found < 0:
        row = catalogue().products.iloc[code]
        raise FactorError(f"{row['en']} has no inventory: {row['reason']}")
    return found


def _inventory_rows(tables: Engine, way: Walk, tonnes: Floats) -> pd.DataFrame:
    inside = tables.system
    amount = inside.amount[way.product, way.country] * tonnes[:, np.newaxis]
    root, flow = np.nonzero(np.isfinite(amount) & (tonnes > 0)[:, np.newaxis])
    if not len(root):
        raise FactorError(f"nothing is known of {', '.join(inside.products[np.unique(way.product)])} there")
    at = (way.product[root], way.country[root], flow)
    kinds, rows = inside.flows.iloc[flow], inside.rows.iloc[inside.row[at]]
    return pd.DataFrame(
        {
            "flow": kinds["flow"].to_numpy(),
            "compartment": kinds["compartment"].to_numpy(),
            "place": inside.countries[way.country[root]],
            "value": amount[root, flow],
            "unit": kinds["unit"].to_numpy(),
            **inventory_passports(library(), inside, at),
            "flag": rows["flag"].astype(str).to_numpy(),
            "material": inside.products[way.product[root]],
            "tonnes": tonnes[root],
            **{name: rows[name].to_numpy(np.float64) * tonnes[root] for name in ("low", "high")},
        }
    )


def intensities(
    product: str | None = None,
    origin: str | None = None,
    lenses: list[str] | None = None,
    *,
    allocation: Allocation = "value",
) -> pd.DataFrame:
    """Return impact per tonne with all it is made of: product, origin, lens, realm, pressure, zone, value, unit.

    Only countries that grow or make the product are listed; a pressure of which nothing is known has no row.

    Parameters
    ----------
    product, origin
        One product or country of production; all if None.
    lenses
        The default ones if None.
    allocation
        How processes share their inputs among their products: "value" or "mass".
    """
    tables = engine(lenses, allocation)
    listed = tables.network.producible.copy()
    if product is not None:
        listed &= (np.arange(len(listed)) == _system_product(product_code(product), tables))[:, np.newaxis]
    if origin is not None:
        listed &= tables.system.countries == _country(origin)
    at_product, at_country = np.nonzero(listed)
    made = draw(
        np.arange(len(at_product)), at_product, at_country, np.ones(len(at_product)), len(at_product), listed.shape[1]
    )
    way = walk(tables.network.chain, made, len(tables.system.products), listed.shape[1])
    parts = [_zone_rows(tables, way, made, zone) for zone in (BELGIUM, ABROAD, GLOBAL)]
    keys = ["product", "origin", "lens", "realm", "pressure", "zone"]
    return pd.concat(parts, ignore_index=True).sort_values(keys, ignore_index=True)


def _zone_rows(tables: Engine, way: Walk, made: Draw, zone: str) -> pd.DataFrame:
    """Return the impact per tonne of processes in a zone: product, origin, lens, realm, pressure, zone, value, unit."""
    everywhere = tables.factors.combos["everywhere"].to_numpy(dtype=bool)
    here = (tables.system.countries[way.country] == HOME) == (zone == BELGIUM)
    counts = everywhere[np.newaxis, :] if zone == GLOBAL else ~everywhere & here[:, np.newaxis]
    impact = tables.impact[way.product, way.country]
    known = np.isfinite(impact) & counts
    value = way.up(tables.groups.by_pressure(np.where(known, impact, 0.0)))
    process, pressure = np.nonzero(way.up(tables.groups.by_pressure(known.astype(np.float64))) > 0)
    named = tables.groups.pressures.iloc[pressure]
    return pd.DataFrame(
        {
            "product": tables.network.products[made.product[process]],
            "origin": tables.system.countries[made.country[process]],
            **{name: named[name].astype(str).array for name in ("lens", "realm", "pressure")},
            "zone": zone,
            "value": value[process, pressure],
            "unit": named["unit"].astype(str).array,
        }
    )
