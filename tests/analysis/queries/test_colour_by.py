"""A numeric hyperparameter is chosen for the colour scale."""

from __future__ import annotations

import polars as pl
import pytest

from logtools.analysis.queries.colour_by import numeric_values, scale_name
from logtools.errors import InvalidValueError

TABLE = pl.DataFrame({"run": ["a", "b", "c"], "lr": [0.1, 0.2, None], "optim": ["adam", "sgd", "adam"]})
MANY = pl.DataFrame({"run": [f"r{i}" for i in range(9)], "lr": [0.1, 0.2, 0.3] * 3, "seed": list(range(9))})


def test_only_numbers_are_on_a_colour_scale() -> None:
    assert numeric_values(TABLE, "lr") == {"a": 0.1, "b": 0.2}
    with pytest.raises(InvalidValueError, match="are not numbers"):
        numeric_values(TABLE, "optim")


def test_an_unknown_name_is_an_error_with_similar_names() -> None:
    with pytest.raises(InvalidValueError, match=r"'optimm'; did you mean 'optim'\?"):
        numeric_values(TABLE, "optimm")
    with pytest.raises(InvalidValueError, match="there is no hyperparameter"):
        numeric_values(TABLE.select("run"), "lr")


def test_the_only_number_that_differs_between_many_runs_is_the_scale_unless_it_is_a_seed() -> None:
    assert scale_name(MANY) == "lr"


@pytest.mark.parametrize(
    "table",
    [
        MANY.head(7),
        MANY.with_columns(lr=pl.col("lr").clip(0.2)),
        MANY.with_columns(lr=pl.col("lr").cast(pl.String)),
        MANY.with_columns(width=pl.int_range(9)),
        MANY.select("run", "seed"),
    ],
    ids=["few runs", "two values", "no number", "two hyperparameters", "only seeds"],
)
def test_otherwise_there_is_no_scale(table: pl.DataFrame) -> None:
    assert scale_name(table) is None
