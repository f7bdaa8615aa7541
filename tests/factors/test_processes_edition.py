"""Every row of the processes: balances, prices, shares, rates, loops, names, and figures worked by hand."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import factors
from footprint.editions.processes import Process, Rules, exchanges, faults, read_processes, spectral_radius

ROOT = Path(factors.__file__).parent
EDITION = ROOT / "processes_2026_11"
BASES = ("value", "mass")
MADE_CLASSES = ("processed", "animal", "residue", "wood")


@cache
def table(name: str) -> pd.DataFrame:
    path = EDITION / name
    if path.suffix == ".parquet":
        return pd.read_parquet(path)
    return pd.read_csv(path, keep_default_na=False, dtype={"fao": str, "tcf": str, "note": str})


@cache
def catalogue() -> pd.DataFrame:
    return pd.read_csv(ROOT / "reference_2026_11" / "products.csv", keep_default_na=False, dtype=str)


@cache
def processes() -> tuple[Process, ...]:
    return read_processes(table("written/processes.csv"))


@cache
def rules() -> Rules:
    prices, blends = table("prices.csv"), table("blends.csv")
    crops = set(pd.read_csv(ROOT / "inventory_crops_2026_11" / "crops.csv", dtype=str)["fao"])
    grown = catalogue()[catalogue()["fao"].isin(crops) & catalogue()["class"].str.endswith("crop")]
    return Rules(
        prices=dict(zip(prices["product"], prices["eur_t"], strict=True)),
        shares={(row.product, row.process): row.share for row in blends.itertuples()},
        roots=frozenset(grown["id"]) | frozenset(table("written/roots.csv")["product"]),
    )


@cache
def worked_back() -> tuple[pd.Index, np.ndarray]:
    """Products, and the tonnes of each that a tonne of each takes in all, by value."""
    real = table("exchanges.parquet")[lambda rows: rows["input"] != ""]
    index = pd.Index(sorted(set(real["product"]) | set(real["input"])))
    matrix = np.zeros((len(index), len(index)))
    np.add.at(matrix, (index.get_indexer(real["input"]), index.get_indexer(real["product"])), real["value"].to_numpy())
    return index, np.linalg.inv(np.eye(len(index)) - matrix)


def takes(product: str, root: str) -> float:
    index, total = worked_back()
    return float(total[index.get_loc(root), index.get_loc(product)])


def test_every_process_balances_and_every_part_is_known():
    assert faults(processes(), rules()) == []


def test_the_exchanges_are_those_of_the_written_processes():
    made = exchanges(processes(), rules())
    pd.testing.assert_frame_equal(made, table("exchanges.parquet"), check_exact=False, rtol=1e-9)


def test_every_exchange_is_finite_and_above_zero():
    rows = table("exchanges.parquet")
    assert np.isfinite(rows[list(BASES)].to_numpy()).all()
    assert (rows[list(BASES)] > 0).all(axis=None)
    assert (rows["country"] == "*").all()
    assert not rows.duplicated(["product", "country", "input", "process"]).any()


@pytest.mark.parametrize("basis", BASES)
def test_the_products_of_a_process_together_take_its_inputs(basis):
    rows, shares = table("exchanges.parquet"), rules().shares
    taken: dict[tuple[str, str], float] = {}
    outputs = {(process.key, flow.product): flow.amount for process in processes() for flow in process.outputs}
    for row in rows.itertuples():
        part = outputs[row.process, row.product] * getattr(row, basis) / shares.get((row.product, row.process), 1.0)
        taken[row.process, row.input] = taken.get((row.process, row.input), 0.0) + part
    given: dict[tuple[str, str], float] = {}
    for process in processes():
        for flow in process.inputs:
            given[process.key, flow.product] = given.get((process.key, flow.product), 0.0) + flow.amount
    assert taken.keys() == given.keys()
    assert all(taken[cell] == pytest.approx(given[cell]) for cell in given)


@pytest.mark.parametrize("basis", BASES)
def test_loops_die_out(basis):
    assert spectral_radius(table("exchanges.parquet"), basis) < 1


def test_no_product_takes_an_implausible_amount():
    index, total = worked_back()
    heavy = {index[column] for column in np.flatnonzero(total.max(axis=0) > 20)}
    # casein is 3 % of skimmed milk; peel oil 0.3 % of an orange at fifteen times the price of its juice
    assert heavy <= {"casein", "essential_oils_nec"}


def test_prices_are_plausible_and_each_is_used():
    prices = table("prices.csv")
    assert prices["eur_t"].between(10, 20_000).all()
    joint = {flow.product for process in processes() if len(process.outputs) > 1 for flow in process.outputs}
    assert set(prices["product"]) == joint


def test_the_rates_used_lie_in_the_range_of_fao():
    rates = table("rates.csv")
    assert rates["used"].between(rates["low"] - 1e-9, rates["high"] + 1e-9).all()
    assert (rates["countries"] >= 1).all()


def test_typical_compositions_have_a_band_and_say_so():
    rows = table("written/processes.csv")
    first = rows.drop_duplicates("process")
    unsure = first[first["source"] == "memory"]
    assert (unsure["low"] != "").all()
    assert (unsure["high"] != "").all()
    assert unsure["note"].str.contains("from memory/unverified").all()
    assert (pd.to_numeric(unsure["low"]) <= pd.to_numeric(unsure["high"])).all()


def test_stand_ins_have_a_band_and_say_so():
    rows = table("written/processes.csv")
    first = rows.drop_duplicates("process")
    stands_in = first[first["source"] == "proxy"]
    assert len(stands_in) >= 20
    assert stands_in["note"].str.startswith("stand-in: ").all()
    assert (pd.to_numeric(stands_in["low"]) < pd.to_numeric(stands_in["high"])).all()
    assert (stands_in[["low", "high"]] != "").all(axis=None)


def test_stand_ins_are_weighed_by_the_imports_of_belgium():
    weights, rows = table("stand_ins.csv"), table("written/processes.csv")
    assert set(weights["process"]) <= set(rows.loc[rows["source"] == "proxy", "process"])
    assert weights.groupby("process")["share"].sum().to_numpy() == pytest.approx(1.0, abs=1e-5)
    assert (weights["tonnes"] > 0).all()
    amounts = rows[rows["role"] == "input"].astype({"amount": float}).set_index(["process", "product"])["amount"]
    weights = weights.assign(amount=[amounts[row.process, row.input] for row in weights.itertuples()])
    written = weights["amount"] / weights.groupby("process")["amount"].transform("sum")
    assert written.to_numpy() == pytest.approx(weights["share"].to_numpy(), abs=1e-3)


def test_what_is_waste_or_known_by_no_one_has_no_process():
    made = set(table("exchanges.parquet")["product"])
    out = {
        "food_wastes",
        "residues_of_fatty_substances",
        "chemically_modified_fats",
        "food_preparations_nec",
        "cereal_straw",
    }
    assert not out & made
    assert out <= set(table("not_covered.csv")["product"])


def test_every_source_is_cited_and_every_citation_used():
    used = {*table("written/processes.csv")["source"], *table("prices.csv")["source"], *table("blends.csv")["source"]}
    assert used == set(table("sources.csv")["source"])


def test_every_good_of_the_catalogue_is_made_or_listed_with_a_reason():
    goods = set(catalogue().loc[catalogue()["class"].isin(MADE_CLASSES), "id"])
    made, missing = set(table("exchanges.parquet")["product"]), table("not_covered.csv")
    roots = set(table("written/roots.csv")["product"])
    assert made <= goods
    assert goods - made - roots <= set(missing["product"])
    assert not set(missing["product"]) & (made | roots)
    assert (missing["reason"].str.len() > 10).all()


def test_cocoa_worked_by_hand():
    # worth of a tonne of paste: butter 0.47 x 5200 = 2444, powder 0.53 x 2200 = 1166, butter's share 0.677;
    # paste: 0.80 x 4200 = 3360 against husks 0.12 x 150 = 18, share 0.99467, so 1.2433 t of beans a tonne
    assert takes("cocoa_paste", "cocoa_beans") == pytest.approx(0.994671 / 0.80, rel=1e-4)
    assert takes("cocoa_butter", "cocoa_beans") == pytest.approx(0.677008 / 0.47 * 1.243339, rel=1e-4)
    assert takes("cocoa_powder", "cocoa_beans") == pytest.approx(0.322992 / 0.53 * 1.243339, rel=1e-4)


def test_chocolate_worked_by_hand():
    # dark: 0.40 x 1.2433 + 0.10 x 1.7909; milk: 0.12 x 1.2433 + 0.20 x 1.7909 and 0.22 / 0.13 t of milk
    assert takes("dark_chocolate", "cocoa_beans") == pytest.approx(0.6764, abs=1e-3)
    assert takes("milk_chocolate", "cocoa_beans") == pytest.approx(0.5074, abs=1e-3)
    assert takes("milk_chocolate", "milk") == pytest.approx(0.22 / 0.13, rel=1e-6)


def test_soy_and_palm_worked_by_hand():
    # soya: oil 0.18 x 1093.3 = 196.8, meal 0.73 x 436.3 = 318.5, hulls 0.06 x 200 = 12, lecithin 0.004 x 1500 = 6
    assert takes("soy_meal", "soybeans") == pytest.approx(318.5 / 533.3 / 0.73, rel=1e-3)
    assert takes("soy_oil", "soybeans") == pytest.approx(196.8 / 533.3 / 0.18, rel=1e-3)
    # palm: oil 0.175 x 907.1 = 158.7, kernels 0.044 x 450 = 19.8
    assert takes("palm_oil", "oil_palm_fruit") == pytest.approx(158.7 / 178.5 / 0.175, rel=1e-3)


def test_soy_shares_agree_with_the_published_ones():
    # Cuypers et al. 2013: meal 64 %, oil 36 % of the worth
    (crush,) = (process for process in processes() if process.key == "soy_crushing")
    worth = {flow.product: flow.amount * rules().prices[flow.product] for flow in crush.outputs}
    assert worth["soy_oil"] / sum(worth.values()) == pytest.approx(0.36, abs=0.02)


def test_dairy_keeps_the_fat_and_the_milk():
    # cream 0.0989 t and skimmed milk 0.9011 t share a tonne of milk; butter 10.5 t, skimmed milk powder 5.5 t by worth
    assert 0.0989 * takes("cream_fresh", "milk") + 0.9011 * takes("skim_milk_of_cows", "milk") == pytest.approx(1.0)
    assert takes("butter", "milk") == pytest.approx(10.5, abs=0.2)
    assert takes("cheese", "milk") == pytest.approx(8.6, abs=0.2)


def test_slaughter_keeps_most_on_the_meat():
    # beef 4268 x 0.98 = 4183 of 4559 EUR a tonne of carcass: 92 %; a hide a sixth of a tonne of carcass a tonne
    bone_in = takes("meat_of_cattle_with_the_bone_fresh_or_chilled", "cattle_carcass") * 0.98
    assert bone_in == pytest.approx(0.917, abs=0.005)
    assert takes("hides_wetsalted_of_cattle", "cattle_carcass") == pytest.approx(0.167, abs=0.005)
    assert takes("leather", "cattle_carcass") == pytest.approx(0.65, abs=0.02)


@pytest.mark.parametrize(
    ("product", "root", "low", "high"),
    [
        ("coffee_roasted", "coffee_green", 1.15, 1.25),
        ("beer", "barley", 0.12, 0.20),
        ("bread", "wheat", 0.7, 0.9),
        ("wheat_flour", "wheat", 1.1, 1.3),
        ("cotton", "seed_cotton_unginned", 2.0, 2.6),
        ("orange_juice_concentrated", "oranges", 8, 11),
        ("paste_of_tomatoes", "tomatoes", 5, 6.5),
        ("raisins", "grapes", 3.5, 4.5),
        ("olive_oil", "olives", 4.5, 6),
        ("potatoes_frozen", "potatoes", 1.5, 2.1),
        ("sawnwood", "logs", 1.9, 2.4),
        ("tyres", "natural_rubber", 0.15, 0.34),
        ("rapeseed_oil", "rapeseed", 1.7, 2.2),
        ("cane_sugar", "sugar_cane", 7.5, 10),
        ("crisps", "potatoes", 3.5, 4.5),
        ("glucose_and_dextrose", "maize", 0.6, 0.8),
        ("industrial_fatty_acids", "oil_palm_fruit", 3.5, 4.5),
        ("fruit_prepared_nec", "strawberries", 0.15, 0.20),
        ("beet_sugar", "sugar_beet", 5.0, 7.0),
    ],
)
def test_figures_lie_where_the_trade_puts_them(product, root, low, high):
    assert low < takes(product, root) < high
