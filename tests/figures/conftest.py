"""Fixtures: figures of logs that a test gives as text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

import logtools as lt
from logtools.figures.build.curve_figure import build_curve_figure
from logtools.figures.spec import FigureSpec

SpecOf = Callable[..., FigureSpec]

#: Two epochs of four steps each: single steps, epoch means, validation, and a test at the end.
ORDINARY = """epoch,step,train_loss_step,train_loss_epoch,val_loss,val_acc,test_loss
0,1,2.0,,,,
0,3,1.0,,,,
0,3,,,1.1,0.5,
0,3,,1.5,,,
1,5,0.9,,,,
1,7,0.7,,,,
1,7,,,0.8,0.7,
1,7,,0.8,,,
2,8,,,,,0.85
"""


@pytest.fixture
def spec_of(tmp_path: Path) -> SpecOf:
    """Return a function that draws the figure of runs, given the text of each run's metrics.csv."""

    def make(
        files: Mapping[str, str] | str,
        *,
        labels: Mapping[str, str] | None = None,
        select: Sequence[str] = (),
        title: str | None = None,
    ) -> FigureSpec:
        for run, text in ({"run": files} if isinstance(files, str) else files).items():
            path = tmp_path / "logs" / run / "metrics.csv"
            path.parent.mkdir(parents=True)
            path.write_text(text, encoding="utf-8")
        logs = lt.read(tmp_path / "logs")
        return build_curve_figure(logs.metrics(), logs.summary(), labels=labels or {}, select=select, title=title)

    return make


@pytest.fixture
def ordinary() -> str:
    """Return the metrics.csv of an ordinary run."""
    return ORDINARY
