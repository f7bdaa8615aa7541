"""The one unit registry: what amounts may be written in, and what impacts are measured in.

Global PDF, local PDF and MSA are base dimensions of their own, so that adding a global loss of species to a local
one, or to a loss of intactness, raises instead of giving a number (law L5).

>>> impact("global PDF.yr") + impact("PDF.m2.yr")
Traceback (most recent call last):
    ...
pint.errors.DimensionalityError: Cannot convert from 'global_PDF * year' ...
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from footprint.ground.text import fold

Kind = Literal["mass", "volume", "money"]

_DEFINITIONS = (
    "global_PDF = [global_species_loss]",
    "PDF = [local_species_loss]",
    "MSA_loss = [intactness_loss]",
    "m3_world_eq = [water_scarcity]",
    "hundred_kilogram = 100 * kilogram",
)

#: How impact units are written in the tables, and the same in the registry's own words.
IMPACT_UNITS = {
    "global PDF.yr": "global_PDF * year",
    "MSA-loss.m2.yr": "MSA_loss * meter ** 2 * year",
    "PDF.m2.yr": "PDF * meter ** 2 * year",
    "m3 world-eq": "m3_world_eq",
}

#: How a flow's unit is written in the tables, and the same in the registry's own words.
FLOW_UNITS = {
    "m2.yr": "meter ** 2 * year",
    "m2": "meter ** 2",
    "m3": "meter ** 3",
    "kg": "kilogram",
    "m.yr": "meter * year",
    "kBq": "kilobecquerel",
}

#: The registry's name of each unit of mass or volume, and how people write it (folded). A ton is metric: 1,000 kg.
_WRITTEN = {
    "gram": "g gr gram grams gramme grammes gramm",
    "kilogram": "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes kilogramm",
    "hundred_kilogram": "100kg dt quintal quintals quintaux dezitonne dezitonnen",
    "metric_ton": "t to ton tons tonne tonnes tonnen mt tn",
    "kilometric_ton": "kt kiloton kilotons kilotonne kilotonnes",
    "pound": "lb lbs",
    "milliliter": "ml milliliter millilitre millilitres",
    "centiliter": "cl centiliter centilitre centilitres",
    "liter": "l lt ltr liter liters litre litres",
    "hectoliter": "hl hectoliter hectolitre hectolitres hektoliter",
    "meter ** 3": "m3 cbm kubikmeter",
}
_WRITTEN_WITH_SPACES = {
    "100 kg": "hundred_kilogram",
    "1000 kg": "metric_ton",
    "1000kg": "metric_ton",
    "kilo s": "kilogram",
    "metric ton": "metric_ton",
    "metric tons": "metric_ton",
    "metric tonne": "metric_ton",
    "metric tonnes": "metric_ton",
    "tonne metrique": "metric_ton",
    "tonnes metriques": "metric_ton",
    "metrische ton": "metric_ton",
    "kubieke meter": "meter ** 3",
    "metre cube": "meter ** 3",
    "metres cubes": "meter ** 3",
    "cubic metre": "meter ** 3",
    "cubic metres": "meter ** 3",
    "cubic meter": "meter ** 3",
    "cubic meters": "meter ** 3",
}
_UNITS = {word: unit for unit, words in _WRITTEN.items() for word in words.split()} | _WRITTEN_WITH_SPACES
_SIGNS = {"US$": "USD", "€": "EUR", "$": "USD", "£": "GBP"}
#: A rate is no amount: a price per tonne, a dose per hectare, a share.
_RATE = re.compile(r"[/%‰]|\bp(?:er|ar|ro)\b", re.IGNORECASE)
#: Mt is a million tonnes to some and a metric ton to others.
_TWO_MEANINGS = frozenset({"Mt"})
_MONEY = {
    "euro": "EUR",
    "euros": "EUR",
    "eur": "EUR",
    "usd": "USD",
    "euro s": "EUR",
    "gbp": "GBP",
    "us dollar": "USD",
    "dollar": "USD",
    "dollars": "USD",
}
#: Prefixes and words for thousands and millions before a currency.
_MULTIPLES = {
    "k": 1e3,
    "t": 1e3,
    "tsd ": 1e3,
    "m": 1e6,
    "mio ": 1e6,
    "mln ": 1e6,
    "million ": 1e6,
    "miljoen ": 1e6,
    "millions d ": 1e6,
    "millionen ": 1e6,
}


@dataclass(frozen=True, slots=True)
class Measure:
    """What a unit measures: its kind, the base it is turned into (t, m3 or a currency) and base units per unit."""

    kind: Kind
    base: str
    factor: float


@cache
def registry() -> Any:
    """Return the unit registry, made at first use."""
    import pint

    made: Any = pint.UnitRegistry()
    made.load_definitions(list(_DEFINITIONS))
    return made


@cache
def impact(unit: str) -> Any:
    """Return one unit of impact as a quantity, for `unit` as written in the tables ("global PDF.yr").

    Raises
    ------
    KeyError
        The unit is not one of :data:`IMPACT_UNITS`.
    """
    return registry().Quantity(1.0, IMPACT_UNITS[unit])


@cache
def flow(unit: str) -> Any:
    """Return one unit of an elementary flow as a quantity, for `unit` as written in the tables ("m2.yr")."""
    return registry().Quantity(1.0, FLOW_UNITS[unit])


def measure(written: str, currencies: Collection[str] = ("EUR",)) -> Measure | None:
    """Return what a written unit measures, or None if it is no unit of mass, volume or money.

    Parameters
    ----------
    written
        The unit as the user wrote it: "kg", "Tonnen", "€", "kEUR", "hl".
    currencies
        ISO 4217 codes that have an exchange rate.

    Examples
    --------
    >>> measure("lbs").factor
    0.00045359237
    >>> measure("kEUR")
    Measure(kind='money', base='EUR', factor=1000.0)
    >>> measure("pallet") is None, measure("€/t") is None
    (True, True)
    """
    return _measured(written, frozenset(currencies))


@lru_cache(maxsize=4096)
def _measured(written: str, currencies: frozenset[str]) -> Measure | None:
    if _RATE.search(written) or written.strip() in _TWO_MEANINGS:
        return None
    word = _folded(written)
    return _mass_or_volume(_UNITS[word]) if word in _UNITS else _money(word, currencies)


def _folded(written: str) -> str:
    for sign, code in _SIGNS.items():
        written = written.replace(sign, code)
    return fold(written.replace("³", "3"))


def _mass_or_volume(unit: str) -> Measure:
    quantity = registry().Quantity(1.0, unit)
    if quantity.check("[mass]"):
        return Measure("mass", "t", _clean(quantity.to("metric_ton").magnitude))
    return Measure("volume", "m3", _clean(quantity.to("meter ** 3").magnitude))


def _clean(factor: float) -> float:
    """Return the factor without the last-digit noise of a chain of conversions: 0.1, not 0.10000000000000002."""
    return float(f"{factor:.15g}")


def _money(word: str, currencies: frozenset[str]) -> Measure | None:
    code = _MONEY.get(word, word.upper())
    if code in currencies:
        return Measure("money", code, 1.0)
    for prefix, factor in _MULTIPLES.items():
        code = _MONEY.get(word.removeprefix(prefix), "")
        if word.startswith(prefix) and code in currencies:
            return Measure("money", code, factor)
    return None
