"""All kinds of plots of results."""

from __future__ import annotations

from pathlib import Path

import pytest

import logtools as lt
from logtools.choices import RESULT_KINDS, ResultKind
from logtools.errors import InvalidValueError
from logtools.figures.renderers.matplotlib import draw
from tests.grid import runs_with_lr


def test_a_plot_without_suitable_hyperparameters_is_an_error() -> None:
    sweep = lt.read(Path(__file__).parents[3] / "fixtures" / "logs" / "sweep")
    with pytest.raises(InvalidValueError, match="needs two hyperparameters"):
        sweep.figure(kind="heatmap")
    with pytest.raises(InvalidValueError, match="no kind is named 'pie'"):
        sweep.figure(kind="pie")  # type: ignore[arg-type] # that is the point
    with pytest.raises(InvalidValueError, match="no numeric hyperparameter"):
        sweep["version_0"].figure(kind="scatter")
    with pytest.raises(InvalidValueError, match="one metric"):
        sweep.figure("loss", "acc", kind="box")


def test_runs_without_a_finite_value_are_noted(tmp_path: Path) -> None:
    for i, best in enumerate(("0.5", "0.4", "nan")):
        (tmp_path / f"v{i}").mkdir()
        (tmp_path / f"v{i}" / "metrics.csv").write_text(f"epoch,step,val_loss\n0,1,{best}\n")
        (tmp_path / f"v{i}" / "hparams.yaml").write_text(f"lr: {i + 1}\n")
    for kind in RESULT_KINDS:
        if kind != "heatmap":
            assert lt.read(tmp_path).figure(kind=kind).notes == ("1 run not drawn: no finite best val_loss",)


@pytest.mark.parametrize("kind", ["scatter", "box", "parallel"])
def test_values_too_large_for_an_axis_are_left_out(tmp_path: Path, kind: ResultKind) -> None:
    logs = runs_with_lr(tmp_path, ("0.1", "1.7e308"), ("0.2", "2"), ("0.3", "-1.7e308"))
    spec = logs.figure(kind=kind)
    assert "2 runs not drawn: no finite best val_loss" in spec.notes
    draw(spec).draw_without_rendering()
