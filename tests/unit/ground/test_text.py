"""One spelling for names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footprint.ground.text import fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Côte d'Ivoire", "cote d ivoire"),
        ("  BELGIË\t", "belgie"),
        ("Œufs", "oeufs"),
        ("Weißkohl", "weisskohl"),
        ("smørrebrød", "smorrebrod"),
        ("Łódź", "lodz"),
        ("cocoa-beans, raw (n.e.c.)", "cocoa beans raw n e c"),
        ("100 kg", "100 kg"),
        ("ﬁgs", "figs"),
        ("可可", ""),
        ("", ""),
    ],
)
def test_folding(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert "  " not in once
    assert once == once.strip()
