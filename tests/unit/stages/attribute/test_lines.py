"""What stands beside each line: its state, its quality, its fallbacks, its values."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from footprint.stages.attribute.lines import (
    LEVELS,
    STATES,
    Basis,
    fallbacks,
    missing_pressures,
    quality,
    states,
    values,
)


def basis(
    origin: tuple[int, ...] = (0,) * 6,
    shares: dict[tuple[int, str], float] | None = None,
    recipe: tuple[int, ...] = (0,) * 5,
) -> Basis:
    words = (*LEVELS, "GLO factor: species: freshwater: water use")
    table = np.zeros((5, len(words)))
    for (cell, word), share in (shares or {}).items():
        table[cell, words.index(word)] = share
    lines = np.zeros(6, dtype=np.int8)
    return Basis(
        match=lines,
        match_words=("code", "fuzzy"),
        origin=np.array(origin, dtype=np.int8),
        origin_words=("declared", "traced_be", "none"),
        tonnes=lines,
        tonnes_words=("mass", "money by price"),
        recipe=np.array(recipe, dtype=np.int8),
        recipe_words=("", "cited", "from memory", "stand-in"),
        fallbacks=table,
        fallback_words=words,
    )


def test_states_of_lines(bought) -> None:
    found = [STATES[code] for code in states(bought.ledger, bought.cell, bought.tonnes)]
    partly, none, full = "partly characterised", "not covered", "characterised"
    assert found == [partly, partly, partly, none, none, full]


def test_missing_pressures_are_named_and_only_those_the_product_should_have(bought) -> None:
    water, clearing = "water use", "land transformation"
    assert list(missing_pressures(bought.ledger)) == [water, water, clearing, "", ""]


def test_values_are_tonnes_times_the_cell(bought) -> None:
    found = values(bought.ledger, bought.cell, bought.tonnes)
    assert list(found) == [
        "species: freshwater",
        "species: terrestrial",
        "species: terrestrial, land transformation",
    ]
    np.testing.assert_array_equal(found["species: terrestrial"], [120.0, 54.0, 140.0, np.nan, np.nan, 14.0])
    np.testing.assert_array_equal(found["species: freshwater"], [np.nan, 15.0, np.nan, np.nan, np.nan, 5.0])


def test_national_statistics_are_the_best_and_what_is_not_counted_the_worst(bought) -> None:
    assert quality(bought.ledger, basis(), bought.cell).tolist() == [2, 2, 2, 2, 5, 2]


def test_quality_is_that_of_the_weakest_part(bought) -> None:
    found = quality(bought.ledger, basis(origin=(1, 0, 2, 0, 0, 0)), bought.cell)
    assert found.tolist() == [3, 2, 5, 2, 5, 2]


@pytest.mark.parametrize(("share", "worth"), [(0.09, 2), (0.10, 4), (1.0, 4)])
def test_a_fallback_counts_from_a_tenth_of_the_tonnes(bought, share: float, worth: int) -> None:
    found = quality(bought.ledger, basis(shares={(0, "land: world"): share}), bought.cell)
    assert found[0] == worth


def test_a_world_factor_lowers_the_quality_to_three(bought) -> None:
    found = quality(bought.ledger, basis(shares={(2, "GLO factor: species: freshwater: water use"): 0.5}), bought.cell)
    assert found[2] == 3


def test_fallbacks_as_words_with_their_share_rounded_up() -> None:
    found = fallbacks(
        basis(
            shares={
                (0, "land: region"): 0.031,
                (1, "other flows: world"): 1.0,
                (1, "GLO factor: species: freshwater: water use"): 0.25,
            }
        )
    )
    both = "other flows: world 100 %; GLO factor: species: freshwater: water use 25 %"
    assert list(found) == ["land: region 4 %", both, "", "", ""]


@pytest.mark.parametrize(("grade", "expected"), [(0, 2), (1, 3), (2, 4), (3, 5)])
def test_a_good_is_known_no_better_than_its_recipe(bought, grade: int, expected: int) -> None:
    found = quality(bought.ledger, basis(recipe=(grade, 0, 0, 0, 0)), bought.cell)
    assert found.tolist() == [expected, 2, 2, expected, 5, 2]


def test_less_than_a_hundredth_of_the_tonnes_does_not_make_a_line_partly_characterised(bought) -> None:
    lacking = replace(bought.ledger, cell_complete=bought.ledger.cell_asked - 0.009)
    assert {STATES[code] for code in states(lacking, bought.cell[:1], bought.tonnes[:1])} == {"characterised"}
    lacking = replace(bought.ledger, cell_complete=bought.ledger.cell_asked - 0.01)
    assert {STATES[code] for code in states(lacking, bought.cell[:1], bought.tonnes[:1])} == {"partly characterised"}
