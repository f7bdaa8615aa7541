"""Whatever a template offers to choose is understood, as the same thing: every row, in every language."""

from __future__ import annotations

import pandas as pd
import pytest

import footprint
from footprint.ground.library import REFERENCE, library
from footprint.ground.tables import PURCHASES
from footprint.stages.resolve.destinations import destination_of
from footprint.stages.resolve.practices import practice_of
from footprint.templates.choices import choices
from footprint.templates.words import CERTIFICATIONS, CHAINS, DESTINATIONS, PRACTICES

GOOD = {"item": "wheat", "origin": "France", "amount": 1.0, "unit": "t", "year": 2021}


@pytest.fixture
def offered(language) -> dict[str, tuple[str, ...]]:
    return choices(language)


def assessed(**column) -> footprint.Result:
    (texts,) = column.values()
    return footprint.assess(pd.DataFrame({**{key: [value] * len(texts) for key, value in GOOD.items()}, **column}))


def test_every_product_offered_is_read_as_itself_and_counted(offered, language) -> None:
    names = offered["products"]
    table = footprint.products()
    known = dict(zip(table[language], table["id"], strict=True))
    result = assessed(item=list(names))
    assert result.lines["product"].tolist() == [known[name] for name in names]
    assert {problem.code for problem in result.problems} <= {"origin_replaced", "origin_assumed"}


def test_every_product_that_can_be_counted_is_offered_unless_its_name_is_not_its_own(offered, language) -> None:
    table = footprint.products()
    counted = table[table["covered"]]
    left_out = set(counted["id"]) - set(counted["id"][counted[language].isin(offered["products"])])
    assert left_out <= {"kapok_fibre_raw"}


def test_every_country_offered_is_read_as_itself(offered, language) -> None:
    table = library().table(REFERENCE, "countries", ["iso3", language]).astype(str)
    known = dict(zip(table[language], table["iso3"], strict=True))
    names = offered["countries"]
    result = assessed(origin=list(names))
    assert result.lines["origin"].tolist() == [known[name] for name in names]
    assert {problem.code for problem in result.problems} <= {"origin_replaced"}
    assert {known[name] for name in known.keys() - set(names)} <= {"MAF", "SXM"}


def test_every_unit_offered_gives_tonnes(offered) -> None:
    result = assessed(unit=list(offered["units"]))
    codes = {problem.code for problem in result.problems}
    assert "kg" in offered["units"]
    assert codes.isdisjoint({"unit_unknown", "unit_missing", "exchange_rate_missing"})


def test_practices_and_destinations_cover_all_there_are(language) -> None:
    assert [practice_of(word) for word in PRACTICES[language]] == ["conventional", "organic", "extensive"]
    assert [destination_of(word) for word in DESTINATIONS[language]] == ["used_in_belgium", "re_exported", "transit"]


def test_lists_are_in_the_order_of_the_alphabet_whatever_the_accents() -> None:
    countries = choices("fr")["countries"]
    assert countries.index("Estonie") < countries.index("Éthiopie") < countries.index("Fidji")
    assert list(CERTIFICATIONS) == sorted(CERTIFICATIONS, key=str.lower)


def test_the_examples_are_a_line_that_is_understood_and_counted(language) -> None:
    result = footprint.assess([{column.key: column.examples[language] for column in PURCHASES}], decimal=None)
    assert result.lines["product"].tolist() == ["cocoa_beans"]
    assert result.lines["origin"].tolist() == ["CIV"]
    assert result.lines["tonnes"].tolist() == pytest.approx([1.74114])
    assert {problem.severity for problem in result.problems} <= {"info"}


def test_the_examples_are_words_of_the_lists(offered, language) -> None:
    examples = {column.key: column.examples[language] for column in PURCHASES}
    assert examples["practice"] in offered["practices"]
    assert examples["destination"] in offered["destinations"]
    assert examples["chain_of_custody"] in CHAINS[language]
    assert examples["certification"] in CERTIFICATIONS
    assert examples["unit"] in offered["units"]
