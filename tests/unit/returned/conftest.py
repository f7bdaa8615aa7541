"""One workbook with everything, as sent and as it comes back."""

from __future__ import annotations

import pytest
from returned_workbooks import make_rich, marked


@pytest.fixture(scope="session")
def rich(tmp_path_factory):
    """Return a workbook with everything."""
    return make_rich(tmp_path_factory.mktemp("rich") / "lijst.xlsx")


@pytest.fixture(scope="session")
def back(rich, tmp_path_factory):
    """Return that workbook, marked."""
    return marked(rich, tmp_path_factory.mktemp("back") / "lijst.xlsx")
