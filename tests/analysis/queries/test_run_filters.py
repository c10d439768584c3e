from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from logtools.analysis.queries.run_filters import matching_runs, runs_with_setting, since
from logtools.errors import InvalidValueError, LogtoolsError, NothingFoundError
from logtools.logs import read

SWEEP = read(Path(__file__).parents[3] / "fixtures" / "logs" / "sweep")
SUMMARY, HPARAMS = SWEEP.summary(), SWEEP.hparams()


def test_a_condition_uses_hyperparameters_and_metrics() -> None:
    found = matching_runs("lr < 0.01 and val_loss < 0.3", SUMMARY, HPARAMS)
    assert found == ["version_4", "version_5", "version_6", "version_7"]


@pytest.mark.parametrize(
    ("condition", "count"),
    [("lr = 0.01", 4), ("seed in (0, 1)", 6), ("lr between 0.001 and 0.01", 8), ("log_on = 'both'", 12),
     ("run like '%1'", 2), ("not test or seed > 2", 3), ('"last acc" > 0.98', 3), ("lr = max(lr)", 4),
     ('"epoch of min val_loss" < 5', 2), ('"min val_loss" < 0.21 or seed is null', 1)],
)  # fmt: skip
def test_a_condition_is_sql(condition: str, count: int) -> None:
    assert len(matching_runs(condition, SUMMARY, HPARAMS)) == count


def test_names_that_are_not_sql_identifiers_work() -> None:
    summary = SUMMARY.with_columns(label=pl.col("label").str.replace("val_acc", "val/acc", literal=True))
    hparams = HPARAMS.rename({"lr": "optim.lr", "seed": "the-seed"})
    expected = matching_runs("val_acc > 0.94 and lr > 0.001", SUMMARY, HPARAMS)
    assert matching_runs("val/acc > 0.94 and optim.lr > 0.001", summary, hparams) == expected
    assert matching_runs("\"val/acc\" > 0.94 and 'the-seed' = 'the-seed'", summary, hparams)
    assert matching_runs("the-seed = 3", summary, hparams) == matching_runs("seed = 3", SUMMARY, HPARAMS)


@pytest.mark.parametrize("name", ["0.005", "0", "5e-3", "<", "lr < 0.005", "lr<0.005", "="])
@pytest.mark.parametrize("condition", ["lr < 0.005", "lr<0.005", "lr<5e-3", "seed = 0 and lr < 0.005"])
def test_a_hyperparameter_of_another_run_does_not_change_a_condition(name: str, condition: str) -> None:
    expected = matching_runs(condition, SUMMARY, HPARAMS)
    assert matching_runs(condition, SUMMARY, HPARAMS.with_columns(pl.lit(9.0).alias(name))) == expected
    assert matching_runs(f'"{name}" = 9', SUMMARY, HPARAMS.with_columns(pl.lit(9.0).alias(name))) == list(
        HPARAMS["run"]
    )


def test_a_run_without_the_value_does_not_match() -> None:
    hparams = HPARAMS.with_columns(lr=pl.when(pl.col("seed") > 0).then("lr"))
    assert len(matching_runs("lr < 1", SUMMARY, hparams)) == 9
    assert len(matching_runs("lr is null", SUMMARY, hparams)) == 3


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("lrr < 1", "did you mean 'lr'"), ("val_los < 1", "did you mean 'val_loss'"), ("lr <", "unable to parse"),
        ("", "cannot parse condition"), ("lr", "must be of type `Boolean`"), ("lr < 'x'", "cannot compare"),
        ('log_on = "both"', "quote strings with single quotes: 'both'"), ("nope(lr) = 1", "unsupported function"),
        ("(select 1)", "cannot parse condition"), ("read_csv('x') = 1", "unsupported function"),
        ("lr < 1; drop", "cannot parse condition"),
    ],
)  # fmt: skip
def test_an_invalid_condition_is_an_error(condition: str, message: str) -> None:
    with pytest.raises(InvalidValueError, match=message) as caught:
        matching_runs(condition, SUMMARY, HPARAMS)
    assert "\n" not in str(caught.value)


def test_a_condition_that_matches_no_run_is_an_error() -> None:
    with pytest.raises(NothingFoundError, match=r"no run matches 'lr > 1' \(12 runs checked\)"):
        matching_runs("lr > 1", SUMMARY, HPARAMS)


@given(st.lists(st.sampled_from(["lr", "<", "(", ")", "'", '"', "val_loss", "1", "and", ",", "*", "=", "null", "x"])))
def test_any_text_returns_runs_or_a_message(words: list[str]) -> None:
    try:
        found = matching_runs(" ".join(words), SUMMARY, HPARAMS)
    except LogtoolsError:
        return
    assert set(found) <= set(HPARAMS["run"])


def test_a_setting_selects_the_runs_that_have_it() -> None:
    assert runs_with_setting("lr=0.01 seed=3", HPARAMS) == ["version_11"]
    assert runs_with_setting("lr=0.01,seed=3", HPARAMS) == ["version_11"]
    assert len(runs_with_setting("test=True", HPARAMS)) == 12
    assert runs_with_setting("lr=7", HPARAMS) == []


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("lr", "invalid setting 'lr': write name=value"),
        ("lrr=1", "no hyperparameter is named 'lrr'; did you mean 'lr'"),
        ("run=version_1", "no hyperparameter is named 'run'; available: "),
    ],
)
def test_an_invalid_setting_is_refused(setting: str, message: str) -> None:
    with pytest.raises(InvalidValueError, match=message):
        runs_with_setting(setting, HPARAMS)


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        ("30min", "2026-03-10T11:30"),
        ("12h", "2026-03-10T00:00"),
        ("7d", "2026-03-03T12:00"),
        ("2 W", "2026-02-24T12:00"),
    ],
)
def test_a_duration_is_parsed(age: str, expected: str) -> None:
    assert since(age, datetime(2026, 3, 10, 12, tzinfo=UTC)) == datetime.fromisoformat(f"{expected}+00:00")


@pytest.mark.parametrize("age", ["", "7", "d", "-1d", "7m", "nan d", "999999w"])
def test_an_invalid_duration_is_an_error(age: str) -> None:
    with pytest.raises(InvalidValueError):
        since(age, datetime(2026, 3, 10, tzinfo=UTC))
