"""The door: the user's own file in, the same workbook with its marks out."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, cast

from python_calamine import CalamineWorkbook

from footprint.ground.errors import Problem, Severity
from footprint.ground.language import Language
from footprint.result import Result
from footprint.returned.beside import added_columns
from footprint.returned.cells import from_text, from_workbook
from footprint.returned.codes import needs_file, unmarkable, wrong_suffix
from footprint.returned.comments import Cell
from footprint.returned.elements import Edit, Element, appended, escaped, first, prefix_of, splice, with_attribute
from footprint.returned.filters import rename
from footprint.returned.opened import open_on
from footprint.returned.package import (
    Package,
    base,
    content_type,
    declare,
    is_strict,
    namespace,
    open_workbook,
    parsed,
    relate,
    relations,
    save,
    sheets_of,
)
from footprint.returned.plan import Names, Plan, names_of, of_sheet, plan
from footprint.returned.sheet import Marking, mark_sheet
from footprint.returned.styles import BARE, Wardrobe, dress
from footprint.returned.summary import sheet_name, summary_sheet
from footprint.stages.read import LIMITS, entry
from footprint.stages.read.header import OURS, SEARCHED_ROWS, find_header
from footprint.stages.read.texts import as_text
from footprint.stages.read.workbook import told_to_the_user
from footprint.stages.report.door import binary_file, refuse_clashes

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_STYLES = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_SUFFIXES = {
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml": ".xlsm",
    "application/vnd.ms-excel.template.macroEnabled.main+xml": ".xltm",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml": ".xltx",
}


def write_marked(
    original: Path, target: Path, problems: Sequence[Problem], result: Result | None, language: Language
) -> None:
    """Write the user's own workbook with what is wrong or guessed marked in it, and results beside its lines.

    Parameters
    ----------
    original
        The file that was read: xlsx, xlsm, xls, ods or delimited text. It is never written to.
    target
        The workbook to write; .xlsm where the original carries macros (kept, never run), .xlsx otherwise.
    problems
        What is marked and listed.
    result
        The result of the list; None if faults stopped it, and then only they are marked (law L7).
    language
        The language of what is added.

    Raises
    ------
    InputError
        If the file has no cells (parquet, JSON), cannot be marked without damage, or the target cannot be written.
    """
    refuse_clashes(original, [target])
    with entry.opened(original, LIMITS) as file:
        package, renamed = _package(file, original.name)
        _check_suffix(package, target)
        try:
            _mark(package, original.name, [_moved(one, renamed) for one in problems], result, renamed, language)
        except ValueError as fault:  # a number in the XML of the user that is none
            raise unmarkable(original.name, str(fault)) from fault
        with binary_file(target) as made:
            save(package, made)


def _package(file: BinaryIO, source: str) -> tuple[Package, Mapping[str, str]]:
    """Return the file as an xlsx package, and the new name of each sheet (or file) that got one."""
    kind = entry.kind_of(file, source)
    if kind in ("parquet", "json"):
        raise needs_file(source)
    if kind == "text":
        made, renamed = from_text(file.read(), source)
    else:
        zipped = file.read(2) == b"PK"
        file.seek(0)
        package = open_workbook(file, source) if zipped else None
        if package is not None and _workbook_part(package):
            return package, {}
        made, renamed = from_workbook(file, source)
    made.seek(0)
    return open_workbook(made, source), renamed


def _workbook_part(package: Package) -> str:
    return next((one.part for one in relations(package, "") if one.kind == "officeDocument"), "")


def _check_suffix(package: Package, target: Path) -> None:
    suffix = _SUFFIXES.get(content_type(package, _workbook_part(package)), ".xlsx")
    if target.suffix.lower() != suffix:
        raise wrong_suffix(target.name, suffix)


def _moved(problem: Problem, renamed: Mapping[str, str]) -> Problem:
    """Return a problem with the name its sheet has in the new workbook."""
    whole, sign, cell = problem.where.rpartition("!")
    if problem.where in renamed:
        return replace(problem, where=renamed[problem.where])
    return replace(problem, where=f"{renamed[whole]}!{cell}") if sign and whole in renamed else problem


def _mark(
    package: Package,
    source: str,
    problems: Sequence[Problem],
    result: Result | None,
    renamed: Mapping[str, str],
    language: Language,
) -> None:
    """Change the package: styles, sheets, summary."""
    workbook = _workbook_part(package)
    sheets = sheets_of(package, workbook)
    earlier = [name for name in sheets if name.startswith(OURS)]
    theirs = {name: part for name, part in sheets.items() if name not in earlier}
    names = names_of(list(theirs), source, problems, result)
    if result is not None and result.activities.place.whole in renamed:
        names = replace(names, home=renamed[result.activities.place.whole])
    made = plan(problems, result, names, language)
    wardrobe = _dressed(package, workbook)
    touched = set(theirs) if earlier else {names.home, *(sheet for sheet, _, _ in made.cells)} & set(theirs)
    tops = _tops(package, touched)
    talks = 0
    for name in sorted(touched):
        marking = _marking(name, names, made, result, tops.get(name, []), language)
        done = mark_sheet(package, theirs[name], marking, wardrobe)
        talks += done.talks
        if done.filtered:
            rename(package, workbook, name, done.filtered)
    strict = is_strict(package.read(workbook))
    sheet = summary_sheet(problems, result, made, names, talks, language, wardrobe, strict=strict)
    _put_summary(package, workbook, sheets.get(earlier[0], "") if earlier else "", sheet, language, strict=strict)
    if names.home in theirs:
        open_on(package, workbook, names.home)


def _marking(
    name: str, names: Names, made: Plan, result: Result | None, top: Sequence[Sequence[str]], language: Language
) -> Marking:
    """Return what is marked on one sheet."""
    ours = {place for row in top for place, text in enumerate(row) if text.startswith(OURS)}
    added = None
    if result is not None and name == names.home:
        header = find_header(top)
        above = int(result.lines["line"].min()) - 2 if len(result.lines) else -1
        row = header.row if header is not None else above
        added = added_columns(result, row, language) if row >= 0 else None
    return Marking(
        cast("Mapping[Cell, Severity]", dict(of_sheet(made.cells, name))),
        cast("Mapping[Cell, str]", dict(of_sheet(made.comments, name))),
        added,
        ours,
    )


def _tops(package: Package, names: Collection[str]) -> dict[str, list[list[str]]]:
    """Return the first rows of sheets, as the reader sees them."""
    found: dict[str, list[list[str]]] = {}
    file = cast("BinaryIO", package.file.fp)
    file.seek(0)
    with told_to_the_user(package.source), CalamineWorkbook.from_filelike(file) as book:
        for name in sorted(names):
            sheet = book.get_sheet_by_name(name)
            before = [""] * (sheet.start[1] if sheet.start else 0)
            rows = itertools.islice(sheet.iter_rows(), SEARCHED_ROWS)
            found[name] = [before + [as_text(cell) for cell in row] for row in rows]
    return found


def _dressed(package: Package, workbook: str) -> Wardrobe:
    """Return the looks, put into the styles of the workbook, which are made if there are none."""
    part = next((one.part for one in relations(package, workbook) if one.kind == "styles"), "")
    if not part:
        strict = is_strict(package.read(workbook))
        part = "xl/styles.xml"  # where some readers look for it, whatever the relations say
        if package.has(part):
            raise unmarkable(package.source, f"{part}, to which nothing refers")
        package.changed[part] = BARE.format(namespace=namespace(strict)).encode()
        declare(package, part, _STYLES)
        relate(package, workbook, "styles", part, strict=strict)
    parsed(package, part)
    wardrobe = dress(package.read(part))
    package.changed[part] = wardrobe.styles
    return wardrobe


def _put_summary(package: Package, workbook: str, part: str, sheet: bytes, language: Language, *, strict: bool) -> None:
    """Put the summary in place of the earlier one (`part`), or at the end."""
    data, found = parsed(package, workbook)
    name = sheet_name(language)
    if part:
        package.changed[part] = sheet
        old = next(one for one in found if one.name == "sheet" and one.attributes.get("name", "").startswith(OURS))
        tag = with_attribute(data[old.start : old.inner], "name", name)
        package.changed[workbook] = splice(data, [(old.start, old.inner, tag)])
        return
    part = package.free_name("xl/worksheets/sheet{}.xml")
    package.changed[part] = sheet
    declare(package, part, _SHEET)
    relation = relate(package, workbook, "worksheet", part, strict=strict)
    package.changed[workbook] = splice(data, [_sheet_entry(data, found, name, relation, package.source)])


def _sheet_entry(data: bytes, found: list[Element], name: str, relation: str, source: str) -> Edit:
    there = [one for one in found if one.name == "sheet"]
    key = next((key for one in there for key in one.attributes if key.endswith(":id")), "")
    numbers = [int(one.attributes.get("sheetId", "0")) for one in there]
    place = first(found, "sheets")
    if place < 0 or not key:
        raise unmarkable(source, "a workbook without a list of sheets")
    prefix = key.rpartition(":")[0]  # declared here too: some programs declare it at each sheet, not at the root
    raw = (
        f'<{prefix_of(found[0].tag)}sheet xmlns:{prefix}="{base(is_strict(data))}" name="{escaped(name)}" '
        f'sheetId="{max(numbers) + 1}" {key}="{relation}"/>'
    )
    return appended(data, found[place], raw.encode())
