"""What a line is made of: every step from the good that was bought back to what grew, grazed or was mined (law L6)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from footprint.ground.chain import Chain
from footprint.ground.library import ANIMALS, MINERALS, ORIGINS, PROCESSES, WOOD, Library
from footprint.stages.inventory.markets import DIRECT, HOME

if TYPE_CHECKING:
    from footprint.engine import Engine
    from footprint.stages.attribute import Ledger

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

NOT_KNOWN = "nothing is known of it"
_TRACED = "traced supply"
_EXCHANGE = ["product", "input", "process", "source"]


def composition(engine: Engine, ledger: Ledger, cell: int, tonnes: float) -> pd.DataFrame:
    """Return one row for each input of each process and market behind a cell.

    Columns: step (1 for the good itself), product, country, takes, taken_from (a country, or the market of one),
    per_tonne [t/t], tonnes [t], how (process, feed, or the basis of the market), source. What a process takes and has
    no inventory is one row without a name.

    Parameters
    ----------
    tonnes
        Tonnes of the cell.
    """
    way, network = ledger.walk, engine.network
    chosen = ledger.draw.cell == cell
    demand = np.zeros((len(way.chain.ids), 1))
    np.add.at(demand[:, 0], way.process[ledger.draw.process[chosen]], tonnes * ledger.draw.share[chosen])
    made = way.chain.supply(demand)[:, 0]
    links = way.chain.takes.tocoo()
    taker, taken = links.coords
    kept = np.flatnonzero(made[taker] > 0)
    taker, taken, amount = taker[kept], taken[kept], links.data[kept]
    named = network.named(way.chain.ids)
    how, source = _told(engine.library, named.iloc[taker], named["product"].to_numpy()[taken])
    step = _steps(taker, taken, demand[:, 0] > 0)
    known = pd.DataFrame(
        {
            "step": step[taker],
            "product": named["product"].to_numpy()[taker],
            "country": _place(named, taker),
            "takes": named["product"].to_numpy()[taken],
            "taken_from": _place(named, taken),
            "per_tonne": amount,
            "tonnes": made[taker] * amount,
            "how": how,
            "source": source,
        }
    )
    table = pd.concat([known, _unknown(way.chain, named, step, made)], ignore_index=True)
    order = ["step", "product", "country", "tonnes", "takes", "taken_from"]
    return table.sort_values(order, ascending=[True, True, True, False, True, True], ignore_index=True)


def _unknown(chain: Chain, named: pd.DataFrame, step: Ints, made: Floats) -> pd.DataFrame:
    """Return one row for each process or market that takes what has no inventory."""
    at = np.flatnonzero((made > 0) & (chain.missing > 0))
    return pd.DataFrame(
        {
            "step": step[at],
            "product": named["product"].to_numpy()[at],
            "country": _place(named, at),
            "takes": "",
            "taken_from": "",
            "per_tonne": chain.missing[at],
            "tonnes": made[at] * chain.missing[at],
            "how": NOT_KNOWN,
            "source": "",
        }
    )


def _place(named: pd.DataFrame, at: Ints) -> npt.NDArray[np.object_]:
    country = named["country"].replace({DIRECT: HOME}).to_numpy(object)[at]
    supplied = np.array([f"supply of {place}" for place in country], dtype=object)
    return np.where(named["market"].to_numpy(bool)[at], supplied, country)


def _steps(taker: Ints, taken: Ints, first: npt.NDArray[np.bool_]) -> Ints:
    """Return for each node how many steps it stands behind the good itself, which is 1; 0 for what is not behind it."""
    step = first.astype(np.int64)
    for _ in range(len(first)):
        behind = (step[taker] > 0) & (step[taken] == 0)
        if not behind.any():
            break
        step[taken[behind]] = step[taker[behind]].min() + 1
    return step


def _told(
    library: Library, taker: pd.DataFrame, taken: npt.NDArray[np.object_]
) -> tuple[npt.NDArray[np.object_], npt.NDArray[np.object_]]:
    """Return how each input is known (the process, feed, blend, or basis of the market), and its source."""
    of_process = _processes(library)
    animals = set(library.table(ANIMALS, "feed", ["product"])["product"].astype(str))
    trade = library.passport(ORIGINS).citation
    of_market = _mixes(library)
    feed = library.passport(ANIMALS).citation
    how, source = [], []
    for product, country, market, takes in zip(taker["product"], taker["country"], taker["market"], taken, strict=True):
        if market:
            basis = {"WLD": "world mix", "direct_be": "direct imports of Belgium"}.get(country, _TRACED)
            told = (basis, trade if basis == _TRACED else of_market[product])
        elif product in animals:
            told = ("feed", feed)
        else:
            told = of_process.get((product, takes), ("blend by own harvest", trade))
        how.append(told[0])
        source.append(told[1])
    return np.array(how, dtype=object), np.array(source, dtype=object)


def _processes(library: Library) -> dict[tuple[str, str], tuple[str, str]]:
    """Return (product, input) -> (process, citation)."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for edition in (PROCESSES, MINERALS):
        cited = library.citations(edition)
        rows = library.table(edition, "exchanges", _EXCHANGE).astype(str).itertuples(index=False, name=None)
        for product, takes, process, source in rows:
            found.setdefault((product, takes), []).append((process, cited[source]))
    return {key: (_listed(one for one, _ in ways), _listed(one for _, one in ways)) for key, ways in found.items()}


def _listed(words: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(words))


def _mixes(library: Library) -> dict[str, str]:
    """Return product -> citation of the edition that knows where it comes from."""
    editions = {
        edition: library.table(edition, "mixes", ["product"])["product"] for edition in (ORIGINS, WOOD, MINERALS)
    }
    return {
        str(product): library.passport(edition).citation
        for edition, products in editions.items()
        for product in products.unique()
    }
