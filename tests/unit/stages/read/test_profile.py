"""Which column is which, said by the user: kept, checked, and followed where columns move."""

import json
import os
from dataclasses import replace

import pandas as pd
import pytest

from footprint.ground.errors import InputError
from footprint.ground.language import Language
from footprint.stages.read import Column, Profile, load_profile, read

PROFILE = Profile(
    {
        "item": Column("B", "Wat"),
        "origin": Column("C", "Vanwaar"),
        "amount": Column("D", "Hvl"),
    },
    header_row=2,
    decimal=",",
    unit="kg",
)
ROWS = [
    ["Lijst 2023"],
    ["Nr", "Wat", "Vanwaar", "Hvl"],
    ["1", "cacaobonen", "CI", "1.250"],
    ["2", "koffie", "BR", "3,5"],
]


def test_a_profile_reads_what_headers_do_not_say(write_xlsx):
    activities = read(write_xlsx(ROWS), profile=PROFILE)
    assert activities.table[["line", "item", "origin", "amount", "unit"]].to_numpy().tolist() == [
        [3, "cacaobonen", "CI", 1250.0, "kg"],
        [4, "koffie", "BR", 3.5, "kg"],
    ]
    assert activities.where(3, "amount") == "Sheet1!D3"
    assert activities.problems == ()


def test_a_profile_reads_text_and_tables_alike(write_text):
    text = "\n".join(";".join(row) for row in ROWS)
    frame = pd.DataFrame(ROWS[2:], columns=ROWS[1])
    for source in (write_text(text), frame, frame.to_dict("records")):
        assert read(source, profile=PROFILE).table["amount"].tolist() == [1250.0, 3.5]


def test_the_unit_of_a_profile_is_that_of_lines_without_one(write_xlsx):
    columns = {"item": Column("A", "Wat"), "amount": Column("B", "Hvl"), "unit": Column("C", "E")}
    path = write_xlsx([["Wat", "Hvl", "E"], ["cacao", 5, "t"], ["thee", 7, ""]])
    activities = read(path, profile=Profile(columns, unit="kg"))
    assert activities.table[["amount", "unit"]].to_numpy().tolist() == [[5.0, "t"], [7.0, "kg"]]


def test_a_list_without_headers_goes_by_letters(write_text):
    profile = Profile({"hs_code": Column("A"), "amount": Column("B"), "unit": Column("C")}, header_row=0)
    activities = read(write_text("18010000;5;kg\n09011100;6;t\n"), profile=profile)
    assert activities.table[["line", "hs_code", "amount", "unit"]].to_numpy().tolist() == [
        [1, "18010000", 5.0, "kg"],
        [2, "09011100", 6.0, "t"],
    ]


def test_a_column_without_a_header_goes_by_its_letter(write_text, write_xlsx):
    profile = Profile({"item": Column("A", "Wat"), "amount": Column("B", "Hvl"), "unit": Column("C")})
    rows = [["Wat", "Hvl"], ["cacao", 5, "t"], ["thee", 7, "kg"]]
    for source in (write_xlsx(rows), write_text("Wat;Hvl\ncacao;5;t\nthee;7;kg\n")):
        activities = read(source, profile=profile)
        assert activities.table[["amount", "unit"]].to_numpy().tolist() == [[5.0, "t"], [7.0, "kg"]]
        assert activities.problems == ()


def test_a_column_beyond_the_list_is_asked_for(write_text, write_xlsx):
    profile = Profile({"item": Column("A", "Wat"), "amount": Column("B", "Hvl"), "unit": Column("ZZ")})
    for source in (
        write_xlsx([["Wat", "Hvl"], ["cacao", 5]]),
        write_text("Wat;Hvl\ncacao;5\n"),
        [{"Wat": "x", "Hvl": 1}],
    ):
        with pytest.raises(InputError, match="profile_mismatch"):
            read(source, profile=profile)


def test_columns_that_moved_are_followed_and_told(write_xlsx, codes_at):
    rows = [[], [], ["Nr", "Nieuw", "Wat", "Vanwaar", "Hvl"], ["1", "x", "cacaobonen", "CI", 5]]
    activities = read(write_xlsx(rows), profile=PROFILE)
    assert activities.table["item"].tolist() == ["cacaobonen"]
    assert codes_at(activities) == {"profile_moved": ["Sheet1!C3", "Sheet1!D3", "Sheet1!E3"]}
    assert "B2, by the profile" in activities.problems[0].expected


def test_columns_that_are_gone_are_named_by_their_cells(write_xlsx, codes_at):
    rows = [[], ["Nr", "Wat", "Land", "Menge"], ["1", "cacaobonen", "CI", 5]]
    with pytest.raises(InputError, match="footprint map FILE --save") as fault:
        read(write_xlsx(rows), profile=PROFILE)
    assert codes_at(fault.value) == {"profile_mismatch": ["Sheet1!C2", "Sheet1!D2"]}
    assert "'Land'" in fault.value.problems[0].found
    assert "'Vanwaar'" in fault.value.problems[0].expected


def test_a_header_that_stands_twice_counts_under_its_letter_only(write_xlsx, codes_at):
    rows = [["Waarde", "Wat", "Waarde"], [1, "cacaobonen", 5]]
    said = {"item": Column("B", "Wat"), "amount": Column("C", "Waarde")}
    assert read(write_xlsx(rows), profile=Profile(said, unit="kg")).table["amount"].tolist() == [5.0]
    elsewhere = {"item": Column("B", "Wat"), "amount": Column("D", "Waarde")}
    with pytest.raises(InputError, match="profile_mismatch"):
        read(write_xlsx(rows), profile=Profile(elsewhere))


def test_a_profile_without_an_amount_or_a_column_too_far_is_refused(write_text):
    with pytest.raises(InputError, match="no column amount in the profile"):
        read(write_text("a;b\n1;2\n"), profile=Profile({"item": Column("A", "a"), "unit": Column("B", "b")}))
    with pytest.raises(InputError, match=r"purchases\.csv!F1: profile_mismatch"):
        read(write_text("a;b\n1;2\n"), profile=Profile({"item": Column("A"), "amount": Column("F")}, header_row=0))


def test_the_sheet_of_the_profile_is_read(write_xlsx):
    lines = [["item", "amount", "unit"], ["cocoa", 5, "kg"]]
    columns = {"item": Column("A", "item"), "amount": Column("B", "amount"), "unit": Column("C", "unit")}
    assert read(write_xlsx(One=lines, Two=lines), profile=Profile(columns, sheet="Two")).sheet == "Two"


def test_a_profile_is_kept_as_it_is(tmp_path):
    PROFILE.save(tmp_path / "profile.json")
    assert load_profile(tmp_path / "profile.json") == PROFILE
    turned = Profile(dict(reversed(PROFILE.columns.items())), header_row=2, decimal=",", unit="kg")
    assert turned.as_json() == PROFILE.as_json()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"version": 9}, "no profile of version 1"),
        ({"columns": {}}, "no columns"),
        ({"columns": {"colour": {"letter": "A"}}}, "unknown columns: colour"),
        ({"columns": {"item": {"letter": "a1"}}}, "a column without its letter"),
        ({"columns": {"item": "A"}}, "a column without its letter"),
        ({"header_row": "2"}, "no row number"),
        ({"header_row": -1}, "no row number"),
        ({"unit": 5}, "no text"),
        ({"decimal": ";"}, "neither . nor ,"),
    ],
)
def test_a_file_that_is_no_profile_says_why(change, said, tmp_path):
    path = tmp_path / "profile.json"
    path.write_text(json.dumps(json.loads(PROFILE.as_json()) | change))
    with pytest.raises(InputError, match=said):
        load_profile(path)


@pytest.mark.parametrize("content", ["", "[]", "{", "null", "item;amount"])
def test_other_files_are_refused(content, tmp_path):
    path = tmp_path / "profile.json"
    path.write_text(content)
    with pytest.raises(InputError, match="profile_unreadable"):
        load_profile(path)
    with pytest.raises(InputError, match="cannot be opened"):
        load_profile(tmp_path / "none.json")


def test_other_sheets_that_fit_the_profile_are_told(write_xlsx, codes_at):
    """Three months on three sheets: one is read, also where the profile names it, and the others are not silent."""
    months = {"Jan": ROWS, "Feb": ROWS, "Mar": ROWS, "Notes": [["niets"]]}
    for profile in (PROFILE, replace(PROFILE, sheet="Jan")):
        activities = read(write_xlsx(**months), profile=profile)
        assert codes_at(activities) == {"sheet_list_ignored": ["Feb", "Mar"], "sheet_ignored": ["Notes"]}


def test_a_sheet_that_the_user_names_is_read_without_remarks_on_others(write_xlsx):
    activities = read(write_xlsx(Jan=ROWS, Feb=ROWS), sheet="Feb", profile=replace(PROFILE, sheet="Jan"))
    assert (activities.sheet, activities.problems) == ("Feb", ())


def test_without_headers_a_sheet_of_words_is_no_list_of_the_profile(write_xlsx, codes_at):
    profile = Profile({"item": Column("A"), "amount": Column("B")}, header_row=0, unit="kg")
    sheets = {"Jan": [["cacaobonen", 5]], "Feb": [["koffie", 3]], "Notes": [["let", "op"]]}
    found = codes_at(read(write_xlsx(**sheets), profile=profile))
    assert found == {"sheet_list_ignored": ["Feb"], "sheet_ignored": ["Notes"]}


def test_a_column_is_called_by_its_title_in_other_languages(write_text):
    with pytest.raises(InputError, match="read as origin") as caught:
        read(write_text("Nr;Wat;X;Hvl\n1;koffie;BR;3\n"), profile=replace(PROFILE, header_row=1))
    expected = Language("fr").problem(caught.value.problems[0]).expected
    assert "Origine" in expected
    assert "origin," not in expected


def test_a_pipe_is_no_profile(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError, match="a pipe or a device"):
        load_profile(tmp_path / "pipe")
