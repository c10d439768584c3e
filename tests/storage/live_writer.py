"""Write rows with the newest CSVLogger, like trainings, until standard input is closed.

Several loggers write one row each in turn. Row `s` has `keys(s)` metrics k0, k1, ...; the value of kj is `s + j / 64`.
Every 25 rows there is a new metric, so that Lightning rewrites the file. After 120 rows a new logger uses the folder,
and Lightning deletes the file.
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
    """Return the number of metrics in the row of a step."""
    return 3 + step // 25


def listen(done: threading.Event) -> None:
    """Set the event once standard input is closed."""
    sys.stdin.read()
    done.set()


def main() -> None:
    """Write until standard input is closed."""
    from pytorch_lightning.loggers import CSVLogger

    done = threading.Event()
    threading.Thread(target=listen, args=(done,), daemon=True).start()
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
