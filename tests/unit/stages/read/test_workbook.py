import datetime
import math
import re
import zipfile
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from footprint.ground.errors import InputError
from footprint.stages.read import read, workbook

HEADER = ["item", "origin", "amount", "unit"]
FIXTURES = Path(__file__).parent / "fixtures"


def test_a_sheet_is_read_as_written(write_xlsx):
    path = write_xlsx([HEADER, ["cocoa beans", "CI", 1741.14, "kg"], ["coffee", None, 3, "t"]])
    activities = read(path)
    table = activities.table
    assert table["line"].tolist() == [2, 3]
    assert table["item"].tolist() == ["cocoa beans", "coffee"]
    assert table["origin"].isna().tolist() == [False, True]
    assert table["amount"].tolist() == [1741.14, 3.0]
    assert activities.where(3, "amount") == "Sheet1!C3"
    assert activities.where(3) == "Sheet1!3"
    assert (activities.source, activities.sheet, activities.problems) == ("purchases.xlsx", "Sheet1", ())
    assert str(table["supplier"].dtype) == "category"
    assert table["supplier"].isna().all()


def test_error_cells_are_no_numbers_and_no_texts(write_xlsx, codes_at):
    errors = ["#N/A", "#NUM!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NULL!"]
    path = write_xlsx(
        [HEADER, *([f"item {n}", "CI", error, "kg"] for n, error in enumerate(errors)), ["#N/A", "#REF!", 5, "kg"]]
    )
    activities = read(path)
    assert activities.table["amount"].isna().tolist() == [True] * 7 + [False]
    assert activities.table.iloc[7][["item", "origin"]].isna().all()
    assert codes_at(activities) == {
        "amount_error_cell": [f"Sheet1!C{row}" for row in range(2, 9)],
        "text_error_cell": ["Sheet1!A9", "Sheet1!B9"],
    }
    assert activities.amounts_written["written"].tolist() == errors


def test_a_formula_without_its_result_is_told(write_xlsx, codes_at):
    path = write_xlsx([HEADER, ["cocoa", "CI", "=2*3", "kg"], ["=A2", "CI", 4, "kg"]])
    activities = read(path)
    assert codes_at(activities) == {"formula_without_value": ["Sheet1!C2"], "text_error_cell": ["Sheet1!A3"]}
    assert math.isnan(activities.table["amount"][0])


def test_a_formula_with_its_result_is_a_number(write_xlsx, rewrite_part):
    path = write_xlsx([HEADER, ["cocoa", "CI", "=2*3", "kg"]])
    part = "xl/worksheets/sheet1.xml"
    xml = zipfile.ZipFile(path).read(part)
    for empty in (b"<v />", b"<v/>", b"<v></v>"):  # as the XML writer at hand puts it
        xml = xml.replace(empty, b"<v>6</v>")
    activities = read(rewrite_part(path, {part: xml}))
    assert activities.table["amount"].tolist() == [6.0]
    assert activities.problems == ()


def test_a_formula_that_gives_an_empty_text_is_an_empty_cell(write_xlsx, rewrite_part, codes_at):
    path = write_xlsx([HEADER, ["cocoa", "=IF(1,,)", 5, "kg"]])
    part = "xl/worksheets/sheet1.xml"
    xml = zipfile.ZipFile(path).read(part).replace(b'<c r="B2">', b'<c r="B2" t="str">')
    activities = read(rewrite_part(path, {part: xml}))
    assert activities.table["origin"].isna().all()
    assert codes_at(activities) == {}


def test_cells_that_are_no_amounts(write_xlsx, codes_at):
    cells = [True, datetime.date(2023, 5, 1), datetime.time(3, 4), None, -5, 0, "1.234", "abc"]
    activities = read(write_xlsx([HEADER, *(["cocoa", "CI", cell, "kg"] for cell in cells)]))
    assert codes_at(activities) == {
        "amount_is_boolean": ["Sheet1!C2"],
        "amount_is_date": ["Sheet1!C3", "Sheet1!C4"],
        "amount_missing": ["Sheet1!C5"],
        "amount_negative": ["Sheet1!C6"],
        "amount_zero": ["Sheet1!C7"],
        "amount_ambiguous": ["Sheet1!C8"],
        "amount_unreadable": ["Sheet1!C9"],
    }
    assert activities.table["amount"].dropna().tolist() == [0.0]


def test_titles_above_blank_rows_and_a_shifted_table(write_xlsx):
    rows = [
        ["Purchases 2023"],
        [],
        [None, None, *HEADER],
        [None, None, "cocoa", "CI", 5, "kg"],
        [],
        [None, None, "tea", "IN", 6, "kg"],
    ]
    activities = read(write_xlsx(rows))
    assert activities.table["line"].tolist() == [4, 6]
    assert activities.where(6, "amount") == "Sheet1!E6"
    assert activities.skipped == {"blank": 1}


def test_a_second_header_is_skipped_with_a_warning(write_xlsx, codes_at):
    rows = [
        ["Artikel", "Oorsprong", "Hoeveelheid", "Eenheid"],
        ["Article", "Origine", "Quantité", "Unité"],
        ["cacao", "CI", 5, "kg"],
    ]
    activities = read(write_xlsx(rows))
    assert activities.table["line"].tolist() == [3]
    assert codes_at(activities) == {"header_repeated": ["Sheet1!2"]}
    assert activities.skipped == {"header": 1}


def test_totals_are_skipped_and_a_product_named_total_is_not(write_xlsx, codes_at):
    rows = [
        HEADER,
        ["cocoa", "CI", 5, "kg"],
        ["Totaal", None, 5, None],
        ["Total", "FR", 7, "kg"],
        ["Somme 2023", None, 12, None],
    ]
    activities = read(write_xlsx(rows))
    assert activities.table["line"].tolist() == [2, 4]
    assert codes_at(activities) == {"row_is_total": ["Sheet1!3", "Sheet1!5"]}


def test_doubled_headers_name_both_cells(write_xlsx, codes_at):
    activities = read(write_xlsx([["item", "origin", "amount", "quantity", "unit"], ["cocoa", "CI", 5, 6, "kg"]]))
    assert codes_at(activities) == {"header_duplicated": ["Sheet1!D1"]}
    assert "'amount' in Sheet1!C1 and 'quantity' in Sheet1!D1" in activities.problems[0].found
    assert activities.table["amount"].tolist() == [5.0]


def test_a_merged_text_counts_for_each_line_and_a_merged_amount_for_none(write_xlsx, codes_at):
    def merge(book):
        book.active.merge_cells("B2:B4")
        book.active.merge_cells("C3:C4")

    rows = [HEADER, ["cocoa", "CI", 5, "kg"], ["coffee", None, 6, "kg"], ["tea", None, None, "kg"]]
    activities = read(write_xlsx(rows, finish=merge))
    assert activities.table["origin"].tolist() == ["CI", "CI", "CI"]
    np.testing.assert_array_equal(activities.table["amount"], [5.0, math.nan, math.nan])
    assert codes_at(activities) == {
        "cell_merged": ["Sheet1!B2"],
        "amount_merged": ["Sheet1!C3"],
        "amount_missing": ["Sheet1!C4"],
    }
    assert activities.amounts_written["written"].tolist() == ["6", ""]


def test_merges_marks_and_lines_hold_over_batches(write_xlsx, monkeypatch):
    rows = [HEADER, *([f"item {n}", "CI" if n == 0 else None, "#N/A" if n == 7 else n + 1, "kg"] for n in range(10))]
    path = write_xlsx(rows, finish=lambda book: book.active.merge_cells("B2:B11"))
    whole = read(path)
    monkeypatch.setattr(workbook, "BATCH", 3)
    parts = read(path)
    assert parts.table.astype(object).equals(whole.table.astype(object))
    assert parts.problems == whole.problems
    assert parts.table["origin"].tolist() == ["CI"] * 10


def test_the_first_visible_sheet_with_a_header_is_read(write_xlsx, codes_at):
    def hide(book):
        book["Old"].sheet_state = "hidden"

    lines = [HEADER, ["cocoa", "CI", 5, "kg"]]
    path = write_xlsx(Old=[HEADER, ["tea", "IN", 1, "kg"]], Notes=[["hello"]], List=lines, More=lines, finish=hide)
    activities = read(path)
    assert (activities.sheet, activities.table["item"].tolist()) == ("List", ["cocoa"])
    assert codes_at(activities) == {"sheet_ignored": ["Old", "Notes"], "sheet_list_ignored": ["More"]}
    assert [problem.severity for problem in activities.problems] == ["info", "info", "warning"]
    assert read(path, sheet="Old").table["item"].tolist() == ["tea"]
    with pytest.raises(InputError, match=r"sheet_missing.*'Other'.*'List'"):
        read(path, sheet="Other")


def test_no_header_and_missing_columns_stop_the_reading(write_xlsx, codes_at):
    with pytest.raises(InputError, match="header_missing"):
        read(write_xlsx([["cocoa", "CI", 5], ["tea", "IN", 6]]))
    with pytest.raises(InputError, match="no column amount") as caught:
        read(write_xlsx([["item", "origin", "colour"], ["cocoa", "CI", "brown"]]))
    assert set(codes_at(caught.value)) == {"column_missing", "column_absent", "column_ignored"}
    with pytest.raises(InputError, match=r"file_empty.*Write at least one line below the header"):
        read(write_xlsx([HEADER]))


def test_codes_stand_in_for_items_and_stay_whole(write_xlsx):
    activities = read(
        write_xlsx([["GN-code", "Hoeveelheid (kg)", "Land van oorsprong"], [18010000, 5, "CI"], ["0901 11", 6, "BR"]])
    )
    assert activities.table["hs_code"].tolist() == ["18010000", "0901 11"]
    assert activities.table["unit"].tolist() == ["kg", "kg"]


def test_years_of_every_kind(write_xlsx, codes_at):
    years = [2023, "2022", datetime.date(2021, 3, 4), "FY2020", "soon", None, 45292]
    activities = read(write_xlsx([[*HEADER, "year"], *(["cocoa", "CI", 5, "kg", year] for year in years)]))
    np.testing.assert_array_equal(activities.table["year"], [2023, 2022, 2021, 2020, math.nan, math.nan, math.nan])
    assert codes_at(activities) == {"year_unreadable": ["Sheet1!E6", "Sheet1!E8"]}


def test_wide_sheets_and_far_cells(write_xlsx):
    row = [None] * 60
    path = write_xlsx([[*row, *HEADER], [*row, "cocoa", "CI", 5, "kg"]])
    assert read(path).where(2, "amount") == "Sheet1!BK2"


def test_the_same_list_from_xls(codes_at):
    activities = read(FIXTURES / "purchases.xls")
    assert activities.sheet == "Aankopen"
    assert activities.table["item"].tolist() == ["cacaobonen", "sojaschroot", "koffie", "bananen", "ananas"]
    assert activities.table["origin"].tolist() == ["Ivoorkust", "Brazilië", "Peru", "Ecuador", "Ecuador"]
    np.testing.assert_array_equal(activities.table["amount"], [1250.5, 80000.0, math.nan, 10.0, 20.0])
    assert activities.table["line"].tolist() == [2, 3, 4, 6, 7]
    assert codes_at(activities) == {"cell_merged": ["Aankopen!B6"], "amount_ambiguous": ["Aankopen!C4"]}


ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
    '<office:body><office:spreadsheet><table:table table:name="Blad1">'
)
ODS_TAIL = "</table:table></office:spreadsheet></office:body></office:document-content>"


def _ods(path: Path, rows, extra="", manifest="") -> Path:
    def cell(value):
        if isinstance(value, float):
            return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'

    body = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
        package.writestr("content.xml", ODS_HEAD + body + extra + ODS_TAIL)
    return path


def test_the_same_list_from_ods(tmp_path, codes_at):
    rows = [
        ["Artikel", "Herkomst", "Hoeveelheid (kg)"],
        ["cacaobonen", "Ivoorkust", 1250.5],
        ["koffie", "Peru", "1.234"],
    ]
    activities = read(_ods(tmp_path / "purchases.ods", rows))
    np.testing.assert_array_equal(activities.table["amount"], [1250.5, math.nan])
    assert activities.table["unit"].tolist() == ["kg", "kg"]
    assert codes_at(activities) == {"amount_ambiguous": ["Blad1!C3"]}


def test_error_values_in_ods_are_told_for_the_sheet(tmp_path, codes_at):
    error = '<table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error"/>'
    extra = f"<table:table-row>{error}{error}{error}</table:table-row>"
    activities = read(
        _ods(tmp_path / "p.ods", [["item", "origin", "amount", "unit"], ["cocoa", "CI", 5.0, "kg"]], extra)
    )
    assert codes_at(activities) == {"sheet_has_errors": ["Blad1"]}
    assert "3 error values" in activities.problems[0].found


def test_an_encrypted_ods_is_refused(tmp_path):
    path = _ods(tmp_path / "p.ods", [["item", "amount"]], manifest="<manifest:encryption-data/>")
    with pytest.raises(InputError, match="workbook_encrypted"):
        read(path)


def test_the_content_tells_the_format_not_the_name(write_xlsx):
    path = write_xlsx([HEADER, ["cocoa", "CI", 5, "kg"]])
    renamed = path.rename(path.with_suffix(".csv"))
    assert read(renamed).table["item"].tolist() == ["cocoa"]


def test_a_template_header_row_of_each_language_reads(write_xlsx):
    for header in (["Article", "Origine", "Quantité", "Unité"], ["Artikel", "Ursprung", "Menge", "Einheit"]):
        assert read(write_xlsx([header, ["x", "FR", 1, "kg"]])).table["amount"].tolist() == [1.0]


def test_openpyxl_and_the_reader_agree_on_every_number(write_xlsx):
    numbers = np.random.default_rng(7).lognormal(3, 4, 200).tolist()
    path = write_xlsx([HEADER, *(["cocoa", "CI", number, "kg"] for number in numbers)])
    sheet = openpyxl.load_workbook(path)["Sheet1"]
    assert read(path).table["amount"].tolist() == [sheet.cell(row, 3).value for row in range(2, 202)]


def test_a_list_that_begins_far_from_the_corner(write_xlsx, codes_at):
    rows = [
        [],
        [],
        [None, None, *HEADER],
        [None, None, "cocoa", "CI", "#N/A", "kg"],
        [None, None, "tea", None, 5, "kg"],
    ]
    activities = read(write_xlsx(rows, finish=lambda book: book.active.merge_cells("D4:D5")))
    assert activities.table["origin"].tolist() == ["CI", "CI"]
    assert codes_at(activities) == {"cell_merged": ["Sheet1!D4"], "amount_error_cell": ["Sheet1!E4"]}
    assert activities.columns == {"item": "C", "origin": "D", "amount": "E", "unit": "F"}


def test_error_cells_in_xls(codes_at):
    activities = read(FIXTURES / "errors.xls")
    np.testing.assert_array_equal(activities.table["amount"], [math.nan, 5.0, math.nan, 6.0])
    assert codes_at(activities) == {
        "amount_error_cell": ["Lijst €!C2", "Lijst €!C4"],
        "text_error_cell": ["Lijst €!B3"],
    }
    assert activities.amounts_written["written"].tolist() == ["#N/A", "#DIV/0!"]


def test_marks_are_seen_where_elements_carry_a_prefix(write_xlsx, rewrite_part, codes_at):
    path = write_xlsx([HEADER, ["cocoa", "CI", "=2*3", "kg"], ["tea", "IN", "#N/A", "kg"]])
    part = "xl/worksheets/sheet1.xml"
    xml = zipfile.ZipFile(path).read(part)
    xml = re.sub(rb"<(/?)(\w)", rb"<\1x:\2", xml).replace(b"xmlns=", b"xmlns:x=")
    assert codes_at(read(rewrite_part(path, {part: xml}))) == {
        "formula_without_value": ["Sheet1!C2"],
        "amount_error_cell": ["Sheet1!C3"],
    }
