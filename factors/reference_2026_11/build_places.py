"""Countries, the ways people write them, and the texts in an origin column that are no country."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from factors.reference_2026_11.build_products import LANGUAGES, split, written
from footprint.ground.errors import FactorError
from footprint.ground.text import fold

# FAO keeps two codes for a country that changed; the present one counts.
FORMER_AREAS = {"62", "206"}


def countries(names: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """Return one row per country: ISO codes, FAO area code, names in four languages, official English name."""
    present = areas[~areas["fao_area_code"].isin(FORMER_AREAS)]
    if (doubled := present["iso3"].duplicated()).any():
        raise FactorError(f"FAO areas with one ISO3: {sorted(present.loc[doubled, 'iso3'])}")
    numbers = dict(zip(present["iso3"], present["fao_area_code"], strict=True))
    table = names.copy()
    table["fao_area"] = table["iso3"].map(lambda iso3: int(numbers[iso3]) if iso3 in numbers else pd.NA).astype("Int64")
    columns = ["iso3", "iso2", "numeric", "fao_area", *LANGUAGES, "official_en"]
    return table[columns].sort_values("iso3", ignore_index=True)


def country_names(table: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """Return folded name, ISO3 and language of every way to write a country; texts in the list of groups are left out.

    Raises
    ------
    FactorError
        A name stands for two countries and is not in the list of groups.
    """
    frame = pd.DataFrame([*_names(table), *_aliases(table, areas)], columns=["name", "iso3", "lang"])
    frame["name"] = frame["name"].map(fold)
    frame = frame[(frame["name"] != "") & ~frame["name"].isin(groups()["name"])]
    frame = frame.drop_duplicates(["name", "iso3"])
    if (clash := frame["name"].duplicated(keep=False)).any():
        raise FactorError(f"one name for two countries: {frame[clash].sort_values('name').to_dict('records')}")
    return frame.sort_values("name", ignore_index=True)


def _names(table: pd.DataFrame) -> Iterable[tuple[str, str, str]]:
    for row in table.to_dict("records"):
        yield row["iso3"], row["iso3"], "code"
        yield row["iso2"], row["iso3"], "code"
        yield from ((row[lang], row["iso3"], lang) for lang in LANGUAGES)
        yield row["official_en"], row["iso3"], "en"


def _aliases(table: pd.DataFrame, areas: pd.DataFrame) -> Iterable[tuple[str, str, str]]:
    known = set(table["iso3"])
    yield from ((row.name, row.iso3, "alias") for row in areas.itertuples(index=False) if row.iso3 in known)
    for row in written("country_aliases").itertuples(index=False):
        if row.iso3 not in known:
            raise FactorError(f"country_aliases.csv: {row.iso3} is no ISO3 code")
        yield from ((text, row.iso3, "alias") for text in split(row.names))


def groups() -> pd.DataFrame:
    """Return folded name, meaning ("group" or "unknown") and what the user can do."""
    table = written("country_groups").itertuples()
    rows = [(fold(text), row.meaning, row.fix) for row in table for text in split(row.names)]
    frame = pd.DataFrame(rows, columns=["name", "meaning", "fix"])
    frame = frame[frame["name"] != ""].drop_duplicates()
    if (clash := frame["name"].duplicated(keep=False)).any():
        raise FactorError(f"one text in two groups: {sorted(set(frame.loc[clash, 'name']))}")
    return frame.sort_values("name", ignore_index=True)
