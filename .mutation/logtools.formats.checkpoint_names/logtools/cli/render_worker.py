"""Draw in a second process, the worker, which imports matplotlib while this process reads the logs.

Importing matplotlib takes longer than reading most logs. With two processors, both happen at the same time.
`LOGTOOLS_WORKER=off` disables the worker. If a worker cannot be started or would not help, the figure is drawn in this
process. The bytes of the file are the same.

The two processes share a private pair of pipes. The request is a pickle in which only the types of `FigureSpec` are
accepted; the answer is not a pickle. The worker ends when the pipe closes, so it ends with this process, even if this
process is killed.
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

#: The program of the worker. It imports only `sys` before it sets the module search path of this process, because a
#: file in the current folder, which has logs, must not replace a module. This file is run by its path, because
#: importing it would import click, which takes 20 ms.
_PROGRAM = "import sys; sys.path[:] = sys.argv[2:]; import runpy; runpy.run_path(sys.argv[1])['serve']()"
#: Number of bytes of the length before a message.
_LENGTH = 8


class RenderWorker:
    """Draws one figure. After entering the context, the worker imports matplotlib in the background.

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
            with suppress(OSError):  # the limit of processes may be reached
                self._process = subprocess.Popen(  # noqa: S603 - this Python, and the program above
                    [sys.executable, *flags, "-c", _PROGRAM, __file__, *sys.path],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    env={"OPENBLAS_NUM_THREADS": "1", **os.environ},  # idle threads would use processor time
                    start_new_session=True,  # Ctrl-C is for this process, which then ends the worker
                )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            with suppress(OSError):  # the worker may have ended early
                process.communicate()

    def draw(self, spec: FigureSpec, path: str | os.PathLike[str], **look: Any) -> Drawing:  # noqa: ANN401
        """Draw a figure in the format of a file.

        Args:
            spec: the figure.
            path: the file, for its format; nothing is written to it.
            look: `dpi`, `size`, `style` and `notes`, as for `figures.renderers.registry.Render`.

        Raises:
            InvalidValueError: as raised by the renderer, or if no renderer has this suffix.
        """
        from logtools.figures.renderers.registry import renderer_for

        renderer = renderer_for(path)
        if self._process is not None and renderer.heavy and (drawing := self._ask(spec, os.fspath(path), look)):
            return drawing
        # an error in the worker happens here again, and is reported
        return renderer.render(spec, **look)

    def _ask(self, spec: FigureSpec, path: str, look: dict[str, Any]) -> Drawing | None:
        """Return the drawing of the worker; None if it failed."""
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
    """Return whether there is a second processor, and matplotlib is not imported yet."""
    if os.environ.get("LOGTOOLS_WORKER", "").casefold() == "off":
        return False
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return processors > 1 and "matplotlib" not in sys.modules and bool(sys.executable) and not hasattr(sys, "frozen")


def _path_text(style: object) -> str | None:
    return os.fspath(style) if isinstance(style, str | os.PathLike) else None


def _read(stream: Any) -> bytes | None:  # noqa: ANN401 - a pipe, buffered or not
    """Read a message, which starts with its length. Returns None at the end of the stream."""
    head = stream.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    length = int.from_bytes(head, "big")
    content = stream.read(length)
    return content if len(content) == length else None


def serve() -> None:
    """Run the worker: import matplotlib and draw a sample, then draw the requested figure, answer and exit.

    It exits without cleanup, which would take 0.1 s. An error only sets the exit code, because the other process raises
    it again.
    """
    import gc
    import queue
    import threading

    gc.disable()  # the process draws one figure and ends
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # printed text must not become part of the answer
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
    except Exception:  # noqa: BLE001 - the other process raises it again
        os._exit(1)
    sys.stderr.flush()
    os._exit(0)


def _listen(requests: queue.SimpleQueue[bytes]) -> None:
    """Read the request; exit when the other end of the pipe closes, because nobody waits for the answer any more."""
    stream = os.fdopen(0, "rb", closefd=False)
    request = _read(stream)
    if request is not None:
        requests.put(request)
        stream.read(1)
    os._exit(1)


def read_request(request: bytes) -> tuple[FigureSpec, str, dict[str, Any]]:
    """Read a request; only the types of `FigureSpec` are accepted."""
    import io
    import pickle

    from logtools.figures import spec

    class Unpickler(pickle.Unpickler):
        def find_class(self, module_name: str, global_name: str) -> Any:  # noqa: ANN401 - pickle's signature
            if module_name != spec.__name__ or global_name not in spec.__all__:
                raise pickle.UnpicklingError(f"{module_name}.{global_name} is not part of a figure")
            return getattr(spec, global_name)

    figure, path, look = Unpickler(io.BytesIO(request)).load()
    return figure, path, look
