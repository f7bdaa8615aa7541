"""Countries of the reference edition, and texts that are no single country."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from released import table_of

import factors
from footprint.ground.text import fold

EDITION = Path(factors.__file__).parent / "reference_2026_11"
LANGUAGES = ["en", "nl", "fr", "de"]


def table(name: str) -> pd.DataFrame:
    return table_of(EDITION.name, name)


def country_of(text: str) -> str:
    return table("country_names.csv").set_index("name")["iso3"].get(fold(text), "")


def test_countries_are_those_of_iso_and_kosovo() -> None:
    countries = table("countries.csv")
    assert len(countries) == 250
    assert countries["iso3"].str.fullmatch(r"[A-Z]{3}").all()
    assert not countries["iso2"].duplicated().any()
    assert set(countries.loc[countries["numeric"] == "", "iso3"]) == {"XKX"}
    assert {"BEL", "NLD", "FRA", "DEU", "LUX", "GBR", "NAM", "CIV", "XKX"} <= set(countries["iso3"])


def test_countries_have_four_names_and_codes_that_find_them() -> None:
    groups = set(table("country_groups.csv")["name"])
    for row in table("countries.csv").to_dict("records"):
        texts = [row["iso3"], row["iso2"], *(row[lang] for lang in LANGUAGES)]
        assert all(texts), row["iso3"]
        found = {country_of(text) for text in texts if fold(text) not in groups}
        assert found == {row["iso3"]}, row["iso3"]


def test_country_names_are_folded_and_known() -> None:
    names = table("country_names.csv")
    assert (names["name"].map(fold) == names["name"]).all()
    assert set(names["iso3"]) == set(table("countries.csv")["iso3"])
    assert set(names["lang"]) == {*LANGUAGES, "code", "alias"}
    assert not set(names["name"]) & set(table("country_groups.csv")["name"])


@pytest.mark.parametrize(
    ("text", "iso3"),
    [
        ("België", "BEL"),
        ("Belgique", "BEL"),
        ("Ivoorkust", "CIV"),
        ("Côte d'Ivoire", "CIV"),
        ("Elfenbeinküste", "CIV"),
        ("Ivory Coast", "CIV"),
        ("VS", "USA"),
        ("États-Unis", "USA"),
        ("UK", "GBR"),
        ("Holland", "NLD"),
        ("Niederlande", "NLD"),
        ("Tsjechië", "CZE"),
        ("Czech Republic", "CZE"),
        ("Viet Nam", "VNM"),
        ("Birma", "MMR"),
        ("Turkije", "TUR"),
        ("Türkiye", "TUR"),
        ("DR Congo", "COD"),
        ("Congo-Brazzaville", "COG"),
        ("Bolivia (Plurinational State of)", "BOL"),
        ("China, mainland", "CHN"),
        ("NA", "NAM"),
        ("be", "BEL"),
        ("Wit-Rusland", "BLR"),
        ("Almería", "ESP"),
        ("Minas Gerais", "BRA"),
        ("Rep. Dom.", "DOM"),
        ("Marocco", "MAR"),
    ],
)
def test_countries_people_write(text: str, iso3: str) -> None:
    assert country_of(text) == iso3


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("EU", "group"),
        ("RoW", "group"),
        ("Europa", "group"),
        ("Amérique du Sud", "group"),
        ("Congo", "group"),
        ("Korea", "group"),
        ("Benelux", "group"),
        ("import", "group"),
        ("divers", "group"),
        ("onbekend", "unknown"),
        ("inconnu", "unknown"),
        ("unbekannt", "unknown"),
        ("n/a", "unknown"),
    ],
)
def test_texts_that_are_no_country(text: str, meaning: str) -> None:
    groups = table("country_groups.csv").set_index("name")
    assert groups.loc[fold(text), "meaning"] == meaning
    assert groups.loc[fold(text), "fix"].endswith(".")
    assert country_of(text) == ""
