"""`compare` ranks runs, best first."""

from __future__ import annotations

from pathlib import Path

import pytest

import logtools as lt
from tests.formats.reading import LIGHTNING, Logs, read_text, rows

SWEEP = Path(__file__).parents[3] / "fixtures" / "logs" / "sweep"


def make(folder: Path, **losses: list[str]) -> Logs:
    for run, values in losses.items():
        text = "epoch,step,val_loss\n" + "".join(f"{i},{10 * i + 9},{value}\n" for i, value in enumerate(values))
        read_text(folder, text, hparams=f"lr: {len(run)}\nrank: {run}\n", run=run)
    return lt.read(folder)


def test_the_best_run_is_first_with_its_epoch(tmp_path: Path) -> None:
    logs = make(tmp_path, a=["0.5", "0.75"], bb=["0.75", "0.25", "0.5"], ccc=["nan", "1.0"])
    comparison = logs.compare()
    assert comparison.ranking is not None
    assert (comparison.ranking.label, comparison.ranking.direction, comparison.inferred) == ("val_loss", "min", True)
    assert rows(comparison.runs, "rank", "run", "best val_loss", "epoch of best val_loss") == [
        (1, "bb", 0.25, 1),
        (2, "a", 0.5, 0),
        (3, "ccc", 1.0, 1),
    ]


def test_ties_share_a_rank_and_non_finite_values_have_none(tmp_path: Path) -> None:
    logs = make(tmp_path, a=["0.5"], b=["nan"], c=["0.5"], d=["inf"], e=["0.75"])
    found = rows(logs.compare().runs, "rank", "run")
    assert found[:3] == [(1, "a"), (1, "c"), (3, "e")]
    assert found[3:] == [(None, "b"), (None, "d")]


def test_a_given_direction_overrides_the_name(tmp_path: Path) -> None:
    logs = make(tmp_path, a=["0.5"], b=["0.75"])
    comparison = logs.compare("val_loss", direction="max")
    assert rows(comparison.runs, "run") == [("b",), ("a",)]
    assert not comparison.inferred


def test_hyperparameters_do_not_replace_fixed_columns(tmp_path: Path) -> None:
    logs = make(tmp_path, a=["0.5"], b=["0.75"])
    comparison = logs.compare()
    assert comparison.hparams == ("rank (hyperparameter)",)
    assert len(set(comparison.runs.columns)) == comparison.runs.width


def test_a_metric_can_be_named_by_its_quantity() -> None:
    logs = lt.read(SWEEP)
    assert logs.compare("val_acc").runs.equals(logs.compare("val_acc", direction="max").runs)
    named = logs.compare("acc").ranking
    assert named is not None
    assert named.label.endswith("acc")


def test_an_unknown_metric_is_an_error_that_lists_the_metrics() -> None:
    with pytest.raises(lt.MetricNotFoundError, match="val_loss"):
        lt.read(SWEEP).compare("val_los")


def test_a_metric_of_unknown_direction_needs_one(tmp_path: Path) -> None:
    logs = read_text(tmp_path, "epoch,step,val_thing\n0,9,0.5\n1,19,0.25\n")
    with pytest.raises(lt.InvalidValueError, match="val_thing"):
        logs.compare("val_thing")
    assert logs.compare().ranking is None
    ranking = logs.compare("val_thing", direction="min").ranking
    assert ranking is not None
    assert ranking.direction == "min"


def test_every_run_is_there_even_if_it_logged_nothing(tmp_path: Path) -> None:
    make(tmp_path, a=["0.5"], b=["0.75"])
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "hparams.yaml").write_text("lr: 1\n")
    assert rows(lt.read(tmp_path).compare().runs, "rank", "run")[-1] == (None, "c")


def test_nothing_logged_at_all(tmp_path: Path) -> None:
    comparison = read_text(tmp_path, "epoch,step,loss\n").compare()
    assert comparison.ranking is None
    assert comparison.metric_columns == ()
    assert rows(comparison.runs, "run") == [("run",)]


@pytest.mark.parametrize("version", ["0.9.0", "1.5.10", "2.6.6"])
def test_every_metric_that_the_epochs_have_is_in_the_comparison(version: str) -> None:
    logs = lt.read(LIGHTNING / version)
    comparison = logs.compare()
    assert comparison.runs.height == len(logs)
    names = [column.name for column in comparison.metric_columns]
    assert len(set(names)) == len(names)
    assert set(names) <= set(comparison.runs.columns)
