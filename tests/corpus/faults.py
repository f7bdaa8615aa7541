"""What goes wrong in lists: each kind changes a line, and says which cell must be named, and by which codes."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from .layouts import COUNTRIES, Layout


@dataclass(frozen=True)
class Error:
    """An error value of a spreadsheet."""

    text: str


@dataclass(frozen=True)
class Line:
    """A purchase: its cells by role, and the truth about it.

    `tonnes` is what the line weighs as it is written, were it read; `product` and `country` are what it is and where
    it grew ("" where the line does not say).
    """

    cells: dict[str, Any]
    product: str
    country: str
    tonnes: float
    year: int
    kind: str = ""
    codes: tuple[str, ...] = ()
    role: str = ""

    def with_cell(self, role: str, value: Any, **truth: Any) -> Line:
        return replace(self, cells={**self.cells, role: value}, **truth)


@dataclass(frozen=True)
class Kind:
    """A kind of fault: the column it stands in, the codes it may be told by, and what it does to a line."""

    name: str
    role: str
    codes: tuple[str, ...]
    change: Callable[[Line, Layout], Line]
    only: Callable[[Layout, str], bool] = lambda _, __: True


def _put(role: str, value: Any, **truth: Any) -> Callable[[Line, Layout], Line]:
    return lambda line, _: line.with_cell(role, value, **truth)


def _written(line: Line, end: str) -> str:
    return f"{float(line.cells['amount']):.2f}".replace(".", ",") + end


def _without_item(value: Any) -> Callable[[Line, Layout], Line]:
    def change(line: Line, layout: Layout) -> Line:
        without = {"hs_code": ""} if "hs_code" in line.cells else {}
        return replace(line, cells={**line.cells, **without, "item": value}, product="")

    return change


def _misspelt_item(line: Line, layout: Layout) -> Line:
    text = {"nl": "cacaoboenen", "en": "cocoa baens", "fr": "fèves de caccao", "de": "Kakaoboohnen"}[layout.language]
    without = {"hs_code": ""} if "hs_code" in line.cells else {}
    changed = replace(line, cells={**line.cells, **without, "item": text, "origin": "CI"})
    return replace(changed, product="cocoa_beans", country="CIV")


def _misspelt_origin(line: Line, layout: Layout) -> Line:
    text = {"nl": "Ivoorkustt", "en": "Ivory Coastt", "fr": "Côte d'Ivoiree", "de": "Elfenbeinkuste e"}[layout.language]
    return line.with_cell("origin", text, country="CIV")


def _elsewhere(line: Line, layout: Layout) -> Line:
    names = {"nl": "Cacaobonen", "en": "Cocoa beans", "fr": "Fèves de cacao", "de": "Kakaobohnen"}
    cells = {**line.cells, "item": names[layout.language], "origin": COUNTRIES["NLD"][layout.language]}
    cells |= {"hs_code": "18010000"} if "hs_code" in cells else {}
    return replace(line, cells=cells, product="cocoa_beans", country="NLD")


def _disagree(line: Line, layout: Layout) -> Line:
    other = "18010000" if line.product != "cocoa_beans" else "10019900"
    product = "cocoa_beans" if line.product != "cocoa_beans" else "wheat"
    changed = line.with_cell("hs_code", other, product=product)
    return changed.with_cell("origin", "BR", country="BRA")


def _without_zero(line: Line, layout: Layout) -> Line:
    names = {"nl": "Groene koffie", "en": "Green coffee", "fr": "Café vert", "de": "Rohkaffee"}
    cells = {**line.cells, "item": names[layout.language], "hs_code": 9011100, "origin": "BR"}
    return replace(line, cells=cells, product="coffee_green", country="BRA")


def _thousandfold(line: Line, layout: Layout) -> Line:
    amount = float(line.cells["amount"]) * 1000
    return replace(line, cells={**line.cells, "amount": amount}, tonnes=line.tonnes * 1000)


def _by_volume(line: Line, _: Layout) -> Line:
    cells = {**line.cells, "item": "bananas", "origin": "EC", "unit": "hl"}
    cells |= {"hs_code": ""} if "hs_code" in cells else {}
    return replace(line, cells=cells, product="bananas", country="ECU")


def _zero(line: Line, layout: Layout) -> Line:
    return line.with_cell("amount", 0, tonnes=0.0)


def _has(*roles: str) -> Callable[[Layout, str], bool]:
    return lambda layout, _: set(roles) <= set(layout.roles)


def _mass(layout: Layout, form: str) -> bool:
    return not layout.money


def _mass_and_unit(layout: Layout, form: str) -> bool:
    return not layout.money and "unit" in layout.roles


def _workbook(layout: Layout, form: str) -> bool:
    return form in ("openpyxl", "xlsxwriter")


_CONFLICT = ("amount_unit_conflict", "unit_unknown")

KINDS: tuple[Kind, ...] = (
    Kind("no amount", "amount", ("amount_missing",), _put("amount", "")),
    Kind("about", "amount", ("amount_unreadable",), _put("amount", "ca. 120")),
    Kind("a range", "amount", ("amount_unreadable",), _put("amount", "120-150")),
    Kind("a dash", "amount", ("amount_unreadable",), _put("amount", "-")),
    Kind("two readings", "amount", ("amount_ambiguous",), _put("amount", "1.234")),
    Kind("an error", "amount", ("amount_error_cell",), _put("amount", Error("#N/A"))),
    Kind("a credit note", "amount", ("amount_negative",), _put("amount", -120.5)),
    Kind("a trailing minus", "amount", ("amount_negative",), lambda line, _: line.with_cell("amount", "120,50-")),
    Kind("brackets", "amount", ("amount_negative",), _put("amount", "(120,50)")),
    Kind("zero", "amount", ("amount_zero",), _zero),
    Kind("true", "amount", ("amount_is_boolean",), _put("amount", True)),
    Kind("a date", "amount", ("amount_is_date",), _put("amount", datetime.date(2022, 5, 1))),
    Kind("infinite", "amount", ("amount_not_finite",), _put("amount", "inf")),
    Kind(
        "not calculated",
        "amount",
        ("formula_without_value",),
        _put("amount", "=2*3"),
        lambda _, form: form == "openpyxl",
    ),
    Kind("another unit", "amount", _CONFLICT, lambda line, _: line.with_cell("amount", _written(line, " lb")), _mass),
    Kind("a percentage", "amount", _CONFLICT, _put("amount", "12%"), _mass),
    Kind(
        "money for mass",
        "amount",
        _CONFLICT,
        lambda line, _: line.with_cell("amount", "€ " + _written(line, "")),
        _mass,
    ),
    Kind(
        "mass for money",
        "amount",
        _CONFLICT,
        _put("amount", "120 kg"),
        lambda layout, _: layout.money and bool(layout.unit),
    ),
    Kind("no unit", "unit", ("unit_missing", "currency_missing"), _put("unit", ""), _has("unit")),
    Kind("a pallet", "unit", ("unit_unknown", "amount_unit_conflict"), _put("unit", "pallet"), _mass_and_unit),
    Kind("pieces", "unit", ("unit_unknown",), _put("unit", "Stk"), _mass_and_unit),
    Kind("a rate", "unit", ("unit_unknown",), _put("unit", "kg/ha"), _mass_and_unit),
    Kind("no density", "unit", ("density_missing",), _by_volume, _mass_and_unit),
    Kind(
        "no rate that year",
        "unit",
        ("exchange_rate_missing", "unit_unknown"),
        _put("unit", "ARS"),
        lambda layout, _: layout.money and "unit" in layout.roles,
    ),
    Kind("nothing bought", "item", ("item_missing",), _without_item("")),
    Kind("no such product", "item", ("item_unmatched",), _without_item("zonnebrandolie SPF 30")),
    Kind("a brand", "item", ("item_unmatched",), _without_item("Xylothrix 3000")),
    Kind("two products", "item", ("item_ambiguous",), _without_item("walnuts")),
    Kind("a misspelt product", "item", ("item_fuzzy", "item_unmatched"), _misspelt_item, _mass),
    Kind("an error for a product", "item", ("text_error_cell",), _without_item(Error("#REF!"))),
    Kind(
        "a product not covered",
        "item",
        ("product_not_covered",),
        lambda line, layout: replace(_without_item("zout")(line, layout), product="salt"),
        _mass,
    ),
    Kind("a group", "origin", ("origin_group",), _put("origin", "EU", country="")),
    Kind("two countries", "origin", ("origin_several",), _put("origin", "Ghana / Ivory Coast", country="")),
    Kind("a port", "origin", ("origin_transit",), _put("origin", "NL (transit)", country="")),
    Kind("no such country", "origin", ("origin_unknown_name",), _put("origin", "Farmland", country="")),
    Kind("a misspelt country", "origin", ("origin_fuzzy", "origin_unknown_name"), _misspelt_origin),
    Kind("an error for a country", "origin", ("text_error_cell",), _put("origin", Error("#VALUE!"), country="")),
    Kind("where it cannot grow", "origin", ("origin_replaced",), _elsewhere, _mass),
    Kind(
        "two years",
        "year",
        ("year_unreadable",),
        _put("year", "2022-2023", year=0),
        lambda layout, _: not layout.money and "year" in layout.roles,
    ),
    Kind(
        "no year for money",
        "year",
        ("price_year_missing",),
        _put("year", "", year=0),
        lambda layout, _: layout.money and "year" in layout.roles,
    ),
    Kind("code against text", "item", ("code_text_disagree",), _disagree, _has("hs_code", "unit")),
    Kind("no such code", "item", ("hs_unknown",), _put("hs_code", "77000000"), _has("hs_code")),
    Kind("a lost zero", "hs_code", ("code_zero_restored",), _without_zero, _has("hs_code", "unit")),
    Kind("a thousand times", "amount", ("amount_implausible",), _thousandfold, _mass),
)
