from __future__ import annotations

import math

import pytest

from logtools.analysis.comparison.gate_options import GateOptions
from logtools.errors import InvalidValueError


@pytest.mark.parametrize(
    "options",
    [
        {"tolerance": -0.1},
        {"tolerance": math.nan},
        {"tolerance": True},
        {"tolerance": "1%"},
        {"relative": math.inf},
        {"tolerance": 0.1, "relative": 0.1},
        {"tolerance": 0.0, "confidence": 1.0},
        {"tolerance": 0.0, "confidence": 0.5},
        {"tolerance": 0.0, "confidence": "high"},
        {"tolerance": 0.0, "noise": 0},
        {"tolerance": 0.0, "noise": math.nan},
        {"tolerance": 0.0, "noise": "1%"},
        {"tolerance": 0.0, "single": True, "noise": 0.1},
        {"tolerance": 0.0, "single": 1},
        {"tolerance": 0.0, "fail_on": "never"},
        {"at_least": 0.5, "at_most": 0.9},
        {"at_least": math.inf},
        {"at_least": 0.5, "tolerance": 0.1},
        {"at_least": 0.5, "relative": 0.1},
    ],
    ids=str,
)
def test_invalid_options_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(InvalidValueError):
        GateOptions(**options)  # type: ignore[arg-type]


def test_what_passes_has_to_be_given() -> None:
    with pytest.raises(InvalidValueError, match=r"say what passes: tolerance .*, relative .*, or fail_on='worse'"):
        GateOptions()
    assert GateOptions(fail_on="worse").tolerance is None


def test_a_limit_says_what_is_better() -> None:
    assert (GateOptions(at_least=0.0).limit, GateOptions(at_least=0.0).limit_direction) == (0.0, "max")
    assert (GateOptions(at_most=0.5).limit, GateOptions(at_most=0.5).limit_direction) == (0.5, "min")
    assert GateOptions(tolerance=0.0).limit_direction is None
