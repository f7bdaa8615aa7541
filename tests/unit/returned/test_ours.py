"""What is of the user stays, whatever it is called; and the row of the header is that of the reading."""

from __future__ import annotations

import openpyxl
import pytest
from openpyxl.comments import Comment
from returned_workbooks import ENGLISH, assessed, marked

import footprint
from footprint.ground.errors import InputError
from footprint.returned import write_marked
from footprint.stages.read import Column, Profile

HEADS = ("item", "origin", "amount", "unit", "note")
LINES = (("cocoa beans", "Ghana", 1200, "kg", "a"), ("coffe", None, 500, "kg", "b"), ("wheat", "France", 12, "t", "c"))


def written(path, rows=(HEADS, *LINES), change=lambda *_: None):
    """Write a list, changed; return its path."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "List"
    for row in rows:
        page.append(row)
    change(book, page)
    book.save(path)
    return path


def with_profile(path, profile):
    """Return the marked list, read with a profile."""
    target = path.with_name(f"back of {path.name}")
    result = footprint.assess(path, profile=profile)
    write_marked(path, target, result.problems, result, ENGLISH)
    return target


def profile(header_row, headers=("", "", "", "")):
    """Return a profile of a list in the first four columns."""
    columns = zip(("item", "origin", "amount", "unit"), "ABCD", headers, strict=True)
    return Profile({key: Column(letter, head) for key, letter, head in columns}, header_row)


@pytest.mark.parametrize("text", ["footprint › shoes", "footprint › status", "footprint › status: see"])
def test_a_cell_below_the_header_takes_no_column_away(tmp_path, text):
    def add(_, page):
        page["A5"], page["C5"], page["D5"], page["E5"] = "rice", 1, "kg", text

    path = written(tmp_path / "list.xlsx", change=add)
    page = openpyxl.load_workbook(marked(path, tmp_path / "back.xlsx"))["List"]
    assert [page.cell(row, 5).value for row in range(1, 6)] == ["note", "a", "b", "c", text]
    assert page["F1"].value == "footprint › status"


def test_a_column_of_the_user_that_begins_as_ours_stays(tmp_path):
    path = written(tmp_path / "list.xlsx", rows=((*HEADS[:4], "footprint › notes"), *LINES))
    page = openpyxl.load_workbook(marked(path, tmp_path / "back.xlsx"))["List"]
    assert [page.cell(row, 5).value for row in range(1, 5)] == ["footprint › notes", "a", "b", "c"]
    assert "footprint › notes" in next(one for one in assessed(path)[0] if one.code == "column_ignored").found


def test_a_sheet_of_the_user_that_begins_as_ours_stays(tmp_path):
    def add(book, _):
        book.create_sheet("footprint › notes").append(["precious"])

    path = written(tmp_path / "list.xlsx", change=add)
    book = openpyxl.load_workbook(marked(path, tmp_path / "back.xlsx"))
    assert book.sheetnames == ["List", "footprint › notes", "footprint › summary"]
    assert book["footprint › notes"]["A1"].value == "precious"


def test_a_sheet_of_the_user_in_place_of_the_summary_is_not_overwritten(tmp_path):
    path = written(tmp_path / "list.xlsx", change=lambda book, _: book.create_sheet("Footprint › Summary"))
    with pytest.raises(InputError, match="by the name of the summary"):
        marked(path, tmp_path / "back.xlsx")


@pytest.mark.parametrize(
    ("text", "author"),
    [("footprint › precious", "me"), ("footprint › error\nof Jan", "me"), ("footprint › precious", "footprint")],
)
def test_a_comment_of_the_user_that_begins_as_ours_stays(tmp_path, text, author):
    def add(_, page):
        page["C2"].comment = Comment(text, author)
        page["A3"].comment = Comment("———\nfootprint › hello", author)

    path = written(tmp_path / "list.xlsx", change=add)
    page = openpyxl.load_workbook(marked(path, tmp_path / "back.xlsx"))["List"]
    assert page["C2"].comment.text == text
    assert page["A3"].comment.text.startswith("———\nfootprint › hello\n———\nfootprint › look at this\n")


def test_a_list_without_a_header_says_why_it_has_no_columns(tmp_path):
    path = written(tmp_path / "list.xlsx", rows=LINES)
    book = openpyxl.load_workbook(with_profile(path, profile(0)))
    assert book["List"].max_column == 5
    texts = [row[0] for row in book.worksheets[-1].iter_rows(max_col=1, values_only=True)]
    assert "No columns were added: the list has no row of headers in which to name them." in texts


@pytest.mark.parametrize(
    ("row", "rows"), [(1, (("Q1", "Q2", "Q3", "Q4"), (), ())), (2, ((), ("Q1", "Q2", "Q3", "Q4")))]
)
def test_titles_stand_in_the_row_that_the_profile_names(tmp_path, row, rows):
    path = written(tmp_path / "list.xlsx", rows=(*rows, *LINES))
    target = with_profile(path, profile(row, ("Q1", "Q2", "Q3", "Q4")))
    page = openpyxl.load_workbook(target)["List"]
    assert page.cell(row, 6).value == "footprint › status"
    assert [page.cell(at, 6).value for at in range(len(rows) + 1, len(rows) + 4)] == [
        "counted",
        "not counted",
        "counted",
    ]
    (tmp_path / "again").mkdir()
    again = target.rename(tmp_path / "again" / path.name)
    assert with_profile(again, profile(row, ("Q1", "Q2", "Q3", "Q4"))).read_bytes() == again.read_bytes()


def test_titles_stand_in_an_empty_row_of_which_the_file_knows_nothing(tmp_path):
    path = written(tmp_path / "list.xlsx", rows=((), (), *LINES))
    page = openpyxl.load_workbook(with_profile(path, profile(2)))["List"]
    assert [page.cell(row, 6).value for row in (1, 2, 3)] == [None, "footprint › status", "counted"]
