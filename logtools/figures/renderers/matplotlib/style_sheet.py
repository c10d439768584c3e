"""Read matplotlib style sheets: files, and those that matplotlib brings."""

from __future__ import annotations

import errno
import logging
import os
import threading
from collections.abc import Mapping
from typing import Any

from logtools.errors import InvalidValueError

__all__ = ["read_style_sheet"]


def read_style_sheet(style: str | os.PathLike[str]) -> Mapping[Any, Any]:
    """Return the settings of a style sheet: a file, or the name of one that matplotlib brings.

    Raises:
        InvalidValueError: it cannot be read, or a line of it is wrong.
    """
    from matplotlib import rc_params_from_file
    from matplotlib import style as styles

    if str(style) in styles.library:
        return styles.library[str(style)]
    complaints = _Complaints()
    logger = logging.getLogger("matplotlib")
    logger.addFilter(complaints)
    try:
        sheet = rc_params_from_file(style, use_default_template=False)
    except (OSError, ValueError, UnicodeError) as error:
        reason = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
        raise _unusable(style, reason) from error
    finally:
        logger.removeFilter(complaints)
    if complaints.messages:
        raise _unusable(style, complaints.messages[0])
    return sheet


class _Complaints(logging.Filter):
    """Collects what this thread would log about a wrong line."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[str] = []
        self._thread = threading.get_ident()

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the records of this thread out of the log."""
        if record.thread != self._thread:
            return True
        self.messages.append(" ".join(record.getMessage().split()))
        return False


def _unusable(style: str | os.PathLike[str], reason: str) -> InvalidValueError:
    what = "it is neither a file nor the name of a style" if reason == os.strerror(errno.ENOENT) else reason
    return InvalidValueError(f"cannot use {str(style)!r} as a style sheet: {what}")
