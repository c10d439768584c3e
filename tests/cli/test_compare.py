from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from markdown_it import MarkdownIt

from logtools.cli import main

LOGS = Path(__file__).parents[2] / "fixtures" / "logs"
SWEEP = LOGS / "sweep"


def run(*arguments: str | Path, columns: int | None = None) -> Result:
    env = {"COLUMNS": str(columns) if columns else None}
    return CliRunner().invoke(main, ["compare", *map(str, arguments)], env=env)


def best_by_hand(column: str) -> dict[str, tuple[float, int]]:
    """Return the smallest value of a column and its epoch, for each run of the sweep, read with the csv module."""
    found = {}
    for folder in SWEEP.iterdir():
        with (folder / "metrics.csv").open(newline="", encoding="utf-8") as file:
            found[folder.name] = min((float(r[column]), int(r["epoch"])) for r in csv.DictReader(file) if r[column])
    return found


def test_runs_are_ranked_by_their_best_value() -> None:
    result = run(SWEEP)
    assert (result.exit_code, result.stderr) == (0, "")
    lines = [line.split() for line in result.stdout.splitlines()[2:14]]
    expected = best_by_hand("val_loss")
    assert [line[1] for line in lines] == sorted(expected, key=lambda name: expected[name])
    assert lines[0][0] == "*1"
    for line in lines:
        value, epoch = expected[line[1]]
        assert line[4:7] == [f"{value:.4f}", "@", str(epoch)]


def test_sentences_name_the_ranking_metric_the_winner_and_the_constants() -> None:
    text = run(SWEEP).stdout
    assert "Ranked by best val_loss, lower is better (inferred from the name)." in text
    assert "* version_11 (lr=0.01 seed=3) is best: " in text
    assert "Constant: accelerator=auto, batch_size=32" in text


def test_a_tolerance_tests_equivalence() -> None:
    options = [str(SWEEP), "-m", "test_acc", "--where", "lr > 0.0001"]
    result = run(*options, "--tolerance", "0.02")
    assert "lr=0.001 is equivalent to lr=0.01 within 0.02 (4 seeds each, " in result.stdout
    assert "equivalence" in run(*options, "--relative", "2%", "--only", "differences").stdout
    found = json.loads(run(*options, "--relative", "2%", "--format", "json").stdout)
    assert (found["tolerance"], found["relative"]) == (None, 0.02)
    (row,) = found["differences"]
    assert (row["conclusion"], row["p_equivalent"] < 0.05) == ("equivalent", True)
    strict = run(*options, "--tolerance", "0.0001").stdout
    assert "No significant difference, nor equivalence within 0.0001, between lr=0.001 and lr=0.01" in strict
    assert run(*options, "--tolerance", "0.02", "--relative", "2%").exit_code == 2


def test_effect_sizes_are_shown_where_asked() -> None:
    shown = run(SWEEP, "-m", "test_acc", "--stats", "effect,median", "--only", "differences").stdout
    assert "Hedges' g" in shown
    assert "Hedges' g" not in run(SWEEP, "-m", "test_acc", "--only", "differences").stdout
    assert "median" in run(SWEEP, "-m", "test_acc", "--stats", "effect,median", "--only", "groups").stdout
    assert "available: median, iqm, min, max, effect" in run(SWEEP, "--stats", "cohen").stderr


def test_the_metric_and_the_direction_can_be_given() -> None:
    assert "Ranked by best val_acc, higher is better (inferred" in run(SWEEP, "--metric", "val_acc").stdout
    assert "Ranked by best val_loss, higher is better (as given)" in run(SWEEP, "-m", "val_loss", "--max").stdout
    worst = json.loads(run(SWEEP, "--metric", "val_loss", "--max", "--format", "json").stdout)
    assert worst["winners"] != ["version_11"]


def test_an_unknown_metric_is_answered_with_similar_metrics() -> None:
    result = run(SWEEP, "--metric", "val_los")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "did you mean 'val_loss'" in result.stderr


def test_a_metric_without_direction_is_an_error_until_one_is_given(tmp_path: Path) -> None:
    for name, value in (("a", 1), ("b", 2)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "metrics.csv").write_text(f"epoch,step,temperature\n0,9,{value}\n")
    assert run(tmp_path).stdout.splitlines()[-1].startswith("Not ranked:")
    assert run(tmp_path, "--metric", "temperature").exit_code == 2
    assert "* b is best" in run(tmp_path, "--metric", "temperature", "--max").stdout


def test_a_narrow_terminal_names_the_hidden_columns() -> None:
    text = run(LOGS, columns=80).stdout
    assert max(map(len, text.splitlines())) <= 80
    assert "Hidden columns (--all shows them):" in text
    heads = text.splitlines()[0].split()
    assert {"#", "run", "lr", "seed", "val_loss"} <= set(heads)
    complete = run(LOGS, "--all", columns=80).stdout
    assert "Hidden columns" not in complete
    assert {"log_on", "test_loss", "loss"} <= set(complete.splitlines()[0].split())


def test_json_is_strict_complete_and_exact() -> None:
    text = run(LOGS, "--format", "json", columns=80).stdout
    subprocess.run([sys.executable, "-m", "json.tool"], input=text, text=True, capture_output=True, check=True)
    data = json.loads(text)
    assert len(data["runs"]) == 15
    expected = best_by_hand("val_loss")
    for row in data["runs"][:12]:
        shown = row["metrics"]["val_loss"]
        assert (shown["value"], shown["epoch"]) == expected[row["run"].removeprefix("sweep/")]
    assert data["runs"][-1]["rank"] is None


def test_csv_is_complete_and_exact() -> None:
    result = run(SWEEP, "--format", "csv", columns=80)
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    expected = best_by_hand("val_loss")
    assert {row["run"]: (float(row["best val_loss"]), int(row["epoch of best val_loss"])) for row in rows} == expected
    assert "Ranked by best val_loss" in result.stderr


def test_a_markdown_parser_reads_every_table_and_sentence() -> None:
    parsed = MarkdownIt("commonmark").enable("table").parse(run(SWEEP, "--format", "markdown", columns=40).stdout)
    kinds = Counter(token.type for token in parsed)
    assert kinds["table_open"] == 3
    assert kinds["tr_open"] == 13 + 4 + 3
    cells = [token.content for token in parsed if token.type == "inline"]
    assert "**0.226 ± 0.013**" in cells
    assert "**Groups by lr: best val_loss**" in cells
    assert any("No significant difference between" in cell for cell in cells)


def test_latex_has_booktabs_tables_with_the_best_in_bold() -> None:
    result = run(SWEEP, "--format", "latex", columns=40)
    tables = re.findall(r"\\begin\{tabular\}\{([lr]+)\}\n(.*?)\n\\end\{tabular\}", result.stdout, re.DOTALL)
    assert len(tables) == 3
    for shape, body in tables:
        lines = body.splitlines()
        assert [lines[0], lines[2], lines[-1]] == [r"\toprule", r"\midrule", r"\bottomrule"]
        rows = [line for line in lines if not line.endswith("rule")]
        assert all(line.endswith(r" \\") for line in rows)
        assert {len(re.split(r"(?<!\\)&", line)) for line in rows} == {len(shape)}
        assert all(line.count("{") == line.count("}") for line in rows)
    assert r"\textbf{0.226 $\pm$ 0.013}" in tables[1][1]
    assert "No significant difference" in result.stderr
    assert "No significant difference" not in result.stdout


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="TeX is not installed")
def test_latex_compiles(tmp_path: Path) -> None:
    shutil.copytree(SWEEP, tmp_path / "logs")
    for i, name in enumerate(['a"b', "c_d%e&f$g#h{i}", "x\\y^z~<|>", "[k]*", "l;m"]):
        with (tmp_path / "logs" / f"version_{i}" / "hparams.yaml").open("a") as file:
            file.write(f"note: {json.dumps(name)}\n")
    body = run(tmp_path / "logs", "--format", "latex").stdout
    text = "\\documentclass{article}\\usepackage{booktabs}\\begin{document}\n" + body + "\\end{document}\n"
    (tmp_path / "table.tex").write_text(text)
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "table.tex"]
    made = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout[-2000:]


def test_html_is_a_page_with_every_table() -> None:
    page = Elements()
    page.feed(run(SWEEP, "--format", "html", columns=40).stdout)
    page.close()
    assert page.open == []
    assert (page.seen["table"], page.seen["tr"]) == (3, 13 + 4 + 3)
    assert not {"script", "link", "img", "a"} & page.seen.keys()
    assert "No significant difference" in " ".join(page.texts)


class Elements(HTMLParser):
    """The tags and texts of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: Counter[str] = Counter()
        self.open: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - its signature
        """Count an element and remember that it is open."""
        self.seen[tag] += 1
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Check that the element is the one that was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Store a text."""
        self.texts.append(data)


def sections(text: str) -> list[list[str]]:
    """Return the parts of the output: the table of runs, the other tables with captions, the sentences."""
    return [part.splitlines() for part in text.split("\n\n")]


def sweep_by_hand(column: str) -> dict[str, list[float]]:
    """Return the best values of each learning rate, largest first."""
    found: dict[str, list[float]] = {}
    for name in sorted(folder.name for folder in SWEEP.iterdir()):
        with (SWEEP / name / "metrics.csv").open(newline="", encoding="utf-8") as file:
            best = max(float(row[column]) for row in csv.DictReader(file) if row[column])
        lr = re.search(r"^lr: (.+)$", (SWEEP / name / "hparams.yaml").read_text(), re.MULTILINE)
        assert lr is not None
        found.setdefault(lr[1], []).append(best)
    return found


def test_groups_show_mean_std_and_confidence_interval() -> None:
    _, groups, differences, _ = sections(run(SWEEP, "-m", "val_acc").stdout)
    assert groups[0] == "Groups by lr: best val_acc"
    for line, name in zip(groups[2:], ("0.01", "0.001", "0.0001"), strict=True):
        values = sweep_by_hand("val_acc")[name]
        mean, sd = statistics.mean(values), statistics.stdev(values)
        shown = line.replace("±", "").split()
        assert shown[1:3] == [f"lr={name}", "4"]
        assert float(shown[3]) == pytest.approx(mean, abs=sd / 10)
        assert float(shown[4]) == pytest.approx(sd, rel=0.05)
        half = 3.182 * sd / 2  # Student's t with 3 degrees of freedom
        assert [float(shown[5]), float(shown[7])] == pytest.approx([mean - half, mean + half], abs=sd / 10)
    assert differences[0] == "Differences to lr=0.01"
    assert [re.split(r" {2,}", line)[-2:] for line in differences[3:]] == [["unconfirmed", "Tukey"], ["worse", "Tukey"]]


def test_statistics_of_groups_are_shown_on_request() -> None:
    heads = sections(run(SWEEP, "--stats", "Median, iqm,min,max").stdout)[1][1].split()
    assert heads[-4:] == ["median", "iqm", "min", "max"]
    result = run(SWEEP, "--stats", "mode")
    assert result.exit_code == 2
    assert "available: median, iqm, min, max" in result.stderr


def test_groups_are_formed_by_the_given_hyperparameters() -> None:
    data = json.loads(run(SWEEP, "--by", "seed", "--format", "json").stdout)
    assert [group["hparams"] for group in data["groups"]] == [{"seed": seed} for seed in (3, 2, 1, 0)]
    by_path = json.loads(run(LOGS, "--by", "path:1", "--format", "json").stdout)
    assert by_path["groups"][0]["group"] == "sweep"
    assert by_path["groups"][0]["n"] == 12
    keyed = json.loads(run(SWEEP, "--seed-key", "lr", "--format", "json").stdout)
    assert {group["n"] for group in keyed["groups"]} == {3}
    assert "did you mean 'seed'" in run(SWEEP, "--by", "sed").stderr


def test_several_settings_show_main_effects() -> None:
    text = run(SWEEP, "--by", "lr,seed").stdout
    effects = next(part for part in sections(text) if part[0].startswith("Main effects"))
    assert [line.split()[0] for line in effects[2:]] == ["lr", "0.001", "0.01", "seed", "1", "2", "3"]
    assert "Main effects" not in run(SWEEP, "--by", "lr").stdout
    assert run(SWEEP, "--only", "effects").stdout.startswith("Main effects")


def test_the_baseline_can_be_given_as_a_setting_or_a_run() -> None:
    for baseline in ("lr=0.0001", "version_0"):
        text = run(SWEEP, "-m", "val_acc", "--baseline", baseline).stdout
        assert "Differences to lr=0.0001" in text
        assert "lr=0.01 is better than lr=0.0001 (4 seeds each" in text
        assert "P-values and intervals are corrected for 2 comparisons (Dunnett)." in text
    result = run(SWEEP, "--baseline", "lr=5")
    assert (result.exit_code, result.stdout) == (2, "")


def test_differences_are_shown_by_word_and_colour() -> None:
    lines = run(SWEEP, "--baseline", "lr=0.01", "--at", "last", "--color", "always").stdout.splitlines()
    better = next(line for line in lines if "better" in line and "lr=0.001 " in line)
    worse = next(line for line in lines if "worse" in line and "lr=0.0001 " in line)
    assert better.startswith("\x1b[1;32m")
    assert worse.startswith("\x1b[31m")


def test_the_ranking_value_can_be_chosen() -> None:
    last = json.loads(run(SWEEP, "--at", "last", "--format", "json").stdout)
    assert (last["ranking"]["at"], last["winners"]) == ("last", ["version_6"])
    third = json.loads(run(SWEEP, "--at", "epoch=3", "--format", "json").stdout)
    assert {row["value_epoch"] for row in third["runs"]} == {3}
    smooth = json.loads(run(SWEEP, "--smooth", "0.5", "--format", "json").stdout)
    assert smooth["ranking"]["statistic"] == "smoothed best"
    heads = run(SWEEP, "--smooth", "0.5").stdout.splitlines()[1]
    assert "smoothed min @ epoch" in heads
    result = run(SWEEP, "--at", "noon")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "use best, best:val_loss, last, epoch=10, step=5000, common" in result.stderr


def test_the_last_value_and_its_difference_to_the_best_are_columns() -> None:
    rows = [line.split() for line in run(SWEEP).stdout.splitlines()[2:14]]
    for row in rows:
        assert float(row[8]) == pytest.approx(float(row[7]) - float(row[4]), abs=2e-4)
        assert row[8].startswith("+") or float(row[8]) == 0


def test_columns_can_be_chosen() -> None:
    asked = "lr, seed, min val_loss as best, last acc, step of min val_loss"
    result = run(SWEEP, "--columns", asked, "--only", "runs")
    head, first = result.stdout.splitlines()[:2]
    assert re.split(r" {2,}", head.strip()) == [
        "#", "run", "lr", "seed", "best", "last acc", "step of min val_loss",
    ]  # fmt: skip
    assert first.split() == ["*1", "version_11", "0.01", "3", "0.2063", "0.9865", "624"]
    rows = list(csv.DictReader(io.StringIO(run(SWEEP, "--columns", asked, "--format", "csv").stdout)))
    assert list(rows[0]) == ["rank", "run", "lr", "seed", "best", "last acc", "step of min val_loss"]
    data = json.loads(run(SWEEP, "--columns", asked, "--format", "json").stdout)
    assert data["runs"][0]["columns"]["best"] == data["runs"][0]["value"]
    unknown = run(SWEEP, "--columns", "lr, min val_los")
    assert (unknown.exit_code, unknown.stdout) == (2, "")
    assert "did you mean 'val_loss'" in unknown.stderr


def test_the_ranking_metric_as_a_column_has_the_ranking_value() -> None:
    rows = json.loads(run(SWEEP, "--columns", "val_loss", "--at", "last", "--format", "json").stdout)["runs"]
    assert all(row["columns"]["val_loss"] == row["value"] == row["last"] for row in rows)


def test_runs_can_be_sorted_and_limited() -> None:
    data = json.loads(run(SWEEP, "--sort", "lr desc, val_loss", "--top", "5", "--format", "json").stdout)
    assert [row["hparams"]["lr"] for row in data["runs"]] == [0.01, 0.01, 0.01, 0.01, 0.001]
    assert [row["rank"] for row in data["runs"]] == [1, 4, 5, 8, 2]
    assert data["compared"] == 12
    text = run(SWEEP, "--top", "2").stdout
    assert [len(part) for part in sections(text)[:3]] == [2 + 2, 2 + 2, 3 + 2]
    assert "Showing 2 of 12 runs." in text
    assert "lr=0.0001 is worse" in text
    assert run(SWEEP, "--top", "0").exit_code == 2


def test_a_condition_selects_runs() -> None:
    data = json.loads(run(SWEEP, "--where", "lr < 0.01 and val_loss < 0.8", "--format", "json").stdout)
    assert {row["hparams"]["lr"] for row in data["runs"]} == {0.001, 0.0001}
    assert data["compared"] == 8
    result = run(SWEEP, "--where", "lrr < 0.01")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "did you mean 'lr'" in result.stderr


def test_the_time_of_change_selects_runs(tmp_path: Path) -> None:
    shutil.copytree(SWEEP, tmp_path, dirs_exist_ok=True)
    old = time.time() - 3 * 86_400
    for name in ("version_6", "version_11"):
        os.utime(tmp_path / name / "metrics.csv", (old, old))
    for name in ("version_0", "version_1"):
        os.utime(tmp_path / name / "metrics.csv")
    for folder in tmp_path.iterdir():
        if folder.name not in {"version_0", "version_1", "version_6", "version_11"}:
            shutil.rmtree(folder)
    assert json.loads(run(tmp_path, "--last", "2d", "--format", "json").stdout)["winners"] == ["version_0"]
    assert json.loads(run(tmp_path, "--last", "1w", "--format", "json").stdout)["winners"] == ["version_11"]
    result = run(tmp_path, "--last", "7m")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "write 30min, 12h, 7d or 2w" in result.stderr


def test_resumed_runs_are_merged_on_request(tmp_path: Path) -> None:
    for name, epochs in (("version_0", range(4)), ("version_1", range(2, 6))):
        (tmp_path / name).mkdir()
        rows = []
        for epoch in epochs:
            rows += [f"{epoch},{100 * epoch + step},{9 - epoch}.{step},\n" for step in (19, 69)]
            rows.append(f"{epoch},{100 * epoch + 99},,{9 - epoch}.5\n")
        (tmp_path / name / "metrics.csv").write_text("epoch,step,train_loss,val_loss\n" + "".join(rows))
    apart = json.loads(run(tmp_path, "--format", "json", "-q").stdout)
    joined = json.loads(run(tmp_path, "--stitch", "--format", "json", "-q").stdout)
    assert [row["run"] for row in apart["runs"]] == ["version_1", "version_0"]
    assert [row["run"] for row in joined["runs"]] == ["version_0"]


def test_a_single_table_can_be_shown() -> None:
    assert run(SWEEP, "--only", "groups").stdout.startswith("Groups by lr")
    rows = list(csv.DictReader(io.StringIO(run(SWEEP, "--only", "groups", "--format", "csv").stdout)))
    assert [row["group"] for row in rows] == ["lr=0.001", "lr=0.01", "lr=0.0001"]
    assert float(rows[0]["mean"]) == statistics.mean(
        json.loads(run(SWEEP, "--format", "json").stdout)["runs"][i]["value"] for i in (1, 2, 5, 6)
    )
    result = run(SWEEP / "version_0", "--only", "differences")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "there are fewer than two groups" in result.stderr


def test_a_trend_is_shown_if_it_fits() -> None:
    (line,) = (line for line in run(SWEEP, columns=200).stdout.splitlines() if " version_6 " in line)
    assert line.split()[-1].startswith("█")
    assert line.endswith("▁")
    assert "trend" not in run(SWEEP, columns=100).stdout
    assert "trend" not in run(SWEEP).stdout
    assert "trend" in run(SWEEP, "--all").stdout


def test_a_single_group_has_an_interval_and_no_difference() -> None:
    parts = sections(run(SWEEP, "--where", "lr = 0.01").stdout)
    assert len(parts) == 3
    assert parts[1][2].split()[1:4] == ["all", "runs", "4"]
    assert any("all runs is the only group: mean best val_loss" in line for line in parts[2])


def test_caveats_of_runs_are_shown(tmp_path: Path) -> None:
    old = time.time() - 86_400
    for name, values in (("a", "1 2 3"), ("b", "4 5"), ("c", "nan nan nan"), ("d", "2 nan nan")):
        (tmp_path / name).mkdir()
        lines = [f"{i},{i},{value}\n" for i, value in enumerate(values.split())]
        (tmp_path / name / "metrics.csv").write_text("epoch,step,val_loss\n" + "".join(lines))
        os.utime(tmp_path / name / "metrics.csv", (old, old))
    text = run(tmp_path, columns=80).stdout
    flags = {line.split()[1]: line for line in text.splitlines()[2:6]}
    assert flags["b"].endswith("shorter")
    assert flags["c"].endswith("diverged")
    assert flags["c"].split()[0] == "-"
    assert flags["d"].endswith("not finite at the end")
    assert run(tmp_path, "--columns", "count val_loss").stdout.splitlines()[0].split()[-1] == "caveats"


def test_a_run_with_a_notice_is_marked_only_in_the_table(tmp_path: Path) -> None:
    logs = shutil.copytree(SWEEP, tmp_path / "logs")
    with (logs / "version_3" / "metrics.csv").open("a") as file:
        file.write("1,2")
    result = run(logs, "--only", "runs", columns=80)
    rows = [line for line in result.stdout.splitlines() if line[4:].startswith("version_")]
    assert [line.split()[1] for line in rows if line.endswith("!")] == ["version_3"]
    assert "note: version_3: ends in an incomplete line" in result.stderr
    assert "!" not in run(logs, "--only", "runs", "--format", "markdown").stdout
    assert "!" not in run(SWEEP).stdout


def test_a_diverged_run_is_shown_and_has_no_rank(tmp_path: Path) -> None:
    shutil.copytree(SWEEP / "version_0", tmp_path / "good")
    (tmp_path / "nan").mkdir()
    (tmp_path / "nan" / "metrics.csv").write_text("epoch,step,val_loss\n0,9,nan\n1,19,nan\n")
    text = run(tmp_path).stdout
    (line,) = (line for line in text.splitlines() if " nan  " in line)
    assert line.split()[0] == "-"
    assert "1 of 2 runs diverged and has no rank." in text
    data = json.loads(run(tmp_path, "--format", "json").stdout)
    assert data["runs"][1]["metrics"]["val_loss"]["value"] == "NaN"


def test_one_run_and_runs_without_validation_can_be_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "* version_0 is best" in run(LOGS / "train_history_log").stdout
    monkeypatch.chdir(LOGS)
    result = run("train_history_log", "train_history_log_epoch_only")
    assert result.exit_code == 0
    assert "Ranked by last loss" in result.stdout


def test_runs_can_be_given_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SWEEP.parent)
    data = json.loads(run("version_3", "version_11", "--format", "json").stdout)
    assert [row["run"] for row in data["runs"]] == ["sweep/version_11", "sweep/version_3"]


def test_a_formula_in_a_name_does_not_run(tmp_path: Path) -> None:
    shutil.copytree(SWEEP / "version_0", tmp_path / "=1+1")
    shutil.copytree(SWEEP / "version_1", tmp_path / "b")
    rows = list(csv.DictReader(io.StringIO(run(tmp_path, "--format", "csv").stdout)))
    assert [row["run"] for row in rows] == ["'=1+1", "b"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--min", "--max"], "--min and --max cannot be combined"),
        (["-m", "val_acc", "-m", "val_loss"], "give --metric once, not 2 times (val_acc, val_loss)"),
        (["--by", "path:9"], "no run id has path:9"),
    ],
)
def test_contradictory_options_are_refused(arguments: list[str], message: str) -> None:
    result = run(SWEEP, *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert not result.stdout
