"""Error messages say what is wrong and what to do."""

from __future__ import annotations

import pytest

from logtools import errors
from logtools.errors import (
    AmbiguousRunError,
    InvalidValueError,
    LogtoolsError,
    MetricNotFoundError,
    MissingExtraError,
    RunNotFoundError,
    near,
    require_type,
    unknown,
)

KINDS = [kind for name in errors.__all__ if isinstance(kind := getattr(errors, name), type) and kind != LogtoolsError]


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_is_a_logtools_error_and_a_builtin_one(kind: type[Exception]) -> None:
    assert issubclass(kind, LogtoolsError)
    assert kind.__mro__[2] is not Exception


@pytest.mark.parametrize("kind", [LogtoolsError, *KINDS])
def test_the_message_is_shown_as_written(kind: type[Exception]) -> None:
    assert str(kind("no run is named 'x'")) == "no run is named 'x'"
    assert str(kind()) == ""


@pytest.mark.parametrize(
    ("name", "known", "hint"),
    [
        ("sd", ["std", "ci", "minmax"], "did you mean 'std'?"),
        ("VAL_LOSS", ["val_loss", "x"], "did you mean 'val_loss'?"),
        ("loss", ["train_loss_step", "lr"], "did you mean 'train_loss_step'?"),
        ("q", ["a", "b"], "available: a, b"),
        ("q", ["a"], "available: a"),
        ("q", [], "there is no band"),
        ("q", [f"a{i}" for i in range(20)], "available: a0, a1, a2, a3, a4, a5, a6, a7 and 12 more"),
        (3, ["a", "b"], "available: a, b"),
    ],
)
def test_an_unknown_name_is_answered_with_similar_names_or_all(name: object, known: list[str], hint: str) -> None:
    error = unknown("band", name, iter(known))
    assert isinstance(error, InvalidValueError)
    assert str(error) == f"no band is named {name!r}; {hint}"


def test_unknown_runs_and_metrics_have_the_same_kind_of_message() -> None:
    assert str(RunNotFoundError.of("version_1", ["version_10"])) == (
        "no run is named 'version_1'; did you mean 'version_10'?"
    )
    assert str(MetricNotFoundError.of("q", [])) == "no metric is named 'q'; there is no metric"


def test_the_error_for_an_ambiguous_name_lists_the_runs() -> None:
    runs = [f"sweep/{i}/version_0" for i in range(13)]
    assert str(AmbiguousRunError.of("version_0", runs)) == (
        "'version_0' is ambiguous (13 runs): sweep/0/version_0, sweep/1/version_0, sweep/2/version_0, "
        "sweep/3/version_0, sweep/4/version_0, sweep/5/version_0, sweep/6/version_0, sweep/7/version_0 and 5 more; "
        "give a longer path"
    )


def test_a_missing_extra_names_the_command_that_installs_it() -> None:
    assert str(MissingExtraError.of("training", "torch", "train")) == (
        "training needs torch, which is not installed: install logtools with its extra, '.[train]' instead of '.'"
    )


def test_similar_names_come_most_similar_first_and_once() -> None:
    assert near("val_los", ["lr", "val_loss", "val_loss", "val_loss_epoch", "train_loss"]) == [
        "val_loss", "val_loss_epoch", "train_loss",
    ]  # fmt: skip
    assert near("val_los", ["val_loss", "val_loss_epoch"], n=1) == ["val_loss"]
    assert near("", ["a", "b"]) == []


@pytest.mark.parametrize(
    ("value", "types"),
    [(1, int), (1.5, (int, float)), (True, bool), (False, (bool, str)), ("a", str), (None, type(None))],
)
def test_a_value_of_the_right_type_passes(value: object, types: type | tuple[type, ...]) -> None:
    require_type("tolerance", value, types, "right")


@pytest.mark.parametrize(("value", "types"), [("1", int), (True, int), (False, (int, float)), (None, str), (1, bool)])
def test_a_value_of_another_type_is_an_error_that_shows_it(value: object, types: type | tuple[type, ...]) -> None:
    with pytest.raises(InvalidValueError) as caught:
        require_type("tolerance", value, types, "a number")
    assert str(caught.value) == f"tolerance must be a number, not {value!r}"
