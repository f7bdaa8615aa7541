"""Look into the tables: the catalogue, the inventory of a product, impacts per tonne."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from footprint.engine import Engine, catalogue, engine
from footprint.ground.errors import FactorError
from footprint.ground.joins import positions
from footprint.ground.library import library
from footprint.ground.text import fold
from footprint.one_factor import place_of
from footprint.passports import inventory_passports
from footprint.stages.attribute.ledger import Draw, Walk, draw, walk
from footprint.stages.attribute.totals import ABROAD, BELGIUM, GLOBAL, HOME
from footprint.stages.characterise.select import GLOBAL_PLACE
from footprint.stages.inventory import Allocation
from footprint.stages.resolve.supply import mix_of, origin_of

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


def _country(written: str) -> str:
    if (place := place_of(written)) != GLOBAL_PLACE:
        return place
    raise FactorError("GLO is no country of production; leave the origin out for the world")


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
    if not isinstance(product, str):
        raise FactorError(f"a product is an id or a name, not {product!r:.40}")
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
    position = system_product_of(code, tables)
    countries, shares = made_in(code, origin)
    cell = np.zeros(len(countries), dtype=np.int64)
    width = len(tables.system.countries)
    shared = draw(cell, np.full(len(countries), position), countries, shares, 1, width)
    way = walk(tables.network.chain, shared, len(tables.system.products), width)
    return _inventory_rows(tables, way, way.down(shared.tonnes(np.ones(1))))


def made_in(code: int, origin: str | None) -> tuple[Ints, Floats]:
    """Return the countries of production meant, and their shares."""
    if origin is not None:
        return positions([_possible(code, origin)], catalogue().countries), np.ones(1)
    _, countries, shares = mix_of(code, catalogue(), ("world_production", "world_exports", "direct_be"))
    if not len(countries):
        _, countries, shares = origin_of(code, -1, catalogue())
    return countries, shares


def _possible(code: int, origin: str) -> str:
    """Return the country; FactorError if the product can neither be grown nor made there."""
    country = _country(origin)
    listed = catalogue()
    if listed.covered[code] and not listed.producible[code, listed.countries.get_loc(country)]:
        name = listed.english[code]
        raise FactorError(f"{name} is neither grown nor made in {country} as far as is known; leave the origin out")
    return country


def system_product_of(code: int, tables: Engine) -> int:
    """Return the place of a catalogue product in the product system; FactorError if it has no inventory."""
    found = int(tables.system_product[code])
    if found < 0:
        raise FactorError(f"{catalogue().english[code]} has no inventory: {catalogue().reasons[code]}")
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
        listed &= (np.arange(len(listed)) == system_product_of(product_code(product), tables))[:, np.newaxis]
    if origin is not None:
        country = _country(origin) if product is None else _possible(product_code(product), origin)
        listed &= tables.system.countries == country
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
    of_roots = [tables.groups.by_pressure(part) for part in (np.where(known, impact, 0.0), known.astype(np.float64))]
    value, touched = np.split(way.up(np.hstack(of_roots)), 2, axis=1)
    process, pressure = np.nonzero(touched > 0)
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
