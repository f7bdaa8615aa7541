"""Why a line is not counted, in words short enough to head a table; "" for a line that can be."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from footprint.ground.language import mark
from footprint.stages.resolve.catalogue import Catalogue
from footprint.stages.resolve.items import Match
from footprint.stages.resolve.stage import Resolved
from footprint.stages.resolve.supply import RULES

_MATCH_WORDS = {
    "item_missing": mark("no item and no code"),
    "item_ambiguous": mark("item is ambiguous"),
    "item_unmatched": mark("item not recognised"),
    "hs_unknown": mark("code not recognised"),
    "code_text_disagree": mark("code and item disagree"),
}
_AMOUNT = mark("amount missing or unreadable")
_AMOUNT_WORDS = {
    "unit_missing": mark("unit missing"),
    "unit_unknown": mark("unit not recognised"),
    "tonnes_need_product": mark("item not recognised"),
    "density_missing": mark("volume without a density"),
    "price_missing": mark("money without a price"),
    "price_year_missing": mark("money without a year"),
    "exchange_rate_missing": mark("money without an exchange rate"),
}
_NO_PRODUCER = mark("no producing country known")
NO_INVENTORY = mark("no inventory or factor")
LEFT_OUT = mark("re-exported or in transit: left out of this view")
NOT_COVERED = mark("no inventory")
#: Class of a product -> the word that heads a table.
_CLASS_WORDS = {
    "animal": mark("animal product"),
    "annual crop": mark("crop"),
    "permanent crop": mark("crop"),
    "fodder": mark("fodder crop"),
    "other": mark("other good"),
    "processed": mark("processed good"),
    "residue": mark("by-product or waste"),
    "wood": mark("wood product"),
    "fish": mark("fish"),
    "mineral": mark("mineral"),
    "not a product": mark("not a product"),
}
#: How the reason of a code starts -> the word of the class it speaks of; a longer start than LONGEST is no heading.
_CODE_WORDS = {"fish and seafood": mark("fish"), "mineral, metal, fuel or chemical": mark("mineral")}
LONGEST = 45
_ANY = mark("good of this code")


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
        return f"{_CODE_WORDS.get(head, head if len(head) <= LONGEST else _ANY)}, {NOT_COVERED}"
    return _MATCH_WORDS[match.remark]


def _codes(words: list[str], place: dict[str, int]) -> npt.NDArray[np.int64]:
    return np.array([place[word] for word in words] or [0], dtype=np.int64)
