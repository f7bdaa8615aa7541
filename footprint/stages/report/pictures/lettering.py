"""How wide texts are, near enough, whatever sans serif font the reader has; texts are shortened by it, never cut."""

from __future__ import annotations

import re

from footprint.stages.report.pictures.shapes import TEXT

_EM = {
    **dict.fromkeys("ijl'|", 0.25),
    **dict.fromkeys("ftI.,:;! ()[]/\\\u00a0\u202f", 0.31),
    **dict.fromkeys('r-"*', 0.37),
    **dict.fromkeys("ckszvxyJ", 0.52),
    **dict.fromkeys("ABEKPSVXY&", 0.69),
    **dict.fromkeys("CDGHNOQRUw", 0.76),
    **dict.fromkeys("mM%", 0.9),
    **dict.fromkeys("W@…—", 1.02),
}
"""Width of letters in parts of the font's size: the widest among Arial, Segoe UI, Roboto and Helvetica."""

_LETTER, _WIDE = 0.59, 1.0
"""Of any other letter, and of those above the alphabets of Europe (Chinese, signs, pictures)."""

_BOLD = 1.07
_EUROPE_ENDS = 0x0590
_ROUNDING = 1e-6
_SAID = 200
_NO_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")


def clean(text: str) -> str:
    r"""Return `text` without what is no text: control characters, broken halves of letters.

    >>> clean("Cocoa\x00\n beans")
    'Cocoa beans'
    """
    return " ".join(_NO_TEXT.sub(" ", text).split())


def measure(text: str, size: float = TEXT, bold: bool = False) -> float:
    """Return the width of a text [px] at a size [px], rather too wide than too narrow.

    >>> measure("ill") < measure("WWW")
    True
    """
    ems = sum(_EM.get(letter, _LETTER if ord(letter) < _EUROPE_ENDS else _WIDE) for letter in text)
    return ems * size * (_BOLD if bold else 1)


def fitted(text: str, room: float, size: float = TEXT, bold: bool = False) -> str:
    """Return `text`, shortened with an ellipsis if it is wider than `room` [px].

    >>> fitted("Cocoa beans, fermented and dried", 110)
    'Cocoa beans,…'
    """
    text = clean(text)
    if not text or measure(text, size, bold) <= room + _ROUNDING:
        return text
    kept = text[: _letters(room, size)]
    while kept and measure(f"{kept}…", size, bold) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def wrapped(text: str, room: float, lines: int, size: float = TEXT, bold: bool = False) -> tuple[str, ...]:
    """Return `text` in at most so many lines, broken between words, the last shortened if need be.

    >>> wrapped("Species at risk of extinction", 110, 2)
    ('Species at risk', 'of extinction')
    """
    found: list[str] = []
    for word in clean(text)[: lines * _letters(room, size)].split(" "):
        longer = f"{found[-1]} {word}" if found else word
        if found and (measure(longer, size, bold) <= room or len(found) == lines):
            found[-1] = longer
        else:
            found.append(word)
    return tuple(fitted(line, room, size, bold) for line in found)


def _letters(room: float, size: float) -> int:
    """Return how many letters a room holds at most, so that a text of any length costs no more than that many."""
    return int(max(room, 0) / (min(_EM.values()) * size)) + 2


def said(text: str) -> str:
    r"""Return what is said of a shape under the pointer, of a length that can be listened to.

    >>> said("Cocoa\n beans"), len(said("x" * 1000))
    ('Cocoa beans', 200)
    """
    text = clean(text)
    return text if len(text) <= _SAID else f"{text[: _SAID - 1]}…"


def widest(texts: tuple[str, ...], size: float = TEXT, bold: bool = False) -> float:
    """Return the width of the widest of some texts [px], 0 if there is none."""
    return max((measure(clean(text), size, bold) for text in texts), default=0.0)
