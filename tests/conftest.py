"""What several rooms of tests share: a list of purchases made from a seed, and how hypothesis runs."""

from __future__ import annotations

import os

import pandas as pd
import pytest
from hypothesis import HealthCheck, settings
from tests_shared import made_purchases

# A slow machine is no fault of the code. CI draws the same examples each time; elsewhere new ones are tried.
settings.register_profile(
    "suite", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=os.environ.get("CI") == "true"
)
settings.load_profile("suite")


@pytest.fixture(scope="session")
def purchases() -> pd.DataFrame:
    """Return a list of 200 lines."""
    return made_purchases(seed=20261120, lines=200)
