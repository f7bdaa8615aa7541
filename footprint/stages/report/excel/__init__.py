"""The workbook of the report: pages that are read, lists that are filtered, charts that can be changed.

book      which sheets, in which order
layout    a page as a sheet: title, answer, charts, tables
tables    tables on such a sheet
lists     lists of any length, streamed row by row
lines     the list of purchase lines, and links to its rows
native    charts of the spreadsheet's own
paper     the printed page
formats   how cells look
names     names of sheets, tables and columns
"""
