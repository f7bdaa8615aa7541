"""What is said of a fault keeps what it was made of, so that it can be said in another language."""

import pytest

from footprint.ground.language import Told, told
from footprint.stages.read import read
from footprint.stages.read.codes import ADVICE, LONGEST_FOUND, problem, whole


def test_a_sentence_stays_one_on_its_way_into_a_problem():
    found = told("links to other files: {count}", count=3)
    assert isinstance(problem("links_not_followed", "p.xlsx", found).found, Told)
    assert isinstance(whole(told("caf\u00e9: {name}", name="x")), Told)


def test_a_long_text_is_cut_and_says_so():
    shown = problem("amount_unreadable", "S!A1", "x" * 5000).found
    assert shown == "x" * LONGEST_FOUND + "… (5,000 characters)"
    assert isinstance(shown, Told)


def test_what_the_user_wrote_is_no_sentence():
    written = {"item": ["cocoa", "tea"], "origin": ["CI", "IN"], "amount": ["about 12", None], "unit": ["kg", "kg"]}
    rows = [dict(zip(written, cells, strict=True)) for cells in zip(*written.values(), strict=True)]
    unreadable, missing = read(rows).problems
    assert (unreadable.found, isinstance(unreadable.found, Told)) == ("about 12", False)
    assert (missing.found, isinstance(missing.found, Told)) == ("an empty cell", True)


def test_two_readings_are_a_sentence():
    (asked,) = read([{"item": "cocoa", "origin": "CI", "amount": "1.234", "unit": "kg"}]).problems
    assert (asked.expected, isinstance(asked.expected, Told)) == ("1234 or 1.234", True)


def test_every_piece_of_advice_is_among_the_sentences_to_translate():
    pytest.importorskip("babel")
    from footprint.translation.sentences import sentences

    known = sentences()
    said = {text for advice in ADVICE.values() for text in (advice.meaning, advice.expected, advice.fix)}
    assert sorted(said - known.keys()) == []
