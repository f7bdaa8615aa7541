"""A database of a Brightway project and all it is linked with, as plain tables; what cannot be used is told.

Read from the activities and exchanges themselves, not from the arrays Brightway calculates with: those are float32, and
cannot be made at all where an exchange leads to nothing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from numbers import Real
from typing import Any

import pandas as pd

from footprint.ground.errors import Problem

Key = tuple[str, str]
#: The kind of database whose activities and exchanges can be read one by one.
_BACKEND = "sqlite"


@dataclass(frozen=True)
class Linked:
    """Databases as tables.

    Attributes
    ----------
    nodes
        id, database, code, name, product, location, unit, type, flow, compartment of every activity, product and flow.
        `flow` is the name of a flow without its country, which our own flows carry in theirs.
    exchanges
        source, target (rows of `nodes`), kind (biosphere, takes, makes, replaces), amount.
    problems
        What cannot be used.
    """

    nodes: pd.DataFrame
    exchanges: pd.DataFrame
    problems: tuple[Problem, ...]


def read_linked(data: Any, database: str) -> Linked:
    """Return a database of the current project with all it is linked with."""
    names, problems = _names(data, database)
    nodes = _nodes(data, names)
    exchanges, more = _exchanges(data, names, nodes)
    return Linked(nodes, exchanges, (*problems, *more))


def _names(data: Any, database: str) -> tuple[list[str], list[Problem]]:
    """Return the database and those it is linked with, directly or not; those of another kind are told."""
    rows = data.backends.ExchangeDataset
    found, problems = [database], []
    for name in found:
        linked = rows.select(rows.input_database).where(rows.output_database == name).distinct().tuples()
        for (other,) in sorted(linked):
            if other in found or other not in data.databases:
                continue
            if data.databases[other].get("backend", _BACKEND) != _BACKEND:
                problems.append(_other_backend(other, str(data.databases[other]["backend"])))
            else:
                found.append(other)
    return found, problems


def _nodes(data: Any, names: Iterable[str]) -> pd.DataFrame:
    node = data.backends.ActivityDataset
    columns = ("id", "database", "code", "name", "product", "location", "unit", "type", "flow", "compartment")
    rows = [
        (key, base, code, *_described(about, kind))
        for name in names
        for key, base, code, kind, about in node.select(node.id, node.database, node.code, node.type, node.data)
        .where(node.database == name)
        .order_by(node.code)
        .tuples()
    ]
    return pd.DataFrame(rows, columns=list(columns))


def _described(about: dict[str, Any], kind: str) -> tuple[Any, ...]:
    """Return name, product, location, unit, type, flow, compartment of a node."""
    name = str(about.get("name") or "")
    compartment = "/".join(str(part) for part in about.get("categories") or ())
    product = str(about.get("reference product") or name)
    return (
        *(name, product, about.get("location"), str(about.get("unit") or "")),
        *(str(kind or ""), str(about.get("flow") or name), compartment),
    )


def _exchanges(data: Any, names: Iterable[str], nodes: pd.DataFrame) -> tuple[pd.DataFrame, list[Problem]]:
    place = {key: at for at, key in enumerate(zip(nodes["database"], nodes["code"], strict=True))}
    processes = nodes["type"].isin(data.labels.process_node_types).to_numpy()
    kinds = _kinds(data.labels)
    units = nodes["unit"].tolist()
    rows, problems, skipped = [], [], Counter[Key]()
    for name in names:
        for source, target, kind, amount, unit in _written(data, name):
            at = place.get(target, -1)
            if at < 0 or not processes[at]:
                skipped[target] += 1
            elif fault := _fault(source, target, kind, amount, kinds, place):
                problems.append(fault)
            else:
                rows.append((place[source], at, kinds[kind], float(amount)))
                if unit and unit != units[place[source]]:
                    problems.append(_other_unit(source, target, amount, unit, units[place[source]]))
    problems += [_no_process(target, count) for target, count in sorted(skipped.items())]
    return pd.DataFrame(rows, columns=["source", "target", "kind", "amount"]), problems


def _written(data: Any, name: str) -> Iterable[tuple[Key, Key, str, Any, str]]:
    row = data.backends.ExchangeDataset
    columns = (row.input_database, row.input_code, row.output_database, row.output_code, row.type, row.data)
    query = row.select(*columns).where(row.output_database == name).order_by(row.output_code, row.id).tuples()
    for base, code, maker_base, maker_code, kind, about in query.iterator():
        yield (base, code), (maker_base, maker_code), kind, about.get("amount"), str(about.get("unit") or "")


def _kinds(labels: Any) -> dict[str, str]:
    kinds = dict.fromkeys(labels.biosphere_edge_types, "biosphere")
    kinds |= dict.fromkeys(labels.technosphere_negative_edge_types, "takes")
    kinds |= dict.fromkeys(labels.technosphere_positive_edge_types, "makes")
    return kinds | dict.fromkeys(labels.substitution_edge_types, "replaces")


def _fault(
    source: Key, target: Key, kind: str, amount: Any, kinds: dict[str, str], place: dict[Key, int]
) -> Problem | None:
    """Return what is wrong with an exchange; None if nothing is."""
    if source not in place:
        found = f"{kind} exchange of {amount} with {': '.join(source)}, which is in no database that is read"
        return unlinked(target, found)
    if kind not in kinds:
        return Problem(
            code="brightway_exchange_type",
            severity="warning",
            where=": ".join(target),
            found=f"exchange of type {kind!r}, {amount} of {': '.join(source)}; it is not counted",
            expected=f"one of {', '.join(sorted(kinds))}",
            fix="Correct the type of the exchange.",
        )
    if not isinstance(amount, Real) or not math.isfinite(amount):
        return Problem(
            code="brightway_amount",
            severity="warning",
            where=": ".join(target),
            found=f"{kind} exchange with {': '.join(source)} of amount {amount!r}; it is not counted",
            expected="a number",
            fix="Write the amount of the exchange.",
        )
    return None


def _other_unit(source: Key, target: Key, amount: float, unit: str, real: str) -> Problem:
    return Problem(
        code="brightway_exchange_unit",
        severity="warning",
        where=": ".join(target),
        found=f"{amount} {unit} of {': '.join(source)}, which is in {real or 'no unit'}; it counts as {amount} {real}",
        expected=real or "no unit",
        fix="Correct the amount or the unit of the exchange.",
    )


def unlinked(target: Key, found: str) -> Problem:
    """Return the problem of an exchange that leads to nothing."""
    return Problem(
        code="brightway_unlinked",
        severity="warning",
        where=": ".join(target),
        found=f"{found}; it is not counted",
        expected="an activity or flow of a database in the project",
        fix="Link the exchange, or import the database it leads to.",
    )


def _other_backend(name: str, backend: str) -> Problem:
    return Problem(
        code="brightway_backend",
        severity="warning",
        where=name,
        found=f"a database of kind {backend!r}; exchanges with it are not counted",
        expected="a database of activities and exchanges",
        fix="Convert it with bw2data.convert_backend, or leave it out.",
    )


def _no_process(target: Key, count: int) -> Problem:
    return Problem(
        code="brightway_products",
        severity="warning",
        where=": ".join(target),
        found=f"no single-product process; its {count} exchanges are not counted",
        expected="a process that makes one product",
        fix="Allocate it to processes of one product each.",
    )
