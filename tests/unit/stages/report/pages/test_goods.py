"""Which goods weigh most, and whether the lenses agree about them."""

from __future__ import annotations

import dataclasses
import math

import pytest

from footprint.stages.report.groups import leading
from footprint.stages.report.pages.goods import AIM, MOST_COLUMNS, MOST_ROWS, TOP, goods, goods_pages

NAN = float("nan")
SPECIES, CONDITION = "species: terrestrial", "condition: terrestrial"


def pareto_page(report):
    return goods_pages(report)[0]


def agreement_page(report):
    return goods_pages(report)[1]


def with_goods(report, *columns):
    """Return the report with one line per number, each another good, and these impacts on species and condition."""
    count = len(columns[0])
    lines = report.lines.iloc[[0] * count].reset_index(drop=True)
    named = {"product": [f"p{place:02}" for place in range(count)], "line": range(2, count + 2)}
    missing = dict.fromkeys(report.impact_columns, NAN)
    values = {**missing, **dict(zip((SPECIES, CONDITION), columns, strict=False))}
    return dataclasses.replace(report, lines=lines.assign(**named, origin_used="BEL", **values))


def test_goods_hold_every_line_of_known_product(report):
    every = goods(report)
    known = report.lines[report.lines["product"].notna()]
    assert sum(every.lines) == len(known) < len(report.lines)
    assert len(set(every.names)) == len(every.names)
    for group in leading(report):
        assert every.impact[group.column].sum() == pytest.approx(known[group.column].sum(), rel=1e-12)
    weights = [tonnes for tonnes in every.tonnes if not math.isnan(tonnes)]
    assert sum(weights) == pytest.approx(known["tonnes"].sum(), rel=1e-12)


def test_lines_of_one_product_and_origin_are_one_good(report):
    lines = report.lines.iloc[[0, 0, 0, 0, 0]].assign(
        line=[9, 4, 7, 5, 2],
        product="wheat",
        origin_used=["BEL", "BEL", "FRA", "BEL", "BEL"],
        tonnes=[1, 2, 4, NAN, 8.0],
    )
    every = goods(dataclasses.replace(report, lines=lines))
    assert every.names == ["Wheat, Belgium", "Wheat, France"]
    assert (every.lines, every.tonnes) == ([4, 1], [11.0, 4.0])
    assert every.numbers == ["9, 4, 5 …", "7"]


def test_goods_of_unknown_weight_have_no_weight(report):
    every = goods(dataclasses.replace(report, lines=report.lines.assign(tonnes=NAN)))
    assert every.tonnes
    assert all(map(math.isnan, every.tonnes))


def test_the_table_goes_to_the_first_good_that_reaches_the_aim_and_to_ten_goods(report, rows_of):
    for section in pareto_page(report).sections:
        reached = [row["Cumulated share"] for row in rows_of(section.table)]
        assert reached == sorted(reached)
        assert reached[-1] >= AIM
        assert len(reached) == TOP or reached[-2] < AIM


@pytest.mark.parametrize(
    ("impact", "needed"),
    [
        ([5.0, 3.0, 2.0], 2),
        ([8.0, 2.0], 1),
        ([7.9, 2.1], 2),
        ([1.0] * 10, 8),
        ([0.0, 6.0, NAN, 1.0], 1),
        ([1.0], 1),
    ],
)
def test_goods_needed_for_the_aim_by_hand(report, impact, needed):
    table = pareto_page(with_goods(report, impact)).sections[0].table
    known = sum(value > 0 for value in impact)
    assert len(table.rows) == max(needed, min(known, TOP))
    assert table.note == f"Goods that make 80 % of the impact: {needed} of {known}."


def test_columns_of_the_chart_are_the_shares_of_the_table(report, rows_of):
    for group, section in zip(leading(report), pareto_page(report).sections, strict=True):
        rows, chart = rows_of(section.table), section.charts[0]
        assert list(chart.shares[: len(rows)]) == [row["Share"] for row in rows]
        assert list(chart.names[: len(rows)]) == [row["Item"] for row in rows]
        assert list(chart.shares) == sorted(chart.shares, reverse=True)
        total = sum(row[f"Impact [{group.unit}]"] for row in rows)
        assert sum(chart.shares[: len(rows)]) == pytest.approx(total / report.lines[group.column].sum())
        assert TOP <= len(chart.shares) <= MOST_COLUMNS


def test_a_long_tail_is_cut_and_the_note_still_counts_it(report):
    section = pareto_page(with_goods(report, [1.0] * 200)).sections[0]
    assert len(section.table.rows) == MOST_ROWS
    assert len(section.charts[0].shares) == MOST_COLUMNS
    assert "160 of 200." in section.table.note
    assert section.table.note.endswith("Shown: 50, which make 25.0 %.")


def test_without_impact_or_beside_a_gain_there_is_nothing_that_weighs_most(report):
    assert pareto_page(with_goods(report, [0.0, NAN])).sections == ()
    assert pareto_page(with_goods(report, [6.0, -3.0])).sections == ()


def ranks_of(report, rows_of, *columns):
    """Return item -> ranks on species and on condition, and whether they flip."""
    section = agreement_page(with_goods(report, *columns)).sections[0]
    asked = ("Species, terrestrial", "Condition, terrestrial", "Agreement")
    rows = rows_of(section.table)
    return {row["Item"].removesuffix(", Belgium"): tuple(row[name] for name in asked) for row in rows}


def test_ranks_and_flips_by_hand(report, rows_of):
    found = ranks_of(report, rows_of, [9.0, 8.0, 7.0, 6.0], [1.0, 3.0, 2.0, 4.0])
    assert found == {
        "p00": (1, 4, "flips"),
        "p01": (2, 2, None),
        "p02": (3, 3, None),
        "p03": (4, 1, "flips"),
    }


def test_a_good_a_lens_does_not_see_has_no_rank_there(report, rows_of):
    found = ranks_of(report, rows_of, [9.0, NAN, 7.0], [NAN, 3.0, 2.0])
    assert found == {"p00": (1, None, None), "p01": (None, 1, None), "p02": (2, 2, None)}


def test_only_goods_that_lead_under_some_lens_are_ranked(report, rows_of):
    count = TOP + 5
    found = ranks_of(report, rows_of, [float(count - place) for place in range(count)], [1.0] * 2 + [NAN] * (count - 2))
    assert set(found) == {f"p{place:02}" for place in range(TOP)}


def test_a_good_far_down_under_every_lens_does_not_flip(report, rows_of):
    falling = [float(40 - place) for place in range(40)]
    swapped = [*falling[:20], *reversed(falling[20:])]
    assert {flips for *_, flips in ranks_of(report, rows_of, falling, swapped).values()} == {None}


def test_the_chart_of_ranks_is_its_table(report):
    section = agreement_page(report).sections[0]
    chart = section.charts[0]
    assert [(row[0], tuple(row[2:-1]), row[-1] == "flips") for row in section.table.rows] == list(
        zip(chart.names, chart.ranks, chart.flips, strict=True)
    )
    assert any(chart.flips)


def test_one_lens_alone_agrees_with_itself(report):
    alone = report.totals[(report.totals["lens"] == "species") & (report.totals["realm"] == "terrestrial")]
    realms = alone[["lens", "realm", "unit"]].drop_duplicates()
    assert agreement_page(dataclasses.replace(report, totals=alone, realms=realms)).sections[0].charts == ()


def test_lenses_of_another_realm_are_not_compared(report):
    (section,) = agreement_page(report).sections
    assert all("freshwater" not in title for title in section.charts[0].columns)


def test_where_nothing_is_ranked_there_is_no_page(report):
    assert agreement_page(with_goods(report, [NAN])).sections == ()
