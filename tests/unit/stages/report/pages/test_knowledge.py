"""How well origins are known, and data quality: every line is in one class, and the uncounted weighs nothing known."""

from __future__ import annotations

import dataclasses

import pytest

from footprint.stages.attribute.lines import ORIGIN_QUALITY
from footprint.stages.report.pages.knowledge import origins_page, quality_page

NAN = float("nan")
PAGES = [origins_page, quality_page]
COUNTED_BY = ["Lines, share", "Tonnes, share", "Species, terrestrial, share", "Condition, terrestrial, share"]


@pytest.fixture(params=PAGES, ids=["origins", "quality"])
def section(request, report):
    return request.param(report).sections[0]


def test_every_line_and_tonne_is_in_one_class(section, report, rows_of):
    rows = rows_of(section.table)
    assert sum(row["Lines"] for row in rows) == len(report.lines)
    assert sum(row["Tonnes"] for row in rows) == pytest.approx(report.lines["tonnes"].sum(), rel=1e-12)


@pytest.mark.parametrize("share", COUNTED_BY)
def test_shares_of_the_known_sum_to_one(section, rows_of, share):
    known = [row[share] for row in rows_of(section.table) if row[share] is not None]
    assert sum(known) == pytest.approx(1.0, rel=1e-12)


def test_what_is_not_counted_has_no_share_of_the_impact(section, rows_of):
    last = rows_of(section.table)[-1]
    assert last["Lines"] > 0
    assert (last["Species, terrestrial, share"], last["Condition, terrestrial, share"]) == (None, None)
    assert section.charts[0].values[2][-1] is None


def test_bars_are_the_classes_of_the_table_put_together(report, rows_of):
    section = origins_page(report).sections[0]
    share = {row["How well it is known"]: row["Tonnes, share"] for row in rows_of(section.table)}
    by_class = dict(zip(section.charts[0].series, section.charts[0].values[1], strict=True))
    assert by_class == pytest.approx(
        {
            "declared": share["declared, with a plot or coordinates"] + share["declared, country"],
            "traced from trade": share["traced behind the declared country"] + share["Belgian imports, traced"],
            "assumed": share["world exports"],
            "not known, or goods not counted": share["no producing country known"],
        }
    )


def test_a_class_of_no_line_is_nothing_and_one_of_unknown_weight_is_not_known(report):
    known = report.lines["quality"] == 1
    lines = report.lines.assign(quality=known.map({True: 1, False: 4}), tonnes=report.lines["tonnes"].where(known))
    chart = quality_page(dataclasses.replace(report, lines=lines)).sections[0].charts[0]
    assert chart.values[1] == (1.0, 0.0, None, 0.0)


def test_every_rule_of_the_engine_has_its_row(report, rows_of):
    rules = list(ORIGIN_QUALITY)
    lines = report.lines.iloc[: len(rules)].assign(origin_rule=rules, origin_grade="country")
    table = origins_page(dataclasses.replace(report, lines=lines)).sections[0].table
    assert [row["Lines"] for row in rows_of(table)] == [1] * len(rules)


def test_a_declared_origin_stands_with_its_grade(report, rows_of):
    grades = ["plot", "municipality", "region", "country"]
    lines = report.lines.iloc[:4].assign(origin_rule="declared", origin_grade=grades)
    table = origins_page(dataclasses.replace(report, lines=lines)).sections[0].table
    assert [row["How well it is known"].rpartition(" ")[2] for row in rows_of(table)] == [
        *("coordinates", "municipality", "region", "country"),
    ]


def test_the_mean_score_weighs_by_tonnes(report):
    state = ["characterised", "partly characterised", "characterised", "not covered"]
    lines = report.lines.iloc[:4].assign(quality=[1, 4, 5, 5], tonnes=[3.0, 1.0, NAN, 9.0], coverage=state)
    lead = quality_page(dataclasses.replace(report, lines=lines)).lead
    assert lead.endswith("1.8 on average of the tonnes counted."), "(3 x 1 + 1 x 4) / 4"


def test_without_weights_there_is_no_mean_and_no_share(report, rows_of):
    bare = dataclasses.replace(report, lines=report.lines.assign(tonnes=NAN))
    page = quality_page(bare)
    assert page.lead.endswith("no tonnes are counted.")
    assert {(row["Tonnes"], row["Tonnes, share"]) for row in rows_of(page.sections[0].table)} == {(None, None)}
    assert page.sections[0].charts[0].values[1] == (None,) * 4


def test_a_declared_origin_of_goods_that_are_not_counted_is_not_called_unknown(report, rows_of):
    lines = report.lines.assign(origin="BRA", origin_rule="none")
    (row,) = rows_of(origins_page(dataclasses.replace(report, lines=lines)).sections[0].table)
    assert row["How well it is known"] == "declared, of goods that are not counted"


def test_beside_a_gain_the_impact_has_no_shares(report):
    column = report.impact_columns[0]
    lines = report.lines.assign(**{column: report.lines[column].where(report.lines.index > 2, -1.0)})
    chart = quality_page(dataclasses.replace(report, lines=lines)).sections[0].charts[0]
    parts = dict(zip(chart.names, chart.values, strict=True))
    assert parts["Species, terrestrial"] == (None, None, None, None)
    assert None not in parts["Lines"]
