"""Walking one number back to its cell."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import footprint
from footprint import FootprintError, explain
from footprint.ground.library import MINERALS, library

LINES = [
    {"item": "bananas", "amount": 2, "unit": "t"},
    {"item": "tarwe", "origin": "België", "amount": 500, "unit": "kg"},
    {"item": "no such thing", "origin": "BE", "amount": 1, "unit": "t"},
    {"item": "wheat", "origin": "BE", "amount": 1, "unit": "bigbag"},
]


@pytest.fixture(scope="module")
def result() -> footprint.Result:
    return footprint.assess(LINES)


@pytest.mark.parametrize("line", [1, 2])
def test_the_chain_sums_to_the_values_of_the_line(result: footprint.Result, line: int) -> None:
    chain = explain(result, line).chain
    apart = np.where(chain["pressure"] == "land transformation", ", land transformation", "")
    summed = chain.groupby(chain["lens"] + ": " + chain["realm"] + apart)["value"].sum()
    shown = result.lines.set_index("line").loc[line, list(summed.index)]
    np.testing.assert_allclose(summed.to_numpy(), shown.to_numpy(np.float64), rtol=1e-12)
    assert len(summed) == 5


def test_each_row_of_the_chain_is_a_product_of_its_parts(result: footprint.Result) -> None:
    chain = explain(result, 1).chain
    product = chain["tonnes"] * chain["share"] * chain["inventory"] * chain["factor_value"]
    np.testing.assert_allclose(product, chain["value"], rtol=1e-12)
    assert (chain["tonnes"] == 2).all()
    assert (chain[["factor", "citation", "licence", "source", "year", "level"]] != "").all(axis=None)


def test_the_steps_name_the_cells_and_the_rules(result: footprint.Result) -> None:
    steps = explain(result, 2).steps.query("step != 'result'").set_index("what")
    assert steps.loc["item", ["value", "source"]].tolist() == ["tarwe", "data!item[2]"]
    assert steps.loc["product", "value"] == "wheat (by name, score 100)"
    assert steps.loc["tonnes", "value"] == "0.5 t (by mass)"
    assert steps.loc["origin", "value"].tolist() == ["België", "BEL (rule: declared)"]


def test_an_origin_that_is_assumed_says_by_which_mix(result: footprint.Result) -> None:
    steps = explain(result, 1).steps.set_index("what")
    assert steps.loc["origin", "value"].startswith("mix: ")
    assert explain(result, 1).chain["share"].max() < 1


def test_a_line_that_is_not_counted_is_explained_too(result: footprint.Result) -> None:
    told = explain(result, 3)
    assert told.chain.empty
    assert told.steps.set_index("what").loc["product", "value"] == "none (by unmatched, score 0)"
    assert "item not recognised" in str(told)


def test_unknown_tonnes_are_not_a_number_but_not_known(result: footprint.Result) -> None:
    steps = explain(result, 4).steps.set_index("what")
    assert steps.loc["tonnes", "value"] == "not known (by unknown)"
    assert "nan" not in " ".join(steps["value"])


def test_as_text_every_work_is_cited_once(result: footprint.Result) -> None:
    told = str(explain(result, 2))
    assert told.startswith("Line 2\n")
    works = [text.split("] ", 1)[1] for text in told.splitlines() if text.startswith("[")]
    assert len(works) == len(set(works)) > 3
    assert any("FAOSTAT" in work for work in works)


def test_a_correction_is_told() -> None:
    told = explain([{"item": "potatoes", "origin": "NL", "amount": 1, "unit": "t"}], 1, ["species"])
    assert "ecoregion" in str(told)
    assert set(told.chain["lens"]) == {"species"}


def test_a_file_is_explained_with_its_cell(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("item,origin,amount,unit\nwheat,BE,1,t\n", encoding="utf-8")
    steps = explain(path, 2).steps.set_index("what")
    assert steps.loc["amount", "source"] == "list.csv!C2"


def test_an_unknown_line_names_those_there_are(result: footprint.Result) -> None:
    with pytest.raises(FootprintError, match="there is no line 9; lines run from 1 to 4"):
        explain(result, 9)


def test_a_bar_of_chocolate_is_walked_back_to_its_beans_its_sugar_and_its_milk() -> None:
    found = explain([{"item": "chocolate", "origin": "Belgium", "amount": 10, "unit": "t"}], line=1)
    made_of = found.made_of.set_index(["product", "country", "takes", "taken_from"])
    assert made_of.loc[("dark_chocolate", "BEL", "cocoa_paste", "BEL"), "how"] == "dark_chocolate"
    assert made_of.loc[("cocoa_paste", "BEL", "cocoa_beans", "supply of BEL"), "how"] == "cocoa_grinding"
    assert made_of.loc[("cocoa_beans", "supply of BEL", "cocoa_beans", "CIV"), "how"] == "traced supply"
    assert made_of.loc[("sugar", "BEL", "beet_sugar", "BEL"), "how"] == "blend by own harvest"
    assert made_of.loc[("milk", "BEL", "wheat", "supply of BEL"), "how"] == "feed"
    known = found.made_of[found.made_of["takes"] != ""]
    assert (known[["how", "source"]] != "").all(axis=None)
    first = found.made_of[found.made_of["step"] == 1]
    assert first["tonnes"].sum() == pytest.approx(10)
    materials = found.chain.drop_duplicates(["product", "place"])
    assert {"cocoa_beans", "milk", "sugar_beet", "sugar_cane", "soybeans", "wheat"} <= set(materials["product"])
    text = str(found)
    assert "dark_chocolate (BEL) takes" in text
    assert "inputs of less than 1% of the line's tonnes: see made_of" in text


def test_steel_names_the_source_of_its_ore() -> None:
    found = explain([{"item": "steel", "origin": "Germany", "amount": 1, "unit": "t"}], line=1).made_of
    ore = found[(found["product"] == "steel") & (found["takes"] == "iron_ore")].iloc[0]
    assert ore["how"] != "blend by own harvest"
    assert ore["taken_from"] == "supply of WLD", "Germany mines a trace of the world's iron ore"
    lost = found[(found["product"] == "steel") & (found["takes"] == "")].iloc[0]
    assert (lost["tonnes"], lost["how"]) == (pytest.approx(0.926), "nothing is known of it"), "coal, lime and scrap"
    market = found[found["country"] == "supply of WLD"]
    assert set(market["source"]) == {library().passport(MINERALS).citation}


def test_two_ways_to_one_good_are_both_named() -> None:
    """Bran of barley: 0.2568 t of barley by pearling, which is cited, and 0.2441 t by the pot, from memory."""
    found = explain([{"item": "bran of barley", "origin": "BE", "amount": 1, "unit": "t"}], line=1).made_of
    taken = found[(found["step"] == 1) & (found["takes"] == "barley")].iloc[0]
    assert taken["how"] == "barley_pearling; pot_barley"
    assert taken["per_tonne"] == pytest.approx(0.5009, abs=1e-4)


def test_a_result_has_its_lenses_already() -> None:
    with pytest.raises(FootprintError, match="has its lenses"):
        explain(footprint.assess([WEIGHED]), 1, lenses=["condition"])


def test_a_line_without_tonnes_is_explained_as_far_as_it_goes() -> None:
    found = explain([{"item": "cocoa butter", "origin": "NL", "amount": 3, "unit": "bigbag"}, WEIGHED], line=1)
    assert found.made_of.empty
    assert "not known (by unknown)" in str(found)


WEIGHED = {"item": "wheat", "origin": "FR", "amount": 1, "unit": "t"}
