"""Origins as people write them: one country, or a question."""

from __future__ import annotations

import pytest

from footprint.stages.resolve import Catalogue
from footprint.stages.resolve.origins import Origin, read_origin


def country(written: str, catalogue: Catalogue) -> tuple[str, Origin]:
    origin = read_origin(written, catalogue)
    return (str(catalogue.countries[origin.country]) if origin.country >= 0 else ""), origin


@pytest.mark.parametrize(
    ("written", "iso3"),
    [
        *(("België", "BEL"), ("be", "BEL"), ("BE", "BEL"), ("Vlaanderen", "BEL"), ("nl", "NLD"), ("Holland", "NLD")),
        *(("Ivoorkust", "CIV"), ("Côte-d'Ivoire", "CIV"), ("Royaume Uni", "GBR"), ("U.S.A.", "USA"), ("Pérou", "PER")),
        *(("Deutschland", "DEU"), ("NA", "NAM"), ("na", "NAM"), ("Chili", "CHL"), ("Rep. Dom.", "DOM")),
        *(("Austria", "AUT"), ("Australia", "AUS"), ("Slovakia", "SVK"), ("Slovenia", "SVN"), ("Iran", "IRN")),
        *(("Iraq", "IRQ"), ("Irak", "IRQ"), ("Guinea", "GIN"), ("Guyana", "GUY"), ("Guinea-Bissau", "GNB")),
        *(("Dominica", "DMA"), ("Dominican Republic", "DOM"), ("Mali", "MLI"), ("Malawi", "MWI"), ("Niger", "NER")),
        *(("Nigeria", "NGA"), ("Zambia", "ZMB"), ("Gambia", "GMB"), ("Namibia", "NAM"), ("Island", "ISL")),
        *(("Irland", "IRL"), ("Ireland", "IRL"), ("Almería", "ESP"), ("Minas Gerais", "BRA"), ("Bayern", "DEU")),
    ],
)
def test_names_codes_and_regions(written: str, iso3: str, catalogue: Catalogue) -> None:
    assert country(written, catalogue) == (iso3, Origin(catalogue.countries.get_loc(iso3), grade="country"))


@pytest.mark.parametrize(
    ("written", "iso3"),
    [
        ("Brazil, Minas Gerais (sul)", "BRA"),
        ("Côte d'Ivoire (San Pedro)", "CIV"),
        ("Spain (EU)", "ESP"),
        ("Non-EU (Peru)", "PER"),
        ("BE Belgium", "BEL"),
        ("Belgium (BE)", "BEL"),
        ("Origin: Ghana", "GHA"),
        ("Product of Spain", "ESP"),
        ("Pays d'origine: Kenya", "KEN"),
        ("Ghana via Antwerp", "GHA"),
        ("Ivoorkust (via Nederland)", "CIV"),
    ],
)
def test_one_country_among_other_words(written: str, iso3: str, catalogue: Catalogue) -> None:
    found, origin = country(written, catalogue)
    assert (found, origin.remark) == (iso3, "origin_part")


@pytest.mark.parametrize(
    ("written", "iso3"),
    [
        ("Elfenbeinkueste", "CIV"),
        ("Suedafrika", "ZAF"),
        ("Deutchland", "DEU"),
        ("Duitslan", "DEU"),
        ("Phillipines", "PHL"),
        ("Swtizerland", "CHE"),
        ("Camerun", "CMR"),
    ],
)
def test_near_spellings_are_taken_and_reported(written: str, iso3: str, catalogue: Catalogue) -> None:
    found, origin = country(written, catalogue)
    assert (found, origin.remark) == (iso3, "origin_fuzzy")


@pytest.mark.parametrize(
    "written",
    [
        *("Nigera", "Austrlia", "Slovania", "Zamibia", "Guana", "Guiana", "Dominicana", "Malavi", "Iraan", "Siberia"),
        *("Tasmania", "Antwerp", "New Mexico", "British Columbia", "xyz", "1"),
    ],
)
def test_a_spelling_between_two_countries_is_asked_about(written: str, catalogue: Catalogue) -> None:
    found, origin = country(written, catalogue)
    assert (found, origin.remark) == ("", "origin_unknown_name")


def test_the_nearest_name_is_told_if_it_helps(catalogue: Catalogue) -> None:
    assert read_origin("Nigera", catalogue).note == "nearest: nigeria"
    assert read_origin("xyz", catalogue).note == ""


def test_no_country_name_with_one_letter_less_leads_to_another_country(catalogue: Catalogue) -> None:
    names = {name: code for name, code in catalogue.country_names.items() if len(name) > 4}
    short = {(name[:at] + name[at + 1 :], code) for name, code in names.items() for at in range(len(name))}
    wrong = {
        (text, catalogue.countries[code])
        for text, code in short
        if text not in names
        and (found := read_origin(text, catalogue)).remark == "origin_fuzzy"
        and found.country != code
    }
    assert len(short) > 5000
    assert wrong == set()


@pytest.mark.parametrize(
    ("written", "remark"),
    [
        *(("EU", "origin_group"), ("RoW", "origin_group"), ("Congo", "origin_group"), ("Korea", "origin_group")),
        *(("Benelux", "origin_group"), ("West-Afrika", "origin_group"), ("divers", "origin_group")),
        *(
            ("NL (transit)", "origin_transit"),
            ("via Antwerp", "origin_transit"),
            ("haven Gent", "origin_transit"),
        ),
        *(("BR/AR", "origin_several"), ("Spain and Morocco", "origin_several"), ("Georgia, USA", "origin_several")),
        *(("Brazil and Congo", "origin_several"), ("Ghana + others", "origin_several"), ("NL/BE/FR", "origin_several")),
        *(("onbekend", ""), ("n/a", ""), ("?", ""), ("inconnu", "")),
    ],
)
def test_what_is_no_country_of_production(written: str, remark: str, catalogue: Catalogue) -> None:
    found, origin = country(written, catalogue)
    assert (found, origin.remark) == ("", remark)
    assert origin.note


@pytest.mark.parametrize(
    ("written", "grade"),
    [
        *(("Brazil", "country"), ("Brazilië", "country"), ("Spain (EU)", "country"), ("Product of Spain", "country")),
        *(("Brazil, Mato Grosso", "region"), ("Côte d'Ivoire (San Pedro)", "region")),
        *(("Brazil, municipality of Sorriso", "municipality"), ("Ghana, district Juaboso", "municipality")),
        *(("Brazil; -12.5421, -55.7214", "plot"), ("Ghana, plot GH-0031", "plot"), ("België, perceel 12", "plot")),
        *(("Congo", "unknown"), ("", "unknown"), ("-12.5421, -55.7214", "unknown")),
    ],
)
def test_how_well_an_origin_is_known(written: str, grade: str, catalogue: Catalogue) -> None:
    assert read_origin(written, catalogue).grade == grade


def test_shares_between_countries_are_several_countries(catalogue: Catalogue) -> None:
    assert read_origin("France 60% Belgium 40%", catalogue).remark == "origin_several"
    assert read_origin("100% Ghana", catalogue).remark == "origin_part"


def test_a_text_too_long_for_a_country_is_none(catalogue: Catalogue) -> None:
    assert read_origin("Ghana " * 100_000, catalogue).country == -1
