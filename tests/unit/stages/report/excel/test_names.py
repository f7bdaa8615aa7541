"""Names of sheets and columns."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from footprint.stages.report.excel.names import heads, link, sheet_names

TITLES = st.lists(st.text(st.sampled_from("aA'[]:*?/\\ é🌱\n"), max_size=40), max_size=12)


@given(TITLES)
def test_names_of_sheets_are_short_plain_and_unlike(titles):
    names = sheet_names(titles)
    assert len(names) == len(titles)
    assert len({name.lower() for name in names}) == len(names)
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\\n")
        assert not name.startswith("'")
        assert not name.endswith("'")


def test_the_name_a_spreadsheet_keeps_for_itself_is_not_given():
    assert sheet_names(["History", "history"]) == ("History (2)", "history (3)")


@given(TITLES)
def test_headings_are_on_one_line_and_unlike(names):
    found = heads(names)
    assert len({head.lower() for head in found}) == len(names)
    assert all(head and "\n" not in head for head in found)


def test_an_apostrophe_in_the_name_of_a_sheet_is_doubled_in_a_link():
    assert link("Prix d'or") == "internal:'Prix d''or'!A1"
