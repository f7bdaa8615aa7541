"""Where printed pages end."""

from __future__ import annotations

from footprint.stages.report.excel.paper import breaks, last_column

NARROW = 500


def test_a_section_that_fits_below_the_one_before_it_stays_there():
    assert breaks({}, [(0, 10), (12, 20)], NARROW) == []


def test_a_section_that_would_be_cut_begins_on_a_new_page():
    assert breaks({}, [(0, 20), (25, 40), (42, 50)], NARROW) == [25]


def test_high_rows_and_a_small_scale_count():
    assert breaks({5: 300.0}, [(0, 10), (12, 20)], NARROW) == [12]
    assert breaks({5: 300.0}, [(0, 10), (12, 20)], 3 * 1045) == []


def test_a_section_that_seems_to_begin_just_after_the_end_of_a_page_gets_its_own():
    assert breaks({}, [(0, 4), (34, 36)], NARROW) == [34]


def test_the_first_section_never_begins_on_a_new_page():
    assert breaks({}, [(0, 500)], NARROW) == []


def test_what_is_printed_ends_with_a_whole_column():
    assert last_column([10.0], 75) == (0, 75)
    assert last_column([10.0], 76) == (1, 139)
