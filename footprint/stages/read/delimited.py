"""Read delimited text: any delimiter, any usual encoding, on a fast road and a careful one.

The fast road (Arrow, all columns at once) takes files whose every record has the width of the header. Whatever it
cannot take for certain goes down the careful road (the csv module, record by record), which gives the same where both
pass.
"""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.csv

from footprint.ground.activities import Place, letter_of
from footprint.ground.errors import InputError, Problem
from footprint.ground.language import told
from footprint.stages.read.amounts import cells_of_texts
from footprint.stages.read.codes import problem
from footprint.stages.read.header import SEARCHED_ROWS, Header
from footprint.stages.read.limits import LIMITS, Limits
from footprint.stages.read.numbers import DecimalSign
from footprint.stages.read.profile import Cell, Look, Profile, look
from footprint.stages.read.texts import Texts, join_texts, texts_of_arrow, texts_of_objects
from footprint.stages.read.totals import total_in, without_name
from footprint.stages.read.written import Written

_DELIMITERS = ",;\t|"
_SAMPLE = 256 * 1024
_END = "\x1e"
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_WIDEST_FIELD = 2**30
_BATCH = 50_000
_PIECE = 1 << 18
_QUOTE, _LINE_END = ord('"'), ord("\n")


@dataclass(frozen=True)
class _Dialect:
    """How a text is written: its bytes in UTF-8, its delimiter, its width, and the records before the lines."""

    content: pa.Buffer
    delimiter: str
    header: Header
    width: int
    skip: int
    problems: tuple[Problem, ...]


def read_delimited(
    content: pa.Buffer,
    source: str,
    decimal: DecimalSign | None,
    *,
    careful: bool = False,
    limits: Limits = LIMITS,
    profile: Profile | None = None,
) -> Written:
    """Return the list in a delimited text.

    Parameters
    ----------
    content
        The file.
    source
        Its name.
    decimal
        The decimal sign, if the user said which.
    careful
        Take the careful road, whatever the text.
    limits
        How many lines there may be.
    profile
        Which column is which, if the user said so.
    """
    text, remarks = as_utf8(content, source)
    dialect = _dialect(text, source, remarks, profile)
    lines = _count(text, _LINE_END)
    if lines * len(dialect.header.columns) > limits.cells * 10:
        raise InputError([problem("file_too_large", source, told("{count:,} lines", count=lines))])
    table = None if careful else _fast(dialect)
    written = _written_fast(dialect, table, source, decimal) if table is not None else None
    return written or _carefully(dialect, source, decimal)


def as_utf8(content: pa.Buffer, source: str) -> tuple[pa.Buffer, tuple[Problem, ...]]:
    """Return the text in UTF-8 without a byte order mark, and a remark if the encoding had to be assumed."""
    encoding, start = _declared_encoding(content)
    if encoding == "utf-8" and _is_utf8(content):
        return content.slice(start), ()
    raw = content.slice(start).to_pybytes()
    for candidate in (encoding,) if encoding != "utf-8" else ("cp1252",):
        try:
            text = pa.py_buffer(raw.decode(candidate).encode())
        except UnicodeDecodeError as fault:
            raise InputError([problem("file_encoding", source, str(fault))]) from fault
    return text, (problem("encoding_assumed", source, told("bytes that are not UTF-8")),) if encoding == "utf-8" else ()


def _declared_encoding(content: pa.Buffer) -> tuple[str, int]:
    start = content.slice(0, min(len(content), 512)).to_pybytes()
    for mark, encoding in _BOMS:
        if start.startswith(mark):
            return encoding, len(mark)
    odd, even = start[1::2].count(0), start[0::2].count(0)
    if max(odd, even) > len(start) // 4:
        return ("utf-16-le" if odd > even else "utf-16-be"), 0
    return "utf-8", 0


def _is_utf8(content: pa.Buffer) -> bool:
    """Return whether all of the text is UTF-8, by Arrow's check of one string (50 MB in 2 ms; Python's decoder: 20)."""
    ends = pa.py_buffer(np.array([0, len(content)], dtype=np.int64))
    whole = pa.Array.from_buffers(pa.large_binary(), 1, [None, ends, content])
    try:
        whole.cast(pa.large_string())
    except pa.ArrowInvalid:
        return False
    return True


def _dialect(content: pa.Buffer, source: str, remarks: tuple[Problem, ...], profile: Profile | None) -> _Dialect:
    """Return the dialect in which the first records show the best header."""
    content, tries = tried(content)
    found = [(look(rows, source, _cell_of(source), profile), sign, rows) for sign, rows in tries]
    seen, delimiter, rows = max(found, key=lambda item: (_worth(item[0]), _width(item[2]) if profile else 0))
    noted = [*remarks, *seen.problems]
    if seen.header is None and not seen.problems:
        noted.append(problem("header_missing", source, _opening(_sample(content))))
    if seen.header is None or seen.header.missing:
        raise InputError(noted)
    width = len(rows[seen.header.row]) if seen.header.row >= 0 else _width(rows)
    width = max(width, *(place + 1 for place in seen.header.columns.values()))
    return _Dialect(content, delimiter, seen.header, width, seen.header.row + 1, tuple(noted))


def first_records(content: pa.Buffer, source: str, count: int) -> list[list[list[str]]]:
    """Return the first records of a text, split at each of the delimiters that occur in it."""
    return [records for _, records in tried(as_utf8(content, source)[0], count)[1]]


def tried(content: pa.Buffer, count: int = SEARCHED_ROWS) -> tuple[pa.Buffer, list[tuple[str, list[list[str]]]]]:
    """Return a text without the line "sep=;", and each delimiter it may have with the first records it makes."""
    body, delimiters = _told_delimiter(content)
    sample = _sample(body)
    return body, [(sign, _first_records(sample, sign, count)) for sign in delimiters or _present(sample)]


def _cell_of(source: str) -> Cell:
    """Return what names a cell of the text by its row and column."""
    return lambda row, column: f"{source}!{letter_of(column)}{row + 1}"


def _width(rows: Sequence[Sequence[str]]) -> int:
    return max((len(row) for row in rows), default=0)


def _present(sample: str) -> str:
    return "".join(sign for sign in _DELIMITERS if sign in sample) or _DELIMITERS[0]


def _worth(seen: Look) -> tuple[bool, int]:
    return (seen.complete, len(seen.header.columns)) if seen.header else (False, 0)


def _told_delimiter(content: pa.Buffer) -> tuple[pa.Buffer, str]:
    """Return the text without the line "sep=;" that Excel understands and does not show, and what it tells."""
    start = content.slice(0, min(len(content), 8)).to_pybytes()
    if start[:4].lower() != b"sep=" or len(start) < 6:
        return content, ""
    end = 7 if start[5:7] == b"\r\n" else 6
    return content.slice(end), start[4:5].decode("latin-1")


def _sample(content: pa.Buffer) -> str:
    sample: bytes = content.slice(0, min(len(content), _SAMPLE)).to_pybytes()
    return sample.decode("utf-8", "ignore")


def _first_records(sample: str, delimiter: str, count: int) -> list[list[str]]:
    records = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    try:
        return list(itertools.islice(records, count))
    except csv.Error:
        return []


def _opening(sample: str) -> str:
    first = next((line.strip() for line in sample.splitlines() if line.strip()), "")
    return told("a text that begins with {opening}", opening=repr(first[:80]))


def _fast(dialect: _Dialect) -> pa.Table | None:
    """Return the columns that are read, or None where only the careful road is certain."""
    body = _body(dialect)
    if body is None:
        return None
    quoted = _count(body, _QUOTE)
    if quoted % 2 or len(body) == 0:
        return None
    table = _parse_or_none(body, dialect, straddling=False)
    if table is None and quoted:
        table = _parse_or_none(body, dialect, straddling=True)
    return None if table is None or (quoted and _swallows(table, dialect)) else table


def _parse_or_none(body: pa.Buffer, dialect: _Dialect, *, straddling: bool) -> pa.Table | None:
    """Return the columns; None where Arrow refuses.

    Blocks are cut at any line end unless `straddling`, which costs a quarter more: a field with a line end that lies
    across two blocks then leaves a quote open at the end of one, and Arrow refuses the file.
    """
    try:
        return _parse(body, dialect, straddling)
    except pa.ArrowInvalid:
        return None


def _body(dialect: _Dialect) -> pa.Buffer | None:
    """Return the bytes below the header, without blank lines at the end; None if the lines above hold quotes."""
    head = dialect.content.slice(0, min(len(dialect.content), _SAMPLE)).to_pybytes()
    start = 0
    for _ in range(dialect.skip):
        start = head.find(b"\n", start) + 1
        if start == 0:
            return None
    if any(line.count(b'"') % 2 for line in head[:start].split(b"\n")):
        return None
    return _without_blank_end(dialect.content.slice(start))


def _without_blank_end(body: pa.Buffer) -> pa.Buffer:
    tail = body.slice(max(len(body) - 4096, 0)).to_pybytes()
    return body.slice(0, len(body) - len(tail) + len(tail.rstrip(b"\r\n")))


def _count(body: pa.Buffer, sign: int) -> int:
    """Return how often a sign occurs (5 ms for 60 MB; a regular expression took 15)."""
    signs = np.frombuffer(body, dtype=np.uint8)
    return sum(int(np.count_nonzero(signs[start : start + _PIECE] == sign)) for start in range(0, len(signs), _PIECE))


def _parse(body: pa.Buffer, dialect: _Dialect, straddling: bool) -> pa.Table:
    names = [letter_of(place) for place in range(dialect.width)]
    wanted = {key: names[place] for key, place in dialect.header.columns.items()}
    text = pa.dictionary(pa.int32(), pa.string())
    return pyarrow.csv.read_csv(
        pa.BufferReader(body),
        read_options=pyarrow.csv.ReadOptions(column_names=names, block_size=1 << 22),
        parse_options=pyarrow.csv.ParseOptions(
            delimiter=dialect.delimiter, newlines_in_values=straddling, ignore_empty_lines=False
        ),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types={name: pa.string() if key == "amount" else text for key, name in wanted.items()},
            include_columns=list(wanted.values()),
            strings_can_be_null=False,
            check_utf8=False,
        ),
    ).rename_columns(list(wanted))


def _swallows(table: pa.Table, dialect: _Dialect) -> bool:
    """Return whether a quoted field holds what looks like a line of its own."""
    columns = [table[key].unify_dictionaries() for key in table.column_names if key != "amount"]
    distinct = (column.chunk(0).dictionary.to_pylist() for column in columns if column.num_chunks)
    return any(_looks_swallowed(text, dialect) for texts in distinct for text in texts)


def _looks_swallowed(text: str, dialect: _Dialect) -> bool:
    return "\n" in text and any(line.count(dialect.delimiter) >= dialect.width - 1 for line in text.split("\n"))


def _written_fast(dialect: _Dialect, table: pa.Table, source: str, decimal: DecimalSign | None) -> Written | None:
    """Return the list; None where lines without a name must be looked at, and line ends do not tell lines apart."""
    with ThreadPoolExecutor(1) as beside:  # Arrow's cast lets other threads run: 10 ms of a million lines
        amounts = beside.submit(cells_of_texts, table["amount"], decimal)
        texts = {key: texts_of_arrow(table[key]) for key in table.column_names if key != "amount"}
    nameless = without_name(texts)
    records = _records_at(dialect, nameless, table.num_rows) if len(nameless) else {}
    if records is None:
        return None
    totals = _totals(dialect, records)
    numbers = np.arange(dialect.skip + 1, dialect.skip + 1 + table.num_rows, dtype=np.int64)
    place = _place(dialect, source)
    return Written(place, dialect.header, numbers, texts, amounts.result(), problems=dialect.problems, totals=totals)


def _records_at(dialect: _Dialect, lines: npt.NDArray[np.intp], count: int) -> dict[int, list[str]] | None:
    """Return the records of some lines; None where fields hold line ends, so that lines are no records."""
    body = _body(dialect)
    signs = np.frombuffer(body if body is not None else b"", dtype=np.uint8)
    ends = np.append(np.flatnonzero(signs == _LINE_END), len(signs))
    if body is None or len(ends) != count:
        return None
    csv.field_size_limit(_WIDEST_FIELD)
    starts = np.append(0, ends[:-1] + 1)
    cut = (bytes(signs[starts[line] : ends[line]]).decode("utf-8", "replace") for line in lines.tolist())
    return dict(zip(lines.tolist(), csv.reader(cut, delimiter=dialect.delimiter), strict=True))


def _totals(dialect: _Dialect, records: Mapping[int, list[str]]) -> dict[int, str]:
    """Return the lines that say total in a column that is not read, and what they say."""
    read = set(dialect.header.columns.values())
    said = {
        line: total_in(text.strip() for at, text in enumerate(record) if at not in read)
        for line, record in records.items()
    }
    return {line: text for line, text in said.items() if text}


def _place(dialect: _Dialect, source: str) -> Place:
    columns = {key: letter_of(place) for key, place in dialect.header.columns.items()}
    return Place(source, "", columns, lettered=True, header_row=dialect.skip)


def _carefully(dialect: _Dialect, source: str, decimal: DecimalSign | None) -> Written:
    width, places = dialect.width, dialect.header.columns
    texts: dict[str, list[Texts]] = {key: [] for key in places if key != "amount"}
    amounts: list[pa.Array] = []
    wide: dict[int, str] = {}
    totals: dict[int, str] = {}
    lines = 0
    for batch in _batches(dialect, source):
        start = lines
        wide |= {lines + row: "row_too_wide" for row, record in enumerate(batch) if _is_wide(record, width)}
        lines += len(batch)
        amounts.append(pa.array(_column(batch, places["amount"]), type=pa.string()))
        for key, parts in texts.items():
            parts.append(texts_of_objects(_column(batch, places[key])))
        nameless = without_name({key: parts[-1] for key, parts in texts.items()}).tolist()
        totals |= _totals(dialect, {start + row: batch[row] for row in nameless})
    cells = cells_of_texts(pa.chunked_array(amounts, type=pa.string()), decimal)
    joined = {key: join_texts(parts) for key, parts in texts.items()}
    numbers = np.arange(dialect.skip + 1, dialect.skip + 1 + lines, dtype=np.int64)
    return Written(
        _place(dialect, source), dialect.header, numbers, joined, cells, wide, dialect.problems, totals=totals
    )


def _column(records: Sequence[list[str]], place: int) -> list[str]:
    return [record[place] if place < len(record) else "" for record in records]


def _is_wide(record: list[str], width: int) -> bool:
    return len(record) > width and any(field.strip() for field in record[width:])


def _batches(dialect: _Dialect, source: str) -> Iterator[list[list[str]]]:
    """Yield the records below the header, without blank ones at the end; raise InputError if a quote is left open."""
    records = itertools.islice(_records(dialect, source), dialect.skip, None)
    blank: list[list[str]] = []
    last: list[str] = []
    first = dialect.skip + 1
    while batch := list(itertools.islice(records, _BATCH)):
        _refuse_swallowed(batch, dialect, source, first)
        first += len(batch)
        batch, last = blank + batch, batch[-1]
        batch = batch[:-1] if last == [_END] else batch
        full = len(batch) - sum(1 for _ in itertools.takewhile(lambda record: not record, reversed(batch)))
        batch, blank = batch[:full], batch[full:]
        yield batch
    if last != [_END]:
        raise InputError([*dialect.problems, problem("quote_open", source, told("a quote still open at the end"))])


def _records(dialect: _Dialect, source: str) -> Iterator[list[str]]:
    csv.field_size_limit(_WIDEST_FIELD)
    text = io.TextIOWrapper(io.BytesIO(dialect.content), encoding="utf-8", newline="")
    try:
        yield from csv.reader(_with_end(text), delimiter=dialect.delimiter)
    except csv.Error as fault:
        raise InputError([*dialect.problems, problem("file_not_a_table", source, str(fault))]) from fault


def _refuse_swallowed(batch: Sequence[list[str]], dialect: _Dialect, source: str, first: int) -> None:
    """Raise InputError if a quoted field of the batch, which begins at line `first`, holds whole lines."""
    for line, record in enumerate(batch, first):
        if any(_looks_swallowed(field, dialect) for field in record if "\n" in field):
            raise InputError(
                [*dialect.problems, problem("quote_open", f"{source}!{line}", told("a field with whole lines"))]
            )


def _with_end(text: Iterable[str]) -> Iterator[str]:
    """Yield the lines and then one that stands alone only if no quote is open."""
    yield from text
    yield _END
