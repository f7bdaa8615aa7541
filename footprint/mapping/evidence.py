"""What the cells of a column look like: countries, units, numbers, codes, years, products."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from footprint.ground.language import told
from footprint.ground.unit_words import CURRENCIES
from footprint.ground.units import counts_things, is_currency, measure
from footprint.stages.read.numbers import read_number
from footprint.stages.read.years import read_year
from footprint.stages.resolve.items import match_items
from footprint.stages.resolve.origins import read_origin
from footprint.stages.resolve.tariff import read_code

if TYPE_CHECKING:
    from footprint.stages.resolve import Catalogue

#: Texts of a column that are looked at; a text longer than this is none of what is looked for.
SAMPLED, LONGEST = 60, 200
#: A code of the Combined Nomenclature as lists have it, and a price, of which no amount can be made.
_CODE = re.compile(r"\d[\d. ]{4,12}\d")
_PRICE = re.compile(
    r"pri[jxc]|preis|tarief|tarif|kurs|rate|korting|remise|rabatt|discount|btw|tva|mwst|vat", re.IGNORECASE
)
_NUMBERED = re.compile(r"\b(?:n[ro]|num|number|nummer|num[eé]ro|id|code|pos|line|regel|ligne|zeile)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Evidence:
    """How likely a column is a key [0 to 1], and why."""

    key: str
    confidence: float
    why: str


@dataclass(frozen=True)
class Sample:
    """The distinct texts of a column, its header, and whether units stand in the column to its right."""

    header: str
    texts: tuple[str, ...]
    beside_units: bool = False

    def share(self, says: Callable[[str], bool]) -> float:
        """Return the share of the texts that `says` is true of; 0 where there are none."""
        return sum(says(text) for text in self.texts) / len(self.texts) if self.texts else 0.0


def sample_of(header: str, cells: Sequence[str]) -> Sample:
    """Return the sample of a column."""
    distinct = dict.fromkeys(cell for cell in cells if cell and len(cell) <= LONGEST)
    return Sample(header, tuple(distinct)[:SAMPLED])


def looks_like_units(sample: Sample) -> float:
    """Return the share of the texts that are units of mass, volume or money, or count pieces."""
    return sample.share(lambda text: measure(text, CURRENCIES) is not None or counts_things(text))


def evidence_of(sample: Sample, catalogue: Catalogue) -> list[Evidence]:
    """Return what a column may be, by its cells."""
    found = (_unit(sample), _origin(sample, catalogue), _code(sample, catalogue), _year(sample), _amount(sample))
    return [one for one in (*found, _item(sample, catalogue)) if one.confidence >= 0.2]


def _unit(sample: Sample) -> Evidence:
    share = looks_like_units(sample)
    money = share > 0 and sample.share(is_currency) == share
    why = told("units: {share}", share=f"{share:.0%}")
    return Evidence("unit", share * (0.6 if money else 0.95), why)


def _origin(sample: Sample, catalogue: Catalogue) -> Evidence:
    def is_country(text: str) -> bool:
        origin = read_origin(text, catalogue)
        return origin.country >= 0 and origin.remark in ("", "origin_part")

    share = sample.share(is_country)
    doubt = 0.3 if looks_like_units(sample) >= 0.5 else 1.0  # KG is Kyrgyzstan, and ST is São Tomé
    return Evidence("origin", 0.95 * share * doubt, told("countries: {share}", share=f"{share:.0%}"))


def _code(sample: Sample, catalogue: Catalogue) -> Evidence:
    def is_code(text: str) -> bool:
        reading = read_code(text, catalogue) if _CODE.fullmatch(text) else None
        return reading is not None and len(reading.head) >= 6

    share = sample.share(is_code)
    return Evidence("hs_code", 0.95 * share, told("customs codes: {share}", share=f"{share:.0%}"))


def _year(sample: Sample) -> Evidence:
    share = sample.share(lambda text: len(text) <= 30 and 1990 <= read_year(text) <= 2060)
    return Evidence("year", 0.9 * share, told("years or dates: {share}", share=f"{share:.0%}"))


def _amount(sample: Sample) -> Evidence:
    """Return how likely a column is the amount: numbers, that are no price, number of an article, code or year."""

    def is_number(text: str) -> bool:
        reading = read_number(text)
        return reading.code in ("", "amount_zero", "amount_ambiguous", "amount_negative")

    share = sample.share(is_number)
    whole = sample.share(lambda text: text.isdecimal() and len(text) >= 4)
    doubt = 0.3 if _PRICE.search(sample.header) or _NUMBERED.search(sample.header) or whole > 0.9 else 1.0
    likely = share * doubt * (0.9 if sample.beside_units else 0.65)
    why = told("numbers: {share}, beside units", share=f"{share:.0%}")
    return Evidence("amount", likely, why if sample.beside_units else told("numbers: {share}", share=f"{share:.0%}"))


def _item(sample: Sample, catalogue: Catalogue) -> Evidence:
    """Return how likely a column is the item: texts, the more the better known to the catalogue."""
    words = [text for text in sample.texts if any(char.isalpha() for char in text)]
    matches = match_items(words, [""] * len(words), catalogue) if words else []
    known = sum(match.product >= 0 for match in matches) / len(sample.texts) if sample.texts else 0.0
    texts = sample.share(lambda text: len(text) > 3 and sum(char.isalpha() for char in text) * 2 > len(text))
    likely = 0.4 + 0.55 * known if known >= 0.1 else 0.25 * texts
    return Evidence("item", likely, told("products of the catalogue: {share}", share=f"{known:.0%}"))
