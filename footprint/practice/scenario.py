"""The tables of the scenario, laid out for an engine: yield effects, intensities and their land factors."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from footprint.engine import Engine
from footprint.ground.joins import lookup, positions
from footprint.ground.library import PRACTICES, Library, library
from footprint.stages.characterise import Factors, select_factors
from footprint.stages.characterise.select import lens_rows

SCENARIOS = ("organic", "extensive")
#: The ends of a yield: what counts, and its range.
ENDS = ("ratio", "low", "high")
INTENSITIES = ("minimal", "light", "intense")
LAND = "land occupation"
COMPARTMENT = "natural resource/land"

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


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
        combination = np.flatnonzero(np.asarray(differs.any(axis=(0, 2))))
        found = np.zeros(len(self.realms), dtype=np.bool_)
        found[self.realm[combination]] = True
        return found


def scenario_of(tables: Engine) -> Scenario:
    """Return what the practices would change, for the products and lenses of an engine."""
    shelf, system = tables.library, tables.system
    intensities = shelf.table(PRACTICES, "intensities").astype({"as_counted": bool})
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
    table = shelf.table(PRACTICES, "practices").astype(str).set_index("practice")["intensity"]
    return positions(table[list(SCENARIOS)].to_numpy(), INTENSITIES)


def _yields(shelf: Library) -> pd.DataFrame:
    """Return the yield effect of each practice on each crop, with its publication."""
    groups = shelf.table(PRACTICES, "crop_groups").astype(str)
    yields = shelf.table(PRACTICES, "yields")
    known = yields.assign(citation=yields["source"].astype(str).map(shelf.citations(PRACTICES)))
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
    index = pd.MultiIndex.from_frame(found.combos[keys].astype(str).assign(flow=found.combos["flow"])[["flow", *keys]])
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
