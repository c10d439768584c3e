"""Read matplotlib style sheets: files, and those that come with matplotlib."""

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
    """Return the settings of a style sheet: a file, or the name of one that comes with matplotlib.

    Raises:
        InvalidValueError: the style sheet cannot be read, or a line of it is invalid.
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
    """Collects the messages that this thread logs about invalid lines."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[str] = []
        self._thread = threading.get_ident()

    def filter(self, record: logging.LogRecord) -> bool:
        """Return False for records of this thread, which are not logged."""
        if record.thread != self._thread:
            return True
        self.messages.append(" ".join(record.getMessage().split()))
        return False


def _unusable(style: str | os.PathLike[str], reason: str) -> InvalidValueError:
    what = "it is neither a file nor the name of a style" if reason == os.strerror(errno.ENOENT) else reason
    return InvalidValueError(f"cannot use {str(style)!r} as a style sheet: {what}")
