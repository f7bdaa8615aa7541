"""Judge the cells of a list: leave out rows that are no purchase, check amounts, units and years, gather the faults."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from footprint.ground.activities import Activities, Place
from footprint.ground.errors import InputError, Problem
from footprint.ground.language import told
from footprint.ground.tables import PURCHASES, TEXT_KEYS
from footprint.ground.unit_words import CURRENCIES
from footprint.ground.units import is_currency, measure
from footprint.stages.read.amounts import Amounts, read_amounts
from footprint.stages.read.claims import TIMES, claim_of
from footprint.stages.read.codes import NO_LINE, problem
from footprint.stages.read.header import Header
from footprint.stages.read.numbers import UNCALCULATED, DecimalSign, is_error_text
from footprint.stages.read.texts import Texts, constant, no_texts, overlay, replace
from footprint.stages.read.totals import totals_among
from footprint.stages.read.written import Written
from footprint.stages.read.years import read_years

LISTED = 1000
"""Faults of one kind that are listed one by one; more are summed up in one problem."""

_SYMBOLS = {"€": "eur", "euro": "eur", "euros": "eur", "$": "usd", "£": "gbp"}


@dataclass(frozen=True)
class _Fault:
    line: int
    order: int
    problem: Problem


def judge(written: Written, decimal: DecimalSign | None = None) -> Activities:
    """Return the activities of a list; raise InputError if no line is left."""
    amounts = read_amounts(written.amounts, decimal)
    skipped = _rows_to_skip(written, amounts)
    keep = _others(skipped, len(written.lines))
    texts, text_faults = _without_errors(written, keep)
    units, conflicts = _units(written, texts, amounts)
    faults = {position: (code, "") for position, code in written.faults.items()}
    amounts = _distrusted(amounts, {**conflicts, **faults})
    years, year_faults = _years(written, texts, keep)
    problems = (
        *written.problems,
        *_currency_missing(written, units, keep),
        *_remarks_on_skipped(written, skipped),
        *_in_order([*text_faults, *_amount_faults(written, amounts, keep), *year_faults]),
    )
    if not keep.any():
        found = told("a header and no line below it")
        raise InputError([*problems, problem("file_empty", written.place.whole, found, fix=NO_LINE)])
    table = _table(written, {**texts, "unit": units}, amounts, years, keep)
    counts = {reason: len(lines) for reason, lines in skipped.items() if len(lines)}
    amounts_written = _amounts_written(written, amounts, keep)
    return Activities(table, written.place, problems, amounts_written, written.skipped | counts)


def _rows_to_skip(written: Written, amounts: Amounts) -> dict[str, NDArray[np.int64]]:
    """Return the positions of blank rows, repeated headers and totals, by reason."""
    no_number = amounts.odd[amounts.odd["code"].isin(["amount_missing", "amount_unreadable"])]
    positions = no_number["position"].to_numpy()
    empty = (no_number["code"] == "amount_missing").to_numpy()
    for column in written.texts.values():
        empty = empty & (column.codes[positions] < 0)
    repeats = _repeated_headers(written, positions, no_number["written"].tolist())
    return {"blank": positions[empty], "header": repeats, "total": _totals(written, repeats)}


def _repeated_headers(written: Written, positions: NDArray[np.int64], amounts: list[str]) -> NDArray[np.int64]:
    """Return the lines in which two cells or more stand under a header that says the same."""
    if len(positions) == 0:
        return positions
    hits = np.array([_says(text, "amount") for text in amounts], dtype=np.int64)
    for key, column in written.texts.items():
        says = np.array([*(_says(text, key) for text in column.texts), False])
        hits = hits + says[column.codes[positions]]
    return positions[hits >= 2]


def _says(text: str, key: str) -> bool:
    claim = claim_of(text) if text and len(text) < 60 else None
    return claim is not None and claim.key == key


def _totals(written: Written, repeats: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the lines that say total: as their item, or elsewhere if they have none; with neither code nor origin."""
    named = _lines_that_say_total(written, "item", but_empty=("hs_code", "origin"))
    beside = [
        _lines_that_say_total(written, key, but_empty=("item", "hs_code", *({"origin"} - {key})))
        for key in ("supplier", "origin", "comment")
    ]
    unread = _empty_in(written, np.array(sorted(written.totals), dtype=np.int64), ("item", "hs_code", "origin"))
    return np.setdiff1d(np.concatenate([named, *beside, unread]), repeats).astype(np.int64)


def _lines_that_say_total(written: Written, key: str, but_empty: tuple[str, ...]) -> NDArray[np.int64]:
    column = written.texts.get(key)
    said = totals_among(column.texts) if column else set()
    if column is None or not said:
        return np.empty(0, dtype=np.int64)
    codes = [code for code, text in enumerate(column.texts) if text in said]
    lines = np.flatnonzero(np.isin(column.codes, codes)).astype(np.int64)
    return _empty_in(written, lines, but_empty)


def _empty_in(written: Written, lines: NDArray[np.int64], keys: tuple[str, ...]) -> NDArray[np.int64]:
    """Return those of the lines that have nothing in the columns `keys`."""
    for key in keys:
        if key in written.texts:
            lines = lines[written.texts[key].codes[lines] < 0]
    return lines


def _others(skipped: dict[str, NDArray[np.int64]], lines: int) -> NDArray[np.bool_]:
    keep = np.ones(lines, dtype=bool)
    for positions in skipped.values():
        keep[positions] = False
    return keep


def _without_errors(written: Written, keep: NDArray[np.bool_]) -> tuple[dict[str, Texts], list[_Fault]]:
    """Return the text columns with error values emptied, and a fault for each of those cells."""
    faults: list[_Fault] = []
    for key, column in written.texts.items():
        for code, text in enumerate(column.texts):
            if is_error_text(text) or text == UNCALCULATED:
                lines = column.lines_of(code)
                faults += _faults("text_error_cell", written, key, lines[keep[lines]], _shown(text))
    clean = {
        key: replace(column, lambda text: "" if is_error_text(text) or text == UNCALCULATED else text)
        if any(is_error_text(text) or text == UNCALCULATED for text in column.texts)
        else column
        for key, column in written.texts.items()
    }
    return clean, faults


def _shown(text: str) -> str:
    return told("a formula without a saved result") if text == UNCALCULATED else text or told("an empty cell")


def _faults(code: str, written: Written, key: str, positions: NDArray[np.intp], found: str) -> list[_Fault]:
    """Return a fault for each cell with the same text, up to LISTED of them."""
    order = [column.key for column in PURCHASES].index(key)
    lines = written.lines[positions[:LISTED]].tolist()
    faults = [_Fault(line, order, problem(code, written.place.where(line, key), found)) for line in lines]
    more = len(positions) - LISTED
    return faults + ([_more(written.place, told("{code} ({found})", code=code, found=found), more)] if more > 0 else [])


def _units(written: Written, texts: dict[str, Texts], amounts: Amounts) -> tuple[Texts, dict[int, tuple[str, str]]]:
    """Return the unit of each line, and the lines where the cell of the amount or the header names another unit."""
    lines = len(written.lines)
    column = texts.get("unit") or no_texts(lines)
    units = column
    if written.header.unit:
        header = constant(written.header.unit, lines)
        units = _filled(column, header) if column.texts else header
    beside = amounts.odd[(amounts.odd["unit"] != "")]
    positions, named = beside["position"].to_numpy(), beside["unit"].tolist()
    own = [units.texts[code] if code >= 0 else "" for code in units.codes[positions]]
    clash = [bool(unit) and not _same_unit(unit, name) for unit, name in zip(own, named, strict=True)]
    new = [place for place, unit in enumerate(own) if not unit]
    filled = overlay(units, positions[new], [named[place] for place in new])
    said = [told("one unit; the unit column or the header says {unit}", unit=repr(unit)) for unit in own]
    conflicts: dict[int, tuple[str, str]] = _against_header(written.header, column)
    conflicts |= {int(positions[at]): ("amount_unit_conflict", said[at]) for at in np.flatnonzero(clash)}
    return filled, conflicts


def _against_header(header: Header, column: Texts) -> dict[int, tuple[str, str]]:
    """Return the lines whose unit cannot be that of the amount, by what the header of the amount says."""
    found: dict[int, tuple[str, str]] = {}
    for code, unit in enumerate(column.texts):
        if said := _clash_with_header(header, unit):
            found |= dict.fromkeys(column.lines_of(code).tolist(), ("amount_unit_conflict", said))
    return found


def _clash_with_header(header: Header, unit: str) -> str:
    """Return what speaks against a unit: money is no mass, kilograms are no tonnes, thousands of nothing no unit."""
    if header.unit == TIMES:
        return told("an amount in whole units; its header says thousands, and the unit column {unit}", unit=repr(unit))
    if header.money and not is_currency(unit):
        return told("an amount of money, by its header; the unit beside it is {unit}", unit=repr(unit))
    known = measure(header.unit, CURRENCIES) is not None and measure(unit, CURRENCIES) is not None
    if known and header.binding and not _same_unit(header.unit, unit):
        return told("one unit; the header says {one}, the line {other}", one=repr(header.unit), other=repr(unit))
    return ""


def _currency_missing(written: Written, units: Texts, keep: NDArray[np.bool_]) -> list[Problem]:
    """Return the question for the currency, if the amounts are money and lines have none."""
    lines = int(np.count_nonzero(keep & (units.codes < 0))) if written.header.money else 0
    where = written.place.where(written.header.row + 1, "amount") if written.place.lettered else written.place.whole
    found = told("lines with money but no currency: {count}", count=lines)
    return [problem("currency_missing", where, found)] if lines else []


def _filled(units: Texts, header: Texts) -> Texts:
    empty = np.flatnonzero(units.codes < 0).astype(np.int64)
    return overlay(units, empty, [header.texts[0]] * len(empty))


def _same_unit(one: str, other: str) -> bool:
    """Return whether two units are one: written alike, or of the same measure."""
    if _plainly(one) == _plainly(other):
        return True
    measured = measure(one, CURRENCIES)
    return measured is not None and measured == measure(other, CURRENCIES)


def _plainly(unit: str) -> str:
    lower = unit.strip().lower()
    return _SYMBOLS.get(lower, lower.rstrip("."))


def _distrusted(amounts: Amounts, faults: dict[int, tuple[str, str]]) -> Amounts:
    """Return the amounts with those at `faults` taken out and marked with its code and what was expected."""
    if not faults:
        return amounts
    positions = np.array(sorted(faults), dtype=np.int64)
    said = {position: f"{amounts.counted[position]:.15g}" for position in positions.tolist()}
    there = amounts.odd["position"].isin(positions)
    said |= dict(zip(amounts.odd["position"][there].tolist(), amounts.odd["written"][there].tolist(), strict=True))
    rows = [(at, said[at], faults[at][0], "", faults[at][1]) for at in positions.tolist()]
    odd = pd.concat([amounts.odd[~there], pd.DataFrame(rows, columns=amounts.odd.columns)])
    counted = amounts.counted.copy()
    counted[positions] = np.nan
    return Amounts(counted, odd.sort_values("position", kind="stable", ignore_index=True))


def _amount_faults(written: Written, amounts: Amounts, keep: NDArray[np.bool_]) -> list[_Fault]:
    odd = amounts.odd[(amounts.odd["code"] != "") & keep[amounts.odd["position"]]]
    order = [column.key for column in PURCHASES].index("amount")
    listed = odd.groupby("code", sort=False).head(LISTED)
    more = odd["code"].value_counts() - LISTED
    return [_fault_of_amount(written, order, row) for row in listed.itertuples(index=False)] + [
        _more(written.place, str(code), int(count)) for code, count in more[more > 0].sort_index().items()
    ]


def _fault_of_amount(written: Written, order: int, row: object) -> _Fault:
    line = int(written.lines[row.position])  # type: ignore[attr-defined]
    where = written.place.where(line, "amount")
    found, expected = _shown(row.written), row.expected  # type: ignore[attr-defined]
    return _Fault(line, order, problem(row.code, where, found, expected=expected))  # type: ignore[attr-defined]


def _more(place: Place, code: str, count: int) -> _Fault:
    return _Fault(
        2**62, 0, problem("more_like_this", place.whole, told("{code} on {count:,} more lines", code=code, count=count))
    )


def _years(
    written: Written, texts: dict[str, Texts], keep: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], list[_Fault]]:
    column = texts.get("year") or no_texts(len(written.lines))
    years, unread = read_years(column)
    faults: list[_Fault] = []
    for code in unread:
        lines = column.lines_of(code)
        faults += _faults("year_unreadable", written, "year", lines[keep[lines]], column.texts[code])
    return years, faults


def _remarks_on_skipped(written: Written, skipped: dict[str, NDArray[np.int64]]) -> list[Problem]:
    """Return a remark for each row left out that was not blank."""
    named = (("header", "header_repeated"), ("total", "row_is_total"))
    faults = [
        _Fault(int(line), 0, problem(code, written.place.where(int(line)), _row_as_read(written, position)))
        for reason, code in named
        for position, line in zip(skipped[reason].tolist(), written.lines[skipped[reason]].tolist(), strict=True)
    ]
    return _in_order(faults)


def _row_as_read(written: Written, position: int) -> str:
    codes = ((column, int(column.codes[position])) for column in written.texts.values())
    unread = [repr(written.totals[position])] if position in written.totals else []
    return ", ".join([*unread, *(repr(column.texts[code]) for column, code in codes if code >= 0)])


def _in_order(faults: list[_Fault]) -> list[Problem]:
    return [fault.problem for fault in sorted(faults, key=lambda fault: (fault.line, fault.order))]


def _table(
    written: Written, texts: dict[str, Texts], amounts: Amounts, years: NDArray[np.float64], keep: NDArray[np.bool_]
) -> pd.DataFrame:
    lines = len(written.lines)
    columns: dict[str, object] = {"line": written.lines}
    absent = _absent(lines)
    for key in (column.key for column in PURCHASES):
        columns[key] = (texts[key].categorical() if key in texts else absent) if key in TEXT_KEYS else None
    table = pd.DataFrame({**columns, "amount": amounts.counted, "year": years}, copy=False)
    return table if keep.all() else table[keep].reset_index(drop=True)


def _absent(lines: int) -> pd.Categorical:
    """Return the column that stands for every absent one."""
    return pd.Categorical.from_codes(np.full(lines, -1, dtype=np.int8), categories=pd.Index([], dtype="str"))


def _amounts_written(written: Written, amounts: Amounts, keep: NDArray[np.bool_]) -> pd.DataFrame:
    odd = amounts.odd[(amounts.odd["code"] != "") & keep[amounts.odd["position"]]]
    lines = pd.Series(written.lines[odd["position"].to_numpy()], dtype="int64")
    return odd[["written", "code"]].reset_index(drop=True).assign(line=lines)[["line", "written", "code"]]
