"""Workbooks with everything a marked one must keep, and what was found in them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import xlsxwriter

import footprint
from footprint.ground.errors import InputError
from footprint.ground.language import Language
from footprint.returned import write_marked

ENGLISH = Language("en")
HEADS = ("Artikel", "Oorsprong", "Hoeveelheid", "Eenheid", "Opmerking")
LINES = (
    ("cacaobonen", "Ghana", 10, "t", "=1+1"),
    ("cacaoboenen", "", 1.5, "t", ""),
    ("suiker", "", "1.250", "kg", "wie weet"),
    ("honing", "BE", 3, "kg", ""),
    ("palmolie", "Maleisië", 4, "bigbag", "<&>"),
)


def picture():
    """Return the bytes of a picture of one point."""

    def chunk(kind, body):
        whole = kind + body
        return struct.pack(">I", len(body)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\x00\xff\x00\x00")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def make_rich(path, sheet="Aankopen! 'A' 24", macros=False):
    """Write a workbook with a list and a chart, a picture, comments, rules, a hidden sheet, a name, maybe macros."""
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet(sheet)
    bold = book.add_format({"bold": True, "bg_color": "#FFEEAA"})
    page.write_string(0, 0, "Onze lijst", bold)
    for column, head in enumerate(HEADS):
        page.write_string(2, column, head, bold)
    for row, line in enumerate(LINES, 3):
        for column, value in enumerate(line):
            if value != "":
                (page.write_string if isinstance(value, str) else page.write_number)(row, column, value)
    page.set_column(0, 20, 14)
    page.write_comment("A5", "Navragen bij Jan")
    page.write_comment("E4", "Los van de fouten")
    page.conditional_format("C4:C8", {"type": "cell", "criteria": ">", "value": 5, "format": bold})
    page.data_validation("D4:D8", {"validate": "list", "source": ["t", "kg"]})
    page.insert_image("H12", "logo.png", {"image_data": io.BytesIO(picture())})
    chart = book.add_chart({"type": "bar"})
    quoted = sheet.replace("'", "''")
    chart.add_series({"values": f"='{quoted}'!$C$4:$C$8"})
    page.insert_chart("A12", chart)
    page.freeze_panes(3, 0)
    other = book.add_worksheet("Archief")
    other.write_formula("A1", "=SUM(1,2)", value=3)
    other.hide()
    book.define_name("Tarief", "=0.21")
    if macros:
        book.add_vba_project(io.BytesIO(b"macros, not to be run"), is_stream=True)
    book.close()
    return Path(path)


def assessed(path):
    """Return the problems and the result of a list, which is None where faults stop it."""
    try:
        result = footprint.assess(path)
    except InputError as fault:
        return list(fault.problems), None
    return result.problems, result


def marked(path, target, language=ENGLISH):
    """Mark a list as its assessment tells; return the target."""
    write_marked(path, target, *assessed(path), language)
    return target


def parts(path):
    """Return the content of each part of a package."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def rewritten(path, target, change):
    """Write a package again with `change` applied to each part and its name; what it returns None for is dropped."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts(path).items():
            new = change(name, content)
            if new is not None:
                made.writestr(name, new)
    return target
