"""Sheets from a seed: layout, form, lines, faults, and where each of them stands."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from footprint.ground.activities import letter_of

from .faults import KINDS, Kind, Line
from .layouts import COUNTRIES, LAYOUTS, PRODUCTS, Layout

SHEETS = 252
FORMS = ("openpyxl", "xlsxwriter", "csv", "openpyxl", "ods", "csv")
#: Titles that stand above exports, the word of the row of totals, and how a date is written, by language.
TITLES = {"en": "Purchases", "nl": "Inkooplijst", "fr": "Liste des achats", "de": "Einkaufsliste"}
TOTALS = {"en": "Grand total", "nl": "Totaal", "fr": "Total général", "de": "Gesamtsumme"}
DATES = {"en": "%Y-%m-%d", "nl": "%d/%m/%Y", "fr": "%d/%m/%Y", "de": "%d.%m.%Y"}
KILOS = ("kg", "KG", "Kg.", "kilo", "Kilogr.", "KGM")
TONNES = ("t", "TO", "ton", "TNE", "to.")
YEAR = 2022


@dataclass(frozen=True)
class Sheet:
    """One sheet: how it is written, its rows, and what is true of them.

    `rows` are the rows of cells from row 1; `lines` the purchases by row; `expected` what must be told of rows that are
    no purchase and of the sheet, as (where, codes).
    """

    number: int
    layout: Layout
    form: str
    style: str
    rows: list[list[Any]]
    lines: dict[int, Line]
    header: int
    name: str
    expected: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    second: bool = False
    hidden: tuple[int, ...] = ()
    merged: tuple[tuple[int, int], ...] = ()

    def cell(self, row: int, role: str) -> str:
        return (
            f"{self.name}!{letter_of(self.layout.roles.index(role))}{row}"
            if role in self.layout.roles
            else f"{self.name}!{row}"
        )


def sheet_of(number: int, prices: dict[str, float]) -> Sheet:
    """Return sheet `number`; `prices` are in EUR per tonne, of the products that have one in YEAR."""
    draw = Random(20261126 + number)  # noqa: S311
    layout, form = LAYOUTS[number % len(LAYOUTS)], FORMS[(number // len(LAYOUTS)) % len(FORMS)]
    styles = (
        ("number", "point", "space", "apostrophe", "unit") if form != "csv" else ("plain", "point", "space", "unit")
    )
    style = draw.choice(styles)
    products = draw.sample(sorted(prices) if layout.money else sorted(PRODUCTS), 3)
    lines = [_line(draw, layout, products[at % 3], prices, style) for at in range(24)]
    lines = _planted(draw, lines, layout, form)
    name = f"list{number}.csv" if form == "csv" else draw.choice(("Blad1", "Export 2022", "Données", "Tabelle1"))
    return _laid_out(draw, Sheet(number, layout, form, style, [], {}, 0, name), lines)


def _line(draw: Random, layout: Layout, product: str, prices: dict[str, float], style: str) -> Line:
    code, countries, names = PRODUCTS[product]
    country, name = draw.choice(countries), names[layout.language]
    unit, per = _unit(draw, layout)
    amount = round(draw.lognormvariate(0, 0.5) * (4.0 / per if not layout.money else 9000.0 / per), 2)
    tonnes = amount * per if not layout.money else amount * per / prices[product]
    day = datetime.date(YEAR, draw.randint(1, 12), draw.randint(1, 28))
    cells: dict[str, Any] = {
        "item": draw.choice((name, name.upper(), f"{name} 25 kg", f"{name} BIO", f" {name}\u00a0")),
        "hs_code": draw.choice((code, f"{code[:4]}.{code[4:6]}.{code[6:]}", f"{code[:4]} {code[4:6]} {code[6:]}", "")),
        "origin": draw.choice((COUNTRIES[country][layout.language], COUNTRIES[country]["iso"], country)),
        "amount": amount,
        "unit": unit,
        "year": YEAR if dict(layout.columns)["year"] in ("Year", "Jaar", "Année", "Jahr") else day,
        "supplier": draw.choice(("Barry & Zonen NV", "Müller GmbH", "Société Générale des Grains", "Dole; Antwerp")),
        "number": str(draw.randint(100000, 999999)),
        "ref": f"PO{draw.randint(10000, 99999)}",
        "price": round(draw.uniform(1, 9), 2),
        "value": round(draw.uniform(1000, 9000), 2),
        "currency": "EUR",
        "pieces": draw.randint(2, 90),
        "of_pieces": draw.choice(("colis", "pce", "sac")),
    }
    kept = {role: value for role, value in cells.items() if role in layout.roles}
    return Line(kept, product, country, tonnes, YEAR)


def _unit(draw: Random, layout: Layout) -> tuple[str, float]:
    """Return a unit as written, and tonnes or euros per unit."""
    if layout.money:
        return layout.unit or draw.choice(("EUR", "€", "eur")), 1000.0 if layout.unit == "k€" else 1.0
    if layout.unit:
        return layout.unit, 1.0 if layout.unit == "t" else 0.001
    return (draw.choice(TONNES), 1.0) if draw.random() < 0.2 else (draw.choice(KILOS), 0.001)


def _planted(draw: Random, lines: list[Line], layout: Layout, form: str) -> list[Line]:
    """Return the lines, eight of them with a fault of a kind of its own."""
    kinds = [kind for kind in KINDS if kind.role in (*layout.roles, "unit") and kind.only(layout, form)]
    chosen = draw.sample(kinds, min(8, len(kinds)))
    places = draw.sample(range(len(lines)), len(chosen))
    planted = {place: _with(kind, lines[place], layout) for place, kind in zip(places, chosen, strict=True)}
    return [planted.get(place, line) for place, line in enumerate(lines)]


def _with(kind: Kind, line: Line, layout: Layout) -> Line:
    return replace(kind.change(line, layout), kind=kind.name, codes=kind.codes, role=kind.role)


def _laid_out(draw: Random, sheet: Sheet, lines: list[Line]) -> Sheet:
    """Return the sheet with its rows: titles, header, lines, blank rows, a header again, totals."""
    layout, width = sheet.layout, len(sheet.layout.columns)
    headers = [header for _, header in layout.columns]
    titles = draw.choice((0, 1, 3)) if sheet.form != "csv" or draw.random() < 0.5 else 0
    rows: list[list[Any]] = [[TITLES[layout.language], *[""] * (width - 1)]] * min(titles, 1)
    rows += [[""] * width] * max(titles - 1, 0)
    rows.append(headers)
    expected = [(sheet.name, layout.remarks)] if layout.remarks else []
    placed: dict[int, Line] = {}
    again = draw.randrange(4, 20) if draw.random() < 0.3 else -1
    for at, line in enumerate(lines):
        if at == again:
            rows.append(headers)
            expected.append((f"{sheet.name}!{len(rows)}", ("header_repeated",)))
        if draw.random() < 0.05:
            rows.append([""] * width)
        rows.append([line.cells.get(role, "") for role in layout.roles])
        placed[len(rows)] = line
    if draw.random() < 0.6:
        rows.append([""] * width)
        rows.append([_total(role, layout) for role in layout.roles])
        expected.append((f"{sheet.name}!{len(rows)}", ("row_is_total",)))
    made = replace(sheet, rows=rows, lines=placed, header=titles + 1, expected=expected)
    return _with_sheets(draw, made) if sheet.form == "openpyxl" else made


def _total(role: str, layout: Layout) -> Any:
    return TOTALS[layout.language] if role == "item" else (123456.78 if role in ("amount", "value") else "")


def _with_sheets(draw: Random, sheet: Sheet) -> Sheet:
    """Return the sheet in a workbook that has more: a second list, hidden rows, a merged country."""
    expected, rows = list(sheet.expected), sorted(sheet.lines)
    second = draw.random() < 0.3
    expected += [("More", ("sheet_list_ignored",))] if second else []
    plain = [row for row in rows if not sheet.lines[row].kind]
    hidden = tuple(draw.sample(plain, 2)) if draw.random() < 0.3 else ()
    expected += [(sheet.name, ("hidden_read",))] if hidden else []
    pairs = [(row, row + 1) for row in plain if row + 1 in plain and row not in hidden and row + 1 not in hidden]
    same = [pair for pair in pairs if sheet.lines[pair[0]].product == sheet.lines[pair[1]].product]
    made = replace(sheet, expected=expected, second=second, hidden=hidden)
    return _with_merge(made, draw.choice(same or pairs)) if pairs and draw.random() < 0.3 else made


def _with_merge(sheet: Sheet, pair: tuple[int, int]) -> Sheet:
    """Return the sheet with the supplier of two neighbouring lines in one cell."""
    if "supplier" not in sheet.layout.roles:
        return sheet
    where = sheet.cell(pair[0], "supplier")
    return replace(sheet, merged=(pair,), expected=[*sheet.expected, (where, ("cell_merged",))])
