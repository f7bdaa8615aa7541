"""Sheets that would have the reader of workbooks ask for more memory than there is, and end the process."""

import zipfile

import pytest

from footprint.ground.errors import InputError
from footprint.stages.read import Limits, read

HEADER = ["item", "origin", "amount", "unit"]
SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEAD = "<row>" + "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in HEADER) + "</row>"
LINE = '<row><c t="inlineStr"><is><t>cocoa</t></is></c><c/><c><v>5</v></c><c t="inlineStr"><is><t>kg</t></is></c></row>'
FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def _sheet(cells: str) -> bytes:
    return f'<worksheet xmlns="{NAMESPACE}"><sheetData>{HEAD}{LINE}{cells}</sheetData></worksheet>'.encode()


@pytest.fixture
def good(write_xlsx):
    return write_xlsx([HEADER, ["cocoa", "CI", 5, "kg"]])


@pytest.mark.parametrize(
    "cells",
    [
        FAR,
        FAR.lower(),
        FAR.replace("=", " = "),
        FAR.replace("<c ", '<c s=">" '),
        FAR.replace("<c ", '<c s="0"').replace("<row ", "<row\n"),
        '<c r="XFD1048576"><v>1</v></c>',
        '<row><c r="ZZZZ99999999999"><v>1</v></c></row>',
        '<row r="4294967299"><c r="A4294967299"><v>1</v></c></row>',
        f"<row>{'<c><v>1</v></c>' * 16_385}</row>",
        f"<row>{'<c><v>1</v></c>' * 9_000}</row><row r='9000'><c><v>1</v></c></row>",
    ],
)
def test_a_far_cell_is_refused_however_it_is_written(good, rewrite_part, cells):
    with pytest.raises(InputError, match=r"workbook_unsafe.*stretches over"):
        read(rewrite_part(good, {SHEET: _sheet(cells)}))


def test_a_sheet_whose_cells_have_no_references_is_read(good, rewrite_part):
    activities = read(rewrite_part(good, {SHEET: _sheet(LINE * 3)}))
    assert activities.table["amount"].tolist() == [5, 5, 5, 5]


@pytest.mark.parametrize("part", ["xl/Workbook.xml", "xl\\workbook.xml"])
def test_a_far_cell_is_refused_whatever_the_parts_are_called(good, tmp_path, part):
    path = tmp_path / "renamed.xlsx"
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = _sheet(FAR) if name == SHEET else old.read(name)
            new.writestr(part if name == "xl/workbook.xml" else name, content)
    with pytest.raises(InputError, match=r"workbook_unsafe.*stretches over"):
        read(path)


def test_a_sheet_that_breaks_off_is_refused(good, rewrite_part):
    with pytest.raises(InputError, match=r"file_not_a_table.*breaks off"):
        read(rewrite_part(good, {SHEET: _sheet(LINE * 20)[:-200]}))


def test_an_xlsb_workbook_is_refused(good, rewrite_part):
    with pytest.raises(InputError, match=r"file_not_a_table.*\.xlsb"):
        read(rewrite_part(good, {"xl/workbook.bin": b"\x83\x01\x00"}))


def _cell(text: str = "", **attributes: str) -> str:
    said = "".join(f' {name.replace("__", ":").replace("_", "-")}="{value}"' for name, value in attributes.items())
    return (
        f"<table:table-cell{said}><text:p>{text}</text:p></table:table-cell>" if text else f"<table:table-cell{said}/>"
    )


def _number(value: int, **attributes: str) -> str:
    return _cell(str(value), office__value_type="float", office__value=str(value), **attributes)


def _row(*cells: str, repeat: int = 1) -> str:
    said = f' table:number-rows-repeated="{repeat}"' if repeat > 1 else ""
    return f"<table:table-row{said}>{''.join(cells)}</table:table-row>"


@pytest.fixture
def write_ods(tmp_path):
    def write(*rows: str):
        head = _row(*(_cell(name, office__value_type="string") for name in HEADER))
        spaces = " ".join(f'xmlns:{name}="{OFFICE}:{name}:1.0"' for name in ("office", "table", "text"))
        table = f'<table:table table:name="List">{head}{"".join(rows)}</table:table>'
        body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
        with zipfile.ZipFile(tmp_path / "list.ods", "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            package.writestr("content.xml", f"<office:document-content {spaces}>{body}</office:document-content>")
            package.writestr("META-INF/manifest.xml", "<manifest/>")
        return tmp_path / "list.ods"

    return write


ODS_LINE = (_cell("cocoa", office__value_type="string"), _cell(), _number(5), _cell("kg", office__value_type="string"))


def test_rows_that_repeat_are_read(write_ods):
    path = write_ods(_row(*ODS_LINE, repeat=3), _row(_cell(table__number_columns_repeated="16384"), repeat=1_048_570))
    assert read(path).table["amount"].tolist() == [5, 5, 5]


@pytest.mark.parametrize(
    "row",
    [
        _row(*ODS_LINE, repeat=2_000_000_000),
        _row(_number(1, table__number_columns_repeated="16384"), repeat=1_048_570),
        _row(_cell("x" + '<text:s text:c="2000000000"/>')),
    ],
)
def test_cells_that_repeat_without_end_are_refused(write_ods, row):
    with pytest.raises(InputError, match="workbook_unsafe"):
        read(write_ods(_row(*ODS_LINE), row))


def test_a_text_of_more_lines_than_the_limit_is_refused(write_text):
    path = write_text("item,amount,unit\n" + "cocoa,5,kg\n" * 20)
    with pytest.raises(InputError, match=r"file_too_large.*21 lines"):
        read(path, limits=Limits(cells=6))
    assert len(read(path).table) == 20
