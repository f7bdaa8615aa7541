"""Where files leave: a file that cannot be written is the user's to mend, and the message says how."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, TextIO
from zipfile import ZIP_DEFLATED, ZipInfo

from footprint.ground.errors import InputError, Problem
from footprint.ground.language import mark, retold, told

CREATED = datetime(2000, 1, 1)
"""When every workbook of ours was made: its bytes do not tell the day (law L8)."""
Moment = tuple[int, int, int, int, int, int]
_MADE: Moment = (CREATED.year, CREATED.month, CREATED.day, 0, 0, 0)

REPORT_CODES = {
    "output_not_writable": mark("The file that was to hold the result cannot be written."),
    "output_clashes": mark("A result would overwrite the list it was made from, or another result."),
    "output_suffix": mark("The name of a result does not end as its kind asks, so no program would open it."),
    "output_exists": mark("There is a file of this name already, which may hold what someone filled in."),
}
"""Problem code -> its meaning in a sentence."""


def not_writable(path: object, reason: object) -> InputError:
    """Return the error for a result file that cannot be written."""
    fix = mark(
        "Close the file if it is open in another program, or choose a folder that exists and that you may write to."
    )
    wish = mark("a file that can be written")
    return InputError(
        [
            Problem(
                "output_not_writable", "error", str(path), reason if isinstance(reason, str) else str(reason), wish, fix
            )
        ]
    )


def refuse_clashes(source: Path, outputs: Sequence[Path]) -> None:
    """Raise InputError if an output is the input, or two outputs are one file: nothing the user gave is lost (L7)."""
    taken = {source.resolve(): mark("the name of the list that is read")}
    clashes = []
    for output in outputs:
        if output.resolve() in taken and (output.is_file() or not output.exists()):
            clashes.append(_clash(output, taken[output.resolve()]))
        taken.setdefault(output.resolve(), mark("the name of another result"))
    if clashes:
        raise InputError(clashes)


def _clash(output: Path, other: str) -> Problem:
    wish, fix = mark("a file of its own"), mark("Give each result a file of its own.")
    return Problem("output_clashes", "error", str(output), retold(other), wish, fix)


def refuse_names(suffixes: Mapping[Path, str]) -> None:
    """Raise InputError if a result would stand in a folder that is not there, or have a name that does not open.

    Parameters
    ----------
    suffixes
        What the name of each result must end in; "" for any.
    """
    wrong: list[Problem] = []
    for path, suffix in suffixes.items():
        if not path.parent.is_dir():
            wrong += not_writable(path, retold(_NO_FOLDER)).problems
        if suffix and path.suffix.lower() != suffix and not _is_device(path):
            fix = told("Name it so that it ends in {suffix}.", suffix=suffix)
            wish = told("a name that ends in {suffix}", suffix=suffix)
            wrong.append(Problem("output_suffix", "error", str(path), path.name, wish, fix))
    if wrong:
        raise InputError(wrong)


_NO_FOLDER = mark("a folder that is not there")


def _is_device(path: Path) -> bool:
    return path.exists() and not path.is_file() and not path.is_dir()


def refuse_existing(path: Path) -> None:
    """Raise InputError if there is a file of this name: a template must not overwrite one that was filled in (L7)."""
    if path.is_file():
        wish, fix = mark("a name that is not taken"), mark("Choose another name, or remove the file first.")
        raise InputError([Problem("output_exists", "error", str(path), told("a file of that name"), wish, fix)])


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


def plain_entry(name: str, time: Moment = _MADE, kind: int = ZIP_DEFLATED) -> ZipInfo:
    """Return the entry of a part of a workbook, with nothing of this machine or moment in it (law L8)."""
    entry = ZipInfo(name, time)
    entry.compress_type, entry.external_attr, entry.create_system = kind, 0o600 << 16, 3
    return entry
