"""`logtools plot` draws the curves of runs into a file."""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from logtools.cli import main

LOGS = Path(__file__).parents[2] / "fixtures" / "logs"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["plot", *map(str, arguments)])


def size(png: Path) -> tuple[int, int]:
    content = png.read_bytes()
    assert content.startswith(b"\x89PNG")
    return int.from_bytes(content[16:20]), int.from_bytes(content[20:24])


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, which is empty."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_run_is_drawn_into_a_file_of_its_name_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = shutil.copytree(LOGS / "train_history_log", tmp_path / "train_history_log")
    monkeypatch.chdir(folder)
    result = run("version_0")
    assert (result.exit_code, result.stdout) == (0, "version_0.png\n")
    width, height = size(folder / "version_0.png")
    assert width > height > 300


def test_a_folder_of_runs_is_drawn_into_one_file_of_its_name(here: Path) -> None:
    result = run(LOGS / "sweep")
    assert (result.exit_code, result.stdout) == (0, "sweep.png\n")
    assert [path.name for path in here.iterdir()] == ["sweep.png"]


def test_without_arguments_the_current_folder_is_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "my logs"
    for version in ("version_0", "version_1"):
        shutil.copytree(LOGS / "sweep" / version, folder / version)
    monkeypatch.chdir(folder)
    result = run("--dpi", "40")
    assert (result.exit_code, result.stdout) == (0, "my logs.png\n")


@pytest.mark.parametrize(("suffix", "magic"), [("png", b"\x89PNG"), ("SVG", b"<?xml"), ("pdf", b"%PDF")])
def test_the_suffix_of_the_output_decides_the_format(here: Path, suffix: str, magic: bytes) -> None:
    output = here / f"picture.{suffix}"
    result = run(LOGS / "train_history_log", "-o", output)
    assert (result.exit_code, result.stdout) == (0, f"{output}\n")
    assert output.read_bytes().startswith(magic)
    first = output.read_bytes()
    assert run(LOGS / "train_history_log", "-o", output).exit_code == 0
    assert output.read_bytes() == first


@pytest.mark.parametrize("name", ["picture.jpg", "picture", ".png"])
def test_an_unknown_suffix_is_an_error_that_lists_the_suffixes(here: Path, name: str) -> None:
    result = run(LOGS / "train_history_log", "-o", name)
    assert result.exit_code == 2
    assert ".png, .svg, .pdf" in result.stderr
    assert "Traceback" not in result.stderr
    assert list(here.iterdir()) == []


def test_size_and_dpi_make_the_size_in_pixels(here: Path) -> None:
    result = run(LOGS / "train_history_log", "--size", "7x3.5", "--dpi", "60", "-o", "p.png")
    assert result.exit_code == 0, result.output
    assert size(here / "p.png") == (420, 210)


@pytest.mark.parametrize("text", ["7", "7x", "0x3", "axb", "7x1000", "-7x3"])
def test_a_wrong_size_is_an_error(here: Path, text: str) -> None:
    result = run(LOGS / "train_history_log", f"--size={text}")
    assert result.exit_code == 2
    assert "such as 8x5" in result.stderr
    assert list(here.iterdir()) == []


def test_metric_and_title_reach_the_figure(here: Path) -> None:
    result = run(LOGS / "sweep", "--metric", "val_*", "-m", "test_acc", "--title", "The $title$", "-o", "p.svg")
    assert result.exit_code == 0, result.output
    svg = (here / "p.svg").read_text(encoding="utf-8")
    assert ">The $title$<" in svg
    assert ">validation<" in svg
    assert "train, epoch mean" not in svg


@pytest.mark.parametrize(
    "words",
    [
        "--smooth 0.6",
        "--smooth gaussian:20 --x epoch",
        "--smooth median:5 --x samples",
        "--by lr --band ci",
        "--by lr --band minmax --log",
        "--facet lr --metric /loss/ --clip",
        "--facet run --metric val_acc --grid 3x4",
        "--color-by seed --log-x",
        "--grid 2x3 --style ggplot",
    ],
)
def test_each_option_works_as_typed(here: Path, words: str) -> None:
    result = run(LOGS / "sweep", *words.split(), "--dpi", "40", "-o", "p.png")
    assert (result.exit_code, result.stdout) == (0, "p.png\n"), result.output
    assert (here / "p.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("words", "chosen"),
    [
        (
            ["--by", "lr", "--smooth", "0.6"],
            "loss, acc over step; 3 groups; smoothed by a moving average, weight 0.6; mean ± std",
        ),
        (["--kind", "scatter"], "best val_loss over lr; 12 runs"),
        (["--kind", "box"], "best val_loss; 12 runs; mean, 95% CI"),
    ],
)
def test_a_line_summarises_the_figure(here: Path, words: list[str], chosen: str) -> None:
    result = run(LOGS / "sweep", *words, "--dpi", "40")
    assert result.stderr.splitlines() == [chosen]
    assert [path.name for path in here.iterdir()] == ["sweep.png"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--grid", "2"], "such as 2x3"),
        (["--smooth", "1.5"], "at least 0 and less than 1"),
        (["--by", "lrr"], "did you mean 'lr'"),
        (["--x", "time"], "no run logged a time metric"),
        (["--style", "none.mplstyle"], "as a style sheet"),
    ],
)
@pytest.mark.usefixtures("here")
def test_an_invalid_value_is_an_error_with_a_hint(words: list[str], message: str) -> None:
    result = run(LOGS / "sweep", *words)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_an_unknown_metric_is_answered_with_similar_metrics(here: Path) -> None:
    result = run(LOGS / "sweep", "--metric", "val_los")
    assert result.exit_code == 2
    assert "'val_loss'" in result.stderr
    assert list(here.iterdir()) == []


def test_an_unknown_run_is_an_error(here: Path) -> None:
    shutil.copytree(LOGS / "sweep" / "version_0", here / "version_0")
    result = run("version_99")
    assert result.exit_code == 2
    assert "version_99" in result.stderr
    assert "Traceback" not in result.stderr


def test_help_shows_examples() -> None:
    result = run("--help")
    assert result.exit_code == 0
    assert "logtools plot version_3\n" in result.stdout


def test_a_file_that_logtools_did_not_make_is_replaced_only_with_force(here: Path) -> None:
    for suffix in ("png", "svg", "pdf"):
        path = here / f"p.{suffix}"
        path.write_text("my notes on logtools")
        result = run(LOGS / "train_history_log", "-o", path, "--dpi", "40")
        assert result.exit_code == 2
        assert "was not made by logtools" in result.stderr
        assert path.read_text() == "my notes on logtools"
        assert run(LOGS / "train_history_log", "-o", path, "--dpi", "40", "--force").exit_code == 0
        assert run(LOGS / "train_history_log", "-o", path, "--dpi", "40").exit_code == 0


def test_a_figure_in_the_terminal_has_its_size_and_no_file(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    monkeypatch.setenv("LINES", "24")
    result = run(LOGS / "sweep", "--by", "lr", "--terminal", "--metric", "val_loss")
    assert result.exit_code == 0, result.output
    assert "loss · best mean val_loss 0.226" in result.stdout
    assert "\x1b" not in result.stdout  # it is not a terminal
    assert max(map(len, result.stdout.splitlines())) <= 70
    assert len(result.stdout.splitlines()) <= 24
    assert list(here.iterdir()) == []


class Screen(io.StringIO):
    """A standard output that is a terminal."""

    def isatty(self) -> bool:
        """Return True."""
        return True


def on_screen(monkeypatch: pytest.MonkeyPatch, *arguments: str | Path) -> str:
    """Run the command in a terminal, and return what it writes there."""
    screen = Screen()
    monkeypatch.setattr(sys, "stdout", screen)
    main(["plot", *map(str, arguments)], standalone_mode=False)
    return screen.getvalue()


def test_on_a_terminal_path_and_summary_are_one_line(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    options = ["--smooth", "median:5", "--dpi", "40"]
    written = on_screen(monkeypatch, LOGS / "sweep" / "version_3", *options)
    assert written == "version_3.png: loss, acc over step; version_3; smoothed by a median of 5 values\n"
    assert on_screen(monkeypatch, LOGS / "sweep" / "version_3", *options, "-q") == "version_3.png\n"
    assert [path.name for path in here.iterdir()] == ["version_3.png"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")
def test_without_a_display_curves_are_drawn_in_the_terminal_and_other_plots_into_a_file(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert "┌" in on_screen(monkeypatch, LOGS / "sweep" / "version_3")
    assert list(here.iterdir()) == []
    assert on_screen(monkeypatch, LOGS / "sweep", "--kind", "box", "-q") == "sweep.png\n"
    assert on_screen(monkeypatch, LOGS / "sweep" / "version_3", "-o", "p.png", "-q") == "p.png\n"


def test_no_color_draws_with_letters(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = (LOGS / "sweep", "--by", "lr", "--terminal", "-m", "val_loss")
    assert "\x1b[38;2;" in on_screen(monkeypatch, *arguments)
    monkeypatch.setenv("NO_COLOR", "1")
    plain = on_screen(monkeypatch, *arguments)
    assert "\x1b" not in plain
    assert "aa lr=0.0001 (n=4)" in plain
    assert list(here.iterdir()) == []


def test_show_opens_the_file(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("click.launch", opened.append)
    assert run(LOGS / "train_history_log", "--dpi", "40", "--show", "-o", here / "p.png").exit_code == 0
    assert opened == [str(here / "p.png")]
