"""`scripts/mutate`: verdicts of mutants are right, kept, and forgotten when they may be wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from scripts.mutation import __main__ as program
from scripts.mutation import modules
from scripts.mutation.modules import Mutants, default_modules, difference, file_of_tests, load, save

ROOT = Path(__file__).parents[1]
SOURCES = {"x_f__mutmut_orig": ["def f():\n", "    return 1\n"], "x_f__mutmut_1": ["def f():\n", "    return 2\n"]}
MUTANTS = Mutants(
    module="logtools/a.py", code="", sources=SOURCES, digests={"x_f__mutmut_1": "1", "x_g__mutmut_1": "2"}
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project with the tests of one module."""
    monkeypatch.setattr(modules, "ROOT", tmp_path)
    monkeypatch.setattr(modules, "_WORK", tmp_path / ".mutation")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_a.py").write_text("def test() -> None: ...\n")
    modules.folder_of(MUTANTS.module).mkdir(parents=True)
    return tmp_path


def test_verdicts_are_kept(folder: Path) -> None:
    assert load(MUTANTS) == {}
    save(MUTANTS, {"x_f__mutmut_1": "killed", "x_g__mutmut_1": "survived"})
    assert load(MUTANTS) == {"x_f__mutmut_1": "killed", "x_g__mutmut_1": "survived"}
    assert (folder / ".mutation" / "logtools.a" / "results.json").exists()


def test_a_verdict_of_a_changed_function_is_forgotten(folder: Path) -> None:
    save(MUTANTS, {"x_f__mutmut_1": "killed", "x_g__mutmut_1": "timeout"})
    changed = Mutants(
        module=MUTANTS.module, code="", sources={}, digests={"x_f__mutmut_1": "other", "x_g__mutmut_1": "2"}
    )
    assert load(changed) == {"x_g__mutmut_1": "timeout"}
    assert folder.exists()


def test_survivors_of_changed_tests_are_forgotten(folder: Path) -> None:
    save(MUTANTS, {"x_f__mutmut_1": "killed", "x_g__mutmut_1": "survived"})
    (folder / "tests" / "test_a.py").write_text("def test_more() -> None: ...\n")
    assert load(MUTANTS) == {"x_f__mutmut_1": "killed"}


def test_a_change_is_shown_as_a_difference() -> None:
    assert difference(MUTANTS, "x_f__mutmut_1").splitlines()[2:] == [" def f():", "-    return 1", "+    return 2"]


def test_every_module_has_tests_of_its_own() -> None:
    found = default_modules()
    assert "logtools/analysis/comparison/statistics.py" in found
    assert {file_of_tests(module) for module in found} <= {
        path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.py")
    }


def test_a_sample_depends_on_the_seed_only() -> None:
    many = Mutants(module="logtools/a.py", code="", sources={}, digests={f"x_f__mutmut_{i}": "" for i in range(50)})
    assert program.sample(many, 0.1, 1) == program.sample(many, 0.1, 1) != program.sample(many, 0.1, 2)
    assert [len(program.sample(many, share, 1)) for share in (0.001, 0.1, 1.0)] == [1, 5, 50]


def test_the_score_counts_timeouts_as_noticed() -> None:
    text = program.score(Counter({"killed": 6, "timeout": 1, "survived": 1}))
    assert text == "7 of 8 mutants noticed (87.5%)"
    assert program.score(Counter()) == "no mutants tested"


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_the_tests_run_once_for_each_mutant(tmp_path: Path) -> None:
    line = "import os\ndef test():\n    assert os.environ['MUTANT_UNDER_TEST'] != 'logtools.a.x_f__mutmut_1'\n"
    (tmp_path / "test_a.py").write_text(line)
    command = [sys.executable, "-m", "scripts.mutation.worker", "test_a.py", "logtools.a"]
    names = "x_f__mutmut_1\nx_f__mutmut_2\n"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, input=names, capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines() == ["x_f__mutmut_1 killed", "x_f__mutmut_2 survived"], done.stderr
    (tmp_path / "test_a.py").write_text("def test():\n    assert False\n")
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, input=names, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "test_a.py fails without a mutant" in done.stderr
