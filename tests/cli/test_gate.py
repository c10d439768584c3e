from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from markdown_it import MarkdownIt

import logtools as lt
from logtools.cli import main

SWEEP = Path(__file__).parents[2] / "fixtures" / "logs" / "sweep"


MARGINS = ("--tolerance", "--relative", "--fail-on", "--at-least", "--at-most")


def run(*arguments: str | Path) -> Result:
    """Run the gate, with a tolerance of 0 unless the arguments say what passes."""
    words = list(map(str, arguments))
    margin = [] if any(word.startswith(MARGINS) for word in words) else ["--tolerance", "0"]
    return CliRunner().invoke(main, ["gate", *words, *margin])


@pytest.fixture
def sides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Change to a folder with `fast` (lr=0.01), `slow` (lr=0.001) and `slowest` (lr=0.0001), four seeds each."""
    for name, first in (("slowest", 0), ("slow", 4), ("fast", 8)):
        for i in range(first, first + 4):
            shutil.copytree(SWEEP / f"version_{i}", tmp_path / name / f"version_{i}")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["fast", "--baseline", "slowest", "-m", "val_acc"], 0),
        (["slowest", "--baseline", "fast", "-m", "val_acc"], 1),
        (["slow", "--baseline", "fast", "-m", "val_acc"], 3),
        (["slow", "--baseline", "fast", "-m", "val_acc", "--tolerance", "0.02"], 0),
        (["slow", "--baseline", "fast", "-m", "val_acc", "--relative", "2%"], 0),
        (["slow", "--baseline", "fast", "-m", "val_acc", "--relative", "0.01"], 3),
        (["slow", "--baseline", "fast", "-m", "val_loss"], 3),
        (["fast", "--baseline", "slow", "-m", "val_loss", "--at", "last"], 1),
        (["fast/version_8", "--baseline", "slow/version_4", "-m", "val_acc"], 3),
        (["fast/version_8", "--baseline", "slow/version_4", "-m", "val_acc", "--single"], 0),
        (["version_4", "--baseline", "version_8", "-m", "val_acc", "--single"], 1),
        (["version_4", "--baseline", "version_8", "-m", "val_acc", "--noise", "0.002"], 1),
        (["version_4", "--baseline", "version_8", "-m", "val_acc", "--noise", "0.02"], 3),
        (["slow", "--baseline", "fast", "-m", "val_acc", "--single"], 2),
        (["lr=0.0001", "--baseline", "lr=0.01", "-m", "val_acc"], 1),
        (["slow", "--baseline", "nowhere", "-m", "val_acc"], 2),
        (["slow", "--baseline", "fast", "-m", "val_ac"], 2),
        (["slow", "--baseline", "fast", "-m", "val_acc", "-m", "val_loss"], 2),
        (["slow", "--baseline", "fast", "-m", "val_acc", "--min", "--max"], 2),
        (["fast", "-m", "val_acc", "--at-least", "0.9"], 0),
        (["fast", "-m", "val_acc", "--at-least", "0.99"], 1),
        (["fast", "-m", "val_acc", "--at-least", "0.941"], 3),
        (["fast", "-m", "val_loss", "--at-most", "0.9"], 0),
        (["fast", "-m", "val_acc", "--at-most", "0.9"], 2),
        (["fast", "-m", "val_acc", "--at-least", "0.9", "--tolerance", "0.1"], 2),
        (["fast", "--baseline", "slow", "-m", "val_acc", "--at-least", "0.9"], 2),
        (["slow", "--baseline", "fast", "-m", "val_acc", "--failed", "val_acc > 0"], 3),
        (["slow", "--baseline", "fast"], 2),
        (["slow", "-m", "val_acc"], 2),
    ],
)
@pytest.mark.usefixtures("sides")
def test_the_exit_code_is_the_answer(arguments: list[str], code: int) -> None:
    assert run(*arguments).exit_code == code


@pytest.mark.usefixtures("sides")
def test_a_shell_sees_the_exit_code() -> None:
    for words, code in ((("fast", "slowest"), 0), (("slowest", "fast"), 1), (("slow", "none"), 2)):
        command = [
            sys.executable,
            "-m",
            "logtools",
            "gate",
            words[0],
            "--baseline",
            words[1],
            "-m",
            "val_acc",
            "--fail-on",
            "worse",
        ]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        assert result.returncode == code
        assert "Traceback" not in result.stderr


@pytest.mark.usefixtures("sides")
def test_the_numbers_behind_the_answer_are_printed() -> None:
    lines = run("slowest", "--baseline", "fast", "-m", "val_acc", "--tolerance", "0.005").stdout.splitlines()
    assert lines[:3] == [
        "FAIL",
        "candidate slowest: version_0, version_1, version_2, version_3",
        "baseline fast: version_8, version_9, version_10, version_11",
    ]
    lines = lines[4:]
    assert [line.split()[0] for line in lines[1:7]] == [
        "candidate",
        "baseline",
        "difference",
        "lower",
        "upper",
        "margin",
    ]
    assert lines[1].split() == ["candidate", "slowest", "4", "0.882"]
    assert lines[2].split() == ["baseline", "fast", "4", "0.941"]
    assert lines[6].split()[-1] == "-0.005"
    assert lines[8].startswith("Worse: 0.882 vs 0.941")


@pytest.mark.usefixtures("sides")
def test_json_names_every_run_and_value() -> None:
    data = json.loads(run("slowest", "--baseline", "fast", "-m", "val_acc", "--format", "json").stdout)
    assert (data["version"], data["answer"], data["direction"]) == (1, "worse", "max")
    assert [run["seed"] for run in sorted(data["candidate"]["runs"], key=lambda run: run["run"])] == list("0123")
    mean = sum(run["value"] for run in data["candidate"]["runs"]) / 4
    assert data["candidate"]["mean"] == pytest.approx(mean, rel=1e-12)
    assert data["difference"] == pytest.approx(mean - data["baseline"]["mean"], rel=1e-9)
    assert data["lower_bound"] < data["difference"] < data["upper_bound"] < 0


@pytest.mark.usefixtures("sides")
def test_runs_are_paired_by_seed_unless_unpaired_is_given() -> None:
    question = ("slow", "--baseline", "fast", "-m", "val_acc", "--format", "json")
    matched, apart = (json.loads(run(*question, *more).stdout) for more in ((), ("--unpaired",)))
    assert (matched["pairs"], apart["pairs"]) == (4, None)
    assert matched["upper_bound"] - matched["lower_bound"] < apart["upper_bound"] - apart["lower_bound"]
    assert apart["candidate"] == matched["candidate"]


@pytest.mark.usefixtures("sides")
def test_markdown_is_a_table_and_the_answer() -> None:
    result = run("slowest", "--baseline", "fast", "-m", "val_acc", "--format", "markdown")
    parsed = MarkdownIt("commonmark").enable("table").parse(result.stdout)
    assert sum(token.type == "tr_open" for token in parsed) == 7
    first = next(token.content for token in parsed if token.type == "inline")
    assert first == "FAIL"
    assert any(token.content.startswith("Worse: ") for token in parsed)
    assert result.exit_code == 1


@pytest.mark.usefixtures("sides")
def test_csv_has_exact_values() -> None:
    result = run("slowest", "--baseline", "fast", "-m", "val_acc", "--format", "csv")
    rows = {row["name"]: row["value"] for row in csv.DictReader(io.StringIO(result.stdout))}
    assert float(rows["difference"]) == float(rows["candidate"]) - float(rows["baseline"])
    assert result.stderr.startswith("FAIL\ncandidate slowest: version_0, ")


@pytest.mark.parametrize(
    ("column", "value", "how"), [("val_acc", "nan", "diverged"), ("val_loss", "1", "did not log val_acc")]
)
def test_a_candidate_with_a_failed_run_does_not_pass(sides: Path, column: str, value: str, how: str) -> None:
    (sides / "fast" / "version_8" / "metrics.csv").write_text(f"epoch,step,{column}\n0,9,{value}\n")
    result = run("fast", "--baseline", "slow", "-m", "val_acc", "--format", "markdown")
    assert result.exit_code == 3
    assert "| candidate | fast | 3 of 4 |" in result.stdout
    assert f"1 of 4 candidate runs {how} and 0 of 4 baseline runs" in result.stdout
    data = json.loads(run("fast", "--baseline", "slow", "-m", "val_acc", "--format", "json").stdout)
    assert data["candidate"]["missing"] == (["version_8"] if column == "val_loss" else [])
    assert ("NaN" in [run["value"] for run in data["candidate"]["runs"]]) == (column == "val_acc")


@pytest.mark.usefixtures("sides")
def test_a_setting_that_no_run_has_is_an_error() -> None:
    assert "no run has lr=5" in run("lr=5", "--baseline", "fast", "-m", "val_acc").stderr
    assert "no hyperparameter is named 'rl'" in run("rl=5", "--baseline", "fast", "-m", "val_acc").stderr


@pytest.mark.parametrize("part", ["5", "-1%", "x", "100%", "nan"])
@pytest.mark.usefixtures("sides")
def test_a_relative_tolerance_is_a_fraction(part: str) -> None:
    result = run("slow", "--baseline", "fast", "-m", "val_acc", f"--relative={part}")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "write 1% or 0.01" in result.stderr


@pytest.mark.usefixtures("sides")
def test_best_is_the_best_run_by_the_metric_of_the_gate() -> None:
    by_acc, by_loss = (
        json.loads(run("best", "--baseline", "slow", "-m", name, "--format", "json").stdout)["candidate"]
        for name in ("val_acc", "val_loss")
    )
    runs = [side["runs"][0]["run"] for side in (by_acc, by_loss)]
    for found, name in zip(runs, ("val_acc", "val_loss"), strict=True):
        assert found == lt.read(".").best(name).run
    assert runs[0] != runs[1]
    assert by_acc["name"] == "best"
    result = run("best", "--baseline", "slow", "-m", "val_acc")
    assert result.stdout.splitlines()[1] == f"candidate best: {runs[0]}"
    assert "best is chosen by this metric, so its value is partly luck" in result.stderr


@pytest.mark.usefixtures("sides")
def test_no_run_is_left_out_if_only_some_seeds_are_shared() -> None:
    shutil.rmtree("fast/version_8")
    data = json.loads(run("slow", "--baseline", "fast", "-m", "val_acc", "--at", "last", "--format", "json").stdout)
    assert data["verdict"] in {"PASS", "FAIL", "INCONCLUSIVE"}
    assert (data["pairs"], data["method"]) == (3, "partially paired t")
    means = [
        sum(run["value"] for run in data[side]["runs"]) / len(data[side]["runs"]) for side in ("candidate", "baseline")
    ]
    assert data["difference"] == pytest.approx(means[0] - means[1])


@pytest.mark.usefixtures("sides")
def test_a_candidate_that_is_not_significantly_worse_can_pass() -> None:
    question = ("slow", "--baseline", "fast", "-m", "val_acc", "--at", "last", "--fail-on", "worse")
    result = run(*question, "--format", "json")
    data = json.loads(result.stdout)
    assert (result.exit_code, data["verdict"], data["reason"]) == (0, "PASS", "not significantly worse")
    assert data["lower_bound"] < 0 < data["upper_bound"]
    assert "\nNot significantly worse, but up to 0.0" in run(*question).stdout
    assert run("slowest", *question[1:]).exit_code == 1


@pytest.mark.usefixtures("sides")
def test_a_candidate_that_is_worse_by_the_best_values_alone_can_pass() -> None:
    result = run("slow", "--baseline", "fast", "-m", "val_acc", "--fail-on", "worse")
    assert result.exit_code == 0
    assert result.stdout.startswith("PASS\n")
    assert "\nWorse by the best values, but the level of the curves does not confirm it" in result.stdout


@pytest.mark.usefixtures("sides")
@pytest.mark.parametrize("metric", ["val_acc", "val_loss"])
def test_single_runs_are_not_tested_so_they_cannot_pass(metric: str) -> None:
    assert run("version_4", "--baseline", "version_8", "-m", metric, "--fail-on", "worse").exit_code == 3


@pytest.mark.usefixtures("sides")
def test_what_passes_has_to_be_chosen() -> None:
    result = CliRunner().invoke(main, ["gate", "slow", "--baseline", "fast", "-m", "val_acc"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert all(option in result.stderr for option in ("--tolerance AMOUNT", "--relative FRACTION", "--fail-on worse"))


@pytest.mark.usefixtures("sides")
def test_a_candidate_without_a_baseline_needs_a_number() -> None:
    result = run("slow", "-m", "val_acc")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "give --baseline, or a number to compare with (--at-least or --at-most)" in " ".join(result.stderr.split())


def test_the_notes_of_compare_are_printed(sides: Path) -> None:
    shutil.copytree(sides / "fast" / "version_8", sides / "fast" / "version_12")
    log = sides / "slow" / "version_4" / "metrics.csv"
    log.write_text("".join(log.read_text().splitlines(keepends=True)[:-20]))
    question = ("slow", "--baseline", "fast", "-m", "val_acc")
    shown = run(*question).stdout
    assert "baseline/version_12 has the same curves as baseline/version_8" in shown
    assert "1 of 9 runs is shorter than the longest: candidate/version_4." in shown
    kinds = [finding["kind"] for finding in json.loads(run(*question, "--format", "json").stdout)["findings"]]
    assert {"copied runs", "shorter runs"} <= set(kinds)


def test_a_bad_run_does_not_hide_the_others(sides: Path) -> None:
    (sides / "fast" / "version_8" / "metrics.csv").write_bytes(b"\x00\xff")
    result = run("fast", "--baseline", "slow", "-m", "val_acc", "--fail-on", "worse")
    assert result.exit_code in {0, 3}
    assert "Traceback" not in result.stderr


def test_a_notice_about_all_runs_is_printed_once(sides: Path) -> None:
    (sides / "logtools.toml").write_text("[directions]\nval_acc = 'max'\n")
    stderr = run("fast", "--baseline", "slow", "-m", "val_acc", "--fail-on", "worse").stderr
    assert stderr.count("no key is named 'directions'; did you mean 'direction'?") == 1


@pytest.mark.usefixtures("sides")
@pytest.mark.parametrize(
    ("limits", "message"),
    [
        (["--at-least", "0.5"], "lower is better, so compare with at_most (--at-most), or give the direction"),
        (["--at-least", "0.5", "--at-most", "0.9"], "give at_least (--at-least) or at_most (--at-most), not both"),
    ],
)
def test_a_limit_that_does_not_apply_names_the_option(limits: list[str], message: str) -> None:
    assert message in run("fast", "-m", "val_loss", *limits).stderr
