"""Workbooks as sent and as they come back: one with everything, and our own template filled in."""

from __future__ import annotations

import shutil
import subprocess

import openpyxl
import pytest
from returned_workbooks import make_rich, marked

from footprint.ground.language import Language
from footprint.templates import write_template
from footprint.templates.data_sheet import FIRST
from footprint.templates.kinds import TEMPLATES

ROWS = (
    ("cacaobonen", None, "Ivoorkust", 25_000, "kg", None, 2023, "biologisch"),
    ("cacaoboenen", None, None, 1_500, "kg"),
    ("iets onbekends", None, "Brazilië", 3, "t"),
    ("zalm", None, "Noorwegen", 5, "t"),
    ("koffie", None, "Brazilië", None, "kg"),
    ("palmolie", None, "Maleisië", 4, "bigbag"),
)
"""Lines of the template from its second column on."""


@pytest.fixture(scope="session")
def form(tmp_path_factory):
    """Return our template in Dutch with lines in it."""
    path = tmp_path_factory.mktemp("form") / "lijst.xlsx"
    write_template(path, "purchases", "nl")
    book = openpyxl.load_workbook(path)
    page = book[TEMPLATES["purchases"].sheet["nl"]]
    for row, values in enumerate(ROWS, FIRST):
        for column, value in enumerate(values, 2):
            page.cell(row, column).value = value
    book.save(path)
    return path


@pytest.fixture(scope="session")
def form_back(form, tmp_path_factory):
    """Return that template, marked in Dutch."""
    return marked(form, tmp_path_factory.mktemp("form_back") / "lijst.xlsx", Language("nl"))


@pytest.fixture
def in_office():
    """Return a function that lets LibreOffice save a workbook as another kind; skip where there is none."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")

    def saved(path, kind, folder):
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [office, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(path)]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603
        return folder / f"{path.stem}.{kind}"

    return saved


@pytest.fixture(scope="session")
def rich(tmp_path_factory):
    """Return a workbook with everything."""
    return make_rich(tmp_path_factory.mktemp("rich") / "lijst.xlsx")


@pytest.fixture(scope="session")
def back(rich, tmp_path_factory):
    """Return that workbook, marked."""
    return marked(rich, tmp_path_factory.mktemp("back") / "lijst.xlsx")
