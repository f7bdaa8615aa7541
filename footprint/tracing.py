"""Where the goods of a country grew, seen through the countries that trade them on (Kastner et al. 2011).

:func:`trace_origins` is pure: two tables in, one out, any commodity, any country, any year.
:func:`supply_balance` shows what the tracing makes of the exports, :func:`trade_without_source` what it cannot trace.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse
from scipy.sparse.linalg import splu

from footprint.ground.errors import InputError, Problem
from footprint.ground.joins import positions

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

GROUP_NAMES = ("item", "commodity")
_SETTLED = 1e-12

TRACING_CODES = {
    "tracing_columns": "A column is missing, or only one of the two tables tells commodities apart.",
    "tracing_code_missing": "A country, or the item, is empty.",
    "tracing_tonnes": "Tonnes are missing, negative or no number.",
    "tracing_row_doubled": "A key stands twice.",
    "tracing_self_trade": "A country ships to itself.",
    "tracing_no_source": "Trade that no production leads to.",
}
"""Problem code -> its meaning in a sentence."""


class TracingWarning(UserWarning):
    """Exports were scaled down to the supply they can have come from."""


@dataclass(frozen=True)
class _Network:
    """Production and trade by node; a node is one country of one commodity.

    ``item`` and ``country`` of each node are places in ``items`` and ``countries``, shape (n,); ``seller``, ``buyer``
    and ``flow`` [t] describe the trade, shape (m,).
    """

    items: pd.Index
    countries: pd.Index
    item: Places
    country: Places
    production: Floats
    seller: Places
    buyer: Places
    flow: Floats

    def summed(self, at: Places, weight: Floats) -> Floats:
        return np.bincount(at, weight, len(self.production)).astype(np.float64)

    def name(self, node: int) -> str:
        return " ".join(filter(None, (str(self.items[self.item[node]]), str(self.countries[self.country[node]]))))


def trace_origins(production: pd.DataFrame, trade: pd.DataFrame) -> pd.DataFrame:
    r"""Return in which countries the supply of every country was produced.

    Every country's supply is one pool: what it consumes and what it exports have the same mix of origins. With
    production p, exports :math:`z_{ij}` from j to i, supply x and consumption c [t]:

    .. math::
        x = p + Z 1, \quad A = Z \hat{x}^{-1}, \quad R = (I - A)^{-1} \hat{p}, \quad
        c_j = x_j - \sum_i z_{ij}, \quad \bar{R} = \widehat{c / x} \, R

    :math:`r_{ij} / x_i` is the share of j in the supply of i, :math:`\bar{r}_{ij}` what i consumes of the
    production of j. Without loops of trade this is following each shipment back; the inverse does the same through
    any number of hands.

    **Exports above supply.** A country that reports to have exported more than it produced and imported has its exports
    scaled to its supply, all destinations alike, and what its customers can pass on shrinks with it, until
    nobody exports more than he has (:func:`supply_balance` shows by how much). Its production is not raised instead,
    because that would make growers of the ports. What is scaled is said by a :class:`TracingWarning`.

    Parameters
    ----------
    production
        Columns ``country``, ``tonnes`` [t]; one row per country.
    trade
        Columns ``exporter``, ``importer``, ``tonnes`` [t], in the unit of the production (beans, not butter); one
        row per pair of countries. Both tables may have a column ``item`` or ``commodity``: each is traced for itself.

    Returns
    -------
    DataFrame
        ``country`` (who is supplied), ``origin`` (who produced), ``supply_share`` [1], ``consumption_tonnes`` [t];
        ``item`` or ``commodity`` first where the input has it. The shares of each country sum to 1, the consumption
        to the production of the world. Countries without supply have no row.

    Raises
    ------
    InputError
        A column or a code is missing, tonnes are missing, infinite or negative, a row is doubled, a country trades
        with itself, or goods are traded that no producer's shipments lead to (:func:`trade_without_source`).

    References
    ----------
    Kastner, T., Kastner, M., Nonhebel, S. (2011). Tracing distant environmental impacts of agricultural products from
    a consumer perspective. Ecological Economics 70, 1032-1040. doi 10.1016/j.ecolecon.2011.01.012

    Examples
    --------
    Brazil grows 100 t and ships 60 t to the Netherlands, which passes 45 t on to Belgium.

    >>> grown = pd.DataFrame({"country": ["BRA"], "tonnes": [100.0]})
    >>> shipped = pd.DataFrame(
    ...     {"exporter": ["BRA", "NLD"], "importer": ["NLD", "BEL"], "tonnes": [60.0, 45.0]}
    ... )
    >>> print(trace_origins(grown, shipped).to_string(index=False))
    country origin  supply_share  consumption_tonnes
        BEL    BRA           1.0                45.0
        BRA    BRA           1.0                40.0
        NLD    BRA           1.0                15.0
    """
    network, group = _network(production, trade)
    _refuse_unsourced(network)
    kept = _kept_exports(network)
    _warn_scaled(network, kept)
    flow = network.flow * kept[network.seller]
    supply = network.production + network.summed(network.buyer, flow)
    consumption = np.maximum(supply - network.summed(network.seller, flow), 0.0)
    node, origin, share = _shares(network, flow, supply)
    columns = {
        "country": network.countries[network.country[node]],
        "origin": network.countries[network.country[origin]],
        "supply_share": share,
        "consumption_tonnes": share * consumption[node],
    }
    first = {group: network.items[network.item[node]]} if group else {}
    return pd.DataFrame(first | columns)


def supply_balance(production: pd.DataFrame, trade: pd.DataFrame) -> pd.DataFrame:
    """Return supply and exports by country, and the part of its exports that its supply allows.

    Parameters
    ----------
    production, trade
        As for :func:`trace_origins`.

    Returns
    -------
    DataFrame
        ``country``; ``production``, ``imports``, ``exports`` as given [t]; ``kept`` [1], the part of the exports
        kept (1 where supply suffices); ``supply`` and ``consumption`` after that [t]. ``item`` or ``commodity`` first
        where the input has it.

    Examples
    --------
    >>> grown = pd.DataFrame({"country": ["PER"], "tonnes": [10.0]})
    >>> shipped = pd.DataFrame(
    ...     {"exporter": ["PER", "NLD"], "importer": ["NLD", "BEL"], "tonnes": [8.0, 16.0]}
    ... )
    >>> supply_balance(grown, shipped)[["country", "exports", "kept", "supply"]].values.tolist()
    [['BEL', 0.0, 1.0, 8.0], ['NLD', 16.0, 0.5, 8.0], ['PER', 8.0, 1.0, 10.0]]
    """
    network, group = _network(production, trade)
    kept = _kept_exports(network)
    flow = network.flow * kept[network.seller]
    supply = network.production + network.summed(network.buyer, flow)
    columns = {
        "country": network.countries[network.country],
        "production": network.production,
        "imports": network.summed(network.buyer, network.flow),
        "exports": network.summed(network.seller, network.flow),
        "kept": kept,
        "supply": supply,
        "consumption": np.maximum(supply - network.summed(network.seller, flow), 0.0),
    }
    first = {group: network.items[network.item]} if group else {}
    return pd.DataFrame(first | columns)


def trade_without_source(production: pd.DataFrame, trade: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `trade` whose exporter neither produces nor buys, at any remove, from a producer.

    :func:`trace_origins` refuses such rows: their goods have no origin. Add the missing production, or leave them
    out knowing how many tonnes they are.

    Examples
    --------
    >>> grown = pd.DataFrame({"country": ["CIV"], "tonnes": [10.0]})
    >>> shipped = pd.DataFrame(
    ...     {"exporter": ["CIV", "CHE"], "importer": ["NLD", "NLD"], "tonnes": [8.0, 1.0]}
    ... )
    >>> trade_without_source(grown, shipped)["exporter"].tolist()
    ['CHE']
    """
    network, _ = _network(production, trade)
    rows = trade[pd.to_numeric(trade["tonnes"]) > 0]
    return rows[~_reached(network)[network.seller]]


def _network(production: pd.DataFrame, trade: pd.DataFrame) -> tuple[_Network, str]:
    """Turn the two tables into arrays; raise InputError with every fault found."""
    group = _group(production, trade)
    keys = [group] if group else []
    problems = [
        *_table_faults("production", production, [*keys, "country"]),
        *_table_faults("trade", trade, [*keys, "exporter", "importer"]),
    ]
    if problems:
        raise InputError(problems)
    made, sold = _moved(production, [*keys, "country"]), _moved(trade, [*keys, "exporter", "importer"])
    items = pd.Index(pd.unique(pd.concat([made[group], sold[group]]))).sort_values() if group else pd.Index([""])
    names = pd.concat([made["country"], sold["exporter"], sold["importer"]])
    countries = pd.Index(names.unique()).sort_values()

    def codes(table: pd.DataFrame, column: str) -> Places:
        item = positions(table[group], items) if group else np.zeros(len(table), dtype=np.int64)
        return item * len(countries) + positions(table[column], countries)

    return _coded(items, countries, made, sold, codes), group


def _moved(table: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Return the rows with tonnes, these as numbers and the keys as text (M49 codes are often numbers)."""
    plain = table[[*keys, "tonnes"]].assign(tonnes=pd.to_numeric(table["tonnes"])).astype(dict.fromkeys(keys, str))
    return plain[plain["tonnes"] > 0]


def _coded(
    items: pd.Index,
    countries: pd.Index,
    made: pd.DataFrame,
    sold: pd.DataFrame,
    codes: Callable[[pd.DataFrame, str], Places],
) -> _Network:
    maker, seller, buyer = codes(made, "country"), codes(sold, "exporter"), codes(sold, "importer")
    nodes = np.unique(np.concatenate([maker, seller, buyer]))
    index = pd.Index(nodes)
    production = np.zeros(len(nodes))
    production[positions(maker, index)] = made["tonnes"].to_numpy(dtype=np.float64)
    return _Network(
        items=items,
        countries=countries,
        item=nodes // max(len(countries), 1),
        country=nodes % max(len(countries), 1),
        production=production,
        seller=positions(seller, index),
        buyer=positions(buyer, index),
        flow=sold["tonnes"].to_numpy(dtype=np.float64),
    )


def _group(production: pd.DataFrame, trade: pd.DataFrame) -> str:
    given = {"production": type(production), "trade": type(trade)}
    if odd := {name: kind.__name__ for name, kind in given.items() if not issubclass(kind, pd.DataFrame)}:
        fix = "Pass pandas.DataFrame(rows)."
        raise InputError(Problem("tracing_columns", "error", *pair, "a DataFrame", fix) for pair in odd.items())
    found = [[name for name in GROUP_NAMES if name in table] for table in (production, trade)]
    if found[0] == found[1] and len(found[0]) < 2:
        return found[0][0] if found[0] else ""
    fix = "Give both tables the same one column, or neither."
    raise InputError([Problem("tracing_columns", "error", "production, trade", str(found), "one column of items", fix)])


def _table_faults(name: str, table: pd.DataFrame, keys: list[str]) -> Iterator[Problem]:
    if missing := [column for column in [*keys, "tonnes"] if column not in table]:
        yield Problem("tracing_columns", "error", name, f"no column {missing}", str([*keys, "tonnes"]), "Add it.")
        return
    tonnes = pd.to_numeric(table["tonnes"], errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan)
    absent = np.any([table[key].isna() | (table[key] == "") for key in keys], axis=0)
    doubled = table.duplicated(keys).to_numpy() & ~absent
    yield from _marked(name, table, absent, "tracing_code_missing", "a code in every key", "Fill it in.")
    yield from _marked(name, table, ~np.isfinite(tonnes), "tracing_tonnes", "a number", "Absence is not zero: drop it.")
    yield from _marked(name, table, tonnes < 0, "tracing_tonnes", "tonnes of 0 or more", "Correct the row.")
    yield from _marked(name, table, doubled, "tracing_row_doubled", "one row per key", "Add the rows up or drop one.")
    if "exporter" in keys:
        itself = table["exporter"].eq(table["importer"]).to_numpy() & ~absent
        yield from _marked(name, table, itself, "tracing_self_trade", "two countries", "Drop the row: it is no trade.")


def _marked(
    name: str, table: pd.DataFrame, mark: npt.NDArray[np.bool_], code: str, expected: str, fix: str
) -> Iterator[Problem]:
    for label, row in table[mark].to_dict("index").items():
        found = " ".join(str(row[column]) for column in table.columns if column in _SHOWN)
        yield Problem(code, "error", f"{name}!{label}", found, expected, fix)


_SHOWN = (*GROUP_NAMES, "country", "exporter", "importer", "tonnes")


def _reached(network: _Network) -> npt.NDArray[np.bool_]:
    """Return which nodes produce, or lie downstream of one that does, shape (n,)."""
    reached = network.production > 0
    while True:
        new = reached.copy()
        new[network.buyer[reached[network.seller]]] = True
        if (new == reached).all():
            return reached
        reached = new


def _refuse_unsourced(network: _Network) -> None:
    lost = ~_reached(network)[network.seller]
    if not lost.any():
        return
    rows = zip(network.seller[lost], network.buyer[lost], network.flow[lost], strict=True)
    fix = "Add the production, or leave out the rows of trade_without_source."
    raise InputError(
        Problem(
            "tracing_no_source",
            "error",
            f"trade of {network.name(seller)}",
            f"{tonnes:g} t to {network.countries[network.country[buyer]]}",
            "an exporter who produces, or buys from one who does",
            fix,
        )
        for seller, buyer, tonnes in rows
    )


def _kept_exports(network: _Network) -> Floats:
    """Return the part of its exports that each node can have had, shape (n,).

    The largest k <= 1 with k e <= p + Z k (e: exports as given). Who exports more than it can have, exports all it has;
    what it ships is solved for exactly, with all others at k = 1, and those whose supply then falls short join it.
    Nobody ever leaves, so this ends; no group of them ships to itself alone, so it is never singular.
    """
    exports = network.summed(network.seller, network.flow)
    kept = np.ones(len(exports))
    short = np.zeros(len(exports), dtype=bool)
    while True:
        supply = network.production + network.summed(network.buyer, network.flow * kept[network.seller])
        new = ~short & (exports > supply * (1.0 + _SETTLED))
        if not new.any():
            return kept
        short |= new
        kept[short] = np.minimum(_all_shipped(network, exports, short), 1.0)


def _all_shipped(network: _Network, exports: Floats, short: npt.NDArray[np.bool_]) -> Floats:
    """Return k of the nodes that ship all they have, y - Z_SS y / e = p + Z_SN 1 with y = k e, shape (|S|,)."""
    place, size = np.cumsum(short) - 1, int(short.sum())
    inside, outside = short[network.seller] & short[network.buyer], ~short[network.seller]
    seller, buyer = network.seller[inside], network.buyer[inside]
    part = network.flow[inside] / exports[seller]
    passed_on = sparse.csc_array((part, (place[buyer], place[seller])), shape=(size, size))
    identity = sparse.eye_array(size, format="csc")
    had = network.production + network.summed(network.buyer[outside], network.flow[outside])
    shipped = splu(sparse.csc_matrix(identity - passed_on)).solve(had[short])
    return np.asarray(shipped, dtype=np.float64) / exports[short]


def _warn_scaled(network: _Network, kept: Floats) -> None:
    lost = network.summed(network.seller, network.flow * (1.0 - kept)[network.seller])
    scaled = np.flatnonzero(lost > 1e-9)
    if len(scaled) == 0:
        return
    most = scaled[np.argsort(-lost[scaled], kind="stable")][:5]
    named = "; ".join(f"{network.name(node)} {lost[node]:.6g} t" for node in most)
    total = f"{lost[scaled].sum():.6g} of {network.flow.sum():.6g} t"
    text = f"exports above supply were scaled down in {len(scaled)} cases, {total} of trade; most: {named}"
    warnings.warn(text, TracingWarning, stacklevel=3)


def _shares(network: _Network, flow: Floats, supply: Floats) -> tuple[Places, Places, Floats]:
    """Solve (I - A) R = diag(p) for all commodities at once; return country node, origin node and share of supply.

    The commodities are the blocks of one sparse matrix. As no block touches another, a column of the right side holds
    one producer of every block: as many columns as the widest block has producers, not as there are producers.
    """
    makers = np.flatnonzero(network.production > 0)
    if len(makers) == 0:
        nothing = np.zeros(0, dtype=np.int64)
        return nothing, nothing, np.zeros(0)
    first = np.searchsorted(network.item[makers], network.item[makers])
    rank = np.arange(len(makers)) - first
    right = np.zeros((len(supply), int(rank.max()) + 1))
    right[makers, rank] = network.production[makers]
    amounts = np.maximum(_solved(network, flow, supply, right), 0.0)
    node, column = np.nonzero(amounts)
    maker_at: Any = np.full((len(network.items), right.shape[1]), -1, dtype=np.int64)
    maker_at[network.item[makers], rank] = makers
    origin = maker_at[network.item[node], column]
    share = amounts[node, column] / amounts.sum(axis=1)[node]
    order = np.lexsort((origin, node))
    return node[order], origin[order], share[order]


def _solved(network: _Network, flow: Floats, supply: Floats, right: Floats) -> Floats:
    size = len(supply)
    part = flow / supply[network.seller]
    matrix = sparse.csc_array((part, (network.buyer, network.seller)), shape=(size, size))
    identity = sparse.eye_array(size, format="csc")
    return np.asarray(splu(sparse.csc_matrix(identity - matrix)).solve(right), dtype=np.float64)
