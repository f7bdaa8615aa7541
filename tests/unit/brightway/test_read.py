"""A user's database on disk, worked by hand: a mill whose list has everything that goes wrong in such lists."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pytest

import footprint
from footprint.brightway import BRIGHTWAY_CODES, OwnProducts, read_database
from footprint.brightway.content import Content
from footprint.brightway.linked import read_linked
from footprint.brightway.projects import opened
from footprint.brightway.solve import solvable
from footprint.brightway.write import write_content
from footprint.ground.errors import InputError

LAND, METHANE, AMMONIA = "Occupation, annual crop", "Methane, non-fossil", "Ammonia"


def flow(name: str, unit: str, *categories: str) -> dict[str, Any]:
    return {"name": name, "unit": unit, "categories": categories, "type": "emission"}


NATURE = {
    ("nature", "land"): flow(LAND, "square meter-year", "natural resource", "land"),
    ("nature", "methane"): flow(METHANE, "kilogram", "air", "urban air close to ground"),
    ("nature", "ammonia"): flow(AMMONIA, "gram", "air"),
    ("nature", "water"): flow("Water, unspecified natural origin", "cubic meter", "natural resource", "in water"),
    ("nature", "unicorn"): flow("Unicorns", "unit", "air"),
    ("nature", "weighed land"): flow("Occupation, permanent crop", "kilogram", "natural resource", "land"),
}


def activity(name: str, location: str | None, unit: str, *exchanges: tuple[str, str, float], **more: Any) -> Any:
    """Return an activity; exchanges are type, database|code (and |unit), amount."""
    written = []
    for kind, source, amount in exchanges:
        base, code, *named = source.split("|")
        written.append({"type": kind, "input": (base, code), "amount": amount} | ({"unit": named[0]} if named else {}))
    place = {} if location is None else {"location": location}
    return {"name": name, "unit": unit, "type": "process", "exchanges": written, **place, **more}


MILL = {
    ("mill", "flour"): activity(
        *("milling", "BE", "kilogram"),
        ("production", "mill|flour", 1.0),
        ("technosphere", "mill|wheat", 1.25),
        ("technosphere", "mill|salt|gram", 0.02),
        ("technosphere", "mill|power", 0.1),
        ("technosphere", "mill|tap", 0.003),
        ("technosphere", "mill|gone", 0.7),
        ("heresy", "mill|salt", 0.1),
        ("biosphere", "nature|methane|kilogram", 0.001),
        **{"reference product": "flour"},
    ),
    ("mill", "wheat"): activity(
        *("wheat growing", "FR", "kilogram"), ("production", "mill|wheat", 2.0), ("biosphere", "nature|land", 2.4)
    ),
    ("mill", "straw"): activity("straw", "France", "ton", ("biosphere", "nature|land", 50.0)),
    ("mill", "salt"): activity("salt", None, "kilogram", ("biosphere", "nature|methane", 0.01)),
    ("mill", "power"): activity("power", "RER", "kilowatt hour", ("biosphere", "nature|ammonia", 0.2)),
    ("mill", "tap"): activity("tap water", "BE-VLG", "cubic meter", ("biosphere", "nature|water", 1.1)),
    ("mill", "odd"): activity(
        *("odd things", "GLO", "kilogram"),
        ("biosphere", "nature|unicorn", 3.0),
        ("biosphere", "nature|weighed land", 5.0),
    ),
    ("mill", "waste"): activity(
        *("burning of waste", "NL", "kilogram"),
        ("production", "mill|waste", -1.0),
        ("biosphere", "nature|methane", 0.5),
    ),
    ("mill", "pair"): activity(
        *("two products", "BE", "kilogram"), ("production", "mill|oil", 1.0), ("production", "mill|cake", 2.0)
    ),
    ("mill", "oil"): {"name": "oil", "unit": "kilogram", "type": "product"},
    ("mill", "cake"): {"name": "cake", "unit": "kilogram", "type": "product"},
    ("mill", "eater"): activity(
        *("eater", "BE", "kilogram"), ("technosphere", "mill|cake", 1.0), ("biosphere", "nature|methane", float("nan"))
    ),
}


@pytest.fixture(scope="module")
def project(bw2data: Any) -> str:
    with opened("own", create=True) as data:
        data.Database("nature").write(NATURE)
        data.Database("mill").write(MILL, process=False)
        data.databases["mill"]["dirty"] = True
        data.databases.flush()
    return "own"


@pytest.fixture(scope="module")
def own(project: str) -> OwnProducts:
    return read_database(project, "mill")


def flows_of(own: OwnProducts, code: str) -> dict[tuple[str, str], float]:
    mine = own.flows[own.flows["activity"] == code]
    return {
        (name, place): pytest.approx(value, rel=1e-12)
        for name, place, value in mine[["flow", "place", "value"]].itertuples(index=False, name=None)
    }


def told(own: OwnProducts, code: str) -> list[str]:
    return [problem.where for problem in own.problems if problem.code == code]


def test_a_tonne_of_flour_by_hand(own: OwnProducts) -> None:
    """1.25 t of wheat, of which a run grows 2 kg on 2.4 m2.yr; 20 kg of salt; 100 kWh; 3 m3; 1 kg of methane."""
    assert flows_of(own, "flour") == {
        (LAND, "FRA"): 1000 * 1.25 * 1.2,
        (METHANE, "BEL"): 1.0,
        (METHANE, "GLO"): 1000 * 0.02 * 0.01,
        (AMMONIA, "GLO"): 1000 * 0.1 * 0.2 / 1000,
        ("Water, unspecified natural origin", "BEL"): 1000 * 0.003 * 1.1,
    }


def test_a_tonne_is_a_tonne_in_any_unit_of_mass(own: OwnProducts) -> None:
    assert flows_of(own, "wheat") == {(LAND, "FRA"): 1200.0}
    assert flows_of(own, "straw") == {(LAND, "FRA"): 50.0}
    amounts = own.activities.set_index("activity")["amount_per_tonne"]
    assert (amounts["straw"], amounts["flour"]) == (1.0, 1000.0)


def test_a_tonne_of_waste_is_one_that_is_treated(own: OwnProducts) -> None:
    assert flows_of(own, "waste") == {(METHANE, "NLD"): 500.0}


def test_an_activity_has_its_product_and_country(own: OwnProducts) -> None:
    flour = own.activities.set_index("activity").loc["flour"]
    assert tuple(flour[["name", "product", "location", "place", "unit"]]) == (
        "milling",
        "flour",
        "BE",
        "BEL",
        "kilogram",
    )
    assert list(own.activities["activity"]) == [
        "eater",
        "flour",
        "odd",
        "power",
        "salt",
        "straw",
        "tap",
        "waste",
        "wheat",
    ]


def test_an_unlinked_exchange_is_told_and_the_rest_counts(own: OwnProducts) -> None:
    assert told(own, "brightway_unlinked") == ["mill: flour", "mill: eater"]
    first = next(problem for problem in own.problems if problem.code == "brightway_unlinked")
    assert "technosphere exchange of 0.7 with mill: gone" in first.found


def test_a_missing_location_a_region_and_a_part_of_a_country_are_told(own: OwnProducts) -> None:
    assert told(own, "brightway_location_missing") == ["mill: salt"]
    regions = [problem for problem in own.problems if problem.code == "brightway_location_region"]
    assert [(problem.severity, "'RER'" in problem.found) for problem in regions] == [("info", False), ("warning", True)]
    part = next(problem for problem in own.problems if problem.code == "brightway_location_part")
    assert "'BE-VLG'; what it emits counts for BEL" in part.found


def test_what_is_not_measured_by_mass_is_told(own: OwnProducts, project: str) -> None:
    assert told(own, "brightway_unit") == ["mill: power", "mill: tap"]
    assert not flows_of(own, "tap")
    given = read_database(project, "mill", ["tap"], tonnes_per_unit={"tap": 0.998})
    assert flows_of(given, "tap") == {("Water, unspecified natural origin", "BEL"): 1.1 / 0.998}
    assert list(given.activities["activity"]) == ["tap"]


def test_an_exchange_in_another_unit_or_of_no_type_is_told(own: OwnProducts) -> None:
    assert told(own, "brightway_exchange_unit") == ["mill: flour"]
    unit = next(problem for problem in own.problems if problem.code == "brightway_exchange_unit")
    assert "0.02 gram of mill: salt, which is in kilogram; it counts as 0.02 kilogram" in unit.found
    assert told(own, "brightway_exchange_type") == ["mill: flour"]


def test_flows_no_lens_knows_are_listed_and_told(own: OwnProducts) -> None:
    odd = own.flows[own.flows["activity"] == "odd"].set_index("flow")
    assert odd["known"].to_dict() == {"Unicorns": False, "Occupation, permanent crop": False}
    assert odd.loc["Unicorns", "value"] == 3000.0
    assert len(told(own, "brightway_flow_unknown")) == len(told(own, "brightway_flow_unit")) == 1
    assert own.flows.loc[own.flows["activity"] != "odd", "known"].all()
    assert set(own.without_factor()["flow"]) == {"Unicorns", "Occupation, permanent crop"}


def test_several_products_and_an_amount_that_is_none_are_told(own: OwnProducts) -> None:
    assert told(own, "brightway_products") == ["mill: pair"]
    assert told(own, "brightway_amount") == ["mill: eater"]


def test_every_exchange_is_counted_or_told(own: OwnProducts, project: str) -> None:
    with opened(project, create=False) as data:
        written = data.backends.ExchangeDataset.select().count()
        counted = solvable(read_linked(data, "mill"), data.labels).exchanges
    implicit = sum(
        not any(each["type"] == "production" for each in mine.get("exchanges", [])) for mine in MILL.values()
    )
    implicit -= sum(mine["type"] == "product" for mine in MILL.values())
    alone = ("brightway_unlinked", "brightway_amount", "brightway_exchange_type")
    listed = sum(problem.code in alone for problem in own.problems)
    together = [problem.found for problem in own.problems if problem.code == "brightway_products"]
    listed += sum(int(re.search(r"its (\d+) exchanges", found).group(1)) for found in together)
    assert written == len(counted) - implicit + listed
    assert {problem.code for problem in own.problems} <= set(BRIGHTWAY_CODES)


def test_intensities_are_flows_times_our_factors(own: OwnProducts) -> None:
    found = own.intensities(["species"]).set_index(["activity", "realm", "pressure", "place", "zone"])["value"]
    land = footprint.factor("species", LAND, "FRA").value
    assert found["flour", "terrestrial", "land occupation", "FRA", "abroad"] == pytest.approx(land * 1500, rel=1e-12)
    ammonia = footprint.factor("species", AMMONIA, "GLO", "terrestrial").value
    at = ("flour", "terrestrial", "terrestrial acidification", "GLO", "global")
    assert found[at] == pytest.approx(ammonia * 0.02, rel=1e-12)
    methane = footprint.factor("species", METHANE, "BEL", "terrestrial").value
    at = ("flour", "terrestrial", "climate change", "GLO", "global")
    assert found[at] == pytest.approx(methane * 1.2, rel=1e-12), "acts everywhere, whoever emits it"


def test_intensities_have_the_columns_and_units_of_ours(own: OwnProducts) -> None:
    table = own.intensities()
    expected = ["activity", "product", "lens", "realm", "pressure", "place", "zone", "value", "unit"]
    assert list(table) == expected
    assert set(table["lens"]) == {"species", "condition"}
    assert set(table.loc[table["lens"] == "condition", "unit"]) == {"MSA-loss.m2.yr"}
    assert set(table["zone"]) == {"abroad", "belgium", "global"}
    assert table.loc[table["activity"] == "flour", "product"].eq("flour").all()


def test_a_database_linked_with_ours_takes_our_flows_where_they_are(bw2data: Any, content: Content) -> None:
    """Two tonnes of chocolate and their packing: 2 x 0.5 t of Ivorian beans on 20,000 m2.yr/t."""
    write_content("linked", content)
    with opened("linked", create=False) as data:
        chocolate = {"type": "technosphere", "input": (content.database, "chocolate|BEL"), "amount": 2.0}
        data.Database("shop").write({("shop", "box"): activity("box", "NL", "kilogram") | {"exchanges": [chocolate]}})
    own = read_database("linked", "shop")
    found = flows_of(own, "box")
    assert found[LAND, "CIV"] == 2 * 0.5 * 20_000
    assert found[METHANE, "BEL"] == 2 * 0.2 * 30
    assert not any(problem.severity == "warning" for problem in own.problems)


def test_a_system_that_takes_all_it_makes_has_no_solution(bw2data: Any) -> None:
    with opened("loop", create=True) as data:
        data.Database("nature").write(NATURE)
        itself = ("technosphere", "loop|snake", 1.0)
        made = ("production", "loop|snake", 1.0)
        snake = activity("snake", "BE", "kilogram", made, itself, ("biosphere", "nature|methane", 1.0))
        data.Database("loop").write({("loop", "snake"): snake}, process=False)
    with pytest.raises(InputError, match="a system without a solution"):
        read_database("loop", "loop")


@pytest.mark.parametrize(
    ("name", "database", "activities", "match"),
    [
        ("no such project", "mill", None, "no project of this name"),
        ("own", "bakery", None, "no database 'bakery'; there are mill, nature"),
        ("own", "mill", ["bread"], "no process with the code 'bread'"),
    ],
)
def test_what_is_not_there_is_said(
    project: str, name: str, database: str, activities: list[str] | None, match: str
) -> None:
    with pytest.raises(InputError, match=match):
        read_database(name, database, activities)


def test_reading_leaves_the_projects_as_they_were(bw2data: Any, own: OwnProducts) -> None:
    assert bw2data.projects.current == "default"
    with opened("own", create=False) as data:
        assert data.databases["mill"]["dirty"], "not processed by us"
        assert len(data.Database("mill")) == len(MILL)


def test_a_database_without_flows_gives_none(bw2data: Any) -> None:
    with opened("bare", create=True) as data:
        data.Database("bare").write({("bare", "idea"): activity("idea", "BE", "kilogram")})
    own = read_database("bare", "bare")
    assert own.flows.empty
    assert own.intensities().empty
    assert isinstance(own.without_factor(), pd.DataFrame)
