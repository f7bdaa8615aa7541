"""The page: self-contained, escaped, small whatever the number of lines."""

from __future__ import annotations

import dataclasses
import re
from html.parser import HTMLParser

import pytest

from footprint.ground.errors import InputError
from footprint.stages.report import svg, to_html, write_html

EVIL = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>"


class Tags(HTMLParser):
    """Collects tags with their attributes, and texts."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.texts = [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.texts.append(data)


@pytest.fixture(scope="module")
def page(report):
    """Return the page of the sample."""
    return to_html(report)


def test_nothing_is_fetched_and_nothing_runs(page):
    tags = Tags(page).tags
    assert not {tag for tag, _ in tags} & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "video",
        "audio",
        "base",
    }
    assert not [name for _, attributes in tags for name in attributes if name == "src" or name.startswith("on")]
    assert "url(http" not in page.replace(" ", "")
    assert "@import" not in page


def test_links_lead_to_citations_only(page):
    links = [attributes["href"] for tag, attributes in Tags(page).tags if tag == "a"]
    assert links == ["https://doi.org/10.1021/acs.est.3c04191", "https://example.org/scherer"]


def test_whatever_the_user_wrote_is_escaped(report):
    items = report.lines["item"].astype(object).where(report.lines.index < 0, EVIL)
    hostile = dataclasses.replace(
        report,
        title=EVIL,
        source=EVIL,
        lines=report.lines.assign(item=items, reason=EVIL),
        by_product=report.by_product.assign(name=EVIL),
        by_origin=report.by_origin.assign(name=EVIL),
        problems=report.problems.assign(found=EVIL, where=EVIL),
        factors=report.factors.assign(citation=EVIL, url=EVIL, doi="javascript:alert(1)"),
        summary={EVIL: EVIL},
    )
    page = to_html(hostile)
    tags = Tags(page).tags
    assert not {tag for tag, _ in tags} & {"script", "img"}
    assert not [attributes for tag, attributes in tags if tag == "a"]
    assert page.count("&lt;script&gt;") > 20


def test_coverage_comes_first_and_every_part_is_there(page):
    headings = re.findall(r"<h2>(.*?)</h2>", page)
    assert headings == [
        "How much of the list is covered",
        "Impact on biodiversity of these purchases",
        "What lies behind it",
        "By product",
        "By raw material",
        "By origin",
        "By pressure",
        "Organic and extensive farming",
        "Lines that weigh most",
        "Problems",
        "Sources and licences",
        "Method",
    ]


def test_one_chart_per_question_each_with_its_title(page):
    assert page.count("<svg ") == 1 + 1 + 3 * 6
    assert page.count('role="img"') == page.count("<svg ")


def test_ids_on_the_page_are_unique(page):
    ids = [attributes["id"] for _, attributes in Tags(page).tags if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_bars_have_the_length_of_their_shares():
    drawing = svg.stacked("h", "t", [("Species", (0.25, 0.5, 0.25), "4 units")])
    widths = [float(width) for width in re.findall(r'width="([\d.]+)" height="20" fill="(?:#|url)', drawing)]
    assert widths == [0.25 * svg.WIDE[1], 0.5 * svg.WIDE[1], 0.25 * svg.WIDE[1]]


def test_a_label_fits_before_its_bar():
    for widths in (svg.WIDE, svg.HALF):
        drawing = svg.bars("t", [("m" * 200, 1.0, "")], widths)
        label = re.search(r'text-anchor="end">(m+…)<', drawing)
        assert label is not None
        assert 8.0 * len(label[1]) <= widths[0] - 10, widths


def test_the_page_stays_small_and_counts_what_it_leaves_out(make):
    long = make(5_000)
    page = to_html(long)
    assert len(page.encode()) < 400_000
    assert "4,950 more in the workbook." in page
    assert f"{len(long.problems) - 50:,} more in the workbook." in page


def test_a_very_long_text_is_cut(report):
    items = report.lines["item"].astype(object).where(report.lines.index < 0, "x" * 100_000)
    assert len(to_html(dataclasses.replace(report, lines=report.lines.assign(item=items)))) < 400_000


def test_uncovered_lines_licences_and_replacements_are_named(page):
    texts = " ".join(Tags(page).texts)
    for text in (
        "Animals are not covered yet",
        "CC BY 4.0",
        "ecoregion 80402",
        "billionths (10⁻⁹) of the world's species",
        "Aankopen!B",
    ):
        assert text in texts


def test_absence_is_a_dash(page):
    assert '<td class="n">–</td>' in page
    assert "nan" not in " ".join(Tags(page).texts).lower().split()


def test_an_empty_list_still_makes_a_page(make):
    page = to_html(make(0))
    assert "None." in page


def test_same_report_same_page_on_disk(make, tmp_path):
    write_html(make(), tmp_path / "report.html")
    assert (tmp_path / "report.html").read_bytes() == to_html(make()).encode("utf-8")


def test_a_place_that_cannot_be_written_is_the_users_to_mend(report, tmp_path):
    with pytest.raises(InputError, match="output_not_writable"):
        write_html(report, tmp_path)


def test_the_scenario_of_practice_is_shown_only_where_there_is_one(page, report):
    assert "Lighter use of more land" in page
    without = to_html(dataclasses.replace(report, practices=report.practices.iloc[:0]))
    assert "Lighter use of more land" not in without
