"""A ledger of N lines, made from a seed: 400 distinct texts, 200 origins, mixed units."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

import footprint
from footprint.ground.library import REFERENCE, library

TEXTS, ORIGINS = 400, 200


def make_ledger(lines: int, seed: int = 1) -> pd.DataFrame:
    """Return item, origin, amount, unit, supplier, year; a tenth of the lines has no origin, a tenth is in euros."""
    draw = np.random.default_rng(seed)
    covered = footprint.products().query("covered")
    texts = pd.unique(covered[["en", "nl", "fr", "de"]].to_numpy().ravel())
    texts = draw.choice(texts, TEXTS, replace=False)
    countries = library().table(REFERENCE, "countries")[["en", "nl", "fr", "de", "iso2", "iso3"]].astype(str)
    origins = draw.choice(pd.unique(countries.to_numpy().ravel()), ORIGINS - 1, replace=False)
    suppliers = np.array([f"supplier {number}" for number in range(2_000)])
    return pd.DataFrame(
        {
            "item": texts[draw.integers(0, TEXTS, lines)],
            "origin": np.where(draw.random(lines) < 0.1, "", origins[draw.integers(0, ORIGINS - 1, lines)]),
            "amount": np.round(draw.lognormal(6, 2, lines) + 0.1, 1),
            "unit": draw.choice(["kg", "t", "lb", "EUR"], lines, p=[0.5, 0.35, 0.05, 0.1]),
            "supplier": suppliers[draw.integers(0, len(suppliers), lines)],
            "year": draw.integers(2018, 2023, lines),
        }
    )


def write_csv(ledger: pd.DataFrame, path: Path) -> None:
    """Write the ledger as csv."""
    ledger.to_csv(path, index=False)


def write_xlsx(ledger: pd.DataFrame, path: Path) -> None:
    """Write the ledger as a workbook with one plain sheet."""
    import xlsxwriter

    book = xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_urls": False})
    sheet = book.add_worksheet("Purchases")
    sheet.write_row(0, 0, ledger.columns)
    for number, row in enumerate(ledger.itertuples(index=False), 1):
        sheet.write_row(number, 0, row)
    book.close()
