"""Import matplotlib and fill its caches before the figure is ready."""

from __future__ import annotations

from logtools.figures.renderers.matplotlib.encode import encode
from logtools.figures.renderers.matplotlib.figure import draw
from logtools.figures.spec import ColourScale, Curve, CurvePanel, FigureSpec, RunColour, SeriesKind

__all__ = ["draw_sample", "import_matplotlib"]


def import_matplotlib() -> None:
    """Import the modules that drawing needs."""
    import matplotlib.backends.backend_agg
    import matplotlib.figure  # noqa: F401


def draw_sample() -> bytes:
    """Draw a sample figure with all kinds of elements, to find the fonts and fill the glyph caches.

    >>> draw_sample()[1:4]
    b'PNG'
    """
    kind = SeriesKind(stage="train", granularity="epoch", label="training, epoch")
    curve = Curve(colour_index=0, series_kind=kind, metric="loss", x=(1.0, 2.0), y=(1.0, 2.0))
    panel = CurvePanel(quantity="loss", x_label="step", y_label="loss", epochs=((1, 0), (2, 1)), curves=(curve,))
    sample = FigureSpec(
        title="run 0123456789",
        run_colours=(RunColour(run="a", label="a", value=0.1), RunColour(run="b", label="b", value=1.0)),
        panels=(panel,),
        notes=("warming up",),
        scale=ColourScale(name="lr", low=0.1, high=1.0, log=True),
    )
    return encode(draw(sample), "png", dpi=100)
