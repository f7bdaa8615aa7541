"""Texts are cleaned and shortened, never cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footprint.stages.report.pictures.lettering import clean, fitted, measure, said, wrapped


@given(st.text(), st.floats(30, 400))
def test_a_shortened_text_fits_and_says_that_it_was_shortened(text, room):
    short = fitted(text, room)
    assert measure(short) <= room + 1e-6
    assert short == clean(text) or short.endswith("…")


@given(st.text(alphabet=st.characters(categories=["Cc", "Cs", "Lu", "Zl", "Zs"])))
def test_a_clean_text_can_be_written_in_any_file(text):
    assert clean(text).encode("utf-8").decode("utf-8").isprintable()


@given(st.text(), st.integers(1, 4))
def test_wrapped_lines_are_no_more_than_asked_for_and_fit(text, lines):
    found = wrapped(text, 100, lines)
    assert 1 <= len(found) <= lines
    assert all(measure(line) <= 100 + 1e-6 for line in found)


def test_an_empty_text_stays_empty_without_room():
    assert fitted("", -8) == ""


@pytest.mark.parametrize("text", ["Cocoa beans", "Côte d'Ivoire", "1,234.5 ha"])
def test_bold_is_wider(text):
    assert measure(text, bold=True) > measure(text)


def test_a_text_as_long_as_a_cell_can_be_is_measured_once():
    cell = "Cocoa beans " * 3000
    assert fitted(cell, 100).endswith("…")
    assert len(wrapped(cell, 100, 3)) == 3
    assert len(said(cell)) == 200
