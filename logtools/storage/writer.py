"""Writing a file so that it is either all there or not there at all.

The content goes into a new file beside its goal and takes its name when it is complete: whoever reads meanwhile sees
the old file or the new one, and what was there before survives a failure.
"""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Callable
from pathlib import Path

from logtools.errors import OutputError

__all__ = ["save"]


def save(path: Path, write: Callable[[Path], None]) -> None:
    """Write a file in one piece.

    Args:
        path: the file to write or to replace; a link is followed.
        write: writes the content to the path it is given: a file in the same folder, with the same suffix.

    Raises:
        OutputError: if the folder does not exist or the file cannot be written; what was there before is still there.
    """
    goal = Path(os.path.realpath(path))
    part = goal.with_name(f".{goal.stem[:100]}-{secrets.token_hex(4)}{goal.suffix}")
    try:
        kept = _mode(path, goal)
        try:
            write(part)
            if kept is not None:
                part.chmod(kept)
            part.replace(goal)
        finally:
            part.unlink(missing_ok=True)
    except OutputError:
        raise
    except OSError as error:
        raise OutputError(_reason(path, error)) from error


def _mode(path: Path, goal: Path) -> int | None:
    """Return the permissions of the file that is replaced, None if there is none; refuse what cannot be one."""
    if goal.is_dir():
        raise OutputError(f"cannot write {path}: it is a folder; give the name of a file")
    if not goal.parent.is_dir():
        what = "is no folder" if goal.parent.exists() else "does not exist; create it first"
        raise OutputError(f"cannot write {path}: the folder {path.parent} {what}")
    if not goal.exists():
        return None
    if not goal.is_file():
        raise OutputError(f"cannot write {path}: it is no ordinary file")
    if not os.access(goal, os.W_OK):
        raise OutputError(f"cannot write {path}: the file is write-protected")
    return stat.S_IMODE(goal.stat().st_mode)


def _reason(path: Path, error: OSError) -> str:
    if isinstance(error, PermissionError):
        return f"cannot write {path}: no permission to write in {path.parent}"
    return f"cannot write {path}: {error.strerror or error}"
