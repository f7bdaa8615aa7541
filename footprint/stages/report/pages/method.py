"""The pages that explain: how the figures come about, what they mean, their sources and licences."""

from __future__ import annotations

import re

import pandas as pd

from footprint.ground.language import mark
from footprint.stages.report.model import COLUMNS, Report
from footprint.stages.report.page import Page, Section
from footprint.stages.report.table import Cell, Kind, Table, from_frame, head
from footprint.stages.report.words import LIMITS, LINE_COLUMNS, STEPS, ZONE_MEANING, ZONES, phrase, word

_UNITS = (
    (
        "global PDF.yr",
        mark(
            "Potentially disappeared fraction of the world's species, times years. "
            "1E-09 is one billionth (10⁻⁹) of them put at risk, for a year."
        ),
    ),
    (
        "MSA-loss.m2.yr",
        mark(
            "Loss of mean species abundance, times area and years. "
            "10,000 is one hectare with none of its original species left, for a year."
        ),
    ),
    (
        "PDF.m2.yr",
        mark(
            "Potentially disappeared fraction of local species, times area and years. "
            "10,000 is one hectare with all species gone, for a year."
        ),
    ),
    ("m2.yr", mark("Area, times the years it is used. 10,000 is one hectare for one year.")),
)
_LICENCE_NOTE = mark(
    "Licence status: verified = read at the publisher; stated = said by another party; unknown = not seen, so ask the "
    "publisher before passing figures on. Titles and citations stand in the language of the publisher."
)
_REMARK_NOTE = mark("Corrections, flags and stand-ins among the factors behind this result, in English.")
_LONG = ("title", "citation", "url", "used_for", "reason", "flow", "question", "note")


def method_page(report: Report) -> Page:
    """Return how the figures come about, what to keep in mind, and lenses, zones, units and columns in words."""
    language = report.language
    lenses = report.lenses.assign(
        **{
            name: [report.say(text) for text in report.lenses[name].astype(str)]
            for name in ("title", "question", "note")
        }
    )
    steps = _sentences(report, report.say("How the figures come about"), STEPS)
    limits = _sentences(report, report.say("What to keep in mind"), LIMITS)
    zones = [(report.say(ZONES[zone]), report.say(meaning)) for zone, meaning in ZONE_MEANING.items()]
    units = [(unit, report.say(meaning)) for unit, meaning in _UNITS]
    tables = (
        steps,
        limits,
        from_frame(report.say("The lenses"), lenses, language, **_kinds("lenses")),
        Table(report.say("Where"), head(language, zone="text", meaning="long"), tuple(zones)),
        Table(report.say("Units"), head(language, unit="text", meaning="long"), tuple(units)),
        _columns_of_lines(report),
    )
    lead = report.say("What stands behind the figures, and where they end.")
    return Page("method", report.say("Method"), lead, tuple(Section(table.title, table) for table in tables))


def _sentences(report: Report, title: str, texts: tuple[str, ...]) -> Table:
    return Table(title, head(report.language, meaning="long"), tuple((report.say(text),) for text in texts))


def _columns_of_lines(report: Report) -> Table:
    rows: list[tuple[Cell, ...]] = [(column, report.say(meaning)) for column, meaning in LINE_COLUMNS.items()]
    rows += [(column, report.say("Impact of the line under this lens and realm.")) for column in report.impact_columns]
    return Table(
        report.say("The columns of the lines"), head(report.language, column="text", meaning="long"), tuple(rows)
    )


def sources_page(report: Report) -> Page:
    """Return the editions used, with citation and licence, and the published values that were replaced."""
    language = report.language
    factors = report.factors.assign(
        used_for=[_used_for(str(text), report) for text in report.factors["used_for"]],
        licence_status=[word(str(text), language) for text in report.factors["licence_status"]],
    )
    editions = from_frame(
        report.say("Sources of the factors"), factors, language, report.say(_LICENCE_NOTE), **_kinds("factors")
    )
    remarks = from_frame(
        report.say("What to know of these factors"),
        report.overrides,
        language,
        report.say(_REMARK_NOTE),
        **_kinds("overrides"),
    )
    lead = report.say("Who published the figures, under which licence, and what was corrected in them.")
    sections = tuple(Section(table.title, table) for table in (editions, remarks))
    return Page("sources", report.say("Sources and licences"), lead, sections)


def _titles(report: Report) -> dict[str, str]:
    """Return what each lens is called."""
    titles = zip(report.lenses["lens"].astype(str), report.lenses["title"].astype(str), strict=True)
    return {lens: report.say(title) for lens, title in titles}


def _used_for(text: str, report: Report) -> str:
    """Return what an edition is used for ("species: marine: water use; ..."), lenses by their titles."""
    titles, language = _titles(report), report.language
    said = []
    for part in text.split("; "):
        lens, _, rest = part.partition(": ")
        said.append(f"{titles[lens]}, {phrase(rest, language)}" if lens in titles else phrase(part, language))
    return "; ".join(said)


def _kinds(table: str) -> dict[str, Kind]:
    """Return the columns of a table of the report, those of long texts marked."""
    return {name: "long" if name in _LONG else "text" for name in COLUMNS[table]}


def practices_page(report: Report) -> Page:
    """Return the lines bought as organic or extensive, as counted and in that scenario."""
    values: dict[str, Kind] = dict.fromkeys(("as_counted", "scenario", "low", "high"), "value")
    special: dict[str, Kind] = {"line": "plain", "note": "long", **values}
    kinds: dict[str, Kind] = {name: special.get(name, "text") for name in COLUMNS["practices"]}
    frame: pd.DataFrame = report.practices
    texts = {name: [phrase(str(text), report.language) for text in frame[name]] for name in ("practice", "realm")}
    titles = _titles(report)
    lenses = [titles.get(str(lens), str(lens)) for lens in frame["lens"]]
    said = frame.assign(**texts, lens=lenses, note=[_practice_note(str(text), report) for text in frame["note"]])
    note = report.say(
        "Lighter use of more land, as a scenario: no total uses it. Low and high: over the published yields and all "
        "intensities of land use, minimal to intense."
    )
    title = report.say("Organic and extensive farming")
    table = from_frame(title, said, report.language, note, **kinds)
    return Page("practices", report.say("Practice"), title, (Section("", table),))


_PART = re.compile(r"(\d+)% of its land is cropland; the rest is as counted(?:; (.*))?")


def _practice_note(text: str, report: Report) -> str:
    """Return the note of a scenario in the language: its share of cropland is part of the sentence."""
    match = _PART.fullmatch(text)
    if match is None:
        return phrase(text, report.language)
    part = report.say("{share} % of its land is cropland; the rest is as counted", share=match[1])
    return f"{part}; {phrase(match[2], report.language)}" if match[2] else part
