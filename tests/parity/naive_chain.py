"""The product system once more, slow and obvious: one tonne, one input, one country at a time, straight from tables.

It shares nothing with the engine but the tables: where an input comes from is decided here again, by the rule of
docs/method.md, and a tonne is followed back input by input until nothing is left but what grew, grazed or was mined.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from footprint.ground.library import ANIMALS, MINERALS, ORIGINS, PROCESSES, WOOD, library


def rows(edition, name):
    """Return the rows of a table as tuples with names."""
    table = library().table(edition, name)
    return list(table.astype(dict.fromkeys(table.select_dtypes(exclude="number"), str)).itertuples())


@cache
def exchanges():
    """Return (product, country or "*") -> [(input, value, mass)]."""
    found = defaultdict(list)
    for edition in (PROCESSES, MINERALS):
        for row in rows(edition, "exchanges"):
            found[row.product, row.country].append((row.input, row.value, row.mass))
    return found


@cache
def diets():
    """Return (animal, country, region or world) -> [(input, amount)]."""
    found = defaultdict(list)
    for row in rows(ANIMALS, "feed"):
        found[row.product, row.country].append((row.input, row.amount))
    return found


@cache
def blends():
    """Return (product, country) -> [(input, share)]."""
    found = defaultdict(list)
    for row in rows(ORIGINS, "blends"):
        found[row.product, row.country].append((row.input, row.share))
    return found


@cache
def traced():
    """Return (root, country supplied) -> [(origin, share)]."""
    root = {row.group: row.root for row in rows(ORIGINS, "groups")}
    found = defaultdict(list)
    for row in rows(ORIGINS, "traced"):
        found[root[row.group], row.country].append((row.origin, row.share))
    return found


@cache
def mixes():
    """Return (product, basis) -> [(country, share)]."""
    found = defaultdict(list)
    for edition in (ORIGINS, WOOD, MINERALS):
        for row in rows(edition, "mixes"):
            found[row.product, row.basis].append((row.country, row.share))
    return found


@cache
def grown():
    """Return the (product, country) with recorded production."""
    editions = (ORIGINS, WOOD, MINERALS)
    return {(row.product, row.country) for edition in editions for row in rows(edition, "production")}


@cache
def mined():
    """Return (mineral, country) -> tonnes."""
    return {(row.product, row.country): row.tonnes for row in rows(MINERALS, "production")}


def minor(product, country):
    """Return whether a country mines less than a hundredth of the world's."""
    world = sum(tonnes for (one, _), tonnes in mined().items() if one == product)
    return (product, country) in mined() and mined()[product, country] < 0.01 * world


@cache
def single_root():
    """Return product -> the one crop it is made of."""
    found = {row.product: row.root for row in rows(ORIGINS, "caps")}
    for root, _ in traced():
        crop = root
        while (crop, "*") in exchanges() and len({row[0] for row in exchanges()[crop, "*"] if row[0]}) == 1:
            crop = exchanges()[crop, "*"][0][0]
        if crop != root:
            found[root] = crop
    return found


@cache
def regions():
    """Return country -> sub-region."""
    return {row.country: row.region for row in rows(ORIGINS, "regions")}


@cache
def named(table):
    """Return the products of a table: the first part of its keys."""
    return {key[0] for key in table()}


def made(product):
    """Return whether a product is made of others."""
    return product in named(exchanges) or product in named(blends)


@cache
def possible(product, country):
    """Return whether a product can come from a country."""
    if product in single_root():
        root = single_root()[product]
        return possible(root, country) or (root, country) in traced()
    if product in named(blends):
        return (product, country) in blends()
    if product in named(grown):
        return (product, country) in grown()
    return True


def sources(product, country):
    """Return [(country, share)]: from where a country is supplied with a product; [] if nobody knows."""
    if (product, country) in traced():
        return scaled(traced()[product, country])
    if possible(product, country) and not minor(product, country):
        return [(country, 1.0)]
    bases = ["direct_be"] if country == "BEL" else []
    for basis in [*bases, "world_exports", "world_production"]:
        if (product, basis) in mixes():
            return scaled(mixes()[product, basis])
    return []


def scaled(shares):
    """Return shares that sum to one."""
    total = sum(share for _, share in shares)
    return [(country, share / total) for country, share in shares]


def inputs(product, country, allocation):
    """Return [(input, tonnes)] that a tonne of a product takes."""
    column = 1 if allocation == "value" else 2
    found = [(row[0], row[column]) for key in ("*", country) for row in exchanges().get((product, key), [])]
    found += blends().get((product, country), [])
    for place in (country, f"region:{regions().get(country)}", "WLD"):
        if (product, place) in diets():
            return found + diets()[product, place]
    return found


def follow(product, country, tonnes, known, found, allocation="value"):
    """Add to `found` the tonnes of everything in `known` (products with flows of their own) behind some tonnes."""
    if product in known:
        found[product, country] += tonnes
    for taken, amount in inputs(product, country, allocation):
        if taken in known or made(taken):
            for origin, share in sources(taken, country):
                follow(taken, origin, tonnes * amount * share, known, found, allocation)
