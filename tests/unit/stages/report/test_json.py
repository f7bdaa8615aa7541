"""JSON: the rows of the tables, and null for what is absent."""

from __future__ import annotations

import dataclasses
import json

import pandas as pd
import pytest

from footprint.stages.report import json_chunks, to_json, write_json

PARTS = ["factors", "coverage", "totals", "lines", "problems"]


def refuse(name):
    """Fail on NaN and Infinity, which JSON does not know."""
    raise AssertionError(name)


def test_keys_are_the_tables_in_order(report):
    assert list(json.loads(to_json(report), parse_constant=refuse)) == PARTS


@pytest.mark.parametrize("part", PARTS)
def test_rows_come_back_as_they_were(report, part):
    frame = getattr(report, part)
    expected = frame.astype(object).where(frame.notna(), None).to_dict("records")
    assert json.loads(to_json(report), parse_constant=refuse)[part] == expected


def test_absence_is_null_and_keys_are_the_columns(report):
    first = json.loads(to_json(report))["lines"][int(report.lines["tonnes"].isna().idxmax())]
    assert first["tonnes"] is None
    assert list(first) == list(report.lines.columns)


def test_pieces_join_to_the_whole_one_row_each(report):
    pieces = list(json_chunks(report))
    assert "".join(pieces) == to_json(report)
    assert len(pieces) > len(report.lines)


def test_texts_of_any_kind_survive(report):
    problems = pd.DataFrame(
        [["c", "error", 'S!"A1"\n', "é 🌱 \ud83c", "</script>", "\x00"]], columns=report.problems.columns, dtype=object
    )
    found = json.loads(to_json(dataclasses.replace(report, problems=problems)))["problems"][0]
    assert list(found.values()) == ["c", "error", 'S!"A1"\n', "é 🌱 \ufffd", "</script>", "\x00"]


def test_same_report_same_bytes_on_disk(make, tmp_path):
    write_json(make(), tmp_path / "result.json")
    assert (tmp_path / "result.json").read_bytes() == to_json(make()).encode("utf-8")


def test_an_empty_list_is_valid_json(make):
    assert json.loads(to_json(make(0)))["lines"] == []
