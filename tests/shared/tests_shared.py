"""A ledger made from a seed, shared by several rooms of tests."""

from __future__ import annotations

import numpy as np
import pandas as pd

ITEMS = [
    "wheat",
    "soybeans",
    "cacaobonen",
    "pommes de terre",
    "Bananen",
    "tomatoes",
    "maïs",
    "rice, paddy",
    "green coffee",
    "no such thing",
    "chocolade",
    "varkensvlees",
    "huile de palme",
    "butter",
    "Zucker",
    "wijn",
    "papier",
    "zout",
]
ORIGINS = ["BE", "France", "Brazilië", "Elfenbeinküste", "", "NLD", "Vietnam", "US", "Atlantis"]
UNITS = ["kg", "t", "lb", "EUR"]


def made_purchases(seed: int, lines: int = 60) -> pd.DataFrame:
    """Return a purchase list drawn at random from texts in four languages, some of them unknown."""
    draw = np.random.default_rng(seed)
    return pd.DataFrame(
        {
            "item": draw.choice(ITEMS, lines),
            "origin": draw.choice(ORIGINS, lines),
            "amount": np.round(draw.lognormal(5, 2, lines), 2) + 0.01,
            "unit": draw.choice(UNITS, lines, p=[0.4, 0.4, 0.1, 0.1]),
            "year": draw.choice([2019, 2021, 2022], lines),
        }
    )
