"""A user's own directions, stages and seeds, tested through `read`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl
import pytest

import logtools as lt
from logtools.figures.spec import CurvePanel
from logtools.metrics.stage import StageRules
from tests.formats.reading import kinds, rows

#: What happens in the epochs of each run: training and validation in German, and a metric with unknown direction.
HEADER = "epoch,step,Training/loss,Validierung/loss,Validierung/wobble\n"


def runs(folder: Path, *, count: int = 4) -> Path:
    """Write runs of two settings with two values of `zufall` each, the later runs better; return their folder."""
    for i in range(count):
        run = folder / f"version_{i}"
        run.mkdir(parents=True)
        lines = (
            f"{e},{10 * e + 9},{1 / (e + 1)},,\n{e},{10 * e + 9},,{1 / (e + i + 1)},{e + 10 * i}\n" for e in range(6)
        )
        (run / "metrics.csv").write_text(HEADER + "".join(lines))
        (run / "hparams.yaml").write_text(f"lr: {0.1 * (1 + i % 2)}\nzufall: {i // 2}\n")
    return folder


def directions(logs: lt.Logs[pl.DataFrame]) -> dict[str, str | None]:
    """Return the direction of each metric."""
    return dict(logs.summary().select("label", pl.col("direction").cast(pl.String)).unique().iter_rows())


def captions(figure: lt.FigureSpec) -> list[str]:
    """Return the phrase about the best value of each panel."""
    return [panel.caption for panel in figure.panels if isinstance(panel, CurvePanel)]


def test_a_metric_of_unknown_direction_is_ranked(tmp_path: Path) -> None:
    runs(tmp_path)
    with pytest.raises(lt.InvalidValueError, match="cannot infer the direction"):
        lt.read(tmp_path).compare("Validierung/wobble")
    for word, best in (("min", "version_0"), ("max", "version_3")):
        logs = lt.read(tmp_path, config={"direction": {"wobble": word}, "stage": {"Validierung": "val"}})
        comparison = logs.compare("wobble")
        assert (comparison.runs["run"][0], comparison.direction_from) == (best, "config")
        assert logs.best("wobble").run == best
        summary = logs["version_1"].summary("wobble")
        assert rows(summary, "direction", "best") == [(word, 10.0 if word == "min" else 15.0)]


def test_a_direction_that_the_user_gives_comes_first_and_none_removes_it(tmp_path: Path) -> None:
    runs(tmp_path)
    config = {"direction": {"Validierung/loss": "max", "loss": "none"}}
    assert directions(lt.read(tmp_path)) == {
        "Training/loss": "min",
        "Validierung/loss": "min",
        "Validierung/wobble": None,
    }
    assert directions(lt.read(tmp_path, config=config)) == {
        "Training/loss": None,
        "Validierung/loss": "max",
        "Validierung/wobble": None,
    }


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ({"*wobble": "min"}, "min"),
        ({"*/wobble": "max", "*wobble": "min"}, "max"),
        ({"*wobble": "min", "validierung-Wobble": "max"}, "max"),  # a name comes before patterns, in any spelling
        ({"validierung_WOBBLE": "max"}, "max"),
        ({"wobb": "max"}, None),
        ({"*WOBBLE": "max"}, None),
        ({"[Vv]al*le": "max"}, "max"),
    ],
)
def test_names_and_patterns_give_directions(tmp_path: Path, table: Mapping[str, str], expected: str | None) -> None:
    assert directions(lt.read(runs(tmp_path), config={"direction": table}))["Validierung/wobble"] == expected


def test_the_stage_of_a_bare_name_is_part_of_its_name(tmp_path: Path) -> None:
    text = "epoch,step,wobble\n" + "".join(f"{e},{e * 4 + s},{s}\n" for e in range(3) for s in range(4))
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "metrics.csv").write_text(text)
    assert directions(lt.read(tmp_path, config={"direction": {"train_wobble": "max"}})) == {"wobble": "max"}


@pytest.mark.parametrize("table", [{"Validierung": "val"}, {"validierung": "validation"}, {"Validierung/*": "val"}])
def test_a_stage_word_of_another_language(tmp_path: Path, table: Mapping[str, str]) -> None:
    logs = lt.read(runs(tmp_path), config={"stage": table})
    assert kinds(logs) == {
        ("Training/loss", "train", "epoch"),
        ("Validierung/loss", "val", "epoch"),
        ("Validierung/wobble", "val", "epoch"),
    }
    epochs = logs["version_0"].epochs()
    assert epochs.columns[-3:] == ["Training/loss", "Validierung/loss", "Validierung/wobble"]
    assert epochs["validations"].to_list() == [1] * 6
    ranking = logs.compare().ranking
    assert ranking is not None
    assert (ranking.label, ranking.stage, ranking.statistic) == ("Validierung/loss", "val", "best")


def test_a_stage_word_separates_the_quantity_and_a_pattern_does_not(tmp_path: Path) -> None:
    runs(tmp_path)
    word = lt.read(tmp_path, config={"stage": {"Validierung": "val"}})
    assert set(word.summary("loss")["label"]) == {"Training/loss", "Validierung/loss"}
    assert set(word.summary("validierung_loss")["label"]) == {"Validierung/loss"}
    pattern = lt.read(tmp_path, config={"stage": {"Validierung/*": "val"}})
    assert set(pattern.summary("loss")["label"]) == {"Training/loss"}


@pytest.mark.parametrize(
    ("name", "table", "stage"),
    [
        ("проверка_loss", {"Проверка": "val"}, "val"),
        ("loss_ÉVALUATION", {"Évaluation*": "val", "*ÉVALUATION": "test"}, "test"),
        ("ProbeLoss", {"probe": "test"}, "test"),
        ("loss/probe", {"probe": "test"}, "test"),
        ("probes_loss", {"probe": "test"}, "train"),
        ("val_probe", {"probe": "test"}, "val"),  # the stage at the front decides
        ("test_loss", {"test": "val"}, "val"),
        ("dev_loss", {"dev": "none"}, "train"),
        ("val_probe", {"*_probe": "test"}, "test"),
        ("val_time", {"val_time": "train"}, "train"),
    ],
)
def test_the_stages_that_a_user_gives(tmp_path: Path, name: str, table: Mapping[str, str], stage: str) -> None:
    text = f"epoch,step,{name}\n" + "".join(f"{e},{e * 4 + s},{s}\n" for e in range(3) for s in range(4))
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "metrics.csv").write_text(text, encoding="utf-8")
    assert {found for (found,) in kinds(lt.read(tmp_path, config={"stage": table}), "stage")} == {stage}


def test_the_last_step_of_a_run_is_not_that_of_a_test_in_another_language(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    text = "epoch,step,train_loss,prueba_loss\n0,9,0.5,\n1,19,0.4,\n5,99,,0.3\n"
    (tmp_path / "run" / "metrics.csv").write_text(text)
    assert rows(lt.read(tmp_path).runs, "epoch", "step") == [(5, 99)]
    assert rows(lt.read(tmp_path, config={"stage": {"prueba": "test"}}).runs, "epoch", "step") == [(1, 19)]


def test_seeds_and_folds_of_the_user_mark_repeats(tmp_path: Path) -> None:
    runs(tmp_path)
    assert lt.read(tmp_path).compare("Training/loss").by == ("lr", "zufall")
    for key, config in (("seeds", {"seeds": ["zufall"]}), ("folds", {"folds": ["zuf*"]})):
        comparison = lt.read(tmp_path, config=config).compare("Training/loss")
        assert (comparison.by, comparison.seeds, comparison.folds) == (("lr",), ("zufall",), key == "folds")
        assert comparison.groups["n"].to_list() == [2, 2]


def test_a_nested_hyperparameter_is_named_by_its_last_part(tmp_path: Path) -> None:
    for run in runs(tmp_path).iterdir():
        (run / "hparams.yaml").write_text((run / "hparams.yaml").read_text().replace("zufall:", "data.zufall:"))
    assert lt.read(tmp_path, config={"seeds": ["zufall"]}).compare("Training/loss").seeds == ("data.zufall",)


def test_a_plot_marks_the_best_value_by_the_direction_of_the_user(tmp_path: Path) -> None:
    runs(tmp_path, count=2)
    stage = {"Validierung": "val"}
    assert captions(lt.read(tmp_path, config={"stage": stage}).figure("wobble")) == [""]
    logs = lt.read(tmp_path, config={"stage": stage, "direction": {"wobble": "max"}})
    assert captions(logs.figure("wobble")) == ["best Validierung/wobble 15 at epoch 5, lr=0.2"]
    assert captions(logs.figure("wobble", by=["lr"])) == ["best mean Validierung/wobble 15 at epoch 5, lr=0.2 (n=1)"]


def test_a_gate_uses_the_configuration(tmp_path: Path) -> None:
    config = {"direction": {"*wobble": "max"}, "seeds": ["zufall"]}
    logs = lt.read(runs(tmp_path), config=config)
    gate = logs.gate("lr=0.2", baseline="lr=0.1", metric="Validierung/wobble", tolerance=0)
    assert (gate.verdict.direction, gate.comparison.seeds) == ("max", ("zufall",))


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ({"direktion": {}}, "config: no key is named 'direktion'; did you mean 'direction'?"),
        ({"direction": ["loss"]}, "config: direction must be a table, such as direction = { name = 'min' }"),
        ({"direction": {"loss": "low"}}, "config: direction.loss must be min, max or none, not 'low'"),
        ({"direction": {"loss": 1}}, "config: direction.loss must be min, max or none, not 1"),
        ({"direction": {"val": {"loss": "min"}}}, "config: direction.val is a table; put a name that contains dots"),
        (
            {"stage": {"x": "valid"}},
            "config: stage.x must be train, val, test, predict, validation or none, not 'valid'",
        ),
        ({"seeds": "zufall"}, r"config: seeds must be a list of names, such as seeds = ['name'], not 'zufall'"),
        ({"seeds": [1]}, "config: seeds needs names, not 1"),
        ({"folds": [""]}, "config: folds needs names, not ''"),
        ({"direction": {"/^val/": "min"}}, "config: direction has '/^val/'; use *, ? and [...], not a regular"),
        ({"direction": {"a" * 201: "min"}}, "config: direction has a name of 201 characters; at most 200"),
        ({"seeds": ["a"] * 1001}, "config: seeds has 1,001 entries; at most 1,000 are allowed"),
    ],
)
def test_a_wrong_value_is_named_with_what_is_allowed(config: Mapping[str, object], message: str) -> None:
    with pytest.raises(lt.InvalidValueError) as caught:
        lt.Configuration.of(config)
    assert str(caught.value).startswith(message)


def test_a_configuration_is_data() -> None:
    config = lt.Configuration.of({"stage": {"Probe": "test", "x/*": "none"}, "seeds": ("a",)})
    assert config.stages == StageRules(words=(("probe", "test"),), patterns=(("x/*", None),))
    assert (config.is_seed("a"), config.is_seed("model.a"), config.is_seed("b")) == (True, True, False)
    assert lt.Configuration.of({}) == lt.Configuration()
