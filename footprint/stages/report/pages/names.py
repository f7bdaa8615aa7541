"""Names of products, countries and origins in the language of the report."""

from __future__ import annotations

from footprint.ground.language import mark
from footprint.stages.report.model import Report

EVERYWHERE = "GLO"
_MIX, _SUPPLY = "mix: ", "supply of "
RULES = {
    "declared": mark("as declared"),
    "traced_country": mark("traced behind the declared country"),
    "traced_be": mark("Belgian imports, traced"),
    "direct_be": mark("Belgian imports"),
    "world_exports": mark("world exports"),
    "world_production": mark("world production"),
    "assumed_be": mark("taken as made in Belgium"),
    "none": mark("no producing country known"),
}
"""Rule of an origin -> what it is called."""


class Names:
    """Names by id, and origins as the lines name them."""

    def __init__(self, report: Report) -> None:
        self.report = report
        table = report.names
        self.known = dict(zip(table["id"].astype(str), table["name"].astype(str), strict=True))

    def of(self, one: str) -> str:
        """Return the name of a product or country; an id without one is its own name."""
        return self.report.say("everywhere") if one == EVERYWHERE else self.known.get(one, one)

    def origin(self, used: str) -> str:
        """Return an origin that a line used ("CIV", "supply of NLD", "mix: traced_be") in words."""
        if used.startswith(_SUPPLY):
            return self.report.say("behind {country}", country=self.of(used.removeprefix(_SUPPLY)))
        if used.startswith(_MIX):
            return self.report.say(RULES[used.removeprefix(_MIX)])
        return self.of(used)
