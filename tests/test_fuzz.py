"""Whatever some runs hold, every command ends, and shows the other runs; `scripts/fuzz` tries it for longer."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from logtools.cli import main

if sys.platform != "linux":
    pytest.skip("makes pipes, and links to devices and /proc", allow_module_level=True)

from scripts.fuzzing.checks import contents, in_silence, problems
from scripts.fuzzing.commands import COMMANDS, Command, Outcome, commands, run
from scripts.fuzzing.kinds import KINDS
from scripts.fuzzing.trees import GOOD, make_tree

#: Small attacks: the large ones take seconds to write.
SCALE = 0.002
#: The commands that are fast in this process; the others import matplotlib.
FAST = [command for command in COMMANDS if not command.line.startswith("plot {logs} -")]

CSV, JSON = (next(c for c in COMMANDS if c.line.startswith("compare") and c.rows == rows) for rows in ("csv", "json"))


def run_here(command: Command, logs: Path, out: Path) -> Outcome:
    """Run a command in this process."""
    wall, cpu = time.perf_counter(), time.process_time()
    result = CliRunner().invoke(main, command.words(logs, out))
    return Outcome(
        code=result.exit_code,
        stdout=result.stdout_bytes.decode(errors="replace"),
        stderr=result.stderr_bytes.decode(errors="replace"),
        wall=time.perf_counter() - wall,
        cpu=time.process_time() - cpu,
    )


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[Command, Outcome]:
    """Return what the commands do if there are only good runs."""
    folder = tmp_path_factory.mktemp("alone")
    make_tree(folder / "logs", {}, seed=0)
    outcomes = {command: run_here(command, folder / "logs", folder / "out") for command in FAST}
    assert not [command.line for command, outcome in outcomes.items() if outcome.code not in command.codes]
    return outcomes


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],  # an example is small already: three kinds at most
    suppress_health_check=[HealthCheck.too_slow],
)
@given(
    kinds=st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=3, unique=True),
    seed=st.integers(0, 10**6),
    command=st.sampled_from(FAST),
)
def test_every_command_shows_the_good_runs(
    kinds: list[str], seed: int, command: Command, place: Path, alone: dict[Command, Outcome]
) -> None:
    logs = place / "logs"
    make_tree(logs, {name: KINDS[name] for name in kinds}, seed=seed, scale=SCALE)
    try:
        before = contents(logs)
        outcome = run_here(command, logs, place / "out")
        listed = run_here(FAST[0], logs, place / "out")
        assert problems(command, outcome, alone[command]) == [], outcome.stderr
        assert in_silence(logs, listed) == []
        assert contents(logs) == before
    finally:
        subprocess.run(["rm", "-rf", "--", logs], check=True)


def outcome(**changes: object) -> Outcome:
    values = {"code": 0, "stdout": "", "stderr": "", "wall": 0.5, "cpu": 0.5, **changes}
    return Outcome(**values)  # type: ignore[arg-type] # as given


GOOD_ROWS = "run,value\n" + "".join(f"{run},0.5\n" for run in GOOD)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, None),
        ({"stdout": GOOD_ROWS + "bad,1\n", "wall": 20.0}, None),  # other programs may make it slow
        ({"code": 2}, "exit code 2"),
        ({"code": -9}, "exit code -9"),
        ({"stderr": "Traceback (most recent call last)"}, "traceback or warning"),
        ({"stderr": "a\x1b[31m"}, "control characters printed"),
        ({"stdout": GOOD_ROWS.replace("good_1,0.5", "good_1,0.25")}, "good runs missing or changed: ['good_1']"),
        ({"stdout": GOOD_ROWS.replace("good_2,0.5\n", "")}, "good runs missing or changed: ['good_2']"),
        ({"wall": 6.0, "cpu": 6.0}, "6.0 s instead of 0.5 s"),
        ({"wall": 60.0}, "60.0 s instead of 0.5 s"),
        ({"memory": 2_000_000_000}, "2,000 MB instead of 0 MB"),
    ],
)
def test_a_problem_is_found(changes: dict[str, object], found: str | None) -> None:
    good = outcome(stdout=GOOD_ROWS)
    assert problems(CSV, outcome(**({"stdout": GOOD_ROWS} | changes)), good) == ([found] if found else [])


def test_rows_may_differ_in_what_depends_on_other_runs() -> None:
    text = '{"runs": [%s]}'
    rows = ", ".join('{"run": "%s", "rank": 1, "value": 0.5}' % run for run in GOOD)  # noqa: UP031 - braces
    good = outcome(stdout=text % rows)
    assert problems(JSON, outcome(stdout=text % rows.replace('"rank": 1', '"rank": 7, "new": 1')), good) == []
    assert problems(JSON, outcome(stdout=text % rows.replace("0.5", "0.4")), good) != []


def test_runs_that_are_neither_listed_nor_noticed_are_found(tmp_path: Path) -> None:
    make_tree(tmp_path, {"odd_axes": KINDS["odd_axes"]}, seed=0)
    assert in_silence(tmp_path, outcome(stderr="note: bad_axes_0: odd")) == sorted(
        path.name for path in tmp_path.glob("bad_*") if path.name != "bad_axes_0"
    )


def test_a_tree_depends_on_its_seed_only(tmp_path: Path) -> None:
    for name, seed in [("a", 1), ("b", 1), ("c", 2)]:
        make_tree(tmp_path / name, {"broken_bytes": KINDS["broken_bytes"]}, seed=seed)
    a, b, c = ((tmp_path / name / "bad_bytes" / "metrics.csv").read_bytes() for name in "abc")
    assert a == b != c


def test_a_command_runs_in_a_process(tmp_path: Path) -> None:
    make_tree(tmp_path, {}, seed=0)
    good = run(["ls", str(tmp_path)])
    assert (good.code, good.stderr) == (0, "")
    assert all(id in good.stdout for id in GOOD)
    assert good.memory > 1_000_000
    assert good.seconds > 0


def test_some_commands_are_about_bad_runs(tmp_path: Path) -> None:
    make_tree(tmp_path, {"alias_bombs": KINDS["alias_bombs"]}, seed=0)
    assert "show {logs}/bad_alias_bomb" in [command.line for command in commands(tmp_path, Random(0))]  # noqa: S311 - no secret
