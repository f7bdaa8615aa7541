"""What a marked workbook got from us, by name: the titles of its columns and its summary, in each of the languages.

Reading passes over them, and marking again takes them away. Both ask here, so that nothing of the user's is taken for
ours: a name counts only if it is one that we write, to the letter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from footprint.ground.language import LANGUAGES, Language, mark
from footprint.ground.pressures import PRESSURES, REALMS, column_of

OURS = "footprint › "
"""How everything of ours begins."""

TITLES: Mapping[str, str] = {
    "status": mark("status"),
    "product": mark("product taken"),
    "country": mark("country taken"),
    "weight": mark("weight [t]"),
    "quality": mark("quality, 1 best to 5"),
    "advice": mark("what to do"),
}
"""The titles of our columns but those of impacts, without their beginning."""

_SUMMARY = mark("summary")
_LONGEST_NAME = 31
_FORBIDDEN = str.maketrans("", "", "[]:*?/\\'")
_LONGEST_TITLE = 500


def impact_title(lens: str, realm: str, unit: str, language: Language) -> str:
    """Return the title of a column of impacts, without its beginning.

    >>> impact_title("Species", "terrestrial, land transformation", "PDF.yr", Language("en"))
    'Species: terrestrial, land transformation [PDF.yr]'
    """
    return f"{language.say(lens)}: {realm_words(realm, language)} [{unit}]"


def realm_words(realm: str, language: Language) -> str:
    """Return a realm, or the pressure that stands apart from it, in words."""
    return ", ".join(language.say(part) for part in realm.split(", "))


def summary_name(language: Language) -> str:
    """Return the name of the summary.

    >>> summary_name(Language("en"))
    'footprint › summary'
    """
    return (OURS + language.say(_SUMMARY).translate(_FORBIDDEN))[:_LONGEST_NAME].rstrip()


def is_summary(name: str) -> bool:
    """Return whether a sheet of that name is our summary.

    >>> is_summary("footprint › summary"), is_summary("footprint › notes")
    (True, False)
    """
    return name in {summary_name(Language(code)) for code in LANGUAGES}


def is_title(text: str) -> bool:
    """Return whether a header is one of ours.

    >>> is_title("footprint › what to do"), is_title("footprint › my notes"), is_title("what to do")
    (True, False, False)
    >>> is_title("footprint › Any lens: freshwater [PDF.yr]"), is_title("footprint › Any lens: water [PDF.yr]")
    (True, False)
    """
    if not text.startswith(OURS) or len(text) > _LONGEST_TITLE:
        return False
    plain = _plain(text)
    return plain in _titles() or _impacts().fullmatch(plain) is not None


@cache
def _titles() -> frozenset[str]:
    return frozenset(_plain(OURS + Language(code).say(title)) for code in LANGUAGES for title in TITLES.values())


@cache
def _impacts() -> re.Pattern[str]:
    """Return what titles of impacts look like: any lens, for the user may have others than these; a realm; a unit."""
    columns = dict.fromkeys(column_of(realm, pressure) for realm in REALMS for pressure in PRESSURES)
    realms = dict.fromkeys(_plain(realm_words(one, Language(code))) for one in columns for code in LANGUAGES)
    return re.compile(rf"{OURS}.+: (?:{'|'.join(map(re.escape, realms))}) \[[^\[\]]+\]")


def _plain(text: str) -> str:
    """Return a text with each run of blanks as one space: programs change them."""
    return " ".join(text.split())
