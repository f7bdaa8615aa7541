"""What one header says: the column it names, the unit beside it, and whether it speaks of money."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from footprint.ground.tables import CURRENCY_NAMES, MONEY_NAMES, headers
from footprint.ground.text import fold
from footprint.ground.units import is_currency, measure

_LONGEST = 100
TIMES = "x 1000"
"""The unit of a header that says thousands, and not of what."""

_BRACKETS = re.compile(r"(?P<base>[^(\[]+)[(\[](?P<inside>[^)\]]*)[)\]]\s*(?P<more>.*)", re.DOTALL)
_THOUSANDS = re.compile(
    r"""(?:\b(?:in|en|x)\s+|[x×*]\s*)? (?<![0-9.,])
    (?:1[.,'\ \u00a0]?000|thousands?|duizend(?:en|tallen)?|milliers?|tausend|tsd\.?) (?![0-9])
    (?:\s+(?:of|de)\b|\s+d['’])? \s* (?P<unit>[^\d]{0,20})""",
    re.IGNORECASE | re.VERBOSE,
)
_WORD = re.compile(r"[\s_/:;,.\-]+")
_UNITS = frozenset(
    {"kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "kilogramme", "kilogrammes", "kilogramm", "g", "gr", "gram"}
    | {"grams", "gramme", "grammes", "gramm", "t", "to", "ton", "tons", "tonne", "tonnes", "tonnen", "mt", "kt", "lb"}
    | {"lbs", "pound", "pounds", "oz", "l", "lt", "liter", "liters", "litre", "litres", "hl", "ml", "cl", "m3", "eur"}
    | {"euro", "euros", "keur", "meur", "usd", "dollar", "dollars", "gbp", "chf", "€", "$", "£", "k€", "m€", "k$"}
    | {"teur", "t€", "kusd", "musd", "kgbp", "kchf", "£k", "sek", "nok", "dkk", "pln", "czk", "jpy", "cny", "zar"}
    | {"stuks", "stuk", "pieces", "pcs", "pièces", "stück"}
)
_AMOUNT_BESIDE = frozenset(
    {"in", "en", "total", "totaal", "netto", "net", "bruto", "brut", "gross", "brutto", "gesamt"}
)
_IDLE = frozenset(
    {"in", "en", "x", "excl", "incl", "exclusief", "inclusief", "excluding", "including", "exkl", "inkl", "zonder"}
    | {"btw", "vat", "tva", "mwst", "ust", "ht", "ttc", "hors", "ohne"}
)
_QUALIFIERS = frozenset(
    {"net", "netto", "nett", "gross", "bruto", "brutto", "brut", "ht", "ttc", "excl", "incl", "excl vat", "incl vat"}
    | {"excl btw", "incl btw", "zonder btw", "hors tva", "hors taxe", "hors taxes", "tva comprise", "mit mwst"}
    | {"ohne mwst", "ex btw", "ex vat", "h t", "exkl mwst", "inkl mwst", "zzgl mwst"}
    | {"optional", "optioneel", "facultatif", "verplicht", "required", "obligatoire", "pflicht"}
    | {"per year", "per jaar", "par an", "pro jahr", "annual", "jaarlijks", "annuel", "jahrlich"}
)
_MONEY = frozenset(fold(name) for name in MONEY_NAMES)
_CURRENCY = frozenset(fold(name) for name in CURRENCY_NAMES)


@dataclass(frozen=True, slots=True)
class Claim:
    """What one header means: the key, the unit it names (""), whether it only may mean it, and whether it is money.

    A header of currencies claims the unit, as money.
    """

    key: str
    unit: str = ""
    loose: bool = False
    money: bool = False


def claim_of(text: str) -> Claim | None:
    """Return what a header means, or None.

    >>> claim_of("Land van oorsprong")
    Claim(key='origin', unit='', loose=False, money=False)
    >>> claim_of("Hoeveelheid (kg)")
    Claim(key='amount', unit='kg', loose=False, money=False)
    >>> claim_of("Bedrag in 1.000 EUR")
    Claim(key='amount', unit='1000 EUR', loose=True, money=True)
    """
    if len(text) > _LONGEST or not any(char.isalpha() or char in "€$£" for char in text):
        return None
    return _plain_claim(text) or _claim_of_thousands(text) or _bracketed_claim(text) or _claim_with_unit_word(text)


def _plain_claim(text: str) -> Claim | None:
    folded = fold(text)
    known = headers().get(folded)
    return Claim(known[0], loose=known[1], money=folded in _MONEY or folded in _CURRENCY) if known else None


def _with_unit(claim: Claim, unit: str) -> Claim:
    """Return the claim of an amount with its unit: a currency makes it money, a mass or a volume does not."""
    found = measure(unit) if unit else None
    weighed = found is not None and found.kind != "money"
    return replace(claim, unit=unit, money=is_currency(unit) or (claim.money and not weighed))


def _claim_of_thousands(text: str) -> Claim | None:
    """Return the claim of "Betrag in 1.000 EUR" or "Hoeveelheid (x 1000 kg)"."""
    match = _THOUSANDS.search(text)
    if match is None:
        return None
    claim = _plain_claim(text[: match.start()])
    if claim is None or claim.key != "amount":
        return None
    unit = match["unit"].strip(" )].:;,/-_")
    return _with_unit(claim, f"1000 {unit}" if unit else TIMES)


def _bracketed_claim(text: str) -> Claim | None:
    """Return the claim of "Quantity (kg)": the brackets after an amount hold its unit, or qualify it."""
    match = _BRACKETS.fullmatch(text.strip())
    if match is None or match["more"]:
        return None
    claim = claim_of(match["base"])
    if claim is None or claim.key != "amount" or claim.unit:
        return claim
    inside = match["inside"].strip()
    qualifies = fold(inside) in _QUALIFIERS or not any(char.isalpha() or char in "€$£" for char in inside)
    return claim if qualifies else _with_unit(claim, inside.removeprefix("in ").removeprefix("en "))


def _claim_with_unit_word(text: str) -> Claim | None:
    """Return the claim of "Amount EUR", "hoeveelheid_kg", "Quantity in t" or plain "Kg"."""
    words = [word for word in _WORD.split(text.strip()) if word]
    units = [word for word in words if word.lower() in _UNITS]
    rest = [word for word in words if word.lower() not in _UNITS]
    if len(units) != 1 or not words:
        return None
    plain, named = _plain_claim(" ".join(rest)), _plain_claim(" ".join(w for w in rest if w.lower() not in _IDLE))
    claim = plain if plain is not None and plain.key == "amount" else named
    if claim is not None and claim.key == "amount":
        return _with_unit(claim, units[0])
    beside = all(word.lower() in _AMOUNT_BESIDE or word.lower() in _IDLE for word in rest)
    return _with_unit(Claim("amount", loose=True), units[0]) if beside else None
