"""The workbook as a file: the same report gives the same bytes, on any machine."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import IO
from zipfile import ZipFile

from xlsxwriter import Workbook

from footprint.stages.report.chart import Flow, WorldMap
from footprint.stages.report.door import CREATED, binary_file
from footprint.stages.report.excel.book import write_sheets
from footprint.stages.report.excel.formats import TEXTS_STAY_TEXTS, fit
from footprint.stages.report.excel.layout import Painter
from footprint.stages.report.model import Report
from footprint.stages.report.page import Page
from footprint.stages.report.pages import pages


def write_excel(report: Report, target: str | Path | IO[bytes]) -> None:
    """Write the workbook of `report` to a path or a binary file; the same report gives the same bytes (law L8).

    Raises
    ------
    InputError
        If the file cannot be written.
    """
    if isinstance(target, str | Path):
        with binary_file(target) as file:
            write_pages(report, pages(report), _painter(report), file)
    else:
        write_pages(report, pages(report), _painter(report), target)


def _painter(report: Report) -> Painter:
    """Return what draws the pictures; it is loaded when the first is asked for."""

    def paint(chart: Flow | WorldMap) -> bytes:
        from footprint.stages.report.pictures import png

        return png(chart, report.language, report.world)

    return paint


def write_pages(report: Report, chosen: Sequence[Page], painter: Painter, target: IO[bytes]) -> None:
    """Write some pages and the lines as a workbook.

    Parameters
    ----------
    chosen
        The pages, the first of which gets the table of contents.
    painter
        Draws as pictures what a spreadsheet has no chart for.
    """
    file = Workbook(target, TEXTS_STAY_TEXTS)
    file.set_properties({"title": fit(report.title), "comments": report.version, "created": CREATED})
    file.set_size(2400, 1600)
    write_sheets(file, report, chosen, painter)
    file.close()
    _forget_machine(target)


def _forget_machine(target: IO[bytes]) -> None:
    """Overwrite what the zip directory took from this machine: who may read the files."""
    with ZipFile(target, "a") as archive:
        for entry in archive.infolist():
            entry.external_attr, entry.create_system = 0o600 << 16, 3
        archive.comment = b""  # setting it, even to nothing, has the directory written again
