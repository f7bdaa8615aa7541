"""The sheet at the end: what was found, how far it reaches, the totals, and a link to every cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from footprint.assessed import Assessed
from footprint.ground.activities import letter_of
from footprint.ground.errors import Problem
from footprint.ground.language import Language, mark
from footprint.ground.pressures import column_of
from footprint.returned import words
from footprint.returned.added import LINE_HEIGHT, lines_of, number_cell, text_cell
from footprint.returned.beside import impacts_of
from footprint.returned.elements import escaped
from footprint.returned.package import base, namespace
from footprint.returned.plan import Names, Plan, link, spot_of
from footprint.returned.rules import SEVERITIES
from footprint.returned.styles import Wardrobe
from footprint.stages.read.ours import OURS, realm_words
from footprint.stages.report.words import MEASURES, phrase

MOST_ROWS = 5_000
"""Problems listed on the sheet."""

_MEANINGS = {
    "error": mark("The line cannot be counted until this is mended."),
    "warning": mark("Look at it: counted with a doubt, or listed and not counted."),
    "info": mark("Guessed: what was used stands in the comment."),
}
_LEVELS = {"given": mark("given"), **words.STATES}
_WIDTHS = (46, 17, 52, 52, 60)
_HEIGHTS = {"title": 24, "heading": 20}
_WRAPPING = ("long", "link")
_VIEW = '<sheetViews><sheetView showGridLines="0" workbookViewId="0"/></sheetViews>'

Cell = tuple[str, str | float | None]
"""Look and content; a content that is None is no cell."""


@dataclass(frozen=True)
class Line:
    """A row of the sheet, and where its first cell leads ("")."""

    cells: tuple[Cell, ...] = ()
    link: str = ""


@dataclass(frozen=True)
class Short:
    """Where the marks fall short of what was wanted.

    Parameters
    ----------
    talks
        Comments that found a conversation in their cell.
    cut
        Texts that were longer than a cell can hold.
    headless
        Whether the list has no header, under which columns could stand.
    """

    talks: int = 0
    cut: int = 0
    headless: bool = False


def summary_sheet(
    problems: Sequence[Problem],
    result: Assessed | None,
    plan: Plan,
    names: Names,
    short: Short,
    language: Language,
    wardrobe: Wardrobe,
    *,
    strict: bool,
) -> bytes:
    """Return the sheet as XML."""
    lines = [*_top(names, language), *_legend(plan, language)]
    if result is not None:
        lines += [*_coverage(result, language), *_totals(result, language)]
    lines += [*_remarks(plan, short, len(problems), language), *_problems(problems, names, language)]
    return _sheet(lines, wardrobe, strict=strict)


def _text(look: str, text: str) -> Line:
    return Line(((look, text),))


def _top(names: Names, language: Language) -> Iterator[Line]:
    say = language.say
    yield _text("title", say("What was found in {source}", source=names.source))
    yield _text("muted", say("This is your own workbook. Added were this sheet, coloured cells, comments and columns."))
    yield _text("muted", say("What was added begins with “{sign}”; the rest is as you sent it.", sign=OURS.strip()))
    yield _text("muted", say("Correct the coloured cells, save, and send this file again: the marks are renewed."))
    yield Line()


def _legend(plan: Plan, language: Language) -> Iterator[Line]:
    count = Counter(plan.cells.values())
    yield _text("heading", language.say("Colours, and how many cells have them"))
    for severity in SEVERITIES:
        word, meaning = language.say(words.SEVERITY_WORDS[severity]), language.say(_MEANINGS[severity])
        yield Line(((severity, word), ("count", count[severity]), ("long", meaning)))
    yield Line()


def _coverage(result: Assessed, language: Language) -> Iterator[Line]:
    """Yield what the totals stand on: given, counted, not counted and why; what is nothing of nothing is left out."""
    yield _text("heading", language.say("How far it reaches"))
    table = result.coverage[["measure", "level", "value", "share"]]
    for measure, level, value, share in table[table["value"] > 0].itertuples(index=False, name=None):
        word = _level(level, language)
        if word:
            name = language.say("{measure}: {level}", measure=language.say(MEASURES[measure]), level=word)
            yield Line((("long", name), ("weight" if measure == "tonnes" else "count", value), ("share", share)))
    if unweighed := int(result.lines["tonnes"].isna().sum()):
        yield _text(
            "long", language.say("Lines without weight: {count}; they are in no share of tonnes.", count=unweighed)
        )
    yield Line()


def _level(level: str, language: Language) -> str:
    """Return a step of coverage in words; "" for the coverage of one pressure."""
    reason = level.removeprefix("not covered: ")
    if reason != level:
        return language.say("not counted: {reason}", reason=phrase(reason, language))
    return language.say(_LEVELS[level]) if level in _LEVELS else ""


def _totals(result: Assessed, language: Language) -> Iterator[Line]:
    """Yield the impact of each lens and realm; they are never added up (law L5)."""
    say, totals = language.say, result.totals
    pairs = zip(totals["realm"].astype(str), totals["pressure"].astype(str), strict=True)
    realms = [column_of(realm, pressure) for realm, pressure in pairs]
    sums = totals.assign(realm=realms).groupby(["lens", "realm"], observed=True)["value"].sum(min_count=1)
    yield _text("heading", say("Totals of what is counted; never to be added up"))
    for one in impacts_of(result):
        name = say("{lens}: {realm}", lens=say(one.title), realm=realm_words(one.realm, language))
        total = sums.get((one.lens, one.realm))
        yield Line((("long", name), ("small sum" if one.small else "sum", total), ("long", one.unit)))
    yield Line()


def _remarks(plan: Plan, short: Short, count: int, language: Language) -> Iterator[Line]:
    say = language.say
    yield _text("heading", say("What was found"))
    if count > MOST_ROWS:
        yield _text("muted", say("Listed here: {listed} of {count}. All are coloured.", listed=MOST_ROWS, count=count))
    if plan.unsaid:
        yield _text("muted", say("Cells coloured without a comment, for want of room: {count}.", count=plan.unsaid))
    if short.talks:
        count = short.talks
        yield _text("muted", say("Cells coloured without a comment, beside a conversation: {count}.", count=count))
    if short.headless:
        yield _text("muted", say("No columns were added: the list has no row of headers in which to name them."))
    if short.cut:
        yield _text("muted", say("Texts longer than a cell can hold, cut short here: {count}.", count=short.cut))


def _problems(problems: Sequence[Problem], names: Names, language: Language) -> Iterator[Line]:
    say = language.say
    if not problems:
        yield _text("long", say("Nothing."))
        return
    heads = (say("where"), say("what"), say("found"), say("expected"), say("what to do"))
    yield Line(tuple(("head", head) for head in heads))
    ordered = sorted(problems, key=lambda problem: SEVERITIES.index(problem.severity))
    for problem in ordered[:MOST_ROWS]:
        spot = spot_of(problem, names)
        marked = problem.code not in words.UNMARKED
        word = say(words.SEVERITY_WORDS[problem.severity] if marked else words.REMARK)
        one = language.problem(problem)
        texts = (one.found, one.expected, one.fix)
        cells = (
            ("link" if spot else "long", problem.where),
            (problem.severity if marked else "long", word),
            *(("long", text) for text in texts),
        )
        yield Line(cells, link(spot) if spot else "")


def _sheet(lines: Sequence[Line], wardrobe: Wardrobe, *, strict: bool) -> bytes:
    rows = "".join(_row(at, line, wardrobe) for at, line in enumerate(lines, 1) if line.cells)
    links = "".join(
        f'<hyperlink ref="A{at}" location="{escaped(line.link)}"/>' for at, line in enumerate(lines, 1) if line.link
    )
    widths = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, width in enumerate(_WIDTHS, 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{namespace(strict)}" xmlns:r="{base(strict)}">'
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'{_VIEW}<sheetFormatPr defaultRowHeight="15"/><cols>{widths}</cols><sheetData>{rows}</sheetData>'
        f"{f'<hyperlinks>{links}</hyperlinks>' if links else ''}"
        '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    ).encode()


def _row(at: int, line: Line, wardrobe: Wardrobe) -> str:
    cells = "".join(
        text_cell(f"{letter_of(place)}{at}", content, wardrobe.cell[look])
        if isinstance(content, str)
        else number_cell(f"{letter_of(place)}{at}", content, wardrobe.cell[look])
        for place, (look, content) in enumerate(line.cells)
    )
    return f'<row r="{at}" ht="{_height(line)}" customHeight="1">{cells}</row>'


def _height(line: Line) -> int:
    """Return the height of a row [points], as programs do not all find it themselves."""
    cells = zip(line.cells, _WIDTHS, strict=False)
    wraps = [lines_of(str(text), width) for (look, text), width in cells if look in _WRAPPING]
    return _HEIGHTS.get(line.cells[0][0], LINE_HEIGHT) * min(max(wraps, default=1), 25)
