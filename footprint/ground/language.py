"""The four languages: sentences in them, and numbers as their readers write them.

English is the language of the code. A sentence for people is written in English where it is said, through
:meth:`Language.say` (or :func:`mark` where it is only declared, :func:`told` where its language is not yet known), and
the catalogues in ``footprint/locale`` hold it in the others. ``python -m footprint.translation`` renews them.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from footprint.ground.errors import InputError, Problem

LANGUAGES = ("en", "nl", "fr", "de")
"""ISO 639-1; English first, which every text falls back to."""

LANGUAGE_CODES = {"language_unknown": "The language asked for is none of the four."}
"""Problem code -> its meaning in a sentence."""

_SIGNS: Mapping[str, tuple[str, str]] = {
    "en": (",", "."),
    "nl": (".", ","),
    "fr": ("\u202f", ","),
    "de": (".", ","),
}
"""Sign between thousands and decimal sign (CLDR 46)."""


class Told(str):
    """A sentence in English that still knows what it was made of, so that it can be said in another language.

    Attributes
    ----------
    template, values
        The sentence with its places open ("{count} lines"), and what stands in them.
    """

    template: str
    values: Mapping[str, Any]

    def __new__(cls, template: str, values: Mapping[str, Any]) -> Told:
        """Return the sentence in English."""
        made = super().__new__(cls, template.format(**values))
        made.template, made.values = template, values
        return made

    def __reduce__(self) -> tuple[type[Told], tuple[str, Mapping[str, Any]]]:
        """Return what copies and pickles are made from."""
        return Told, (self.template, self.values)


@dataclass(frozen=True, slots=True)
class Name:
    """What something is called, by language: a product, a country. As a text it is the English name."""

    by_language: Mapping[str, str]

    def __str__(self) -> str:
        return self.by_language["en"]

    def __format__(self, spec: str) -> str:
        """Return the English name: places of sentences take it as they take a text."""
        return format(str(self), spec)


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number in a sentence, written with the signs of its language."""

    value: float
    language: Language

    def __format__(self, spec: str) -> str:
        """Return the number as its place asks; a whole one without a format is a year or a row and stays as it is."""
        text = format(self.value, spec)
        return self.language.signs(text) if spec or isinstance(self.value, float) else text


def told(template: str, **values: Any) -> Told:
    """Return a sentence whose language is chosen later.

    >>> told("no column {key}", key="origin")
    'no column origin'
    """
    return Told(template, values)


def retold(text: str) -> Told:
    """Return a text of the factors, or a word, as one that is said in the user's language where it has a translation.

    >>> retold("bees have no inventory")
    'bees have no inventory'
    """
    return text if isinstance(text, Told) else Told(text.replace("{", "{{").replace("}", "}}"), {})


def listed(values: Sequence[Any]) -> Told:
    """Return values one after the other, each to be said in the language of the whole.

    >>> listed([Name({"en": "wheat", "nl": "tarwe"}), "rye"])
    'wheat, rye'
    """
    places = {f"value{number}": value for number, value in enumerate(values)}
    return Told(", ".join(f"{{{place}}}" for place in places), places)


def mark(text: str) -> str:
    """Return `text` as it is: a sentence that is declared here and said elsewhere."""
    return text


@dataclass(frozen=True, slots=True)
class Language:
    """One of the four languages.

    Parameters
    ----------
    code
        ISO 639-1 code, one of LANGUAGES.
    """

    code: str = "en"

    def say(self, text: str, /, **values: Any) -> str:
        """Return a sentence of the code in this language, with `values` in its places.

        A value that is :class:`Told` is said in this language too; a text without a translation stays as it is.

        >>> Language("nl").say("Belgium"), Language("en").say("{count} lines", count=3)
        ('België', '3 lines')
        """
        if isinstance(text, Told):
            return self.say(text.template, **{**text.values, **values})
        found = _catalogue(self.code).gettext(text) if text else ""
        return found.format(**{name: self._placed(value) for name, value in values.items()}) if values else found

    def retell(self, value: Any) -> Any:
        """Return what was :func:`told`, or is a :class:`Name`, in this language; a user's own text as it is."""
        if isinstance(value, Told):
            return self.say(value)
        return value.by_language[self.code] if isinstance(value, Name) else value

    def _placed(self, value: Any) -> Any:
        """Return a value as a sentence in this language takes it."""
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return _Figure(value, self) if number and self.code != "en" else self.retell(value)

    def problem(self, found: Problem) -> Problem:
        """Return a problem in this language; what the user wrote stays as it is."""
        expected, fix = self.say(found.expected), self.say(found.fix)
        return replace(found, found=self.retell(found.found), expected=expected, fix=fix)

    def signs(self, text: str) -> str:
        """Return an English number ("1,234.5") with the signs of this language.

        >>> Language("nl").signs("1,234.5"), Language("en").signs("1,234.5")
        ('1.234,5', '1,234.5')
        """
        thousands, decimal = _SIGNS[self.code]
        return text.translate(str.maketrans(",.", thousands + decimal))


ENGLISH = Language("en")


def language_of(code: str) -> Language:
    """Return a language by its code.

    Raises
    ------
    InputError
        It is none of the four.
    """
    if code in LANGUAGES:
        return Language(code)
    wish = f"one of {', '.join(LANGUAGES)}"
    fix = "Name one of these languages."
    raise InputError([Problem("language_unknown", "error", "language", f"{code!r:.80}", wish, fix)])


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    if code == "en":
        return gettext.NullTranslations()
    with (files("footprint") / "locale" / code / "LC_MESSAGES" / "footprint.mo").open("rb") as file:
        return gettext.GNUTranslations(file)
