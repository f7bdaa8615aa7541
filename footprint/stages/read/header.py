"""Find the header of a list, and which column says what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from footprint.ground.errors import Problem
from footprint.ground.language import told
from footprint.ground.tables import PURCHASES, TEMPLATE_MARK, column_name
from footprint.ground.text import fold
from footprint.ground.units import is_currency, measure
from footprint.stages.read.claims import Claim, claim_of
from footprint.stages.read.codes import problem
from footprint.stages.read.ours import is_title

SEARCHED_ROWS = 30

_MOVING = ("item", "hs_code", "origin", "amount", "unit")
"""Columns that move the result: a second one of them is told."""
_WORD = re.compile(r"[^\W\d_]{4}|^[^\W\d_]{3}[^\d]*$")
_GROSS = re.compile(r"\b(?:gross|bruto|brut|brutto)")
_SAMPLED = 40


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
    money
        Whether the amount is one of money: a mass beside it is not its unit.
    binding
        Whether `unit` is that of all lines; False: of those that name none.
    """

    row: int
    columns: dict[str, int]
    unit: str
    doubled: tuple[tuple[str, int, int], ...]
    loose: tuple[str, ...]
    ignored: tuple[int, ...]
    money: bool = False
    binding: bool = True

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the columns that no list can do without and that are not there."""
        named = "item" in self.columns or "hs_code" in self.columns
        return (() if named else ("item",)) + (() if "amount" in self.columns else ("amount",))


def find_header(rows: Sequence[Sequence[str]]) -> Header | None:
    """Return the header among the first rows: the one with most keys, at least two; the first of equals.

    A row of keys and the titles under it, as a template has them, are one header.
    """
    found = [read_header(row, place, rows[place + 1 :]) for place, row in enumerate(rows[:SEARCHED_ROWS])]
    best = max(found, key=lambda header: (not header.missing, len(header.columns)), default=None)
    return _with_titles(best, rows) if best is not None and len(best.columns) >= 2 else None


def of_template(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether these are the first rows of a sheet of a template."""
    return bool(rows and rows[0]) and rows[0][0].startswith(TEMPLATE_MARK)


def _with_titles(header: Header, rows: Sequence[Sequence[str]]) -> Header:
    """Return a header of keys as one with the titles under it, if most of those say the same; the keys decide."""
    below = header.row + 1
    if below >= len(rows) or not _all_keys(rows[header.row]):
        return header
    titles = read_header(rows[below], below)
    same = [key for key, place in header.columns.items() if titles.columns.get(key) == place]
    if 2 * len(same) <= len(header.columns):
        return header
    read = set(header.columns.values())
    ignored = tuple(place for place, text in enumerate(rows[below]) if _is_theirs(text) and place not in read)
    return replace(header, row=below, unit=titles.unit if "amount" in same else "", ignored=ignored)


def _all_keys(texts: Sequence[str]) -> bool:
    """Return whether the cells of a row that say anything say keys and nothing else, each at most once."""
    said = [text.strip() for text in texts if text.strip()]
    return len(said) == len(set(said)) and {column.key for column in PURCHASES}.issuperset(said)


def read_header(texts: Sequence[str], row: int = 0, below: Sequence[Sequence[str]] = ()) -> Header:
    """Return what a row of headers says; the rows `below` tell an article's number from its name."""
    claims = {place: claim for place, text in enumerate(texts) if _is_theirs(text) and (claim := claim_of(text))}
    chosen = {key: _firm(claims, key) for key in dict.fromkeys(claim.key for claim in claims.values())}
    chosen["item"] = _items(claims, chosen.get("item", []), below)
    chosen["amount"] = _amounts(claims, texts)
    money = bool(chosen["amount"]) and _is_money(claims, chosen["amount"][0], texts)
    chosen["unit"] = _units(claims, chosen["amount"], money=money)
    columns = {key: places[0] for key, places in chosen.items() if places}
    doubled = tuple((key, columns[key], other) for key in columns if key in _MOVING for other in chosen[key][1:])
    unit = claims[columns["amount"]].unit if "amount" in columns else ""
    loose = tuple(key for key, place in columns.items() if claims[place].loose)
    read = {*columns.values(), *(other for _, _, other in doubled)}
    ignored = tuple(place for place, text in enumerate(texts) if _is_theirs(text) and place not in read)
    return Header(row, columns, unit, doubled, loose, ignored, money)


def _firm(claims: Mapping[int, Claim], key: str) -> list[int]:
    """Return the columns that say they are `key`, or else those that may be."""
    places = [place for place, claim in claims.items() if claim.key == key]
    return [place for place in places if not claims[place].loose] or places


def _items(claims: Mapping[int, Claim], chosen: list[int], below: Sequence[Sequence[str]]) -> list[int]:
    """Return the columns of the item: where one of numbers is called article, the one of words beside it."""
    others = [place for place, claim in claims.items() if claim.key == "item" and place not in chosen]
    wordy = {place: _says_words(below, place) for place in (*chosen, *others)}
    if not chosen or wordy[chosen[0]] is not False or not any(wordy.values()):
        return chosen
    return [place for place in chosen if wordy[place]] or [place for place in others if wordy[place]]


def _says_words(rows: Sequence[Sequence[str]], place: int) -> bool | None:
    """Return whether most cells of a column hold a word; None where that cannot be told."""
    cells = [text for row in rows[:_SAMPLED] if place < len(row) and (text := row[place].strip())]
    return 2 * sum(_WORD.search(text[:200]) is not None for text in cells) > len(cells) if cells else None


def _amounts(claims: Mapping[int, Claim], texts: Sequence[str]) -> list[int]:
    """Return the columns of the amount, the one to read first: a quantity before money, a mass before the rest."""
    places = [place for place, claim in claims.items() if claim.key == "amount"]
    quantities = [place for place in places if not claims[place].money]
    if any(claim.key == "unit" and claim.money for claim in claims.values()):
        quantities = [place for place in quantities if fold(texts[place]) != "amount"] or quantities
    firm = [place for place in quantities if not claims[place].loose]
    units = [place for place, claim in claims.items() if claim.key == "unit"]

    def doubts(place: int) -> tuple[bool, ...]:
        return *_doubts(claims[place], texts[place]), texts[place] != "amount", place + 1 not in units

    return sorted(firm or quantities or places, key=lambda place: (doubts(place), place))


def _doubts(claim: Claim, text: str) -> tuple[bool, bool]:
    """Return what makes a column of amounts the second choice: no mass in its header, or the packing weighed too."""
    found = measure(claim.unit) if claim.unit and not claim.money else None
    weighed = found is not None and found.kind == "mass"
    priced = claim.money and bool(claim.unit)
    return not (weighed or priced), _GROSS.search(fold(text)) is not None


def _is_money(claims: Mapping[int, Claim], place: int, texts: Sequence[str]) -> bool:
    """Return whether the amount is money: by its own header, or "Amount" with currencies and no units beside it."""
    beside = [claim.money for claim in claims.values() if claim.key == "unit"]
    return claims[place].money or (fold(texts[place]) == "amount" and bool(beside) and all(beside))


def _units(claims: Mapping[int, Claim], amounts: Sequence[int], *, money: bool) -> list[int]:
    """Return the columns that may hold the unit of the amount: currencies for money, and never for a quantity.

    A unit in the header of an amount that was chosen among several is its own: the column of units is of another.
    """
    units = [place for place, claim in claims.items() if claim.key == "unit" and not claim.money]
    currencies = [place for place, claim in claims.items() if claim.key == "unit" and claim.money]
    unit = claims[amounts[0]].unit if amounts else ""
    if money:
        return currencies or ([] if is_currency(unit) else units)
    return [] if unit and len(amounts) > 1 else units


def _is_theirs(text: str) -> bool:
    """Return whether a header says something, and the user wrote it."""
    return bool(text.strip()) and not is_title(text)


def header_problems(header: Header, texts: Sequence[str], cells: Sequence[str], whole: str) -> list[Problem]:
    """Return the remarks on a header; `cells` names the cell of each of its `texts`, `whole` the sheet or file."""
    return [
        *_missing(header, texts, whole),
        *(_doubled(texts, cells, *double) for double in header.doubled),
        *_assumed(header, texts, cells),
        *_priced(header, texts, cells),
        *_ignored(header, texts, whole),
    ]


def _missing(header: Header, texts: Sequence[str], whole: str) -> list[Problem]:
    there = ", ".join(repr(text.strip()) for text in texts if _is_theirs(text))
    gone = [problem("column_missing", whole, _none(key, there)) for key in header.missing]
    absent = [key for key in ("origin", "unit") if key not in header.columns]
    absent = [key for key in absent if key != "unit" or not (header.unit or header.money)]
    return gone + [problem("column_absent", whole, _none(key, there)) for key in absent]


def _none(key: str, there: str) -> str:
    return told("no column {key} among {there}", key=column_name(key), there=there)


def _doubled(texts: Sequence[str], cells: Sequence[str], key: str, first: int, other: int) -> Problem:
    one, two = repr(texts[first]), repr(texts[other])
    found = told(
        "{one} in {here} and {two} in {there}, both read as {key}",
        **{"one": one, "here": cells[first], "two": two, "there": cells[other], "key": column_name(key)},
    )
    return problem("header_duplicated", cells[other], found)


def _assumed(header: Header, texts: Sequence[str], cells: Sequence[str]) -> list[Problem]:
    places = {key: header.columns[key] for key in header.loose}
    words = {"amount": told("amount, of money")} if header.money else {}
    found = {
        place: told("{header}, read as {key}", header=repr(texts[place]), key=words.get(key) or column_name(key))
        for key, place in places.items()
    }
    return [problem("header_assumed", cells[place], text) for place, text in found.items()]


def _money_beside(header: Header, texts: Sequence[str]) -> list[int]:
    """Return the columns of money that are not read beside a quantity."""
    claims = {place: claim_of(texts[place]) for place in header.ignored}
    money = [place for place, claim in claims.items() if claim is not None and claim.key == "amount"]
    return [] if header.money else money


def _priced(header: Header, texts: Sequence[str], cells: Sequence[str]) -> list[Problem]:
    read = texts[header.columns["amount"]] if "amount" in header.columns else ""
    return [
        problem(
            "money_ignored",
            cells[place],
            told("{money} beside {quantity}", money=repr(texts[place]), quantity=repr(read)),
        )
        for place in _money_beside(header, texts)
    ]


def _ignored(header: Header, texts: Sequence[str], whole: str) -> list[Problem]:
    told = _money_beside(header, texts)
    names = ", ".join(repr(texts[place].strip()) for place in header.ignored if place not in told)
    return [problem("column_ignored", whole, names)] if names else []
