"""Totals by pressure and zone, by product, by origin and by raw material; and the pressures themselves."""

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
    at_home = ledger.walk.country == home_of(countries)
    value = np.where(np.isfinite(ledger.impact), ledger.impact, 0.0) * ledger.root_tonnes[:, np.newaxis]
    everywhere, anywhere = ledger.combos["everywhere"].to_numpy(dtype=bool), np.ones_like(at_home)
    known_anywhere, _ = _known(ledger, anywhere)
    rows = []
    for zone, roots, here in (
        (BELGIUM, at_home, ~everywhere),
        (ABROAD, ~at_home, ~everywhere),
        (GLOBAL, anywhere, everywhere),
    ):
        known, unknown = _known(ledger, roots)
        kept = here & known_anywhere & (known | ~unknown)
        named = ledger.combos.loc[kept, ["lens", "realm", "pressure", "unit"]]
        rows.append(named.assign(zone=zone, value=value[roots].sum(axis=0)[kept]))
    long = pd.concat(rows, ignore_index=True)
    order = ["lens", "realm", "pressure", "zone", "unit"]
    summed = long.groupby(order, sort=True, observed=True)["value"].sum().reset_index()
    return summed[["lens", "realm", "pressure", "zone", "value", "unit"]]


def home_of(countries: pd.Index) -> int:
    """Return the place of Belgium among the countries; -1 if it is not one of them."""
    return int(countries.get_indexer(pd.Index([HOME]))[0])


def _known(ledger: Ledger, roots: Bools) -> tuple[Bools, Bools]:
    """Return for each combination whether its pressure has any known part in these roots' tonnes, and any unknown."""
    bought = (roots & (ledger.root_tonnes > 0))[:, np.newaxis]
    known = np.isfinite(ledger.impact)
    parts = (known & bought, ledger.expected & ~known & bought)
    of_pressure = [ledger.any_by_pressure(part).sum(axis=0) > 0 for part in parts]
    return of_pressure[0][ledger.groups.pressure_of], of_pressure[1][ledger.groups.pressure_of]


def root_values(ledger: Ledger) -> Floats:
    """Return the impact of each root's tonnes by realm, shape (roots, realms); NaN where nothing of it is known."""
    known = np.isfinite(ledger.impact)
    value = ledger.groups.by_realm(np.where(known, ledger.impact, 0.0)) * ledger.root_tonnes[:, np.newaxis]
    return np.where(ledger.groups.by_realm(known.astype(np.float64)) > 0, value, np.nan)


def cell_values(ledger: Ledger) -> Floats:
    """Return the impact of each cell's tonnes by realm, shape (cells, realms); NaN where nothing of it is known."""
    value: Floats = ledger.cell_value * ledger.cell_tonnes[:, np.newaxis]
    return value


def by_axis(
    value: Floats, tonnes: Floats, realms: pd.DataFrame, code: Ints, names: pd.Index, axis: str
) -> pd.DataFrame:
    """Return axis, tonnes, lens, realm, value, unit: sums over the cells or roots of each name (law L4).

    Parameters
    ----------
    value, tonnes
        Impact by realm, shape (n, realms), NaN where unknown; and tonnes, shape (n,).
    code, names
        Place of each cell or root in `names`; -1 for none.
    """
    named = code >= 0
    value, tonnes, code = value[named], tonnes[named], code[named]
    of_name = np.bincount(code, tonnes, len(names))
    used = np.flatnonzero(of_name > 0)
    parts = []
    for at, realm in enumerate(realms.itertuples(index=False)):
        finite = np.isfinite(value[:, at])
        summed = np.bincount(code[finite], value[finite, at], len(names))
        some = np.bincount(code[finite], minlength=len(names))[used] > 0
        part = {axis: names[used[some]], "tonnes": of_name[used[some]], "lens": realm.lens, "realm": realm.realm}
        parts.append(pd.DataFrame({**part, "value": summed[used[some]], "unit": realm.unit}))
    columns = [axis, "tonnes", "lens", "realm", "value", "unit"]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)


def root_flow(ledger: Ledger, amount: Floats) -> Floats:
    """Return a flow of each root's tonnes [its unit], shape (roots,); NaN where it is not known.

    Parameters
    ----------
    amount
        The flow per tonne, shape (P, C); NaN where unknown.
    """
    value: Floats = amount[ledger.walk.product, ledger.walk.country] * ledger.root_tonnes
    return value


def cell_flow(ledger: Ledger, amount: Floats) -> Floats:
    """Return a flow of each cell's tonnes with all behind them [its unit], shape (cells,); NaN where unknown."""
    of_root = amount[ledger.walk.product, ledger.walk.country][:, np.newaxis]
    known = np.isfinite(of_root)
    carried = ledger.draw.to_cells(ledger.walk.up(np.hstack([np.where(known, of_root, 0.0), known.astype(np.float64)])))
    return np.where(carried[:, 1] > 0, carried[:, 0], np.nan) * ledger.cell_tonnes


def sum_known(value: Floats, code: Ints, width: int) -> Floats:
    """Return the sums by code, shape (width,); NaN where nothing is known; a code of -1 counts nowhere."""
    known = np.isfinite(value) & (code >= 0)
    some = np.bincount(code[known], minlength=width) > 0
    return np.where(some, np.bincount(code[known], value[known], width), np.nan)


def pressures(ledger: Ledger, amount: Floats, flows: pd.DataFrame, countries: pd.Index) -> pd.DataFrame:
    """Return flow, compartment, zone, value, unit: the inventory of everything characterised, before any factor.

    Parameters
    ----------
    amount
        Flow per tonne, shape (P, C, F); NaN where unknown, which adds nothing here and is counted in the coverage.
    """
    of_root = amount[ledger.walk.product, ledger.walk.country] * ledger.root_tonnes[:, np.newaxis]
    at_home = ledger.walk.country == home_of(countries)
    parts = []
    for zone, rows in ((BELGIUM, at_home), (ABROAD, ~at_home)):
        known = np.isfinite(of_root[rows]) & (ledger.root_tonnes[rows] > 0)[:, np.newaxis]
        kept = flows.loc[known.any(axis=0), ["flow", "compartment", "unit"]]
        sums = np.where(known, of_root[rows], 0.0).sum(axis=0)[known.any(axis=0)]
        parts.append(kept.assign(zone=zone, value=sums))
    long = pd.concat(parts, ignore_index=True)[["flow", "compartment", "zone", "value", "unit"]]
    ordered: pd.DataFrame = long.sort_values(["flow", "compartment", "zone"], ignore_index=True)
    return ordered
