"""On which sheet the workbook opens: on the list, where the marks are."""

from __future__ import annotations

import re

from footprint.returned.elements import Edit, Element, first, prefix_of, splice, tag_end, with_attribute
from footprint.returned.package import Package, parsed, relations

_VIEW = re.compile(rb"<(?:[\w.\-]+:)?sheetView(?=[\s/>])")
_CHOSEN = re.compile(rb"\stabSelected\s*=\s*[\"'](?:1|true)[\"']")


def open_on(package: Package, workbook: str, name: str) -> None:
    """Let the workbook open on a sheet, unless that is hidden.

    No other sheet may stay chosen: in sheets chosen together, what is typed in one is typed in all.
    """
    data, found = parsed(package, workbook)
    sheets = [one for one in found if one.name == "sheet"]
    at = next(nth for nth, one in enumerate(sheets) if one.attributes.get("name") == name)
    if sheets[at].attributes.get("state", "visible") != "visible":
        return
    edits = _views(data, found, at)
    if edits:
        package.changed[workbook] = splice(data, edits)
    parts = {one.id: one.part for one in relations(package, workbook)}
    for nth, one in enumerate(sheets):
        part = parts.get(next((value for key, value in one.attributes.items() if key.endswith(":id")), ""), "")
        if package.has(part):
            _choose(package, part, chosen=nth == at)


def _views(data: bytes, found: list[Element], at: int) -> list[Edit]:
    """Return the edits of the workbook that make sheet number `at` the active one; none where it is."""
    views = [one for one in found if one.name == "workbookView"]
    if not views and at:
        place = found[first(found, "sheets")].start
        prefix = prefix_of(found[0].tag)
        raw = f'<{prefix}bookViews><{prefix}workbookView activeTab="{at}"/></{prefix}bookViews>'
        return [(place, place, raw.encode())]
    return [
        (one.start, one.inner, with_attribute(data[one.start : one.inner], "activeTab", str(at)))
        for one in views
        if one.attributes.get("activeTab", "0") != str(at)
    ]


def _choose(package: Package, part: str, *, chosen: bool) -> None:
    """Choose a sheet, or let it go; one that is as it should be is not touched."""
    data = package.read(part)
    head = data.find(b"sheetData")
    tags = [
        (found.start(), tag_end(data, found.start()))
        for found in _VIEW.finditer(data, 0, head if head > 0 else len(data))
    ]
    edits = [
        (start, end, with_attribute(data[start:end], "tabSelected", str(int(chosen))))
        for start, end in tags
        if bool(_CHOSEN.search(data, start, end)) != chosen
    ]
    if edits:
        package.changed[part] = splice(data, edits)
