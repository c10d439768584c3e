"""Metrics match names, globs and regular expressions."""

from __future__ import annotations

import pytest

from logtools.errors import InvalidValueError, MetricNotFoundError
from logtools.metrics.wildcards import is_pattern, match_names

METRICS = [("val_loss", "loss"), ("val_acc", "acc"), ("lr", "lr"), ("odd[0]", "odd[0]"), ("odd0", "odd0")]


@pytest.mark.parametrize(
    ("patterns", "positions"),
    [
        (["loss"], {"val_loss": 0}),
        (["val_*"], {"val_loss": 0, "val_acc": 0}),
        (["acc", "val_*"], {"val_acc": 0, "val_loss": 1}),
        (["/l/"], {"val_loss": 0, "val_acc": 0, "lr": 0}),
        (["/^l/"], {"val_loss": 0, "lr": 0}),
        (["odd[0]"], {"odd[0]": 0}),  # the name of a metric, not a glob
        (["odd[0-9]"], {"odd0": 0}),
        (["?r"], {"lr": 0}),
    ],
)
def test_a_metric_has_the_position_of_the_first_pattern_that_it_matches(
    patterns: list[str], positions: dict[str, int]
) -> None:
    found = match_names(METRICS, patterns, labels=())
    assert {names[0]: position for names, position in found.items()} == positions


def test_a_pattern_that_matches_nothing_is_an_error_that_names_similar_metrics() -> None:
    with pytest.raises(MetricNotFoundError, match="no metric is named 'val_los'; did you mean 'val_loss'"):
        match_names(METRICS, ["lr", "val_los"], labels=["val_loss", "lr"])


def test_an_invalid_regular_expression_is_an_error() -> None:
    with pytest.raises(InvalidValueError, match=r"invalid regular expression /\[/"):
        match_names(METRICS, ["/[/"], labels=())


@pytest.mark.parametrize(("text", "expected"), [("a*", True), ("a?", True), ("[a]", True), ("/a/", True),
                                                ("a/b/", False),
                                                ("//", False), ("val_loss", False)])  # fmt: skip
def test_globs_and_regular_expressions_are_patterns(text: str, expected: bool) -> None:  # noqa: FBT001 - a case
    assert is_pattern(text) == expected
