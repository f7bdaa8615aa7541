"""Processes become exchanges, and what is wrong with a process is said with its name."""

from __future__ import annotations

import pandas as pd
import pytest

from footprint.editions.processes import Rules, exchanges, faults, read_processes, shares_by_value, spectral_radius
from footprint.ground.errors import FactorError

PRESS = [
    ("press", "input", "bean", 1.0, "s"),
    ("press", "output", "oil", 0.2, "s"),
    ("press", "output", "meal", 0.7, "s"),
    ("press", "loss", "", 0.1, "s"),
]
RULES = Rules(prices={"oil": 1000.0, "meal": 400.0}, shares={}, roots=frozenset({"bean"}))


def table(rows: list[tuple[str, str, str, float, str]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["process", "role", "product", "amount", "source"])


def found(rows: list[tuple[str, str, str, float, str]], rules: Rules = RULES) -> list[str]:
    return faults(read_processes(table(rows)), rules)


def test_a_separation_is_shared_by_worth_and_by_mass():
    made = exchanges(read_processes(table(PRESS)), RULES).set_index("product")
    # worth: oil 0.2 x 1000 = 200, meal 0.7 x 400 = 280; a tonne of oil takes 200/480 / 0.2 = 2.083 t of beans
    assert made.loc["oil", "value"] == pytest.approx(200 / 480 / 0.2)
    assert made.loc["meal", "value"] == pytest.approx(280 / 480 / 0.7)
    assert made.loc["oil", "mass"] == made.loc["meal", "mass"] == pytest.approx(1 / 0.9)
    assert (made["country"] == "*").all()


def test_joint_products_together_take_all_of_the_input():
    made = exchanges(read_processes(table(PRESS)), RULES).set_index("product")
    for basis in ("value", "mass"):
        assert made.loc["oil", basis] * 0.2 + made.loc["meal", basis] * 0.7 == pytest.approx(1.0)


def test_water_is_no_exchange_and_what_is_not_modelled_is_one():
    rows = [
        ("drink", "input", "bean", 0.1, "s"),
        ("drink", "input", "", 0.01, "s"),
        ("drink", "input", "", 0.02, "s"),
        ("drink", "free", "", 0.87, "s"),
        ("drink", "output", "drink", 1.0, "s"),
    ]
    made = exchanges(read_processes(table(rows)), RULES)
    assert made[["input", "value"]].to_dict("records") == [
        {"input": "", "value": pytest.approx(0.03)},
        {"input": "bean", "value": pytest.approx(0.1)},
    ]


def test_a_blend_weighs_the_routes():
    rows = [*PRESS, ("roast", "input", "bean", 2.0, "s"), ("roast", "output", "meal", 1.0, "s")]
    rows += [("roast", "loss", "", 1.0, "s")]
    shares = {("meal", "press"): 0.75, ("meal", "roast"): 0.25}
    made = exchanges(read_processes(table(rows)), Rules(RULES.prices, shares, RULES.roots))
    meal = made[made["product"] == "meal"].set_index("process")["value"]
    assert meal["press"] == pytest.approx(0.75 * 280 / 480 / 0.7)
    assert meal["roast"] == pytest.approx(0.25 * 2.0)


def test_the_only_product_carries_everything_without_a_price():
    (process,) = read_processes(
        table([("dry", "input", "bean", 4.0, "s"), ("dry", "output", "dried", 1.0, "s"), ("dry", "loss", "", 3.0, "s")])
    )
    assert shares_by_value(process, {}) == (1.0,)


@pytest.mark.parametrize(
    ("row", "match"),
    [
        (("press", "inputs", "bean", 1.0, "s"), "press: role 'inputs'"),
        (("press", "input", "bean", 0.0, "s"), "press: amount of input bean is 0"),
        (("press", "input", "bean", float("nan"), "s"), "press: amount of input bean is nan"),
        (("press", "output", "", 1.0, "s"), "press: an output without a product"),
        (("press", "loss", "bean", 1.0, "s"), "press: loss with product bean"),
        (("press", "input", "bean", 1.0, "t"), "press: two sources"),
    ],
)
def test_a_bad_row_is_refused(row, match):
    with pytest.raises(FactorError, match=match):
        read_processes(table([*PRESS, row]))


def test_a_product_made_of_itself_is_refused():
    assert "press: oil is made of itself" in found([*PRESS, ("press", "input", "oil", 0.1, "s")])


def test_a_conversion_above_100_percent_is_refused():
    rows = [("grow", "input", "bean", 1.0, "s"), ("grow", "output", "sprout", 1.2, "s")]
    assert found(rows) == ["grow: conversion above 100 %: 1.2 t out of 1 t"]


def test_a_process_that_does_not_balance_is_refused():
    assert found(PRESS[:3]) == ["press: 1 t in, 0.9 t out and lost"]


def test_a_missing_and_a_zero_price_are_refused():
    assert found(PRESS, Rules({"oil": 1000.0, "meal": 0.0}, {}, RULES.roots)) == ["press: no price of meal"]
    assert found(PRESS, Rules({"meal": 400.0}, {}, RULES.roots)) == ["press: no price of oil"]


def test_an_unknown_input_is_refused():
    assert found(PRESS, Rules(RULES.prices, {}, frozenset())) == ["press: unknown input bean"]


def test_two_routes_need_a_blend_that_names_both_and_sums_to_one():
    rows = [*PRESS, ("roast", "input", "bean", 1.0, "s"), ("roast", "output", "meal", 1.0, "s")]
    assert found(rows) == ["meal: made by press, roast, blended from nothing"]
    half = {("meal", "press"): 0.5, ("meal", "roast"): 0.4}
    assert found(rows, Rules(RULES.prices, half, RULES.roots)) == ["meal: shares of the blend sum to 0.9"]
    assert found(PRESS, Rules(RULES.prices, {("oil", "press"): 0.5, ("oil", "x"): 0.5}, RULES.roots))


def test_a_root_product_is_not_made():
    assert found(PRESS, Rules(RULES.prices, {}, frozenset({"bean", "oil"}))) == ["oil: a root product is made by press"]


def test_a_process_without_input_or_output_is_refused():
    assert found([("press", "input", "bean", 1.0, "s")]) == ["press: no input or no output"]


def test_the_build_names_all_faults_at_once():
    with pytest.raises(FactorError, match="1 faults in the processes: press: unknown input bean"):
        exchanges(read_processes(table(PRESS)), Rules(RULES.prices, {}, frozenset()))


def test_a_loop_that_dies_out_passes_and_one_that_does_not_is_refused():
    def loop(back: float) -> pd.DataFrame:
        rows = [("a", "input", "bean", 1.0, "s"), ("a", "input", "y", back, "s"), ("a", "output", "x", 0.5, "s")]
        rows += [("a", "loss", "", 0.5 + back, "s"), ("b", "input", "x", 1.0, "s"), ("b", "output", "y", 1.0, "s")]
        return exchanges(read_processes(table(rows)), RULES)

    # a tonne of x takes back/0.5 t of y, which is as much x: the radius is the root of their product
    assert spectral_radius(loop(0.2), "value") == pytest.approx(0.4**0.5)
    with pytest.raises(FactorError, match=r"do not converge by value: spectral radius 1\.095"):
        loop(0.6)


def test_no_exchange_has_no_loop():
    assert spectral_radius(pd.DataFrame({"product": [], "input": [], "value": []}), "value") == 0.0
