"""A chart of each kind, and the outlines of the released edition."""

from __future__ import annotations

import pytest

from footprint.ground.library import library
from footprint.stages.report.chart import Bars, Flow, Link, Pareto, Ranks, WorldMap
from footprint.stages.report.pictures import World, world

PRODUCTS = (
    "Cocoa beans",
    "Milk powder",
    "Hazelnuts, with a name that is much longer than there is room for beside a bar",
)


@pytest.fixture(scope="session")
def outlines() -> World:
    return world(library())


@pytest.fixture(scope="session")
def charts() -> dict[str, Bars | Pareto | Ranks | Flow | WorldMap]:
    zones = ("Belgium", "Abroad", "Global")
    parts = ((0.2, 0.5, 0.3), (0.0, 1.0, 0.0), (None, None, None))
    ends = ("1.2 × 10⁻⁹ PDF", "340 ha", "")
    return {
        "zones": Bars("Where", PRODUCTS, zones, parts, ends, ("belgium", "abroad", "global"), whole=True),
        "plain": Bars("How much", PRODUCTS, ("Share",), ((0.7,), (0.2,), (None,)), ("70 %", "20 %", "")),
        "gains": Bars("More or less", PRODUCTS, ("Change",), ((0.7,), (-0.2,), (0.0,)), ("+ 70 %", "- 20 %", "0 %")),
        "pareto": Pareto("Few make most", PRODUCTS, (0.6, 0.3, 0.1), 0.8, "Share of the impact"),
        "ranks": Ranks("Who leads", zones, PRODUCTS, ((1, 1, 3), (2, None, 2), (3, 2, 1)), (False, False, True)),
        "flow": flow_chart(),
        "map": WorldMap("From where", {"CIV": 0.5, "BEL": 0.25, "STP": 0.02}, "Share", "none, or not known"),
    }


def flow_chart() -> Flow:
    countries = ("Côte d'Ivoire", "Ghana", "Türkiye")
    links = (
        Link(0, PRODUCTS[0], "Cocoa", 0.6),
        Link(0, PRODUCTS[1], "Cocoa", 0.1),
        Link(0, PRODUCTS[1], "Nuts", 0.1),
        Link(0, PRODUCTS[2], "Nuts", 0.2),
        Link(1, "Cocoa", countries[0], 0.45),
        Link(1, "Cocoa", countries[1], 0.25),
        Link(1, "Nuts", countries[2], 0.3),
    )
    return Flow("What goes where", ("Bought", "Made of", "Grown in"), (PRODUCTS, ("Cocoa", "Nuts"), countries), links)
