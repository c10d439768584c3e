"""Draw every kind of plot into a folder: of the real runs in `fixtures/`, and of a million synthetic points.

python scripts/gallery.py [FOLDER]        all plots; the default folder is `gallery`
python scripts/gallery.py --readme        the four plots of the README, into docs/images
"""

from __future__ import annotations

import argparse
import math
import random
import sys
import tempfile
from pathlib import Path
from typing import Any

import logtools as lt
from logtools.figures.renderers.matplotlib import encode

ROOT = Path(__file__).parents[1]
LOGS = ROOT / "fixtures" / "logs"

#: Name, runs below `fixtures/logs`, metrics, options.
PICTURES: list[tuple[str, str, tuple[str, ...], dict[str, Any]]] = [
    ("run", "train_history_log", (), {}),
    ("steps", "train_history_log_step_only", (), {}),
    ("epochs", "train_history_log_epoch_only", (), {}),
    ("smooth", "train_history_log", (), {"smooth": 0.8}),
    ("smooth-gaussian", "train_history_log", (), {"smooth": "gaussian:5"}),
    ("smooth-median", "train_history_log", (), {"smooth": "median:9"}),
    ("sweep", "sweep", (), {}),
    ("sweep-runs", "sweep", (), {"color_by": "run"}),
    ("groups", "sweep", ("val_loss", "val_acc"), {"by": "lr", "x": "epoch"}),
    ("groups-interval", "sweep", ("loss",), {"by": "lr", "band": "ci", "log": True}),
    ("groups-range", "sweep", ("loss",), {"by": "lr", "band": "minmax", "smooth": 0.6, "x": "samples"}),
    ("facets", "sweep", ("loss",), {"facet": "lr", "x": "epoch"}),
    ("facets-run", "sweep", ("val_acc",), {"facet": "run", "grid": (3, 4)}),
    ("clip", "sweep", ("loss",), {"clip": True}),
    ("scatter", "sweep", (), {"kind": "scatter"}),
    ("box", "sweep", ("val_acc",), {"kind": "box"}),
    ("parallel", "sweep", (), {"kind": "parallel", "by": "lr,seed"}),
    ("heatmap", "sweep", ("val_acc",), {"kind": "heatmap", "by": "lr,seed"}),
]
README = ("smooth", "groups", "sweep", "box")


def main() -> None:
    """Draw the requested plots and print their paths."""
    parser = argparse.ArgumentParser(description="Draw every kind of plot into a folder.")
    parser.add_argument("folder", nargs="?", type=Path, default="gallery", help="output folder (%(default)s)")
    parser.add_argument(
        "--readme", action="store_true", help="draw only the four plots of the README, into docs/images"
    )
    asked = parser.parse_args()
    readme, folder = asked.readme, ROOT / "docs" / "images" if asked.readme else asked.folder
    folder.mkdir(parents=True, exist_ok=True)
    for name, runs, metrics, options in PICTURES:
        if not readme or name in README:
            _draw(lt.read(LOGS / runs), metrics, options, folder / f"{name}.png", dpi=80 if readme else 150)
    if not readme:
        with tempfile.TemporaryDirectory() as made:
            _make_million(Path(made) / "million")
            _draw(lt.read(made), (), {}, folder / "million.png")
            _draw(lt.read(made), (), {"smooth": "0.999"}, folder / "million-smooth.png")
            _draw(lt.read(made), (), {"clip": True, "x": "epoch"}, folder / "million-clip.png")


def _draw(logs: lt.Logs[Any], metrics: tuple[str, ...], options: dict[str, Any], path: Path, dpi: int = 150) -> None:
    path.write_bytes(encode(logs.plot(*metrics, **options), "png", dpi=dpi))
    sys.stdout.write(f"{path}\n")


def _make_million(folder: Path) -> None:
    """Write a run with a million steps, an outlier, a NaN, and a hundred validations."""
    folder.mkdir()
    noise = random.Random(0)  # noqa: S311 - no cryptography
    with (folder / "metrics.csv").open("w") as file:
        file.write("epoch,step,train_loss,val_loss\n")
        for step in range(1_000_000):
            epoch, value = step // 10_000, 2 * math.exp(-step / 2e5) + 0.3 + noise.gauss(0, 0.1)
            file.write(f"{epoch},{step},{ {400_000: 9.0, 700_000: math.nan}.get(step, value) },\n")
            if step % 10_000 == 9_999:
                file.write(f"{epoch},{step},,{2 * math.exp(-epoch / 20) + 0.4}\n")


if __name__ == "__main__":
    main()
