"""Which sentences there are: said in code and templates, or standing in tables of the factors that reports show."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_from_file

import footprint
from footprint.ground.library import LENSES, REFERENCE, Library, library

ROOT = Path(footprint.__file__).parent
SAYING = frozenset({"say", "mark", "told"})
"""Functions and methods whose first argument is a sentence."""

_SHOWN = (
    (LENSES, "lenses", "title"),
    (LENSES, "lenses", "question"),
    (LENSES, "lenses", "note"),
    (REFERENCE, "products", "reason"),
    (REFERENCE, "hs_codes", "reason"),
    (REFERENCE, "country_groups", "fix"),
)
"""Texts of editions that are said in the user's language: edition, table, column."""
_NOT_SAID = "several products: "
"""What precedes a list of ids, which becomes names before it is said."""


def sentences() -> dict[str, list[str]]:
    """Return every sentence, with the places where it is said."""
    found: dict[str, list[str]] = {}
    for text, where in (*_in_code(ROOT), *_in_templates(ROOT), *_in_factors(library())):
        if text and where not in found.setdefault(text, []):
            found[text].append(where)
    return dict(sorted(found.items(), key=lambda pair: (pair[1][0], pair[0])))


def said_in(source: str) -> Iterator[str]:
    """Yield the sentences in a Python source.

    Raises
    ------
    ValueError
        A sentence is an f-string, which nobody can translate.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and node.args and _name(node.func) in SAYING:
            text = node.args[0]
            if isinstance(text, ast.JoinedStr):
                raise ValueError(f"line {node.lineno}: an f-string cannot be translated; write its places as {{name}}")
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                yield text.value


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _in_code(root: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(root.rglob("*.py")):
        where = f"footprint/{path.relative_to(root).as_posix()}"
        try:
            yield from ((text, where) for text in said_in(path.read_text(encoding="utf-8")))
        except ValueError as fault:
            raise ValueError(f"{where}: {fault}") from fault


def _in_templates(root: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(root.rglob("templates/*.html")):
        where = f"footprint/{path.relative_to(root).as_posix()}"
        for _, text, _, _ in extract_from_file("jinja2.ext:babel_extract", path, keywords={"say": None}):
            yield str(text), where


def _in_factors(factors: Library) -> Iterator[tuple[str, str]]:
    for edition, table, column in _SHOWN:
        for text in factors.table(edition, table, [column])[column].astype(str).unique():
            if _NOT_SAID not in text:
                yield text, f"factors/{edition}/{table}"
