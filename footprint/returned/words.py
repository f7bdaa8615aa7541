"""What is said of lines: how far they got, what was taken, what the user can do."""

from __future__ import annotations

from collections.abc import Mapping

from footprint.ground.language import Language, mark
from footprint.stages.report.words import phrase

STATES: Mapping[str, str] = {
    "characterised": mark("counted"),
    "partly characterised": mark("counted in part"),
    "not covered": mark("not counted"),
}
"""How far a line got."""

MIXES: Mapping[str, str] = {
    "mix: traced_be": mark("Belgian imports, traced to growers"),
    "mix: direct_be": mark("direct Belgian imports"),
    "mix: world_exports": mark("world exports"),
    "mix: world_production": mark("world production"),
    "mix: assumed_be": mark("Belgium, for want of anything known"),
    "mix: none": mark("none known"),
}
"""The mixes that stand in for a country."""

SEVERITY_WORDS: Mapping[str, str] = {
    "error": mark("error"),
    "warning": mark("look at this"),
    "info": mark("guessed"),
}
"""What marks of each colour are called."""

UNMARKED = frozenset({"practice_noted"})
"""Codes of remarks on what is rightly written: there is nothing to do about the cell."""

REMARK = mark("remark")
"""What they are called on the summary."""

GUESSED_ORIGIN = mark("No usable country of production. Used: {country}.")
ASK_ORIGIN = mark("Ask the supplier where it was grown or made.")
ASK_NAME = mark("Check the match; correct the spelling if it is another product.")
ASK_WEIGHT = mark("Give the amount in kg or t if you know it.")
GUESSED_WEIGHT: Mapping[str, str] = {
    "volume by density": mark("The weight was computed from the volume: {tonnes} t."),
    "money by price": mark("The weight was computed from the price of the year: {tonnes} t."),
}
"""How a weight was guessed."""


def country_words(used: str, names: Mapping[str, str], language: Language) -> str:
    """Return in words which country or mix a text of `origin_used` means; "" for none."""
    if used in MIXES:
        return language.say(MIXES[used])
    code = used.removeprefix("supply of ")
    name = names.get(code, code)
    return name if code == used else language.say("supply of {country}", country=name)


def reason_words(reason: str, language: Language) -> str:
    """Return why a line is not counted in full, in words."""
    if not reason:
        return ""
    part = reason.removeprefix("in part: ")
    if part != reason:
        return language.say("Not known in part ({pressures}).", pressures=phrase(part, language))
    return language.say("Not counted ({reason}).", reason=phrase(reason, language))
