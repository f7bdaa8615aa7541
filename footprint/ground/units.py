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
from footprint.ground.unit_words import COUNTED, CURRENCIES, MONEY, MULTIPLES, SIGNS, TWO_MEANINGS, UNITS

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

#: A rate is no amount: a price per tonne, a dose per hectare, a share.
_RATE = re.compile(r"[/%‰]|\bp(?:er|ar|ro)\b", re.IGNORECASE)
#: No unit has more characters.
_LONGEST = 80


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


def is_currency(written: str) -> bool:
    """Return whether a unit is one of money, whether or not there is a rate for it.

    >>> is_currency("EUR"), is_currency("T€"), is_currency("kg")
    (True, True, False)
    """
    found = measure(written, CURRENCIES)
    return found is not None and found.kind == "money"


def counts_things(written: str) -> bool:
    """Return whether a unit counts pieces or packages, which have no weight of their own.

    >>> counts_things("Stk."), counts_things("pallets"), counts_things("kg")
    (True, True, False)
    """
    return len(written) <= _LONGEST and fold(written) in COUNTED


def is_rate(written: str) -> bool:
    """Return whether a unit is one of something per something else, or a share: a price per tonne is no amount.

    >>> is_rate("EUR/t"), is_rate("%"), is_rate("t")
    (True, True, False)
    """
    return len(written) <= _LONGEST and _RATE.search(written) is not None


@lru_cache(maxsize=4096)
def _measured(written: str, currencies: frozenset[str]) -> Measure | None:
    if len(written) > _LONGEST or _RATE.search(written) or written.strip() in TWO_MEANINGS:
        return None
    word = _folded(written)
    return _mass_or_volume(UNITS[word]) if word in UNITS else _money(word, currencies)


def _folded(written: str) -> str:
    for sign, code in SIGNS.items():
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
    code = MONEY.get(word, word.upper())
    if code in currencies:
        return Measure("money", code, 1.0)
    for prefix, factor in MULTIPLES.items():
        code = MONEY.get(word.removeprefix(prefix), "")
        if word.startswith(prefix) and code in currencies:
            return Measure("money", code, factor)
    return None
