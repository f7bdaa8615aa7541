"""Workbooks built to mislead or to exhaust: marked without harm, or refused with what to do."""

from __future__ import annotations

import io
import os
import re
import zipfile

import openpyxl
import pytest
from returned_workbooks import ENGLISH, marked, parts, rewritten

from footprint.ground.errors import InputError, Problem
from footprint.ground.language import Told
from footprint.returned import write_marked

SHEET, RELATIONS = "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"
BOXES, COMMENTS = "xl/drawings/vmlDrawing1.vml", "xl/comments1.xml"
FAULT = [Problem("x", "error", "Aankopen! 'A' 24!C6", "1.250", "1250", "Mend it.")]
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def changed(rich, tmp_path, changes):
    """Return the workbook with parts changed; a content that is no function is a new part."""

    def one(name, content):
        change = changes.get(name)
        return change(content) if callable(change) else content

    path = rewritten(rich, tmp_path / "lijst.xlsx", one)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        for name, content in changes.items():
            if not callable(content):
                package.writestr(name, content)
    return path


def again(target, tmp_path):
    """Return the bytes of a marked workbook that is marked again."""
    (tmp_path / "again").mkdir()
    return marked(target, tmp_path / "again" / target.name).read_bytes()


def test_pictures_of_the_header_are_no_boxes_of_comments(rich, tmp_path):
    pictures = b'<xml xmlns:v="urn:schemas-microsoft-com:vml"></xml>'

    def picture(content):
        raw = f'<legacyDrawingHF xmlns:r="{KIND}" r:id="rIdHF"/>'.encode()
        return content.replace(b"</worksheet>", raw + b"</worksheet>")

    def relate(content):
        raw = f'<Relationship Id="rIdHF" Type="{KIND}/vmlDrawing" Target="/xl/drawings/vmlHF.vml"/>'.encode()
        return content.replace(b"</Relationships>", raw + b"</Relationships>")

    path = changed(rich, tmp_path, {SHEET: picture, RELATIONS: relate, "xl/drawings/vmlHF.vml": pictures})
    after = parts(marked(path, tmp_path / "terug.xlsx"))
    assert after["xl/drawings/vmlHF.vml"] == pictures
    assert after[BOXES].count(b'"Note"') > parts(rich)[BOXES].count(b'"Note"')


def test_pictures_of_the_header_alone_leave_room_for_boxes(tmp_path):
    book = openpyxl.Workbook()
    for row in (("item", "amount", "unit"), ("coffe", 1, "kg")):
        book.active.append(row)
    book.save(tmp_path / "bare.xlsx")
    picture = f'<legacyDrawingHF xmlns:r="{KIND}" r:id="rId1"/></worksheet>'.encode()
    relation = f'<Relationship Id="rId1" Type="{KIND}/vmlDrawing" Target="/xl/drawings/vmlHF.vml"/>'
    names = "http://schemas.openxmlformats.org/package/2006/relationships"
    new = {
        SHEET: lambda content: content.replace(b"</worksheet>", picture),
        RELATIONS: f'<Relationships xmlns="{names}">{relation}</Relationships>',
        "xl/drawings/vmlHF.vml": "<xml></xml>",
    }
    target = marked(changed(tmp_path / "bare.xlsx", tmp_path, new), tmp_path / "terug.xlsx")
    assert parts(target)["xl/drawings/vmlHF.vml"] == b"<xml></xml>"
    assert re.findall(rb"<(legacyDrawing\w*) ", parts(target)[SHEET]) == [b"legacyDrawing", b"legacyDrawingHF"]


def test_boxes_that_the_sheet_names_and_that_are_missing_are_refused(rich, tmp_path):
    path = changed(rich, tmp_path, {RELATIONS: lambda content: content.replace(b"vmlDrawing1.vml", b"gone.vml")})
    with pytest.raises(InputError, match="boxes of comments that are missing"):
        write_marked(path, tmp_path / "terug.xlsx", FAULT, None, ENGLISH)


def test_parts_that_sheets_share_are_refused(rich, tmp_path):
    shared = parts(rich)[RELATIONS]
    path = changed(rich, tmp_path, {"xl/worksheets/_rels/sheet2.xml.rels": shared})
    with pytest.raises(InputError, match="which several sheets share") as caught:
        marked(path, tmp_path / "terug.xlsx")
    assert caught.value.problems[0].code == "return_unmarkable"


def test_relations_in_other_capitals_find_their_part(rich, tmp_path):
    def capitals(content):
        return content.replace(b"worksheets/sheet1.xml", b"Worksheets/SHEET1.xml").replace(b"styles.xml", b"Styles.XML")

    path = changed(rich, tmp_path, {"xl/_rels/workbook.xml.rels": capitals})
    target = marked(path, tmp_path / "terug.xlsx")
    assert b"footprint:error" in parts(target)[SHEET]
    assert set(parts(target)) - set(parts(rich)) == {"xl/worksheets/sheet3.xml"}


@pytest.mark.parametrize("number", [b"-5", b"99"])
def test_a_comment_whose_author_is_not_listed_has_none(rich, tmp_path, number):
    path = changed(
        rich, tmp_path, {COMMENTS: lambda content: re.sub(rb'authorId="\d+"', b'authorId="%s"' % number, content)}
    )
    page = openpyxl.load_workbook(rewritten(marked(path, tmp_path / "terug.xlsx"), tmp_path / "x.xlsx", listed))
    assert page.worksheets[0]["E4"].comment.text == "Los van de fouten"


def listed(name, content):
    """Return comments with the first author for all, for readers that insist on one."""
    return re.sub(rb'authorId="-?\d+"', b'authorId="0"', content) if name == COMMENTS else content


def test_an_empty_shape_takes_no_neighbour_along(rich, tmp_path):
    lone, theirs = b'<v:shape id="lone"/>', b'<v:shape id="open"><v:shape id="theirs" type="x">kept</v:shape>'
    path = changed(
        rich, tmp_path, {BOXES: lambda content: content.replace(b"<v:shape ", lone + theirs + b"<v:shape ", 1)}
    )
    target = marked(path, tmp_path / "lijst2.xlsx")
    after = parts(target)[BOXES]
    assert lone + theirs in after
    write_marked(target, tmp_path / "terug.xlsx", [], None, ENGLISH)
    left = parts(tmp_path / "terug.xlsx")[BOXES]
    assert lone + theirs in left
    assert left.count(b'"Note"') == parts(rich)[BOXES].count(b'"Note"') < after.count(b'"Note"')


def test_numbers_of_boxes_lie_in_the_blocks_that_are_claimed(tmp_path):
    lines = ["item,amount,unit", *(f"nothing {row},1,kg" for row in range(1_500)), *["cocoa,x,kg"] * 700]
    (tmp_path / "lijst.csv").write_text("\n".join(lines), encoding="utf-8")
    problems = [Problem("x", "error", f"lijst.csv!A{row}", "a", "b", "c") for row in range(2, 2_202)]
    write_marked(tmp_path / "lijst.csv", tmp_path / "terug.xlsx", problems, None, ENGLISH)
    boxes = parts(tmp_path / "terug.xlsx")[BOXES]
    numbers = [int(one) for one in re.findall(rb'id="_x0000_s(\d+)"', boxes)]
    assert len(set(numbers)) == 2_200
    claimed = re.search(rb'idmap [^>]*data="([^"]*)"', boxes)[1].split(b",")
    assert {number // 1024 for number in numbers} == {int(block) for block in claimed} == {1, 2, 3}
    assert not any(number % 1024 == 0 for number in numbers)


def test_a_block_that_another_sheet_claims_is_left_to_it(rich, tmp_path):
    full = b"".join(b'<v:shape id="_x0000_s%d"/>' % number for number in range(1025, 2048))
    other = b'<xml><o:idmap v:ext="edit" data="2"/></xml>'
    path = changed(
        rich, tmp_path, {BOXES: lambda content: content.replace(b"</xml>", full + b"</xml>"), "xl/other.vml": other}
    )
    target = marked(path, tmp_path / "terug.xlsx")
    assert b'data="1,3"' in parts(target)[BOXES]
    assert again(target, tmp_path) != b""
    assert parts(tmp_path / "again" / "terug.xlsx")[BOXES] == parts(target)[BOXES]


def test_more_styles_than_a_workbook_can_have_are_refused(rich, tmp_path):
    path = changed(
        rich, tmp_path, {"xl/styles.xml": lambda text: text.replace(b"</cellXfs>", b"<xf/>" * 65_000 + b"</cellXfs>")}
    )
    with pytest.raises(InputError, match="more styles than a workbook can have"):
        write_marked(path, tmp_path / "terug.xlsx", FAULT, None, ENGLISH)


@pytest.mark.parametrize(
    ("part", "change"),
    [
        (BOXES, lambda text: text.replace(b"<v:shape ", b"<v:shape >" * 200_000 + b"<v:shape ", 1)),
        (SHEET, lambda text: text.replace(b"</worksheet>", b"<!-- " + b"<x14:cfRule " * 200_000 + b" --></worksheet>")),
        (SHEET, lambda text: text.replace(b"<pageMargins ", b"<pageMargins " + b" " * 20_000_000, 1)),
        (COMMENTS, lambda text: text.replace(b"Los van", b" \n" * 200_000 + b"Los van", 1)),
        (SHEET, lambda text: text.replace(b"</sheetData>", b"</sheetData>" + rules(20_000), 1)),
    ],
    ids=["shapes", "rules of later programs", "blanks in a tag", "blanks in a comment", "rules"],
)
def test_long_runs_of_the_same_are_passed_over_once(rich, tmp_path, part, change):
    path = changed(rich, tmp_path, {part: change})
    write_marked(path, tmp_path / "terug.xlsx", FAULT, None, ENGLISH)
    assert b"footprint:error" in parts(tmp_path / "terug.xlsx")[SHEET]


def rules(count):
    """Return conditional formats, each of one cell."""
    rule = '<cfRule type="expression" priority="{0}"><formula>1</formula></cfRule>'
    one = f'<conditionalFormatting sqref="A{{0}}">{rule}</conditionalFormatting>'
    return "".join(one.format(row) for row in range(1, count + 1)).encode()


@pytest.mark.parametrize("encoding", ["punycode", "utf-7"])
def test_encodings_that_no_program_writes_are_refused(rich, tmp_path, encoding):
    def recode(content):
        return content.replace(b'encoding="UTF-8"', f'encoding="{encoding}"'.encode(), 1)

    with pytest.raises(InputError, match=r"comments1\.xml is no plain XML"):
        write_marked(changed(rich, tmp_path, {COMMENTS: recode}), tmp_path / "terug.xlsx", FAULT, None, ENGLISH)


def test_a_refusal_is_a_sentence_that_can_be_said_in_any_language(rich, tmp_path):
    path = changed(rich, tmp_path, {SHEET: lambda content: content.replace(b'priority="1"', b'priority="first"')})
    with pytest.raises(InputError, match="not as they must be") as caught:
        write_marked(path, tmp_path / "terug.xlsx", FAULT, None, ENGLISH)
    assert "first" not in caught.value.problems[0].found
    assert isinstance(caught.value.problems[0].found, Told)


def test_a_name_that_is_no_text_does_not_stop_a_delimited_list(tmp_path):
    path = tmp_path / os.fsdecode(b"caf\xe9.csv")
    path.write_text("item,amount,unit\ncocoa,x,kg\n", encoding="utf-8")
    page = openpyxl.load_workbook(marked(path, tmp_path / "terug.xlsx")).worksheets[0]
    assert page["B2"].comment.text.startswith("footprint › error")


@pytest.mark.parametrize(("text", "kept"), [("x" * 40_000, 32_766), ("😀" * 20_000, 16_383), ("x" * 32_767, 32_767)])
def test_texts_longer_than_a_cell_are_cut_with_a_sign(tmp_path, text, kept):
    path = tmp_path / "lijst.csv"
    path.write_text(f"item,amount,unit,note\ncocoa,1,kg,{text}\n", encoding="utf-8")
    book = openpyxl.load_workbook(marked(path, tmp_path / "terug.xlsx"))
    written = book.worksheets[0]["D2"].value
    assert written == (text if kept == len(text) else text[:kept] + "…")
    texts = [row[0] for row in book.worksheets[-1].iter_rows(max_col=1, values_only=True)]
    assert ("Texts longer than a cell can hold, cut short here: 1." in texts) == (kept < len(text))


@pytest.mark.parametrize(("value", "said"), [("NaN", "nan"), ("1e999", "inf")])
def test_numbers_that_are_none_come_back_as_texts(tmp_path, value, said):
    rows = (("item", "amount", "unit", "note"), ("cocoa", "5", "t", value))
    cell = '<table:table-cell office:value-type="{0}"{1}><text:p>{2}</text:p></table:table-cell>'
    kinds = [("string", ""), ("float", ' office:value="{0}"')]
    numbers = {"5", value}
    cells = [
        [cell.format(kinds[one in numbers][0], kinds[one in numbers][1].format(one), one) for one in row]
        for row in rows
    ]
    path = tmp_path / "lijst.ods"
    path.write_bytes(ods("".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in cells)))
    assert openpyxl.load_workbook(marked(path, tmp_path / "terug.xlsx")).worksheets[0]["D2"].value == said


def ods(rows):
    """Return the bytes of an OpenDocument sheet with some rows."""
    names = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = "".join(f' xmlns:{name}="{names}:{name}:1.0"' for name in ("office", "table", "text"))
    body = f'<office:body><office:spreadsheet><table:table table:name="L">{rows}</table:table></office:spreadsheet>'
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        content = (
            f'<office:document-content{spaces} office:version="1.2">{body}</office:body></office:document-content>'
        )
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{names}:manifest:1.0"/>')
    return target.getvalue()
