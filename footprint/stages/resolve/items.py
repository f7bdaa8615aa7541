"""Which product: code first, then names and synonyms in four languages, then a phrase, then a near spelling.

Every match carries its method and score (0-100). Below the threshold nothing is guessed: the line is listed as unmatched with the
three best candidates (laws L1, L2).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process

from footprint.ground.text import fold
from footprint.stages.resolve.catalogue import Catalogue

METHODS = ("code", "name", "synonym", "phrase", "fuzzy", "unmatched")

#: Near spellings score at least this (0-100); a shorter name than FUZZY_LENGTH must be spelt right.
FUZZY_SCORE = 90.0
FUZZY_LENGTH = 6
#: A second product this close to the best near spelling makes it a question.
FUZZY_MARGIN = 3.0

#: Words beside a product's name that say nothing about which product it is.
_NOISE = frozenset(
    [
        "bio",
        "biologisch",
        "biologische",
        "biologique",
        "organic",
        "oko",
        "okologisch",
        "conventional",
        "conventioneel",
        "conventionnel",
        "konventionell",
        "eko",
        "vers",
        "verse",
        "fresh",
        "frais",
        "fraiche",
        "fraiches",
        "frisch",
        "frische",
        "los",
        "losse",
        "vrac",
        "bulk",
        "lose",
        "big",
        "bag",
        "bags",
        "zak",
        "zakken",
        "sac",
        "sacs",
        "sack",
        "bigbag",
        "klasse",
        "class",
        "classe",
        "kl",
        "cat",
        "categorie",
        "i",
        "ii",
        "extra",
        "premium",
        "grade",
        "quality",
        "kwaliteit",
        "qualite",
        "qualitat",
        "standard",
        "fairtrade",
        "rainforest",
        "alliance",
        "utz",
        "rspo",
        "gmo",
        "ggo",
        "ogm",
        "non",
        "free",
        "vrij",
        "sans",
        "certified",
        "gecertificeerd",
        "certifie",
        "van",
        "uit",
        "de",
        "het",
        "du",
        "des",
        "d",
        "la",
        "le",
        "les",
        "l",
        "aus",
        "from",
        "of",
        "the",
        "der",
        "die",
        "das",
        "en",
        "et",
        "and",
        "und",
        "pour",
        "voor",
        "fur",
        "kg",
        "g",
        "t",
        "ton",
        "tonne",
        "kilo",
        "x",
        "crop",
        "harvest",
        "oogst",
        "recolte",
        "ernte",
        "new",
        "nieuwe",
        "nouvelle",
        "neue",
        "import",
        "imported",
        "ingevoerd",
        "importe",
        "grof",
        "fijn",
        "gros",
        "fin",
        "heel",
        "hele",
        "entier",
        "entiers",
        "ganz",
        "whole",
        "raw",
        "ruw",
        "ruwe",
        "brut",
        "brute",
        "roh",
        "rohe",
    ]
)
_NUMBER = re.compile(r"\d+[a-z]{0,3}$")


@dataclass(frozen=True, slots=True)
class Match:
    """What a text or code was taken for.

    `product` is a product code, -1 if none; `reason` says why there is none ("" otherwise); `candidates` are the best
    names when a text was not matched; `remark` is a problem code to report on the lines.
    """

    product: int
    method: str
    score: float
    reason: str = ""
    candidates: tuple[str, ...] = ()
    remark: str = ""


def match_item(text: str, code: str, catalogue: Catalogue) -> Match:
    """Return the product of an item text and an HS or CN code, either of which may be empty."""
    by_code = _match_code(code, catalogue) if code else None
    if by_code is not None and by_code.product >= 0:
        return _checked_against_text(by_code, text, catalogue)
    by_text = _match_text(text, catalogue) if text else None
    if by_text is None:
        return by_code or Match(-1, "unmatched", 0.0, "no item and no code", remark="item_missing")
    if by_code is not None and by_code.remark == "hs_unknown" and by_text.product >= 0:
        return Match(by_text.product, by_text.method, by_text.score, remark="hs_unknown")
    if by_text.product < 0 and by_code is not None and not by_code.remark:
        return by_code
    return by_text


def _match_code(written: str, catalogue: Catalogue) -> Match:
    digits = re.sub(r"\D", "", written.removesuffix(".0"))
    for candidate in (digits, "0" + digits if len(digits) % 2 else ""):
        for length in (8, 6, 4, 2):
            head = candidate[:length]
            if 2 <= len(head) == min(length, len(candidate)) and head in catalogue.codes:
                product, reason = catalogue.codes[head]
                return Match(product, "code" if product >= 0 else "unmatched", 100.0 if product >= 0 else 0.0, reason)
    return Match(
        -1, "unmatched", 0.0, "the code is not in the Combined Nomenclature chapters known here", remark="hs_unknown"
    )


def _checked_against_text(by_code: Match, text: str, catalogue: Catalogue) -> Match:
    known = catalogue.names.get(fold(text)) if text else None
    if known is None or known[0] == by_code.product:
        return by_code
    return Match(by_code.product, by_code.method, by_code.score, remark="code_text_disagree")


def _match_text(text: str, catalogue: Catalogue) -> Match:
    folded = fold(text)
    if folded in catalogue.ambiguous:
        candidates, why = catalogue.ambiguous[folded]
        return Match(-1, "unmatched", 0.0, f"ambiguous: {why}", tuple(candidates.split()), remark="item_ambiguous")
    if folded in catalogue.names:
        product, kind = catalogue.names[folded]
        return Match(product, kind, 100.0)
    return _match_phrase(folded, catalogue) or _match_fuzzy(folded, catalogue)


def _match_phrase(folded: str, catalogue: Catalogue) -> Match | None:
    """Return the product whose name is all of the text but noise: packing, quality, a country, numbers."""
    words = folded.split()
    telling = [
        word for word in words if word not in _NOISE and not _NUMBER.match(word) and word not in catalogue.country_names
    ]
    if not telling or len(telling) == len(words):
        return None
    name = " ".join(telling)
    if name not in catalogue.names:
        return None
    return Match(catalogue.names[name][0], "phrase", round(100.0 * len(name) / len(folded), 1))


def _match_fuzzy(folded: str, catalogue: Catalogue) -> Match:
    best = _nearest(folded, catalogue)
    candidates = _candidates(best, catalogue)
    if best and best[0][1] >= FUZZY_SCORE and len(folded) >= FUZZY_LENGTH and not _rivals(best, catalogue):
        product, _ = catalogue.names[best[0][0]]
        return Match(product, "fuzzy", round(best[0][1], 1), candidates=candidates, remark="item_fuzzy")
    return Match(-1, "unmatched", 0.0, "no product of this name", candidates, remark="item_unmatched")


def _nearest(folded: str, catalogue: Catalogue) -> list[tuple[str, float, Any]]:
    return process.extract(folded, catalogue.names.keys(), scorer=fuzz.ratio, limit=12, score_cutoff=40.0)


def _rivals(best: list[tuple[str, float, Any]], catalogue: Catalogue) -> bool:
    winner = catalogue.names[best[0][0]][0]
    return any(score > best[0][1] - FUZZY_MARGIN and catalogue.names[name][0] != winner for name, score, _ in best[1:])


def _candidates(best: list[tuple[str, float, Any]], catalogue: Catalogue) -> tuple[str, ...]:
    products = dict.fromkeys(catalogue.names[name][0] for name, _, _ in best)
    return tuple(str(catalogue.ids[product]) for product in list(products)[:3])


def match_items(texts: list[str], codes: list[str], catalogue: Catalogue) -> list[Match]:
    """Return the match of each distinct (text, code)."""
    return [match_item(text, code, catalogue) for text, code in zip(texts, codes, strict=True)]


def as_arrays(matches: list[Match]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return product codes, method codes (index into METHODS) and scores of the matches."""
    product = np.array([match.product for match in matches], dtype=np.int64)
    method = np.array([METHODS.index(match.method) for match in matches], dtype=np.int8)
    return product, method, np.array([match.score for match in matches], dtype=np.float64)
