"""Hostile names: of metrics, hyperparameters, runs and checkpoints."""

from __future__ import annotations

import os
from typing import Final

from scripts.fuzzing.trees import Place, write_run

__all__ = ["ATTACKS", "NAMES"]

_PATTERNS = [
    "*",
    "^.*$",
    "^val.*$",
    "^lr$",
    "^(a+)+$",
    "^",
    "$",
    "(",
    "[",
    "?",
    "\\",
    "{}",
    "{0}",
    "%s",
    "val_*",
    "/.*/",
]
_COLUMNS = [
    "run", "runs", "segment", "stage", "metric", "quantity", "granularity", "dataloader", "epoch", "step", "value",
    "row", "flag", "column", "label", "labels", "group", "groups", "rank", "n", "mean", "std", "low", "high", "index",
    "count", "key", "series", "position", "path", "state", "size", "changed", "notice", "seed", "head", "part", "len",
    "literal", "config", "p", "best", "last", "direction", "x", "y", "line", "run (hyperparameter)", "created_at",
    "diverged", "checkpoint", "message", "kind", "",
]  # fmt: skip
_FORMULAS = [
    "=1+1", "+1+1", "-1+1", "@SUM(1)", "\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20SUM(1)", "\n=1+1", "\r=1+1", "\t=1",
    " =1+1", "\u2028=1+1", "\x00=1", "\ufeff=1+1", "\u200b=1+1", '"=1+1', "'=1+1", ";=1+1", "|=cmd", "%=1", "a\n=1+1",
]  # fmt: skip
_MARKUP = [
    "\x1b[31m", "\x1b]0;x\x07", "\x9b31m", "<b>", "<script>", "&amp;", "$x$", "$\\frac{1}{0}$", "\\input{x}", "_", "__",
    "`x`", "|", "[x](y)", "a\nb", "a\rb", "a\x00b", "\u202eabc", "\u0301", "e\u0301", "\U0001f600", "\ud800", "\x7f",
    "\u2028", "x" * 5_000, "\u640d\u5931", "#", "'", '"', ",", ";", ":", "~", "..", ".", "/", "//", "a/b", "a\\b", "-m",
]  # fmt: skip
_DECORATED = [
    "_step", "_epoch", "step_", "epoch_", "val_", "train", "val", "test", "loss_step_epoch", "loss_epoch_step",
    "val_loss_step", "val_loss_epoch", "/dataloader_idx_0", "val_loss/dataloader_idx_0",
    "val_loss/dataloader_idx_" + "9" * 30, "val_loss/dataloader_idx_" + "1" * 5_000, "loss_step/epoch_" + "9" * 5_000,
    "loss/epoch_3", "lr-Adam", "lr-Adam/pg1", "lr-" + "1" * 5_000, "val_step/epoch_" + "1" * 4_301, "\u0661\u0662",
    "loss/dataloader_idx_\u0661", "loss/dataloader_idx_\u00b2",
]  # fmt: skip
#: Names that have broken something, or could.
NAMES: Final = [*_PATTERNS, *_COLUMNS, *_FORMULAS, *_MARKUP, *_DECORATED]
#: Suffixes that make two runs differ, if the system does not treat them specially.
_FOLDER_NAMES = [
    b"\xff", b"\xfe\xfdx", b"caf\xe9", b"\xed\xa0\x80", b"x" * 250, b" ", b"-", b"--help", b"*", b"^.*$",
    b"[a]", b"a b",
    b"=1+1", b"\xef\xbc\x9d1+1", b"\n", b"\r", b"\t", b"\x1b[31m", b"\xe2\x80\xae", b"<b>", b"$x$", b"~", b"latest",
    b"best", b"version_" + b"9" * 200, b"version_1e5", b"%n", b"{}", b"'", b'"', b"|", b",", b"\\", b"#", b":",
    b"\xf0\x9f\x98\x80", b"e\xcc\x81", b"\xc3\xa9", b"checkpoints", b"csv", b"lightning_logs", b"metrics.csv",
]  # fmt: skip


def quoted(name: str) -> str:
    """Return a name as a YAML string in double quotes."""
    escaped = "".join(c if c.isalnum() and c.isascii() else f"\\U{ord(c):08x}" for c in name)
    return f'"{escaped}"'


def metric_names(place: Place) -> None:
    """Metrics with hostile names."""
    for number in range(place.random.randint(1, 2)):
        names = place.some([name for name in NAMES if name not in {"epoch", "step"}], 20)
        header = ["epoch", "step", *dict.fromkeys([*names, "val_loss"])]
        place.random.shuffle(header)
        write_run(place.logs / f"bad_metric_names_{number}", header=header)


def hyperparameter_names(place: Place) -> None:
    """Hyperparameters with hostile names and values; they differ between runs, so that they show up in tables."""
    names = place.some(NAMES, 20)
    nested = place.random.choice([True, False])
    for number in range(3):
        lines = [f"{quoted(name)}: {quoted(place.random.choice(NAMES)) if nested else number}" for name in names]
        extra = ["nested:", *(f"  {line}" for line in lines)] if nested else []
        write_run(place.logs / f"bad_names_{number}", hparams="\n".join([*lines, *extra, ""]), shift=number)


def folder_names(place: Place) -> None:
    """Folders with hostile names, also names that are not UTF-8."""
    for name in place.random.sample(_FOLDER_NAMES, place.random.randint(1, 6)):
        write_run(place.logs / os.fsdecode(name) / place.random.choice(["", "version_0", os.fsdecode(b"\xff")]))


def checkpoint_names(place: Place) -> None:
    """Checkpoints with hostile names."""
    run = write_run(place.logs / "bad_checkpoints", hparams="lr: 0.3\n")
    digits = str(place.random.choice(["9" * 23, "1" * 200, "-1", "1e999", "0x10", "", "\u0663"]))
    names = [
        f"epoch={digits}-step=2.ckpt", f"epoch=1-step={digits}.ckpt", f"{digits}.ckpt",
        f"epoch=1-val_loss={digits}.ckpt",
        "last.ckpt", "=.ckpt", "epoch=.ckpt", "-.ckpt", ".ckpt", "epoch=1-step=2-v1.ckpt", os.fsdecode(b"\xff.ckpt"),
        "epoch=0-val\nloss=1.ckpt", "*.ckpt", "epoch=3-step=39.ckpt", "=1+1.ckpt",
    ]  # fmt: skip
    folder = run / "checkpoints"
    folder.mkdir()
    for name in place.some(names, 15):
        (folder / name).write_bytes(b"PK")
    (folder / "folder.ckpt").mkdir()
    (folder / "loop.ckpt").symlink_to("loop.ckpt")
    for number in range(place.count(20_000, 0)):
        (folder / f"epoch={number}-step={10 * number}.ckpt").touch()


ATTACKS: Final = (metric_names, hyperparameter_names, folder_names, checkpoint_names)
