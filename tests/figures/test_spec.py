"""A figure as plain data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError, fields

import pytest

from logtools import schema
from logtools.figures.spec import FigureSpec, SeriesId
from tests.figures.panels import curve_panels

SpecOf = Callable[..., FigureSpec]


def test_a_spec_is_frozen(spec_of: SpecOf, ordinary: str) -> None:
    spec = spec_of(ordinary)
    with pytest.raises(FrozenInstanceError):
        spec.title = "other"  # type: ignore[misc]


def test_a_curve_has_the_key_of_its_logged_series(spec_of: SpecOf, ordinary: str) -> None:
    assert [field.name for field in fields(SeriesId)] == list(schema.SERIES)
    [first, *_] = curve_panels(spec_of(ordinary))[0].curves
    assert first.series == SeriesId(
        run="run", segment=0, stage="train", metric="train_loss", granularity="step", dataloader=None
    )
