"""Words that look like a product's name and mean something else: candles are no cherries (Kerzen, kersen)."""

from __future__ import annotations

from collections.abc import Iterable, Set
from itertools import combinations

import pandas as pd

from factors.reference_2026_11.build_products import LANGUAGES, split, written
from footprint.ground.text import fold

# As in footprint.stages.resolve.spelling: a word of 6 letters may have one slip, one of 12 letters two.
SHORTEST, TWO_SLIPS = 6, 12


def other_words(names: pd.DataFrame, nomenclatures: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Return the words of the nomenclatures and of ``other_words.csv`` that are near a word of a name, but in none.

    Parameters
    ----------
    names
        The table of names, column `folded`.
    nomenclatures
        Tables with texts in the columns of the four languages.
    """
    known = {word for name in names["folded"] for word in name.split()}
    texts = {text for table in nomenclatures for lang in LANGUAGES for text in table[lang]}
    words = {word for text in texts for word in fold(text).split() if len(word) >= SHORTEST and word.isalpha()}
    by_hand = {fold(word) for row in written("other_words").itertuples() for word in split(row.words)}
    near = _near(words - known, {word for word in known if len(word) >= SHORTEST})
    return pd.DataFrame({"word": sorted(near | (by_hand - known))})


def _near(words: Set[str], known: Set[str]) -> set[str]:
    """Return the words that share a spelling with a known word once one letter (or two) of each is struck out."""
    struck = {spelling for word in known for spelling in _struck(word)}
    return {word for word in words if not struck.isdisjoint(_struck(word))}


def _struck(word: str) -> set[str]:
    most = 2 if len(word) >= TWO_SLIPS else 1
    places = (out for count in range(most + 1) for out in combinations(range(len(word)), count))
    return {"".join(letter for at, letter in enumerate(word) if at not in out) for out in places}
