"""Brightway's projects in a folder of their own, and a product system of three countries, small enough for the hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest

from footprint.brightway.content import Content, Words
from footprint.ground.sources import Supplies
from footprint.stages.characterise import Factors, select_factors
from footprint.stages.inventory import Network, System, assemble, build_system

COUNTRIES = pd.Index(["BEL", "CIV", "FRA"])
REGIONS = pd.DataFrame(
    [("BEL", "Western Europe"), ("CIV", "Western Africa"), ("FRA", "Western Europe")], columns=["country", "region"]
)
LAND, METHANE = ("Occupation, annual crop", "natural resource/land", "m2.yr"), ("Methane, non-fossil", "air", "kg")
FLOWS = [
    ("cocoa_beans", "CIV", *LAND, 20_000.0, "country"),
    ("sugar_beet", "BEL", *LAND, 120.0, "country"),
    ("sugar_beet", "FRA", *LAND, 1000 / 7, "country"),
    ("milk", "WLD", *METHANE, 30.0, "world"),
]
#: lens, flow, place, value: methane acts everywhere, and only the world has a factor for it.
FACTORS = [
    ("land occupation", LAND, "BEL", 1e-15),
    ("land occupation", LAND, "CIV", 1e-12 / 3),
    ("land occupation", LAND, "FRA", 2e-15),
    ("climate change", METHANE, "GLO", 4e-14),
]


@pytest.fixture(scope="session")
def bw2data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Return bw2data, its projects in a folder of the tests, never in the user's own."""
    folder = tmp_path_factory.mktemp("brightway")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRIGHTWAY2_DIR", str(folder))
        module = pytest.importorskip("bw2data", reason="the bridge to Brightway is an extra: footprint[brightway]")
        module.projects.change_base_directories(folder, folder, update=False)
        yield module


@pytest.fixture(scope="session")
def network() -> Network:
    return assemble(_supplies(), pd.Index(["cocoa_beans", "milk", "sugar_beet"]), COUNTRIES, REGIONS)


def _supplies() -> Supplies:
    exchanges = [
        ("chocolate", "*", "cocoa_beans", 0.5, 0.4),
        ("chocolate", "*", "sugar", 0.3, 0.3),
        ("chocolate", "*", "milk", 0.2, 0.2),
        ("chocolate", "*", "", 0.1, 0.1),
        ("sugar", "*", "sugar_beet", 7.0, 5.0),
    ]
    grown = [("cocoa_beans", "CIV"), ("sugar_beet", "BEL"), ("sugar_beet", "FRA"), ("milk", "BEL"), ("milk", "FRA")]
    return Supplies(
        exchanges=pd.DataFrame(exchanges, columns=["product", "country", "input", "value", "mass"]),
        feed=pd.DataFrame([("milk", "WLD", "sugar_beet", 0.1)], columns=["product", "country", "input", "amount"]),
        blends=pd.DataFrame(columns=["product", "country", "input", "share"]),
        traced=pd.DataFrame(
            [("sugar_beet", "BEL", "BEL", 0.6), ("sugar_beet", "BEL", "FRA", 0.4)],
            columns=["product", "country", "origin", "share"],
        ),
        mixes=pd.DataFrame(
            [("cocoa_beans", "world_production", "CIV", 1.0)], columns=["product", "basis", "country", "share"]
        ),
        production=pd.DataFrame([(*row, 1.0) for row in grown], columns=["product", "country", "tonnes"]),
        minor=pd.DataFrame(columns=["product", "country"]),
        made_of=pd.DataFrame(columns=["product", "root"]),
    )


@pytest.fixture(scope="session")
def system() -> System:
    columns = ["product", "origin", "flow", "compartment", "unit", "value", "level"]
    table = pd.DataFrame(FLOWS, columns=columns).assign(year="2020", source="made", flag="")
    table = table.assign(low=float("nan"), high=float("nan"))
    texts = [name for name in table if name not in ("value", "low", "high")]
    return build_system({"made_edition": table.astype(dict.fromkeys(texts, "category"))}, COUNTRIES, REGIONS)


@pytest.fixture(scope="session")
def factors(system: System) -> Factors:
    rows = [
        ("species", "terrestrial", pressure, flow, compartment, place, value, unit)
        for pressure, (flow, compartment, unit), place, value in FACTORS
    ]
    columns = ["lens", "realm", "pressure", "flow", "compartment", "place", "value", "per"]
    table = pd.DataFrame(rows, columns=columns)
    table = table.assign(edition="made_factors", category=table["pressure"], unit="global PDF.yr")
    return select_factors(table, system.flows, COUNTRIES)


@pytest.fixture(scope="session")
def content(network: Network, system: System, factors: Factors) -> Content:
    words = Words(
        products={"chocolate": "Chocolate", "milk": "Milk", "sugar": "Sugar", "cocoa_beans": "Cocoa beans"},
        locations={"BEL": "BE", "CIV": "CI", "FRA": "FR"},
        recipes={"chocolate": "made_recipes: label"},
        lenses={"species": "Species at risk"},
        editions={"made_factors": "Cited (2020)."},
    )
    return Content("footprint made", network.chain, network, system, factors, words)
