"""The last stage, which answers: what does the user take away.

A frozen :class:`Report` goes in; a workbook, a web page of one file, or JSON comes out. Nothing is computed here but
sums, shares and ranks of what the report already holds; every door shows the same pages.

    pages       what is shown, page by page: tables and plain charts
    pictures    charts as pictures
    as_html     the page        templates: its frame
    as_excel    the workbook    excel: its sheets
    as_json     the tables of the contract
"""

from footprint.stages.report.as_excel import write_excel
from footprint.stages.report.as_html import to_html, write_html
from footprint.stages.report.as_json import json_chunks, to_json, write_json
from footprint.stages.report.model import Report

__all__ = ["Report", "json_chunks", "to_html", "to_json", "write_excel", "write_html", "write_json"]
