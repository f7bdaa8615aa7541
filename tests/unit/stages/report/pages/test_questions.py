"""What to find out next: the weightiest gap first, and never a share of what is not known."""

from __future__ import annotations

import dataclasses

import pytest

from footprint.stages.attribute import lines as engine
from footprint.stages.report.pages.questions import MOST_LINES, QUESTIONS, questions_table
from footprint.stages.resolve import reasons

NAN = float("nan")
HARMLESS = {
    "reason": "",
    "origin_rule": "declared",
    "match": "name",
    "tonnes_rule": "mass",
    "made_of": "",
    "product": "wheat",
}
IMPACTS = ["Impact resting on it: Species, terrestrial", "Impact resting on it: Condition, terrestrial"]
ASKABLE = [
    *(("reason", word) for word in {*reasons._MATCH_WORDS.values(), *reasons._AMOUNT_WORDS.values(), reasons._AMOUNT}),
    *(("origin_rule", rule) for rule in engine.ORIGIN_QUALITY if rule not in ("declared", "none")),
    *(("match", method) for method in ("fuzzy", "phrase")),
    ("tonnes_rule", "money by price"),
    *(("made_of", grade) for grade in ("from memory", "stand-in")),
]


def lines_of(report, *changes):
    """Return lines of which nothing is to be found out but what `changes` says, each of 1 t and an impact of 1."""
    base = report.lines.iloc[[0] * len(changes)].reset_index(drop=True)
    base = base.assign(line=range(2, len(changes) + 2), item="graan", tonnes=1.0)
    base = base.assign(**dict.fromkeys(report.impact_columns, 1.0))
    for name, value in HARMLESS.items():
        base[name] = [change.get(name, value) for change in changes]
    for name in ("item", "tonnes", *report.impact_columns):
        base[name] = [change.get(name, old) for change, old in zip(changes, base[name], strict=True)]
    return dataclasses.replace(report, lines=base)


def not_counted(report, reason, tonnes=1.0):
    return {"reason": reason, "tonnes": tonnes, **dict.fromkeys(report.impact_columns, NAN)}


def test_a_list_without_gaps_asks_nothing(report):
    assert questions_table(lines_of(report, {}, {})).rows == ()


@pytest.mark.parametrize(("column", "word"), sorted(ASKABLE))
def test_every_gap_the_engine_names_is_asked_about(report, column, word):
    assert len(questions_table(lines_of(report, {}, {column: word})).rows) == 1


def test_words_asked_about_are_words_of_the_engine():
    assert {word for column, word in ASKABLE if column == "match"} < set(engine.MATCH_QUALITY)
    assert {word for column, word in ASKABLE if column == "tonnes_rule"} < set(engine.TONNES_QUALITY)
    assert {word for column, word in ASKABLE if column == "made_of"} < set(engine.RECIPE_QUALITY)


def test_the_share_of_impact_that_rests_on_a_gap(report, rows_of):
    asked = {"origin_rule": "traced_be", "tonnes": 3.0, "species: terrestrial": 4.0}
    rows = rows_of(questions_table(lines_of(report, {}, asked)))
    assert [(row["Lines"], row["Tonnes"], row["Tonnes, share"]) for row in rows] == [(1, 3.0, 0.75)]
    assert [rows[0][name] for name in IMPACTS] == [0.8, 0.5]


def test_what_is_not_counted_never_has_a_share_of_impact(report, rows_of):
    rows = rows_of(questions_table(lines_of(report, {}, not_counted(report, "item not recognised"))))
    assert rows[0]["Tonnes, share"] == 0.5
    assert [rows[0][name] for name in IMPACTS] == [None, None]


def test_what_has_no_weight_has_no_share_of_tonnes(report, rows_of):
    rows = rows_of(questions_table(lines_of(report, {}, not_counted(report, "unit missing", NAN))))
    assert (rows[0]["Lines"], rows[0]["Tonnes"], rows[0]["Tonnes, share"]) == (1, None, None)


@pytest.mark.parametrize("question", [question for question in QUESTIONS if question.counted])
def test_a_line_that_is_not_counted_is_asked_only_why(report, question):
    gaps = {"origin_rule": "traced_be", "match": "fuzzy", "tonnes_rule": "money by price", "made_of": "stand-in"}
    table = questions_table(lines_of(report, {}, {**gaps, **not_counted(report, "unit missing", NAN)}))
    assert question.ask not in [row[0] for row in table.rows]
    assert len(table.rows) == 1


def test_a_line_counted_in_part_is_asked_about_too(report):
    part = {"reason": "in part: climate change, water use", "made_of": "stand-in"}
    assert len(questions_table(lines_of(report, {}, part)).rows) == 1


def test_the_weightiest_question_comes_first(report, rows_of):
    heavy = {"made_of": "stand-in", "condition: terrestrial": 50.0}
    middle = {"match": "fuzzy", "tonnes": 20.0}
    table = questions_table(lines_of(report, {}, {"origin_rule": "world_exports"}, middle, heavy))
    assert [row["What to find out"].partition(":")[0] for row in rows_of(table)] == [
        "What these goods are made of",
        "Whether the goods were recognised rightly",
        "Where it was grown or made",
    ]


def test_the_largest_lines_are_named_with_what_was_written(report, rows_of, mirrored):
    gaps = [
        {"made_of": "stand-in", "item": item, "species: terrestrial": value}
        for item, value in (("Belgium", 2.0), ("{0.__class__}", 9.0), (None, 4.0), ("{x}", 1.0))
    ]
    table = questions_table(lines_of(report, *gaps))
    assert table.rows[0][table.place("largest")] == "3 ({0.__class__}), 4 (–), 2 (Belgium)"
    assert MOST_LINES == 3
