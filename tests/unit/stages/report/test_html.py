"""The page: one file that fetches nothing and runs nothing, escaped, small whatever the number of lines."""

from __future__ import annotations

import dataclasses
import re
from html.parser import HTMLParser

import pytest
from markupsafe import Markup

from footprint.ground.errors import InputError
from footprint.ground.language import LANGUAGES
from footprint.stages.report import as_html, to_html, write_html
from footprint.stages.report.as_html import MOST_LINES, MOST_PROBLEMS, is_right, lines_page, link, show
from footprint.stages.report.pages import pages

EVIL = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>"
FORBIDDEN = {
    *("script", "link", "img", "iframe", "object", "embed", "video", "audio", "base", "form", "image", "use"),
    *("foreignobject", "animate", "set", "feimage"),
}
LARGEST = 2_000_000
"""Bytes of a page that still passes through most mailboxes, with the same again for the message around it."""


class Tags(HTMLParser):
    """Collects tags with their attributes, texts outside styles, and where tables and pictures stand."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.texts, self.inside = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.inside.append(tag)

    def handle_endtag(self, tag):
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, data):
        if "style" not in self.inside:
            self.texts.append(data)

    def all(self, tag):
        """Return the attributes of every tag of a name."""
        return [attributes for name, attributes in self.tags if name == tag]

    def chapters(self):
        """Return section id -> its tags in order."""
        found, now = {}, None
        for tag, attributes in self.tags:
            if tag == "section":
                now = found.setdefault(attributes["id"], [])
            elif now is not None:
                now.append(tag)
        return found


@pytest.fixture(scope="module")
def page(report):
    """Return the page of the sample."""
    return to_html(report)


@pytest.fixture(scope="module")
def tags(page):
    return Tags(page)


@pytest.fixture
def undrawn(monkeypatch):
    """Leave the pictures out: drawing them takes seconds."""
    monkeypatch.setattr(as_html, "draw", lambda *_, **__: Markup('<svg role="img"></svg>'))


def test_nothing_is_fetched_and_nothing_runs(page, tags):
    assert not {tag for tag, _ in tags.tags} & FORBIDDEN
    names = {name for _, attributes in tags.tags for name in attributes}
    assert not [name for name in names if name in ("src", "srcset", "data", "action") or name.startswith("on")]
    assert not {name for name in names if name.endswith("href")} - {"href"}
    assert re.findall(r"url\((?!#)", page.replace(" ", "")) == []
    assert "@import" not in page
    assert "javascript:" not in [attributes.get("href", "")[:11] for attributes in tags.all("a")]


def test_the_page_forbids_what_it_does_not_need(tags):
    policy = next(one["content"] for one in tags.all("meta") if one.get("http-equiv") == "Content-Security-Policy")
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules == {"default-src": "'none'", "style-src": "'unsafe-inline'", "img-src": "data:"}


def test_links_lead_to_citations_or_to_chapters(tags):
    links = [attributes["href"] for attributes in tags.all("a")]
    outside = [address for address in links if not address.startswith("#")]
    assert outside == ["https://doi.org/10.1021/acs.est.3c04191", "https://example.org/scherer"]
    ids = {attributes["id"] for _, attributes in tags.tags if "id" in attributes}
    anchors = {address[1:] for address in links if address.startswith("#")}
    assert anchors
    assert anchors <= ids


def test_whatever_the_user_wrote_is_escaped(report):
    items = report.lines["item"].astype(object).where(report.lines.index < 0, EVIL)
    hostile = dataclasses.replace(
        report,
        title=EVIL,
        source=EVIL,
        version=EVIL,
        lines=report.lines.assign(item=items, reason=EVIL),
        by_product=report.by_product.assign(name=EVIL),
        by_origin=report.by_origin.assign(name=EVIL),
        names=report.names.assign(name=EVIL),
        problems=report.problems.assign(found=EVIL, where=EVIL, fix=EVIL, code=EVIL),
        factors=report.factors.assign(citation=EVIL, url=EVIL, doi="javascript:alert(1)"),
        summary={EVIL: EVIL},
    )
    page = to_html(hostile)
    found = Tags(page)
    assert not {tag for tag, _ in found.tags} & FORBIDDEN
    assert not [name for _, attributes in found.tags for name in attributes if name.startswith("on")]
    assert not [one for one in found.all("a") if not one["href"].startswith("#")]
    assert "<script" not in page
    assert page.count("&lt;script&gt;") > 20


def test_braces_of_the_user_are_no_template(report, undrawn):
    braces = ["{0.__class__}", "{x}", "{{ 7777 * 3 }}", "{% for x in y %}", "%(x)s"]
    items = [braces[line % len(braces)] for line in report.lines["line"]]
    page = to_html(dataclasses.replace(report, source=braces[2], lines=report.lines.assign(item=items)))
    texts = " ".join(Tags(page).texts)
    assert all(text in texts for text in braces)
    assert "23331" not in page


def test_every_page_of_the_report_is_a_chapter_in_its_order(tags, report):
    keys = [page.key for page in pages(report)]
    chapters = list(tags.chapters())
    assert [key for key in chapters if key != "lines"] == keys
    assert chapters.index("lines") == chapters.index("problems") - 1
    assert chapters[0] == "summary"


def test_coverage_comes_before_the_totals(page):
    headings = re.findall(r"<h2>(.*?)</h2>", page)
    assert headings[:2] == ["How much of the list is covered", "Impact on biodiversity of these purchases"]


def test_every_chart_is_a_titled_picture_with_its_table(page, tags, report):
    charts = [chart for one in pages(report) for section in one.sections for chart in section.charts]
    pictures = tags.all("svg")
    assert len(pictures) == len(charts) > 20
    assert all(picture["role"] == "img" for picture in pictures)
    drawn = [section for one in pages(report) for section in one.sections if section.charts]
    assert len(tags.all("details")) == len(drawn)
    assert all(re.search(r"<table>", part) for part in page.split("<details>")[1:])


def test_ids_on_the_page_are_unique(tags):
    ids = [attributes["id"] for _, attributes in tags.tags if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_tables_can_be_read_aloud_and_reached_by_keyboard(tags):
    assert all(cell.get("scope") == "col" for cell in tags.all("th"))
    boxes = [one for one in tags.all("div") if one.get("class") == "scroll"]
    assert len(boxes) == len(tags.all("table")) > 20
    assert all((box["tabindex"], box["role"]) == ("0", "region") and box["aria-label"] for box in boxes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_its_language(make, undrawn, language):
    assert Tags(to_html(make(1, language=language))).all("html") == [{"lang": language}]


def test_closed_tables_are_printed(page):
    printed = page[page.index("@media print") :]
    printed = printed[: printed.index("</style>")]
    assert re.search(r"details::details-content\{[^}]*content-visibility:visible", printed)
    assert re.search(r"nav,summary\{display:none\}", printed)
    assert "@page{size:A4" in page


def test_the_page_stays_small_and_counts_what_it_leaves_out(make, page):
    long = make(5_000)
    longer = to_html(long)
    assert f"More in the workbook: {5_000 - MOST_LINES:,}." in longer
    assert f"More in the workbook: {len(long.problems) - MOST_PROBLEMS:,}." in longer
    assert len(longer) < 1.2 * len(page)
    assert len(longer.encode()) < LARGEST


def test_a_very_long_text_is_cut(report, undrawn):
    items = report.lines["item"].astype(object).where(report.lines.index < 0, "x" * 100_000)
    longer = to_html(dataclasses.replace(report, lines=report.lines.assign(item=items)))
    assert len(longer) < len(to_html(report)) + 50_000


def test_uncovered_lines_licences_and_replacements_are_named(tags):
    texts = " ".join(tags.texts)
    for text in (
        "Processed good, no inventory",
        "CC BY 4.0",
        "ecoregion 80402",
        "billionths (10⁻⁹) of the world's species",
        "Aankopen!B",
    ):
        assert text in texts


def test_absence_is_a_dash(page, tags):
    assert '<td class="n">–</td>' in page
    assert "nan" not in " ".join(tags.texts).lower().split()
    assert "none" not in {text.strip() for text in tags.texts if "None" in text}


def test_the_lines_that_weigh_most_are_those_of_the_first_lens(make):
    report = make(300)
    table = lines_page(report).sections[0].table
    largest = report.lines.set_index("line")["species: terrestrial"].nlargest(MOST_LINES)
    line, impact = table.place("line"), table.place("species: terrestrial")
    assert [(row[line], row[impact]) for row in table.rows] == list(largest.items())
    assert table.note == "More in the workbook: 250."


@pytest.mark.parametrize("count", [0, 1])
def test_a_short_list_still_makes_a_page(make, undrawn, count):
    page = to_html(make(count))
    assert ("None." in page) is True
    assert "summary" in Tags(page).chapters()


def test_same_report_same_page_on_disk(make, undrawn, tmp_path):
    write_html(make(), tmp_path / "report.html")
    assert (tmp_path / "report.html").read_bytes() == to_html(make()).encode("utf-8")


def test_a_place_that_cannot_be_written_is_the_users_to_mend(report, tmp_path):
    with pytest.raises(InputError, match="output_not_writable"):
        write_html(report, tmp_path)


def test_the_scenario_of_practice_is_shown_only_where_there_is_one(tags, report, undrawn):
    assert "practices" in tags.chapters()
    without = to_html(dataclasses.replace(report, practices=report.practices.iloc[:0]))
    assert "practices" not in Tags(without).chapters()


@pytest.mark.parametrize(
    ("cell", "kind", "shown"),
    [
        (None, "share", "–"),
        (0.0, "share", "0 %"),
        (0.0, "value", "0"),
        (2e-9, "value", "2,00 × 10⁻⁹"),
        (1234.5, "tonnes", "1.234"),
        (1234, "count", "1.234"),
        (1234, "plain", "1234"),
        ("1,234.5", "text", "1,234.5"),
        ("a\x00b\x1bc", "text", "a\ufffdb\ufffdc"),
    ],
)
def test_cells_as_readers_of_dutch_write_them(make, cell, kind, shown):
    assert show(cell, kind, make(1, language="nl").language) == shown


@pytest.mark.parametrize(
    ("text", "key", "address"),
    [
        ("10.1000/182", "doi", "https://doi.org/10.1000/182"),
        ("https://example.org/a", "url", "https://example.org/a"),
        ("https://example.org/a", "title", ""),
        ("https://example.org/a b", "url", ""),
        ("javascript:alert(1)", "url", ""),
        ("data:text/html,x", "doi", ""),
        ("//example.org", "url", ""),
    ],
)
def test_only_addresses_of_citations_are_links(text, key, address):
    assert link(text, key) == address


def test_numbers_stand_to_the_right():
    assert [is_right(kind) for kind in ("text", "long", "plain", "count", "tonnes", "value", "share")] == [
        *(False, False, True, True, True, True, True),
    ]
