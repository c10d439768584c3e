"""A number that stands for a missing value never wins, tested through `Logs`."""

from __future__ import annotations

from pathlib import Path

import pytest

import logtools as lt
from logtools.analysis.comparison.findings import PlaceholderValues


def write(folder: Path, metric: str, *runs: list[float]) -> Path:
    """Write runs with these values of a metric, one per epoch."""
    for i, values in enumerate(runs):
        (folder / f"version_{i}").mkdir(parents=True)
        lines = "".join(f"{epoch},{epoch},{value}\n" for epoch, value in enumerate(values))
        (folder / f"version_{i}" / "metrics.csv").write_text(f"epoch,step,{metric}\n{lines}")
    return folder


def placeholder_runs(folder: Path) -> tuple[str, ...]:
    """Return the runs that `compare` leaves out because of a placeholder."""
    return tuple(
        run
        for finding in lt.read(folder).compare().findings
        if isinstance(finding, PlaceholderValues)
        for run in finding.runs
    )


@pytest.mark.parametrize("filler", [-1, -999, 999, 9999, 1e6, -1e9])
@pytest.mark.parametrize("metric", ["val_loss", "val_acc"])
def test_a_run_with_only_a_placeholder_has_no_rank(tmp_path: Path, metric: str, filler: float) -> None:
    logs = lt.read(write(tmp_path, metric, [filler] * 3, [0.5, 0.4, 0.3], [0.6, 0.5, 0.4]))
    comparison = logs.compare()
    assert comparison.placeholders == ("version_0",)
    assert comparison.runs.select("run", "rank", "value").rows()[-1] == ("version_0", None, None)
    assert comparison.runs["caveats"][-1].startswith("placeholder")
    assert comparison.runs["rank"].to_list() == [1, 2, None]
    assert logs.best().run == ("version_1" if metric == "val_loss" else "version_2")
    assert logs.best().placeholders == ("version_0",)


@pytest.mark.parametrize(
    ("metric", "runs"),
    [
        ("val_loss", ([-1, -1], [-1, -1])),  # no run has another value
        ("val_loss", ([-1, -1, 0.5], [0.5, 0.4, 0.3])),  # it has another value
        ("val_elbo", ([-1, -1], [-3, 2])),  # inside the range of other values
        ("val_loss", ([0, 0], [0.5, 0.4])),  # 0 is a value
        ("val_loss", ([7, 7], [0.5, 0.4])),
        ("val_reward", ([-1, -1], [0.5, 0.4])),  # lost every game
        ("val_episode_return", ([-999], [0.5])),
        ("val_loss", ([-1, float("nan")], [0.5, 0.4])),
    ],
)
def test_other_values_are_no_placeholders(tmp_path: Path, metric: str, runs: tuple[list[float], ...]) -> None:
    assert placeholder_runs(write(tmp_path, metric, *runs)) == ()


def test_a_single_value_may_be_a_placeholder(tmp_path: Path) -> None:
    assert placeholder_runs(write(tmp_path, "test_loss", [-1], [0.5], [0.4])) == ("version_0",)


def test_a_gate_counts_a_placeholder_as_not_logged(tmp_path: Path) -> None:
    write(tmp_path, "val_loss", [-1, -1], [0.5, 0.4], [0.6, 0.4], [0.6, 0.5])
    logs = lt.read(tmp_path)
    gate = logs.gate(logs[:2], baseline=logs[2:], metric="val_loss", tolerance=1)
    assert gate.verdict.candidate_failed == 1
    assert any(isinstance(finding, PlaceholderValues) for finding in gate.findings)


def test_a_plot_never_marks_a_placeholder_as_best(tmp_path: Path) -> None:
    figure = lt.read(write(tmp_path, "val_loss", [-1, -1], [0.5, 0.4])).figure("loss")
    assert "0.4" in figure.panels[0].caption
    assert "placeholders, never marked as best: val_loss of version_0 (-1)" in figure.notes
