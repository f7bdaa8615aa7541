"""Tonnes from mass, volume and money."""

from __future__ import annotations

import numpy as np
import pytest

from footprint.stages.resolve import Catalogue
from footprint.stages.resolve.amounts import NO_YEAR, Conversion, convert, price_of


def conversion(unit: str, catalogue: Catalogue, product: str = "wheat", year: int = 2022) -> Conversion:
    code = int(catalogue.ids.get_loc(product)) if product else -1
    return convert(unit, code, year, catalogue)


@pytest.mark.parametrize(
    ("unit", "tonnes"),
    [
        *(("kg", 1e-3), ("t", 1.0), ("1000 kg", 1.0), ("1000kg", 1.0), ("100kg", 0.1), ("100 kg", 0.1)),
        *(("lb", 0.00045359237), ("g", 1e-6), ("Tonnen", 1.0), ("KG.", 1e-3), ("kt", 1000.0), ("dt", 0.1)),
    ],
)
def test_a_mass_needs_no_product(unit: str, tonnes: float, catalogue: Catalogue) -> None:
    found = conversion(unit, catalogue, product="", year=NO_YEAR)
    assert (found.tonnes_per_unit, found.low, found.high) == (tonnes, tonnes, tonnes)
    assert (found.rule, found.remark) == ("mass", "")
    assert np.isnan(found.euros_per_unit)


@pytest.mark.parametrize(
    "unit",
    [
        *("€/t", "EUR/t", "$/kg", "EUR per ton", "kg/ha", "k", "M", "%", "t %", "stuks", "pallet", "bags", "e", "st"),
        *("short ton", "oz", "m2", "R$", "A$", "pounds", "Mt", "mg", "x", "1.000 kg", "unit", "t CO2"),
    ],
)
def test_what_is_no_amount_of_mass_volume_or_money(unit: str, catalogue: Catalogue) -> None:
    found = conversion(unit, catalogue)
    assert (found.rule, found.remark) == ("unknown", "unit_unknown")
    assert np.isnan(found.tonnes_per_unit)


def test_no_unit_is_another_question(catalogue: Catalogue) -> None:
    assert conversion("", catalogue).remark == "unit_missing"


@pytest.mark.parametrize(("unit", "m3"), [("l", 0.001), ("m3", 1.0), ("m³", 1.0), ("hl", 0.1)])
def test_a_volume_by_density_keeps_the_band(unit: str, m3: float, catalogue: Catalogue) -> None:
    found = conversion(unit, catalogue)
    assert (found.tonnes_per_unit, found.low, found.high) == pytest.approx((0.774 * m3, 0.72 * m3, 0.82 * m3))
    assert (found.rule, found.remark) == ("volume by density", "tonnes_from_volume")
    assert "774 kg/m3" in found.note


def test_a_volume_without_a_density_or_a_product(catalogue: Catalogue) -> None:
    assert conversion("hl", catalogue, product="bananas").remark == "density_missing"
    assert conversion("hl", catalogue, product="").remark == "tonnes_need_product"


@pytest.mark.parametrize(
    ("unit", "euros"),
    [("EUR", 1.0), ("€", 1.0), ("kEUR", 1e3), ("k€", 1e3), ("M€", 1e6), ("USD", 1 / 1.053049), ("US$", 1 / 1.053049)],
)
def test_money_by_the_price_of_its_year(unit: str, euros: float, catalogue: Catalogue) -> None:
    found = conversion(unit, catalogue, product="cocoa_beans")
    assert found.euros_per_unit == pytest.approx(euros)
    assert found.tonnes_per_unit == pytest.approx(euros / 2272.8, rel=1e-4)
    assert found.low < found.tonnes_per_unit < found.high
    assert (found.rule, found.remark) == ("money by price", "tonnes_from_money")
    assert "pinksheet" in found.note


def test_pounds_sterling_are_money(catalogue: Catalogue) -> None:
    assert conversion("GBP", catalogue).euros_per_unit == pytest.approx(1 / catalogue.rates["GBP", 2022])


def test_a_world_price_comes_before_a_farm_gate_price(catalogue: Catalogue) -> None:
    assert price_of("wheat", 2022, catalogue)[0] == "pinksheet"
    assert price_of("potatoes", 2022, catalogue)[0] == "producer price"
    assert price_of("potatoes", 2023, catalogue) is None


@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026])
def test_a_farm_gate_price_of_another_year_is_not_used(year: int, catalogue: Catalogue) -> None:
    found = conversion("EUR", catalogue, product="potatoes", year=year)
    assert (found.rule, found.remark) == ("unknown", "price_missing")
    assert found.euros_per_unit == 1.0
    assert found.note == f"Potatoes in {year}: prices here are of 2018 to 2022"


def test_a_product_without_any_price_says_so(catalogue: Catalogue) -> None:
    assert conversion("EUR", catalogue, product="hempseed").note == "Hempseed in 2022: no price here in any year"


def test_money_without_year_rate_or_product(catalogue: Catalogue) -> None:
    assert conversion("EUR", catalogue, year=NO_YEAR).remark == "price_year_missing"
    assert conversion("kEUR", catalogue, year=NO_YEAR).euros_per_unit == 1e3
    assert np.isnan(conversion("USD", catalogue, year=NO_YEAR).euros_per_unit)
    assert conversion("USD", catalogue, year=1990).remark == "exchange_rate_missing"
    without = conversion("kEUR", catalogue, product="")
    assert (without.remark, without.euros_per_unit) == ("tonnes_need_product", 1e3)


def test_lines_are_weighed_with_their_own_unit_product_and_year(case) -> None:  # type: ignore[no-untyped-def]
    rows = [
        {"item": "tarwe", "amount": 2.0, "unit": "t"},
        {"item": "tarwe", "amount": 500.0, "unit": "kg"},
        {"item": "tarwe", "amount": 10.0, "unit": "m3"},
        {"item": "cacaobonen", "amount": 2272.8, "unit": "EUR", "year": 2022},
        {"item": "cacaobonen", "amount": 6900.5, "unit": "EUR", "year": ""},
        {"item": "tarwe", "amount": 1.0, "unit": "pallet"},
    ]
    amounts = case(*rows, year=2025).resolved.amounts
    np.testing.assert_allclose(amounts.tonnes, [2.0, 0.5, 7.74, 1.0, 1.0, np.nan], rtol=1e-4)
    np.testing.assert_allclose(amounts.euros, [np.nan, np.nan, np.nan, 2272.8, 6900.5, np.nan], rtol=1e-9)
    assert amounts.some_unknown


def test_tonnes_of_a_cell_leave_unknown_amounts_out(case) -> None:  # type: ignore[no-untyped-def]
    rows = [{"item": "tarwe", "origin": "FR", "amount": 2.0}, {"item": "blé", "origin": "Frankrijk", "amount": 3.0}]
    resolved = case(*rows, {"item": "tarwe", "origin": "FR", "unit": "pallet"}).resolved
    assert resolved.cell_tonnes.tolist() == [5.0]
