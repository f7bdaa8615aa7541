"""Writing a template: the same bytes everywhere, and a fault of the asker is told."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from io import BytesIO

import pytest

from footprint.ground.errors import InputError
from footprint.ground.language import LANGUAGES
from footprint.templates import TEMPLATE_CODES, template_kinds, write_template

_ELSEWHERE = (
    "import hashlib, io; from footprint.templates import write_template; file = io.BytesIO();"
    "write_template(file, 'purchases', 'en'); print(hashlib.sha256(file.getvalue()).hexdigest())"
)


def bytes_of(language: str) -> bytes:
    file = BytesIO()
    write_template(file, "purchases", language)
    return file.getvalue()


@pytest.mark.parametrize("lxml", ["True", "False"])
def test_the_bytes_do_not_depend_on_the_clock_or_on_who_writes_the_xml(lxml: str) -> None:
    environment = {**os.environ, "OPENPYXL_LXML": lxml, "TZ": "Asia/Tokyo"}
    elsewhere = [sys.executable, "-c", _ELSEWHERE]
    done = subprocess.run(elsewhere, env=environment, capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == hashlib.sha256(bytes_of("en")).hexdigest()


def test_each_language_has_a_template_of_its_own() -> None:
    assert len({bytes_of(language) for language in LANGUAGES}) == len(LANGUAGES)


def test_a_path_gets_the_same_bytes_as_a_file(tmp_path) -> None:
    write_template(tmp_path / "purchases.xlsx")
    assert (tmp_path / "purchases.xlsx").read_bytes() == bytes_of("en")


def test_an_unknown_kind_and_an_unknown_language_are_told(tmp_path) -> None:
    with pytest.raises(InputError, match="shopping") as caught:
        write_template(tmp_path / "x.xlsx", kind="shopping")
    assert [problem.code for problem in caught.value.problems] == list(TEMPLATE_CODES)
    assert "purchases" in caught.value.problems[0].expected
    with pytest.raises(InputError, match="language_unknown"):
        write_template(tmp_path / "x.xlsx", language="la")
    assert not (tmp_path / "x.xlsx").exists()


def test_a_path_that_cannot_be_written_is_told(tmp_path) -> None:
    with pytest.raises(InputError, match="output_not_writable"):
        write_template(tmp_path / "nowhere" / "x.xlsx")


def test_purchases_are_the_one_kind() -> None:
    assert template_kinds() == ("purchases",)
