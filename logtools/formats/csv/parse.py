"""Parse the bytes of a file, damaged or not, to a wide table of exact numbers.

The bodies of plain files with the same header are concatenated, and polars parses them together with a given schema
(`read_plain`). All other files (with quotes, text, damage or another encoding) are parsed with the csv module, cell by
cell (`read_carefully`). Both functions return the same `Table`.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock

import polars as pl

from logtools.formats.base import FileIssue
from logtools.formats.csv.repeated_headers import without_repeated_headers
from logtools.formats.csv.sniff import RawFile, delimiter_of, incomplete, is_complete, repeated_names, text_of
from logtools.text.numbers import count

__all__ = ["Table", "Texts", "concat_tables", "number_of", "read_carefully", "read_plain"]

_EXACT = 2**53  # beyond this, not every integer is exact as a float
_DECIMAL_COMMA = re.compile(r"\s*[-+]?\d*,\d+([eE][-+]?\d+)?\s*")
_MISSING = frozenset({"NA", "N/A", "n/a", "#N/A", "<NA>", "NULL", "null", "None", "-", "--"})
_field_size = Lock()  # the limit is global to the process

#: Non-numeric cells: (source, row) of each, by the position of the column.
Texts = dict[int, list[tuple[int, int]]]


@dataclass(frozen=True, kw_only=True, eq=False)
class Table:
    """The cells of one file, or of several with the same header, one row per line.

    `frame` has columns `source` (UInt32: position of the file), `row` (Int64: 0-based data row in its file) and `c0`,
    `c1`, ... (Float64, null if the cell is empty or not numeric) for the columns of the header. An axis is Int64 if all
    its cells are integers, as in almost every file.
    """

    header: tuple[str, ...]
    frame: pl.DataFrame
    #: The non-numeric cells.
    texts: Texts = field(default_factory=dict)
    #: Problems found while parsing, by source.
    issues: dict[int, tuple[FileIssue, ...]] = field(default_factory=dict)


def read_plain(sources: Sequence[RawFile], *, axes: Collection[int] = ()) -> Table | None:
    """Parse plain files with the same header together; None if one of them must be parsed alone.

    `axes` are the positions of the columns that usually contain only integers.
    """
    header = sources[0].header
    rows = [source.rows for source in sources]
    body = _together(sources)
    # polars fills short lines with nulls and refuses long ones: if the total is right, so is each line
    if sum(source.commas for source in sources) != sum(rows) * (len(header) - 1):
        return None
    numbers: dict[str, type[pl.DataType]] = {f"c{i}": pl.Float64 for i in range(len(header))}
    integers: dict[str, type[pl.DataType]] = {f"c{i}": pl.Int64 for i in axes}
    frame = _parsed(body, numbers | integers)
    if frame is None and integers:
        frame = _parsed(body, numbers)
        if len(sources) > 1 and frame is not None and _has_large(frame.select(list(integers))):
            return None  # a file may keep digits that it would lose beside a file with fractions
    if frame is None or frame.height != sum(rows):
        return None
    return Table(header=header, frame=_numbered(frame, rows))


def _has_large(frame: pl.DataFrame) -> bool:
    """Return whether a number is so large that a float may not represent it exactly."""
    large = (pl.all().abs() >= _EXACT) & pl.all().is_finite()
    return any(frame.select(large.any()).row(0))


def _together(sources: Sequence[RawFile]) -> bytes:
    return b"".join(source.body for source in sources)


def _parsed(body: bytes, types: Mapping[str, type[pl.DataType]]) -> pl.DataFrame | None:
    if not body:
        return pl.DataFrame(schema=types)
    try:
        return pl.read_csv(body, has_header=False, schema=types)
    except pl.exceptions.PolarsError:
        return None


def _numbered(frame: pl.DataFrame, rows: Sequence[int]) -> pl.DataFrame:
    import numpy as np

    counts = np.asarray(rows, dtype=np.int64)
    source = np.repeat(np.arange(len(rows), dtype=np.uint32), counts)
    row = np.arange(frame.height, dtype=np.int64)
    if len(rows) > 1:
        row -= np.repeat(np.cumsum(counts) - counts, counts)
    return frame.hstack([pl.Series("source", source, dtype=pl.UInt32), pl.Series("row", row, dtype=pl.Int64)])


def read_carefully(source: RawFile) -> Table:
    """Parse any file, one cell at a time; non-numeric cells are listed in `texts`."""
    if not source.header and not source.body:
        return Table(header=(), frame=_numbered(pl.DataFrame(), [0]))
    text, issues = _decode(_all_bytes(source))
    delimiter = delimiter_of(text)
    if delimiter != ",":
        what = "tabs" if delimiter == "\t" else "semicolons"
        issues.append(FileIssue(kind="delimiter", count=1, message=f"uses {what} as delimiter"))
    rows = _complete(_split(text, delimiter, issues), text, issues)
    if not rows:
        return Table(header=(), frame=_numbered(pl.DataFrame(), [0]), issues={0: tuple(issues)})
    return _table(rows, issues, decimal_commas=delimiter != ",")


def _all_bytes(source: RawFile) -> bytes:
    """Return all bytes of a file; the body of a plain source has no header."""
    if not source.plain:
        return bytes(source.body)
    header = io.StringIO(newline="")
    csv.writer(header).writerow(source.header)
    return header.getvalue().encode() + source.body


def _decode(data: bytes) -> tuple[str, list[FileIssue]]:
    text, encoding = text_of(data)
    issues = []
    if encoding not in {"utf-8", "utf-8-sig"}:
        message = f"is not UTF-8; read as {encoding}"
        issues.append(FileIssue(kind="encoding", count=1, message=message))
    if nuls := text.count("\x00"):
        message = f"{count(nuls, 'NUL character')} skipped"
        issues.append(FileIssue(kind="nul", count=nuls, message=message))
        text = text.replace("\x00", "")
    return text, issues


def _split(text: str, delimiter: str, issues: list[FileIssue]) -> list[list[str]]:
    """Return the rows without blank ones; report stray quotes in `issues`."""
    with _field_size:
        limit = csv.field_size_limit(sys.maxsize)
        try:
            return _rows_of(list(io.StringIO(text, newline="")), delimiter, issues)
        finally:
            csv.field_size_limit(limit)


def _rows_of(lines: list[str], delimiter: str, issues: list[FileIssue]) -> list[list[str]]:
    """Parse lines. A quote that would make one cell of complete rows is stray: these lines are read without quotes."""
    rows: list[list[str]] = []
    stray: list[int] = []
    reader = csv.reader(lines, delimiter=delimiter)
    start = 0
    for row in reader:
        inside = lines[start + 1 : reader.line_num - 1]
        if inside and rows and any(line.count(delimiter) == len(rows[0]) - 1 > 0 for line in inside):
            stray.append(start + 1)
            rows += csv.reader(lines[start : reader.line_num], delimiter=delimiter, quoting=csv.QUOTE_NONE)
        elif row:
            rows.append(row)
        start = reader.line_num
    if stray:
        message = f"a quote in line {stray[0]:,} is not closed in its line; read without quotes until the next one"
        issues.append(FileIssue(kind="stray-quote", count=len(stray), message=message))
    return rows


def _complete(rows: list[list[str]], text: str, issues: list[FileIssue]) -> list[list[str]]:
    """Keep or drop a last row without a line end: if the others end in CRLF, its last value may be cut."""
    if not rows or is_complete(text):
        return rows
    if len(rows) > 1 and ("\r\n" in text or len(rows[-1]) < len(rows[0])):
        issues.append(incomplete())
        return rows[:-1]
    message = "last line has no line end; kept"
    issues.append(FileIssue(kind="no-line-end", count=1, message=message))
    return rows


def _table(rows: list[list[str]], issues: list[FileIssue], *, decimal_commas: bool) -> Table:
    """Create a table from rows; the first row is the header."""
    header, rows = without_repeated_headers(rows, issues)
    issues += repeated_names(header)
    rows = _without_markers(rows, issues)
    width = len(header)
    values: list[list[float | None]] = [[None] * len(rows) for _ in header]
    texts: Texts = {}
    commas = 0
    for r, row in enumerate(rows):
        for c, cell in enumerate(row[:width]):
            if not cell or cell.isspace():
                continue
            number = number_of(cell)
            if number is None and decimal_commas and _DECIMAL_COMMA.fullmatch(cell):
                number = float(cell.replace(",", "."))
                commas += 1
            values[c][r] = number
            if number is None:
                texts.setdefault(c, []).append((0, r))
    if commas:
        issues.append(
            FileIssue(kind="decimal-comma", count=commas, message=f"{count(commas, 'decimal comma')} read as points")
        )
    frame = pl.DataFrame([pl.Series(f"c{i}", column, dtype=pl.Float64) for i, column in enumerate(values)])
    return Table(
        header=header,
        frame=_numbered(frame, [len(rows)]),
        texts=texts,
        issues={0: (*issues, *_ragged(rows, width))},
    )


def _without_markers(rows: list[list[str]], issues: list[FileIssue]) -> list[list[str]]:
    """Empty the cells that mark a missing value, as R or a spreadsheet writes them.

    Lightning leaves missing values empty, and most rows have some. So a text such as `NA` marks a missing value if most
    rows have it and no cell is empty.
    """
    if any(not cell or cell.isspace() for row in rows for cell in row):
        return rows
    counts = [sum(cell.strip() in _MISSING for cell in row) for row in rows]
    if 2 * sum(map(bool, counts)) <= len(rows):
        return rows
    issues.append(
        FileIssue(kind="missing", count=sum(counts), message=f"{sum(counts):,} cells such as 'NA' read as missing")
    )
    return [["" if cell.strip() in _MISSING else cell for cell in row] for row in rows]


def concat_tables(tables: Sequence[Table]) -> Table:
    """Concatenate tables with the same header, and number their sources consecutively."""
    if len(tables) == 1:
        return tables[0]
    frames: list[pl.DataFrame] = []
    texts: Texts = {}
    issues: dict[int, tuple[FileIssue, ...]] = {}
    for first, table in enumerate(tables):  # each has a single source
        frames.append(table.frame.with_columns((pl.col("source") + first).cast(pl.UInt32)))
        issues |= {first + source: found for source, found in table.issues.items()}
        for column, cells in table.texts.items():
            texts.setdefault(column, []).extend((first + source, row) for source, row in cells)
    return Table(header=tables[0].header, frame=pl.concat(frames, rechunk=True), texts=texts, issues=issues)


def _ragged(rows: list[list[str]], width: int) -> list[FileIssue]:
    lengths = Counter("short" if len(row) < width else "long" for row in rows if len(row) != width)
    extra = sum(1 for row in rows for cell in row[width:] if cell)
    found = []
    if short := lengths["short"]:
        message = f"{_rows(short)} fewer cells than the header; missing cells treated as empty"
        found.append(FileIssue(kind="short-rows", count=short, message=message))
    if long := lengths["long"]:
        lost = count(extra, "value")
        message = f"{_rows(long)} more cells than the header; {lost} without a column ignored"
        found.append(FileIssue(kind="long-rows", count=long, message=message))
    return found


def _rows(n: int) -> str:
    return f"{count(n, 'row')} {'has' if n == 1 else 'have'}"


def number_of(cell: str) -> float | None:
    """Return the number in a cell, as Python's csv writer and Lightning write numbers; None for other text.

    >>> number_of("1e-07"), number_of("True"), number_of("-inf"), number_of("[1, 2]"), number_of("1_0")
    (1e-07, 1.0, -inf, None, None)
    """
    if cell in {"True", "False"}:
        return 1.0 if cell == "True" else 0.0
    if "_" in cell:
        return None
    try:
        return float(cell)
    except ValueError:
        return None
