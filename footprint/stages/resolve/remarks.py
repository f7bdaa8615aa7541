"""What the user must know about how lines were understood: problems with place, finding and mend.

A finding that many lines share is rows for the first lines that have it; the last of them says how many more there are.
The column of the line itself always says it for every line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import numpy.typing as npt

from footprint.ground.activities import Activities
from footprint.ground.errors import Problem, Severity
from footprint.ground.joins import pairs
from footprint.ground.language import Name, listed, mark, retold, told
from footprint.ground.units import counts_things, is_rate
from footprint.stages.resolve.advice import DESTINATIONS, ITEM, ORIGIN, PRACTICE, RULE_WORDS, UNIT
from footprint.stages.resolve.catalogue import Catalogue
from footprint.stages.resolve.destinations import destination_of
from footprint.stages.resolve.items import LONGEST_TEXT, Match
from footprint.stages.resolve.plausible import far_above
from footprint.stages.resolve.practices import practice_of
from footprint.stages.resolve.supply import RULES
from footprint.stages.resolve.tariff import restored

if TYPE_CHECKING:
    from footprint.stages.resolve.stage import Resolved

#: A shared finding is rows for at most this many lines, then counted.
TOLD = 5
#: How many rows are searched before only the scarce findings are looked for.
HEAD = 50_000
#: Characters of a text that are repeated in a finding.
LONGEST_FOUND = 400

#: Problems of an amount that a known mass would mend, and that are not asked about goods without an inventory.
OF_PRODUCT = ("tonnes_need_product", "density_missing", "price_missing", "price_year_missing", "exchange_rate_missing")

Number = TypeVar("Number", np.int64, np.bool_)

#: Code, severity, found, expected, fix.
Finding = tuple[str, Severity, str, str, str]


@dataclass(frozen=True, slots=True)
class Rows:
    """The first lines that share a finding, and how many share it in all."""

    at: npt.NDArray[np.int64]
    count: int


def remarks(activities: Activities, resolved: Resolved, catalogue: Catalogue) -> list[Problem]:
    """Return all problems of the stage: items first, then origins, then amounts."""
    lines = activities.table["line"].to_numpy()
    found: list[Problem] = []
    for rows, key, problem in (
        *_about_items(activities, resolved, catalogue),
        *_about_codes(activities, catalogue),
        *_about_origins(activities, resolved),
        *_about_supply(resolved, catalogue),
        *_about_amounts(activities, resolved, catalogue),
        *_about_size(resolved, catalogue),
        *_about_practice(activities),
        *_about_practice_in_items(activities),
        *_about_destination(activities, resolved, catalogue),
    ):
        found.extend(_tell(activities, lines, rows, key, problem))
    return found


def _tell(
    activities: Activities, lines: npt.NDArray[np.int64], rows: Rows, key: str, problem: Finding
) -> Iterator[Problem]:
    """Yield one problem for each of the first lines, the last one counting the rest."""
    code, severity, found, expected, fix = problem
    rest = rows.count - len(rows.at)
    for nth, row in enumerate(rows.at.tolist(), 1):
        said = _and_more(found, rest) if rest and nth == len(rows.at) else found
        yield Problem(code, severity, activities.where(int(lines[row]), key), said, expected, fix)


def _and_more(found: str, rest: int) -> str:
    if rest == 1:
        return told("{found} (and one more line)", found=found)
    return told("{found} (and {count} more lines)", found=found, count=rest)


def _about_items(
    activities: Activities, resolved: Resolved, catalogue: Catalogue
) -> Iterator[tuple[Rows, str, Finding]]:
    wanted = [
        bool(match.remark) or (match.product >= 0 and not catalogue.covered[match.product])
        for match in resolved.matches
    ]
    match_of_line = _per_line(resolved.key_match, resolved)
    written = {name: activities.table[name].array for name in ("hs_code", "item")}
    for code, rows in _first_rows(match_of_line, np.array(wanted, dtype=bool)):
        match, row = resolved.matches[code], int(rows.at[0])
        texts = [str(column[row]) for column in written.values() if column.codes[row] >= 0]
        key = "hs_code" if written["item"].codes[row] < 0 and texts else "item"
        found = " / ".join(texts)
        if match.remark and match.remark != "product_not_covered":
            severity, expected, fix = ITEM[match.remark]
            yield rows, key, (match.remark, severity, _quoted(found), _hint(match, expected, catalogue), fix)
        if match.product >= 0 and not catalogue.covered[match.product]:
            name = told("{found} = {name}", found=_quoted(found), name=catalogue.name(match.product))
            yield rows, key, _not_covered(name, catalogue.reasons[match.product])
        elif match.remark == "product_not_covered":
            yield rows, key, _not_covered(_quoted(found), match.reason)


def _not_covered(found: str, reason: str) -> Finding:
    fix = told("Listed, not counted: {reason}", reason=retold(reason))
    return "product_not_covered", "warning", found, mark("a product with an inventory"), fix


def _hint(match: Match, expected: str, catalogue: Catalogue) -> str:
    """Return what was expected, with what the item was taken for, or what comes near."""
    if match.product >= 0:
        return told("{expected}: taken for {name}", expected=told(expected), name=catalogue.name(match.product))
    nearest = listed([catalogue.name_of(candidate) for candidate in match.candidates])
    return told("{expected}; nearest: {names}", expected=told(expected), names=nearest) if nearest else expected


def _about_codes(activities: Activities, catalogue: Catalogue) -> Iterator[tuple[Rows, str, Finding]]:
    """Say which codes had lost the zero at their front."""
    written = activities.table["hs_code"].cat
    codes = [restored(str(text), catalogue) for text in written.categories]
    for code, rows in _first_rows(written.codes.to_numpy(), np.array([bool(one) for one in codes], dtype=bool)):
        fix = mark("Nothing; format the column as text to keep the zero.")
        yield rows, "hs_code", ("code_zero_restored", "info", _quoted(str(written.categories[code])), codes[code], fix)


def _about_origins(activities: Activities, resolved: Resolved) -> Iterator[tuple[Rows, str, Finding]]:
    texts = activities.table["origin"].cat.categories
    wanted = np.array([bool(origin.remark) for origin in resolved.origins], dtype=bool)
    for code, rows in _first_rows(activities.table["origin"].cat.codes.to_numpy(), wanted):
        origin = resolved.origins[code]
        severity, fix = ORIGIN[origin.remark]
        expected: str = mark("one country of production")
        if origin.note:
            expected = told("one country of production ({note})", note=retold(origin.note))
        yield rows, "origin", (origin.remark, severity, _quoted(str(texts[code])), expected, fix)


def _about_supply(resolved: Resolved, catalogue: Catalogue) -> Iterator[tuple[Rows, str, Finding]]:
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
    for code, rows in _first_rows(_per_line(group, resolved), np.ones(len(product_of), dtype=bool)):
        name, used = catalogue.name(int(product_of[code])), RULE_WORDS[RULES[rule_of[code]]]
        place = str(catalogue.countries[country_of[code]]) if country_of[code] >= 0 else ""
        finding = _supply_finding(name, place, used, grows=bool(grows[code]))
        yield Rows(rows.at[:1], rows.count) if finding[1] == "warning" else rows, "origin", finding


def _supply_finding(name: Name, place: str, used: str, *, grows: bool) -> Finding:
    """Return what to say of a product for which another supply stands in; `place` is the country named, if any."""
    grown = told("a country that grows or makes it; used {used}", used=used)
    ask = mark("Ask the supplier where it was grown or made.")
    if not place:
        return "origin_assumed", "info", told("no country of production for {name}", name=name), grown, ask
    if not grows:
        found = told("{name} from {place}, which has no recorded production of it", name=name, place=place)
        return "origin_replaced", "warning", found, grown, ask
    found = told("{name} from {place}, in the view traced", name=name, place=place)
    shipped = told("the last country that shipped it; used {used}", used=used)
    return "origin_traced", "info", found, shipped, mark("Choose the view declared if it grew there.")


def _about_amounts(
    activities: Activities, resolved: Resolved, catalogue: Catalogue
) -> Iterator[tuple[Rows, str, Finding]]:
    amounts, units = resolved.amounts, activities.table["unit"].array
    wanted = np.array([bool(conversion.remark) for conversion in amounts.conversions], dtype=bool)
    if not wanted.any():
        return
    for code, rows in _first_rows(_worth_asking(resolved, catalogue), wanted):
        conversion, row = amounts.conversions[code], int(rows.at[0])
        severity, expected, fix = UNIT[conversion.remark]
        found = _quoted(str(units[row])) if units.codes[row] >= 0 else told("no unit")
        if conversion.remark == "unit_unknown":
            fix = _fix_of_unit(str(units[row]))
        if conversion.note:
            found = told("{unit}, {note}", unit=found, note=conversion.note)
        key = _first_column(activities, "year" if conversion.remark == "price_year_missing" else "unit")
        yield rows, key, (conversion.remark, severity, found, expected, fix)


def _worth_asking(resolved: Resolved, catalogue: Catalogue) -> npt.NDArray[np.int64]:
    """Return the conversion of each line, -1 where the amount is empty or no mass would make the line count.

    A good without an inventory is listed, whatever it weighs.
    """
    amounts = resolved.amounts
    asks = np.array([conversion.remark in OF_PRODUCT for conversion in amounts.conversions], dtype=bool)
    named = np.array([match.remark == "product_not_covered" for match in resolved.matches], dtype=bool)
    listed_only = named[resolved.key_match] | ((resolved.key_product >= 0) & ~catalogue.covered[resolved.key_product])
    idle = np.isnan(amounts.amount)
    if asks.any() and listed_only.any():
        idle |= asks[amounts.conversion] & _per_line(listed_only, resolved)
    return np.where(idle, -1, amounts.conversion)


def _first_column(activities: Activities, key: str) -> str:
    """Return the column to name: the one asked for, or that of the amount in a list without it."""
    return key if key in activities.columns else "amount"


def _fix_of_unit(unit: str) -> str:
    """Return how to mend a unit that is none: pieces and packages have no weight, a rate is no amount."""
    if counts_things(unit):
        return mark("Pieces and packages have no weight of their own: write what the line weighs, in kg.")
    if is_rate(unit):
        return mark("A price, a rate or a share is no amount: write how much was bought, in kg or t.")
    return mark("Use one of these units.")


def _about_size(resolved: Resolved, catalogue: Catalogue) -> Iterator[tuple[Rows, str, Finding]]:
    """Say which amounts stand far above all others of their product."""
    tonnes = resolved.amounts.tonnes
    for apart in far_above(_per_line(resolved.key_product, resolved), tonnes):
        rows = Rows(apart.lines[:TOLD], len(apart.lines))
        found = told(
            "{tonnes:,.6g} t of {name}",
            **{"tonnes": float(tonnes[apart.lines[0]]), "name": catalogue.name(apart.product)},
        )
        expected = told("about as much as the other lines of it, which have {most:,.6g} t at most", most=apart.most)
        fix = mark("Check the unit: kilograms written as tonnes are a thousand times too much. It counts as written.")
        yield rows, "amount", ("amount_implausible", "warning", found, expected, fix)


def _about_practice(activities: Activities) -> Iterator[tuple[Rows, str, Finding]]:
    practice = activities.table["practice"].cat
    written = [str(text) for text in practice.categories]
    meant = [practice_of(text) for text in written]
    wanted = np.array([practice != "conventional" for practice in meant], dtype=bool)
    for code, rows in _first_rows(practice.codes.to_numpy(), wanted):
        remark, fix = PRACTICE[bool(meant[code])]
        wish: str = mark("conventional, organic or extensive")
        if meant[code]:
            wish = told("conventional, organic or extensive: understood as {practice}", practice=retold(meant[code]))
        yield rows, "practice", (remark, "info", _quoted(written[code]), wish, fix)


def _about_practice_in_items(activities: Activities) -> Iterator[tuple[Rows, str, Finding]]:
    """Say which items are called organic or extensive on lines without a practice: it is not read from the name."""
    item, practice = (activities.table[name].cat for name in ("item", "practice"))
    meant = [practice_of(str(text)) if len(str(text)) <= LONGEST_TEXT else "" for text in item.categories]
    wanted = np.array([one in ("organic", "extensive") for one in meant], dtype=bool)
    unsaid = np.where(practice.codes.to_numpy() < 0, item.codes.to_numpy(), -1)
    for code, rows in _first_rows(unsaid, wanted):
        wish = told("{practice} in a column of practices, to see its scenario", practice=retold(meant[code]))
        fix = mark("Nothing; add a column practice to see what the practice would change.")
        yield rows, "item", ("practice_in_item", "info", _quoted(str(item.categories[code])), wish, fix)


def _quoted(text: str) -> str:
    """Return what the user wrote, between quotes; of a long text the beginning."""
    if len(text) <= LONGEST_FOUND:
        return repr(text)
    return told("{opening}… ({count:,} characters)", opening=repr(text[:LONGEST_FOUND]), count=len(text))


def _about_destination(
    activities: Activities, resolved: Resolved, catalogue: Catalogue
) -> Iterator[tuple[Rows, str, Finding]]:
    """Say, in the view of what is used in Belgium, which lines have no destination, and what stays of such goods."""
    if resolved.view != "used_in_belgium":
        return
    written = activities.table["destination"].cat
    understood = np.array([bool(destination_of(str(text))) for text in written.categories], dtype=bool)
    for code, rows in _first_rows(written.codes.to_numpy(), ~understood):
        found = _quoted(str(written.categories[code]))
        yield (
            rows,
            "destination",
            ("destination_unknown", "warning", found, DESTINATIONS, mark("Write one of the three.")),
        )
    empty = np.where(written.codes.to_numpy() < 0, resolved.key_product[resolved.key], -1)
    for code, rows in _first_rows(empty, np.ones(len(catalogue.products), dtype=bool)):
        share = catalogue.used_share.get(code, np.nan)
        found = told("no destination for {name}", name=catalogue.name(int(code)))
        wish: str = DESTINATIONS
        if np.isfinite(share):
            wish = told(
                "{destinations}; {share:.0%} of Belgium's supply of it stays in Belgium",
                **{"destinations": told(DESTINATIONS), "share": float(share)},
            )
        yield rows, "destination", ("destination_unknown", "info", found, wish, mark("Fill it in."))


def _per_line(of_key: npt.NDArray[Number], resolved: Resolved) -> npt.NDArray[Number]:
    return of_key[resolved.key]


def _first_rows(codes: npt.NDArray[np.integer], wanted: npt.NDArray[np.bool_]) -> Iterator[tuple[int, Rows]]:
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
        yield int(code), Rows(picked[edges[code] : edges[code + 1]][:TOLD], int(count[code]))
