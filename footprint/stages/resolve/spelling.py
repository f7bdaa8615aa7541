"""When two spellings are near enough to be one word, and when something else is as near."""

from __future__ import annotations

from collections.abc import Container, Iterable

from rapidfuzz.distance import OSA

#: A word of this many letters may have one slip (a letter more, less, changed, or two swapped), a longer one two.
ONE_SLIP, TWO_SLIPS = 6, 12


def slips(one: str, other: str, most: int = 3) -> int:
    """Return how many slips lie between two spellings; `most` + 1 if more than `most`.

    >>> slips("bananne", "banane"), slips("tomtaen", "tomaten")
    (1, 1)
    """
    return int(OSA.distance(one, other, score_cutoff=most))


def same_words(text: str, name: str, known: Container[str]) -> bool:
    """Return whether `text` is `name` misspelt: word by word, and no word of it a word in its own right.

    *poire* is one letter from *poivre* and *fraises* two from *frites*, but they are words: not slips of the pen. Two
    spellings that differ in spaces only are the same.

    Parameters
    ----------
    known
        Words that are not misspelt.
    """
    if text.replace(" ", "") == name.replace(" ", ""):
        return True
    written, meant = text.split(), name.split()
    return len(written) == len(meant) and all(_same(one, two, known) for one, two in zip(written, meant, strict=True))


def _same(written: str, meant: str, known: Container[str]) -> bool:
    if written == meant:
        return True
    shorter = min(len(written), len(meant))
    if shorter < ONE_SLIP or written[0] != meant[0] or written in known or not (written + meant).isalpha():
        return False
    allowed = 2 if shorter >= TWO_SLIPS else 1
    return abs(len(written) - len(meant)) <= 1 and slips(written, meant, allowed) <= allowed


def rivalled(text: str, best: str, others: Iterable[str], margin: int = 1) -> bool:
    """Return whether one of the other names is as near to the text as the best one, or `margin` slips further."""
    limit = slips(text, best) + margin
    return any(slips(text, other, limit) <= limit for other in others)
