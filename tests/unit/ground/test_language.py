"""Sentences in four languages: what the code says is translated, what the user wrote never is."""

from __future__ import annotations

import copy
import gettext
import json
import pickle

import pytest

from footprint.ground import language
from footprint.ground.errors import InputError
from footprint.ground.language import LANGUAGES, Language, Told, language_of, mark, told

HOSTILE = ["{x}", "{0.__class__}", "{count}", "{}", "{", "}}", "%s", "Belgium"]


class Loud(gettext.NullTranslations):
    """Every sentence between exclamation marks, but for its places."""

    def gettext(self, message):
        return f"¡{message}!"


@pytest.fixture
def loud(monkeypatch):
    """Return a language whose every translation can be told from the sentence."""
    known = {"en": gettext.NullTranslations()}
    monkeypatch.setattr(language, "_catalogue", lambda code: known.get(code, Loud()))
    return Language("nl")


def test_english_is_the_sentence_itself():
    assert Language("en").say("Lines: {count}", count=3) == "Lines: 3"
    assert Language().code == LANGUAGES[0] == "en"


def test_a_sentence_without_a_translation_stays_english():
    assert [Language(code).say("no such sentence {x}", x=1) for code in LANGUAGES] == ["no such sentence 1"] * 4


def test_what_is_only_declared_stays_as_it_is():
    assert mark("Lines: {count}") == "Lines: {count}"


def test_a_sentence_told_is_english_until_it_is_said(loud):
    sentence = told("Lines: {count}", count=3)
    assert sentence == "Lines: 3"
    assert f"{sentence}." == "Lines: 3."
    assert json.dumps({"found": sentence}) == '{"found": "Lines: 3"}'
    assert loud.say(sentence) == "¡Lines: 3!"


def test_a_sentence_told_within_another_is_said_too(loud):
    inner = told("row {row}", row=7)
    assert told("see {where}", where=inner) == "see row 7"
    assert loud.say(told("see {where}", where=inner)) == "¡see ¡row 7!!"
    assert loud.say("see {where}", where=inner) == "¡see ¡row 7!!"


@pytest.mark.parametrize(
    "again",
    [copy.copy, copy.deepcopy, *(lambda one, p=p: pickle.loads(pickle.dumps(one, p)) for p in (2, 5))],  # noqa: S301
    ids=["copy", "deepcopy", "pickle 2", "pickle 5"],
)
def test_a_copy_still_knows_what_it_was_made_of(again, loud):
    sentence = told("see {where} {times}", where=told("row {row}", row=7), times=[1, 2])
    found = again(sentence)
    assert type(found) is Told
    assert (found, found.template, found.values) == (sentence, sentence.template, sentence.values)
    assert loud.say(found) == "¡see ¡row 7! [1, 2]!"


@pytest.mark.parametrize("text", HOSTILE)
def test_braces_in_a_value_are_never_filled(loud, text):
    assert Language("en").say("found {what}", what=text) == f"found {text}"
    assert told("found {what}", what=text) == f"found {text}"
    assert loud.say(told("found {what}", what=text)) == f"¡found {text}!"
    assert loud.say("{first} {second}", first=text, second="x") == f"¡{text} x!"
    assert loud.say(told("see {where}", where=told("row {row}", row=text))) == f"¡see ¡row {text}!!"


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_without_values_is_never_filled(text):
    assert Language("en").say(text) == text


@pytest.mark.parametrize("text", HOSTILE)
def test_what_was_not_told_is_not_said(loud, text):
    assert loud.retell(text) == text
    assert loud.retell(told("found {what}", what=text)) == f"¡found {text}!"
    assert loud.retell(None) is None


def test_no_text_is_no_sentence():
    """The empty msgid of a catalogue holds its head, which nobody should read."""
    assert [Language(code).say("") for code in LANGUAGES] == [""] * 4


def test_places_may_have_any_name(loud):
    names = {"self": 1, "text": 2, "values": 3}
    assert loud.say("{self} {text} {values}", **names) == "¡1 2 3!"


@pytest.mark.parametrize(
    ("code", "written"),
    [("en", "1,234,567.8"), ("nl", "1.234.567,8"), ("fr", "1\u202f234\u202f567,8"), ("de", "1.234.567,8")],
)
def test_numbers_have_the_signs_of_their_readers(code, written):
    assert Language(code).signs("1,234,567.8") == written


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_language_has_its_code(code):
    assert language_of(code) == Language(code)


@pytest.mark.parametrize("code", ["xx", "EN", "", "nl_BE", "../../etc", "x" * 500])
def test_a_language_there_is_not_is_the_users_to_mend(code):
    with pytest.raises(InputError, match="language_unknown") as caught:
        language_of(code)
    (problem,) = caught.value.problems
    assert problem.expected == "one of en, nl, fr, de"
    assert len(problem.found) <= 80
