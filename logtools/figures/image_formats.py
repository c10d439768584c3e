"""What an image file says about its origin, and how one that logtools wrote is recognised."""

from __future__ import annotations

from typing import Any

from logtools.choices import ImageFormat

__all__ = ["METADATA", "is_ours"]

#: The metadata of each format: the program, and never the date.
METADATA: dict[ImageFormat, dict[str, Any]] = {
    "png": {"Software": "logtools"},
    "svg": {"Date": None, "Creator": "logtools"},
    "pdf": {"CreationDate": None, "Creator": "logtools"},
}

#: The metadata of PNG and SVG is within this many bytes of the start.
_HEAD = 4096


def is_ours(content: bytes) -> bool:
    r"""Return whether the content of an image says that logtools wrote it.

    >>> is_ours(b"\x89PNG ... tEXtSoftware\x00logtools ..."), is_ours(b"my notes on logtools")
    (True, False)
    """
    start = content[:_HEAD]
    if start.startswith(b"\x89PNG"):
        return b"tEXtSoftware\x00logtools" in start
    if start.startswith(b"%PDF"):
        return b"/Creator (logtools)" in content
    return b"<svg" in start and b"<dc:title>logtools</dc:title>" in start
