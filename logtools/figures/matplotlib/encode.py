"""A figure as the bytes of a PNG, SVG or PDF file: the same bytes each time, and none of them says when."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Any, Literal

from logtools.errors import InvalidValueError
from logtools.figures.matplotlib.settings import settings

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["FORMATS", "Format", "encode", "is_ours"]

Format = Literal["png", "svg", "pdf"]
#: What `encode` can write.
FORMATS: tuple[Format, ...] = ("png", "svg", "pdf")

#: The mark of an image stands within so many bytes of its start.
_HEAD = 4096

_METADATA: dict[Format, dict[str, Any]] = {
    "png": {"Software": "logtools"},
    "svg": {"Date": None, "Creator": "logtools"},
    "pdf": {"CreationDate": None, "Creator": "logtools"},
}


def encode(figure: Figure, form: Format, *, dpi: float | None = None) -> bytes:
    """Return a figure as the bytes of a file; equal figures give equal bytes.

    Args:
        figure: any matplotlib figure.
        form: one of `FORMATS`.
        dpi: dots per inch; the figure's own if None.

    Raises:
        InvalidValueError: the figure is too small for what stands in it.
    """
    buffer = io.BytesIO()
    with settings(), warnings.catch_warnings():
        # a name in a script that no installed font covers is drawn as boxes; the rest of the figure is still good
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        warnings.filterwarnings("error", message=".*_layout not applied")
        try:
            if form == "png":
                _write_png(figure, buffer, dpi or figure.dpi)
            else:
                figure.savefig(buffer, format=form, dpi=dpi or "figure", metadata=_METADATA[form])
        except UserWarning as error:
            width, height = figure.get_size_inches()
            size = f"{width:g} x {height:g} inches"
            raise InvalidValueError(
                f"{size} are too small for what the picture says: make it larger, or leave the size out"
            ) from error
    return buffer.getvalue()


def _write_png(figure: Figure, buffer: io.BytesIO, dpi: float) -> None:
    """Draw once; `savefig` draws everything twice, which is a third of the time of a picture."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas, own = figure.canvas, figure.dpi
    try:
        figure.dpi = dpi
        FigureCanvasAgg(figure).print_png(buffer, metadata=_METADATA["png"])  # type: ignore[no-untyped-call] # as it is
    finally:
        figure.dpi = own
        figure.set_canvas(canvas)


def is_ours(content: bytes) -> bool:
    r"""Tell whether the content of a file says that logtools made it, as that which `encode` returns does.

    >>> is_ours(b"\x89PNG ... tEXtSoftware\x00logtools ..."), is_ours(b"my notes on logtools")
    (True, False)
    """
    start = content[:_HEAD]
    if start.startswith(b"\x89PNG"):
        return b"tEXtSoftware\x00logtools" in start
    if start.startswith(b"%PDF"):
        return b"/Creator (logtools)" in content
    return b"<svg" in start and b"<dc:title>logtools</dc:title>" in start
