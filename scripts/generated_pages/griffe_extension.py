"""Extend Griffe, which reads the docstrings for the page of the library. mkdocs.yml loads this extension."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from griffe import Attribute, Docstring, Extension, Object

from scripts.generated_pages.docstrings import comment_above, readable


class Docstrings(Extension):  # type: ignore[misc] # Griffe is not installed where types are checked
    """Converts docstrings and comments for Griffe and Markdown."""

    def on_object(self, *, obj: Object, **_: Any) -> None:  # noqa: ANN401 - Griffe passes more
        """Convert the docstring of an object; use the comment of an attribute as its docstring."""
        if isinstance(obj, Attribute) and obj.docstring is None and obj.lineno and isinstance(obj.filepath, Path):
            lines = obj.filepath.read_text(encoding="utf-8").splitlines()
            if comment := comment_above(lines, obj.lineno - 1):
                obj.docstring = Docstring(comment, parent=obj)
        elif obj.docstring is not None:
            obj.docstring.value = readable(obj.docstring.value)
