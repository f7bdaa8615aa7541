"""One row per purchase line: what it was taken for, how good that is, and its impact by lens and realm."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from footprint.ground.joins import distinct_rows
from footprint.stages.attribute.ledger import Ledger

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.int8]
Bools = npt.NDArray[np.bool_]

FULL, PARTLY, NOT = "characterised", "partly characterised", "not covered"
STATES = (FULL, PARTLY, NOT)

#: Data quality of a cell's or line's weakest part: 1 best, 5 worst. Written rules, the same for everyone.
ORIGIN_QUALITY = {
    "declared": 1,
    "traced_country": 3,
    "traced_be": 3,
    "direct_be": 3,
    "world_exports": 4,
    "world_production": 4,
    "assumed_be": 4,
    "none": 5,
}
MATCH_QUALITY = {"code": 1, "name": 1, "synonym": 1, "phrase": 2, "fuzzy": 3, "unmatched": 5}
TONNES_QUALITY = {"mass": 1, "volume by density": 2, "money by price": 4, "unknown": 5}
#: How well it is known what a good is made of, and the quality a line then has at best.
RECIPE_QUALITY = {"": 1, "cited": 3, "from memory": 4, "stand-in": 5}
#: Rungs of the inventory ladder below a country's own figure, likewise; national statistics give 2.
LEVELS = {"land: region": 3, "land: world": 4, "other flows: region": 3, "other flows: world": 4}
#: Quality where a method's world factor stands in for a country's.
FACTOR_QUALITY = 3
NATIONAL_QUALITY = 2
#: A line is characterised in full if less than this share of the tonnes behind it lacks a pressure: a good rests on
#: dozens of origins, one of which lacks something nearly always. The coverage of each pressure counts every tonne.
NEGLIGIBLE = 0.01
#: A fallback lowers the quality of a line if at least this share of its tonnes rests on it.
MATERIAL = 0.1


@dataclass(frozen=True)
class Basis:
    """How lines came to their product, origin and tonnes, as codes into short lists of words.

    Attributes
    ----------
    match, match_words
        Method of each line's match.
    origin, origin_words
        Rule of each line's origin.
    tonnes, tonnes_words
        Rule of each line's tonnes.
    recipe, recipe_words
        How well it is known what each cell's product is made of.
    fallbacks, fallback_words
        Share of each cell's tonnes that rest on a fallback, shape (cells, k), 0 to 1, and the names of the k fallbacks:
        those of LEVELS, then one for each pressure whose country factor is missing.
    """

    match: Bytes
    match_words: tuple[str, ...]
    origin: Bytes
    origin_words: tuple[str, ...]
    tonnes: Bytes
    tonnes_words: tuple[str, ...]
    recipe: Bytes
    recipe_words: tuple[str, ...]
    fallbacks: Floats
    fallback_words: tuple[str, ...]


def states(ledger: Ledger, cell: Ints, tonnes: Floats) -> Bytes:
    """Return the place in STATES of each line: complete in every pressure, in some, or not counted."""
    complete = np.logical_and.reduce(~_incomplete(ledger), axis=1)
    some = counted(ledger)
    of_cell: Bytes = np.where(some, np.where(complete, 0, 1), 2).astype(np.int8)
    return np.where(np.isnan(tonnes), np.int8(2), of_cell[cell])


def counted(ledger: Ledger) -> Bools:
    """Return which cells have any impact at all, shape (cells,)."""
    return np.asarray(np.isfinite(ledger.cell_value).any(axis=1), dtype=bool)


def _incomplete(ledger: Ledger) -> Bools:
    """Return which pressures lack something for NEGLIGIBLE or more of the tonnes, shape (cells, pressures)."""
    return ledger.cell_complete <= ledger.cell_asked - NEGLIGIBLE


def missing_pressures(ledger: Ledger) -> pd.Categorical[str]:
    """Return for each cell the pressures that are not complete in some lens, as words ("climate change, water use")."""
    names = ledger.pressures["pressure"].astype(str).to_numpy()
    lacks = _incomplete(ledger)
    first, which = distinct_rows(lacks)
    return _worded([", ".join(sorted(set(names[lacks[at]]))) for at in first], which)


def _worded(texts: list[str], which: Ints) -> pd.Categorical[str]:
    words, place = np.unique(np.array(texts, dtype=object), return_inverse=True)
    return pd.Categorical.from_codes(place[which], pd.Index(words))


def quality(ledger: Ledger, basis: Basis, cell: Ints) -> Bytes:
    """Return the data quality of each line, 1 (best) to 5: that of its weakest part."""
    worth = np.array([LEVELS.get(word, FACTOR_QUALITY) for word in basis.fallback_words])
    material = np.where(basis.fallbacks >= MATERIAL, worth, NATIONAL_QUALITY)
    level = material.max(axis=1).astype(np.int8)
    scores = [
        np.array([table[word] for word in words], dtype=np.int8)[codes]
        for table, words, codes in (
            (MATCH_QUALITY, basis.match_words, basis.match),
            (ORIGIN_QUALITY, basis.origin_words, basis.origin),
            (TONNES_QUALITY, basis.tonnes_words, basis.tonnes),
        )
    ]
    recipe = np.array([RECIPE_QUALITY[word] for word in basis.recipe_words], dtype=np.int8)[basis.recipe]
    weakest = np.maximum.reduce([*scores, np.maximum(level, recipe)[cell]])
    return np.where(counted(ledger)[cell], weakest, np.int8(5))


def fallbacks(basis: Basis) -> pd.Categorical[str]:
    """Return for each cell which fallbacks it rests on, and for which part ("land: region 4 %"); "" for none."""
    percent = np.ceil(basis.fallbacks * 100 - 1e-9).astype(np.int64)
    first, which = distinct_rows(percent)
    texts = [
        "; ".join(f"{basis.fallback_words[word]} {pattern[word]} %" for word in np.flatnonzero(pattern))
        for pattern in percent[first]
    ]
    return _worded(texts, which)


def values(ledger: Ledger, cell: Ints, tonnes: Floats) -> dict[str, Floats]:
    """Return one column per lens and realm ("species: terrestrial"), shape (lines,); NaN where nothing is known."""
    return {
        f"{realm.lens}: {realm.realm}": tonnes * ledger.cell_value[:, at][cell]
        for at, realm in enumerate(ledger.realms.itertuples(index=False))
    }
