"""A `FigureSpec` as the content of a file, and the other end of `figures.drawer`: the process that draws one."""

from __future__ import annotations

import gc
import io
import os
import pickle
import sys
import threading
from dataclasses import dataclass
from typing import Any

from logtools.figures.image_formats import Format
from logtools.figures.renderers.matplotlib.encode import encode
from logtools.figures.renderers.matplotlib.figure import draw
from logtools.figures.renderers.matplotlib.fonts import unwritable
from logtools.figures.spec import Curve, FigureSpec, Panel, RunColour, Scale, SeriesKind

__all__ = ["Drawing", "drawn", "serve"]


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A picture as the content of a file."""

    content: bytes
    #: The characters of its names that no font has: boxes stand for them.
    unwritable: str


def drawn(spec: FigureSpec, form: Format, *, dpi: float, **look: Any) -> Drawing:  # noqa: ANN401
    """Draw a picture in this process, with the arguments and errors of `figures.drawer.Drawer.draw`.

    >>> drawn(_SPECIMEN, "svg", dpi=72).content[:5]
    b'<?xml'
    """
    return Drawing(content=encode(draw(spec, **look), form, dpi=dpi), unwritable=unwritable(spec))


def serve() -> None:
    """Be the other process: import and warm up, draw what comes in, answer and end; any error is but an exit code.

    It ends at once: taking down all that was imported takes a tenth of a second, and the answer would wait for it.
    """
    gc.disable()  # one picture is drawn and the process ends: nothing is worth collecting
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever is printed here is not part of the answer
    asked: list[bytes] = []
    reader = threading.Thread(target=lambda: asked.append(io.FileIO(0).readall()), daemon=True)
    reader.start()
    try:
        import matplotlib.backends.backend_agg
        import matplotlib.figure  # noqa: F401

        if not asked:
            drawn(_SPECIMEN, "png", dpi=100)
        reader.join()
        spec, form, dpi, look = pickle.loads(asked[0])  # noqa: S301 - from the process that started this one
        with answers:
            pickle.dump(drawn(spec, form, dpi=dpi, **look), answers, pickle.HIGHEST_PROTOCOL)
    except Exception:  # noqa: BLE001 - it is raised again where it can be told
        os._exit(1)
    sys.stderr.flush()
    os._exit(0)


#: A picture that has a little of everything, to find fonts and fill matplotlib's caches with.
_ROLE = SeriesKind(stage="train", granularity="epoch", label="training, epoch")
_SPECIMEN = FigureSpec(
    title="run 0123456789",
    hues=(RunColour(run="a", label="a", value=0.1), RunColour(run="b", label="b", value=1.0)),
    panels=(
        Panel(
            quantity="loss",
            x_label="step",
            y_label="loss",
            epochs=((1, 0), (2, 1)),
            curves=(Curve(hue=0, role=_ROLE, metric="loss", x=(1.0, 2.0), y=(1.0, 2.0)),),
        ),
    ),
    notes=("warming up",),
    scale=Scale(name="lr", low=0.1, high=1.0, log=True),
)
