"""The practices of one product side by side, per tonne."""

from __future__ import annotations

import numpy as np
import pandas as pd

from footprint.engine import Engine, engine
from footprint.ground.errors import FactorError
from footprint.lookups import made_in, product_code, system_product_of
from footprint.practice.carried import NO_CROPS, Carried, carried, known, note_of
from footprint.practice.scenario import ENDS, INTENSITIES, SCENARIOS, Floats, Scenario, scenario_of
from footprint.stages.attribute.ledger import Draw, Walk, draw, walk
from footprint.stages.inventory import Allocation

CONVENTIONAL = "conventional"


def practices(
    product: str, origin: str | None = None, lenses: list[str] | None = None, allocation: Allocation = "value"
) -> pd.DataFrame:
    """Return the impact of a tonne farmed conventionally, organically and extensively: a scenario, not a result.

    Of all crops behind the good, wherever they grow, the yield is divided by the ratio found in the literature and the
    land factor is that of the intensity the practice is taken for. Pasture, forest and mines stay as they are, and so
    do fertiliser, water, clearing and emissions: no evidence table for them is in this release. So a realm that has no
    land occupation has no row. The yields of the inventory are national means, with what is already organic in them.

    Columns: practice, lens, realm, yield_ratio and its range yield_low to yield_high (over all cropland behind the
    good), land_m2_yr (per tonne, all land), flow (whose factor is used), value (all pressures of the realm), its range
    low to high over the yields and the intensities minimal to intense, minimal, light and intense (value at the central
    yield with each), unit, ratio_to_conventional, note, status (whether the yield figures were read), source.

    Parameters
    ----------
    product
        A product id or name.
    origin
        Country of production; None is the world mix.
    lenses
        The default ones if None.
    allocation
        How processes share their inputs among their products: "value" or "mass".

    Raises
    ------
    FactorError
        Nothing is known of the product there, or no cropland stands behind it.

    Examples
    --------
    >>> table = practices("wheat", "BE", ["species"])
    >>> table[["practice", "yield_ratio", "ratio_to_conventional"]].round(2).values.tolist()
    [['conventional', 1.0, 1.0], ['organic', 0.73, 1.02], ['extensive', 0.83, 0.9]]
    """
    tables = engine(lenses, allocation)
    scenario = scenario_of(tables)
    way, shares = _walk_of(product, origin, tables)
    per_tonne = carried(scenario, way, shares)
    if not per_tonne.crop_land.sum() > 0:
        raise FactorError(f"{product}: {NO_CROPS}")
    tonnes = way.down(shares.tonnes(np.ones(shares.cells)))
    amount = tables.system.amount[way.product, way.country][:, scenario.crop_flows]
    crops = pd.Series(tonnes * known(amount).sum(axis=1)).groupby(tables.system.products[way.product]).sum()
    parts = [_conventional(scenario, per_tonne)]
    for at, practice in enumerate(SCENARIOS):
        rows = _practice(scenario, per_tonne, at)
        parts.append(rows.assign(**_sources(scenario, practice, crops[crops > 0])))
    return pd.concat(parts, ignore_index=True)


def _walk_of(product: str, origin: str | None, tables: Engine) -> tuple[Walk, Draw]:
    code = product_code(product)
    position = system_product_of(code, tables)
    countries, shares = made_in(code, origin)
    cell, width = np.zeros(len(countries), dtype=np.int64), len(tables.system.countries)
    shared = draw(cell, np.full(len(countries), position), countries, shares, 1, width)
    return walk(tables.network.chain, shared, len(tables.system.products), width), shared


def _conventional(scenario: Scenario, per_tonne: Carried) -> pd.DataFrame:
    value, intense = per_tonne.as_counted[0], len(INTENSITIES) - 1
    land = float(per_tonne.crop_land.sum() + per_tonne.other_land[0])
    rows = _rows(scenario, per_tonne, CONVENTIONAL, [1.0] * len(ENDS), land, intense, (value, value, value))
    return rows.assign(minimal=np.nan, light=np.nan, intense=value, note="", status="", source="as counted")[_COLUMNS]


def _practice(scenario: Scenario, per_tonne: Carried, at: int) -> pd.DataFrame:
    yields = [float(per_tonne.ratio(at, end)[0]) for end in range(len(ENDS))]
    land = float(per_tonne.new_land[0, at, 0] + per_tonne.other_land[0])
    low, high = per_tonne.ends(at)
    chosen = int(scenario.chosen[at])
    values = per_tonne.value(at, chosen)[0], low[0], high[0]
    rows = _rows(scenario, per_tonne, SCENARIOS[at], yields, land, chosen, values)
    each = {name: per_tonne.value(at, place)[0] for place, name in enumerate(INTENSITIES)}
    share = float(per_tonne.share[0])
    return rows.assign(**each, note=[note_of(share, bool(by)) for by in scenario.by_intensity])


def _rows(
    scenario: Scenario,
    per_tonne: Carried,
    practice: str,
    yields: list[float],
    land: float,
    intensity: int,
    values: tuple[Floats, Floats, Floats],
) -> pd.DataFrame:
    realms = scenario.engine.groups.realms.iloc[scenario.realms].astype(str)
    return pd.DataFrame(
        {
            "practice": practice,
            "lens": realms["lens"].to_numpy(),
            "realm": realms["realm"].to_numpy(),
            "yield_ratio": yields[0],
            "yield_low": yields[1],
            "yield_high": yields[2],
            "land_m2_yr": land,
            "flow": [_flow(scenario, per_tonne, intensity if by else -1) for by in scenario.by_intensity],
            "value": values[0],
            "low": values[1],
            "high": values[2],
            "unit": realms["unit"].to_numpy(),
            "ratio_to_conventional": values[0] / per_tonne.as_counted[0],
        }
    )


_COLUMNS = [
    *("practice", "lens", "realm", "yield_ratio", "yield_low", "yield_high", "land_m2_yr", "flow", "value", "low"),
    *("high", "unit", "ratio_to_conventional", "minimal", "light", "intense", "note", "status", "source"),
]


def _flow(scenario: Scenario, per_tonne: Carried, intensity: int) -> str:
    """Return the flows of cropland whose factors are used; -1 is the intensity that is counted, the last."""
    present = np.flatnonzero(per_tonne.crop_land[0] > 0)
    return "; ".join(scenario.names[intensity, kind] for kind in present)


def _sources(scenario: Scenario, practice: str, crops: pd.Series) -> dict[str, str]:
    """Return status and source of the yields behind some crops, those with the most land first."""
    of_practice = scenario.yields[scenario.yields["practice"] == practice].set_index("product")
    found = of_practice.loc[crops.sort_values(ascending=False, kind="stable").index]
    return {
        "status": "; ".join(found["status"].astype(str).unique()),
        "source": "; ".join(found["citation"].astype(str).unique()),
    }
