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


def table(heads: str) -> list[list[str]]:
    """Return the rows of the documented table that begins with these heads."""
    text = (ROOT / "docs" / "statistics.md").read_text(encoding="utf-8")
    found = re.search(rf"^{re.escape(heads)}.*\n\|[-:|]*\|\n((?:\|.*\n)+)", text, re.MULTILINE)
    assert found is not None
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in found[1].splitlines()]


def test_noise_of_curves_makes_no_more_false_claims_than_it_may() -> None:
    rows = table("| curves | n each | best alone | best and level (compare) |")
    false = [row for row in rows if row[0] not in {"10 : 20 epochs", "plateau 1.5 better"}]
    assert len(false) == 12
    assert max(float(row[2]) for row in false) > 90
    assert max(float(row[3]) for row in false) <= 5


def test_the_expected_shortfall_is_near_the_true_one() -> None:
    for row in table("| K runs |"):
        assert float(row[3]) == pytest.approx(float(row[2]), rel=0.25)


def test_a_simulation_of_curves_runs(script: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    curves = importlib.import_module("scripts.coverage_curves")
    monkeypatch.setattr(curves, "EXPERIMENTS", 20)
    monkeypatch.setattr(curves, "SIZES", (3,))
    for simulate in (script.claims, script.shortfalls):
        heads, rows = simulate()
        documented = table(f"| {' | '.join(heads)} |")
        assert {row[0] for row in rows} == {row[0] for row in documented}
