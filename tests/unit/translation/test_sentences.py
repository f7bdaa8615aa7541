"""Which sentences there are: those that code and templates say, and texts of the factors that reports show."""

from __future__ import annotations

import pytest

from footprint.stages.resolve import reasons
from footprint.translation import sentences as extraction
from footprint.translation.sentences import sentences

CODE = '''
LIMITS = (
    mark("Declared in a "
         "constant."),
)
def f(report, language, user):
    report.say("Said by the report: {count}", count=3)
    language.say(
        "Said over "
        "two lines",
    )
    told("Told: {what}", what=user)
    report.say(user)
    other("Not said")
    """Not said either."""
'''
TEMPLATE = '<p>{{ say("Said by a template") }}</p>{% if say("In a condition") %}Not said{% endif %}'


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """Return the sentences of a small package of one module and one template."""
    (tmp_path / "stage" / "templates").mkdir(parents=True)
    (tmp_path / "stage" / "made.py").write_text(CODE)
    (tmp_path / "stage" / "same.py").write_text('say("Told: {what}", what=1)\nsay("Told: {what}", what=2)\n')
    (tmp_path / "stage" / "templates" / "page.html").write_text(TEMPLATE)
    (tmp_path / "stage" / "notes.txt").write_text('say("In a text file")')
    monkeypatch.setattr(extraction, "ROOT", tmp_path)
    monkeypatch.setattr(extraction, "_SHOWN", ())
    return sentences()


def test_everything_said_is_found_and_nothing_else(tree):
    assert set(tree) == {
        "Declared in a constant.",
        "Said by the report: {count}",
        "Said over two lines",
        "Told: {what}",
        "Said by a template",
        "In a condition",
    }


def test_a_sentence_has_every_place_where_it_is_said_once(tree):
    assert tree["Told: {what}"] == ["footprint/stage/made.py", "footprint/stage/same.py"]
    assert tree["Said by a template"] == ["footprint/stage/templates/page.html"]


def test_sentences_are_in_the_order_of_their_places(tree):
    assert list(tree) == sorted(tree, key=lambda text: (tree[text][0], text))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("World map", "footprint/stages/report/pages/world.py"),
        ("terrestrial", "footprint/ground/pressures.py"),
        ("The figures", "footprint/stages/report/templates/report.html"),
        ("Species at risk of extinction", "factors/lenses_2026_11/lenses"),
    ],
)
def test_sentences_of_the_package_are_found(text, place):
    assert place in sentences()[text]


def test_every_reason_for_not_counting_a_line_can_be_said():
    classes = {
        f"{word}, {reasons.NOT_COVERED}" for word in (*reasons._CLASS_WORDS.values(), *reasons._CODE_WORDS.values())
    }
    amounts = {*reasons._AMOUNT_WORDS.values(), reasons._AMOUNT, reasons.NO_INVENTORY, reasons.LEFT_OUT}
    found = {*classes, *amounts, *reasons._MATCH_WORDS.values()}
    said = set(sentences())
    assert [text for text in sorted(found) if text not in said and not said.issuperset(text.split(", "))] == []


def test_no_sentence_has_braces_that_are_no_place():
    """A sentence without values is never filled, so doubled braces would be seen."""
    assert [text for text in sentences() if "{{" in text or "}}" in text] == []
