"""The formats of `--format`, by name.

A format that comes with logtools is a module of this package, imported when it is used: `--help` names all of them and
needs none. A program that uses logtools adds its own with `register`.
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
    """Add a format, or replace the one of this name."""
    _registered[name] = writer


def table_writer(name: str) -> TableWriter:
    """Return the writer of a format.

    Raises:
        InvalidValueError: if there is no such format.
    """
    if name in _registered:
        return _registered[name]
    if name not in BUILT_IN:
        raise unknown("format", name, names())
    return cast("TableWriter", import_module(f"logtools.render.writers.{name}").WRITER)
