"""Which product: code first, then names and synonyms in four languages, then a phrase, then a near spelling.

Every match carries its method and score (0-100). A wrong match is worse than none (laws L1, L2): what is not sure is
listed as unmatched with the three best candidates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from rapidfuzz import fuzz, process

from footprint.ground.text import fold
from footprint.stages.resolve.catalogue import Catalogue
from footprint.stages.resolve.spelling import rivalled, same_words
from footprint.stages.resolve.tariff import Reading, allows, candidates, read_code
from footprint.stages.resolve.words import FRESH, NAMED_AFTER, NOT_PLACES, telling, without_claims

METHODS = ("code", "name", "synonym", "phrase", "fuzzy", "unmatched")
#: Methods that leave no doubt about the text.
SURE = ("name", "synonym", "phrase")

#: Near spellings are looked for among names that score at least this (0-100).
FUZZY_SCORE = 85.0
#: In a name this long, one slip is telling even if another product is two slips away.
LONG_NAME = 9
#: How many candidates an unmatched text gets, and how many words a name within a text may have.
CANDIDATES, LONGEST_NAME = 3, 4

_DRIED = re.compile(r"\b(?:dry|dried)\b", re.IGNORECASE)


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
    reading = read_code(code, catalogue) if code else None
    by_text = _match_text(text, catalogue) if fold(text) else None
    if reading is None:
        return by_text or Match(-1, "unmatched", 0.0, "no item and no code", remark="item_missing")
    if not reading.head:
        return _without_code(reading, by_text)
    if reading.product >= 0:
        return _coded(reading, by_text, catalogue)
    return _code_without_product(reading, by_text, catalogue)


def _without_code(reading: Reading, by_text: Match | None) -> Match:
    """Return the match of the text beside a code that is in no nomenclature."""
    if by_text is None:
        return Match(-1, "unmatched", 0.0, reading.reason, remark="hs_unknown")
    return replace(by_text, remark="hs_unknown") if by_text.product >= 0 else by_text


def _coded(reading: Reading, by_text: Match | None, catalogue: Catalogue) -> Match:
    """Return the code's product, with a remark if the text surely names another one and that matters."""
    match = Match(reading.product, "code", 100.0)
    if by_text is None or by_text.method not in SURE or by_text.product == reading.product:
        return match
    covered = catalogue.products["covered"]
    matters = covered.iloc[by_text.product] or covered.iloc[reading.product]
    return replace(match, remark="code_text_disagree") if matters else match


def _code_without_product(reading: Reading, by_text: Match | None, catalogue: Catalogue) -> Match:
    """Return the text's product if the code allows it: fresh strawberries do not stand under frozen fruit."""
    if by_text is not None and by_text.product >= 0:
        if allows(reading, by_text.product, catalogue):
            return by_text
        if by_text.method in SURE:
            return Match(-1, "unmatched", 0.0, reading.reason, remark="code_text_disagree")
    remark = "item_ambiguous" if reading.covers_several else "product_not_covered"
    return Match(-1, "unmatched", 0.0, reading.reason, candidates(reading, catalogue)[:CANDIDATES], remark)


def _match_text(text: str, catalogue: Catalogue) -> Match:
    folded = fold(text)
    found = _look_up(folded, catalogue) or _match_phrase(text, folded, catalogue)
    return found or _match_fuzzy(folded, catalogue)


def _look_up(folded: str, catalogue: Catalogue) -> Match | None:
    if folded in catalogue.ambiguous:
        candidates, why = catalogue.ambiguous[folded]
        ids = tuple(candidates.split())
        return Match(-1, "unmatched", 0.0, f"ambiguous: {why}", ids, remark="item_ambiguous")
    if folded in catalogue.names:
        return Match(*catalogue.names[folded], 100.0)
    return None


def _match_phrase(text: str, folded: str, catalogue: Catalogue) -> Match | None:
    """Return the product whose name is all of the text but noise: packing, quality, numbers, then a country.

    A text with a percentage tells a composition ("cacao 70%"), which no bare name is.
    """
    if "%" in text:
        return None
    words = without_claims(folded).split()
    for kept in (words, _without_places(text, words, catalogue)):
        found = _look_up_telling(telling(kept), len(folded), catalogue)
        if found is not None:
            return found
    return None


def _look_up_telling(words: list[str], length: int, catalogue: Catalogue) -> Match | None:
    """Return what the telling words name, as they stand or without *fresh*."""
    found = _look_up_words(words, length, catalogue)
    plain = [word for word in words if word not in FRESH]
    if found is not None or len(plain) == len(words):
        return found
    found = _look_up_words(plain, length, catalogue)
    dried = found is not None and found.product >= 0 and _DRIED.search(catalogue.products["en"].iloc[found.product])
    return None if dried else found


def _look_up_words(words: list[str], length: int, catalogue: Catalogue) -> Match | None:
    name = " ".join(words)
    found = _look_up(name, catalogue) or _look_up(catalogue.cores.get(name, ""), catalogue)
    if found is None or found.product < 0:
        return found
    return replace(found, method="phrase", score=round(100.0 * len(name) / length, 1))


def _without_places(text: str, words: list[str], catalogue: Catalogue) -> list[str]:
    """Return the words without the names of countries; a code of two or three letters counts only in capitals."""
    capitals = {fold(word) for word in text.split() if word.isupper()} if not text.isupper() else set()
    kept, at = [], 0
    while at < len(words):
        lengths = range(min(LONGEST_NAME, len(words) - at), 0, -1)
        step = next((n for n in lengths if _place(" ".join(words[at : at + n]), capitals, words, catalogue)), 0)
        kept += [] if step else [words[at]]
        at += step or 1
    return kept


def _place(name: str, capitals: set[str], words: list[str], catalogue: Catalogue) -> bool:
    written_as_place = len(name) > 3 or name in capitals
    of_the_good = name in NOT_PLACES or not NAMED_AFTER.get(name, frozenset()).isdisjoint(words)
    return written_as_place and not of_the_good and name in catalogue.country_names


def _match_fuzzy(folded: str, catalogue: Catalogue) -> Match:
    best = process.extract(folded, catalogue.names.keys(), scorer=fuzz.ratio, limit=12, score_cutoff=40.0)
    nearest = _candidates(folded, best, catalogue)
    near = [(name, score) for name, score, _ in best if score >= FUZZY_SCORE and _misspelt(folded, name, catalogue)]
    if near and not _rivals(folded, near[0][0], best, catalogue):
        product, _ = catalogue.names[near[0][0]]
        return Match(product, "fuzzy", round(near[0][1], 1), candidates=nearest, remark="item_fuzzy")
    return Match(-1, "unmatched", 0.0, "no product of this name", nearest, remark="item_unmatched")


def _misspelt(folded: str, name: str, catalogue: Catalogue) -> bool:
    return same_words(folded, name, catalogue.vocabulary)


def _rivals(folded: str, winner: str, best: list[tuple[str, float, Any]], catalogue: Catalogue) -> bool:
    product = catalogue.names[winner][0]
    others = [name for name, _, _ in best if catalogue.names[name][0] != product]
    if folded.replace(" ", "") == winner.replace(" ", ""):
        return any(folded.replace(" ", "") == name.replace(" ", "") for name in others)
    return rivalled(folded, winner, others, margin=int(len(folded) < LONG_NAME))


def _candidates(folded: str, best: list[tuple[str, float, Any]], catalogue: Catalogue) -> tuple[str, ...]:
    """Return the ids of the likeliest products: those named in the text, then those of the nearest spelling."""
    words = folded.split()
    spans = [(n, at) for n in range(LONGEST_NAME, 0, -1) for at in range(len(words) - n + 1)]
    within = [catalogue.names.get(" ".join(words[at : at + n])) for n, at in spans]
    products = dict.fromkeys(
        [found[0] for found in within if found] + [catalogue.names[name][0] for name, _, _ in best]
    )
    return tuple(str(catalogue.ids[product]) for product in list(products)[:CANDIDATES])


def match_items(texts: list[str], codes: list[str], catalogue: Catalogue) -> list[Match]:
    """Return the match of each distinct (text, code)."""
    return [match_item(text, code, catalogue) for text, code in zip(texts, codes, strict=True)]
