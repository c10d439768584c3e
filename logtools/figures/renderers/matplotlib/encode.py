"""A figure as the bytes of a PNG, SVG or PDF file: the same bytes each time, and none of them says when."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

from logtools.errors import InvalidValueError
from logtools.figures.image_formats import METADATA, Format
from logtools.figures.renderers.matplotlib.settings import settings

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["encode"]

#: How hard a PNG is compressed: from here on, lines on paper take twice the time for a twentieth of the size.
_COMPRESSION = 3
#: Dots of a PNG at most: more than a poster (A0 at 300 dots per inch), and already a gigabyte of memory.
_MOST_DOTS = 2e8


def encode(figure: Figure, form: Format, *, dpi: float | None = None) -> bytes:
    """Return a figure as the bytes of a file; equal figures give equal bytes.

    Args:
        figure: any matplotlib figure.
        form: one of `files.FORMATS`.
        dpi: dots per inch; the figure's own if None.

    Raises:
        InvalidValueError: the figure is too small for what stands in it, or has too many dots.
    """
    if form == "png":
        _check(figure, dpi or figure.dpi)
    buffer = io.BytesIO()
    with settings(), warnings.catch_warnings():
        # a name in a script that no installed font covers is drawn as boxes; the rest of the figure is still good
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        warnings.filterwarnings("error", message=".*_layout not applied")
        try:
            if form == "png":
                _write_png(figure, buffer, dpi or figure.dpi)
            else:
                figure.savefig(buffer, format=form, dpi=dpi or "figure", metadata=METADATA[form])
        except UserWarning as error:
            width, height = figure.get_size_inches()
            size = f"{width:g} x {height:g} inches"
            raise InvalidValueError(
                f"{size} are too small for what the picture says: make it larger, or leave the size out"
            ) from error
    return buffer.getvalue()


def _check(figure: Figure, dpi: float) -> None:
    width, height = (length * dpi for length in figure.get_size_inches())
    if width * height > _MOST_DOTS:
        raise InvalidValueError(
            f"a picture of {width:,.0f} x {height:,.0f} dots is too large, for it can have {_MOST_DOTS:,.0f}: make it "
            "smaller, take fewer dots per inch, or write an .svg or .pdf"
        )


def _write_png(figure: Figure, buffer: io.BytesIO, dpi: float) -> None:
    """Draw once; `savefig` draws everything twice, which is a third of the time of a picture."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    canvas, own = figure.canvas, figure.dpi
    try:
        figure.dpi = dpi
        agg = FigureCanvasAgg(figure)
        agg.draw()  # type: ignore[no-untyped-call] # as it is
        size = agg.get_width_height(physical=True)
        pixels = agg.buffer_rgba()  # type: ignore[no-untyped-call] # as it is
        image = Image.frombuffer("RGBA", size, pixels, "raw", "RGBA", 0, 1)
    finally:
        figure.dpi = own
        figure.set_canvas(canvas)
    if image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")  # nothing shines through
    info = PngInfo()
    for name, text in METADATA["png"].items():
        info.add_text(name, text)
    image.save(buffer, format="png", dpi=(dpi, dpi), pnginfo=info, compress_level=_COMPRESSION)
