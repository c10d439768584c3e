"""Which runs are drawn as one."""

from __future__ import annotations

import polars as pl
import pytest

from logtools.analysis.curvegroups import group_by, numeric_values, telling
from logtools.errors import InvalidValueError

TABLE = pl.DataFrame(
    {
        "run": ["a", "b", "c"],
        "lr": [0.1, 0.1, None],
        "optim": ["adam", "sgd", "adam"],
        "seed": [0, 1, 2],
        "n": [1, 1, 1],
    }
)


def test_runs_that_share_values_are_one_group_and_no_value_is_a_value() -> None:
    assert group_by(TABLE, ["lr"]) == {"a": "lr=0.1", "b": "lr=0.1", "c": "lr=-"}
    assert group_by(TABLE, ["lr", "optim"])["b"] == "lr=0.1 optim=sgd"


def test_an_unknown_name_is_an_error_with_near_ones() -> None:
    with pytest.raises(InvalidValueError, match=r"'optimm'; did you mean 'optim'\?"):
        group_by(TABLE, ["optimm"])
    with pytest.raises(InvalidValueError, match="there are none"):
        group_by(TABLE.select("run"), ["lr"])


def test_only_numbers_have_places_on_a_scale() -> None:
    assert numeric_values(TABLE, "lr") == {"a": 0.1, "b": 0.1}
    with pytest.raises(InvalidValueError, match="are no numbers"):
        numeric_values(TABLE, "optim")


def test_seeds_do_not_tell_experiments_apart() -> None:
    assert telling(TABLE) == ["lr", "optim"]
