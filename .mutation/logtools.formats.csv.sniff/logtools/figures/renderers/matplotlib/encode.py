"""Encode a figure as the bytes of a PNG, SVG or PDF file. Equal figures give equal bytes: no date is written."""

from __future__ import annotations

import io
import threading
import warnings
from typing import TYPE_CHECKING

from logtools.choices import ImageFormat
from logtools.errors import InvalidValueError
from logtools.figures.image_formats import METADATA

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["encode"]

#: Compression level of a PNG: a higher level takes twice the time and saves 5% of the size.
_COMPRESSION = 3
#: Most pixels of a PNG: larger than a poster (A0 at 300 dpi), and needs a gigabyte of memory.
_MOST_PIXELS = 2e8
#: Python's warning filters and matplotlib's settings for PDF are shared by all threads.
_LOCK = threading.RLock()


def encode(figure: Figure, form: ImageFormat, *, dpi: float | None = None) -> bytes:
    """Return a figure as the bytes of a file.

    Args:
        figure: any matplotlib figure; it is not changed.
        form: `png`, `svg` or `pdf`.
        dpi: dots per inch; the figure's own if None.

    Raises:
        InvalidValueError: the figure is too small for its contents, or has too many pixels.
    """
    dpi = dpi or figure.dpi
    if form == "png":
        _check(figure, dpi)
    writers = {"png": _write_png, "svg": _write_svg, "pdf": _write_pdf}
    buffer = io.BytesIO()
    canvas, own = figure.canvas, figure.dpi
    with _LOCK, warnings.catch_warnings():
        # a character that no installed font has is drawn as a box; the rest of the figure is usable
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        warnings.filterwarnings("error", message=".*_layout not applied")
        try:
            figure.dpi = dpi
            writers[form](figure, buffer, dpi)
        except UserWarning as error:
            width, height = figure.get_size_inches()
            size = f"{width:g} x {height:g} inches"
            raise InvalidValueError(
                f"{size} are too small for this figure: use a larger size, or leave it out"
            ) from error
        finally:
            figure.dpi = own
            figure.set_canvas(canvas)
    return buffer.getvalue()


def _check(figure: Figure, dpi: float) -> None:
    width, height = (length * dpi for length in figure.get_size_inches())
    if width * height > _MOST_PIXELS:
        raise InvalidValueError(
            f"an image of {width:,.0f} x {height:,.0f} pixels is too large (limit: {_MOST_PIXELS:,.0f} pixels): "
            "reduce its size or dpi, or write an .svg or .pdf"
        )


def _write_png(figure: Figure, buffer: io.BytesIO, dpi: float) -> None:
    """Write a PNG and draw only once: `savefig` draws everything twice, which takes a third of its time."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    agg = FigureCanvasAgg(figure)
    agg.draw()  # type: ignore[no-untyped-call] # as it is
    size = agg.get_width_height(physical=True)
    pixels = agg.buffer_rgba()  # type: ignore[no-untyped-call] # as it is
    image = Image.frombuffer("RGBA", size, pixels, "raw", "RGBA", 0, 1)
    if image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")  # opaque everywhere
    info = PngInfo()
    for name, text in METADATA["png"].items():
        info.add_text(name, text)
    image.save(buffer, format="png", dpi=(dpi, dpi), pnginfo=info, compress_level=_COMPRESSION)


def _write_svg(figure: Figure, buffer: io.BytesIO, dpi: float) -> None:
    from logtools.figures.renderers.matplotlib.svg import write_svg

    write_svg(figure, buffer, dpi=dpi, metadata=METADATA["svg"])


def _write_pdf(figure: Figure, buffer: io.BytesIO, dpi: float) -> None:  # noqa: ARG001 - as the other writers
    """Write a PDF with text as TrueType, which can be searched and copied.

    matplotlib reads the font type from its global settings only, in a dozen places. The setting is changed while the
    file is written, and restored. If another thread writes a PDF at the same time, its text becomes TrueType too.
    """
    from matplotlib import rcParams
    from matplotlib.backends.backend_pdf import FigureCanvasPdf

    own = rcParams["pdf.fonttype"]
    try:
        rcParams["pdf.fonttype"] = 42
        FigureCanvasPdf(figure).print_pdf(buffer, metadata=METADATA["pdf"])  # type: ignore[no-untyped-call] # as it is
    finally:
        rcParams["pdf.fonttype"] = own
