"""Convert polars frames to pandas without losing types or missing values.

Columns have nullable dtypes (`Int64`, `Float64`, `boolean`, `string`), so integers stay integers and a missing value
differs from NaN. Only `value` of the tidy frame is a plain float64, unless it has missing values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from logtools.errors import MissingExtraError

if TYPE_CHECKING:
    from types import ModuleType

    import pandas as pd

__all__ = ["require_pandas", "to_pandas"]


def require_pandas() -> ModuleType:
    """Return the pandas module.

    Raises:
        MissingExtraError: if pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError as error:
        raise MissingExtraError.of("frame='pandas'", "pandas", "pandas") from error
    return pd


def to_pandas(frame: pl.DataFrame) -> pd.DataFrame:
    """Return a pandas copy of a frame: same columns, same rows, a new RangeIndex."""
    pd = require_pandas()
    columns = {name: _column(pd, frame.get_column(name)) for name in frame.columns}
    return pd.DataFrame(columns)  # type: ignore[no-any-return]


def _column(pd: ModuleType, column: pl.Series) -> object:
    missing = column.is_null().to_numpy()
    dtype = column.dtype
    if dtype == pl.Float64:
        values = column.fill_null(0.0).to_numpy()
        return (
            values
            if column.name == "value" and not missing.any()
            else pd.arrays.FloatingArray(values.copy(), missing.copy())
        )
    if dtype.is_integer():
        return pd.arrays.IntegerArray(column.fill_null(0).to_numpy().copy(), missing.copy())
    if dtype == pl.Boolean:
        return pd.arrays.BooleanArray(column.fill_null(value=False).to_numpy().copy(), missing.copy())
    if isinstance(dtype, pl.Categorical | pl.Enum):
        return _categories(pd, column)
    if isinstance(dtype, pl.Datetime):
        return pd.Series(column.to_numpy()).dt.tz_localize(dtype.time_zone)
    return pd.array(column.to_list(), dtype="string")


def _categories(pd: ModuleType, column: pl.Series) -> object:
    texts = column.cast(pl.String)
    if isinstance(column.dtype, pl.Enum):
        names = column.dtype.categories.to_list()
    else:
        names = texts.drop_nulls().unique(maintain_order=True).to_list()
    codes = texts.cast(pl.Enum(names)).to_physical().cast(pl.Int32).fill_null(-1).to_numpy()
    return pd.Categorical.from_codes(codes, categories=pd.Index(names, dtype="string"))
