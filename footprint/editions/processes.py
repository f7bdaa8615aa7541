"""Turn written processes into exchanges: tonnes of input per tonne of product, shared by value and by mass.

A process is a balanced list of rows: what goes in (``input``; ``free`` for water and for mass that carries no burden),
what comes out (``output``) and what is lost (``loss``). For output k an input i counts

    value: input_i x value_share_k / output_k        mass: input_i x mass_share_k / output_k

with shares over the outputs that are products. A product of several processes has a blend row per process.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from footprint.ground.errors import FactorError
from footprint.ground.joins import positions

#: Relative difference between what goes in and what comes out that rounding may leave.
BALANCE = 1e-3
ROLES = ("input", "free", "output", "loss")
COLUMNS = ("product", "country", "input", "value", "mass", "process", "source")


@dataclass(frozen=True, slots=True)
class Flow:
    """One row of a process: a product ("" for what is not modelled) and its amount [t]."""

    product: str
    amount: float


@dataclass(frozen=True, slots=True)
class Process:
    """A balanced recipe or separation; amounts in tonnes of the same batch."""

    key: str
    source: str
    inputs: tuple[Flow, ...]
    free: float
    outputs: tuple[Flow, ...]
    lost: float

    @property
    def goes_in(self) -> float:
        """Return all mass that enters [t]."""
        return _total(self.inputs) + self.free

    @property
    def comes_out(self) -> float:
        """Return the mass of the products [t]."""
        return _total(self.outputs)


@dataclass(frozen=True, slots=True)
class Rules:
    """What a set of processes is judged by.

    Parameters
    ----------
    prices
        EUR per tonne of each output of a process with several outputs.
    shares
        (product, process) to the share of that process in the product's supply, for products of several processes.
    roots
        Products that other editions give: they may be inputs, and no process may make them.
    """

    prices: Mapping[str, float]
    shares: Mapping[tuple[str, str], float]
    roots: frozenset[str]


def read_processes(rows: pd.DataFrame) -> tuple[Process, ...]:
    """Return the processes of a table with columns process, role, product, amount and source.

    Raises
    ------
    FactorError
        A role is unknown, an amount is not above zero, an output has no product, or a process has two sources.
    """
    faults = [fault for row in rows.itertuples(index=False) if (fault := _fault_of_row(row))]
    sources = rows.groupby("process", sort=False)["source"].nunique()
    faults += [f"{key}: two sources in one process" for key in sources.index[sources > 1]]
    _refuse(faults)
    return tuple(_process(str(key), group) for key, group in rows.groupby("process", sort=False))


def faults(processes: Iterable[Process], rules: Rules) -> list[str]:
    """Return every fault of the processes, each with the name of its process or product; empty if there is none."""
    known = tuple(processes)
    makers = _makers(known)
    found = [fault for process in known for fault in _faults_of_process(process, rules, makers)]
    return found + [fault for product, keys in makers.items() for fault in _faults_of_supply(product, keys, rules)]


def exchanges(processes: Iterable[Process], rules: Rules) -> pd.DataFrame:
    """Return the exchanges of the processes, one row per product, input and process, sorted.

    Raises
    ------
    FactorError
        The processes have faults (:func:`faults`), or their loops do not converge.
    """
    known = tuple(processes)
    _refuse(faults(known, rules))
    frame = pd.DataFrame([row for process in known for row in _rows(process, rules)], columns=list(COLUMNS))
    frame = frame.sort_values(["product", "input", "process"], ignore_index=True)
    for basis in ("value", "mass"):
        radius = spectral_radius(frame, basis)
        if radius >= 1:
            raise FactorError(f"the loops of the processes do not converge by {basis}: spectral radius {radius:.3f}")
    return frame


def spectral_radius(frame: pd.DataFrame, basis: str) -> float:
    """Return the largest absolute eigenvalue of the product-by-product matrix; below 1 every loop dies out."""
    real = frame[frame["input"] != ""]
    index = pd.Index(sorted(set(real["product"]) | set(real["input"])))
    matrix = np.zeros((len(index), len(index)))
    np.add.at(matrix, (positions(real["input"], index), positions(real["product"], index)), real[basis].to_numpy())
    return float(np.abs(np.linalg.eigvals(matrix)).max()) if len(index) else 0.0


def shares_by_value(process: Process, prices: Mapping[str, float]) -> tuple[float, ...]:
    """Return each output's share in the worth of all outputs; 1 for the only one."""
    if len(process.outputs) == 1:
        return (1.0,)
    worth = [flow.amount * prices[flow.product] for flow in process.outputs]
    return tuple(part / sum(worth) for part in worth)


def _total(flows: Iterable[Flow]) -> float:
    return sum(flow.amount for flow in flows)


def _refuse(found: list[str]) -> None:
    if found:
        raise FactorError(f"{len(found)} faults in the processes: " + "; ".join(found))


def _fault_of_row(row: object) -> str:
    process, role, product, amount = (getattr(row, name) for name in ("process", "role", "product", "amount"))
    if role not in ROLES:
        return f"{process}: role {role!r} is none of {', '.join(ROLES)}"
    if not amount > 0:
        return f"{process}: amount of {role} {product or '(none)'} is {amount}"
    if role == "output" and not product:
        return f"{process}: an output without a product"
    return f"{process}: {role} with product {product}" if role in ("free", "loss") and product else ""


def _process(key: str, rows: pd.DataFrame) -> Process:
    flows: dict[str, list[Flow]] = {role: [] for role in ROLES}
    for role, product, amount in zip(rows["role"], rows["product"], rows["amount"], strict=True):
        flows[role].append(Flow(str(product), float(amount)))
    return Process(
        key=key,
        source=str(rows["source"].iloc[0]),
        inputs=tuple(flows["input"]),
        free=_total(flows["free"]),
        outputs=tuple(flows["output"]),
        lost=_total(flows["loss"]),
    )


def _makers(processes: Iterable[Process]) -> dict[str, list[str]]:
    makers: dict[str, list[str]] = {}
    for process in processes:
        for flow in process.outputs:
            makers.setdefault(flow.product, []).append(process.key)
    return makers


def _faults_of_process(process: Process, rules: Rules, makers: Mapping[str, list[str]]) -> list[str]:
    key, found = process.key, []
    if not process.inputs or not process.outputs:
        return [f"{key}: no input or no output"]
    outputs = {flow.product for flow in process.outputs}
    found += [f"{key}: {flow.product} is made of itself" for flow in process.inputs if flow.product in outputs]
    if process.comes_out > process.goes_in * (1 + BALANCE):
        found.append(f"{key}: conversion above 100 %: {process.comes_out:g} t out of {process.goes_in:g} t")
    elif abs(process.goes_in - process.comes_out - process.lost) > BALANCE * process.goes_in:
        found.append(f"{key}: {process.goes_in:g} t in, {process.comes_out + process.lost:g} t out and lost")
    found += [
        f"{key}: unknown input {flow.product}"
        for flow in process.inputs
        if flow.product and flow.product not in makers and flow.product not in rules.roots
    ]
    return found + _faults_of_prices(process, rules)


def _faults_of_prices(process: Process, rules: Rules) -> list[str]:
    if len(process.outputs) == 1:
        return []
    priced = [flow.product for flow in process.outputs if rules.prices.get(flow.product, 0.0) > 0]
    return [f"{process.key}: no price of {flow.product}" for flow in process.outputs if flow.product not in set(priced)]


def _faults_of_supply(product: str, keys: list[str], rules: Rules) -> list[str]:
    if product in rules.roots:
        return [f"{product}: a root product is made by {', '.join(keys)}"]
    blended = {process: share for (name, process), share in rules.shares.items() if name == product}
    if len(keys) == 1 and not blended:
        return []
    if sorted(blended) != sorted(keys):
        return [f"{product}: made by {', '.join(keys)}, blended from {', '.join(blended) or 'nothing'}"]
    total = sum(blended.values())
    return [] if abs(total - 1) < 1e-9 else [f"{product}: shares of the blend sum to {total:g}"]


def _rows(process: Process, rules: Rules) -> list[tuple[str, str, str, float, float, str, str]]:
    amounts: dict[str, float] = {}
    for flow in process.inputs:
        amounts[flow.product] = amounts.get(flow.product, 0.0) + flow.amount
    rows = []
    for output, worth in zip(process.outputs, shares_by_value(process, rules.prices), strict=True):
        part = rules.shares.get((output.product, process.key), 1.0)
        by_value, by_mass = part * worth / output.amount, part / process.comes_out
        rows += [
            (output.product, "*", name, amount * by_value, amount * by_mass, process.key, process.source)
            for name, amount in amounts.items()
        ]
    return rows
