"""Tracing: the hand-worked cases, a naive referee, the balances that must hold, and every refusal."""

from __future__ import annotations

import warnings
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from footprint.ground.errors import InputError
from footprint.tracing import TracingWarning, supply_balance, trace_origins, trade_without_source

GOLDEN = Path(__file__).parents[1] / "golden" / "tracing"
COUNTRIES = ("AAA", "BBB", "CCC", "DDD", "EEE")


def made(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["country", "tonnes"])


def sold(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["exporter", "importer", "tonnes"]).astype({"tonnes": float})


def golden(name: str) -> pd.DataFrame:
    return pd.read_csv(GOLDEN / f"{name}.csv")


def codes(raised: pytest.ExceptionInfo[InputError]) -> list[tuple[str, str]]:
    return [(problem.code, problem.where) for problem in raised.value.problems]


def naive(production: pd.DataFrame, trade: pd.DataFrame) -> dict[tuple[str, str], float]:
    """Follow the goods hand by hand until none are left on the way: the origins of every supply [t]."""
    supply = dict.fromkeys([*production["country"], *trade["exporter"], *trade["importer"]], 0.0)
    for row in production.itertuples():
        supply[row.country] += row.tonnes
    for row in trade.itertuples():
        supply[row.importer] += row.tonnes
    held: dict[tuple[str, str], float] = {}
    moving = {(row.country, row.country): row.tonnes for row in production.itertuples()}
    while sum(moving.values()) > 1e-13:
        onward: dict[tuple[str, str], float] = {}
        for (place, origin), tonnes in moving.items():
            held[place, origin] = held.get((place, origin), 0.0) + tonnes
            for row in trade[trade["exporter"] == place].itertuples():
                key = row.importer, origin
                onward[key] = onward.get(key, 0.0) + tonnes * row.tonnes / supply[place]
        moving = onward
    return held


def test_the_cases_worked_by_hand() -> None:
    with pytest.warns(TracingWarning, match=r"in 2 cases, 10 of 169 t of trade; most: above_supply NLD 8 t"):
        found = trace_origins(golden("production"), golden("trade"))
    found = found.set_index(["item", "country", "origin"])
    expected = golden("expected").set_index(["item", "country", "origin"])
    assert set(found.index) == set(expected.index)
    for column in expected:
        told = [float(Fraction(text)) for text in expected[column].astype(str)]
        assert found.loc[expected.index, column].to_list() == pytest.approx(told, rel=1e-12, abs=1e-12)


def test_the_balance_shows_what_was_scaled() -> None:
    balance = supply_balance(golden("production"), golden("trade")).set_index(["item", "country"])
    assert balance.loc["above_supply", "kept"].to_dict() == pytest.approx({"BEL": 0.8, "LUX": 1, "NLD": 0.5, "PER": 1})
    assert balance.loc[("above_supply", "NLD"), "exports"] == 16
    assert (balance.drop("above_supply")["kept"] == 1).all()
    assert balance.loc[("loop", "AAA")].to_dict() == {
        "production": 60, "imports": 30, "exports": 40, "kept": 1, "supply": 90, "consumption": 50,
    }  # fmt: skip


def test_one_commodity_without_a_column_and_one_under_another_name_give_the_same() -> None:
    production, trade = (golden(name).query("item == 'loop'") for name in ("production", "trade"))
    plain = trace_origins(production.drop(columns="item"), trade.drop(columns="item"))
    assert plain.columns.to_list() == ["country", "origin", "supply_share", "consumption_tonnes"]
    named = trace_origins(production.rename(columns={"item": "commodity"}), trade.rename(columns={"item": "commodity"}))
    assert named.columns[0] == "commodity"
    pd.testing.assert_frame_equal(named.drop(columns="commodity"), plain)


def test_no_rows_give_no_rows() -> None:
    assert len(trace_origins(made(), sold())) == 0
    assert len(trace_origins(made(("BEL", 0.0)), sold(("BEL", "NLD", 0.0)))) == 0


@st.composite
def networks(draw: st.DrawFn) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A few countries that all produce a little, so that every good has a source."""
    production = made(*((country, draw(st.integers(1, 50)) / 1.0) for country in COUNTRIES))
    pairs = [(a, b) for a in COUNTRIES for b in COUNTRIES if a != b]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=12))
    return production, sold(*((*pair, draw(st.integers(1, 40))) for pair in chosen))


@settings(max_examples=40)
@given(networks())
def test_shares_sum_to_one_and_consumption_to_production(network: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    production, trade = network
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", TracingWarning)
        found = trace_origins(production, trade)
    balance = supply_balance(production, trade).set_index("country")
    by_country = found.groupby("country")
    assert np.allclose(by_country["supply_share"].sum(), 1, rtol=0, atol=1e-9)
    assert (found["supply_share"] >= 0).all()
    by_origin = found.groupby("origin")["consumption_tonnes"].sum()
    assert by_origin.to_dict() == pytest.approx(production.set_index("country")["tonnes"].to_dict(), rel=1e-9)
    assert by_country["consumption_tonnes"].sum().to_dict() == pytest.approx(
        balance["consumption"].to_dict(), rel=1e-9, abs=1e-9
    )
    exports = balance["exports"] * balance["kept"]
    assert (exports <= balance["supply"] * (1 + 1e-9)).all()
    assert (balance["kept"] <= 1).all()


@settings(max_examples=40)
@given(networks())
def test_a_naive_walk_gives_the_same(network: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    production, trade = network
    trade = trade.assign(tonnes=trade["tonnes"] / 200)  # exports stay below production: nothing is scaled
    found = trace_origins(production, trade)
    supply = supply_balance(production, trade).set_index("country")["supply"]
    amounts = {
        (row.country, row.origin): row.supply_share * supply[row.country]
        for row in found.itertuples()
        if row.supply_share > 1e-12
    }
    told = {key: tonnes for key, tonnes in naive(production, trade).items() if tonnes > 1e-12 * supply[key[0]]}
    assert amounts == pytest.approx(told, rel=1e-9, abs=1e-12)


def test_every_fault_of_both_tables_is_told_at_once() -> None:
    production = made(("BEL", 5.0), ("BEL", 2.0), ("", 1.0), ("FRA", -3.0), ("DEU", None))
    trade = sold(("BEL", "BEL", 1), ("BEL", None, 1), ("BEL", "NLD", 1), ("BEL", "NLD", 2), ("BEL", "LUX", np.inf))
    with pytest.raises(InputError, match=r"trade!0: tracing_self_trade: found BEL BEL 1\.0") as raised:
        trace_origins(production, trade)
    assert codes(raised) == [
        ("tracing_code_missing", "production!2"),
        ("tracing_tonnes", "production!4"),
        ("tracing_tonnes", "production!3"),
        ("tracing_row_doubled", "production!1"),
        ("tracing_code_missing", "trade!1"),
        ("tracing_tonnes", "trade!4"),
        ("tracing_row_doubled", "trade!3"),
        ("tracing_self_trade", "trade!0"),
    ]


def test_a_missing_column_is_named() -> None:
    with pytest.raises(InputError, match=r"trade: tracing_columns: found no column \['importer'\]"):
        trace_origins(made(("BEL", 1.0)), sold().drop(columns="importer"))
    with pytest.raises(InputError, match="Give both tables the same one column, or neither"):
        trace_origins(made(("BEL", 1.0)).assign(item="wheat"), sold())


def test_exports_that_run_in_a_ring_are_scaled_down_to_what_was_made() -> None:
    """A makes 1 t: 10,000 kA = 1 + 9,999 kB and 10,001 kB = 10,000 kA, so kB = 0.5, and C gets 1 t."""
    production, trade = made(("A", 1.0)), sold(("A", "B", 10_000), ("B", "A", 9_999), ("B", "C", 2))
    kept = supply_balance(production, trade).set_index("country")["kept"]
    assert kept.to_dict() == pytest.approx({"A": 0.50005, "B": 0.5, "C": 1.0}, rel=1e-9)
    with pytest.warns(TracingWarning):
        traced = trace_origins(production, trade).set_index("country")["consumption_tonnes"]
    assert traced.to_dict() == pytest.approx({"A": 0.0, "B": 0.0, "C": 1.0}, abs=1e-9)


def test_numbers_as_text_and_codes_as_numbers_are_read() -> None:
    traced = trace_origins(made(("BRA", "100"), (56, "5")), sold(("BRA", 56, "40")))
    assert traced.loc[traced["country"] == "56", "consumption_tonnes"].sum() == pytest.approx(45)
    assert len(trade_without_source(made(("BRA", "100")), sold((56, "NLD", "1")))) == 1


def test_what_is_no_table_is_said() -> None:
    with pytest.raises(InputError, match="found list; expected a DataFrame") as raised:
        trace_origins([("CIV", 10.0)], None)  # type: ignore[arg-type]
    assert [problem.where for problem in raised.value.problems] == ["production", "trade"]


def test_trade_that_no_producer_leads_to_is_refused_and_can_be_left_out() -> None:
    production = made(("CIV", 10.0))
    trade = sold(("CIV", "NLD", 8), ("CHE", "AUT", 3), ("AUT", "CHE", 3), ("AUT", "NLD", 1))
    with pytest.raises(InputError, match="trade of CHE: tracing_no_source: found 3 t to AUT") as raised:
        trace_origins(production, trade)
    assert len(codes(raised)) == 3
    lost = trade_without_source(production, trade)
    assert lost.index.to_list() == [1, 2, 3]
    found = trace_origins(production, trade.drop(index=lost.index))
    assert found["consumption_tonnes"].sum() == pytest.approx(10)
