"""The product system as one matrix: small systems solved by hand, a loop, and the part some nodes rest on."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from footprint.ground.chain import Chain, chain_of

#: A bar takes 0.5 t of sugar and 0.6 t of beans, sugar takes 7 t of beet; bread takes 0.8 t of wheat.
IDS = np.array([40, 30, 20, 10, 60, 50])  # bar, sugar, beans, beet, bread, wheat
LINKS = [(0, 1, 0.5), (0, 2, 0.6), (1, 3, 7.0), (4, 5, 0.8)]
LEVELS = np.array([2, 1, 0, 0, 1, 0])


def made(links: list[tuple[int, int, float]] = LINKS, levels: np.ndarray = LEVELS) -> Chain:
    taker, taken, amount = zip(*links, strict=True)
    return chain_of(IDS, np.array(taker), np.array(taken), np.array(amount), np.zeros(len(IDS)), levels)


def column(chain: Chain, values: dict[int, float]) -> np.ndarray:
    found = np.zeros((len(chain.ids), 1))
    found[chain.places(np.array(list(values))), 0] = list(values.values())
    return found


def test_a_bar_carries_its_beans_and_its_beet() -> None:
    chain = made()
    total = chain.total(column(chain, {20: 100.0, 10: 2.0, 50: 5.0}))
    found = dict(zip(chain.ids.tolist(), total[:, 0].tolist(), strict=True))
    assert found == {10: 2.0, 20: 100.0, 50: 5.0, 30: 14.0, 60: 4.0, 40: pytest.approx(67.0)}  # 0.5 x 14 + 0.6 x 100


def test_two_bars_ask_for_seven_tonnes_of_beet() -> None:
    chain = made()
    asked = chain.supply(column(chain, {40: 2.0}))
    found = dict(zip(chain.ids.tolist(), asked[:, 0].tolist(), strict=True))
    assert found == {40: 2.0, 30: 1.0, 20: pytest.approx(1.2), 10: 7.0, 60: 0.0, 50: 0.0}


def test_a_sparse_demand_gives_the_same_and_stays_sparse() -> None:
    chain = made()
    demand = np.hstack([column(chain, {40: 2.0}), column(chain, {60: 3.0})])
    asked = chain.supply(sparse.csr_array(demand))
    assert sparse.issparse(asked)
    np.testing.assert_allclose(asked.toarray(), chain.supply(demand), rtol=1e-15)


def test_a_loop_is_solved_and_not_cut() -> None:
    """Sugar takes 0.1 t of bars back: y_sugar = 14 + 0.1 y_bar, y_bar = 60 + 0.5 y_sugar, so y_bar = 67 / 0.95."""
    chain = made([*LINKS, (1, 0, 0.1)], np.array([1, 1, 0, 0, 1, 0]))
    total = chain.total(column(chain, {20: 100.0, 10: 2.0}))
    assert total[chain.places(np.array([40]))[0], 0] == pytest.approx(67 / 0.95, rel=1e-14)
    demand = column(chain, {40: 1.0})
    asked = chain.supply(demand)[:, 0]
    assert asked[chain.places(np.array([40]))[0]] == pytest.approx(1 / 0.95, rel=1e-14)
    assert asked @ column(chain, {20: 100.0, 10: 2.0})[:, 0] == pytest.approx(67 / 0.95, rel=1e-14)
    np.testing.assert_allclose(chain.supply(sparse.csr_array(demand)).toarray()[:, 0], asked, rtol=1e-14)


@pytest.mark.parametrize("loop", [False, True])
def test_the_part_some_nodes_rest_on_gives_the_same(loop: bool) -> None:
    links, levels = ([*LINKS, (1, 0, 0.1)], np.array([1, 1, 0, 0, 1, 0])) if loop else (LINKS, LEVELS)
    chain = made(links, levels)
    part = chain.reach(np.array([30]))
    assert sorted(part.ids.tolist()) == ([10, 20, 30, 40] if loop else [10, 30])
    whole = chain.total(column(chain, {20: 100.0, 10: 2.0}))[chain.places(np.array([30]))]
    known = {10: 2.0} | ({20: 100.0} if loop else {})
    np.testing.assert_array_equal(part.total(column(part, known))[part.places(np.array([30]))], whole)


def test_a_node_that_is_not_there_is_named() -> None:
    with pytest.raises(KeyError, match="no node \\[99\\]"):
        made().places(np.array([10, 99]))
