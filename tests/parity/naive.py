"""A slow, obvious engine: one line, one country, one flow, one factor at a time, straight from the tables.

It shares nothing with the engine but the tables of factors/. What lines were resolved to is followed back to what grew,
grazed or was mined by naive_chain.py.
"""

from __future__ import annotations

import math
from collections import defaultdict
from functools import cache

import pandas as pd

from footprint.ground.library import INVENTORIES, LENSES, ORIGINS, REFERENCE, library


@cache
def tables():
    """Return the flows of every product by product, origin, flow and compartment, and the sub-region of countries."""
    lib = library()
    ids = {int(row.fao): str(row.id) for row in lib.table(REFERENCE, "products").itertuples() if is_crop(row)}
    flows = {}
    for edition in INVENTORIES:
        for row in lib.table(edition, "flows").itertuples():
            product = str(row.product) if hasattr(row, "product") else ids.get(int(row.fao))
            flows[product, str(row.origin), str(row.flow), str(row.compartment)] = float(row.value)
    region = {str(row.country): str(row.region) for row in lib.table(ORIGINS, "regions").itertuples()}
    return flows, region


def is_crop(row):
    """Return whether a row of the catalogue is a crop of FAOSTAT."""
    return str(getattr(row, "_8", getattr(row, "class", ""))).endswith("crop") and row.fao == row.fao


def roots():
    """Return the products that have flows of their own."""
    return {product for product, _, _, _ in tables()[0]}


@cache
def factors(lens):
    """Return (realm, pressure, category, flow, compartment, place) -> value, with overrides applied row by row."""
    lib = library()
    overrides = list(lib.table(LENSES, "overrides").astype({"value": float}).itertuples())
    found = {}
    core = {(flow, compartment) for _, _, flow, compartment in tables()[0]}
    names = {flow for flow, _ in core}
    for chosen in lib.table(LENSES, "selection").itertuples():
        if str(chosen.lens) != lens:
            continue
        table = lib.table(str(chosen.edition), "factors")
        table = table[table["flow"].isin(names)]
        for row in [*table.itertuples(), *stand_ins(str(chosen.edition), table, overrides)]:
            if any(
                str(getattr(row, key)) != str(getattr(chosen, key))
                for key in ("realm", "pressure", "category", "approach")
            ):
                continue
            value = corrected(str(chosen.edition), row, overrides)
            if value is not None:
                found[
                    str(row.realm),
                    str(row.pressure),
                    str(row.category),
                    str(row.flow),
                    str(row.compartment),
                    str(row.place),
                ] = value
    return found


def stand_ins(edition, table, overrides):
    """Return the rows of one country under the name of another that has none."""
    rules = [rule for rule in overrides if rule.action == "use_place" and rule.edition == edition]
    return [
        row._replace(place=rule.place)
        for rule in rules
        for row in table.itertuples()
        if row.place == rule.stand_in and row.category == rule.category
    ]


def corrected(edition, row, overrides):
    """Return the value of a factor row after all overrides, None if it is not to be used."""
    value = float(row.value)
    for override in overrides:
        wanted = (override.edition, override.category, override.flow, override.compartment, override.place)
        actual = (edition, row.category, row.flow, row.compartment, row.place)
        if any(str(want) not in ("*", str(have)) for want, have in zip(wanted, actual, strict=True)):
            continue
        if override.action == "zero":
            value = 0.0
        elif override.action == "replace":
            value = float(override.value)
        elif override.action in ("exclude", "use_glo"):
            return None
    return value


def flow_amount(product, country, flow, compartment):
    """Return a flow per tonne: the country's, else its region's, else the world's; None if there is none."""
    flows, region = tables()
    for place in (country, f"region:{region[country]}", "WLD"):
        if (product, place, flow, compartment) in flows:
            return flows[product, place, flow, compartment]
    return None


def totals(shares: pd.DataFrame, lenses) -> dict:
    """Return (lens, realm, pressure, zone) -> value for shares: product, country, tonnes."""
    flows, _ = tables()
    kinds = sorted({(flow, compartment) for _, _, flow, compartment in flows})
    result = defaultdict(list)
    for lens in lenses:
        table = factors(lens)
        indicators = sorted({key[:3] for key in table})
        for row in shares.itertuples():
            for realm, pressure, category in indicators:
                for flow, compartment in kinds:
                    amount = flow_amount(row.product, row.country, flow, compartment)
                    if amount is None:
                        continue
                    value, zone = lookup(table, (realm, pressure, category), flow, compartment, row.country)
                    if value is not None:
                        result[lens, realm, pressure, zone].append(row.tonnes * amount * value)
    return {key: math.fsum(parts) for key, parts in result.items()}


def lookup(table, indicator, flow, compartment, country):
    """Return a factor and its zone: the country's own, else the world's; the compartment's own row comes first."""
    near = "belgium" if country == "BEL" else "abroad"
    options = (compartment, compartment.split("/")[0])
    zone = "global" if indicator[1].startswith("climate change") else near
    for place in (country, "GLO"):
        for option in options:
            if (*indicator, flow, option, place) in table:
                return table[*indicator, flow, option, place], zone
    return None, zone
