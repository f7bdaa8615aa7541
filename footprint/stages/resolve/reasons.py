"""Why a line is not counted, in words short enough to head a table; "" for a line that can be."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from footprint.stages.resolve.catalogue import Catalogue
from footprint.stages.resolve.items import Match
from footprint.stages.resolve.stage import Resolved
from footprint.stages.resolve.supply import RULES

_MATCH_WORDS = {
    "item_missing": "no item and no code",
    "item_ambiguous": "item is ambiguous",
    "item_unmatched": "item not recognised",
    "hs_unknown": "code not recognised",
    "code_text_disagree": "code and item disagree",
}
_AMOUNT = "amount missing or unreadable"
_AMOUNT_WORDS = {
    "unit_missing": "unit missing",
    "unit_unknown": "unit not recognised",
    "tonnes_need_product": "item not recognised",
    "density_missing": "volume without a density",
    "price_missing": "money without a price",
    "price_year_missing": "money without a year",
    "exchange_rate_missing": "money without an exchange rate",
}
_NO_PRODUCER = "no producing country known"
NO_INVENTORY = "no inventory or factor"
LEFT_OUT = "re-exported or in transit: left out of this view"
NOT_COVERED = "no inventory"
#: Class of a product -> the word that heads a table.
_CLASS_WORDS = {
    "animal": "animal product",
    "annual crop": "crop",
    "permanent crop": "crop",
    "fodder": "fodder crop",
    "other": "other good",
    "processed": "processed good",
    "residue": "by-product or waste",
    "wood": "wood product",
}
#: How the reason of a code starts -> the word of the class it speaks of; a longer start than LONGEST is no heading.
_CODE_WORDS = {"fish and seafood": "fish", "mineral, metal, fuel or chemical": "mineral"}
LONGEST = 45


def reasons(resolved: Resolved, readable: npt.NDArray[np.bool_], catalogue: Catalogue) -> pd.Categorical[str]:
    """Return the first reason that keeps each line from being counted: its item, its product, its origin, its amount.

    Parameters
    ----------
    readable
        Whether the amount of the line could be read, shape (lines,).
    """
    of_match = [_of_match(match, catalogue) for match in resolved.matches]
    of_cell = [_NO_PRODUCER if rule == RULES.index("none") else "" for rule in resolved.supply.rule]
    of_amount = [_AMOUNT_WORDS.get(conversion.remark, "") for conversion in resolved.amounts.conversions]
    words = ["", *sorted({*of_match, *of_cell, *of_amount, _AMOUNT, NO_INVENTORY, LEFT_OUT} - {""})]
    place = {word: at for at, word in enumerate(words)}
    amount = np.where(readable, _codes(of_amount, place)[resolved.amounts.conversion], place[_AMOUNT])
    match, cell = _codes(of_match, place)[resolved.key_match], _codes(of_cell, place)[resolved.key_cell]
    of_key = np.where(match > 0, match, cell)[resolved.key]
    first = np.where(of_key > 0, of_key, amount)
    first = np.where(resolved.left_out, place[LEFT_OUT], first)
    return pd.Categorical.from_codes(first, pd.Index(words))


def _of_match(match: Match, catalogue: Catalogue) -> str:
    if match.product >= 0:
        of_class = catalogue.classes[match.product]
        return "" if catalogue.covered[match.product] else f"{_CLASS_WORDS.get(of_class, of_class)}, {NOT_COVERED}"
    if match.remark == "product_not_covered":
        head = match.reason.partition(":")[0]
        return f"{_CODE_WORDS.get(head, head if len(head) <= LONGEST else 'good of this code')}, {NOT_COVERED}"
    return _MATCH_WORDS[match.remark]


def _codes(words: list[str], place: dict[str, int]) -> npt.NDArray[np.int64]:
    return np.array([place[word] for word in words] or [0], dtype=np.int64)
