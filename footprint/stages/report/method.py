"""The tables that explain: sources and licences, lenses, zones, columns and units in plain words."""

from __future__ import annotations

from footprint.stages.report.model import COLUMNS, Report
from footprint.stages.report.table import Cell, Column, Table, from_frame
from footprint.stages.report.words import LINE_COLUMNS, ZONE_MEANING

_UNITS: tuple[tuple[Cell, ...], ...] = (
    (
        "global PDF.yr",
        "Potentially disappeared fraction of the world's species, times years. "
        "1E-09 is one billionth (10⁻⁹) of them put at risk, for a year.",
    ),
    (
        "MSA-loss.m2.yr",
        "Loss of mean species abundance, times area and years. "
        "10,000 is one hectare with none of its original species left, for a year.",
    ),
    (
        "PDF.m2.yr",
        "Potentially disappeared fraction of local species, times area and years. "
        "10,000 is one hectare with all species gone, for a year.",
    ),
    ("m2.yr", "Area, times the years it is used. 10,000 is one hectare for one year."),
)


def method_tables(report: Report) -> tuple[Table, ...]:
    """Return lenses, zones, units and the columns of the sheet of lines, each in words."""
    lenses = from_frame("The lenses", report.lenses, _columns("lenses"))
    zones = Table("Where", (Column("Zone"), Column("Meaning", "long")), tuple(ZONE_MEANING.items()))
    units = Table("Units", (Column("Unit"), Column("Meaning", "long")), _UNITS)
    rows: list[tuple[Cell, ...]] = list(LINE_COLUMNS.items())
    rows += [(column, "Impact of the line under this lens and realm.") for column in report.impact_columns]
    heads = (Column("Column"), Column("Meaning", "long"))
    return lenses, zones, units, Table("The columns of the lines", heads, tuple(rows))


_LICENCE_NOTE = (
    "Licence status: verified = read at the publisher; stated = said by another party; unknown = not seen, "
    "so ask the publisher before passing figures on."
)
_LONG = ("title", "citation", "url", "used_for", "reason", "flow", "question", "note")


def source_tables(report: Report) -> tuple[Table, Table]:
    """Return the editions used, with citation and licence, and the published values that were replaced."""
    factors = from_frame("Sources of the factors", report.factors, _columns("factors"), _LICENCE_NOTE)
    return factors, from_frame("What to know of these factors", report.overrides, _columns("overrides"))


def _columns(table: str) -> list[Column]:
    """Return the columns of a table of the report, those of long texts marked."""
    return [Column(name, "long" if name in _LONG else "text") for name in COLUMNS[table]]
