"""What a marked workbook got from us is known by name, to the letter."""

from __future__ import annotations

import pytest

from footprint.ground.language import LANGUAGES, Language
from footprint.stages.read.header import read_header
from footprint.stages.read.ours import OURS, TITLES, impact_title, is_summary, is_title, summary_name

REALMS = ("terrestrial", "freshwater", "marine", "terrestrial, land transformation", "marine, ecotoxicity, long term")


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_title_is_known_in_every_language(code):
    language = Language(code)
    titles = [language.say(title) for title in TITLES.values()]
    titles += [impact_title("Species at risk of extinction", realm, "global PDF.yr", language) for realm in REALMS]
    assert [title for title in titles if not is_title(OURS + title)] == []
    assert is_summary(summary_name(language))


@pytest.mark.parametrize(
    "text", ["notes", "status: see there", "STATUS", "summary", "species: land [PDF.yr]", "species: terrestrial", ""]
)
def test_what_only_begins_so_is_of_the_user(text):
    assert not is_title(OURS + text)
    assert not is_summary(f"{OURS}{text}x")


def test_a_column_of_the_user_that_begins_so_is_told():
    header = read_header(["item", "amount", "unit", f"{OURS}notes", f"{OURS}status"])
    assert header.ignored == (3,)
