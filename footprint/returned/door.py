"""The door: the user's own file in, the same workbook with its marks out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO, cast

from footprint.assessed import Assessed
from footprint.ground.errors import Problem, Severity
from footprint.ground.language import Language, told
from footprint.returned.beside import added_columns
from footprint.returned.cells import from_text, from_workbook
from footprint.returned.codes import needs_file, unmarkable, wrong_suffix
from footprint.returned.comments import Cell
from footprint.returned.earlier import columns_of, header_of, tops
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
from footprint.returned.summary import Short, summary_sheet
from footprint.stages.read import LIMITS, entry
from footprint.stages.read.codes import whole
from footprint.stages.read.ours import is_summary, summary_name
from footprint.stages.report.door import binary_file, refuse_clashes

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_STYLES = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_SUFFIXES = {
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml": ".xlsm",
    "application/vnd.ms-excel.template.macroEnabled.main+xml": ".xltm",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml": ".xltx",
}


@dataclass(frozen=True, eq=False)
class _Given:
    """The file as a package, and, if it was of another kind: the new names of its sheets, the texts cut short."""

    package: Package
    renamed: Mapping[str, str] = field(default_factory=dict)
    cut: int = 0


def write_marked(
    original: Path, target: Path, problems: Sequence[Problem], result: Assessed | None, language: Language
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
        given = _given(file, whole(original.name))
        _check_suffix(given.package, target)
        try:
            _mark(given, [_moved(one, given.renamed) for one in problems], result, language)
        except ValueError as fault:
            found = told("numbers or elements that are not as they must be")
            raise unmarkable(given.package.source, found) from fault
        with binary_file(target) as made:
            save(given.package, made)


def _given(file: BinaryIO, source: str) -> _Given:
    """Return the file as an xlsx package."""
    kind = entry.kind_of(file, source)
    if kind in ("parquet", "json"):
        raise needs_file(source)
    if kind == "text":
        made = from_text(file.read(), source)
    else:
        zipped = file.read(2) == b"PK"
        file.seek(0)
        package = open_workbook(file, source) if zipped else None
        if package is not None and _workbook_part(package):
            return _Given(package)
        made = from_workbook(file, source)
    made.file.seek(0)
    return _Given(open_workbook(made.file, source), made.names, made.cut)


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


def _mark(given: _Given, problems: Sequence[Problem], result: Assessed | None, language: Language) -> None:
    """Change the package: styles, sheets, summary."""
    package, renamed = given.package, given.renamed
    workbook = _workbook_part(package)
    sheets = sheets_of(package, workbook)
    earlier = [name for name in sheets if is_summary(name)]
    theirs = {name: part for name, part in sheets.items() if name not in earlier}
    names = names_of(list(theirs), package.source, problems, result)
    if result is not None and result.activities.place.whole in renamed:
        names = replace(names, home=renamed[result.activities.place.whole])
    made = plan(problems, result, names, language)
    wardrobe = _dressed(package, workbook)
    touched = set(theirs) if earlier else {names.home, *(sheet for sheet, _, _ in made.cells)} & set(theirs)
    _refuse_shared(package, sheets)
    first_rows = tops(package, touched)
    talks, headless = 0, result is not None
    for name in sorted(touched):
        marking = _marking(name, names, made, result, first_rows.get(name, []), language)
        done = mark_sheet(package, theirs[name], marking, wardrobe)
        talks += done.talks
        headless = headless and marking.added is None
        if done.filtered:
            rename(package, workbook, name, done.filtered)
    strict = is_strict(package.read(workbook))
    short = Short(talks, given.cut, headless)
    sheet = summary_sheet(problems, result, made, names, short, language, wardrobe, strict=strict)
    _put_summary(package, workbook, sheets.get(earlier[0], "") if earlier else "", sheet, language, strict=strict)
    if names.home in theirs:
        open_on(package, workbook, names.home)


def _refuse_shared(package: Package, sheets: Mapping[str, str]) -> None:
    """Raise InputError if sheets share a part that marks are written to: what one gets, the other would have too."""
    count = Counter(sheets.values())
    for part in sorted(count):
        inside = {one.part for one in relations(package, part) if one.kind in ("comments", "vmlDrawing")}
        count.update(inside)
    shared = next((part for part in sorted(count) if count[part] > 1), "")
    if shared:
        raise unmarkable(package.source, told("{part}, which several sheets share", part=shared))


def _marking(
    name: str, names: Names, made: Plan, result: Assessed | None, top: Sequence[Sequence[str]], language: Language
) -> Marking:
    """Return what is marked on one sheet."""
    home = result if name == names.home else None
    header = home.activities.place.header_row - 1 if home is not None else header_of(top)
    return Marking(
        cast("Mapping[Cell, Severity]", dict(of_sheet(made.cells, name))),
        cast("Mapping[Cell, str]", dict(of_sheet(made.comments, name))),
        added_columns(home, header, language) if home is not None and header >= 0 else None,
        columns_of(top, header) or columns_of(top, header_of(top)),
    )


def _dressed(package: Package, workbook: str) -> Wardrobe:
    """Return the looks, put into the styles of the workbook, which are made if there are none."""
    part = next((one.part for one in relations(package, workbook) if one.kind == "styles"), "")
    if not part:
        strict = is_strict(package.read(workbook))
        part = "xl/styles.xml"  # where some readers look for it, whatever the relations say
        if package.has(part):
            raise unmarkable(package.source, told("{part}, to which nothing refers", part=part))
        package.changed[part] = BARE.format(namespace=namespace(strict)).encode()
        declare(package, part, _STYLES)
        relate(package, workbook, "styles", part, strict=strict)
    parsed(package, part)
    wardrobe = dress(package.read(part), package.source)
    package.changed[part] = wardrobe.styles
    return wardrobe


def _put_summary(package: Package, workbook: str, part: str, sheet: bytes, language: Language, *, strict: bool) -> None:
    """Put the summary in place of the earlier one (`part`), or at the end."""
    data, found = parsed(package, workbook)
    name = summary_name(language)
    if part:
        package.changed[part] = sheet
        old = next(one for one in found if one.name == "sheet" and is_summary(one.attributes.get("name", "")))
        tag = with_attribute(data[old.start : old.inner], "name", name)
        package.changed[workbook] = splice(data, [(old.start, old.inner, tag)])
        return
    if any(one.attributes.get("name", "").lower() == name.lower() for one in found if one.name == "sheet"):
        raise unmarkable(package.source, told("a sheet of the user by the name of the summary: {name}", name=name))
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
        raise unmarkable(source, told("a workbook without a list of sheets"))
    prefix = key.rpartition(":")[0]  # declared here too: some programs declare it at each sheet, not at the root
    raw = (
        f'<{prefix_of(found[0].tag)}sheet xmlns:{prefix}="{base(is_strict(data))}" name="{escaped(name)}" '
        f'sheetId="{max(numbers) + 1}" {key}="{relation}"/>'
    )
    return appended(data, found[place], raw.encode())
