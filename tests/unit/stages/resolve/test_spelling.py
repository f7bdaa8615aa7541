"""Slips of the pen, and words that are none."""

from __future__ import annotations

import pytest

from footprint.stages.resolve import Catalogue
from footprint.stages.resolve.items import match_items
from footprint.stages.resolve.spelling import rivalled, same_words, slips


def test_a_slip_is_one_letter_more_less_changed_or_two_swapped() -> None:
    assert [slips(text, "tomaten") for text in ("tomatenn", "tomten", "tomatan", "tomtaen", "tomaten")] == [
        1,
        1,
        1,
        1,
        0,
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("bananenn", "bananen"),
        ("feves de cacaoo", "feves de cacaoo"),
        ("soja olie", "sojaolie"),
        ("sinaassapelen", "sinaasappelen"),
    ],
)
def test_same_words(text: str, name: str) -> None:
    assert same_words(text, name, ())


@pytest.mark.parametrize(
    ("text", "name", "known"),
    [
        ("peren", "peper", ()),
        ("gerst", "gierst", ()),
        ("poivre", "poire", ("poivre",)),
        ("fraises surgelees", "frites surgelees", ("fraises",)),
        ("tomatensaus", "tomaten", ()),
        ("sinaasappels", "sinaasappelsap", ()),
        ("bananen", "ananen", ()),
        ("cacaopoeder 10 12", "cacaopoeder 10 22", ()),
        ("bananen bio", "bananen", ()),
    ],
)
def test_not_the_same_words(text: str, name: str, known: tuple[str, ...]) -> None:
    assert not same_words(text, name, known)


def test_something_as_near_makes_it_a_question() -> None:
    assert rivalled("nigera", "nigeria", ["niger"])
    assert not rivalled("duitslan", "duitsland", ["rusland"])


def test_words_of_customs_and_procurement_are_not_taken_for_misspelt_crops(catalogue: Catalogue) -> None:
    assert len(catalogue.other_words) > 1000
    words = sorted(catalogue.other_words)
    matches = match_items(words, [""] * len(words), catalogue)
    taken = [word for word, match in zip(words, matches, strict=True) if match.method == "fuzzy"]
    assert taken == []


def test_names_lead_only_to_their_own_product_when_left_out_of_the_catalogue(catalogue: Catalogue) -> None:
    """Each short name is looked up among the others as if it were misspelt: what it finds must be the same product.

    A name whose own words stand in no other name is left out: without it, nothing tells it from a slip of the pen.
    """
    from footprint.stages.resolve.items import _rivals

    names = [name for name in catalogue.names if 6 <= len(name) <= 30 and " " in name]
    wrong = []
    for name in names:
        product = catalogue.names[name][0]
        near = [other for other in names if abs(len(other) - len(name)) <= 1 and other[0] == name[0] and other != name]
        hits = [other for other in near if same_words(name, other, catalogue.vocabulary)]
        best = [(other, 0.0, None) for other in near]
        wrong += [
            (name, hit)
            for hit in hits[:1]
            if catalogue.names[hit][0] != product and not _rivals(name, hit, best, catalogue)
        ]
    assert len(names) > 1000
    assert wrong == []
