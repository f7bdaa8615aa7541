"""The command line: what it prints, what it writes, and its exit codes."""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path

import pytest
from command_line import run

from footprint.ground.library import library
from footprint.verify import Check

GOOD = "item,origin,amount,unit\nwheat,BE,10,t\ncocoa beans,,2,t\n"
FAULTY = "item,origin,amount,unit\nwheat,BE,about 12,t\nwheat,BE,5,bigbag\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "list.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_version_is_that_of_the_package() -> None:
    assert run("--version").stdout.strip() == f"footprint {version('footprint')}"


class TestAssess:
    def test_coverage_and_impacts_on_screen_progress_and_problems_beside(self, tmp_path: Path) -> None:
        done = run("assess", written(tmp_path, GOOD))
        assert done.exit_code == 0
        assert done.stdout.index("Coverage") < done.stdout.index("Impact by lens and realm (never added up)")
        assert "MSA-loss.m2.yr" in done.stdout
        assert "Reading and assessing list.csv" in done.stderr
        assert "origin_assumed: 1 x" in done.stderr

    def test_it_writes_what_is_asked_for(self, tmp_path: Path) -> None:
        paths = [tmp_path / name for name in ("x.xlsx", "x.html", "x.json")]
        done = run("assess", written(tmp_path, GOOD), "--out", paths[0], "--html", paths[1], "--json", paths[2])
        assert done.exit_code == 0
        assert paths[0].read_bytes().startswith(b"PK")
        assert "<html" in paths[1].read_text(encoding="utf-8")
        assert [line["item"] for line in json.loads(paths[2].read_text(encoding="utf-8"))["lines"]] == [
            *("wheat", "cocoa beans"),
        ]

    def test_faults_are_lines_with_cell_found_expected_and_fix(self, tmp_path: Path) -> None:
        done = run("assess", written(tmp_path, FAULTY))
        assert done.exit_code == 2
        line = next(text for text in done.stderr.splitlines() if "amount_unreadable" in text)
        assert line.startswith("error   list.csv!C2: amount_unreadable: found ")
        found, rest = line.split(": found ", 1)[1].split("; expected ")
        expected, fix = rest.split(". ", 1)
        assert all((found, expected, fix))
        assert any("list.csv!D3" in text for text in done.stderr.splitlines())
        assert "Impact" not in done.stdout

    def test_problems_of_a_refused_list_are_written_as_json(self, tmp_path: Path) -> None:
        path = tmp_path / "problems.json"
        assert run("assess", written(tmp_path, FAULTY), "--json", path).exit_code == 2
        problems = json.loads(path.read_text(encoding="utf-8"))["problems"]
        assert {"amount_unreadable", "unit_unknown"} <= {problem["code"] for problem in problems}
        assert set(problems[0]) == {"code", "severity", "where", "found", "expected", "fix"}

    def test_strict_refuses_what_would_be_listed(self, tmp_path: Path) -> None:
        path = written(tmp_path, GOOD + "wheat,BE,about 12,t\n")
        assert run("assess", path).exit_code == 0
        assert run("assess", path, "--strict").exit_code == 2

    def test_only_the_lens_asked_for(self, tmp_path: Path) -> None:
        done = run("assess", written(tmp_path, GOOD), "--lens", "condition")
        assert done.exit_code == 0
        assert "Intactness of ecosystems" in done.stdout
        assert "Species at risk" not in done.stdout

    def test_an_unknown_lens_names_those_there_are(self, tmp_path: Path) -> None:
        done = run("assess", written(tmp_path, GOOD), "--lens", "beauty")
        assert done.exit_code == 2
        assert "no lens 'beauty'; there are species, condition" in done.stderr

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        done = run("assess", tmp_path / "none.csv")
        assert done.exit_code == 2
        assert "none.csv: file_missing" in done.stderr

    @pytest.mark.parametrize("option", ["--out", "--html", "--json"])
    def test_a_result_that_cannot_be_written_is_said_once(self, tmp_path: Path, option: str) -> None:
        done = run("assess", written(tmp_path, GOOD), option, tmp_path / "nowhere" / "x.out")
        assert done.exit_code == 2
        assert done.stderr.count("output_not_writable") == 1

    def test_a_result_that_cannot_stand_there_is_refused_before_the_work_and_before_any_file(
        self, tmp_path: Path
    ) -> None:
        good, marked = written(tmp_path, GOOD), tmp_path / "marked.xlsx"
        for place, code in (
            (tmp_path / "nowhere" / "x.json", "output_not_writable"),
            (tmp_path, "output_not_writable"),
        ):
            done = run("assess", good, "--json", place, "--marked", marked)
            assert done.exit_code == 2
            assert code in done.stderr
        done = run("assess", good, "--out", tmp_path / "x.xls")
        assert done.exit_code == 2
        assert "output_suffix" in done.stderr
        assert not (tmp_path / "x.xls").exists()

    def test_a_result_is_never_written_over_another(self, tmp_path: Path) -> None:
        (tmp_path / "x.xlsx").write_bytes(b"kept")
        done = run("assess", written(tmp_path, GOOD), "--out", tmp_path / "x.xlsx", "--marked", tmp_path / "x.xlsx")
        assert done.exit_code == 2
        assert "output_clashes" in done.stderr
        assert (tmp_path / "x.xlsx").read_bytes() == b"kept"

    def test_a_decimal_sign_is_a_point_or_a_comma(self, tmp_path: Path) -> None:
        ambiguous = written(tmp_path, 'item,origin,amount,unit\nwheat,BE,"1.234",t\nwheat,BE,1,t\n')
        assert run("assess", ambiguous, "--decimal", ",", "--strict").exit_code == 0
        assert run("assess", ambiguous, "--decimal", "x").exit_code == 2


class TestExplain:
    def test_a_line_back_to_its_cell_and_sources(self, tmp_path: Path) -> None:
        done = run("explain", written(tmp_path, GOOD), "--line", 2)
        assert done.exit_code == 0
        assert "[list.csv!C2]" in done.stdout
        assert "cf_scherer_2023|" in done.stdout
        assert "FAOSTAT" in done.stdout

    def test_a_line_that_is_not_there(self, tmp_path: Path) -> None:
        done = run("explain", written(tmp_path, GOOD), "--line", 99)
        assert done.exit_code == 2
        assert "there is no line 99; lines run from 2 to 3" in done.stderr

    def test_a_list_with_faults(self, tmp_path: Path) -> None:
        done = run("explain", written(tmp_path, FAULTY), "--line", 2)
        assert done.exit_code == 2
        assert "amount_unreadable" in done.stderr


def test_products_by_a_name_in_dutch() -> None:
    done = run("products", "cacaobonen")
    assert done.exit_code == 0
    assert "cocoa_beans" in done.stdout


class TestFactors:
    def test_list_has_every_edition(self) -> None:
        done = run("factors", "list")
        assert done.exit_code == 0
        assert [edition for edition in library().passports if edition not in done.stdout] == []

    def test_show_an_edition(self) -> None:
        done = run("factors", "show", "cf_ibif_2")
        assert done.exit_code == 0
        assert library().passport("cf_ibif_2").doi in done.stdout
        assert "factors.parquet: " in done.stdout

    def test_show_one_factor(self) -> None:
        done = run("factors", "show", "cf_ibif_2|MSA loss, overall|Methane, non-fossil|air|GLO")
        assert done.exit_code == 0
        assert "climate change" in done.stdout
        assert "MSA-loss.m2.yr" in done.stdout

    @pytest.mark.parametrize(
        ("name", "told"),
        [
            ("cf_none_1", "no edition 'cf_none_1'"),
            ("cf_ibif_2|MSA loss, overall|Happiness|air|GLO", "has no factor"),
            ("lenses_2026_11|a|b|c|d", "has no table 'factors'"),
        ],
    )
    def test_show_what_is_not_there(self, name: str, told: str) -> None:
        done = run("factors", "show", name)
        assert done.exit_code == 2
        assert told in done.stderr

    def test_verify_passes_on_the_installed_factors(self) -> None:
        done = run("factors", "verify")
        assert done.exit_code == 0, done.stdout
        assert "FAIL" not in done.stdout
        assert done.stdout.rstrip().endswith("checks passed, 0 failed")

    def test_verify_leaves_with_one_if_a_check_fails(self, monkeypatch: pytest.MonkeyPatch) -> None:
        checks = [Check("hashes", True, "all"), Check("sign", False, "3 gains [of 9]")]
        monkeypatch.setattr("footprint.verify.verify", lambda: checks)
        done = run("factors", "verify")
        assert done.exit_code == 1
        assert done.stdout.splitlines() == [
            *("ok   hashes: all", "FAIL sign: 3 gains [of 9]", "1 checks passed, 1 failed"),
        ]


def test_serve_hands_the_application_to_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    monkeypatch.setattr("uvicorn.run", lambda *args, **options: calls.append((args, options)))
    assert run("serve", "--port", 9000).exit_code == 0
    assert calls == [(("api.app:app",), {"host": "127.0.0.1", "port": 9000})]


@pytest.mark.parametrize("words", [(), ("factors",), ("nonsense",), ("assess",), ("explain", "x.csv")])
def test_a_call_that_says_too_little_is_a_fault_of_the_call(words: tuple[str, ...]) -> None:
    assert run(*words).exit_code == 2
