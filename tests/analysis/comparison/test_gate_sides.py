from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from logtools.analysis.comparison.gate_sides import SideRuns, join_sides
from logtools.logs import Logs, read


def side(name: str, logs: Logs[pl.DataFrame], active: Sequence[str] = (), failed: Sequence[str] = ()) -> SideRuns:
    read = logs._contents  # noqa: SLF001 - the collection that the gate reads
    return SideRuns(
        name=name, summary=read.summary, hparams=read.hparams, series=read.series, active=active, failed=failed
    )


def write(folder: Path, metric: str, values: list[float], **hparams: object) -> None:
    folder.mkdir(parents=True)
    rows = "\n".join(f"{i},{i},{value}" for i, value in enumerate(values))
    (folder / "metrics.csv").write_text(f"epoch,step,{metric}\n{rows}\n")
    (folder / "hparams.yaml").write_text("".join(f"{name}: {value}\n" for name, value in hparams.items()))


def test_runs_of_equal_names_are_told_apart(tmp_path: Path) -> None:
    write(tmp_path / "new" / "version_0", "val_loss", [0.9, 0.5], lr=1, net="a")
    write(tmp_path / "old" / "version_0", "val_loss", [0.9, 0.6], lr=0.5)
    sides = [
        side("candidate", read(tmp_path / "new"), active=["version_0"]),
        side("baseline", read(tmp_path / "old"), failed=["version_0"]),
    ]
    joined = join_sides(sides)
    ids = ["candidate/version_0", "baseline/version_0"]
    assert joined.runs == ids
    assert (joined.active, joined.failed) == (ids[:1], ids[1:])
    assert joined.hparams.rows() == [(ids[0], 1.0, "a"), (ids[1], 0.5, None)]
    assert joined.summary["run"].to_list() == ids
    assert joined.summary["best"].to_list() == [0.5, 0.6]
    curves = joined.series(joined.summary)
    assert curves.select("run", "value").rows() == [(ids[0], 0.9), (ids[0], 0.5), (ids[1], 0.9), (ids[1], 0.6)]
    assert joined.series(joined.summary.filter(pl.col("run").cast(pl.String) == ids[1]))["value"].to_list() == [
        0.9,
        0.6,
    ]


def test_a_folder_of_a_side_may_be_called_like_the_other_side(tmp_path: Path) -> None:
    write(tmp_path / "new" / "v", "val_loss", [0.5])
    write(tmp_path / "old" / "candidate" / "v", "val_loss", [0.6])
    write(tmp_path / "old" / "w", "val_loss", [0.7])
    joined = join_sides([side("candidate", read(tmp_path / "new")), side("baseline", read(tmp_path / "old"))])
    curves = joined.series(joined.summary)
    assert dict(curves.select("run", "value").iter_rows()) == {
        "candidate/v": 0.5, "baseline/candidate/v": 0.6, "baseline/w": 0.7,
    }  # fmt: skip
    assert curves.height == 3
    only = joined.summary.filter(pl.col("run").cast(pl.String) == "candidate/v")
    assert joined.series(only).select("run", "value").rows() == [("candidate/v", 0.5)]


def test_spellings_of_a_metric_get_one_label(tmp_path: Path) -> None:
    for i in range(2):
        write(tmp_path / "new" / f"version_{i}", "val_loss", [0.5])
    write(tmp_path / "old" / "version_0", "valid_loss", [0.6])
    joined = join_sides([side("candidate", read(tmp_path / "new")), side("baseline", read(tmp_path / "old"))])
    assert joined.summary["label"].unique().to_list() == ["val_loss"]
