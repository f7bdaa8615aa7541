"""Vega's SVG made small and safe: short numbers, no classes, one font, titles for readers, ids of its own."""

from __future__ import annotations

import hashlib
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import pairwise

from markupsafe import Markup

from footprint.stages.report.palette import GLOBAL
from footprint.stages.report.pictures.shapes import Scene

FONTS = "Segoe UI,Roboto,Helvetica Neue,Arial,Liberation Sans,sans-serif"
"""The fonts of the page, none of them wider than ``lettering`` reckons with."""

_SVG = "{http://www.w3.org/2000/svg}"
_KEPT = (
    *("x", "y", "x2", "y2", "width", "height", "d", "transform", "fill", "fill-opacity", "stroke", "stroke-width"),
    *("stroke-dasharray", "text-anchor", "font-size", "font-weight"),
)
_LOOKS = ("fill", "fill-opacity", "stroke", "stroke-width", "text-anchor", "font-size", "font-weight", "paint-order")
_MANY = 3
"""Number of elements from which a group of their own saves room."""

_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?|-?\d+e-\d+")
_NOTHING = ("translate(0,0)", "start", "normal")
_STEP = 10
"""Points of a coast that are nearer than this to the one before are left out [tenths of a pixel]."""

COAST_WIDTH = "0.4"
"""Width of the lines between countries, by which they are known [px]."""

_OUTLINE = re.compile(r"(?:[ML]-?[\d.]+,-?[\d.]+|Z)+")
_PLACE = re.compile(r"(-?[\d.]+),(-?[\d.]+)")
_OPEN = Markup(
    '<svg viewBox="0 0 {0} {1}" width="100%" style="max-width:{0}px;font-family:{2}" role="img" aria-label="{3}">'
    "<title>{3}</title>"
)
_HATCH = Markup(
    '<defs><pattern id="{0}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="6" height="6" fill="{1}"/><path d="M0,0V6" stroke="#8898A2" stroke-width="2"/></pattern></defs>'
)


def tidy(drawn: str, scene: Scene, title: str) -> Markup:
    """Return what Vega drew of `scene` as a picture to put into a page.

    Parameters
    ----------
    drawn
        The SVG as Vega wrote it, texts escaped.
    title
        What the picture shows, for those who hear it.
    """
    # The text is our own converter's, which knows no entities and no external files.
    root = ET.fromstring(drawn)  # noqa: S314
    body = "".join(ET.tostring(part, encoding="unicode") for child in root for part in _tidied(child))
    name = f"h{hashlib.sha256(f'{title}{body}'.encode()).hexdigest()[:10]}"
    hatch = _HATCH.format(name, GLOBAL) if "url(#hatch)" in body else Markup("")
    start = _OPEN.format(_short(f"{scene.width:.1f}"), _short(f"{scene.height:.1f}"), FONTS, title)
    # Every text in the body was escaped when the tree was written out.
    return start + hatch + Markup(body.replace('"url(#hatch)"', f'"url(#{name})"')) + Markup("</svg>")  # noqa: S704


def _tidied(element: ET.Element) -> Iterator[ET.Element]:
    """Yield what is left of an element: nothing of one that is not seen, its children if it says nothing itself."""
    tag = element.tag.removeprefix(_SVG)
    painted = element.get("fill") or element.get("stroke")
    shorten = coarse if element.get("stroke-width") == COAST_WIDTH else _short
    kept = {name: shorten(value) for name in _KEPT if (value := element.get(name)) and value not in _NOTHING}
    if tag == "defs" or (tag == "path" and not (kept.get("d") and painted)):
        return
    children = [part for child in element for part in _tidied(child)]
    if tag == "g" and not set(kept) - {"fill"}:
        yield from _gathered(children)
        return
    yield _rebuilt(tag, kept, element, children)


def _rebuilt(tag: str, kept: dict[str, str], element: ET.Element, children: list[ET.Element]) -> ET.Element:
    if tag == "path":
        kept.setdefault("fill", "none")
    if tag == "text" and "stroke" in kept:
        kept["paint-order"] = "stroke"
    made = ET.Element(tag, kept)
    made.text = element.text if tag in ("text", "tspan") else None
    if title := element.get("aria-label", ""):
        ET.SubElement(made, "title").text = title
    made.extend(children)
    return made


def _gathered(children: list[ET.Element]) -> Iterator[ET.Element]:
    """Yield elements, in a group that says once what all of them say."""
    shared = [name for name in _LOOKS if len({child.get(name) for child in children}) == 1]
    same = {name: value for name in shared if (value := children[0].get(name)) is not None}
    if len(children) < _MANY or not same:
        yield from children
        return
    group = ET.Element("g", same)
    for child in children:
        for name in same:
            del child.attrib[name]
    group.extend(children)
    yield group


def _short(text: str) -> str:
    """Return a text of numbers with one decimal at most.

    >>> _short("translate(12.3456,-0.04)")
    'translate(12.3,0)'
    """
    return _NUMBER.sub(lambda found: f"{round(float(found.group()), 1) + 0.0:g}", text)


def coarse(path: str) -> str:
    """Return an outline in steps from point to point, without the points nobody sees; of any other text the numbers.

    >>> coarse("M10,10L10.2,10.1L20.04,10.5L20,20Z")
    'M10,10l10,.5 0,9.5z'
    """
    if not _OUTLINE.fullmatch(path):
        return _short(path)
    return "".join(_ring(part) for part in path.split("Z") if part)


def _ring(path: str) -> str:
    """Return a closed line, "" if less than a triangle is left of it; in whole tenths, so that no rounding adds up."""
    kept: list[tuple[int, int]] = []
    for x, y in _PLACE.findall(path):
        place = round(10 * float(x)), round(10 * float(y))
        if not kept or abs(place[0] - kept[-1][0]) + abs(place[1] - kept[-1][1]) >= _STEP:
            kept.append(place)
    steps = " ".join(f"{_tenths(x - a)},{_tenths(y - b)}" for (a, b), (x, y) in pairwise(kept))
    steps = steps.replace(" -", "-").replace(",-", "-")
    return f"M{_tenths(kept[0][0])},{_tenths(kept[0][1])}l{steps}z" if len(kept) > 2 else ""


def _tenths(value: int) -> str:
    """Return tenths as a short decimal.

    >>> _tenths(-5), _tenths(120), _tenths(31)
    ('-.5', '12', '3.1')
    """
    return f"{value / 10:g}".replace("0.", ".", 1) if abs(value) < 10 else f"{value / 10:g}"
