import io
import struct
import zipfile
from pathlib import Path
from random import Random

import pytest

from footprint.ground.errors import InputError
from footprint.stages.read import Limits, read
from footprint.stages.read.unpack import open_package, pieces

HEADER = ["item", "origin", "amount", "unit"]
FIXTURES = Path(__file__).parent / "fixtures"
SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _sheet(cells: str) -> bytes:
    return f'<?xml version="1.0"?><worksheet xmlns="{NAMESPACE}"><sheetData>{cells}</sheetData></worksheet>'.encode()


@pytest.fixture
def good(write_xlsx):
    return write_xlsx([HEADER, ["cocoa", "CI", 5, "kg"]])


def test_a_bomb_is_refused_before_it_is_unpacked(good, rewrite_part):
    bomb = rewrite_part(good, {"xl/media/zeros.bin": bytes(100 * 1024**2)})
    with pytest.raises(InputError, match=r"workbook_unsafe.*unpack to"):
        read(bomb)


def test_the_limit_can_be_raised(good, rewrite_part):
    large = rewrite_part(good, {"xl/media/zeros.bin": bytes(2 * 1024**2)})
    with pytest.raises(InputError, match="workbook_unsafe"):
        read(large, limits=Limits(unpacked_bytes=1024**2))
    assert len(read(large).table) == 1


def test_a_part_that_lies_about_its_size_is_refused(good, tmp_path):
    content = bytearray(good.read_bytes())
    with zipfile.ZipFile(good) as package:
        stated = package.getinfo(SHEET).file_size
    entry = content.rindex(SHEET.encode()) - 46
    assert struct.unpack_from("<I", content, entry + 24)[0] == stated
    struct.pack_into("<I", content, entry + 24, 10)
    liar = tmp_path / "liar.xlsx"
    liar.write_bytes(content)
    with pytest.raises(InputError, match="more than the 10 bytes it states"):
        read(liar)


def test_entities_are_refused(good, rewrite_part):
    xml = _sheet("").replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet')
    with pytest.raises(InputError, match="entity declarations"):
        read(rewrite_part(good, {SHEET: xml}))


def test_two_cells_far_apart_are_refused(good, rewrite_part):
    far = _sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    with pytest.raises(InputError, match="16,384 columns and 1,048,576 rows"):
        read(rewrite_part(good, {SHEET: far}))


def test_rows_beyond_the_format_are_refused(good, rewrite_part):
    far = _sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="9999999"><c r="A9999999"><v>1</v></c></row>')
    with pytest.raises(InputError, match="9,999,999 rows"):
        read(rewrite_part(good, {SHEET: far}))


def test_a_damaged_workbook_is_refused(good, tmp_path):
    cut = tmp_path / "cut.xlsx"
    cut.write_bytes(good.read_bytes()[:-200])
    with pytest.raises(InputError, match=r"file_not_a_table.*damaged zip"):
        read(cut)


def test_a_damaged_part_is_refused(good, tmp_path):
    content = bytearray(good.read_bytes())
    with zipfile.ZipFile(good) as package:
        start = package.getinfo(SHEET).header_offset + 30 + len(SHEET)
    content[start : start + 20] = b"\xff" * 20
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(content)
    with pytest.raises(InputError, match=r"file_not_a_table.*damaged"):
        read(broken)


def test_a_zip_that_is_no_workbook_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as package:
        package.writestr("hello.txt", "item;amount")
    with pytest.raises(InputError, match="file_not_a_table"):
        read(tmp_path / "a.zip")


def test_a_workbook_behind_a_password_is_refused(tmp_path):
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    (tmp_path / "secret.xlsx").write_bytes(head + "EncryptedPackage".encode("utf-16-le") + bytes(512))
    with pytest.raises(InputError, match="workbook_encrypted"):
        read(tmp_path / "secret.xlsx")


def test_an_old_workbook_that_is_damaged_is_refused(tmp_path):
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 4000)
    with pytest.raises(InputError, match="file_not_a_table"):
        read(tmp_path / "old.xls")


def test_pieces_are_the_content(good):
    with open_package(io.BytesIO(good.read_bytes()), "p.xlsx") as package:
        for entry in package.infolist():
            assert b"".join(pieces(package, entry, "p.xlsx")) == package.read(entry)


def _xls(rewrite) -> bytes:
    content = bytearray((FIXTURES / "purchases.xls").read_bytes())
    rewrite(content)
    return bytes(content)


def _at(content: bytes, kind: int, length: int) -> int:
    """Return where the content of the first record of this kind and length begins."""
    return content.index(struct.pack("<HH", kind, length)) + 4


def test_an_xls_that_claims_too_many_texts_is_refused(tmp_path):
    stream = (FIXTURES / "purchases.xls").read_bytes()
    length = struct.unpack_from("<H", stream, stream.index(b"\xfc\x00") + 2)[0]

    def forge(content):
        struct.pack_into("<I", content, _at(content, 0xFC, length) + 4, 2**31)

    (tmp_path / "forged.xls").write_bytes(_xls(forge))
    with pytest.raises(InputError, match="more texts claimed"):
        read(tmp_path / "forged.xls")


def test_an_xls_that_claims_a_vast_sheet_is_refused(tmp_path):
    def forge(content):
        struct.pack_into("<I", content, _at(content, 0x200, 14) + 4, 2**31)

    (tmp_path / "forged.xls").write_bytes(_xls(forge))
    with pytest.raises(InputError, match="columns and 2,147,483,648 rows"):
        read(tmp_path / "forged.xls")


def test_an_xls_with_a_cell_beyond_the_format_is_refused(tmp_path):
    def forge(content):
        struct.pack_into("<H", content, _at(content, 0x27E, 10) + 2, 0x4124)

    (tmp_path / "forged.xls").write_bytes(_xls(forge))
    with pytest.raises(InputError, match="a cell in column 16,677"):
        read(tmp_path / "forged.xls")


def test_a_chain_of_sectors_that_runs_in_a_circle_is_refused(tmp_path):
    def forge(content):
        (fat,) = struct.unpack_from("<I", content, 76)
        (directory,) = struct.unpack_from("<I", content, 48)
        struct.pack_into("<I", content, (fat + 1) * 512 + 4 * directory, directory)

    (tmp_path / "forged.xls").write_bytes(_xls(forge))
    with pytest.raises(InputError, match="chain of sectors without an end"):
        read(tmp_path / "forged.xls")


@pytest.mark.parametrize("name", ["purchases.xls", "errors.xls"])
def test_damaged_bytes_never_pass_for_another_error(tmp_path, name):
    random = Random(name)  # noqa: S311 (the same damage each time, no secret)
    content = (FIXTURES / name).read_bytes()
    outcomes = set()
    for _ in range(60):
        damaged = bytearray(content)
        damaged[random.randrange(len(damaged))] = random.randrange(256)
        (tmp_path / "damaged.xls").write_bytes(damaged)
        outcomes.add(_outcome(tmp_path / "damaged.xls"))
    assert outcomes <= {"read", "file_not_a_table", "workbook_unsafe", "header_missing", "column_missing"}


def _outcome(path) -> str:
    try:
        read(path)
    except InputError as error:
        return error.problems[0].code
    return "read"
