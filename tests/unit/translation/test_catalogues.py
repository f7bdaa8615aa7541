"""The catalogues: what is said and nothing else, the same bytes every time, and places that agree."""

from __future__ import annotations

import gettext
import io
import sys

import pytest

from footprint.ground.language import LANGUAGES
from footprint.translation import __main__ as command
from footprint.translation import catalogues
from footprint.translation.catalogues import TRANSLATED, compiled, faults, read, renewed

SAID = {"Lines: {count}": ["footprint/a.py"], "Belgium": ["footprint/a.py", "footprint/b.py"]}
KNOWN = {"Lines: {count}": "Lijnen: {count}", "Belgium": "België"}


@pytest.fixture
def locale(tmp_path, monkeypatch):
    """Keep the catalogues in a folder of the test, and say the two sentences only."""
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    monkeypatch.setattr(command, "sentences", lambda: SAID)
    return tmp_path


def run(monkeypatch, *arguments):
    """Return the exit code of the command."""
    monkeypatch.setattr(sys, "argv", ["translation", *arguments])
    return command.main()


def keep(language, known):
    """Write the catalogue of a language as a translator would leave it."""
    path = catalogues.path_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(renewed(language, SAID, known))


def test_a_catalogue_that_is_all_there_has_no_fault():
    assert faults("nl", SAID, KNOWN) == []


def test_a_sentence_without_translation_is_named_with_its_place():
    (fault,) = faults("nl", SAID, {"Lines: {count}": "Lijnen: {count}"})
    assert fault == "nl: not translated: 'Belgium' (footprint/a.py, footprint/b.py)"


@pytest.mark.parametrize("text", ["Lijnen", "Lijnen: {aantal}", "Lijnen: {count} {count}", "Lijnen: {}"])
def test_a_translation_with_other_places_is_a_fault(text):
    (fault,) = faults("nl", SAID, {**KNOWN, "Lines: {count}": text})
    assert fault.startswith("nl: the places differ")
    assert repr(text) in fault


def test_places_may_stand_in_another_order():
    said = {"{a} of {b}": ["footprint/a.py"]}
    assert faults("de", said, {"{a} of {b}": "{b}: {a}"}) == []


def test_the_compiled_catalogue_says_the_translation():
    found = gettext.GNUTranslations(io.BytesIO(compiled("nl", SAID, KNOWN)))
    assert [found.gettext(text) for text in ("Belgium", "Lines: {count}", "not there")] == [
        *("België", "Lijnen: {count}", "not there"),
    ]


def test_what_is_not_translated_falls_back_to_english():
    found = gettext.GNUTranslations(io.BytesIO(compiled("nl", SAID, {})))
    assert found.gettext("Belgium") == "Belgium"


def test_the_same_sentences_give_the_same_bytes():
    for made in (renewed, compiled):
        assert made("fr", SAID, KNOWN) == made("fr", dict(SAID), dict(KNOWN))
    assert b"2000-01-01" in renewed("fr", SAID, KNOWN)


def test_what_a_translator_wrote_comes_back(locale):
    keep("nl", KNOWN)
    assert read("nl") == KNOWN
    assert read("de") == {}


def test_renewing_keeps_translations_and_drops_what_is_no_longer_said(locale, monkeypatch):
    keep("nl", KNOWN)
    monkeypatch.setattr(command, "sentences", lambda: {"Belgium": ["footprint/b.py"], "New": ["footprint/c.py"]})
    assert run(monkeypatch) == 1
    text = catalogues.path_of("nl").read_text(encoding="utf-8")
    assert 'msgid "Belgium"\nmsgstr "België"' in text
    assert 'msgid "New"\nmsgstr ""' in text
    assert "Lijnen" not in text


def test_a_check_finds_what_is_missing_and_what_is_stale_and_writes_nothing(locale, monkeypatch, capsys):
    for language in TRANSLATED:
        keep(language, KNOWN)
    assert run(monkeypatch, "--check") == 1, "no .mo yet"
    assert "nl: footprint.mo is stale" in capsys.readouterr().out
    assert not catalogues.path_of("nl", "mo").exists()
    assert run(monkeypatch) == 0
    assert run(monkeypatch, "--check") == 0
    assert capsys.readouterr().out.endswith("2 sentences, 0 faults\n")
    changed = catalogues.path_of("fr").read_text(encoding="utf-8").replace("België", "Belgique")
    catalogues.path_of("fr").write_text(changed, encoding="utf-8")
    assert run(monkeypatch, "--check") == 1, "the .po was edited and not compiled"
    assert capsys.readouterr().out.startswith("fr: footprint.mo is stale")


def test_every_language_but_english_has_a_catalogue():
    assert LANGUAGES[0] == "en"
    assert LANGUAGES[1:] == TRANSLATED
    assert all(catalogues.path_of(language, ending).exists() for language in TRANSLATED for ending in ("po", "mo"))


def test_the_shipped_catalogues_say_everything(monkeypatch, capsys):
    found = run(monkeypatch, "--check")
    assert found == 0, capsys.readouterr().out[:2000]
