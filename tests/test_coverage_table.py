"""The tables in docs/statistics.md: some of the cells are measured again."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from logtools.analysis.comparison.statistics import mean_interval

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("measured", ROOT / "scripts" / "coverage.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def documented() -> dict[str, dict[str, str]]:
    """Return the table about means, as {n: {heading: cell}}."""
    text = (ROOT / "docs" / "statistics.md").read_text(encoding="utf-8")
    table = re.search(r"^\| n \| t, normal .*\n(?:\|.*\n)+", text, re.MULTILINE)
    assert table is not None
    heads, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table[0].splitlines()]
    return {row[0]: dict(zip(heads, row, strict=True)) for row in rows}


def test_the_table_has_every_n_from_2_to_10() -> None:
    assert list(documented()) == [str(n) for n in range(2, 11)]


@pytest.mark.parametrize("n", [3, 10])
def test_the_documented_coverage_is_reproduced(script: ModuleType, n: int) -> None:
    for i, (name, draw) in enumerate(script.POPULATIONS.items()):
        samples = draw(np.random.default_rng((1, n, i)), (script.EXPERIMENTS, n))
        found = [mean_interval(sample, confidence=0.95) for sample in samples.tolist()]
        held = sum(e.low is not None and e.low <= 0 <= (e.high or 0) for e in found)
        assert f"{100 * held / len(found):.1f}" == documented()[str(n)][f"t, {name}"]


def test_the_interval_for_normal_values_has_nominal_coverage() -> None:
    for n, row in documented().items():
        assert abs(float(row["t, normal"]) - 95) < 1, n
