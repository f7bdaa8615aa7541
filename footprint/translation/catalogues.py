"""The catalogues: one .po file per language, which people edit, and the .mo file compiled from it, which is read."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from footprint.ground.language import LANGUAGES

LOCALE = Path(__file__).parent.parent / "locale"
TRANSLATED = LANGUAGES[1:]
_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
"""The same sentences give the same bytes, whenever they are written (law L8)."""
_PLACES = re.compile(r"\{(\w*)[^{}]*\}")


def path_of(language: str, ending: str = "po") -> Path:
    """Return the file of a catalogue."""
    return LOCALE / language / "LC_MESSAGES" / f"footprint.{ending}"


def read(language: str) -> dict[str, str]:
    """Return sentence -> translation of a language, what is not translated left out."""
    path = path_of(language)
    if not path.exists():
        return {}
    with path.open("rb") as file:
        found = read_po(file, locale=language)
    return {str(message.id): str(message.string) for message in found if message.id and message.string}


def renewed(language: str, sentences: Mapping[str, Sequence[str]], known: Mapping[str, str]) -> bytes:
    """Return the .po file with every sentence that is said and none that is not."""
    catalogue = _catalogue(language, sentences, known)
    target = io.BytesIO()
    write_po(target, catalogue, width=120, sort_output=False, omit_header=False)
    return target.getvalue()


def compiled(language: str, sentences: Mapping[str, Sequence[str]], known: Mapping[str, str]) -> bytes:
    """Return the .mo file."""
    target = io.BytesIO()
    write_mo(target, _catalogue(language, sentences, known))
    return target.getvalue()


def _catalogue(language: str, sentences: Mapping[str, Sequence[str]], known: Mapping[str, str]) -> Catalog:
    heads = {"project": "footprint", "version": "1", "msgid_bugs_address": "-", "last_translator": "-"}
    made = Catalog(
        locale=language,
        header_comment=f"# Sentences of footprint, {language}",
        language_team="-",
        creation_date=_NO_DATE,
        revision_date=_NO_DATE,
        fuzzy=False,
        **heads,
    )
    for text, places in sentences.items():
        made.add(text, known.get(text, ""), [(place, 0) for place in places]).flags.clear()
    return made


def faults(language: str, sentences: Mapping[str, Sequence[str]], known: Mapping[str, str]) -> list[str]:
    """Return what is wrong with a catalogue: sentences without translation, or whose places differ."""
    missing = [
        f"{language}: not translated: {text!r} ({', '.join(sentences[text])})"
        for text in sentences
        if text not in known
    ]
    differ = [
        f"{language}: the places differ: {text!r} and {known[text]!r}"
        for text in sentences
        if text in known and sorted(_PLACES.findall(text)) != sorted(_PLACES.findall(known[text]))
    ]
    return missing + differ
