"""What the user must know about how lines were understood: problems with place, finding and mend.

A finding that many lines share is told for the first lines that have it; the last of them says how many more there are.
The column of the line itself always says it for every line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from footprint.ground.activities import Activities
from footprint.ground.errors import Problem, Severity
from footprint.ground.joins import pairs
from footprint.stages.resolve.catalogue import Catalogue
from footprint.stages.resolve.destinations import destination_of
from footprint.stages.resolve.items import Match
from footprint.stages.resolve.practices import practice_of
from footprint.stages.resolve.supply import RULES

if TYPE_CHECKING:
    from footprint.stages.resolve.stage import Resolved

#: A shared finding is told for at most this many lines, then counted.
TOLD = 5
#: How many rows are searched before only the scarce findings are looked for.
HEAD = 50_000

#: Code, severity, found, expected, fix.
Finding = tuple[str, Severity, str, str, str]

_ITEM: dict[str, tuple[Severity, str, str]] = {
    "item_missing": ("error", "an item or an HS/CN code", "Fill the item or the code."),
    "item_unmatched": (
        "warning",
        "a product of the catalogue",
        "Write the product's common name in nl, fr, de or en, or add its HS/CN code.",
    ),
    "item_ambiguous": ("warning", "one product", "Write which product is meant, or add its HS/CN code."),
    "item_fuzzy": ("warning", "the product's name", "Check the match; correct the spelling if it is another product."),
    "hs_unknown": (
        "warning",
        "one HS or CN code of 2 to 10 digits",
        "Check the code; only the item text was used.",
    ),
    "code_text_disagree": (
        "warning",
        "a code and a text for the same product",
        "Correct whichever is wrong; the code counts.",
    ),
}
_ORIGIN: dict[str, tuple[Severity, str]] = {
    "origin_group": ("warning", "Name the country of production, or leave the cell empty."),
    "origin_transit": ("warning", "Name the country where it was grown, not the one it passed through."),
    "origin_several": ("warning", "Give each country a line of its own with its amount."),
    "origin_part": ("info", "Leave only the country if this is wrong."),
    "origin_fuzzy": ("warning", "Correct the spelling if another country is meant."),
    "origin_unknown_name": ("warning", "Write the country's name in nl, fr, de or en, or its ISO code."),
}
_UNIT: dict[str, tuple[Severity, str, str]] = {
    "unit_missing": ("error", "a unit (kg, t, lb, l, m3, EUR, USD ...)", "Fill the unit."),
    "unit_unknown": (
        "error",
        "a unit of mass, volume or money (kg, t, lb, l, m3, EUR, USD ...)",
        "Use one of these units.",
    ),
    "tonnes_need_product": (
        "warning",
        "a mass, or a known product",
        "Give the amount in kg or t, or name the product.",
    ),
    "tonnes_from_volume": ("info", "a mass", "Give the amount in kg or t if you know it."),
    "tonnes_from_money": ("info", "a mass", "Give the amount in kg or t if you know it: prices vary widely."),
    "density_missing": ("error", "a mass, or a product with a known density", "Give the amount in kg or t."),
    "price_missing": (
        "error",
        "a mass, or a product with a price in that year",
        "Give the amount in kg or t, as on the delivery note: a price of another year would give other tonnes.",
    ),
    "price_year_missing": (
        "error",
        "the year of the purchase beside an amount of money",
        "Fill the year, or give one for the whole list.",
    ),
    "exchange_rate_missing": (
        "error",
        "a currency and year with a known rate",
        "Give the amount in EUR, or in kg or t.",
    ),
}
_DESTINATIONS = "used_in_belgium, re_exported or transit"
#: By whether the text is understood: problem code and mend.
_PRACTICE = {
    True: ("practice_noted", "Nothing to do: result.practices has the scenario, which changes no total."),
    False: ("practice_unknown", "Write conventional, organic or extensive; the line is counted as it is."),
}
_RULE_WORDS = {
    "traced_country": "the traced supply of that country",
    "traced_be": "the traced mix of Belgian imports",
    "direct_be": "the mix of direct Belgian imports, growers only",
    "world_exports": "the mix of world exports, growers only",
    "world_production": "the mix of world production",
    "assumed_be": "Belgium, where it is taken to be made, for want of anything known",
    "none": "no mix: no producer is known",
}


@dataclass(frozen=True, slots=True)
class Told:
    """The first lines that share a finding, and how many share it in all."""

    at: npt.NDArray[np.int64]
    count: int


def remarks(activities: Activities, resolved: Resolved, catalogue: Catalogue) -> list[Problem]:
    """Return all problems of the stage: items first, then origins, then amounts."""
    lines = activities.table["line"].to_numpy()
    found: list[Problem] = []
    for told, key, problem in (
        *_about_items(activities, resolved, catalogue),
        *_about_origins(activities, resolved),
        *_about_supply(resolved, catalogue),
        *_about_amounts(activities, resolved),
        *_about_practice(activities),
        *_about_destination(activities, resolved, catalogue),
    ):
        found.extend(_tell(activities, lines, told, key, problem))
    return found


def _tell(
    activities: Activities, lines: npt.NDArray[np.int64], told: Told, key: str, problem: Finding
) -> Iterator[Problem]:
    """Yield one problem for each of the first lines, the last one counting the rest."""
    code, severity, found, expected, fix = problem
    rest = told.count - len(told.at)
    for nth, row in enumerate(told.at.tolist(), 1):
        more = f" (and {rest} more line{'s' * (rest > 1)})" if rest and nth == len(told.at) else ""
        yield Problem(code, severity, activities.where(int(lines[row]), key), found + more, expected, fix)


def _about_items(
    activities: Activities, resolved: Resolved, catalogue: Catalogue
) -> Iterator[tuple[Told, str, Finding]]:
    wanted = [
        bool(match.remark) or (match.product >= 0 and not catalogue.covered[match.product])
        for match in resolved.matches
    ]
    match_of_line = _per_line(resolved.key_match, resolved)
    written = {name: activities.table[name].array for name in ("hs_code", "item")}
    for code, told in _first_rows(match_of_line, np.array(wanted, dtype=bool)):
        match, row = resolved.matches[code], int(told.at[0])
        texts = [str(column[row]) for column in written.values() if column.codes[row] >= 0]
        key = "item" if written["item"].codes[row] >= 0 else "hs_code"
        found = " / ".join(texts)
        if match.remark and match.remark != "product_not_covered":
            severity, expected, fix = _ITEM[match.remark]
            yield told, key, (match.remark, severity, repr(found), expected + _hint(match, catalogue), fix)
        if match.product >= 0 and not catalogue.covered[match.product]:
            name, reason = catalogue.english[match.product], catalogue.reasons[match.product]
            yield told, key, _not_covered(f"{found!r} = {name}", reason)
        elif match.remark == "product_not_covered":
            yield told, key, _not_covered(repr(found), match.reason)


def _not_covered(found: str, reason: str) -> Finding:
    return "product_not_covered", "warning", found, "a product with an inventory", f"Listed, not counted: {reason}"


def _hint(match: Match, catalogue: Catalogue) -> str:
    if match.product >= 0:
        return f": taken for {catalogue.english[match.product]}"
    nearest = ", ".join(catalogue.english_by_id[candidate] for candidate in match.candidates)
    return f"; nearest: {nearest}" if nearest else ""


def _about_origins(activities: Activities, resolved: Resolved) -> Iterator[tuple[Told, str, Finding]]:
    texts = activities.table["origin"].cat.categories
    wanted = np.array([bool(origin.remark) for origin in resolved.origins], dtype=bool)
    for code, told in _first_rows(activities.table["origin"].cat.codes.to_numpy(), wanted):
        origin = resolved.origins[code]
        severity, fix = _ORIGIN[origin.remark]
        note = f" ({origin.note})" if origin.note else ""
        yield told, "origin", (origin.remark, severity, repr(str(texts[code])), f"one country of production{note}", fix)


def _about_supply(resolved: Resolved, catalogue: Catalogue) -> Iterator[tuple[Told, str, Finding]]:
    """Say what stands in for no origin, for a country that does not grow it, and for one taken for a shipper."""
    rule = resolved.supply.rule[resolved.key_cell]
    wanted = catalogue.covered[resolved.key_product] & (rule != RULES.index("declared"))
    at = np.flatnonzero(wanted)
    named = resolved.key_replaced | resolved.key_shipped
    country = np.where(named, resolved.key_country, -1)[at]
    product_of, country_of, which = pairs(resolved.key_product[at], country, len(catalogue.countries))
    group, rule_of = np.full(len(wanted), -1, dtype=np.int64), np.zeros(len(product_of), dtype=np.int8)
    grows = np.zeros(len(product_of), dtype=bool)
    group[at], rule_of[which], grows[which] = which, rule[at], ~resolved.key_replaced[at]
    for code, told in _first_rows(_per_line(group, resolved), np.ones(len(product_of), dtype=bool)):
        name, used = catalogue.english[product_of[code]], _RULE_WORDS[RULES[rule_of[code]]]
        place = str(catalogue.countries[country_of[code]]) if country_of[code] >= 0 else ""
        finding = _supply_finding(name, place, used, grows=bool(grows[code]))
        yield Told(told.at[:1], told.count) if finding[1] == "warning" else told, "origin", finding


def _supply_finding(name: str, place: str, used: str, *, grows: bool) -> Finding:
    """Return what to say of a product for which another supply stands in; `place` is the country named, if any."""
    expected, fix = f"a country that grows or makes it; used {used}", "Ask the supplier where it was grown or made."
    if not place:
        return "origin_assumed", "info", f"no country of production for {name}", expected, fix
    if not grows:
        found = f"{name} from {place}, which has no recorded production of it"
        return "origin_replaced", "warning", found, expected, fix
    expected, fix = f"the last country that shipped it; used {used}", "Choose the view declared if it grew there."
    return "origin_traced", "info", f"{name} from {place}, in the view traced", expected, fix


def _about_amounts(activities: Activities, resolved: Resolved) -> Iterator[tuple[Told, str, Finding]]:
    amounts, units = resolved.amounts, activities.table["unit"].array
    wanted = np.array([bool(conversion.remark) for conversion in amounts.conversions], dtype=bool)
    if not wanted.any():
        return
    for code, told in _first_rows(np.where(np.isnan(amounts.amount), -1, amounts.conversion), wanted):
        conversion, row = amounts.conversions[code], int(told.at[0])
        severity, expected, fix = _UNIT[conversion.remark]
        found = repr(str(units[row])) if units.codes[row] >= 0 else "no unit"
        note = f", {conversion.note}" if conversion.note else ""
        yield told, "unit", (conversion.remark, severity, found + note, expected, fix)


def _about_practice(activities: Activities) -> Iterator[tuple[Told, str, Finding]]:
    practice = activities.table["practice"].cat
    written = [str(text) for text in practice.categories]
    meant = [practice_of(text) for text in written]
    wanted = np.array([practice != "conventional" for practice in meant], dtype=bool)
    for code, told in _first_rows(practice.codes.to_numpy(), wanted):
        remark, fix = _PRACTICE[bool(meant[code])]
        wish = "conventional, organic or extensive" + (f": understood as {meant[code]}" if meant[code] else "")
        yield told, "practice", (remark, "info", repr(written[code]), wish, fix)


def _about_destination(
    activities: Activities, resolved: Resolved, catalogue: Catalogue
) -> Iterator[tuple[Told, str, Finding]]:
    """Say, in the view of what is used in Belgium, which lines have no destination, and what stays of such goods."""
    if resolved.view != "used_in_belgium":
        return
    written = activities.table["destination"].cat
    understood = np.array([bool(destination_of(str(text))) for text in written.categories], dtype=bool)
    for code, told in _first_rows(written.codes.to_numpy(), ~understood):
        found = repr(str(written.categories[code]))
        yield told, "destination", ("destination_unknown", "warning", found, _DESTINATIONS, "Write one of the three.")
    empty = np.where(written.codes.to_numpy() < 0, resolved.key_product[resolved.key], -1)
    for code, told in _first_rows(empty, np.ones(len(catalogue.products), dtype=bool)):
        share = catalogue.used_share.get(code, np.nan)
        found = f"no destination for {catalogue.english[code]}"
        nation = f"; {share:.0%} of Belgium's supply of it stays in Belgium" if np.isfinite(share) else ""
        yield told, "destination", ("destination_unknown", "info", found, _DESTINATIONS + nation, "Fill it in.")


def _per_line(of_key: npt.NDArray[np.int64], resolved: Resolved) -> npt.NDArray[np.int64]:
    return of_key[resolved.key]


def _first_rows(codes: npt.NDArray[np.integer], wanted: npt.NDArray[np.bool_]) -> Iterator[tuple[int, Told]]:
    """Yield each wanted code with the first rows that have it; -1 in `codes` is never wanted.

    Sorting a million rows to find five would cost more than the whole assessment: the rows are looked for in the head
    of the table, and only codes not found often enough there are looked for in the rest.
    """
    if not wanted.any():
        return
    rows = np.flatnonzero(np.append(wanted, False)[codes])
    count = np.bincount(codes[rows], minlength=len(wanted))
    head, tail = rows[:HEAD], rows[HEAD:]
    found = np.bincount(codes[head], minlength=len(wanted))
    scarce = found < np.minimum(count, TOLD)
    picked = np.concatenate([head, tail[scarce[codes[tail]]]])
    picked = picked[np.argsort(codes[picked], kind="stable")]
    edges = np.searchsorted(codes[picked], np.arange(len(wanted) + 1))
    for code in np.flatnonzero(count):
        yield int(code), Told(picked[edges[code] : edges[code + 1]][:TOLD], int(count[code]))
