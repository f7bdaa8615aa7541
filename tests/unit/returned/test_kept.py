"""What the user had is kept: byte for byte where nothing is added, in place where something is."""

from __future__ import annotations

import re

import openpyxl
import pytest
from returned_workbooks import ENGLISH, LINES, assessed, make_rich, marked, parts

from footprint.ground.errors import InputError
from footprint.returned import write_marked

ADDED_TO = {
    "[Content_Types].xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "xl/comments1.xml",
    "xl/drawings/vmlDrawing1.vml",
    "xl/worksheets/sheet1.xml",
}


def test_parts_without_marks_stay_byte_for_byte(rich, back):
    before, after = parts(rich), parts(back)
    assert {name for name in before if before[name] != after[name]} == ADDED_TO
    assert set(after) - set(before) == {"xl/worksheets/sheet3.xml"}
    assert {"xl/charts/chart1.xml", "xl/media/image1.png", "xl/worksheets/sheet2.xml"} <= set(before) - ADDED_TO


def test_styles_are_only_added_to(rich, back):
    before, after = (openpyxl.load_workbook(path) for path in (rich, back))
    old, new = parts(rich)["xl/styles.xml"], parts(back)["xl/styles.xml"]
    for part in (b"fonts", b"fills", b"cellXfs", b"dxfs"):
        inside = re.compile(rb"<" + part + rb"\b[^>]*>(.*)</" + part + rb">", re.DOTALL)
        assert inside.search(new)[1].startswith(inside.search(old)[1])
    assert [cell.font.b for cell in before.worksheets[0][3]] == [cell.font.b for cell in after.worksheets[0][3]][:5]


def test_cells_of_the_user_stay(rich, back):
    before, after = (openpyxl.load_workbook(path).worksheets[0] for path in (rich, back))
    there = {cell.coordinate: (cell.value, cell.style_id) for row in before.iter_rows() for cell in row}
    assert there == {name: (after[name].value, after[name].style_id) for name in there}
    assert before.freeze_panes == after.freeze_panes
    assert [one.sqref for one in before.data_validations.dataValidation] == [
        one.sqref for one in after.data_validations.dataValidation
    ]


def test_every_element_of_the_sheet_stands_where_the_standard_wants_it(back):
    order = re.findall(
        rb"<(cols|sheetData|conditionalFormatting|dataValidations|pageMargins|drawing|legacyDrawing)\b",
        parts(back)["xl/worksheets/sheet1.xml"],
    )
    assert list(dict.fromkeys(order)) == [
        b"cols",
        b"sheetData",
        b"conditionalFormatting",
        b"dataValidations",
        b"pageMargins",
        b"drawing",
        b"legacyDrawing",
    ]


def test_hidden_sheets_stay_hidden(back):
    assert openpyxl.load_workbook(back).worksheets[1].sheet_state == "hidden"


def test_macros_are_kept(tmp_path):
    original = make_rich(tmp_path / "lijst.xlsm", macros=True)
    target = marked(original, tmp_path / "terug.xlsm")
    assert parts(target)["xl/vbaProject.bin"] == b"macros, not to be run"
    assert b"macroEnabled" in parts(target)["[Content_Types].xml"]


@pytest.mark.parametrize(
    ("macros", "name", "wish"), [(True, "a.xlsx", ".xlsm"), (False, "a.xlsm", ".xlsx"), (False, "a", ".xlsx")]
)
def test_a_name_that_would_not_open_is_refused(tmp_path, macros, name, wish):
    original = make_rich(tmp_path / "lijst.bin", macros=macros)
    with pytest.raises(InputError, match=f"ends in {wish}") as caught:
        marked(original, tmp_path / name)
    assert caught.value.problems[0].code == "return_suffix"
    assert not (tmp_path / name).exists()


def test_the_file_of_the_user_is_not_overwritten(tmp_path):
    original = make_rich(tmp_path / "lijst.xlsx")
    before = original.read_bytes()
    with pytest.raises(InputError, match="the list that is read"):
        write_marked(original, original, *assessed(original), ENGLISH)
    assert original.read_bytes() == before


def test_a_comment_of_the_user_comes_before_ours(back):
    page = openpyxl.load_workbook(back).worksheets[0]
    assert page["E4"].comment.text == "Los van de fouten"
    theirs, ours = page["A5"].comment.text.split("\n———\n")
    assert theirs == "Navragen bij Jan"
    assert ours.startswith("footprint › look at this\nFound: 'cacaoboenen'\n")


def test_a_rule_of_the_user_that_ranks_first_stays_first(back):
    rules = openpyxl.load_workbook(back).worksheets[0].conditional_formatting
    ranked = sorted((rule.priority, str(one.sqref), rule.type) for one in rules for rule in one.rules)
    assert ranked[0] == (1, "C4:C8", "cellIs")
    assert [kind for _, _, kind in ranked[1:]] == ["expression"] * 3


def test_texts_that_look_like_formulas_stay_texts(back):
    page = openpyxl.load_workbook(back).worksheets[0]
    assert [page.cell(row, 5).value for row in range(4, 9)] == [line[4] or None for line in LINES]
    assert not any(cell.data_type == "f" for row in page.iter_rows(min_col=6) for cell in row)
