"""A training's loggers at work: writes rows with the newest CSVLogger until its standard input is closed.

Several loggers write a row each in turn. Row `s` has `keys(s)` metrics k0, k1, ..., of which kj is `s + j / 64`: a new
one every 25 rows, so that Lightning writes the whole file again. After 120 rows a new logger takes over the folder, for
which Lightning deletes the file.
"""

from __future__ import annotations

import itertools
import sys
import threading
import time
from pathlib import Path

LOGGERS = 10
ROWS = 120


def keys(step: int) -> int:
    """Return how many metrics the row of a step has."""
    return 3 + step // 25


def main() -> None:
    """Write until nobody listens any more."""
    from pytorch_lightning.loggers import CSVLogger

    done = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), done.set()), daemon=True).start()
    root = Path(sys.argv[1])
    loggers: dict[int, CSVLogger] = {}
    for turn in itertools.count():
        for i in range(LOGGERS):
            step = turn % ROWS
            if not step:
                loggers[i] = CSVLogger(root, name="", version=f"run_{i}", flush_logs_every_n_steps=1)
            metrics = {f"k{j}": step + j / 64 for j in range(keys(step))}
            loggers[i].log_metrics({"epoch": step // 100, **metrics}, step=step)
        if done.is_set():
            return
        if not turn:
            sys.stdout.write("writing\n")
            sys.stdout.flush()
        time.sleep(0.004)


if __name__ == "__main__":
    main()
