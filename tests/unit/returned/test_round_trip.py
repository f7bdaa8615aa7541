"""Corrected and sent again, it just works; and marks replace marks."""

from __future__ import annotations

import openpyxl
import pandas as pd
import pytest
from returned_workbooks import ENGLISH, assessed, marked, parts

from footprint.ground.language import Language
from footprint.returned import write_marked


def folder(tmp_path, name):
    """Return a path of the same file name in a folder of its own."""
    (tmp_path / name).mkdir()
    return tmp_path / name / "lijst.xlsx"


def ours(path):
    """Return what is ours on the first sheet: headers, comments and colours."""
    page = openpyxl.load_workbook(path).worksheets[0]
    heads = [cell.value for row in page.iter_rows() for cell in row if str(cell.value).startswith("footprint ›")]
    comments = {c.coordinate: c.comment.text for row in page.iter_rows() for c in row if c.comment}
    rules = [
        (str(one.sqref), rule.formula[0])
        for one in page.conditional_formatting
        for rule in one.rules
        if rule.type == "expression"
    ]
    return heads, comments, sorted(rules)


@pytest.mark.parametrize("code", ["en", "nl", "fr", "de"])
def test_a_marked_list_reads_as_the_list_itself(rich, tmp_path, code):
    problems, result = assessed(rich)
    again, same = assessed(marked(rich, folder(tmp_path, code), Language(code)))
    assert again == problems
    pd.testing.assert_frame_equal(same.lines, result.lines)


def test_marking_twice_gives_the_same_bytes(back, tmp_path):
    once, twice = back.read_bytes(), marked(back, folder(tmp_path, "a")).read_bytes()
    assert twice == once


def test_marking_in_another_language_replaces_all(back, tmp_path):
    other = marked(back, folder(tmp_path, "nl"), Language("nl"))
    assert marked(other, folder(tmp_path, "en")).read_bytes() == back.read_bytes()


def test_a_corrected_cell_loses_its_mark(back, tmp_path):
    def correct(name, content):
        old = b'<c r="D8" t="s"><v>19</v></c>'
        assert name != "xl/worksheets/sheet1.xml" or content.count(old) == 1
        return content.replace(old, b'<c r="D8" t="inlineStr"><is><t>kg</t></is></c>')

    from returned_workbooks import rewritten

    corrected = rewritten(back, tmp_path / "lijst.xlsx", correct)
    heads, comments, rules = ours(marked(corrected, folder(tmp_path, "b")))
    assert "D8" not in comments
    assert ("C6", 'LEN("footprint:error")>0') in rules
    assert len(heads) == 11


def test_without_a_result_the_earlier_columns_go(back, rich, tmp_path):
    target = folder(tmp_path, "c")
    problems, _ = assessed(rich)
    write_marked(back, target, problems, None, ENGLISH)
    heads, comments, _ = ours(target)
    assert heads == []
    assert set(comments) == {"A5", "A7", "B5", "B6", "C6", "D8", "E4"}


def test_a_column_with_a_formula_of_the_user_is_not_taken_away(back, tmp_path):
    def calculate(name, content):
        start = content.find(b'<c r="I4"')
        end = content.find(b"</c>", start) + 4
        return content[:start] + b'<c r="I4"><f>C4*2</f><v>20</v></c>' + content[end:] if start > 0 else content

    from returned_workbooks import rewritten

    changed = rewritten(back, tmp_path / "lijst.xlsx", calculate)
    page = openpyxl.load_workbook(marked(changed, folder(tmp_path, "d"))).worksheets[0]
    assert page["I4"].value == "=C4*2"
    assert [page.cell(3, column).value for column in (9, 10)] == ["footprint › weight [t]", "footprint › status"]


def test_marks_are_replaced_after_another_program_saved_them(back, rich, tmp_path, in_office):
    saved = in_office(back, "xlsx", tmp_path)
    problems, result = assessed(saved)
    assert problems == assessed(rich)[0]
    pd.testing.assert_frame_equal(result.lines, assessed(rich)[1].lines)
    again = marked(saved, folder(tmp_path, "e"))
    assert ours(again) == ours(back)
    assert openpyxl.load_workbook(again).sheetnames == openpyxl.load_workbook(back).sheetnames


def test_another_program_shows_our_summary(back, tmp_path, in_office):
    text = in_office(back, "pdf", tmp_path)
    assert text.stat().st_size > 10_000


@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_other_workbooks_come_back_as_xlsx(rich, tmp_path, kind, in_office):
    other = in_office(rich, kind, tmp_path)
    problems, result = assessed(other)
    target = marked(other, folder(tmp_path, "f"))
    again, same = assessed(target)
    pd.testing.assert_frame_equal(same.lines, result.lines)
    cells = [one for one in problems if "!" in one.where]
    assert [one for one in again if "!" in one.where] == cells
    assert ours(target)[1]["C6"].startswith("footprint › error")
    assert openpyxl.load_workbook(target)["Archief"].sheet_state == "hidden"


@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_delimited_text_comes_back_as_xlsx(tmp_path, sign):
    rows = (
        ("Artikel", "Oorsprong", "Hoeveelheid", "Eenheid"),
        ("cacao", "=Ghana", "1.250", "kg"),
        ("suiker", "", "3", "x"),
    )
    original = tmp_path / "in[voer].csv"
    original.write_text("\n".join(sign.join(row) for row in rows), encoding="utf-8-sig")
    target = marked(original, tmp_path / "uit.xlsx")
    page = openpyxl.load_workbook(target).worksheets[0]
    assert page.title == "in voer"
    assert [[cell.value for cell in row[:4]] for row in page.iter_rows()] == [
        [text or None for text in row] for row in rows
    ]
    assert ("C2 D3", 'LEN("footprint:error")>0') in ours(target)[2]
    assert [one.where for one in assessed(original)[0] if one.severity == "error"] == [
        "in[voer].csv!C2",
        "in[voer].csv!D3",
    ]


def test_delimited_text_gives_the_same_bytes_and_no_formulas(tmp_path):
    original = tmp_path / "lijst.csv"
    original.write_text("item,amount,unit,note\ncacao,5,kg,=cmd()\n", encoding="utf-8")
    first, second = marked(original, folder(tmp_path, "x")), marked(original, folder(tmp_path, "y"))
    assert first.read_bytes() == second.read_bytes()
    cell = openpyxl.load_workbook(first).worksheets[0]["D2"]
    assert b"<f>" not in parts(first)["xl/worksheets/sheet1.xml"]
    assert cell.quotePrefix


def test_parts_of_a_twice_marked_workbook_are_those_of_one_marked_once(back, tmp_path):
    assert set(parts(marked(back, folder(tmp_path, "g")))) == set(parts(back))
