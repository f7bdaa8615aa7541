from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from footprint.ground.language import LANGUAGES
from footprint.templates import write_template
from footprint.templates.data_sheet import FIRST
from footprint.templates.kinds import TEMPLATES


@cache
def written(language: str) -> bytes:
    file = BytesIO()
    write_template(file, "purchases", language)
    return file.getvalue()


@pytest.fixture(params=LANGUAGES)
def language(request) -> str:
    return request.param


@pytest.fixture
def template(language):
    """Return the template as a workbook, in each language."""
    return openpyxl.load_workbook(BytesIO(written(language)))


@pytest.fixture
def data_name(language) -> str:
    return TEMPLATES["purchases"].sheet[language]


@pytest.fixture
def fill(template, data_name, tmp_path):
    """Write rows into the template as a user would, from the first line on; return the path."""

    def filled(rows: list[list[object]], finish=None) -> Path:
        sheet = template[data_name]
        for row, values in enumerate(rows, FIRST):
            for column, value in enumerate(values, 2):
                sheet.cell(row, column).value = value
        if finish is not None:
            finish(template)
        template.save(tmp_path / "filled.xlsx")
        return tmp_path / "filled.xlsx"

    return filled
