"""Drawing in a process of its own, which imports matplotlib while this one still reads.

Importing matplotlib takes longer than reading most logs, and neither waits for the other: on two processors a picture
takes the longer of the two. What goes over is a `FigureSpec`, plain data; what comes back are the bytes of the file.
Wherever a second process is of no use, or cannot be had, the drawing is done in this one.
"""

from __future__ import annotations

import gc
import io
import os
import pickle
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from logtools.figures.elements import Curve, FigureSpec, Hue, Panel, Role, Scale
from logtools.figures.matplotlib.encode import Format, encode
from logtools.figures.matplotlib.figure import draw
from logtools.figures.matplotlib.fonts import unwritable

if TYPE_CHECKING:
    from types import TracebackType

__all__ = ["Drawer", "Drawing", "serve"]

#: What the other process runs. Only `sys`, which is part of Python, is imported before it looks for modules in the same
#: places as this one: else a file in the current folder, which holds logs, could stand in for a module.
_PROGRAM = f"import sys; sys.path[:] = sys.argv[1:]; from {__name__} import serve; serve()"


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A picture as the content of a file."""

    content: bytes
    #: The characters of its names that no font has: boxes stand for them.
    unwritable: str


class Drawer:
    """Draws one picture; between entering and that, matplotlib is imported beside whatever else is done.

    >>> with Drawer() as drawer:
    ...     drawing = drawer.draw(_SPECIMEN, "png", dpi=50)
    >>> drawing.content[1:4]
    b'PNG'
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        if _is_worth_it():
            flags = ["-I"] if sys.flags.isolated else []
            with suppress(OSError):  # there may be no more processes
                self._process = subprocess.Popen(  # noqa: S603 - this Python, and a program that stands here
                    [sys.executable, *flags, "-c", _PROGRAM, *sys.path],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    start_new_session=True,  # Ctrl-C is for this process, which then ends that one
                )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._process is not None:
            with self._process:
                self._process.kill()

    def draw(self, spec: FigureSpec, form: Format, *, dpi: float, **look: Any) -> Drawing:  # noqa: ANN401
        """Draw a picture.

        Args:
            spec: what to draw.
            form: the format of the file.
            dpi: dots per inch.
            look: `size`, `style` and `notes`, as for `figures.matplotlib.draw`.

        Raises:
            InvalidValueError: as `figures.matplotlib.draw`.
        """
        process, self._process = self._process, None
        if process is not None:
            with process:
                answer, _ = process.communicate(pickle.dumps((spec, form, dpi, look), pickle.HIGHEST_PROTOCOL))
            if process.returncode == 0:
                drawing: Drawing = pickle.loads(answer)  # noqa: S301 - from our own process
                return drawing
        # what went wrong over there goes wrong here, too, where it can be told
        return _drawing(spec, form, dpi, look)


def serve() -> None:
    """Be the other process: import and warm up, draw what comes in, answer and end; any error is but an exit code.

    It ends at once: taking down all that was imported takes a tenth of a second, and the answer would wait for it.
    """
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever is printed here is not part of the answer
    asked: list[bytes] = []
    reader = threading.Thread(target=lambda: asked.append(io.FileIO(0).readall()), daemon=True)
    reader.start()
    try:
        import matplotlib.backends.backend_agg
        import matplotlib.figure  # noqa: F401

        if not asked:
            _drawing(_SPECIMEN, "png", 100, {})
        gc.disable()  # one picture is drawn and the process ends: nothing is worth collecting
        reader.join()
        drawing = _drawing(*pickle.loads(asked[0]))  # noqa: S301 - from the process that started this one
        with answers:
            pickle.dump(drawing, answers, pickle.HIGHEST_PROTOCOL)
    except Exception:  # noqa: BLE001 - it is raised again where it can be told
        os._exit(1)
    sys.stderr.flush()
    os._exit(0)


def _is_worth_it() -> bool:
    """Tell whether there is a second processor, and something to import."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return processors > 1 and "matplotlib" not in sys.modules and bool(sys.executable) and not hasattr(sys, "frozen")


def _drawing(spec: FigureSpec, form: Format, dpi: float, look: dict[str, Any]) -> Drawing:
    return Drawing(content=encode(draw(spec, **look), form, dpi=dpi), unwritable=unwritable(spec))


#: A picture that has a little of everything, to find fonts and fill matplotlib's caches with.
_ROLE = Role(stage="train", granularity="epoch", label="training, epoch")
_SPECIMEN = FigureSpec(
    title="run 0123456789",
    hues=(Hue(run="a", label="a", value=0.1), Hue(run="b", label="b", value=1.0)),
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
