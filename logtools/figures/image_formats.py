"""The files that a picture can be written as, and how those that logtools made are known again."""

from __future__ import annotations

from typing import Any, Literal

__all__ = ["FORMATS", "METADATA", "Format", "is_ours"]

Format = Literal["png", "svg", "pdf"]
#: What a picture can be written as.
FORMATS: tuple[Format, ...] = ("png", "svg", "pdf")
#: What stands in each about its making: who, and never when.
METADATA: dict[Format, dict[str, Any]] = {
    "png": {"Software": "logtools"},
    "svg": {"Date": None, "Creator": "logtools"},
    "pdf": {"CreationDate": None, "Creator": "logtools"},
}

#: The mark of an image stands within so many bytes of its start.
_HEAD = 4096


def is_ours(content: bytes) -> bool:
    r"""Tell whether the content of a file says that logtools made it.

    >>> is_ours(b"\x89PNG ... tEXtSoftware\x00logtools ..."), is_ours(b"my notes on logtools")
    (True, False)
    """
    start = content[:_HEAD]
    if start.startswith(b"\x89PNG"):
        return b"tEXtSoftware\x00logtools" in start
    if start.startswith(b"%PDF"):
        return b"/Creator (logtools)" in content
    return b"<svg" in start and b"<dc:title>logtools</dc:title>" in start
