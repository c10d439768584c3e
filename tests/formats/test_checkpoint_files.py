from __future__ import annotations

import pickle
import struct

import pytest

from logtools.formats.checkpoint_files import CheckpointPosition, read_position

VERSION = "pytorch-lightning_version"


def checkpoint(content: object, *, name: bytes = b"archive/data.pkl", method: int = 0, protocol: int = 2) -> bytes:
    """Return the first bytes of a file as `torch.save` writes it."""
    header = struct.pack("<4s2xHH16xHH", b"PK\x03\x04", 0x0808, method, len(name), 4)
    return header + name + b"ZZZZ" + pickle.dumps(content, protocol=protocol)


def lightning(**changes: object) -> dict[str, object]:
    return {"epoch": 3, "global_step": 400, VERSION: "2.6.6", "state_dict": {"epoch": 7, "global_step": 9}, **changes}


@pytest.mark.parametrize("protocol", range(1, 6))
def test_epoch_and_step_are_read_with_any_protocol(protocol: int) -> None:
    head = checkpoint(lightning(), protocol=protocol)
    assert read_position(head) == CheckpointPosition(epoch=3, step=400)


def test_the_head_is_enough() -> None:
    head = checkpoint(lightning(global_step=123_456_789, callbacks="x" * 5_000))
    assert read_position(head[:200]) == CheckpointPosition(epoch=3, step=123_456_789)


def test_entries_of_the_user_may_come_first() -> None:
    head = checkpoint({"name": "resnet", "lr": 0.1, "best": None, "ok": True, **lightning()})
    assert read_position(head) == CheckpointPosition(epoch=3, step=400)


@pytest.mark.parametrize(
    "content",
    [
        lightning(**{VERSION: "1.5.10"}),  # the number of the next epoch
        lightning(**{VERSION: "unknown"}),
        lightning(epoch="3"),
        lightning(epoch=-1),
        lightning(global_step=2**70),
        lightning(global_step=True),
        {"epoch": 3, "global_step": 400},  # another program: its epochs may start at 1
        {"state": {"epoch": 3, "global_step": 400, VERSION: "2.6.6"}},
        {"state": (1, "epoch", 3, "global_step", 400, VERSION, "2.6.6")},
        {VERSION: "2.6.6", "epoch": 3},
        ["epoch", 3, "global_step", 400, VERSION, "2.6.6"],
        3,
    ],
)
def test_other_content_is_unknown(content: object) -> None:
    assert read_position(checkpoint(content)) is None


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"PK\x03\x04",
        checkpoint(lightning())[:70],
        checkpoint(lightning(), name=b"archive/version"),
        checkpoint(lightning(), method=8),
        pickle.dumps(lightning()),
        b"not a checkpoint " * 300,
        checkpoint(lightning()).replace(b"\x80\x02", b"\xff\xff"),
    ],
)
def test_other_files_are_unknown(head: bytes) -> None:
    assert read_position(head) is None


def test_nothing_is_executed() -> None:
    class Call:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return pytest.fail, ("executed",)

    head = checkpoint({"epoch": Call(), "global_step": 1, VERSION: "2.6.6"})
    assert read_position(head) is None
