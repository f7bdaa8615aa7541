"""From a result to a report: names in the language, figures the same in all four, users' texts as they are."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from footprint import InputError, assess
from footprint.ground.language import LANGUAGES
from footprint.reporting import LEADING
from footprint.stages.report.groups import groups
from footprint.stages.report.pages.streams import streams_of

HOSTILE = ["{0.__class__}", "{x}", "Belgium", "terrestrial"]
LINES = [
    {"item": "cocoa beans", "origin": "CI", "amount": 10, "unit": "t"},
    {"item": "wheat flour", "origin": "", "amount": 5, "unit": "t"},
    {"item": "wheat", "origin": "BE", "amount": 20, "unit": "t"},
    {"item": "coffee", "origin": "NL", "amount": 3, "unit": "t"},
    {"item": "apples", "origin": "BE", "amount": "", "unit": "t"},
    *({"item": item, "origin": "BE", "amount": 1, "unit": item} for item in HOSTILE),
]
TABLES = ("coverage", "totals", "lines", "pressures", "factors", "overrides")
COUNTED = {"lines", "tonnes", "view", "allocation"}


@pytest.fixture(scope="module")
def result():
    return assess(LINES, lenses=["species", "condition"])


@pytest.fixture(scope="module")
def reports(result):
    return {code: result.report_in(code) for code in LANGUAGES}


def test_names_are_those_of_the_language(reports) -> None:
    found = {code: reports[code].names.set_index("id")["name"] for code in LANGUAGES}
    assert {code: found[code]["BEL"] for code in LANGUAGES} == {
        "en": "Belgium",
        "nl": "België",
        "fr": "Belgique",
        "de": "Belgien",
    }
    assert len({found[code]["wheat"] for code in LANGUAGES}) == 4
    assert all(found[code].index.is_unique and found[code].notna().all() for code in LANGUAGES)


@pytest.mark.parametrize("axis", ["product", "material", "origin"])
def test_breakdowns_have_the_names_of_the_language(reports, axis: str) -> None:
    for report in reports.values():
        table = getattr(report, f"by_{axis}")
        names = report.names.set_index("id")["name"]
        assert table["name"].tolist() == names[table[axis]].tolist()
        assert set(table["realm"]) <= {"terrestrial", "freshwater", "marine"}


@pytest.mark.parametrize("code", LANGUAGES[1:])
def test_figures_do_not_depend_on_the_language(reports, code: str) -> None:
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(reports[code], name), getattr(reports["en"], name))
    for name in ("by_product", "by_material", "by_origin", "streams"):
        english, other = (getattr(reports[one], name).select_dtypes("number") for one in ("en", code))
        pd.testing.assert_frame_equal(english, other)
    assert reports[code].summary == reports["en"].summary


def test_the_report_is_in_english_unless_asked(result) -> None:
    assert result.report.language.code == "en"


@pytest.mark.parametrize("code", ["xx", "", "NL", "nl-BE"])
def test_a_language_there_is_not(result, code: str) -> None:
    with pytest.raises(InputError, match="language_unknown"):
        result.report_in(code)


def test_texts_of_the_user_stay_as_they_were_written(reports) -> None:
    for report in reports.values():
        assert report.lines["item"].astype(str).tolist() == [str(line["item"]) for line in LINES]
        shown = " ".join(report.problems["found"])
        assert all(text in shown for text in HOSTILE)


def test_problems_keep_their_code_and_place_in_every_language(reports) -> None:
    kept = [report.problems[["code", "severity", "where"]].to_numpy().tolist() for report in reports.values()]
    assert kept[0]
    assert all(one == kept[0] for one in kept)


def test_streams_sum_to_the_totals(reports) -> None:
    report = reports["en"]
    keys = ["lens", "realm", "pressure", "unit"]
    streams, totals = (table.groupby(keys)["value"].sum() for table in (report.streams, report.totals))
    nothing = totals.index.difference(streams.index)
    assert (totals[nothing] == 0).all()
    np.testing.assert_allclose(streams, totals[streams.index], rtol=1e-9)


def test_streams_of_a_product_sum_to_its_row(reports) -> None:
    report = reports["en"]
    by_product = report.by_product.set_index(["lens", "realm", "product"])["value"]
    for group in groups(report):
        found = streams_of(report, group).groupby("product")["value"].sum()
        assert found.to_dict() == pytest.approx(by_product[group.lens, group.realm].to_dict(), rel=1e-9)


def test_few_products_leave_no_others(reports) -> None:
    assert "" not in set(reports["en"].streams["product"])


def test_products_beyond_the_leading_are_one() -> None:
    goods = ["wheat", "barley", "maize", "apples", "pears", "cocoa beans", "soybeans", "potatoes", "rice", "onions"]
    rows = [{"item": item, "origin": "", "amount": 10, "unit": "t"} for item in goods]
    streams = assess(rows, lenses=["condition"]).report.streams
    assert len(set(streams["product"])) == LEADING + 1
    assert "" in set(streams["product"])


def test_places_have_the_name_of_the_language_and_everywhere_has_none(reports) -> None:
    streams = reports["fr"].streams
    everywhere = streams["place"] == "GLO"
    assert set(streams.loc[everywhere, "pressure"]) == {"climate change"}
    assert streams.loc[everywhere, "place_name"].isna().all()
    assert streams.loc[~everywhere, "place_name"].notna().all()
    assert "Belgique" in set(streams["place_name"])


def test_money_is_summed_up_and_covered_only_where_some_was_given(result) -> None:
    assert set(result.report.summary) == COUNTED
    assert set(result.report.coverage["measure"]) == {"lines", "tonnes"}
    paid = assess(
        [*LINES, {"item": "wheat", "origin": "BE", "amount": 100, "unit": "EUR"}], year=2023, lenses=["condition"]
    )
    assert paid.report.summary["euros"] == 100.0
    assert set(paid.report.coverage["measure"]) == {"lines", "tonnes", "euros"}


def test_the_world_has_the_countries_of_the_streams(reports) -> None:
    report = reports["en"]
    places = set(report.streams["place"]) - {"GLO"}
    assert places <= {*report.world.outlines, *report.world.points}
