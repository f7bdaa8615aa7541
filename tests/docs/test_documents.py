"""The documents say what the code says: columns, problem codes, recipes, laws and public names, all and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

import footprint
from footprint.assessment import ASSESS_CODES
from footprint.brightway.codes import BRIGHTWAY_CODES
from footprint.ground.language import LANGUAGE_CODES
from footprint.ground.tables import PURCHASES
from footprint.returned import RETURNED_CODES
from footprint.stages.read.codes import ADVICE, READ_CODES
from footprint.stages.report.door import REPORT_CODES
from footprint.stages.resolve.codes import RESOLVE_CODES
from footprint.templates import TEMPLATE_CODES
from footprint.tracing import TRACING_CODES

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("examples/**/*.md")])


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def rows_of(name: str) -> dict[str, list[str]]:
    """Return the cells of the table rows that begin with a name in back quotes."""
    rows = re.findall(r"^\| `(\w+)` \|(.*)\|$", text_of(name), re.MULTILINE)
    assert len(rows) == len({key for key, _ in rows}), f"{name} has a row twice"
    return {key: [cell.strip() for cell in rest.split("|")] for key, rest in rows}


def test_every_input_column_is_documented_with_its_titles() -> None:
    rows = rows_of("docs/input.md")
    assert list(rows) == [column.key for column in PURCHASES]
    for column in PURCHASES:
        assert rows[column.key][1] == ", ".join(column.titles[language] for language in ("en", "nl", "fr", "de"))


def test_every_problem_code_is_documented() -> None:
    codes = {**READ_CODES, **RESOLVE_CODES, **REPORT_CODES, **ASSESS_CODES, **BRIGHTWAY_CODES, **TRACING_CODES}
    codes |= {**LANGUAGE_CODES, **TEMPLATE_CODES, **RETURNED_CODES}
    rows = rows_of("docs/problems.md")
    assert set(rows) == set(codes)
    assert all(cells[1] and cells[3] for cells in rows.values()), "a code lacks its meaning or its fix"


def test_the_severities_of_reading_are_those_documented() -> None:
    rows = rows_of("docs/problems.md")
    assert {code: rows[code][0] for code in ADVICE} == {code: advice.severity for code, advice in ADVICE.items()}


def test_contributing_names_every_recipe_of_the_makefile() -> None:
    recipes = set(re.findall(r"^(\w+): ##", text_of("Makefile"), re.MULTILINE))
    assert recipes
    assert recipes == set(re.findall(r"^    make (\w+)", text_of("CONTRIBUTING.md"), re.MULTILINE))


def test_contributing_has_the_eight_laws() -> None:
    laws = re.findall(r"\*\*L(\d) ", text_of("CONTRIBUTING.md"))
    assert laws == [str(number) for number in range(1, 9)]


def test_design_names_every_public_name() -> None:
    design = text_of("docs/design.md")
    assert [name for name in footprint.__all__ if name not in design] == []


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(number) for number in re.findall(r"^## (\d+)\. ", text_of("DECISIONS.md"), re.MULTILINE)]
    assert numbers == list(range(1, len(numbers) + 1))
    for part in ("**Context.**", "**Decision.**", "**Price.**"):
        assert text_of("DECISIONS.md").count(part) == len(numbers)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_to_files_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", document.read_text(encoding="utf-8"))
    broken = [link for link in links if "://" not in link and not (document.parent / link).exists()]
    assert broken == []


def test_the_python_of_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    block, _ = re.findall(r"^```python\n(.*?)^```", text_of("README.md"), re.MULTILINE | re.DOTALL)
    production = pd.DataFrame({"country": ["CIV"], "tonnes": [10.0]})
    trade = pd.DataFrame({"exporter": ["CIV", "NLD"], "importer": ["NLD", "BEL"], "tonnes": [8.0, 5.0]})
    exec(compile(block, "README.md", "exec"), {"production": production, "trade": trade})  # noqa: S102
    assert "cacaobonen" in capsys.readouterr().out
