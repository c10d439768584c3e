"""Write the same values as TensorBoard event files, for tools that read those.

Records with the same metric and length are built and checksummed together: one by one, a million records would take
minutes. The content is that of PyTorch's SummaryWriter: one scalar per event, in single precision.
"""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import polars as pl

__all__ = ["convert"]

_POLYNOMIAL = 0x82F63B78  # of CRC-32C
_NAME = "events.out.tfevents.0.benchmark"
_WALL_TIME = 1.7e9


def convert(runs: Path, folder: Path) -> Path:
    """Write the values of all runs in `runs` as event files in `folder`, unless they exist already."""
    done = folder / "done"
    newest = str(max(file.stat().st_mtime_ns for file in runs.glob("*/metrics.csv")))
    if not done.is_file() or done.read_text() != newest:
        for file in runs.glob("*/metrics.csv"):
            target = folder / "runs" / file.parent.name
            target.mkdir(parents=True, exist_ok=True)
            (target / _NAME).write_bytes(_events(pl.read_csv(file, infer_schema_length=None)))
        done.write_text(newest)
    return folder / "runs"


def _events(table: pl.DataFrame) -> bytes:
    first = b"\x09" + struct.pack("<d", _WALL_TIME) + b"\x1a\x0dbrain.Event:2"
    records = [_framed(np.frombuffer(first, dtype=np.uint8)[None, :])]
    for name in table.columns:
        if name not in {"epoch", "step"}:
            rows = table.select("step", pl.col(name).cast(pl.Float64)).drop_nulls()
            records += _scalars(name, rows["step"].to_numpy(), rows[name].to_numpy())
    return b"".join(records)


def _scalars(tag: str, steps: np.ndarray, values: np.ndarray) -> list[bytes]:
    """Return the events of one metric; steps with the same number of bytes have the same layout."""
    widths = np.maximum(1, np.ceil(np.log2(steps + 1) / 7)).astype(int)
    return [_framed(_payload(tag, steps[widths == width], values[widths == width], width)) for width in set(widths)]


def _payload(tag: str, steps: np.ndarray, values: np.ndarray, width: int) -> np.ndarray:
    name = tag.encode()
    value = b"\x0a" + bytes([len(name)]) + name + b"\x15"
    entry = b"\x0a" + bytes([len(value) + 4]) + value
    before = b"\x09" + struct.pack("<d", _WALL_TIME) + b"\x10"
    between = b"\x2a" + bytes([len(entry) + 4]) + entry
    payload = np.empty((len(steps), len(before) + width + len(between) + 4), dtype=np.uint8)
    payload[:, : len(before)] = np.frombuffer(before, dtype=np.uint8)
    for i in range(width):  # varint: seven bits per byte; the highest bit means that another byte follows
        more = 0x80 if i + 1 < width else 0
        payload[:, len(before) + i] = (steps >> 7 * i) & 0x7F | more
    payload[:, len(before) + width : -4] = np.frombuffer(between, dtype=np.uint8)
    payload[:, -4:] = values.astype("<f4")[:, None].view(np.uint8)
    return payload


def _framed(payload: np.ndarray) -> bytes:
    """Frame records of equal length: length, its checksum, record, its checksum."""
    count, length = payload.shape
    head = np.frombuffer(struct.pack("<Q", length), dtype=np.uint8)[None, :]
    parts = [np.repeat(head, count, axis=0), np.repeat(_checksum(head), count, axis=0), payload, _checksum(payload)]
    return np.concatenate(parts, axis=1).tobytes()


def _checksum(records: np.ndarray) -> np.ndarray:
    """Return the masked CRC-32C of each record, as four bytes."""
    crc = np.full(len(records), 0xFFFFFFFF, dtype=np.uint32)
    for column in records.T:
        crc = _TABLE[(crc ^ column) & 0xFF] ^ (crc >> 8)
    crc = ~crc
    masked = ((crc >> 15) | (crc << 17)) + np.uint32(0xA282EAD8)
    return masked.astype("<u4")[:, None].view(np.uint8)


def _table() -> np.ndarray:
    table = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        table = np.where(table & 1, (table >> 1) ^ np.uint32(_POLYNOMIAL), table >> 1)
    return table.astype(np.uint32)


_TABLE = _table()
