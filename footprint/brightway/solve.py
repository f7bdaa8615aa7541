"""The life-cycle inventory of the activities of a Brightway database, each flow with the place of who emits it.

One factorisation by bw2calc, one solution per activity.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from footprint.brightway.linked import Linked, unlinked
from footprint.brightway.packages import BIOSPHERE, TECHNOSPHERE, add, package
from footprint.brightway.projects import bw2calc
from footprint.ground.errors import InputError, Problem

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Solvable:
    """The processes that make one product each, and what they exchange.

    Attributes
    ----------
    product
        Row (of the nodes) of the product that each node makes, and which nobody else makes; -1 for what is no such
        process; shape (nodes,).
    makes
        How much of it one run makes, in its own unit; below zero for a treatment of waste. Shape (nodes,).
    exchanges
        source, target, kind, amount: those of these processes that lead somewhere.
    problems
        What was left out.
    """

    product: Ints
    makes: Floats
    exchanges: pd.DataFrame
    problems: tuple[Problem, ...]


def solvable(linked: Linked, labels: Any) -> Solvable:
    """Return what can be solved of some databases."""
    exchanges = pd.concat([linked.exchanges, _implicit(linked, labels)], ignore_index=True)
    product, makes = _products(exchanges, len(linked.nodes))
    processes = linked.nodes["type"].isin(labels.process_node_types).to_numpy()
    problems = [_no_product(linked, at, exchanges) for at in np.flatnonzero(processes & (product < 0)).tolist()]
    kept = exchanges[product[exchanges["target"].to_numpy(np.int64)] >= 0]
    made = np.isin(kept["source"], product[product >= 0]) | (kept["kind"] == "biosphere").to_numpy()
    problems += [_nobody_makes(linked, row) for row in kept[~made].itertuples()]
    return Solvable(product, makes, kept[made].reset_index(drop=True), tuple(problems))


def _implicit(linked: Linked, labels: Any) -> pd.DataFrame:
    """Return the production of processes that are their own product and do not say that they make it."""
    own = linked.nodes["type"].isin(labels.implicit_production_allowed_node_types).to_numpy()
    said = linked.exchanges.loc[linked.exchanges["kind"].isin(["makes", "replaces"]), "target"]
    at = np.flatnonzero(own & ~np.isin(np.arange(len(own)), said))
    return pd.DataFrame({"source": at, "target": at, "kind": "makes", "amount": 1.0})


def _products(exchanges: pd.DataFrame, nodes: int) -> tuple[Ints, Floats]:
    makes_it = exchanges[exchanges["kind"] == "makes"]
    made = makes_it.groupby(["target", "source"], sort=True)["amount"].sum().reset_index()
    made = made[made["amount"] != 0]
    single = ~made["target"].duplicated(keep=False) & ~made["source"].duplicated(keep=False)
    at = made.loc[single, "target"].to_numpy(np.int64)
    product, makes = np.full(nodes, -1, dtype=np.int64), np.full(nodes, np.nan)
    product[at], makes[at] = made.loc[single, "source"], made.loc[single, "amount"]
    return product, makes


def inventories(linked: Linked, system: Solvable, wanted: Ints, amount: Floats, key: Ints) -> pd.DataFrame:
    """Return wanted (place in it), key, value: flows with the place where they happen, behind some products.

    Parameters
    ----------
    wanted
        Rows of the processes whose products are asked for.
    amount
        How much of each product, in its own unit.
    key
        Which flow and place each biosphere exchange of `system` stands for.
    """
    own = system.exchanges[system.exchanges["kind"] == "biosphere"]
    if not len(own) or not len(wanted):
        return pd.DataFrame({"wanted": np.empty(0, dtype=np.int64), "key": np.empty(0, dtype=np.int64), "value": []})
    ids = linked.nodes["id"].to_numpy(np.int64)
    lca = _factorised(linked, system, int(ids[system.product[wanted[0]]]))
    column = np.array([lca.dicts.activity[node] for node in ids[own["target"]].tolist()], dtype=np.int64)
    cells, which = np.unique(key, return_inverse=True)
    parts = []
    for place, (node, much) in enumerate(zip(wanted, amount, strict=True)):
        lca.build_demand_array({int(ids[system.product[node]]): float(much)})
        supply = np.asarray(lca.solve_linear_system(), dtype=np.float64)
        value = np.bincount(which, own["amount"].to_numpy() * supply[column], len(cells))
        there = np.flatnonzero(value)
        parts.append(pd.DataFrame({"wanted": place, "key": cells[there], "value": value[there]}))
    return pd.concat(parts, ignore_index=True)


def _factorised(linked: Linked, system: Solvable, any_product: int) -> Any:
    lca = bw2calc().LCA({any_product: 1.0}, data_objs=[_packaged(linked, system)])
    try:
        lca.lci(factorize=True)
    except RuntimeError as error:
        raise InputError([_singular(str(linked.nodes["database"].iloc[0]), str(error))]) from error
    if not np.isfinite(lca.supply_array).all():
        raise InputError([_singular(str(linked.nodes["database"].iloc[0]), "infinite amounts")])
    return lca


def _packaged(linked: Linked, system: Solvable) -> Any:
    ids, rows = linked.nodes["id"].to_numpy(np.int64), system.exchanges
    source, target = (ids[rows[name].to_numpy(np.int64)] for name in ("source", "target"))
    amount, nature = rows["amount"].to_numpy(np.float64), (rows["kind"] == "biosphere").to_numpy()
    made, taken = package("own"), (rows["kind"] == "takes").to_numpy()[~nature]
    add(made, TECHNOSPHERE, source[~nature], target[~nature], amount[~nature], flip_array=taken)
    add(made, BIOSPHERE, source[nature], target[nature], amount[nature])
    return made


def _named(linked: Linked, at: int) -> tuple[str, str]:
    row = linked.nodes.iloc[at]
    return str(row["database"]), str(row["code"])


def _no_product(linked: Linked, at: int, exchanges: pd.DataFrame) -> Problem:
    mine = exchanges[exchanges["target"] == at]
    made = mine.loc[mine["kind"] == "makes", "source"].nunique()
    told = {0: "it makes nothing", 1: "it makes nothing of its product, or another makes it too"}
    return Problem(
        code="brightway_products",
        severity="warning",
        where=": ".join(_named(linked, at)),
        found=f"{told.get(made, f'it makes {made} products')}; its {len(mine)} exchanges are not counted",
        expected="a process that makes one product, and alone makes it",
        fix="Allocate it to processes of one product each.",
    )


def _nobody_makes(linked: Linked, row: Any) -> Problem:
    name = ": ".join(_named(linked, row.source))
    return unlinked(
        _named(linked, row.target), f"{row.kind} exchange of {row.amount} with {name}, which no process makes"
    )


def _singular(database: str, found: str) -> Problem:
    return Problem(
        code="brightway_singular",
        severity="error",
        where=database,
        found=f"a system without a solution ({found})",
        expected="processes that make more of their product than they take of it",
        fix="Look for a process that takes all it makes, or for two that say the same.",
    )
