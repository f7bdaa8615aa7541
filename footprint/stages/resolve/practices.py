"""How it was farmed, in four languages: conventional, organic or extensive.

A practice never moves the result: it asks for a scenario beside it. So a text that says two things, or that something
is not the case, is not understood rather than guessed.
"""

from __future__ import annotations

from typing import Literal

from footprint.ground.text import fold

Practice = Literal["conventional", "organic", "extensive", ""]

_WRITTEN: dict[Practice, str] = {
    "conventional": "conventional|conventionally|conventioneel|conventionele|gangbaar|gangbare|conventionnel"
    "|conventionnelle|konventionell|konventionelle|konventioneller",
    "organic": "organic|organically|bio|biologisch|biologische|biologique|biologiques|okologisch|okologische"
    "|okologischer|oekologisch|oko|biolandbouw|biodynamic|biodynamisch|biodynamique|demeter|kba",
    "extensive": "extensive|extensively|extensief|extensieve|extensif|extensiv|extensives|extenso|lowinput",
}
_MEANS = {word: meaning for meaning, words in _WRITTEN.items() for word in words.split("|")}
#: Words that turn a practice round, or say that it is not one yet.
_TURNED = frozenset(
    (
        *("non", "not", "no", "none", "niet", "geen", "zonder", "pas", "sans", "nicht", "kein", "keine", "ohne"),
        *("conversion", "omschakeling", "umstellung", "partly", "deels", "partiellement", "teilweise"),
    )
)


def practice_of(written: str) -> Practice:
    """Return what a written practice means; "" for one that is not understood.

    >>> practice_of("Biologische teelt"), practice_of("extensif"), practice_of("gangbaar"), practice_of("non-organic")
    ('organic', 'extensive', 'conventional', '')
    """
    words = fold(written).replace("low input", "lowinput").split()
    found = {_MEANS[word] for word in words if word in _MEANS}
    return next(iter(found)) if len(found) == 1 and _TURNED.isdisjoint(words) else ""
