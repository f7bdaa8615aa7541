"""Where files leave: a file that cannot be written is the user's to mend, and the message says how."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, TextIO

from footprint.ground.errors import InputError, Problem

REPORT_CODES = {"output_not_writable": "The file that was to hold the result cannot be written."}
"""Problem code -> its meaning in a sentence."""


def not_writable(path: object, reason: object) -> InputError:
    """Return the error for a result file that cannot be written."""
    fix = "Close the file if it is open in another program, or choose a folder that exists and that you may write to."
    wish = "a file that can be written"
    return InputError([Problem("output_not_writable", "error", str(path), str(reason), wish, fix)])


@contextmanager
def text_file(path: str | Path) -> Iterator[TextIO]:
    """Open `path` for text, UTF-8 with bare line feeds, the same on every system.

    Raises
    ------
    InputError
        If the file cannot be written.
    """
    with binary_file(path) as file, TextIOWrapper(file, encoding="utf-8", newline="\n") as text:
        yield text


@contextmanager
def binary_file(path: str | Path) -> Iterator[BinaryIO]:
    """Open `path` for bytes, to be written and read back.

    Raises
    ------
    InputError
        If the file cannot be written.
    """
    try:
        file = Path(path).open("w+b")  # noqa: SIM115 - closed below; only the opening may fail for the user's reasons
    except OSError as error:
        raise not_writable(path, error.strerror) from error
    with file:
        yield file
