import zipfile
from pathlib import Path

import openpyxl
import pytest

HEADER = ["item", "origin", "amount", "unit"]


@pytest.fixture
def write_xlsx(tmp_path):
    """Write sheets, given as name -> rows, to a workbook; return its path."""

    def write(rows=None, name="purchases.xlsx", finish=None, **sheets) -> Path:
        workbook = openpyxl.Workbook()
        workbook.remove(workbook.active)
        for title, lines in (sheets or {"Sheet1": rows}).items():
            sheet = workbook.create_sheet(title)
            for line in lines:
                sheet.append(line)
        if finish is not None:
            finish(workbook)
        workbook.save(tmp_path / name)
        return tmp_path / name

    return write


@pytest.fixture
def write_text(tmp_path):
    def write(text: str | bytes, name="purchases.csv", encoding="utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return path

    return write


@pytest.fixture
def rewrite_part(tmp_path):
    """Copy a zip file with some of its parts replaced; return the path of the copy."""

    def rewrite(path: Path, parts: dict[str, bytes], name="rewritten.xlsx") -> Path:
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as new:
            for entry in old.namelist():
                new.writestr(entry, parts.get(entry, old.read(entry)))
            for entry in parts.keys() - set(old.namelist()):
                new.writestr(entry, parts[entry])
        return tmp_path / name

    return rewrite


@pytest.fixture
def codes_at():
    """Return the problems as code -> places, of activities or an error."""

    def gather(holder) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for problem in holder.problems:
            found.setdefault(problem.code, []).append(problem.where)
        return found

    return gather
