"""Which product: code first, then names and synonyms in four languages, then a phrase, another order, a near spelling.

Every match carries its method and score (0-100). A wrong match is worse than none (laws L1, L2): what is not sure is
listed as unmatched with the three best candidates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from footprint.ground.text import fold
from footprint.stages.resolve.catalogue import Catalogue
from footprint.stages.resolve.order import Orders
from footprint.stages.resolve.spelling import rivalled, same_words
from footprint.stages.resolve.tariff import Reading, allows, candidates, read_code
from footprint.stages.resolve.words import (
    EGGS,
    FRESH,
    FROZEN,
    FROZEN_CLASSES,
    FROZEN_HEADINGS,
    IDLE_IN,
    NAMED_AFTER,
    NOT_PLACES,
    PASTEURISED,
    PERCENTAGES,
    PREPOSITIONS,
    percentages,
    stated,
    telling,
    without_claims,
)

METHODS = ("code", "name", "synonym", "phrase", "fuzzy", "unmatched")
#: Methods that leave no doubt about the text.
SURE = ("name", "synonym", "phrase")

#: Near spellings are looked for among names that score at least this (0-100).
FUZZY_SCORE = 85.0
#: In a name this long, one slip is telling even if another product is two slips away.
LONG_NAME = 9
#: How many candidates an unmatched text gets at most, and how many words a name within a text may have.
CANDIDATES, LONGEST_NAME = 3, 4
#: A text with more characters is no name, whatever it is.
LONGEST_TEXT = 1000
#: How many nearest names are weighed, from which scores (0-100) they are looked for, and for how many texts at once.
NEAREST, FLOORS, BATCH = 12, (75.0, 60.0, 50.0, 40.0), 256

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


_UNMATCHED = Match(-1, "unmatched", 0.0, "no product of this name", remark="item_unmatched")


def match_item(text: str, code: str, catalogue: Catalogue) -> Match:
    """Return the product of an item text and an HS or CN code, either of which may be empty."""
    return match_items([text], [code], catalogue)[0]


def match_items(texts: list[str], codes: list[str], catalogue: Catalogue) -> list[Match]:
    """Return the match of each distinct (text, code)."""
    read = {code: read_code(code, catalogue) if code else None for code in dict.fromkeys(codes)}
    readings = [read[code] for code in codes]
    # Beside a code with a product only a sure text matters: its nearest spellings are not looked for.
    open_texts = [text for text, one in zip(texts, readings, strict=True) if one is None or one.product < 0]
    by_text = _match_texts(texts, set(open_texts), catalogue)
    return [_match(by_text.get(text), one, catalogue) for text, one in zip(texts, readings, strict=True)]


def _match(by_text: Match | None, reading: Reading | None, catalogue: Catalogue) -> Match:
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
    """Return the code's product, with a remark if the text surely names another one and that matters.

    Where one is a kind of the other, the kind is what was bought: dark chocolate, not any chocolate.
    """
    match = Match(reading.product, "code", 100.0)
    if by_text is None or by_text.method not in SURE or by_text.product == reading.product:
        return match
    if catalogue.kinds.get((reading.product, by_text.product), False):
        return by_text
    matters = catalogue.covered[by_text.product] or catalogue.covered[reading.product]
    matters = matters and (by_text.product, reading.product) not in catalogue.kinds
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


def _match_texts(texts: list[str], open_texts: set[str], catalogue: Catalogue) -> dict[str, Match]:
    """Return the match of each text that says anything; near spellings only of the open ones."""
    distinct = dict.fromkeys(texts)
    folded = {text: short for text in distinct if len(text) <= LONGEST_TEXT and (short := fold(text))}
    named = (
        (text, _look_up(short, catalogue) or _match_phrase(text, short, catalogue)) for text, short in folded.items()
    )
    found = {text: _either_way(text, match, catalogue) if "," in text else match for text, match in named}
    lost = list(dict.fromkeys(folded[text] for text, match in found.items() if match is None and text in open_texts))
    near = dict(zip(lost, _match_fuzzy(lost, catalogue), strict=True))
    matches = ((text, match or _in_order(text, near.get(folded[text]), catalogue)) for text, match in found.items())
    long = {text: _UNMATCHED for text in distinct if len(text) > LONGEST_TEXT}
    return long | {text: match for text, match in matches if match is not None}


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

    A text with a percentage tells a composition ("cacao 70%"), which no bare name is, unless such goods always have it.
    """
    plain, told = percentages(text) if "%" in text else (text, [])
    if "%" in plain:
        return None
    words = without_claims(fold(plain)).split()
    for kept in (words, _without_places(plain, words, catalogue)):
        for named in (stated(kept), telling(kept)):
            found = _look_up_telling(named, len(folded), catalogue)
            if found is not None:
                return found if _usual(told, found.product, catalogue) else None
    return None


def _usual(told: list[float], product: int, catalogue: Catalogue) -> bool:
    """Return whether goods of this product have such percentages as a matter of course."""
    if not told or product < 0:
        return not told
    codes = catalogue.codes_of(product)
    bands = [band for start, band in PERCENTAGES.items() if any(code.startswith(start) for code in codes)]
    return all(any(low <= one <= high for low, high in bands) for one in told)


def _look_up_telling(words: list[str], length: int, catalogue: Catalogue) -> Match | None:
    """Return what the telling words name, as they stand or without *fresh* or the like where it changes nothing."""
    found = _look_up_words(words, length, catalogue)
    for idle, same in ((FRESH, _same_fresh), (FROZEN, _same_frozen), (PASTEURISED, _no_eggs)):
        plain = [word for word in words if word not in idle]
        if found is None and len(plain) < len(words):
            found = _look_up_words(plain, length, catalogue)
            found = found if found is None or same(found, catalogue) else None
    return found or _look_up_idle(words, length, catalogue)


def _look_up_idle(words: list[str], length: int, catalogue: Catalogue) -> Match | None:
    """Return what is named without words that change nothing in such goods."""
    for idle, headings in IDLE_IN:
        plain = [word for word in words if word not in idle]
        found = _look_up_words(plain, length, catalogue) if 0 < len(plain) < len(words) else None
        if found is not None and found.product >= 0 and _all_in(headings, found.product, catalogue):
            return found
    return None


def _all_in(headings: tuple[str, ...], product: int, catalogue: Catalogue) -> bool:
    return any(code.startswith(headings) for code in catalogue.codes_of(product))


def _same_fresh(found: Match, catalogue: Catalogue) -> bool:
    return found.product < 0 or not _DRIED.search(catalogue.english[found.product])


def _same_frozen(found: Match, catalogue: Catalogue) -> bool:
    of_class = found.product >= 0 and catalogue.classes[found.product] in FROZEN_CLASSES
    of_heading = not _headings(found, catalogue).isdisjoint(FROZEN_HEADINGS)
    return (of_class or of_heading) and _no_eggs(found, catalogue)


def _no_eggs(found: Match, catalogue: Catalogue) -> bool:
    return EGGS not in _headings(found, catalogue)


def _headings(found: Match, catalogue: Catalogue) -> set[str]:
    return {code[:4] for code in catalogue.codes_of(found.product)} if found.product >= 0 else set()


def _look_up_words(words: list[str], length: int, catalogue: Catalogue) -> Match | None:
    name = " ".join(words)
    found = (
        _look_up(name, catalogue) or _look_up(catalogue.cores.get(name, ""), catalogue) or _divided(words, catalogue)
    )
    if found is None or found.product < 0:
        return found
    return replace(found, method="phrase", score=round(100.0 * len(name) / length, 1))


def _divided(words: list[str], catalogue: Catalogue) -> Match | None:
    """Return the product that the words name several times over ("boter beurre"), or the kind of it."""
    products: list[int] = []
    at = 0
    while at < len(words):
        spans = range(min(LONGEST_NAME, len(words) - at), 0, -1)
        size = next((n for n in spans if " ".join(words[at : at + n]) in catalogue.names), 0)
        if size == 0:
            return None
        products.append(catalogue.names[" ".join(words[at : at + size])][0])
        at += size
    kinds = {kind for kind in products if all(one == kind or (one, kind) in catalogue.kinds for one in products)}
    return Match(kinds.pop(), "phrase", 100.0) if len(kinds) == 1 else None


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
    if name not in catalogue.country_names or (len(name) <= 3 and name not in capitals):
        return False
    return name not in NOT_PLACES and NAMED_AFTER.get(name, frozenset()).isdisjoint(words)


def _in_order(text: str, near: Match | None, catalogue: Catalogue) -> Match | None:
    """Return the match by near spelling; without one, the product that the words name in another order.

    Both are told, for the user to look at. The score of the latter is the share of the text that is the name.
    """
    if near is None or near.product >= 0 or "%" in text:
        return near
    words = without_claims(fold(text)).split()
    bound = not PREPOSITIONS.isdisjoint(words)
    for kept in (words, _without_places(text, words, catalogue)):
        for named in (stated(kept), telling(kept)):
            product = _reordered(text, named, catalogue.orders, bound=bound)
            if product >= 0:
                score = round(100.0 * len(" ".join(named)) / len(fold(text)), 1)
                return Match(product, "fuzzy", score, candidates=near.candidates, remark="item_fuzzy")
    return near


def _reordered(text: str, words: list[str], orders: Orders, *, bound: bool) -> int:
    """Return the product of the words by the first rule that has one; -1: none."""
    head, comma, rest = text.partition(",")
    front = [word for word in fold(head).split() if word in words] if comma and "," not in rest else []
    turned = orders.turned(front, words[len(front) :]) if words[: len(front)] == front else -1
    for product in (turned, orders.whole(words, bound=bound), -1 if comma else orders.compound(words)):
        if product >= 0:
            return product
    return orders.parts(words, bound=bound)


def _either_way(text: str, match: Match | None, catalogue: Catalogue) -> Match | None:
    """Return the match, or none but a question where a comma may turn its words: *sugar, cane* is no *sugar cane*."""
    head, _, rest = text.partition(",")
    product, _ = catalogue.names.get(f"{fold(rest)} {fold(head)}", (-1, ""))
    if match is None or match.product < 0 or product in (-1, match.product):
        return match
    ids = (catalogue.id_of[product], catalogue.id_of[match.product])
    return Match(-1, "unmatched", 0.0, "ambiguous: the comma may turn the words round", ids, remark="item_ambiguous")


def _match_fuzzy(lost: list[str], catalogue: Catalogue) -> Iterator[Match]:
    """Yield the match of each folded text by its nearest names; many texts at once, which is several times as fast."""
    names = list(catalogue.names)
    for start in range(0, len(lost), BATCH):
        batch = lost[start : start + BATCH]
        scores = process.cdist(batch, names, scorer=fuzz.ratio, score_cutoff=FLOORS[-1], dtype=np.float32)
        yield from (
            _match_near(folded, _nearest(names, row), catalogue) for folded, row in zip(batch, scores, strict=True)
        )


def _nearest(names: list[str], scores: npt.NDArray[np.float32]) -> list[tuple[str, float]]:
    """Return the nearest names and their scores, best first; the floors spare sorting them all."""
    at = np.flatnonzero(scores >= FLOORS[0])
    for floor in FLOORS[1:]:
        at = at if len(at) >= NEAREST else np.flatnonzero(scores >= floor)
    order = at[np.argsort(-scores[at], kind="stable")[:NEAREST]]
    return [(names[one], float(scores[one])) for one in order.tolist()]


def _match_near(folded: str, best: list[tuple[str, float]], catalogue: Catalogue) -> Match:
    nearest = _candidates(folded, best, catalogue)
    near = [(name, score) for name, score in best if score >= FUZZY_SCORE and _misspelt(folded, name, catalogue)]
    if near and not _rivals(folded, near[0][0], best, catalogue):
        product, _ = catalogue.names[near[0][0]]
        return Match(product, "fuzzy", round(near[0][1], 1), candidates=nearest, remark="item_fuzzy")
    return Match(-1, "unmatched", 0.0, "no product of this name", nearest, remark="item_unmatched")


def _misspelt(folded: str, name: str, catalogue: Catalogue) -> bool:
    return same_words(folded, name, catalogue.vocabulary)


def _rivals(folded: str, winner: str, best: list[tuple[str, float]], catalogue: Catalogue) -> bool:
    product = catalogue.names[winner][0]
    others = [name for name, _ in best if catalogue.names[name][0] != product]
    if folded.replace(" ", "") == winner.replace(" ", ""):
        return any(folded.replace(" ", "") == name.replace(" ", "") for name in others)
    return rivalled(folded, winner, others, margin=int(len(folded) < LONG_NAME))


def _kindred(words: list[str], name: str) -> bool:
    """Return whether a name shares a word with the text, or has one that a word of the text ends in."""
    return any(
        (len(part) >= 4 and part in words) or (len(part) >= 5 and any(word.endswith(part) for word in words))
        for part in name.split()
    )


def _candidates(folded: str, best: list[tuple[str, float]], catalogue: Catalogue) -> tuple[str, ...]:
    """Return the ids of the likeliest products: those named in the text, then those spelt much alike; maybe none."""
    words = folded.split()
    spans = [(n, at) for n in range(LONGEST_NAME, 0, -1) for at in range(len(words) - n + 1)]
    within = [catalogue.names.get(" ".join(words[at : at + n])) for n, at in spans]
    alike = [catalogue.names[name][0] for name, score in best if score >= FUZZY_SCORE or _kindred(words, name)]
    products = dict.fromkeys([found[0] for found in within if found] + alike)
    return tuple(catalogue.id_of[product] for product in list(products)[:CANDIDATES])
