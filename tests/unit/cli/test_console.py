"""How problems are said: errors one by one, the rest by kind."""

from __future__ import annotations

import pandas as pd
import pytest

from footprint.cli.console import EXAMPLES, SHOWN, say_problems
from footprint.cli.show import show_table
from footprint.ground.errors import Problem


def problems(severity: str, count: int, code: str = "made") -> list[Problem]:
    return [Problem(code, severity, f"S!C{at}", f"found {at}", "a wish", "Mend it.") for at in range(count)]


def test_each_error_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    say_problems(problems("error", 2))
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.splitlines() == [
        "error   S!C0: made: found found 0; expected a wish. Mend it.",
        "error   S!C1: made: found found 1; expected a wish. Mend it.",
    ]


def test_errors_past_the_limit_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    say_problems(problems("error", SHOWN + 7))
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == SHOWN + 1
    assert lines[-1].startswith("... and 7 more errors")


def test_warnings_and_remarks_are_grouped_by_code(capsys: pytest.CaptureFixture[str]) -> None:
    say_problems([*problems("info", 1, "noted"), *problems("warning", 5), *problems("warning", 1, "also")])
    lines = capsys.readouterr().err.splitlines()
    heads = [line for line in lines if not line.startswith("    ")]
    assert heads == ["warning also: 1 x:", "warning made: 5 x, first:", "info    noted: 1 x:"]
    assert sum("all are in the workbook" in line for line in lines) == 1
    assert sum("found found" in line or ": found " in line for line in lines) == 1 + EXAMPLES + 1


def test_brackets_in_a_cell_are_text_and_no_markup(capsys: pytest.CaptureFixture[str]) -> None:
    show_table(pd.DataFrame({"name": ["cocoa [raw]"]}), "Made [up]")
    told = capsys.readouterr().out
    assert "cocoa [raw]" in told
    assert "Made [up]" in told


def test_a_table_past_the_limit_says_how_much_more(capsys: pytest.CaptureFixture[str]) -> None:
    show_table(pd.DataFrame({"name": list("abcde"), "value": [1.0, None, 3.0, 4.0, 5.0]}), "Made", limit=2)
    told = capsys.readouterr().out
    assert "Made" in told
    assert "... and 3 more rows" in told
    assert "nan" not in told
