"""A template filled in and saved by a real LibreOffice comes back whole."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

import footprint
from footprint.templates import write_template
from footprint.templates.data_sheet import FIRST, HEADS
from footprint.templates.kinds import TEMPLATES

SYSTEM_PYTHON = "/usr/bin/python3"
SCRIPT = Path(__file__).with_name("in_libreoffice.py")
LINES = {
    "nl": [
        ["Cacaobonen", "", "Ivoorkust", 25_000, "kg", "Leverancier A", 2023],
        ["huismerk 7", "09011100", "BR", 1.5, "t"],
    ],
    "fr": [
        ["Fèves de cacao", "", "Côte d'Ivoire", 25_000, "kg"],
        ["mélange maison", "09011100", "Brésil", 1.5, "t", "", 2023],
    ],
}


def _has_uno() -> bool:
    if shutil.which("soffice") is None or not Path(SYSTEM_PYTHON).exists():
        return False
    asked = [SYSTEM_PYTHON, "-c", "import uno"]
    return subprocess.run(asked, capture_output=True).returncode == 0  # noqa: S603


pytestmark = pytest.mark.skipif(not _has_uno(), reason="needs LibreOffice (soffice) and python3-uno")


def in_libreoffice(folder: Path, language: str, looked_at: list[str]) -> dict[str, Any]:
    """Fill in the template of a language in LibreOffice, save it as filled.xlsx and .ods; return what was seen."""
    write_template(folder / "template.xlsx", "purchases", language)
    cells = {
        f"{letter}{row}": value
        for row, values in enumerate(LINES[language], FIRST)
        for letter, value in zip("BCDEFGH", values, strict=False)
        if value != ""
    }
    job = [TEMPLATES["purchases"].sheet[language], cells, looked_at]
    (folder / "cells.json").write_text(json.dumps(job), encoding="utf-8")
    pipe = f"footprint-{os.getpid()}-{language}"
    profile = (folder / "profile").as_uri()
    office = [
        "soffice",
        f"-env:UserInstallation={profile}",
        "--headless",
        "--norestore",
        f"--accept=pipe,name={pipe};urp;",
    ]
    files = [folder / name for name in ("template.xlsx", "cells.json", "filled.xlsx", "filled.ods")]
    fill = [SYSTEM_PYTHON, SCRIPT, pipe, *files]
    with subprocess.Popen(office, stderr=subprocess.DEVNULL) as running:  # noqa: S603
        try:
            done = subprocess.run(fill, capture_output=True, text=True, timeout=120, check=True)  # noqa: S603
        finally:
            running.terminate()
    seen: dict[str, Any] = json.loads(done.stdout)
    return seen


@pytest.mark.parametrize("language", list(LINES))
def test_a_template_filled_in_there_is_counted_without_a_fault(language: str, tmp_path: Path) -> None:
    first, last = f"B{FIRST}", "M10000"
    seen = in_libreoffice(
        tmp_path, language, [first, f"C{FIRST}", f"D{FIRST}", last, f"N{FIRST}", f"B{HEADS}", f"Z{HEADS}"]
    )
    assert seen["protected"]
    assert seen["shown"] == [*seen["shown"][:1], TEMPLATES["purchases"].sheet[language]]
    assert [seen[cell]["locked"] for cell in (first, last, f"N{FIRST}")] == [False, False, False]
    assert [seen[cell]["locked"] for cell in (f"B{HEADS}", f"Z{HEADS}")] == [True, True]
    assert (seen[first]["choices"], seen[f"D{FIRST}"]["choices"]) == ("footprint_products", "footprint_countries")
    assert seen[first]["help"]
    assert [seen[f"{letter}{FIRST}"]["text"] for letter in "BC"] == [False, True]
    for name in ("filled.xlsx", "filled.ods"):
        result = footprint.assess(tmp_path / name)
        assert result.lines["line"].tolist() == [FIRST, FIRST + 1]
        assert result.lines["product"].tolist() == ["cocoa_beans", "coffee_green"]
        assert result.lines["tonnes"].tolist() == [25.0, 1.5]
        assert [str(problem) for problem in result.problems] == []
