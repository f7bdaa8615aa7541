"""Numbers as people read them: rounded figures, powers of ten, and what a value says in words."""

from __future__ import annotations

import math

_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_FRACTIONS = (
    (1e-3, "thousandths (10⁻³)"),
    (1e-6, "millionths (10⁻⁶)"),
    (1e-9, "billionths (10⁻⁹)"),
    (1e-12, "trillionths (10⁻¹²)"),
    (1e-15, "quadrillionths (10⁻¹⁵)"),
)
_SQUARE_METRES_PER_HECTARE = 10_000
_PLAIN_FROM, _PLAIN_TO = 1e-3, 1e15


def figure(value: float) -> str:
    """Return `value` with three significant digits, or all digits before the point, and thousands marked.

    >>> figure(1234567.8), figure(0.04567), figure(12.0)
    ('1,234,568', '0.0457', '12')
    """
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{float(f'{value:.3g}'):,.10g}"


def number(value: float) -> str:
    """Return `value` as printed in a table: very small ones as a power of ten.

    >>> number(3.2e-8), number(0), number(1234.5)
    ('3.20 × 10⁻⁸', '0', '1,234')
    """
    if value == 0 or _PLAIN_FROM <= abs(value) < _PLAIN_TO:
        return figure(value)
    digits, power = f"{value:.2e}".split("e")
    return f"{digits} × 10{str(int(power)).translate(_RAISED)}"


def percent(share: float) -> str:
    """Return `share` of one as a percentage.

    >>> percent(0.123), percent(1), percent(0.00004), percent(0.99996)
    ('12.3 %', '100 %', '< 0.1 %', '> 99.9 %')
    """
    if 0 < share < 0.0005:
        return "< 0.1 %"
    if 0.9995 <= share < 1:
        return "> 99.9 %"
    return f"{100 * share:.1f} %" if share not in (0, 1) else f"{100 * share:.0f} %"


def area(square_metres: float) -> str:
    """Return an area in the unit people use for its size.

    >>> area(250), area(1.2e6), area(3.5e9)
    ('250 m²', '120 ha', '350,000 ha (3,500 km²)')
    """
    if square_metres < _SQUARE_METRES_PER_HECTARE:
        return f"{figure(square_metres)} m²"
    hectares = f"{figure(square_metres / _SQUARE_METRES_PER_HECTARE)} ha"
    return hectares if square_metres < 1e8 else f"{hectares} ({figure(square_metres / 1e6)} km²)"


def fraction(value: float) -> str:
    """Return a small share in words, with its power of ten beside it (a "billion" is not the same in every language).

    >>> fraction(3.2e-8), fraction(0.25)
    ('32 billionths (10⁻⁹)', '0.25')
    """
    if value >= 0.1:
        return figure(value)
    size, name = next(((size, name) for size, name in _FRACTIONS if value >= size), _FRACTIONS[-1])
    return f"{figure(value / size)} {name}"


_IN_WORDS = {
    "global PDF.yr": lambda value: f"{fraction(value)} of the world's species put at risk of extinction, for one year",
    "MSA-loss.m2.yr": lambda value: f"as {area(value)} with none of its original species left, for one year",
    "PDF.m2.yr": lambda value: f"as {area(value)} with all species gone locally, for one year",
}


def in_words(value: float | None, unit: str) -> str:
    """Return what `value` means by the definition of its `unit`; empty when the unit has no plain wording.

    >>> in_words(1.2e6, "MSA-loss.m2.yr")
    'as 120 ha with none of its original species left, for one year'
    """
    say = _IN_WORDS.get(unit)
    if value is None or math.isnan(value) or say is None:
        return ""
    if value == 0:
        return "nothing"
    return say(value) if value > 0 else f"a gain: {say(-value)}"
