"""Units as people write them, and impacts that must not be added."""

from __future__ import annotations

import pint
import pytest

from footprint.ground import units
from footprint.ground.unit_words import MONEY, SIGNS, UNITS
from footprint.ground.units import FLOW_UNITS, IMPACT_UNITS, Measure, flow, impact, measure

TONNES = {
    "gram": 1e-6,
    "kilogram": 1e-3,
    "hundred_kilogram": 0.1,
    "metric_ton": 1.0,
    "kilometric_ton": 1e3,
    "pound": 0.00045359237,
}
CUBIC_METRES = {
    "milliliter": 1e-6,
    "centiliter": 1e-5,
    "liter": 1e-3,
    "hectoliter": 0.1,
    "meter ** 3": 1.0,
}


@pytest.mark.parametrize("written", sorted(UNITS))
def test_every_written_unit_of_mass_or_volume(written: str) -> None:
    unit = UNITS[written]
    kind, base, table = ("mass", "t", TONNES) if unit in TONNES else ("volume", "m3", CUBIC_METRES)
    assert measure(written) == Measure(kind, base, table[unit])
    assert measure(f" {written.upper()} ") == measure(written)


@pytest.mark.parametrize("written", sorted({*MONEY, *SIGNS}))
def test_every_written_currency(written: str) -> None:
    code = {**MONEY, **SIGNS}[written]
    assert measure(written, {"EUR", "USD", "GBP"}) == Measure("money", code, 1.0)


@pytest.mark.parametrize(
    ("written", "code", "factor"),
    [("kEUR", "EUR", 1e3), ("kusd", "USD", 1e3), ("MEUR", "EUR", 1e6), ("musd", "USD", 1e6)],
)
def test_thousands_and_millions(written: str, code: str, factor: float) -> None:
    assert measure(written, {"EUR", "USD"}) == Measure("money", code, factor)


@pytest.mark.parametrize(
    ("written", "same"), [("m³", "m3"), ("Tonnen.", "t"), ("Kg", "kg"), ("hectolitres", "hl"), ("Mètre cube", "m3")]
)
def test_spelling_does_not_matter(written: str, same: str) -> None:
    assert measure(written) == measure(same)


def test_a_currency_without_a_rate_is_no_unit() -> None:
    assert measure("chf") is None
    assert measure("chf", {"EUR", "CHF"}) == Measure("money", "CHF", 1.0)
    assert measure("$") is None


@pytest.mark.parametrize("written", ["", "pallet", "bigbag", "m2", "kg/m3", "%"])
def test_what_is_no_unit_of_mass_volume_or_money(written: str) -> None:
    assert measure(written) is None


@pytest.mark.parametrize("one", sorted(IMPACT_UNITS))
@pytest.mark.parametrize("other", sorted(IMPACT_UNITS))
def test_impacts_of_different_kinds_are_never_added(one: str, other: str) -> None:
    if one == other:
        assert (impact(one) + impact(other)).magnitude == 2.0
        return
    with pytest.raises(pint.DimensionalityError, match="Cannot convert from"):
        impact(one) + impact(other)


def test_an_impact_per_flow_times_the_flow_is_an_impact() -> None:
    per = impact("global PDF.yr") / flow("m2.yr")
    assert (per * 3 * flow("m2.yr") + impact("global PDF.yr")).to("global_PDF * year").magnitude == 4.0


@pytest.mark.parametrize("unit", sorted(FLOW_UNITS))
def test_every_flow_unit_is_one_of_itself(unit: str) -> None:
    assert flow(unit).magnitude == 1.0
    assert not flow(unit).dimensionless


def test_an_impact_unit_that_is_not_in_the_tables_is_refused() -> None:
    with pytest.raises(KeyError, match="species"):
        impact("species.yr")


@pytest.mark.parametrize("written", ["T€", "TEUR", "1.000 EUR", "Tsd. EUR", "milliers d'euros", "duizend euro"])
def test_thousands_of_money_in_other_words(written: str) -> None:
    assert measure(written) == Measure("money", "EUR", 1e3)


@pytest.mark.parametrize(
    ("written", "same"), [("KGM", "kg"), ("TNE", "t"), ("to.", "t"), ("Kilogr.", "kg"), ("HLT", "hl")]
)
def test_codes_and_abbreviations_of_units(written: str, same: str) -> None:
    assert measure(written) == measure(same)


@pytest.mark.parametrize("written", ["Stk.", "stuks", "pce", "pallets", "Colis", "bigbag", "Stück"])
def test_what_counts_things_has_no_weight(written: str) -> None:
    assert units.counts_things(written)
    assert measure(written) is None


def test_a_text_too_long_for_a_unit_is_none() -> None:
    long = "kg " * 100_000
    assert measure(long) is None
    assert not units.counts_things(long)
    assert not units.is_rate(long + "/")


def test_a_currency_needs_no_rate_to_be_one() -> None:
    assert units.is_currency("ARS")
    assert not units.is_currency("kg")
