"""Workbooks of other programs, and hostile ones: marked, or refused with what to do; never damaged."""

from __future__ import annotations

import json
import re

import openpyxl
import pytest
from returned_workbooks import ENGLISH, assessed, make_rich, marked, parts, rewritten

from footprint.ground.errors import InputError, Problem
from footprint.returned import write_marked

SHEET = "xl/worksheets/sheet1.xml"
FAULT = [Problem("x", "error", "Aankopen! 'A' 24!C6", "1.250", "1250", "Mend it.")]


def changed(rich, tmp_path, part, change):
    """Return the rich workbook with one part changed."""

    def one(name, content):
        return change(content) if name == part else content

    return rewritten(rich, tmp_path / "lijst.xlsx", one)


def prefixed(content):
    """Return a sheet whose elements all have a prefix."""
    content = re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", content)
    return content.replace(b" xmlns=", b" xmlns:x=", 1)


def strict(name, content):
    """Return a part in the strict standard."""
    old = b"http://schemas.openxmlformats.org/"
    new = b"http://purl.oclc.org/ooxml/"
    for kind in (b"spreadsheetml/2006/main", b"officeDocument/2006/relationships"):
        content = content.replace(old + kind, new + kind.replace(b"/2006", b""))
    return content


def test_prefixes_are_taken_over(rich, tmp_path):
    odd = changed(rich, tmp_path, SHEET, prefixed)
    target = marked(odd, tmp_path / "terug.xlsx")
    content = parts(target)[SHEET]
    assert b"<x:conditionalFormatting" in content
    assert re.findall(rb"<(?!x:|/x:|\?)", content) == []
    assert openpyxl.load_workbook(target).worksheets[0]["G4"].value == "Cocoa beans"
    assert assessed(target)[0] == assessed(odd)[0]
    assert parts(marked(target, tmp_path / "lijst2.xlsx"))[SHEET] == content


def test_the_strict_standard_is_kept_to(rich, tmp_path):
    odd = rewritten(rich, tmp_path / "lijst.xlsx", strict)
    problems, result = assessed(odd)
    target = marked(odd, tmp_path / "terug.xlsx")
    after = parts(target)
    assert b"purl.oclc.org/ooxml/officeDocument/relationships/worksheet" in after["xl/_rels/workbook.xml.rels"]
    assert b"schemas.openxmlformats.org/spreadsheetml" not in after["xl/worksheets/sheet3.xml"]
    assert assessed(target)[0] == problems
    assert result is not None


def test_a_part_in_utf_16_is_marked(rich, tmp_path):
    def recode(content):
        return content.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")

    write_marked(changed(rich, tmp_path, "xl/comments1.xml", recode), tmp_path / "terug.xlsx", FAULT, None, ENGLISH)
    page = openpyxl.load_workbook(tmp_path / "terug.xlsx").worksheets[0]
    assert page["A4"].value == "cacaobonen"
    assert page["C6"].comment.text.startswith("footprint › error")


def test_rows_and_cells_without_references_are_counted(rich, tmp_path):
    def bare(content):
        content = re.sub(rb'<row r="\d+"', b"<row", content.replace(b'<row r="3"', b'<row/><row r="3"'))
        return re.sub(rb'<c r="[A-Z]+\d+"', b"<c", content)

    odd = changed(rich, tmp_path, SHEET, bare)
    content = parts(marked(odd, tmp_path / "terug.xlsx"))[SHEET]
    assert b'<c r="F3"' in content
    assert content.count(b"<row") == 8


def test_empty_cells_in_the_way_give_room_and_those_further_right_stay_in_order(rich, tmp_path):
    def dress(content):
        return content.replace(b'</c></row><row r="5"', b'</c><c r="G4" s="1"/><c r="ZZ4" s="1"></c></row><row r="5"')

    content = parts(marked(changed(rich, tmp_path, SHEET, dress), tmp_path / "terug.xlsx"))[SHEET]
    row = content[content.index(b'<row r="4"') : content.index(b'<row r="5"')]
    assert row.count(b'r="G4"') == 1
    assert re.findall(rb'<c r="(\w+)4"', row)[-1] == b"ZZ"


def test_merges_beside_the_list_are_passed_and_those_above_are_not(rich, tmp_path):
    def merge(content):
        merges = b'<mergeCells count="2"><mergeCell ref="A1:J1"/><mergeCell ref="F5:G6"/></mergeCells>'
        return content.replace(b"</sheetData>", b"</sheetData>" + merges)

    page = openpyxl.load_workbook(marked(changed(rich, tmp_path, SHEET, merge), tmp_path / "t.xlsx")).worksheets[0]
    assert [page.cell(3, column).value for column in (7, 8)] == [None, "footprint › status"]


def test_rules_of_later_programs_keep_their_rank(rich, tmp_path):
    def later(content):
        rule = b'<extLst><ext uri="{1}" xmlns:x14="y"><x14:cfRule type="iconSet" priority="7"/></ext></extLst>'
        return content.replace(b"</worksheet>", rule + b"</worksheet>")

    content = parts(marked(changed(rich, tmp_path, SHEET, later), tmp_path / "terug.xlsx"))[SHEET]
    assert re.findall(rb'priority="(\d+)"', content) == [b"8", b"9", b"10", b"1", b"7"]


def test_comments_inside_the_xml_mislead_nobody(rich, tmp_path):
    def comment(content):
        return content.replace(b"</sheetData>", b"<!-- </sheetData><row r='99'/> --></sheetData>")

    target = marked(changed(rich, tmp_path, SHEET, comment), tmp_path / "terug.xlsx")
    assert openpyxl.load_workbook(target).worksheets[0]["G4"].value == "Cocoa beans"
    assert b"<!-- </sheetData><row r='99'/> -->" in parts(target)[SHEET]


def test_a_bare_comment_becomes_a_run_and_a_conversation_is_left_alone(rich, tmp_path):
    def talk(content):
        content = content.replace(b"<author></author>", b"<author></author><author>tc={1}</author>")
        content = re.sub(rb"<r><rPr>(?:(?!<r>).)*</rPr>(<t>Navragen bij Jan</t>)</r>", rb"\1", content)
        return content.replace(b'ref="E4" authorId="0"', b'ref="C6" authorId="1"')

    odd = changed(rich, tmp_path, "xl/comments1.xml", talk)
    target = marked(odd, tmp_path / "terug.xlsx")
    content = parts(target)["xl/comments1.xml"].decode()
    assert '<text><r><t>Navragen bij Jan</t></r><r><t xml:space="preserve">\n———\nfootprint › look at this' in content
    assert "footprint › error\nFound: 1.250" not in content
    texts = [row[0] for row in openpyxl.load_workbook(target).worksheets[-1].iter_rows(max_col=1, values_only=True)]
    assert "Cells coloured without a comment, beside a conversation: 1." in texts


def test_a_workbook_without_styles_gets_them(rich, tmp_path):
    def drop(name, content):
        content = re.sub(rb"<(?:Relationship|Override)\b[^>]*styles[^>]*/>", b"", content)
        return None if name == "xl/styles.xml" else re.sub(rb' s="\d+"', b"", content)

    odd = rewritten(rich, tmp_path / "lijst.xlsx", drop)
    target = marked(odd, tmp_path / "terug.xlsx")
    assert openpyxl.load_workbook(target).worksheets[0]["F3"].font.b
    assert b"xl/styles.xml" in parts(target)["[Content_Types].xml"]


@pytest.mark.parametrize(
    ("part", "change", "code"),
    [
        (SHEET, lambda content: content.replace(b"?>", b"?><!DOCTYPE x [<!ENTITY a 'b'>]>", 1), "workbook_unsafe"),
        (SHEET, lambda content: content.replace(b"</sheetData>", b"</sheetDada>"), "file_not_a_table"),
        (SHEET, lambda content: content.replace(b'<c r="E4"', b'<c r="XFC4"><v>1</v></c><c r="E4"'), "workbook_unsafe"),
        ("xl/comments1.xml", lambda _: b"<comments/>", "return_unmarkable"),
        ("xl/drawings/vmlDrawing1.vml", lambda _: b"<xml>", "return_unmarkable"),
        ("xl/styles.xml", lambda _: b"<styleSheet>", "return_unmarkable"),
        (SHEET, lambda content: content.replace(b'priority="1"', b'priority="first"'), "return_unmarkable"),
        ("xl/_rels/workbook.xml.rels", lambda content: content.replace(b'/styles"', b'/looks"'), "return_unmarkable"),
    ],
)
def test_what_cannot_be_marked_is_refused(rich, tmp_path, part, change, code):
    def many(content):
        content = change(content)
        return content.replace(b'<row r="8"', b'<row r="1048576"') if code == "workbook_unsafe" else content

    odd = changed(rich, tmp_path, part, many)
    with pytest.raises(InputError, match=code) as caught:
        write_marked(odd, tmp_path / "terug.xlsx", FAULT, None, ENGLISH)
    assert caught.value.problems[0].fix
    assert not (tmp_path / "terug.xlsx").exists()


def test_relations_that_lead_out_are_not_followed(rich, tmp_path):
    def lead(content):
        return content.replace(b'Target="worksheets/sheet2.xml"', b'Target="../../../etc/passwd"')

    odd = changed(rich, tmp_path, "xl/_rels/workbook.xml.rels", lead)
    write_marked(odd, tmp_path / "terug.xlsx", FAULT, None, ENGLISH)
    assert b"../../../etc/passwd" in parts(tmp_path / "terug.xlsx")["xl/_rels/workbook.xml.rels"]
    assert b"footprint" in parts(tmp_path / "terug.xlsx")[SHEET]


def test_parts_whose_names_lead_out_are_refused(rich, tmp_path):
    import zipfile

    odd = rewritten(rich, tmp_path / "lijst.xlsx", lambda _, content: content)
    with zipfile.ZipFile(odd, "a") as package:
        package.writestr("../../etc/cron", b"x")
    with pytest.raises(InputError, match="leads out of the workbook"):
        write_marked(odd, tmp_path / "terug.xlsx", FAULT, None, ENGLISH)


@pytest.mark.parametrize("name", ["lijst.json", "lijst.parquet"])
def test_what_has_no_cells_is_refused(tmp_path, name):
    import pandas as pd

    path = tmp_path / name
    rows = [{"item": "cacao", "amount": 1, "unit": "t"}]
    path.write_text(json.dumps(rows), encoding="utf-8") if name.endswith("json") else pd.DataFrame(rows).to_parquet(
        path
    )
    with pytest.raises(InputError, match="return_needs_file"):
        write_marked(path, tmp_path / "terug.xlsx", [], None, ENGLISH)


def test_a_file_that_is_no_table_is_refused(tmp_path):
    path = tmp_path / "lijst.csv"
    path.write_bytes(b"%PDF-1.7 \x00\x01")
    with pytest.raises(InputError, match="file_not_a_table"):
        write_marked(path, tmp_path / "terug.xlsx", [], None, ENGLISH)


def test_texts_that_xml_cannot_hold_do_not_damage_the_workbook(rich, tmp_path):
    fault = Problem("x", "error", "Aankopen! 'A' 24!C6", "a\x00b\x1f<&>]]>\ud800", "=1+1", "@cmd")
    write_marked(rich, tmp_path / "terug.xlsx", [fault], None, ENGLISH)
    book = openpyxl.load_workbook(tmp_path / "terug.xlsx")
    assert "a�b�<&>]]>�" in book.worksheets[0]["C6"].comment.text
    assert {cell.data_type for row in book.worksheets[-1].iter_rows() for cell in row} <= {"s", "n", "inlineStr"}


def test_a_sheet_that_is_full_is_refused_not_overwritten(tmp_path):
    original = make_rich(tmp_path / "vol.xlsx")

    def fill(name, content):
        last = b'<c r="XFD8"><v>1</v></c></row></sheetData>'
        return content.replace(b"</row></sheetData>", last) if name == SHEET else content

    full = rewritten(original, tmp_path / "lijst.xlsx", fill)
    with pytest.raises(InputError, match="last columns are taken"):
        marked(full, tmp_path / "terug.xlsx")
