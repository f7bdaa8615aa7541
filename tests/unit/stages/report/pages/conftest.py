"""Reading pages: rows as mappings, and a language in which nothing is as in English."""

from __future__ import annotations

import gettext
import re

import pytest

from footprint.ground import language

_LETTER = re.compile(r"\{[^}]*\}|[A-Za-z]")
_CODES = {"A": 155, "a": 219}
"""Sum of the codes of the first and last letter, capital and small."""


class Mirrored(gettext.NullTranslations):
    """Every letter of a sentence as its mirror image in the alphabet, its places as they are."""

    def gettext(self, message):
        return _LETTER.sub(lambda found: found[0] if found[0][0] == "{" else mirror(found[0]), message)


def mirror(letter):
    return chr(_CODES["A" if letter.isupper() else "a"] - ord(letter))


@pytest.fixture
def mirrored(monkeypatch):
    """Say everything in mirror writing: what is first by alphabet comes last, and what is not said stands out."""
    monkeypatch.setattr(language, "_catalogue", lambda _code: Mirrored())


@pytest.fixture(scope="session")
def rows_of():
    """Return the reader of a table's rows as mappings."""

    def read(table):
        names = [column.name for column in table.columns]
        return [dict(zip(names, row, strict=True)) for row in table.rows]

    return read


@pytest.fixture(scope="session")
def of_group():
    """Return the reader of the rows of one lens and realm, without what stands apart."""

    def chosen(frame, group):
        ours = (frame["lens"] == group.lens) & (frame["realm"] == group.realm)
        return frame[ours & ~frame["pressure"].isin(["land transformation", "climate change, long term"])]

    return chosen
