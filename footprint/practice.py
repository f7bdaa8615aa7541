"""Organic and extensive farming as a scenario: what a purchase would weigh with that yield and that intensity.

A practice changes the intensity of land use only together with its yield: a field used lightly weighs less per square
metre, and more square metres are needed. Nothing else changes, and the result itself never does.

.. math:: \\text{scenario} = \\text{as counted}
          + \\sum_{\\text{crops}} \\text{land} \\left( \\frac{F_{\\text{intensity}}}{\\text{yield ratio}} - F \\right)
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from footprint.engine import Engine, engine
from footprint.ground.errors import FactorError
from footprint.ground.joins import lookup, positions
from footprint.ground.library import Library, library
from footprint.lookups import walk_of
from footprint.stages.attribute.ledger import Draw, Ledger, Walk
from footprint.stages.characterise import Factors, select_factors
from footprint.stages.characterise.select import lens_rows
from footprint.stages.resolve import Resolved
from footprint.stages.resolve.practices import practice_of

EDITION = "practice_2026_11"
CONVENTIONAL = "conventional"
SCENARIOS = ("organic", "extensive")
#: The ends of a yield: what counts, and its range.
ENDS = ("ratio", "low", "high")
INTENSITIES = ("minimal", "light", "intense")
LAND = "land occupation"
COMPARTMENT = "natural resource/land"
#: A share of other land below this is not worth a word.
TOLD = 0.0005

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

ONE_FACTOR = "the lens has one factor for all cropland: the yield alone acts"
NO_CROPS = "no cropland stands behind it: no scenario"
NOT_COUNTED = "the line is not counted"


@dataclass(frozen=True)
class Scenario:
    """What the practices would change, for the products and lenses of an engine.

    Attributes
    ----------
    yields
        practice, product, group, ratio, low, high, stands_for, source, status, citation.
    crop_flows
        The two flows of cropland the inventory uses (annual, permanent): their places on the flow axis.
    names
        Name of the flow of each intensity and kind of crop, shape (3, 2).
    kind
        Kind of crop (0, 1) of each combination of cropland and indicator, length L.
    counted
        Factor of those combinations, shape (L, C).
    factor
        Factor with each intensity, shape (3, L, C).
    realm
        Place of the realm of each combination among those with cropland, length L.
    realms
        Their places in the engine's realms.
    ratio
        Yield over that of conventional farming, shape (2 practices, 3 ends, P); NaN for products that are no crops.
    chosen
        Intensity each practice is taken for, as a place in INTENSITIES.
    """

    engine: Engine
    yields: pd.DataFrame
    crop_flows: Ints
    names: npt.NDArray[np.object_]
    kind: Ints
    counted: Floats
    factor: Floats
    realm: Ints
    realms: Ints
    ratio: Floats
    chosen: Ints

    @cached_property
    def by_intensity(self) -> npt.NDArray[np.bool_]:
        """Whether the lens of each realm has factors that differ by intensity, shape (realms,)."""
        differs = np.abs(self.factor - self.counted) > 1e-9 * np.abs(self.counted)
        of_combination = differs.any(axis=(0, 2))
        return np.array([of_combination[self.realm == at].any() for at in range(len(self.realms))], dtype=bool)


def scenario_of(tables: Engine) -> Scenario:
    """Return what the practices would change, for the products and lenses of an engine."""
    shelf, system = tables.library, tables.system
    intensities = shelf.table(EDITION, "intensities").astype({"as_counted": bool})
    names = _flow_names(intensities)
    counted_names = intensities.loc[intensities["as_counted"], "flow"].astype(str)
    crop_flows = positions(counted_names, pd.Index(system.flows["flow"]))
    combos = tables.factors.combos
    kind_of_flow = np.full(len(system.flows), -1)
    kind_of_flow[crop_flows] = np.arange(len(crop_flows))
    kind = kind_of_flow[combos["flow"].to_numpy(np.int64)]
    at = np.flatnonzero((kind >= 0) & (combos["pressure"].astype(str) == LAND).to_numpy())
    realms, realm = np.unique(tables.groups.realm_of[at], return_inverse=True)
    counted = tables.factors.value[at]
    return Scenario(
        engine=tables,
        yields=_yields(shelf),
        crop_flows=crop_flows,
        names=names,
        kind=kind[at],
        counted=counted,
        factor=np.array([_factor(tables, names[row], combos.iloc[at], kind[at], counted) for row in range(len(names))]),
        realm=realm,
        realms=realms,
        ratio=_ratios(_yields(shelf), system.products),
        chosen=_chosen(shelf),
    )


def _flow_names(intensities: pd.DataFrame) -> npt.NDArray[np.object_]:
    named = intensities.set_index(["intensity", "crop"])["flow"].astype(str)
    return np.array([[named[one, crop] for crop in ("annual", "permanent")] for one in INTENSITIES], dtype=object)


def _chosen(shelf: Library) -> Ints:
    table = shelf.table(EDITION, "practices").astype(str).set_index("practice")["intensity"]
    return positions(table[list(SCENARIOS)].to_numpy(), INTENSITIES)


def _yields(shelf: Library) -> pd.DataFrame:
    """Return the yield effect of each practice on each crop, with its publication."""
    groups = shelf.table(EDITION, "crop_groups").astype(str)
    sources = shelf.table(EDITION, "sources", ["source", "citation"]).astype(str)
    known = lookup(shelf.table(EDITION, "yields"), sources, "source")
    parts = [lookup(groups, known[known["practice"] == practice], "group") for practice in SCENARIOS]
    return pd.concat(parts, ignore_index=True)


def _ratios(yields: pd.DataFrame, products: pd.Index) -> Floats:
    ratio = np.full((len(SCENARIOS), len(ENDS), len(products)), np.nan)
    for at, practice in enumerate(SCENARIOS):
        rows = yields[yields["practice"] == practice]
        ratio[at][:, positions(rows["product"], products)] = rows[list(ENDS)].to_numpy(np.float64).T
    return ratio


def _factor(
    tables: Engine, names: npt.NDArray[np.object_], combos: pd.DataFrame, kind: Ints, counted: Floats
) -> Floats:
    """Return the factors of one intensity; the one that is counted where the method has none by intensity."""
    found = _of_flows(tables, tuple(names))
    keys = ["lens", "realm", "pressure", "edition", "category"]
    index = pd.MultiIndex.from_frame(found.combos[["flow", *keys]].astype({key: str for key in keys}))
    wanted = pd.MultiIndex.from_frame(combos[keys].astype(str).assign(flow=kind)[["flow", *keys]])
    place = index.get_indexer(wanted)
    value = np.where(place[:, np.newaxis] >= 0, found.value[place], np.nan)
    return np.where(np.isfinite(value), value, counted)


def _of_flows(tables: Engine, names: tuple[str, ...]) -> Factors:
    if tables.library is library():
        rows = _installed_rows(tables.lenses, names)
    else:
        rows = lens_rows(tables.library, list(tables.lenses), list(names))
    return select_factors(rows, pd.DataFrame({"flow": names, "compartment": COMPARTMENT}), tables.system.countries)


@lru_cache(maxsize=32)
def _installed_rows(lenses: tuple[str, ...], names: tuple[str, ...]) -> pd.DataFrame:
    return lens_rows(library(), list(lenses), list(names))


@dataclass(frozen=True)
class Carried:
    """What a tonne carries as counted and in the scenarios, n tonnes of different goods.

    Attributes
    ----------
    as_counted, rest
        Impact by realm with cropland, and the part that is not of cropland; shape (n, realms).
    changed
        Impact of cropland, shape (n, practices, ends, intensities, realms).
    other_land, crop_land
        Land that is no cropland, shape (n,); cropland by kind of crop, shape (n, 2) [m2.yr/t].
    new_land
        Cropland in the scenario, shape (n, practices, ends) [m2.yr/t].
    """

    as_counted: Floats
    rest: Floats
    changed: Floats
    other_land: Floats
    crop_land: Floats
    new_land: Floats

    def value(self, practice: int, intensity: int) -> Floats:
        """Return the impact in a scenario, shape (n, realms)."""
        return np.asarray(self.rest + self.changed[:, practice, 0, intensity])

    def ends(self, practice: int) -> tuple[Floats, Floats]:
        """Return the least and the most impact over all intensities and the range of the yield."""
        every = self.rest[:, np.newaxis, np.newaxis] + self.changed[:, practice]
        return every.min(axis=(1, 2)), every.max(axis=(1, 2))

    def ratio(self, practice: int, end: int) -> Floats:
        """Return the yield ratio of all cropland behind each good; NaN where there is none."""
        crops, new = self.crop_land.sum(axis=1), self.new_land[:, practice, end]
        return np.divide(crops, new, out=np.full(len(new), np.nan), where=new > 0)

    @property
    def share(self) -> Floats:
        """Return the share of cropland in all land; NaN where there is no land."""
        crops = self.crop_land.sum(axis=1)
        every = crops + self.other_land
        return np.divide(crops, every, out=np.full(len(every), np.nan), where=every > 0)


def carried(scenario: Scenario, way: Walk, shares: Draw) -> Carried:
    """Return what a tonne of each cell carries, with all it is made of."""
    tables, product, country = scenario.engine, way.product, way.country
    impact = tables.impact[product, country]
    counted = tables.groups.by_realm(np.where(np.isfinite(impact), impact, 0.0))[:, scenario.realms]
    land = tables.system.amount[product, country]
    crops = _known(land[:, scenario.crop_flows])
    occupies = tables.system.flows["flow"].astype(str).str.startswith("Occupation").to_numpy()
    other = _known(land[:, occupies]).sum(axis=1) - crops.sum(axis=1)
    stretch = _stretch(scenario, product, crops)
    per_combination = crops[:, scenario.kind]
    now = _by_realm(scenario, per_combination * _known(scenario.counted[:, country].T))
    new = _scenarios(scenario, per_combination, stretch, country)
    new_land = stretch * crops.sum(axis=1)[:, np.newaxis, np.newaxis]
    parts = [counted, counted - now, new, other[:, np.newaxis], crops, new_land]
    flat = np.hstack([part.reshape(len(product), -1) for part in parts])
    split = np.split(shares.to_cells(way.up(flat)), np.cumsum([part[0].size if len(part) else 0 for part in parts]), 1)
    shaped = [found.reshape(shares.cells, *part.shape[1:]) for found, part in zip(split, parts, strict=False)]
    return Carried(shaped[0], shaped[1], shaped[2], shaped[3][:, 0], shaped[4], shaped[5])


def _known(values: Floats) -> Floats:
    return np.where(np.isfinite(values), values, 0.0)


def _stretch(scenario: Scenario, product: Ints, crops: Floats) -> Floats:
    """Return by how much the cropland of each root grows, shape (roots, practices, ends).

    Raises
    ------
    FactorError
        A root has cropland and no yield effect.
    """
    ratio = scenario.ratio[:, :, product]
    without = ~np.isfinite(ratio).all(axis=(0, 1)) & (crops.sum(axis=1) > 0)
    if without.any():
        names = scenario.engine.system.products[np.unique(product[without])]
        raise FactorError(f"no yield effect is known for {', '.join(names[:5])}")
    return np.where(np.isfinite(ratio), 1.0 / ratio, 1.0).transpose(2, 0, 1)


def _scenarios(scenario: Scenario, land: Floats, stretch: Floats, country: Ints) -> Floats:
    """Return the impact of cropland, shape (roots, practices, ends, intensities, realms)."""
    by_intensity = np.stack(
        [_by_realm(scenario, land * _known(factor[:, country].T)) for factor in scenario.factor], axis=1
    )
    return np.asarray(stretch[:, :, :, np.newaxis, np.newaxis] * by_intensity[:, np.newaxis, np.newaxis])


def _by_realm(scenario: Scenario, values: Floats) -> Floats:
    found = np.zeros((len(values), len(scenario.realms)))
    for at, realm in enumerate(scenario.realm):
        found[:, realm] += values[:, at]
    return found


def practices(product: str, origin: str | None = None, lenses: list[str] | None = None) -> pd.DataFrame:
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
    tables = engine(lenses)
    scenario = scenario_of(tables)
    way, shares = walk_of(product, origin, tables)
    per_tonne = carried(scenario, way, shares)
    if not per_tonne.crop_land.sum() > 0:
        raise FactorError(f"{product}: {NO_CROPS}")
    behind = way.down(np.bincount(shares.process, shares.share, len(shares.product)).astype(np.float64))
    crops = behind * _known(tables.system.amount[way.product, way.country][:, scenario.crop_flows]).sum(axis=1)
    parts = [_conventional(scenario, per_tonne)]
    for at, practice in enumerate(SCENARIOS):
        parts.append(_practice_rows(scenario, per_tonne, at) | _sources(scenario, practice, way.product, crops))
    return pd.concat([pd.DataFrame(part) for part in parts], ignore_index=True)


def _conventional(scenario: Scenario, per_tonne: Carried) -> dict[str, object]:
    value = per_tonne.as_counted[0]
    intensities = {name: per_tonne.rest[0] + per_tonne.changed[0, 0, 0, at] * per_tonne.ratio(0, 0)[0] for at, name in ()}
    land = float(per_tonne.crop_land.sum() + per_tonne.other_land[0])
    return _laid_out(scenario, CONVENTIONAL, (1.0, 1.0, 1.0), land, value, value, value) | intensities
