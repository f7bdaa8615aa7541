"""A leaf: the same system as a Brightway datapackage, so that ``bw2calc`` can referee the engine.

Every (product, country) pair the result draws from is a process that makes one tonne; its elementary flows are
biosphere rows, one per flow and country; each lens, realm and pressure is a characterisation matrix.
Needs ``pip install footprint[brightway]``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from footprint.result import Result

#: Ids of biosphere rows start here, above those of processes.
_BIOSPHERE = 10_000_000


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
        id, product, country.
    """

    system: Any
    methods: Mapping[tuple[str, str, str], Any]
    demand: Mapping[int, float]
    processes: pd.DataFrame


def export(result: Result) -> Exported:
    """Return the processes, flows and methods behind a result.

    Amounts are passed as float64 arrays: bw_processing's ``add_entries`` would take them through float32.
    """
    ledger, engine = result.ledger, result.engine
    ids = np.arange(1, len(ledger.pair_tonnes) + 1)
    amount = engine.system.amount[ledger.draw.product, ledger.draw.country]
    pair, flow = np.nonzero(np.isfinite(amount) & (amount != 0))
    row = _rows(flow, ledger.draw.country[pair], len(engine.system.countries))
    system = _package("system")
    _add(system, "technosphere_matrix", ids, ids, np.ones(len(ids)))
    _add(system, "biosphere_matrix", row, ids[pair], amount[pair, flow])
    processes = pd.DataFrame(
        {
            "id": ids,
            "product": engine.system.products[ledger.draw.product],
            "country": engine.system.countries[ledger.draw.country],
        }
    )
    demand = {int(one): float(tonnes) for one, tonnes in zip(ids, ledger.pair_tonnes, strict=True) if tonnes > 0}
    return Exported(system, _methods(result, row), demand, processes)


def _rows(flow: npt.NDArray[np.int64], country: npt.NDArray[np.int64], countries: int) -> npt.NDArray[np.int64]:
    return _BIOSPHERE + flow * countries + country


def _methods(result: Result, rows: npt.NDArray[np.int64]) -> dict[tuple[str, str, str], Any]:
    factors, countries = result.engine.factors, len(result.engine.system.countries)
    used = np.unique(rows)
    methods = {}
    for names, mine in factors.combos.groupby(["lens", "realm", "pressure"], observed=True, sort=True):
        lens, realm, pressure = map(str, names)
        combo, country = np.nonzero(np.isfinite(factors.value[mine.index]))
        at = mine.index.to_numpy()[combo]
        row = _rows(factors.combos["flow"].to_numpy(np.int64)[at], country, countries)
        value, kept = factors.value[at, country], np.isin(row, used)
        package = _package(f"{lens}|{realm}|{pressure}")
        _add(package, "characterization_matrix", row[kept], row[kept], value[kept])
        methods[lens, realm, pressure] = package
    return methods


def _package(name: str) -> Any:
    import bw_processing

    return bw_processing.create_datapackage(
        name=name.replace(" ", "_").replace("|", "-").replace(",", ""), sum_intra_duplicates=True
    )


def _add(
    package: Any, matrix: str, row: npt.NDArray[np.int64], column: npt.NDArray[np.int64], value: npt.NDArray[np.float64]
) -> None:
    import bw_processing

    indices = np.empty(len(row), dtype=bw_processing.INDICES_DTYPE)
    indices["row"], indices["col"] = row, column
    meta = {"global_index": None} if matrix == "characterization_matrix" else {}
    package.add_persistent_vector(
        matrix=matrix, name=matrix, indices_array=indices, data_array=value.astype(np.float64), **meta
    )
