"""How high rows are: higher where a text of ours needs it, and as they were once it is gone."""

from __future__ import annotations

import re

from footprint.returned.elements import with_attribute, without_attribute

_HEIGHT = re.compile(rb"\sht=[\"']([0-9.]+)[\"']")
_CHOSEN = re.compile(rb"\scustomHeight=[\"'](?:1|true)[\"']")
_RAISED = re.compile(rb"\scustomHeight=\"0\"")
"""What a row carries that had no height of its own: a program that saves it leaves this out."""


def raised(tag: bytes, points: int, *, renewed: bool, header: bool = False) -> bytes:
    """Return the tag of a row with at least that height; one that the user has chosen stays, but for the header's.

    Parameters
    ----------
    points
        The height wanted [points], 0 for none.
    renewed
        Whether the sheet had marks of ours: then a height that they had raised is given back first.
    header
        Whether it is the row of the header, whose titles must be read.

    >>> tag = raised(b'<row r="2">', 45, renewed=False)
    >>> tag, raised(tag, 0, renewed=True), raised(b'<row r="2" ht="20" customHeight="1">', 45, renewed=False)
    (b'<row r="2" ht="45" customHeight="0">', b'<row r="2">', b'<row r="2" ht="20" customHeight="1">')
    """
    if renewed and _RAISED.search(tag):
        tag = without_attribute(without_attribute(tag, "ht"), "customHeight")
    if points <= _height(tag) or (_CHOSEN.search(tag) and not header):
        return tag
    found = with_attribute(tag, "ht", str(points))
    return found if _HEIGHT.search(tag) else with_attribute(found, "customHeight", "0")


def _height(tag: bytes) -> float:
    """Return the height that a tag tells [points], 0 for none."""
    found = _HEIGHT.search(tag)
    return float(found[1]) if found else 0.0
