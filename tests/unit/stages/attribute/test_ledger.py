"""The ledger: roots, cells, and what is known of them; a made good rests on what it is made of."""

from __future__ import annotations

import numpy as np

from footprint.stages.attribute.ledger import draw


def roots(ledger) -> list[tuple[int, int, float]]:
    return list(zip(ledger.walk.product, ledger.walk.country, ledger.root_tonnes, strict=True))


def test_roots_are_distinct_and_hold_their_tonnes(bought) -> None:
    assert roots(bought.ledger) == [(0, 0, 11.0), (0, 1, 4.0), (1, 1, 5.0)]


def test_bread_stands_on_its_wheat(baked) -> None:
    """0.5 t at 2, 1 and 10; 0.25 t at 4, 3, 5 and 10: water only of the Brazilian part."""
    assert roots(baked) == [(0, 0, 4.0), (0, 1, 2.0)]
    np.testing.assert_allclose(baked.cell_value, [[1.25, 0.5 * 12 + 0.25 * 14, 0.5 * 1 + 0.25 * 3]], rtol=1e-15)


def test_an_unknown_ingredient_lowers_the_coverage_of_every_pressure(baked) -> None:
    """Of a tonne of bread 0.75 t is wheat; a quarter of it lacks water, a quarter of the bread is unknown."""
    np.testing.assert_allclose(baked.cell_asked, [[1, 1, 1, 1]], rtol=1e-15)
    np.testing.assert_allclose(baked.cell_complete, [[0.25, 0.75, 0.75, 0.75]], rtol=1e-15)


def test_marks_on_roots_are_shares_of_the_tonnes_behind_a_cell(baked) -> None:
    np.testing.assert_allclose(baked.share_of_cells(np.array([[1.0], [0.0]])), [[0.5]], rtol=1e-15)


def test_roots_behind_a_tonne_of_a_cell(baked, bought) -> None:
    assert baked.walk.roots_of(baked.draw, np.array([0])).toarray().tolist() == [[0.5], [0.25]]
    assert bought.ledger.walk.roots_of(bought.ledger.draw, np.array([1, 3])).toarray().tolist() == [
        [0.25, 0.0],
        [0.75, 0.0],
        [0.0, 0.0],
    ]


def test_a_cell_weighs_its_processes_by_share(bought) -> None:
    found = bought.ledger.draw.to_cells(np.array([[1.0, 100.0], [2.0, 200.0], [3.0, 300.0]]))
    np.testing.assert_array_equal(found[:, 0], [1.0, 1.75, 3.0, 0.0, 2.0])
    np.testing.assert_array_equal(found[:, 1], found[:, 0] * 100)


def test_to_cells_keeps_its_shape_without_columns(bought) -> None:
    assert bought.ledger.draw.to_cells(np.empty((3, 0))).shape == (5, 0)


def test_transformation_stands_in_a_realm_of_its_own(bought) -> None:
    assert bought.ledger.realms["realm"].tolist() == ["freshwater", "terrestrial", "terrestrial, land transformation"]
    assert bought.ledger.groups.realm_of.tolist() == [1, 2, 0, 1]


def test_cell_values_are_sums_of_the_known_and_nan_where_nothing_is(bought) -> None:
    expected = [
        [np.nan, 12.0, 1.0],
        [3.75, 0.25 * 12 + 0.75 * 14, 2.5],
        [np.nan, 28.0, np.nan],
        [np.nan, np.nan, np.nan],
        [5.0, 14.0, 3.0],
    ]
    np.testing.assert_allclose(bought.ledger.cell_value, expected, rtol=1e-15)


def test_shares_of_tonnes_that_ask_for_a_pressure_and_that_have_it(bought) -> None:
    names = [name.split(": ")[-1] for name in bought.ledger.pressure_names]
    assert names == ["water use", "climate change", "land occupation", "land transformation"]
    asked = [[1, 1, 1, 1], [1, 1, 1, 1], [0, 1, 1, 1], [0, 0, 0, 0], [1, 1, 1, 1]]
    complete = [[0, 1, 1, 1], [0.75, 1, 1, 1], [0, 1, 1, 0], [0, 0, 0, 0], [1, 1, 1, 1]]
    np.testing.assert_array_equal(bought.ledger.cell_asked, asked)
    np.testing.assert_array_equal(bought.ledger.cell_complete, complete)


def test_marks_on_combinations_are_marks_on_their_pressure(bought) -> None:
    marked = np.zeros((3, 4), dtype=bool)
    marked[1, 2] = True
    np.testing.assert_array_equal(bought.ledger.any_by_pressure(marked), [[0, 0, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0]])


def test_the_same_process_drawn_twice_is_one() -> None:
    found = draw(np.array([0, 1]), np.array([1, 1]), np.array([0, 0]), np.array([1.0, 1.0]), cells=2, countries=2)
    assert (len(found.product), found.process.tolist()) == (1, [0, 0])
