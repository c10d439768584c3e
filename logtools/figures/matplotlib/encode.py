"""A figure as the bytes of a PNG, SVG or PDF file: the same bytes each time, and none of them says when."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Any, Literal

from logtools.figures.matplotlib.settings import settings

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["FORMATS", "Format", "encode"]

Format = Literal["png", "svg", "pdf"]
#: What `encode` can write.
FORMATS: tuple[Format, ...] = ("png", "svg", "pdf")

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
    """
    buffer = io.BytesIO()
    with settings(), warnings.catch_warnings():
        # a name in a script that no installed font covers is drawn as boxes; the rest of the figure is still good
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        figure.savefig(buffer, format=form, dpi=dpi or "figure", metadata=_METADATA[form])
    return buffer.getvalue()
