"""The characterisation factors: coverage of Belgium and its neighbours, signs, GLO in range, golden values, closure."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd

from footprint.ground.errors import FactorError
from footprint.ground.joins import lookup
from footprint.ground.library import WORLD, Library
from footprint.one_factor import factor_in
from footprint.stages.characterise.select import GLOBAL_PLACE, known_lenses, lens_rows, select_factors
from footprint.verify.check import Check

#: Belgium and its neighbours: present in every method, or flagged (law L2).
NEIGHBOURS = ("BEL", "NLD", "FRA", "DEU", "LUX", "GBR")

#: lens, flow, place, realm, expected value, relative tolerance, source of the expectation.
GOLDEN = (
    (
        "species",
        "Occupation, annual crop",
        "BEL",
        "terrestrial",
        9.77e-16,
        2e-3,
        "Scherer et al. 2023, cropland intense, Belgium",
    ),
    (
        "species",
        "Occupation, annual crop",
        "BRA",
        "terrestrial",
        6.89e-15,
        2e-3,
        "Scherer et al. 2023, cropland intense, Brazil",
    ),
    ("species", "Carbon dioxide, fossil", "GLO", "freshwater", 2.16e-15, 1e-6, "GLAM 1.0, climate change, freshwater"),
    (
        "species",
        "Water, unspecified natural origin",
        "BEL",
        "freshwater",
        3.3059e-16,
        1e-6,
        "LC-IMPACT 1.3, water, all effects, Belgium",
    ),
    ("condition", "Carbon dioxide, fossil", "BEL", "terrestrial", 0.39, 1e-3, "IBIF v2, CO2"),
    ("condition", "Occupation, annual crop", "BEL", "terrestrial", 0.623, 2e-3, "IBIF v2, cropland, Belgium"),
    (
        "impactworld",
        "Occupation, annual crop",
        "BEL",
        "terrestrial",
        0.760,
        2e-3,
        "IMPACT World+ 2.1, annual crop, Belgium",
    ),
    (
        "impactworld",
        "Occupation, annual crop",
        "GLO",
        "terrestrial",
        0.658931,
        1e-5,
        "IMPACT World+ 2.1, annual crop, world",
    ),
    (
        "lcimpact",
        "Occupation, annual crop",
        "BEL",
        "terrestrial",
        5.1748e-16,
        1e-6,
        "LC-IMPACT 1.3, annual crops, Belgium",
    ),
)


def check_methods(library: Library) -> Iterator[Check]:
    """Yield the checks of all lenses."""
    names = list(known_lenses(library)["lens"].astype(str))
    rows = lens_rows(library, names)
    yield from _neighbours(rows)
    yield from _signs(library, rows)
    yield from _world_in_range(rows)
    yield from (_golden(library, *expected) for expected in GOLDEN)
    yield from _closure(library)


def _neighbours(rows: pd.DataFrame) -> Iterator[Check]:
    """Check that every selected indicator has each neighbour, or a GLO row that stands in for it, flagged."""
    for keys, mine in rows.groupby(["lens", "realm", "pressure", "category"], observed=True, sort=True):
        lacking = {}
        for flow, of_flow in mine.groupby("flow", observed=True):
            places = set(of_flow["place"].astype(str))
            if len(places) > 1:
                absent = [country for country in NEIGHBOURS if country not in places]
                if absent:
                    lacking[str(flow)] = (absent, GLOBAL_PLACE in places)
        unresolved = {flow: absent for flow, (absent, world) in lacking.items() if not world}
        by_rule = sorted({country for absent, world in lacking.values() if world for country in absent})
        yield Check(
            f"{': '.join(map(str, keys))}: BE and neighbours",
            not unresolved,
            f"by GLO rule: {', '.join(by_rule) or 'none'}; without any: {unresolved or 'none'}",
        )


def _signs(library: Library, rows: pd.DataFrame) -> Iterator[Check]:
    """Check that occupation harms (>= 0), but where a sensitivity lens publishes a gain, and that from is minus to.

    'Transformation, from' and 'transformation, to' are compared by land class and place.
    """
    flow = rows["flow"].astype(str)
    value = rows["value"].to_numpy(np.float64)
    occupation = flow.str.startswith("Occupation").to_numpy()
    default = rows["lens"].isin(list(known_lenses(library).query("default")["lens"].astype(str))).to_numpy()
    gains = occupation & (value < 0)
    elsewhere = ", ".join(sorted(rows.loc[gains & ~default, "lens"].astype(str).unique())) or "none"
    counted = f"{int((gains & default).sum())} gains in the default lenses"
    found = f"{counted}; {int((gains & ~default).sum())} as published in: {elsewhere}"
    yield Check("sign: occupation is never a gain", not (gains & default).any(), found)
    halves = []
    for way, sign in (("from", -1.0), ("to", 1.0)):
        start = f"Transformation, {way} "
        mine = rows[flow.str.startswith(start)]
        keys = pd.DataFrame(
            {
                "class": mine["flow"].astype(str).str.removeprefix(start),
                **{key: mine[key].astype(str) for key in ("lens", "category", "place")},
            }
        )
        halves.append(pd.Series(sign * mine["value"].to_numpy(np.float64), pd.MultiIndex.from_frame(keys)))
    both = pd.concat(halves, axis=1, join="inner", keys=["from", "to"])
    differing = int((~np.isclose(both["from"], both["to"], rtol=1e-6, atol=0)).sum())
    yield Check("sign: from = -to", differing == 0, f"{len(both):,} pairs, {differing} differ")


def _world_in_range(rows: pd.DataFrame) -> Iterator[Check]:
    """Check that a method's world factor lies between its smallest and largest country factor."""
    keys = ["lens", "category", "realm", "flow", "compartment"]
    at_world = (rows["place"] == GLOBAL_PLACE).to_numpy()
    world = rows[at_world].groupby(keys, observed=True)["value"].agg(worlds="size", first="first").reset_index()
    others = rows[~at_world].groupby(keys, observed=True)["value"].agg(["size", "min", "max"]).reset_index()
    both = lookup(world, others, keys, missing="keep")
    both = both[(both["worlds"] == 1) & (both["size"] > 1)]
    low, high = both["min"] * (1 - 1e-9) - 1e-30, both["max"] * (1 + 1e-9) + 1e-30
    beyond = both[~both["first"].between(low, high) & (both["first"] >= 0)]
    outside = [" / ".join(map(str, key)) for key in beyond[keys].itertuples(index=False, name=None)]
    yield Check(
        "GLO within the country range", not outside, f"{len(both):,} compared; outside: {outside[:3] or 'none'}"
    )


def _golden(
    library: Library, lens: str, flow: str, place: str, realm: str, expected: float, tolerance: float, source: str
) -> Check:
    name = f"golden: {source}"
    try:
        found = factor_in(library, lens, flow, place, realm)
    except FactorError as fault:
        return Check(name, False, str(fault))
    close = bool(np.isclose(found.value, expected, rtol=tolerance, atol=0))
    return Check(name, close, f"{found.value:.6g}, expected {expected:.6g} {found.unit}/{found.per}")


def _closure(library: Library) -> Iterator[Check]:
    """Check that factor times world inventory is at most the whole: 1 PDF in each realm of a lens in global PDF.

    A flow with a published world total (GLO: greenhouse gases) is counted by that, not by its country rows as well.
    """
    world = library.table(WORLD, "inventory")
    lenses = known_lenses(library)
    names = list(lenses.loc[lenses["unit"].astype(str) == "global PDF.yr", "lens"].astype(str))
    kinds = world[["flow", "compartment"]].astype(str).drop_duplicates().reset_index(drop=True)
    places = pd.Index(sorted(set(world["place"].astype(str)) - {GLOBAL_PLACE}))
    factors = select_factors(lens_rows(library, names, list(kinds["flow"])), kinds, places)
    amount = _world_amounts(world, kinds, places)
    at = factors.combos["flow"].to_numpy(np.int64)
    of_world = np.where(np.isfinite(factors.value), factors.value, -np.inf).max(axis=1)
    by_country = np.nansum(factors.value * amount[at][:, :-1], axis=1)
    loss = np.where(amount[at][:, -1] > 0, of_world * amount[at][:, -1], by_country)
    by_pressure = factors.combos.assign(loss=loss).groupby(["lens", "realm", "pressure"], observed=True)["loss"]
    for keys, parts in by_pressure.sum().reset_index().groupby(["lens", "realm"], observed=True):
        words = "; ".join(f"{row.pressure} {row.loss:.3g}" for row in parts.itertuples())
        whole = float(parts["loss"].sum())
        yield Check(f"closure: {': '.join(map(str, keys))}", whole <= 1.0, f"{whole:.3g} of 1 PDF ({words})")


def _world_amounts(world: pd.DataFrame, kinds: pd.DataFrame, places: pd.Index) -> npt.NDArray[np.float64]:
    """Return the world inventory, shape (flows, places + GLO); 0 where a country has none of a flow."""
    keys = pd.MultiIndex.from_frame(kinds)
    flow = keys.get_indexer(pd.MultiIndex.from_frame(world[["flow", "compartment"]].astype(str)))
    place = places.append(pd.Index([GLOBAL_PLACE])).get_indexer(pd.Index(world["place"].astype(str)))
    amount = np.zeros((len(kinds), len(places) + 1))
    np.add.at(amount, (flow, place), world["amount"].to_numpy(np.float64))
    return amount
