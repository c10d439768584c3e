"""The metadata of image files, by which logtools recognises the files that it wrote."""

from __future__ import annotations

from typing import Any

from logtools.choices import ImageFormat

__all__ = ["METADATA", "is_ours"]

#: The metadata of each format: the program, but no date, so that equal figures give equal files.
METADATA: dict[ImageFormat, dict[str, Any]] = {
    "png": {"Software": "logtools"},
    "svg": {"Date": None, "Creator": "logtools"},
    "pdf": {"CreationDate": None, "Creator": "logtools"},
}

#: PNG and SVG have their metadata within this many bytes of the start.
_HEAD = 4096


def is_ours(content: bytes) -> bool:
    r"""Return whether logtools wrote this image, by its metadata.

    >>> is_ours(b"\x89PNG ... tEXtSoftware\x00logtools ..."), is_ours(b"my notes on logtools")
    (True, False)
    """
    start = content[:_HEAD]
    if start.startswith(b"\x89PNG"):
        return b"tEXtSoftware\x00logtools" in start
    if start.startswith(b"%PDF"):
        return b"/Creator (logtools)" in content
    return b"<svg" in start and b"<dc:title>logtools</dc:title>" in start
