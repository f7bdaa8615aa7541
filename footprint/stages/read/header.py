"""Find the header of a list, and which column says what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from footprint.ground.errors import Problem
from footprint.ground.tables import headers
from footprint.ground.text import fold
from footprint.stages.read.codes import problem

SEARCHED_ROWS = 30
_LONGEST = 100

_BRACKETS = re.compile(r"(?P<base>[^(\[]+)[(\[](?P<inside>[^)\]]*)[)\]]\s*(?P<more>.*)", re.DOTALL)
_UNITS = frozenset(
    {"kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "kilogramme", "kilogrammes", "kilogramm", "g", "gr", "gram"}
    | {"grams", "gramme", "grammes", "gramm", "t", "to", "ton", "tons", "tonne", "tonnes", "tonnen", "mt", "kt", "lb"}
    | {"lbs", "pound", "pounds", "oz", "l", "lt", "liter", "liters", "litre", "litres", "hl", "ml", "cl", "m3", "eur"}
    | {"euro", "euros", "keur", "meur", "usd", "dollar", "dollars", "gbp", "chf", "€", "$", "£", "k€", "m€", "k$"}
    | {"stuks", "stuk", "pieces", "pcs", "pièces", "stück"}
)
_AMOUNT_BESIDE = frozenset(
    {"in", "en", "total", "totaal", "netto", "net", "bruto", "brut", "gross", "brutto", "gesamt"}
)
_QUALIFIERS = frozenset(
    {"net", "netto", "nett", "gross", "bruto", "brutto", "brut", "ht", "ttc", "excl", "incl", "excl vat", "incl vat"}
    | {
        "excl btw",
        "incl btw",
        "zonder btw",
        "hors tva",
        "hors taxe",
        "hors taxes",
        "tva comprise",
        "mit mwst",
        "ohne mwst",
    }
    | {"optional", "optioneel", "facultatif", "verplicht", "required", "obligatoire", "pflicht"}
    | {"per year", "per jaar", "par an", "pro jahr", "annual", "jaarlijks", "annuel", "jahrlich"}
)


@dataclass(frozen=True, slots=True)
class Claim:
    """What one header means: the key, the unit it names (""), and whether it only may mean it."""

    key: str
    unit: str = ""
    loose: bool = False


@dataclass(frozen=True)
class Header:
    """The header of a list.

    Parameters
    ----------
    row
        Its position among the rows searched, from 0.
    columns
        For each key its position among the columns, from 0.
    unit
        The unit named in the header of the amount, or "".
    doubled
        Keys claimed twice, with the positions of the column read and of the other one.
    loose
        Keys whose header only may mean them.
    ignored
        Positions of columns with a header that is not read.
    """

    row: int
    columns: dict[str, int]
    unit: str
    doubled: tuple[tuple[str, int, int], ...]
    loose: tuple[str, ...]
    ignored: tuple[int, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the columns that no list can do without and that are not there."""
        named = "item" in self.columns or "hs_code" in self.columns
        return (() if named else ("item",)) + (() if "amount" in self.columns else ("amount",))


def claim_of(text: str) -> Claim | None:
    """Return what a header means, or None.

    >>> claim_of("Land van oorsprong")
    Claim(key='origin', unit='', loose=False)
    >>> claim_of("Hoeveelheid (kg)"), claim_of("Amount EUR")
    (Claim(key='amount', unit='kg', loose=False), Claim(key='amount', unit='EUR', loose=False))
    """
    if len(text) > _LONGEST or not any(char.isalpha() or char in "€$£" for char in text):
        return None
    return _plain_claim(text) or _bracketed_claim(text) or _claim_with_unit_word(text)


def find_header(rows: Sequence[Sequence[str]]) -> Header | None:
    """Return the header among the first rows: the one with most keys, at least two; the first of equals."""
    found = [read_header(row, place) for place, row in enumerate(rows[:SEARCHED_ROWS])]
    best = max(found, key=lambda header: (not header.missing, len(header.columns)), default=None)
    return best if best is not None and len(best.columns) >= 2 else None


def read_header(texts: Sequence[str], row: int = 0) -> Header:
    """Return what a row of headers says."""
    claims = {place: claim for place, text in enumerate(texts) if (claim := claim_of(text)) is not None}
    firm = {claim.key for claim in claims.values() if not claim.loose}
    kept = {place: claim for place, claim in claims.items() if not (claim.loose and claim.key in firm)}
    columns: dict[str, int] = {}
    for place, claim in kept.items():
        columns.setdefault(claim.key, place)
    pairs = [(claim.key, columns[claim.key], place) for place, claim in kept.items()]
    doubled = tuple(pair for pair in pairs if pair[1] != pair[2])
    unit = claims[columns["amount"]].unit if "amount" in columns else ""
    loose = tuple(key for key, place in columns.items() if claims[place].loose)
    read = {*columns.values(), *(other for _, _, other in doubled)}
    ignored = tuple(place for place, text in enumerate(texts) if text.strip() and place not in read)
    return Header(row, columns, unit, doubled, loose, ignored)


def header_problems(header: Header, texts: Sequence[str], cells: Sequence[str], whole: str) -> list[Problem]:
    """Return the remarks on a header; `cells` names the cell of each of its `texts`, `whole` the sheet or file."""
    return [
        *_missing(header, texts, whole),
        *(_doubled(texts, cells, *double) for double in header.doubled),
        *_assumed(header, texts, cells),
        *_ignored(header, texts, whole),
    ]


def _missing(header: Header, texts: Sequence[str], whole: str) -> list[Problem]:
    there = ", ".join(repr(text.strip()) for text in texts if text.strip())
    gone = [problem("column_missing", whole, f"no column {key} among {there}") for key in header.missing]
    absent = [key for key in ("origin", "unit") if key not in header.columns and not (key == "unit" and header.unit)]
    return gone + [problem("column_absent", whole, f"no column {key} among {there}") for key in absent]


def _doubled(texts: Sequence[str], cells: Sequence[str], key: str, first: int, other: int) -> Problem:
    found = f"{texts[first]!r} in {cells[first]} and {texts[other]!r} in {cells[other]}, both read as {key}"
    return problem("header_duplicated", cells[other], found)


def _assumed(header: Header, texts: Sequence[str], cells: Sequence[str]) -> list[Problem]:
    places = {key: header.columns[key] for key in header.loose}
    found = {place: f"{texts[place]!r}, read as {key}" for key, place in places.items()}
    return [problem("header_assumed", cells[place], text) for place, text in found.items()]


def _ignored(header: Header, texts: Sequence[str], whole: str) -> list[Problem]:
    names = ", ".join(repr(texts[place].strip()) for place in header.ignored)
    return [problem("column_ignored", whole, names)] if names else []


def _plain_claim(text: str) -> Claim | None:
    known = headers().get(fold(text))
    return Claim(known[0], loose=known[1]) if known else None


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
    return Claim("amount", "" if qualifies else inside, claim.loose)


def _claim_with_unit_word(text: str) -> Claim | None:
    """Return the claim of "Amount EUR", "hoeveelheid_kg", "Quantity in t" or plain "Kg"."""
    words = [word for word in re.split(r"[\s_/:;,.\-]+", text.strip()) if word]
    units = [word for word in words if word.lower() in _UNITS]
    rest = [word for word in words if word.lower() not in _UNITS]
    if len(units) != 1 or not words:
        return None
    named = _plain_claim(" ".join(word for word in rest if word.lower() not in ("in", "en", "x")))
    if named is not None and named.key == "amount":
        return Claim("amount", units[0], named.loose)
    return Claim("amount", units[0], loose=True) if all(word.lower() in _AMOUNT_BESIDE for word in rest) else None
