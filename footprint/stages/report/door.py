"""Where files leave: a file that cannot be written is the user's to mend, and the message says how."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, TextIO

from footprint.ground.errors import InputError, Problem

REPORT_CODES = {
    "output_not_writable": "The file that was to hold the result cannot be written.",
    "output_clashes": "A result would overwrite the list it was made from, or another result.",
}
"""Problem code -> its meaning in a sentence."""


def not_writable(path: object, reason: object) -> InputError:
    """Return the error for a result file that cannot be written."""
    fix = "Close the file if it is open in another program, or choose a folder that exists and that you may write to."
    wish = "a file that can be written"
    return InputError([Problem("output_not_writable", "error", str(path), str(reason), wish, fix)])


def refuse_clashes(source: Path, outputs: Sequence[Path]) -> None:
    """Raise InputError if an output is the input, or two outputs are one file: nothing the user gave is lost (L7)."""
    taken = {source.resolve(): "the list that is read"}
    clashes = []
    for output in outputs:
        if output.resolve() in taken and (output.is_file() or not output.exists()):
            clashes.append(_clash(output, taken[output.resolve()]))
        taken.setdefault(output.resolve(), "another result")
    if clashes:
        raise InputError(clashes)


def _clash(output: Path, other: str) -> Problem:
    fix = "Give each result a file of its own."
    return Problem("output_clashes", "error", str(output), f"the name of {other}", "a file of its own", fix)


@contextmanager
def text_file(path: str | Path) -> Iterator[TextIO]:
    """Open `path` for text, UTF-8 with bare line feeds, the same on every system.

    Raises
    ------
    InputError
        If the file cannot be written.
    """
    with binary_file(path) as file:
        text = TextIOWrapper(file, encoding="utf-8", newline="\n")
        yield text
        text.detach()  # flushes, and leaves the closing to the one who opened


@contextmanager
def binary_file(path: str | Path) -> Iterator[BinaryIO]:
    """Open `path` for bytes, to be written and read back.

    Raises
    ------
    InputError
        If the file cannot be written.
    """
    target = Path(path)
    try:
        with _special(target) if target.exists() and not target.is_file() else _beside(target) as file:
            yield file
    except OSError as error:
        raise not_writable(path, error.strerror or error) from error


@contextmanager
def _beside(target: Path) -> Iterator[BinaryIO]:
    """Write beside the target and put it in its place when whole: a result that stood there is lost to no half one."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("x+b") as file:
            yield file
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _special(target: Path) -> Iterator[BinaryIO]:
    """Write for a device or pipe, which cannot be read back: all at once, at the end."""
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "a folder of that name is there", str(target))
    with tempfile.TemporaryFile() as file:
        yield file
        file.seek(0)
        with target.open("wb") as device:
            shutil.copyfileobj(file, device)
