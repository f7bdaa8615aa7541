"""How well it is known what a product is made of."""

from __future__ import annotations

import pandas as pd

from footprint.stages.inventory.recipes import GRADES, recipe_grades

PRODUCTS = pd.Index(["beans", "sugar", "paste", "bar", "box", "spread"])
ROWS = [
    ("paste", "beans", 1.2, "tcf"),
    ("bar", "paste", 0.5, "directive"),
    ("bar", "sugar", 0.5, "directive"),
    ("sugar", "beans", 8.0, "memory"),
    ("box", "bar", 1.0, "proxy"),
    ("spread", "paste", 0.95, "label"),
    ("spread", "sugar", 0.05, "label"),
    ("spread", "", 0.3, "label"),
]


def grades() -> dict[str, str]:
    exchanges = pd.DataFrame(ROWS, columns=["product", "input", "value", "source"])
    return dict(zip(PRODUCTS, (GRADES[at] for at in recipe_grades(exchanges, PRODUCTS)), strict=True))


def test_what_grows_has_no_recipe_and_a_cited_one_is_cited() -> None:
    assert (grades()["beans"], grades()["paste"]) == ("", "cited")


def test_a_bar_is_known_no_better_than_its_sugar() -> None:
    assert (grades()["sugar"], grades()["bar"], grades()["box"]) == ("from memory", "from memory", "stand-in")


def test_a_pinch_of_it_does_not_count() -> None:
    assert grades()["spread"] == "cited"
