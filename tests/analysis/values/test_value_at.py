"""Texts that say which value represents a run."""

from __future__ import annotations

import pytest

from logtools.analysis.values.value_at import ValueAt, parse_value_at, value_name
from logtools.errors import InvalidValueError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("best", ValueAt(kind="best")),
        ("LAST ", ValueAt(kind="last")),
        ("auc", ValueAt(kind="auc")),
        ("Common", ValueAt(kind="common")),
        ("epoch = 10", ValueAt(kind="epoch", number=10)),
        ("step=5000", ValueAt(kind="step", number=5000)),
        ("best:val/Loss", ValueAt(kind="best", metric="val/Loss")),
        ("min: my thing", ValueAt(kind="best", metric="my thing", direction="min")),
        ("MAX:val_x", ValueAt(kind="best", metric="val_x", direction="max")),
        ("first val_acc>=.9", ValueAt(kind="first", metric="val_acc", operator=">=", threshold=0.9)),
        ("first val loss < 1e-3", ValueAt(kind="first", metric="val loss", operator="<", threshold=1e-3)),
        (
            "first val_acc > 90 in Steps",
            ValueAt(kind="first", metric="val_acc", operator=">", threshold=90, unit="steps"),
        ),
    ],
)
def test_a_text_is_parsed_and_written_again(text: str, expected: ValueAt) -> None:
    assert parse_value_at(text) == expected
    assert parse_value_at(str(expected)) == expected


@pytest.mark.parametrize("text", ["", "first", "epoch", "epoch=-1", "step=1.5", "best:", "first val_acc", "auc val"])
def test_an_invalid_text_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError, match="use best, best:val_loss, last, epoch=10, step=5000, common, auc or"):
        parse_value_at(text)


def test_the_units_of_a_condition_are_listed() -> None:
    with pytest.raises(InvalidValueError, match=r"'first val_acc >= 0.9' \(in epochs, in steps or in seconds\)$"):
        parse_value_at("first val_acc >= 0.9 in hours")


@pytest.mark.parametrize("number", ["high", "nan", "."])
def test_a_condition_needs_a_number(number: str) -> None:
    with pytest.raises(InvalidValueError, match="is not a number"):
        parse_value_at(f"first val_acc >= {number}")


@pytest.mark.parametrize(
    ("statistic", "name"),
    [
        ("last", "last val_acc"),
        ("auc", "auc val_acc"),
        ("epoch=3", "val_acc at epoch=3"),
        ("smoothed best", "smoothed best val_acc"),
        ("min:val_loss", "val_acc at min val_loss"),
        ("first val_acc >= 0.9", "epochs to val_acc >= 0.9"),
        ("smoothed first val_acc >= 0.9 in seconds", "seconds to smoothed val_acc >= 0.9"),
    ],
)
def test_a_value_has_a_name(statistic: str, name: str) -> None:
    assert value_name(statistic, "val_acc") == name
