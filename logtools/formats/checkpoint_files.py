"""Read epoch and step from the first bytes of a checkpoint, without loading it.

`torch.save` writes a zip file. Its first entry, `data.pkl`, is not compressed, and begins with the epoch, the step and
the version of Lightning. Only these bytes are parsed; nothing in them is executed. Checkpoints of Lightning before 1.6
(which stored the number of the next epoch), of other programs, and of PyTorch's old format remain unknown.
"""

from __future__ import annotations

import pickletools
import re
import struct
from collections.abc import Iterator

from logtools.record import Record

__all__ = ["HEAD", "CheckpointPosition", "read_position"]

#: Bytes at the beginning of a file that are enough for `read_position`.
HEAD = 4_096
_LOCAL_HEADER = struct.Struct("<4s2xHH16xHH")  # signature, flags, method, lengths of the name and of the extra field
_STORED = 0
_SCALARS = frozenset({"float", "int", "int_or_bool", "long", "str", "bytes_or_str", "None", "bool"})
_IGNORED = frozenset({"PROTO", "FRAME", "MEMOIZE", "PUT", "BINPUT", "LONG_BINPUT"})
_VERSION = re.compile(r"(\d{1,4})\.(\d{1,4})")
_SINCE = 1, 6


class CheckpointPosition(Record):
    """The position in a training at which Lightning wrote a checkpoint."""

    #: The epoch in which it was written.
    epoch: int
    #: The number of optimizer steps until then.
    step: int


def read_position(head: bytes) -> CheckpointPosition | None:
    """Return epoch and step of a checkpoint from its first bytes; None if they are not certain. Never raises."""
    found = dict(_entries(_first_entry(head)))
    epoch, step, version = (found.get(name) for name in ("epoch", "global_step", "pytorch-lightning_version"))
    written_by = _VERSION.match(version) if isinstance(version, str) else None
    if not written_by or (int(written_by[1]), int(written_by[2])) < _SINCE:
        return None
    if type(epoch) is not int or type(step) is not int or not (0 <= epoch < 2**63 and 0 <= step < 2**63):
        return None
    return CheckpointPosition(epoch=epoch, step=step)


def _first_entry(head: bytes) -> bytes:
    """Return the first bytes of `data.pkl`; empty if this is not the first entry of a zip file."""
    if len(head) < _LOCAL_HEADER.size:
        return b""
    signature, _, method, name_length, extra_length = _LOCAL_HEADER.unpack_from(head)
    start = _LOCAL_HEADER.size + name_length
    name = head[_LOCAL_HEADER.size : start]
    if signature != b"PK\x03\x04" or method != _STORED or not name.endswith(b"/data.pkl"):
        return b""
    return head[start + extra_length :]


def _entries(pickled: bytes) -> Iterator[tuple[object, object]]:
    """Yield the first entries of a pickled dictionary, up to the first value that is not a scalar."""
    items = _items(pickled)
    yield from zip(items, items, strict=False)


def _items(pickled: bytes) -> Iterator[object]:
    """Yield keys and values of a pickled dictionary in turn, up to the first one that is not a scalar."""
    opening = ["EMPTY_DICT", "MARK"]
    try:
        for opcode, argument, _ in pickletools.genops(pickled):
            if opcode.name in _IGNORED:
                continue
            if opening and opcode.name == opening[0]:
                del opening[0]
            elif opening or len(opcode.stack_after) != 1 or opcode.stack_after[0].name not in _SCALARS:
                return
            else:
                yield argument
    except (ValueError, UnicodeDecodeError):  # incomplete, or not a pickle
        return
