"""Bytes to a wide table of numbers, exactly, whatever state the file is in.

Most files are *plain*: what Lightning's writer leaves, numbers only, every line complete. Plain files with the same
header are one concatenation of their bodies, and polars parses them in one go with a given schema (`read_plain`).
Everything else (quotes, text, damage, other encodings) takes the careful way, one cell at a time with the csv module
(`read_carefully`). Both ways give the same `Table`, so that nothing above knows which was taken.
"""

from __future__ import annotations

import csv
import io
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import polars as pl

__all__ = [
    "Defect",
    "Source",
    "Table",
    "Text",
    "delimiter_of",
    "inspect",
    "number_of",
    "read_carefully",
    "read_plain",
    "text_of",
    "wide_schema",
]

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_COMMA, _NEWLINE = 0x2C, 0x0A
_BLOCK = 1 << 18
_BLANK = b"\x00\r\n\t "
_LFS_POINTER = b"version https://git-lfs"


@dataclass(frozen=True, kw_only=True)
class Defect:
    """Something that reading one file had to skip, repair or guess."""

    #: A short stable word.
    kind: str
    #: How many cells, rows or bytes it is about.
    count: int
    #: A sentence that goes on from the name of the run.
    message: str


@dataclass(frozen=True, kw_only=True)
class Source:
    """One file as it was read, looked over but not yet parsed."""

    #: The names of the columns; empty where the file holds no data.
    header: tuple[str, ...]
    #: The data lines, each with its line end; of a file that is not plain, all bytes of the file.
    body: bytes | memoryview
    #: Number of data rows and of commas in them, where the file is plain.
    rows: int = 0
    commas: int = 0
    #: Whether `read_plain` may be tried.
    plain: bool = False
    #: What was noticed so far.
    defects: tuple[Defect, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Text:
    """A cell that is no number."""

    #: 0-based data row in the file.
    row: int
    #: Position of the column.
    column: int
    #: The cell as written.
    value: str


@dataclass(frozen=True, kw_only=True)
class Table:
    """The cells of one file, or of several with the same header, one row a line.

    `frame` has columns `source` (UInt32: which file, in the order given), `row` (Int64: 0-based data row in its file)
    and `c0`, `c1`, ... (Float64, null where the cell is empty or is no number) for the columns of the header.
    """

    header: tuple[str, ...]
    frame: pl.DataFrame
    #: Cells that are no numbers, per source.
    texts: dict[int, tuple[Text, ...]] = field(default_factory=dict)
    #: What was noticed while parsing.
    defects: tuple[Defect, ...] = ()


def inspect(data: bytes) -> Source:
    """Look a file over: its header, whether it is plain, and what is wrong with it as a whole."""
    if not data[:_BLOCK].strip(_BLANK) and not data.strip(_BLANK):
        return Source(header=(), body=b"", defects=_no_data(data))
    if data.startswith(_LFS_POINTER):
        message = "is a git-lfs pointer, not the file itself: fetch it with `git lfs pull`"
        return Source(header=(), body=b"", defects=(Defect(kind="lfs-pointer", count=1, message=message),))
    end = data.find(b"\n")
    line = data[:end].removesuffix(b"\r")
    if (
        end < 0
        or b'"' in data
        or b"\x00" in data
        or b"\r" in line
        or not _is_utf8(line)
        or line.startswith(b"\xff\xfe")
    ):
        return Source(header=(), body=data)
    header = _plain_header(line.removeprefix(b"\xef\xbb\xbf"))
    defects: tuple[Defect, ...] = ()
    stop = len(data)
    if data[end - 1 : end] == b"\r" and not data.endswith(b"\n"):
        stop, defects = data.rfind(b"\n") + 1, (_incomplete(),)
    if len(header) < 2 or data[stop - 1 : stop] != b"\n" or not (data.isascii() or data[end:].isascii()):
        return Source(header=header, body=data)
    body = memoryview(data)[end + 1 : stop]
    rows, commas = _count(body, _NEWLINE), _count(body, _COMMA)
    return Source(header=header, body=body, rows=rows, commas=commas, plain=True, defects=defects)


def _incomplete() -> Defect:
    return Defect(kind="incomplete", count=1, message="ends in an incomplete line, which was dropped")


@lru_cache(maxsize=1024)
def _plain_header(line: bytes) -> tuple[str, ...]:
    return tuple(line.decode().split(","))


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _no_data(data: bytes) -> tuple[Defect, ...]:
    if not data:
        return ()
    what = f"{len(data)} NUL bytes" if b"\x00" in data else "only blank lines"
    return (Defect(kind="no-data", count=len(data), message=f"holds {what}, no data"),)


def _count(data: bytes | memoryview, byte: int) -> int:
    """Count a byte, a block that fits the processor's cache at a time."""
    import numpy as np

    cells = np.frombuffer(data, dtype=np.uint8)
    return sum(int(np.count_nonzero(cells[i : i + _BLOCK] == byte)) for i in range(0, len(cells), _BLOCK))


def wide_schema(width: int) -> dict[str, type[pl.DataType]]:
    """Return the schema of the cells of a table with `width` columns."""
    return {f"c{i}": pl.Float64 for i in range(width)}


def read_plain(sources: Sequence[Source]) -> Table | None:
    """Parse plain files of one header together; None if one of them turns out not to be plain after all."""
    header = sources[0].header
    rows = [source.rows for source in sources]
    body = b"".join(source.body for source in sources)
    # polars fills lines that are too short with nulls and refuses those that are too long: a right sum proves each line
    if sum(source.commas for source in sources) != sum(rows) * (len(header) - 1):
        return None
    try:
        frame = pl.read_csv(body, has_header=False, schema=wide_schema(len(header))) if body else None
    except pl.exceptions.PolarsError:
        return None
    if frame is None:
        frame = pl.DataFrame(schema=wide_schema(len(header)))
    if frame.height != sum(rows):
        return None
    return Table(header=header, frame=_numbered(frame, rows))


def _numbered(frame: pl.DataFrame, rows: Sequence[int]) -> pl.DataFrame:
    import numpy as np

    counts = np.asarray(rows, dtype=np.int64)
    source = np.repeat(np.arange(len(rows), dtype=np.uint32), counts)
    starts = np.repeat(np.cumsum(counts) - counts, counts)
    row = np.arange(frame.height, dtype=np.int64) - starts
    return frame.with_columns(source=pl.Series(source, dtype=pl.UInt32), row=pl.Series(row, dtype=pl.Int64))


def read_carefully(source: Source) -> Table:
    """Parse any file, one cell at a time; what cannot be read as a number is kept as text."""
    if not source.header and not source.body:
        return Table(header=(), frame=_numbered(pl.DataFrame(), [0]))
    text, defects = _decode(_whole(source))
    delimiter = delimiter_of(text)
    if delimiter != ",":
        what = "tabs" if delimiter == "\t" else "semicolons"
        defects.append(Defect(kind="delimiter", count=1, message=f"is separated by {what}, not commas: read as such"))
    rows = _complete(_split(text, delimiter), text, defects)
    if not rows:
        return Table(header=(), frame=_numbered(pl.DataFrame(), [0]), defects=tuple(defects))
    return _table(tuple(rows[0]), [row for row in rows[1:] if row], defects)


def _whole(source: Source) -> bytes:
    """Return the bytes of a file, of which a plain source holds the lines below the header."""
    if not source.plain:
        return bytes(source.body)
    return ",".join(source.header).encode() + b"\r\n" + source.body


def _decode(data: bytes) -> tuple[str, list[Defect]]:
    text, encoding = text_of(data)
    defects = []
    if encoding not in {"utf-8", "utf-8-sig"}:
        message = f"is not UTF-8: it was read as {encoding}"
        defects.append(Defect(kind="encoding", count=1, message=message))
    if count := text.count("\x00"):
        message = f"holds {count} NUL characters, which were skipped"
        defects.append(Defect(kind="nul", count=count, message=message))
        text = text.replace("\x00", "")
    return text, defects


def text_of(data: bytes) -> tuple[str, str]:
    """Return the text that bytes hold, and in which encoding: UTF-8, what a byte order mark says, or else cp1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.removeprefix(bom).decode(encoding, errors="replace"), encoding
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.start >= len(data) - 3:  # cut inside its last character
            return data[: error.start].decode(), "utf-8"
    return data.decode("cp1252", errors="replace"), "cp1252 (Windows)"


def delimiter_of(text: str) -> str:
    """Tell what separates the cells: a comma, unless the first line has none and something else that does."""
    line = text[: text.find("\n")]
    return "," if "," in line else max(",\t;", key=line.count)


def _split(text: str, delimiter: str) -> list[list[str]]:
    limit = csv.field_size_limit(sys.maxsize)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    finally:
        csv.field_size_limit(limit)


def _complete(rows: list[list[str]], text: str, defects: list[Defect]) -> list[list[str]]:
    """Decide about a last row without its line end: where the others end in CRLF, its last value may be cut."""
    if not rows or text.endswith(("\n", "\r")):
        return rows
    if len(rows) > 1 and ("\r\n" in text or len(rows[-1]) < len(rows[0])):
        defects.append(_incomplete())
        return rows[:-1]
    message = "ends without a line end: its last line was kept"
    defects.append(Defect(kind="no-line-end", count=1, message=message))
    return rows


def _table(header: tuple[str, ...], rows: list[list[str]], defects: list[Defect]) -> Table:
    width = len(header)
    values: list[list[float | None]] = [[None] * len(rows) for _ in header]
    texts: list[Text] = []
    for r, row in enumerate(rows):
        for c, cell in enumerate(row[:width]):
            if cell:
                values[c][r] = number = number_of(cell)
                if number is None:
                    texts.append(Text(row=r, column=c, value=cell))
    frame = pl.DataFrame([pl.Series(f"c{i}", column, dtype=pl.Float64) for i, column in enumerate(values)])
    return Table(
        header=header,
        frame=_numbered(frame, [len(rows)]),
        texts={0: tuple(texts)} if texts else {},
        defects=(*defects, *_ragged(rows, width)),
    )


def _ragged(rows: list[list[str]], width: int) -> list[Defect]:
    lengths = Counter("short" if len(row) < width else "long" for row in rows if len(row) != width)
    extra = sum(1 for row in rows for cell in row[width:] if cell)
    found = []
    if short := lengths["short"]:
        message = f"has {short} rows with fewer cells than its header: the missing ones count as empty"
        found.append(Defect(kind="short-rows", count=short, message=message))
    if long := lengths["long"]:
        message = f"has {long} rows with more cells than its header: {extra} values without a name were left out"
        found.append(Defect(kind="long-rows", count=long, message=message))
    return found


def number_of(cell: str) -> float | None:
    """Return the number a cell holds, as Python's csv writer and Lightning write them; None for other text.

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
