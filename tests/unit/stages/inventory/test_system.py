"""The inventory array: which row fills which cell, and what stays empty."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from footprint.ground.errors import JoinError
from footprint.stages.inventory import System, build_system
from footprint.stages.inventory.system import LEVELS

LAND, PERMANENT = "Occupation, annual crop", "Occupation, permanent crop"
CLEARED, CARBON = "Transformation, to annual crop", "Carbon dioxide, from soil or biomass stock"
COUNTRIES = pd.Index(["BEL", "BRA", "FRA"])
REGIONS = pd.DataFrame(
    {"country": ["FRA", "BRA", "BEL"], "region": ["Western Europe", "South America", "Western Europe"]}
)
ROWS = (
    ("wheat", "BEL", LAND, 1000.0, "country"),
    ("wheat", "region:Western Europe", LAND, 1500.0, "region"),
    ("wheat", "WLD", LAND, 3000.0, "world"),
    ("wheat", "BEL", CLEARED, 2.0, "country"),
    ("wheat", "BRA", CLEARED, 5.0, "country"),
    ("wheat", "FRA", CLEARED, 0.0, "country"),
    ("apples", "WLD", PERMANENT, 500.0, "world"),
    ("apples", "FRA", CLEARED, 1.0, "country"),
)


def flows(rows: tuple[tuple[object, ...], ...] = ROWS) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["product", "origin", "flow", "value", "level"])
    table = table.assign(compartment="natural resource/land", unit="m2", year="2020", source="made", flag="")
    texts = ["product", "origin", "flow", "level", "compartment", "unit", "year", "source", "flag"]
    return table.assign(low=np.nan, high=np.nan).astype(dict.fromkeys(texts, "category"))


def system(rows: tuple[tuple[object, ...], ...] = ROWS) -> System:
    return build_system({"made": flows(rows)}, COUNTRIES, REGIONS)


def cell(built: System, product: str, country: str, flow: str) -> tuple[int, int, int]:
    return built.products.get_loc(product), built.countries.get_loc(country), built.flow_position(flow)


@pytest.mark.parametrize(
    ("country", "value", "level"), [("BEL", 1000.0, "country"), ("FRA", 1500.0, "region"), ("BRA", 3000.0, "world")]
)
def test_ladder_climbs_from_country_to_region_to_world(country: str, value: float, level: str) -> None:
    built = system()
    at = cell(built, "wheat", country, LAND)
    assert built.amount[at] == value
    assert LEVELS[built.level[at]] == level


def test_a_cell_knows_the_row_it_came_from() -> None:
    built = system()
    row = built.rows.iloc[built.row[cell(built, "wheat", "FRA", LAND)]]
    assert (row["origin"], row["level"]) == ("region:Western Europe", "region")


def test_what_no_row_fills_is_nan_and_not_zero() -> None:
    built = system()
    at = cell(built, "apples", "BEL", LAND)
    assert np.isnan(built.amount[at])
    assert built.row[at] == -1
    assert not built.expected[at]


def test_a_published_zero_stays_zero() -> None:
    built = system()
    assert built.amount[cell(built, "wheat", "FRA", CLEARED)] == 0.0


def test_no_ladder_without_regional_and_world_rows() -> None:
    built = system()
    at = cell(built, "apples", "BEL", CLEARED)
    assert np.isnan(built.amount[at])
    assert built.expected[at], "apples have the flow elsewhere, so here it is missing, not absent"


def test_carbon_is_expected_where_land_was_cleared() -> None:
    built = system((*ROWS, ("coffee", "BRA", CARBON, 9.0, "country")))
    carbon = built.flow_position(CARBON)
    expected = {
        (product, country): bool(
            built.expected[built.products.get_loc(product), built.countries.get_loc(country), carbon]
        )
        for product in built.products
        for country in built.countries
    }
    cleared = {("wheat", "BEL"), ("wheat", "BRA"), ("apples", "FRA"), *(("coffee", place) for place in COUNTRIES)}
    assert {key for key, value in expected.items() if value} == cleared
    assert np.isfinite(built.amount[:, :, carbon]).sum() == 1, "known of Brazilian coffee, and of nothing else"


def test_axes_are_sorted() -> None:
    built = system()
    assert list(built.products) == ["apples", "wheat"]
    assert list(built.flows["flow"]) == sorted([LAND, PERMANENT, CLEARED])
    assert np.isnan(built.amount[cell(built, "wheat", "BRA", PERMANENT)]), "row of another product"


def test_rows_in_another_order_give_the_same_amounts() -> None:
    np.testing.assert_array_equal(system(ROWS[::-1]).amount, system().amount)


def test_a_flow_that_stands_twice_is_refused() -> None:
    with pytest.raises(JoinError, match="1 flows stand twice in the inventories, first wheat, BEL, Occupation"):
        system((*ROWS, ROWS[0]))


def test_an_origin_nobody_knows_is_refused() -> None:
    with pytest.raises(JoinError, match="Atlantis"):
        system((*ROWS, ("wheat", "Atlantis", LAND, 1.0, "country")))


def test_a_country_without_a_region_is_refused() -> None:
    with pytest.raises(JoinError, match="FRA"):
        build_system({"made": flows()}, COUNTRIES, REGIONS[REGIONS["country"] != "FRA"])


def test_a_country_row_that_holds_a_wider_value_stands_on_that_rung() -> None:
    from footprint.engine import system

    inside = system()
    own = inside.rows["origin"].astype(str).isin(inside.countries).to_numpy()
    written = inside.rows["level"].astype(str).to_numpy()
    for rung, name in enumerate(LEVELS):
        cells = (inside.row >= 0) & own[inside.row] & (written[inside.row] == name)
        assert cells.any()
        assert (inside.level[cells] == rung).all()
