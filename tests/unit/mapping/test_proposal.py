"""Mappings proposed from cells: for lists whose headers say nothing, or that have none."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from footprint.ground.errors import InputError
from footprint.mapping import Profile, load_profile, propose
from footprint.stages.read import read

HEADERLESS = "18010000;CI;12,5;t;2023-04-01\n09011100;BR;3,25;t;2023-05-01\n08039010;EC;4;t;2023-05-03\n"
UNKNOWN = (
    "Lijst 2023;;;;;\n;;;;;\nX1;Omsch;Van;Waar;Hvl;E\n"
    "100234;cacaobonen;Barry NV;Ivoorkust;1.250;kg\n"
    "100235;koffiebonen groen;Sucafina;BR;2.500,5;kg\n"
    "100236;bananen;Dole;Ecuador;3.000;kg\n"
)


@pytest.fixture
def written(tmp_path: Path):  # type: ignore[no-untyped-def]
    def write(text: str, name: str = "list.csv") -> Path:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return write


def keys(proposal) -> dict[str, str]:  # type: ignore[no-untyped-def]
    return {one.letter: one.key for one in proposal.columns if one.key}


def test_a_list_without_headers(written) -> None:  # type: ignore[no-untyped-def]
    proposal = propose(written(HEADERLESS))
    assert keys(proposal) == {"A": "hs_code", "B": "origin", "C": "amount", "D": "unit", "E": "year"}
    assert (proposal.header_row, proposal.missing) == (0, ())
    assert proposal.columns[1].samples == ("CI", "BR", "EC")
    assert read(written(HEADERLESS), profile=proposal.profile()).table["amount"].tolist() == [12.5, 3.25, 4.0]


def test_headers_that_say_nothing_and_numbers_that_say_their_sign(written) -> None:  # type: ignore[no-untyped-def]
    path = written(UNKNOWN)
    proposal = propose(path)
    assert keys(proposal) == {"B": "item", "D": "origin", "E": "amount", "F": "unit"}
    assert (proposal.header_row, proposal.decimal) == (3, ",")
    assert all(0.5 < one.confidence <= 1 and one.why for one in proposal.columns if one.key)
    activities = read(path, profile=proposal.profile())
    assert activities.table["amount"].tolist() == [1250.0, 2500.5, 3000.0]
    assert activities.problems == ()


def test_headers_that_are_understood_count_most() -> None:
    rows = [{"Artikel": "Zeug", "Herkunft": "Nirgendwo", "Menge": "viel", "Lieferant": "Müller"}]
    proposal = propose(rows)
    assert keys(proposal) == {"A": "item", "B": "origin", "C": "amount", "D": "supplier"}
    doubtful = {one.key: one.confidence for one in proposal.columns}
    assert doubtful["origin"] < doubtful["supplier"]


def test_units_that_are_codes_of_countries_stay_units() -> None:
    frame = pd.DataFrame({"a": ["Kakao", "Kaffee"], "b": [1.5, 2.5], "c": ["KG", "ST"], "d": ["GH", "BR"]})
    assert keys(propose(frame)) == {"A": "item", "B": "amount", "C": "unit", "D": "origin"}


def test_prices_and_numbers_of_articles_are_no_amounts() -> None:
    rows = [
        {"Preis": 1.2, "Artikel-Nr": 100234, "was": "cocoa beans", "wieviel": 12.5},
        {"Preis": 2.4, "Artikel-Nr": 100235, "was": "bananas", "wieviel": 3.5},
    ]
    assert keys(propose(rows)) == {"C": "item", "D": "amount"}


def test_the_user_has_the_last_word(tmp_path: Path, written) -> None:  # type: ignore[no-untyped-def]
    proposal = propose(written(UNKNOWN)).changed("supplier", "C").changed("unit", "")
    assert keys(proposal) == {"B": "item", "C": "supplier", "D": "origin", "E": "amount"}
    proposal.profile(unit="t").save(tmp_path / "profile.json")
    profile = load_profile(tmp_path / "profile.json")
    assert isinstance(profile, Profile)
    table = read(tmp_path / "list.csv", profile=profile).table
    assert table[["supplier", "unit"]].to_numpy().tolist()[0] == ["Barry NV", "t"]


def test_of_a_workbook_the_fullest_visible_sheet_is_looked_at(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["about this list"])
    page = book.create_sheet("Daten")
    for row in (["was", "woher", "wieviel", "womit"], ["Kakaobohnen", "Ghana", 5, "kg"], ["Weizen", "FR", 7, "t"]):
        page.append(row)
    book.save(tmp_path / "p.xlsx")
    proposal = propose(tmp_path / "p.xlsx")
    assert (proposal.sheet, keys(proposal)) == ("Daten", {"A": "item", "B": "origin", "C": "amount", "D": "unit"})
    with pytest.raises(InputError, match="sheet_missing"):
        propose(tmp_path / "p.xlsx", sheet="Nope")


def test_what_is_missing_is_said() -> None:
    assert propose([{"a": "hello", "b": "world"}]).missing == ("amount",)


def test_parquet_and_json_are_looked_at_too(tmp_path: Path) -> None:
    frame = pd.DataFrame({"x": ["cocoa beans"], "y": ["Ghana"], "z": [1.5]})
    frame.to_parquet(tmp_path / "p.parquet")
    (tmp_path / "p.json").write_text(frame.to_json(orient="records"), encoding="utf-8")
    for name in ("p.parquet", "p.json"):
        assert keys(propose(tmp_path / name)) == {"A": "item", "B": "origin", "C": "amount"}


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"\x89PNG\r\n", b""])
def test_what_is_no_table_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(InputError, match="file_"):
        propose(tmp_path / "x")


def test_other_sheets_with_a_list_are_named(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for month in ("Jan", "Feb", "Mar"):
        sheet = workbook.create_sheet(month)
        for row in (["X1", "Omsch", "Hvl", "E"], ["1", "cacaobonen", 5, "kg"], ["2", "koffie", 3, "kg"]):
            sheet.append(row)
    workbook.create_sheet("Notes").append(["niets"])
    workbook["Mar"].sheet_state = "hidden"
    workbook.save(tmp_path / "months.xlsx")
    assert propose(tmp_path / "months.xlsx").others == ("Feb",)
    assert propose(tmp_path / "months.xlsx", sheet="Feb").others == ()
    assert propose(tmp_path / "months.xlsx").changed("item", "A").others == ("Feb",)
