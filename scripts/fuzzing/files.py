"""What is not a regular file, or not where a log should be: pipes, devices, sparse files, links, deep folders."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Final

from scripts.fuzzing.trees import Place, write_run

__all__ = ["ATTACKS"]

#: All files that reading a run may open.
_READ: Final = [
    "metrics.csv", "hparams.yaml", "config.yaml", "params.json", ".hydra/config.yaml", ".hydra/overrides.yaml",
    "meta_tags.csv", "checkpoints/epoch=1-step=2.ckpt", "logtools.toml", "../logtools.toml", "pyproject.toml",
    "events.out",
]  # fmt: skip
_FOLDERS: Final = ["checkpoints", "ckpt", ".hydra", "lightning_logs", "csv"]


def _replace(place: Place, kind: str, number: int) -> Path:
    """Return a path that reading a run may open, in a run that is otherwise good; nothing is there."""
    run = write_run(place.logs / f"bad_{kind}_{number}" / "version_0", hparams=f"lr: 0.{number}\n")
    file = run / place.random.choice(_READ)
    file.parent.mkdir(exist_ok=True)
    file.unlink(missing_ok=True)
    return file


def special_files(place: Place) -> None:
    """FIFOs, sockets, folders and links to devices in place of files."""
    for number in range(place.random.randint(1, 6)):
        file = _replace(place, "special", number)
        make = place.random.choice(
            ["fifo", "socket", "folder", "/dev/zero", "/dev/random", "/dev/stdin", "/dev/full", "/dev/tty"]
        )
        if make == "fifo":
            os.mkfifo(file)
        elif make == "socket":
            before = Path.cwd()
            os.chdir(file.parent)  # the path of a socket has at most 107 bytes
            with socket.socket(socket.AF_UNIX) as end:
                end.bind(file.name[:90])
            os.chdir(before)
        elif make == "folder":
            file.mkdir()
        else:
            file.symlink_to(make)


def sparse_files(place: Place) -> None:
    """Files whose size is far larger than their content."""
    for number in range(place.random.randint(1, 4)):
        file = _replace(place, "sparse", number)
        size = place.random.choice([10**12, 2**40, 5 * 10**9, 10**8 + 1, 9 * 10**7, 2**62])
        with file.open("wb") as stream:
            stream.write(place.random.choice([b"", b"epoch,step,val_loss\n0,9,0.5\n", b"a: "]))
            try:
                stream.truncate(size)
            except OSError:  # larger than the file system allows
                stream.truncate(10**12)


def links(place: Place) -> None:
    """Links to /proc and other foreign trees, to themselves, and to good runs."""
    targets = [
        "/proc", "/proc/self", "/proc/self/root", "/sys", "/dev", "/dev/fd", "/", "/usr", "/etc", "/usr/lib", "/run",
        ".", "..", "../..", "good_0", "../good_1", "loop", "missing", "good_0/metrics.csv", "/proc/self/fd",
        "/proc/self/cwd",
        "/proc/kcore", "/etc/passwd", "/proc/self/mem", "/proc/self/environ",
    ]  # fmt: skip
    for number in range(place.random.randint(1, 6)):
        target = place.random.choice(targets)
        where = place.random.choice(["folder", "run", "file", "chain"])
        if where == "folder":
            (place.logs / f"link_{number}").symlink_to(target)
        elif where == "run":
            run = write_run(place.logs / f"bad_link_{number}")
            (run / place.random.choice(_FOLDERS)).symlink_to(target)
        elif where == "file":
            file = _replace(place, "link", number)
            file.symlink_to(target)
        else:
            for i in range(60):
                (place.logs / f"chain_{number}_{i}").symlink_to(f"chain_{number}_{i + 1}" if i < 59 else target)


def deep_folders(place: Place) -> None:
    """Folders nested deeper than a path may be long, with a run at the bottom or without."""
    before = Path.cwd()
    os.chdir(place.logs)
    try:
        name = place.random.choice(["d", "d" * 100, "version_0", "checkpoints"])
        for _ in range(place.count(1_500)):
            Path(name).mkdir()
            os.chdir(name)
        if place.random.random() < 0.5:
            write_run(Path("bad"))
    finally:
        os.chdir(before)


def wide_folders(place: Place) -> None:
    """Many empty folders and many foreign files."""
    root = place.logs / "wide"
    for number in range(place.count(20_000)):
        (root / f"{number}").mkdir(parents=True)
    for number in range(place.count(20_000)):
        (root / f"metrics_{number}.csv").touch()


def other_contents(place: Place) -> None:
    """Runs without a number: LFS pointers, event files only, empty files, empty folders."""
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0" * 64 + "\nsize 12345\n"
    contents: dict[str, dict[str, str]] = {
        "pointer": {"metrics.csv": pointer, "hparams.yaml": pointer},
        "events": {"events.out.tfevents.1": "x", "hparams.yaml": "lr: 1\n"},
        "empty": {"metrics.csv": "", "hparams.yaml": ""},
        "blank": {"metrics.csv": "\n\n\n", "hparams.yaml": "\n"},
        "header": {"metrics.csv": "epoch,step,val_loss\n"},
        "nothing": {"metrics.csv": "epoch,step,val_loss\n0,9,\n1,19,\n"},
        "axes": {"metrics.csv": "epoch,step\n0,9\n"},
        "html": {"metrics.csv": "<!DOCTYPE html>\n<html><body>Sign in</body></html>\n"},
        "picture": {"metrics.csv": "\x89PNG\r\n\x1a\n\x00\x00\x00"},
    }
    for name in place.some(list(contents)):
        for file, content in contents[name].items():
            (place.logs / f"bad_{name}").mkdir(exist_ok=True)
            (place.logs / f"bad_{name}" / file).write_text(content, encoding="utf-8")


ATTACKS: Final = (special_files, sparse_files, links, deep_folders, wide_folders, other_contents)
