"""The commands before an assessment, and the user's own list that comes back."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
from command_line import run

ODD = (
    "Mat.;Was;Wo;Wieviel;Einh\n4711;Kakaobohnen;Ghana;1.234,5;kg\n4712;Weizen;Belgien;12;t\n4713;Sojabohnen;BR;3,5;t\n"
)


def odd(folder: Path) -> Path:
    path = folder / "export.csv"
    path.write_text(ODD, encoding="utf-8")
    return path


class TestTemplate:
    def test_it_is_written_in_the_language_asked_for(self, tmp_path: Path) -> None:
        assert run("template", tmp_path / "t.xlsx", "--lang", "nl").exit_code == 0
        cells = [cell for row in openpyxl.load_workbook(tmp_path / "t.xlsx")["Aankopen"].values for cell in row]
        assert {"Oorsprong", "Ivoorkust"} <= set(cells)

    def test_a_file_that_is_there_is_never_overwritten(self, tmp_path: Path) -> None:
        assert run("template", tmp_path / "[b]t.xlsx").exit_code == 0
        again = run("template", tmp_path / "[b]t.xlsx")
        assert again.exit_code == 2
        assert "output_exists" in again.stderr

    def test_a_name_that_would_not_open_is_refused(self, tmp_path: Path) -> None:
        done = run("template", tmp_path / "t.docx")
        assert done.exit_code == 2
        assert "output_suffix" in done.stderr

    def test_a_place_that_cannot_be_written_is_told(self, tmp_path: Path) -> None:
        done = run("template", tmp_path / "nowhere" / "t.xlsx")
        assert done.exit_code == 2
        assert "output_not_writable" in done.stderr


class TestMap:
    def test_a_list_nobody_understands_is_read_with_the_profile_that_was_proposed(self, tmp_path: Path) -> None:
        refused = run("assess", odd(tmp_path))
        assert refused.exit_code == 2
        assert "footprint map" in refused.stderr
        mapped = run("map", odd(tmp_path), "--save", tmp_path / "profile.json")
        assert mapped.exit_code == 0
        assert "Wieviel" in mapped.stdout
        done = run("assess", odd(tmp_path), "--profile", tmp_path / "profile.json", "--json", tmp_path / "x.json")
        assert done.exit_code == 0
        lines = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))["lines"]
        assert [(line["product"], line["tonnes"]) for line in lines] == [
            ("cocoa_beans", 1.2345),
            ("wheat", 12.0),
            ("soybeans", 3.5),
        ]

    def test_the_user_has_the_last_word(self, tmp_path: Path) -> None:
        done = run("map", odd(tmp_path), "--column", "origin=", "--column", "comment=C", "--save", tmp_path / "p.json")
        assert done.exit_code == 0
        columns = json.loads((tmp_path / "p.json").read_text(encoding="utf-8"))["columns"]
        assert "origin" not in columns
        assert columns["comment"] == {"letter": "C", "header": "Wo"}

    def test_a_column_that_is_not_there_is_told(self, tmp_path: Path) -> None:
        for said in ("origin=Z", "colour=A"):
            done = run("map", odd(tmp_path), "--column", said)
            assert done.exit_code == 2
            assert said in done.stderr

    def test_the_list_is_never_overwritten(self, tmp_path: Path) -> None:
        path = odd(tmp_path)
        assert run("map", path, "--save", path).exit_code == 2
        assert path.read_text(encoding="utf-8") == ODD

    def test_what_no_column_was_found_for_is_asked_for(self, tmp_path: Path) -> None:
        (tmp_path / "x.csv").write_text("aa;bb\nGhana;kg\nBrazil;kg\n", encoding="utf-8")
        done = run("map", tmp_path / "x.csv")
        assert done.exit_code == 2
        assert "--column item=LETTER" in done.stderr


class TestMarked:
    def test_the_list_comes_back_with_results_and_marks(self, tmp_path: Path) -> None:
        path = tmp_path / "list.csv"
        path.write_text("item,origin,amount,unit\nwheat,BE,10,t\ncocoa beans,,2,t\n", encoding="utf-8")
        assert run("assess", path, "--marked", tmp_path / "marked.xlsx", "--lang", "nl").exit_code == 0
        again = run("assess", tmp_path / "marked.xlsx", "--json", tmp_path / "x.json")
        assert again.exit_code == 0
        lines = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))["lines"]
        assert [line["item"] for line in lines] == ["wheat", "cocoa beans"]

    def test_a_refused_list_comes_back_with_its_faults(self, tmp_path: Path) -> None:
        path = tmp_path / "list.csv"
        path.write_text("item,origin,amount,unit\nwheat,BE,about 12,t\n", encoding="utf-8")
        assert run("assess", path, "--marked", tmp_path / "marked.xlsx").exit_code == 2
        book = openpyxl.load_workbook(tmp_path / "marked.xlsx")
        comments = [cell.comment.text for row in book.worksheets[0].iter_rows() for cell in row if cell.comment]
        assert any("number" in text for text in comments)

    def test_the_list_itself_is_no_place_for_its_marks(self, tmp_path: Path) -> None:
        path = tmp_path / "list.csv"
        path.write_text("item,origin,amount,unit\nwheat,BE,10,t\n", encoding="utf-8")
        assert run("assess", path, "--marked", path).exit_code == 2
        assert path.read_text(encoding="utf-8").startswith("item,origin")


def test_problems_are_told_in_the_language_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("item,origin,amount,unit\nhoney,BE,10,t\n", encoding="utf-8")
    assert "Listed, not counted" in run("assess", path).stderr
    assert "Listed, not counted" not in run("assess", path, "--lang", "nl").stderr
