"""What an assessment gives back: its tables, and the doors they leave by."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from footprint.assessed import Assessed
from footprint.ground.language import language_of

if TYPE_CHECKING:
    from footprint.stages.report import Report


class Result(Assessed):
    """The footprint of a list of purchases: the tables of :class:`~footprint.assessed.Assessed`, to be written down.

    What writes is loaded when it is first asked for: charts and workbooks are of no use to who wants a table.
    """

    @cached_property
    def report(self) -> Report:
        """Everything the workbook, the page and the JSON show, in English."""
        return self.report_in("en")

    def report_in(self, language: str) -> Report:
        """Return everything the workbook and the page show, in a language: "en", "nl", "fr" or "de".

        Raises
        ------
        InputError
            The language is none of the four.
        """
        from footprint.reporting import report_of

        if language not in self._reports:
            self._reports[language] = report_of(self, language_of(language))
        return self._reports[language]

    @cached_property
    def _reports(self) -> dict[str, Report]:
        """The reports made so far, by language."""
        return {}

    def to_excel(self, path: str | Path, language: str = "en") -> None:
        """Write the workbook: summary first, then page by page, the lines, the problems, the sources."""
        from footprint.stages.report import write_excel

        write_excel(self.report_in(language), path)

    def to_html(self, path: str | Path, language: str = "en") -> None:
        """Write the report as one HTML file that needs no network and prints on A4."""
        from footprint.stages.report import write_html

        write_html(self.report_in(language), path)

    def to_marked(self, original: str | Path, path: str | Path, language: str = "en") -> None:
        """Write the user's own list back: results beside each line, faults and guesses coloured and commented.

        Parameters
        ----------
        original
            The file that was assessed; it is never changed.
        """
        from footprint.returned import write_marked

        write_marked(Path(original), Path(path), self.problems, self, language_of(language))

    def to_json(self) -> str:
        """Return {"factors", "coverage", "totals", "lines", "problems"} as JSON text; what is unknown is null."""
        from footprint.stages.report import to_json

        return to_json(self.report)
