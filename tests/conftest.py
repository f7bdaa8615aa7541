"""What several rooms of tests share: a list of purchases made from a seed."""

from __future__ import annotations

import pandas as pd
import pytest
from tests_shared import made_purchases


@pytest.fixture(scope="session")
def purchases() -> pd.DataFrame:
    """Return a list of 200 lines."""
    return made_purchases(seed=20261120, lines=200)
