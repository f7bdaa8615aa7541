"""Stage 1: what the user wrote.

    footprint.stages.read.read(source) -> Activities

A workbook, delimited text, parquet file or table comes in; one table of purchase lines goes out, as written, each cell
with its name and every fault listed. Nothing is interpreted here: products, countries and units are texts.

    entry       which reader: told by the content
    workbook    xlsx, xls, ods       unpack, marks, ole: what must be known of them first
    delimited   csv and its kin
    frames      DataFrame, list of mappings, parquet
    claims      what one header says    header: which column means what    profile: the same, said by the user
    numbers     one text, one number  amounts, texts, years: whole columns
    judge       rows left out, faults, the table
    ours        what a marked workbook got from us, by name
    codes       every fault, what it means and what to do
"""

from footprint.ground.activities import Activities, Place
from footprint.stages.read.codes import READ_CODES
from footprint.stages.read.entry import Source, read
from footprint.stages.read.limits import LIMITS, Limits
from footprint.stages.read.profile import Column, Profile, load_profile

__all__ = [
    "LIMITS",
    "READ_CODES",
    "Activities",
    "Column",
    "Limits",
    "Place",
    "Profile",
    "Source",
    "load_profile",
    "read",
]
