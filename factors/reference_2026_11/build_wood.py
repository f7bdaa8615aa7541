"""Words for wood: a species alone is asked about, a species beside *planks*, *plywood* or *veneer* is that good."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

CANDIDATES = "sawnwood logs veneer_sheets"
REASON = "a species of tree: logs, sawn wood, veneer or plywood is not said"
OTHER_REASON = "a species of tree (logs or sawn wood is not said), or another good"


def wood_names(species: pd.DataFrame, forms: pd.DataFrame) -> Iterator[tuple[str, str, str, str]]:
    """Yield the texts that name a species and a form, as rows of the table of names.

    Parameters
    ----------
    species
        ``species.csv``: a column of words per place they take in the patterns, several separated by semicolons.
    forms
        ``species_forms.csv``: the patterns of a column, those for common species only, and the product they name (""
        where none is said).
    """
    for text, column, product in _crossed(species, forms):
        if product:
            yield text, column[:2], product, "synonym"


def wood_questions(species: pd.DataFrame, forms: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    """Yield (text, candidates, reason) of the species without a form; `other` is what else the word may mean."""
    for row in species.to_dict("records"):
        offered = f"{row['other']} {CANDIDATES}".strip()
        for text in _split(row["alone"]):
            yield text, offered, OTHER_REASON if row["other"] else REASON
    for text, _, product in _crossed(species, forms):
        if not product:
            yield text, CANDIDATES, REASON


def _crossed(species: pd.DataFrame, forms: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    """Yield (text, column, product) of every word in every pattern of its column."""
    for form in forms.to_dict("records"):
        for row in species.to_dict("records"):
            patterns = _split(form["patterns"]) + _split(form["common"] if row["common"] else "")
            for word in _split(row[form["column"]]):
                yield from ((one.format(word), form["column"], form["product"]) for one in patterns)


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]
