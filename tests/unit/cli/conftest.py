"""The command line prints wide and plain, whatever the terminal of the tests."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def wide_and_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "240")
    monkeypatch.setenv("NO_COLOR", "1")
