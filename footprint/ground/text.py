"""One spelling for names: how a text is folded before it is compared."""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = str.maketrans(
    {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l"}
)
_SEPARATORS = re.compile(r"[^0-9a-z]+")


def fold(text: str) -> str:
    """Return `text` in lower case, without accents, punctuation or doubled spaces.

    >>> fold("  Fèves de Cacao (CRU) ")
    'feves de cacao cru'
    """
    plain = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    letters = "".join(char for char in plain if not unicodedata.combining(char)).lower()
    return _SEPARATORS.sub(" ", letters).strip()
