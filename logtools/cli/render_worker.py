"""Draw in a second process, which imports matplotlib while this one still reads the logs.

Importing matplotlib takes longer than reading most logs, and neither waits for the other: on two processors a picture
takes the longer of the two. `LOGTOOLS_WORKER=off` switches it off; if a second process cannot be started or is
of no use, the figure is drawn in this one. The bytes of the file are the same.

The two share a pair of pipes that nobody else has. The request is a pickle in which only the types of `FigureSpec` are
accepted; the answer is not a pickle. The worker ends when the pipe closes: with this process, even if that is killed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    import queue
    from types import TracebackType

    from logtools.figures.renderers.registry import Drawing
    from logtools.figures.spec import FigureSpec

__all__ = ["RenderWorker"]

#: What the worker runs. Only `sys` is imported before it looks for modules in the same places as this process: a file
#: in the current folder, which holds logs, must not replace a module. This file is run by its path, since importing it
#: would import click, too, which takes 20 ms.
_PROGRAM = "import sys; sys.path[:] = sys.argv[2:]; import runpy; runpy.run_path(sys.argv[1])['serve']()"
#: Bytes of the length before a message.
_LENGTH = 8


class RenderWorker:
    """Draws one figure; between entering and that, matplotlib is imported beside whatever else is done.

    >>> from logtools.figures.spec import Curve, CurvePanel, FigureSpec, RunColour, SeriesKind
    >>> kind = SeriesKind(stage="train", granularity="epoch", label="train, epoch mean")
    >>> curve = Curve(colour_index=0, series_kind=kind, metric="loss", x=(0.0, 1.0), y=(0.9, 0.4))
    >>> panel = CurvePanel(quantity="loss", x_label="step", y_label="loss", curves=(curve,))
    >>> run = RunColour(run="version_0", label="version_0")
    >>> with RenderWorker() as worker:
    ...     drawing = worker.draw(FigureSpec(title=None, run_colours=(run,), panels=(panel,)), "a.png", dpi=50)
    >>> drawing.content[1:4]
    b'PNG'
    """

    def __init__(self, *, wanted: bool = True) -> None:
        self._wanted = wanted
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        if self._wanted and _is_worth_it():
            flags = ["-I"] if sys.flags.isolated else []
            with suppress(OSError):  # there may be no more processes
                self._process = subprocess.Popen(  # noqa: S603 - this Python, and the program above
                    [sys.executable, *flags, "-c", _PROGRAM, __file__, *sys.path],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    env={"OPENBLAS_NUM_THREADS": "1", **os.environ},  # threads that nothing needs would wait, busily
                    start_new_session=True,  # Ctrl-C is for this process, which then ends the worker
                )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            with suppress(OSError):  # it may have ended before it read everything
                process.communicate()

    def draw(self, spec: FigureSpec, path: str | os.PathLike[str], **look: Any) -> Drawing:  # noqa: ANN401
        """Draw a figure in the format of a file.

        Args:
            spec: what to draw.
            path: the file; nothing is written to it.
            look: `dpi`, `size`, `style` and `notes`, as for `figures.renderers.registry.Render`.

        Raises:
            InvalidValueError: as a renderer, or no renderer has this suffix.
        """
        from logtools.figures.renderers.registry import renderer_for

        renderer = renderer_for(path)
        if self._process is not None and renderer.heavy and (drawing := self._ask(spec, os.fspath(path), look)):
            return drawing
        # whatever failed in the worker fails here, too, where it can be reported
        return renderer.render(spec, **look)

    def _ask(self, spec: FigureSpec, path: str, look: dict[str, Any]) -> Drawing | None:
        """Let the worker draw; None if it cannot."""
        import pickle

        from logtools.figures.renderers.registry import Drawing

        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            return None
        request = pickle.dumps((spec, path, {**look, "style": _path_text(look.get("style"))}), pickle.HIGHEST_PROTOCOL)
        try:
            process.stdin.write(len(request).to_bytes(_LENGTH, "big") + request)
            process.stdin.flush()
            unwritable = _read(process.stdout)
            content = _read(process.stdout)
        except OSError:
            return None
        if unwritable is None or content is None:
            return None
        return Drawing(content=content, unwritable=unwritable.decode())


def _is_worth_it() -> bool:
    """Return whether there is a second processor, and something to import."""
    if os.environ.get("LOGTOOLS_WORKER", "").casefold() == "off":
        return False
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return processors > 1 and "matplotlib" not in sys.modules and bool(sys.executable) and not hasattr(sys, "frozen")


def _path_text(style: object) -> str | None:
    return os.fspath(style) if isinstance(style, str | os.PathLike) else None


def _read(stream: Any) -> bytes | None:  # noqa: ANN401 - a pipe, buffered or not
    """Read a message: its length, then as many bytes. Returns None at the end of the stream."""
    head = stream.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    length = int.from_bytes(head, "big")
    content = stream.read(length)
    return content if len(content) == length else None


def serve() -> None:
    """Be the worker: import matplotlib and draw a sample, then draw what is asked for, answer and end.

    It ends at once: taking down all that was imported takes a tenth of a second. Errors are an exit code only, since
    the other process raises them again.
    """
    import gc
    import queue
    import threading

    gc.disable()  # one figure is drawn and the process ends: nothing is worth collecting
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever is printed here is not part of the answer
    requests: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(requests,), daemon=True).start()
    try:
        from logtools.figures.renderers.matplotlib.warm_up import draw_sample, import_matplotlib
        from logtools.figures.renderers.registry import renderer_for

        import_matplotlib()
        if requests.empty():
            draw_sample()
        spec, path, look = read_request(requests.get())
        drawing = renderer_for(path).render(spec, **look)
        for part in (drawing.unwritable.encode(), drawing.content):
            answers.write(len(part).to_bytes(_LENGTH, "big") + part)
        answers.flush()
    except Exception:  # noqa: BLE001 - it is raised again in the other process
        os._exit(1)
    sys.stderr.flush()
    os._exit(0)


def _listen(requests: queue.SimpleQueue[bytes]) -> None:
    """Read the request; end the process when the other end of the pipe closes, since nobody waits for the answer."""
    stream = os.fdopen(0, "rb", closefd=False)
    request = _read(stream)
    if request is not None:
        requests.put(request)
        stream.read(1)
    os._exit(1)


def read_request(request: bytes) -> tuple[FigureSpec, str, dict[str, Any]]:
    """Read a request, in which only the types of `FigureSpec` are accepted."""
    import io
    import pickle

    from logtools.figures import spec

    class Unpickler(pickle.Unpickler):
        def find_class(self, module_name: str, global_name: str) -> Any:  # noqa: ANN401 - as it is
            if module_name != spec.__name__ or global_name not in spec.__all__:
                raise pickle.UnpicklingError(f"{module_name}.{global_name} is not part of a figure")
            return getattr(spec, global_name)

    figure, path, look = Unpickler(io.BytesIO(request)).load()
    return figure, path, look
