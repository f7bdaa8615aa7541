"""Our own system as in-memory datapackages, so that ``bw2calc`` can referee the engine.

Every process and market makes one tonne of its product; elementary flows are biosphere rows, one per flow and country;
each lens, realm and pressure is a characterisation matrix.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from footprint.brightway.packages import BIOSPHERE, CHARACTERISATION, add, add_technosphere, package
from footprint.ground.chain import Chain
from footprint.result import Result
from footprint.stages.characterise import Factors
from footprint.stages.inventory import Network, System

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

#: Ids of biosphere rows start here, above those of processes.
_FIRST_FLOW = 10_000_000


@dataclass(frozen=True)
class Exported:
    """A result as Brightway sees it.

    Attributes
    ----------
    system
        In-memory datapackage with the technosphere and biosphere matrices.
    methods
        (lens, realm, pressure) -> in-memory datapackage with its characterisation matrix.
    demand
        Process id -> tonnes.
    processes
        product, country (of a market: the country supplied, "direct_be" or "WLD"), market, id.
    """

    system: Any
    methods: Mapping[tuple[str, str, str], Any]
    demand: Mapping[int, float]
    processes: pd.DataFrame


@dataclass(frozen=True)
class SystemPackage:
    """The product system, or a part of it, as Brightway sees it.

    Attributes
    ----------
    package
        In-memory datapackage with the technosphere and biosphere matrices.
    processes
        product, country, market, id of every process and market.
    flows
        Ids of the biosphere rows that are used, ascending.
    """

    package: Any
    processes: pd.DataFrame
    flows: Ints


def export(result: Result) -> Exported:
    """Return the processes, flows and methods behind a result."""
    ledger, engine = result.ledger, result.engine
    way = ledger.walk
    made = system_package(engine.network, engine.system, way.chain)
    ids = made.processes["id"].to_numpy()
    tonnes = ledger.draw.tonnes(ledger.cell_tonnes)
    demand = {int(ids[at]): float(asked) for at, asked in zip(way.process, tonnes, strict=True) if asked > 0}
    return Exported(made.package, method_packages(engine.factors, made.flows), demand, made.processes)


def system_package(network: Network, system: System, chain: Chain | None = None) -> SystemPackage:
    """Return the whole product system, or a part of it.

    Process (p, c) has id ``network.node(p, c) + 1``, and so has a market.

    Parameters
    ----------
    chain
        The part; all if None.
    """
    part = network.chain if chain is None else chain
    ids = part.ids + 1
    root, flow, amount = own_flows(part, system)
    country = part.ids[root] % len(system.countries)
    rows = flow_rows(flow, country, len(system.countries))
    made = package("footprint")
    add_technosphere(made, ids, part.takes)
    add(made, BIOSPHERE, rows, ids[root], amount)
    return SystemPackage(made, network.named(part.ids).assign(id=ids), np.unique(rows))


def own_flows(part: Chain, system: System) -> tuple[Ints, Ints, Floats]:
    """Return the flows of the roots of a part of the system: place of the root in it, flow, amount [unit/t]."""
    width = len(system.countries)
    root = np.flatnonzero(part.ids < len(system.products) * width)
    amount = system.amount[part.ids[root] // width, part.ids[root] % width]
    which, flow = np.nonzero(np.isfinite(amount) & (amount != 0))
    return root[which], flow, amount[which, flow]


def flow_rows(flow: Ints, country: Ints, countries: int) -> Ints:
    """Return the ids of flows in countries."""
    return _FIRST_FLOW + flow * countries + country


def method_packages(factors: Factors, used: Ints | None = None) -> dict[tuple[str, str, str], Any]:
    """Return (lens, realm, pressure) -> datapackage with its factors; only those of the rows `used`, if given."""
    countries = factors.value.shape[1]
    methods = {}
    for names, flow, country, value in characterisation(factors):
        row = flow_rows(flow, country, countries)
        kept = np.isin(row, used) if used is not None else np.ones(len(row), dtype=bool)
        made = package("|".join(names))
        add(made, CHARACTERISATION, row[kept], row[kept], value[kept])
        methods[names] = made
    return methods


def characterisation(factors: Factors) -> list[tuple[tuple[str, str, str], Ints, Ints, Floats]]:
    """Return for each lens, realm and pressure the flows, countries and factors, those of one flow summed.

    A pressure with several indicators for one flow counts them together, as the engine does.
    """
    flow_of, found = factors.combos["flow"].to_numpy(np.int64), []
    for names, mine in factors.combos.groupby(["lens", "realm", "pressure"], observed=True, sort=True):
        combo, country = np.nonzero(np.isfinite(factors.value[mine.index]))
        at = mine.index.to_numpy()[combo]
        key = flow_of[at] * factors.value.shape[1] + country
        cells, which = np.unique(key, return_inverse=True)
        value = np.bincount(which, factors.value[at, country], len(cells)).astype(np.float64)
        lens, realm, pressure = map(str, names)
        found.append(((lens, realm, pressure), cells // factors.value.shape[1], cells % factors.value.shape[1], value))
    return found
