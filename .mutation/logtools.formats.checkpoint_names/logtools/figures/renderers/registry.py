"""The renderers that draw a `FigureSpec` into a file, by the suffix of the file.

`register` adds a renderer. `logtools plot -o FILE` then accepts its suffix.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from logtools.choices import IMAGE_FORMATS, ImageFormat
from logtools.errors import InvalidValueError
from logtools.figures.image_formats import is_ours
from logtools.figures.spec import FigureSpec

__all__ = ["Drawing", "Render", "Renderer", "register", "renderer_for", "suffixes"]


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A figure as the content of a file."""

    content: bytes
    #: The characters in its text that no font has; they are drawn as boxes.
    unwritable: str = ""


class Render(Protocol):
    """Draws a figure."""

    def __call__(
        self,
        spec: FigureSpec,
        *,
        dpi: float = 150,
        size: tuple[float, float] | None = None,
        style: str | os.PathLike[str] | None = None,
        notes: bool = True,
    ) -> Drawing:
        """Draw a figure.

        Args:
            spec: what to draw.
            dpi: dots per inch.
            size: width and height in inches; None chooses by the number of panels.
            style: a matplotlib style sheet.
            notes: whether the figure shows its notes.

        Raises:
            InvalidValueError: an argument has an invalid value.
        """


@dataclass(frozen=True, kw_only=True)
class Renderer:
    """Draws figures into files of one format."""

    render: Render
    #: Returns whether logtools wrote the content of an existing file, so that it may be replaced.
    is_ours: Callable[[bytes], bool]
    #: Whether its imports are so slow that it should run in a separate process (see `cli.render_worker`).
    heavy: bool = False


def register(suffix: str, renderer: Renderer) -> None:
    """Add a renderer, or replace one.

    Args:
        suffix: the suffix of the files, without the dot, in lower case.
        renderer: the renderer.
    """
    _RENDERERS[suffix] = renderer


def suffixes() -> list[str]:
    """Return the suffixes of all renderers, without the dot."""
    return list(_RENDERERS)


def renderer_for(path: str | os.PathLike[str]) -> Renderer:
    """Return the renderer for a file, by its suffix.

    Raises:
        InvalidValueError: there is no renderer for this suffix.
    """
    suffix = Path(path).suffix.lower().removeprefix(".")
    if suffix not in _RENDERERS:
        known = ", ".join(f".{one}" for one in _RENDERERS)
        raise InvalidValueError(f"cannot write {os.fspath(path)!r}: the file name must end in one of {known}")
    return _RENDERERS[suffix]


def _matplotlib(form: ImageFormat) -> Renderer:
    def render(
        spec: FigureSpec,
        *,
        dpi: float = 150,
        size: tuple[float, float] | None = None,
        style: str | os.PathLike[str] | None = None,
        notes: bool = True,
    ) -> Drawing:
        from logtools.figures.renderers.matplotlib import draw, encode, unwritable

        figure = draw(spec, size=size, style=style, notes=notes)
        return Drawing(content=encode(figure, form, dpi=dpi), unwritable=unwritable(spec))

    return Renderer(render=render, is_ours=is_ours, heavy=True)


def _text(
    spec: FigureSpec,
    *,
    dpi: float = 150,  # noqa: ARG001 - text has none
    size: tuple[float, float] | None = None,
    style: str | os.PathLike[str] | None = None,  # noqa: ARG001 - text has none
    notes: bool = True,  # noqa: ARG001 - text has none
) -> Drawing:
    """Draw with characters: ten columns and five rows per inch."""
    from logtools.figures.renderers.terminal import draw

    columns, rows = (round(size[0] * 10), round(size[1] * 5)) if size else (100, 40)
    return Drawing(content=f"{draw(spec, width=columns, height=rows, color=False)}\n".encode())


_RENDERERS: dict[str, Renderer] = {form: _matplotlib(form) for form in IMAGE_FORMATS}
_RENDERERS["txt"] = Renderer(render=_text, is_ours=lambda content: not content)
