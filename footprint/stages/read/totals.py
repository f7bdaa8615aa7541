"""Rows that are no purchase but the sum of others: what they say, in four languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from footprint.ground.text import fold
from footprint.stages.read.texts import Texts

_LONGEST = 80
_MAYBE = re.compile(r"tot|som|sum|ges", re.IGNORECASE)
"""Whatever is a total has one of these in it; folding every distinct text of a ledger would take 5 ms."""

_MONTHS = (
    r"jan(?:uari|uary|uar|vier|v)?|janner|feb(?:ruari|ruary|ruar)?|fev(?:rier|r)?|maart|mrt|mars|march|mar|marz|maerz|mrz"
    r"|apr(?:il)?|avr(?:il)?|mei|mai|may|jun[ie]?|juin|jul[iy]?|juil(?:let)?|aug(?:ustus|ust)?|aout|sept?(?:ember|embre)?"
    r"|o[ck]t(?:ober|obre)?|nov(?:ember|embre)?|de[cz](?:ember|embre)?"
)
_SPANS = (
    r"[qtks][1-4]|h[12]|[1-4](?:e|er|eme|ste|de|nd|rd|st|th)?|kw ?[0-9]{1,2}|quarter|kwartaal|trimestre|quartal"
    r"|semestre|semester|halbjahr|halfjaar|maand|mois|monat|month|week|semaine|woche|jaar|annee|jahr|year"
)
_YEARS = r"(?:19|20)[0-9]{2}|[0-9]{2}"
_WHOLES = r"general|generaal|algemeen|global|gesamt|amount|weight|kg|t|eur"
_SMALL = r"de|du|des|la|le|l|van|het|voor|pour|for|of|the|fur|der|im|in|par|per|pro"
_BESIDE = rf"(?:{_WHOLES}|{_MONTHS}|{_SPANS}|{_YEARS}|{_SMALL})"
_PART = r"sub ?tota(?:l|al|ux|le|ls)|sous tota(?:l|ux)|tussentota(?:al|len)|zwischensummen?|teilsummen?"
_WHOLE = (
    r"(?:grand |eind|general )?(?:total|totaal|totaux|totals|totale)|somme|summe|gesamt|gesamtsumme|endsumme|som|sum"
)
_TOTAL = re.compile(rf"(?:(?:{_MONTHS}|{_SPANS}|{_YEARS}) )*(?:{_PART}|{_WHOLE})(?: {_BESIDE})*")
_OF_PART = re.compile(rf"(?:{_PART})(?: .*)?")
_OF_ITEM = re.compile(rf"(?:{_WHOLE}) (?:(?:{_SMALL}) )*(?P<item>.+)")


def says_total(text: str) -> bool:
    """Return whether a cell says that its row is a total: of all, of a month, a quarter, a year, or of a part.

    >>> [says_total(text) for text in ("TOTAL Janvier", "Gesamt Q1", "Sous-total cacao", "Total Quartz 5W30", "som")]
    [True, True, True, False, True]
    """
    return _is_total(_folded(text))


def totals_among(texts: Sequence[str]) -> set[str]:
    """Return the texts that say total, those of an item that stands among them too ("Totaal cacaobonen")."""
    likely = {text: folded for text in texts if (folded := _folded(text))}
    of_item = {text: match["item"] for text, folded in likely.items() if (match := _OF_ITEM.fullmatch(folded))}
    items = {fold(text) for text in texts if len(text) <= _LONGEST} if of_item else set()
    return {text for text, folded in likely.items() if _is_total(folded) or of_item.get(text) in items}


def without_name(texts: Mapping[str, Texts]) -> NDArray[np.intp]:
    """Return the lines that have neither an item nor a code: such as say total in a column that is not read."""
    named = [texts[key].codes >= 0 for key in ("item", "hs_code") if key in texts]
    return np.flatnonzero(~np.logical_or.reduce(named))


def total_in(cells: Iterable[object]) -> str:
    """Return the first of the cells that says total, or ""."""
    return next((cell for cell in cells if isinstance(cell, str) and says_total(cell)), "")


def _is_total(folded: str) -> bool:
    return _TOTAL.fullmatch(folded) is not None or _OF_PART.fullmatch(folded) is not None


def _folded(text: str) -> str:
    """Return a text as it is compared; "" for one that cannot say total."""
    return fold(text) if len(text) <= _LONGEST and _MAYBE.search(text) is not None else ""
