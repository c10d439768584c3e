"""Read the columns and the progress of a training from the first and last bytes of a `metrics.csv`.

This is all that a list of runs needs, however long the files are. Rows of the tail are parsed backwards, and only as
many as necessary.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from logtools.formats.base import FileIssue, HeadTail
from logtools.formats.csv.parse import number_of
from logtools.formats.csv.repeated_headers import is_header
from logtools.formats.csv.sniff import delimiter_of, inspect, is_complete, plain_header, text_of
from logtools.formats.lightning.column_names import Header, read_header

__all__ = ["column_names", "read_head_tail"]


_LAST = 2_048  # the last bytes of the tail, which usually suffice


def read_head_tail(head: bytes, tail: bytes) -> HeadTail:
    """Return what the first and the last bytes of a file show; for a small file, both are the whole file."""
    names, delimiter, encoding = _beginning(head)
    if not names:
        issues = inspect(head).issues
        return HeadTail(issue=issues[0] if issues else None)
    whole = head if tail is head or not tail else head + tail if len(tail) < len(head) else None
    tail = whole or tail
    header, metrics = _metrics(names)
    text = _text(tail[-_LAST:], encoding)
    place = None if '"' in text else _training(header, _backwards(text, delimiter), strict=True)
    filled = place is not None
    if place is None:
        text = _text(tail, encoding)
        rows = list(_backwards(text, delimiter))
        header, metrics = _metrics(_latest_header(names, rows))
        place = _training(header, rows) or _any(header, rows)
        filled = bool(rows) or whole is None  # a larger file has rows, even if they are too long for both ends
    issue = None
    if not is_complete(text):
        issue = FileIssue(kind="incomplete", count=1, message="ends in an incomplete line")
    return HeadTail(epoch=place[0], step=place[1], metrics=metrics, filled=filled, issue=issue)


def column_names(head: bytes) -> tuple[str, ...]:
    """Return the column names of a file that begins with these bytes."""
    return _beginning(head)[0]


def _beginning(head: bytes) -> tuple[tuple[str, ...], str, str]:
    """Return the column names (empty if there is no data), the delimiter and the encoding."""
    names, _ = plain_header(head)
    if len(names) > 1:
        return names, ",", "utf-8"
    source = inspect(head)
    if not source.header and not source.body:
        return (), ",", "utf-8"
    text, encoding = text_of(head)
    delimiter = delimiter_of(text)
    rows = _parsed(text.replace("\x00", ""), delimiter)
    return tuple(next(iter(rows), [])), delimiter, encoding.partition(" ")[0]


@lru_cache(maxsize=1024)
def _metrics(names: tuple[str, ...]) -> tuple[Header, int]:
    """Return the header for column names and its number of metrics (cached: most runs of a tree share them)."""
    header = read_header(names)
    return header, len({(column.metric, column.dataloader) for column in header.columns.values()})


def _latest_header(names: tuple[str, ...], rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the header that applies to the last rows: a repeated header among them, or the first one."""
    return next((tuple(row) for row in rows if is_header(row, names)), names)


def _text(data: bytes, encoding: str) -> str:
    return data.decode(encoding, errors="replace").replace("\x00", "")


def _parsed(text: str, delimiter: str) -> list[list[str]]:
    return [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row]


def _backwards(text: str, delimiter: str) -> Iterator[list[str]]:
    """Yield the complete rows at the end of a file, the last one first, without the header and partial rows."""
    cut = 0 if is_complete(text) else 1
    if '"' in text or text.count("\r") != text.count("\r\n"):  # only the csv module knows where a row ends
        rows = _parsed(text, delimiter)
        yield from reversed(rows[1 : len(rows) - cut])
        return
    lines = [line for line in text.replace("\r\n", "\n").split("\n") if line]
    for line in reversed(lines[1 : len(lines) - cut]):
        yield line.split(delimiter)


def _training(
    header: Header, rows: Iterable[list[str]], *, strict: bool = False
) -> tuple[int | None, int | None] | None:
    """Return epoch and step of the last training row, not of a test or validation after it; None if there is none.

    `strict` returns None at a row that belongs to another header.
    """
    tests = [i for i, column in header.columns.items() if column.stage in {"test", "predict"}]
    trains = [i for i, column in header.columns.items() if column.stage == "train" and not column.monitor]
    places: list[tuple[int | None, int | None]] = []  # from the last one back to a row with values of the training
    for row in rows:
        if strict and not places and len(row) != len(header.names):
            return None
        if len(row) != len(header.names) or any(row[i] for i in tests):
            continue
        epoch = _cell(row, header.epoch)
        if epoch is None and header.epoch is not None:
            continue
        place = epoch, _cell(row, header.step)
        if not places or place != places[-1]:
            places.append(place)
        if any(row[i] for i in trains):
            return places[1] if _is_after(places) else places[0]
    return places[0] if places else None


def _is_after(places: Sequence[tuple[int | None, int | None]]) -> bool:
    """Return whether the first place is one step after the others, in an epoch that was not trained."""
    if len(places) < 2:
        return False
    (epoch, step), (before, end), (trained, _) = places[0], places[1], places[-1]
    return step is not None and end is not None and step - end == 1 and epoch != before == trained


def _any(header: Header, rows: Iterable[list[str]]) -> tuple[int | None, int | None]:
    """Return epoch and step of the last row that has at least one of them."""
    for row in rows:
        if len(row) == len(header.names):
            place = _cell(row, header.epoch), _cell(row, header.step)
            if place != (None, None):
                return place
    return None, None


def _cell(row: Sequence[str], position: int | None) -> int | None:
    number = number_of(row[position]) if position is not None else None
    return int(number) if number is not None and math.isfinite(number) and abs(number) < 2**63 else None
