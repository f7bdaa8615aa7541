"""The door of the templates: which there are, and one written to a file."""

from __future__ import annotations

from pathlib import Path
from typing import IO

from openpyxl import Workbook

from footprint.ground.errors import InputError, Problem
from footprint.ground.language import Language, language_of, mark, told
from footprint.stages.report.door import binary_file
from footprint.templates.choices import choices
from footprint.templates.data_sheet import version_of, write_data
from footprint.templates.instructions import write_instructions
from footprint.templates.kinds import TEMPLATES, Template
from footprint.templates.lists_sheet import write_lists
from footprint.templates.package import save

TEMPLATE_CODES = {"template_unknown": mark("There is no template of this kind.")}
"""Problem code -> its meaning in a sentence."""


def template_kinds() -> tuple[str, ...]:
    """Return the kinds of list there is a template for.

    >>> template_kinds()
    ('purchases',)
    """
    return tuple(TEMPLATES)


def write_template(target: str | Path | IO[bytes], kind: str = "purchases", language: str = "en") -> None:
    """Write a template to a path or a binary file; the same kind and language give the same bytes (law L8).

    Parameters
    ----------
    target
        A path, where an xlsx file comes to stand, or a file open for bytes.
    kind
        One of :func:`template_kinds`.
    language
        "en", "nl", "fr" or "de".

    Raises
    ------
    InputError
        There is no such template or language, or the file cannot be written.
    """
    book = _book(_asked_for(kind), language_of(language))
    if isinstance(target, str | Path):
        with binary_file(target) as file:
            save(book, file)
    else:
        save(book, target)


def _asked_for(kind: str) -> Template:
    if kind not in TEMPLATES:
        expected = told("one of {known}", known=", ".join(template_kinds()))
        fix = mark("Ask for one of those.")
        raise InputError([Problem("template_unknown", "error", "kind", f"{kind!r:.60}", expected, fix)])
    return TEMPLATES[kind]


def _book(template: Template, language: Language) -> Workbook:
    """Return the workbook of a template: instructions, the sheet to fill in, and the choices, hidden."""
    book = Workbook()
    book.remove(book.active)
    book.properties.title, book.properties.creator = language.say(template.title), "footprint"
    book.properties.language = language.code
    write_instructions(book, template, language)
    write_data(book, template, language)
    write_lists(book, choices(language.code), version_of(template, language))
    return book
