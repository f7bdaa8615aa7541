"""Totals by pressure and zone, by product, by origin; the pressures themselves; and the long table of impacts."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from footprint.stages.attribute.ledger import Ledger

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

BELGIUM, ABROAD, GLOBAL = "belgium", "abroad", "global"
HOME = "BEL"
EVERYWHERE = "GLO"


def totals(ledger: Ledger, countries: pd.Index) -> pd.DataFrame:
    """Return lens, realm, pressure, zone, value, unit; a pressure of which nothing is known has no row.

    Zones: `belgium` where the place of the pressure is BEL, `abroad` any other country, `global` for what acts
    everywhere. A zone is 0 where nothing of the pressure happens, and has no row where it happens and is not known
    (law L1).
    """
    at_home = ledger.draw.country == home_of(countries)
    value = np.where(np.isfinite(ledger.impact), ledger.impact, 0.0) * ledger.pair_tonnes[:, np.newaxis]
    everywhere, anywhere = ledger.combos["everywhere"].to_numpy(dtype=bool), np.ones_like(at_home)
    known_anywhere, _ = _known(ledger, anywhere)
    rows = []
    for zone, pairs, here in (
        (BELGIUM, at_home, ~everywhere),
        (ABROAD, ~at_home, ~everywhere),
        (GLOBAL, anywhere, everywhere),
    ):
        known, unknown = _known(ledger, pairs)
        kept = here & known_anywhere & (known | ~unknown)
        named = ledger.combos.loc[kept, ["lens", "realm", "pressure", "unit"]]
        rows.append(named.assign(zone=zone, value=value[pairs].sum(axis=0)[kept]))
    long = pd.concat(rows, ignore_index=True)
    order = ["lens", "realm", "pressure", "zone", "unit"]
    summed = long.groupby(order, sort=True, observed=True)["value"].sum().reset_index()
    return summed[["lens", "realm", "pressure", "zone", "value", "unit"]]


def home_of(countries: pd.Index) -> int:
    """Return the place of Belgium among the countries; -1 if it is not one of them."""
    return int(countries.get_indexer(pd.Index([HOME]))[0])


def _known(ledger: Ledger, pairs: Bools) -> tuple[Bools, Bools]:
    """Return for each combination whether its pressure has any known part in these pairs' tonnes, and any unknown."""
    bought = (pairs & (ledger.pair_tonnes > 0))[:, np.newaxis]
    known = np.isfinite(ledger.impact)
    parts = (known & bought, ledger.expected & ~known & bought)
    of_pressure = [ledger.any_by_pressure(part).sum(axis=0) > 0 for part in parts]
    return of_pressure[0][ledger.groups.pressure_of], of_pressure[1][ledger.groups.pressure_of]


def pair_values(ledger: Ledger) -> Floats:
    """Return the impact of each pair's tonnes by realm, shape (pairs, realms); NaN where nothing of it is known."""
    known = np.isfinite(ledger.impact)
    value = np.full((len(ledger.pair_tonnes), len(ledger.realms)), np.nan)
    for at in range(len(ledger.realms)):
        mine = ledger.groups.realm_of == at
        some = known[:, mine].any(axis=1)
        value[some, at] = (
            np.where(known[:, mine], ledger.impact[:, mine], 0.0)[some].sum(axis=1) * ledger.pair_tonnes[some]
        )
    return value


def by_axis(ledger: Ledger, code_of_pair: Ints, names: pd.Index, axis: str) -> pd.DataFrame:
    """Return axis, tonnes, lens, realm, value, unit summed over the pairs of each product or country (law L4)."""
    value = pair_values(ledger)
    tonnes = np.bincount(code_of_pair, ledger.pair_tonnes, len(names))
    used = np.flatnonzero(tonnes > 0)
    parts = []
    for at, realm in enumerate(ledger.realms.itertuples(index=False)):
        finite = np.isfinite(value[:, at])
        summed = np.bincount(code_of_pair[finite], value[finite, at], len(names))
        some = np.bincount(code_of_pair[finite], minlength=len(names))[used] > 0
        part = {axis: names[used[some]], "tonnes": tonnes[used[some]], "lens": realm.lens, "realm": realm.realm}
        parts.append(pd.DataFrame({**part, "value": summed[used[some]], "unit": realm.unit}))
    return (
        pd.concat(parts, ignore_index=True)
        if parts
        else pd.DataFrame(columns=[axis, "tonnes", "lens", "realm", "value", "unit"])
    )


def flow_by_axis(ledger: Ledger, amount: Floats, code_of_pair: Ints, width: int) -> Floats:
    """Return a flow [its unit] by product or country, shape (width,); NaN where it is not known.

    Parameters
    ----------
    amount
        The flow per tonne, shape (P, C); NaN where unknown.
    """
    of_pair = amount[ledger.draw.product, ledger.draw.country] * ledger.pair_tonnes
    known = np.isfinite(of_pair)
    some = np.bincount(code_of_pair[known], minlength=width) > 0
    return np.where(some, np.bincount(code_of_pair[known], of_pair[known], width), np.nan)


def pressures(ledger: Ledger, amount: Floats, flows: pd.DataFrame, countries: pd.Index) -> pd.DataFrame:
    """Return flow, compartment, zone, value, unit: the inventory of everything characterised, before any factor.

    Parameters
    ----------
    amount
        Flow per tonne, shape (P, C, F); NaN where unknown, which adds nothing here and is counted in the coverage.
    """
    of_pair = amount[ledger.draw.product, ledger.draw.country] * ledger.pair_tonnes[:, np.newaxis]
    at_home = ledger.draw.country == home_of(countries)
    parts = []
    for zone, rows in ((BELGIUM, at_home), (ABROAD, ~at_home)):
        known = np.isfinite(of_pair[rows])
        kept = flows.loc[known.any(axis=0), ["flow", "compartment", "unit"]]
        sums = np.where(known, of_pair[rows], 0.0).sum(axis=0)[known.any(axis=0)]
        parts.append(kept.assign(zone=zone, value=sums))
    long = pd.concat(parts, ignore_index=True)[["flow", "compartment", "zone", "value", "unit"]]
    ordered: pd.DataFrame = long.sort_values(["flow", "compartment", "zone"], ignore_index=True)
    return ordered
