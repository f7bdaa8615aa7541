"""Numbers as people read them: rounded figures, powers of ten, and what a value says in words."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from footprint.ground.language import ENGLISH, Language, mark

_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_FRACTIONS = (
    (1e-3, mark("{figure} thousandths (10⁻³)")),
    (1e-6, mark("{figure} millionths (10⁻⁶)")),
    (1e-9, mark("{figure} billionths (10⁻⁹)")),
    (1e-12, mark("{figure} trillionths (10⁻¹²)")),
    (1e-15, mark("{figure} quadrillionths (10⁻¹⁵)")),
)
_SQUARE_METRES_PER_HECTARE = 10_000
_PLAIN_FROM, _PLAIN_TO = 1e-3, 1e15


def figure(value: float, language: Language = ENGLISH) -> str:
    """Return `value` with three significant digits, or all digits before the point, and thousands marked.

    >>> figure(1234567.8), figure(0.04567), figure(12.0), figure(1234.5, Language("nl"))
    ('1,234,568', '0.0457', '12', '1.234')
    """
    text = f"{value:,.0f}" if abs(value) >= 100 else f"{float(f'{value:.3g}'):,.10g}"
    return language.signs(text)


def number(value: float, language: Language = ENGLISH) -> str:
    """Return `value` as printed in a table: very small ones as a power of ten.

    >>> number(3.2e-8), number(0), number(1234.5), number(3.2e-8, Language("fr"))
    ('3.20 × 10⁻⁸', '0', '1,234', '3,20 × 10⁻⁸')
    """
    if value == 0 or _PLAIN_FROM <= abs(value) < _PLAIN_TO:
        return figure(value, language)
    digits, power = f"{value:.2e}".split("e")
    return f"{language.signs(digits)} × 10{str(int(power)).translate(_RAISED)}"


def percent(share: float, language: Language = ENGLISH) -> str:
    """Return `share` of one as a percentage.

    >>> percent(0.123), percent(1), percent(0.00004), percent(0.99996), percent(0.123, Language("de"))
    ('12.3 %', '100 %', '< 0.1 %', '> 99.9 %', '12,3 %')
    """
    if 0 < share < 0.0005:
        return language.signs("< 0.1 %")
    if 0.9995 <= share < 1:
        return language.signs("> 99.9 %")
    return language.signs(f"{100 * share:.1f} %" if share not in (0, 1) else f"{100 * share:.0f} %")


def area(square_metres: float, language: Language = ENGLISH) -> str:
    """Return an area in the unit people use for its size.

    >>> area(250), area(1.2e6), area(3.5e9)
    ('250 m²', '120 ha', '350,000 ha (3,500 km²)')
    """
    if square_metres < _SQUARE_METRES_PER_HECTARE:
        return f"{figure(square_metres, language)} m²"
    hectares = f"{figure(square_metres / _SQUARE_METRES_PER_HECTARE, language)} ha"
    return hectares if square_metres < 1e8 else f"{hectares} ({figure(square_metres / 1e6, language)} km²)"


def fraction(value: float, language: Language = ENGLISH) -> str:
    """Return a small share in words, with its power of ten beside it (a "billion" is not the same in every language).

    >>> fraction(3.2e-8), fraction(0.25)
    ('32 billionths (10⁻⁹)', '0.25')
    """
    if value >= 0.1:
        return figure(value, language)
    size, words = next(((size, words) for size, words in _FRACTIONS if value >= size), _FRACTIONS[-1])
    return language.say(words, figure=figure(value / size, language))


_IN_WORDS: Mapping[str, tuple[str, Callable[[float, Language], str]]] = {
    "global PDF.yr": (mark("{part} of the world's species put at risk of extinction, for one year"), fraction),
    "MSA-loss.m2.yr": (mark("as {part} with none of its original species left, for one year"), area),
    "PDF.m2.yr": (mark("as {part} with all species gone locally, for one year"), area),
}


def in_words(value: float | None, unit: str, language: Language = ENGLISH) -> str:
    """Return what `value` means by the definition of its `unit`; empty when the unit has no plain wording.

    >>> in_words(1.2e6, "MSA-loss.m2.yr")
    'as 120 ha with none of its original species left, for one year'
    """
    if value is None or math.isnan(value) or unit not in _IN_WORDS:
        return ""
    if value == 0:
        return language.say("nothing")
    sentence, part = _IN_WORDS[unit]
    said = language.say(sentence, part=part(abs(value), language))
    return said if value > 0 else language.say("a gain: {what}", what=said)
