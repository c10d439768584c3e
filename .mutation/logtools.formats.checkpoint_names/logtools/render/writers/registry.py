"""Find the formats of `--format` by name.

A built-in format is a module of this package that is imported when it is used, so that `--help` imports none. Programs
that use logtools can add formats with `register`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, cast

from logtools.errors import unknown

if TYPE_CHECKING:
    from logtools.render.writers.base import TableWriter

__all__ = ["BUILT_IN", "names", "register", "table_writer"]

#: The modules of this package that have a `WRITER`, in the order in which `--help` shows them.
BUILT_IN: Final = ("json", "csv", "markdown", "latex", "html")
_registered: dict[str, TableWriter] = {}


def names() -> list[str]:
    """Return the names of all formats."""
    return list(dict.fromkeys([*BUILT_IN, *_registered]))


def register(name: str, writer: TableWriter) -> None:
    """Add a format, or replace the existing one with this name."""
    _registered[name] = writer


def table_writer(name: str) -> TableWriter:
    """Return the writer of a format.

    Raises:
        InvalidValueError: if no format has this name.
    """
    if name in _registered:
        return _registered[name]
    if name not in BUILT_IN:
        raise unknown("format", name, names())
    return cast("TableWriter", import_module(f"logtools.render.writers.{name}").WRITER)
