"""A figure as text."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest

import logtools as lt
from logtools.errors import InvalidValueError
from logtools.figures.renderers.terminal import draw
from logtools.figures.spec import FigureSpec
from logtools.figures.style.colour import luminance, written

LOGS = Path(__file__).parents[3] / "fixtures" / "logs"
SpecOf = Callable[..., FigureSpec]
BRAILLE = re.compile("[\u2801-\u28ff]")


def test_a_run_is_drawn_in_braille_with_axes_labels_and_a_legend(spec_of: SpecOf, ordinary: str) -> None:
    text = draw(spec_of(ordinary), width=70, height=40)
    assert BRAILLE.search(text)
    for part in (
        "loss · best val_loss 0.8 at epoch 1",
        "acc · best",
        "step",
        "train, epoch mean",
        "◉ best",
        "★ test",
        "┌",
        "└",
    ):
        assert part in text
    assert "\x1b[38;2;" in text


@pytest.mark.parametrize("width", [50, 80, 130])
def test_the_text_is_not_wider_than_the_terminal(spec_of: SpecOf, ordinary: str, width: int) -> None:
    lines = draw(spec_of(ordinary), width=width, height=40, color=False).splitlines()
    assert width - 10 <= max(map(len, lines)) <= width
    assert len(lines) <= 40


def test_runs_are_visible_on_a_dark_terminal(spec_of: SpecOf, ordinary: str) -> None:
    text = draw(spec_of({f"run {i}": ordinary for i in range(12)}, select=["val_loss"]), width=100, height=40)
    inks = {(int(r), int(g), int(b)) for r, g, b in re.findall(r"\x1b\[38;2;(\d+);(\d+);(\d+)m", text)}
    assert len(inks) == 12
    assert all((luminance(written(*ink)) + 0.05) / 0.05 >= 3 for ink in inks)


def test_letters_distinguish_runs_without_colours(spec_of: SpecOf, ordinary: str) -> None:
    text = draw(spec_of({"one": ordinary, "two": ordinary.replace("1.1", "3.1")}, select=["val_loss"]), color=False)
    assert "\x1b" not in text
    assert "aa one" in text
    assert "bb two" in text
    assert re.search("│ *b", text)


def test_a_curve_is_where_its_values_are(spec_of: SpecOf) -> None:
    text = draw(spec_of("epoch,step,val_x\n0,0,0\n1,10,10\n"), width=60, height=20, color=False)
    rows = [line.partition("┤")[2] or line.partition("│")[2] for line in text.splitlines()]
    drawn = [row for row in rows if BRAILLE.search(row)]
    places = [BRAILLE.search(row).start() for row in drawn]  # type: ignore[union-attr] # it is in there
    assert places == sorted(places, reverse=True)
    assert len(drawn) > 8
    assert re.search(r"^ *10┤", text, re.MULTILINE)


def test_non_finite_values_are_marked(spec_of: SpecOf) -> None:
    text = draw(spec_of("epoch,step,val_x\n0,0,1\n1,10,nan\n2,20,3\n"), width=60, color=False)
    assert "x NaN" in text
    assert re.search("[│┤] +x", text)


def test_no_name_can_write_escape_codes(spec_of: SpecOf) -> None:
    text = draw(spec_of("epoch,step,val_\x1b[31mred\n0,0,1\n1,1,2\n"), width=60, color=False)
    assert "\x1b" not in text
    assert "\\x1b[31mred" in text


@pytest.mark.parametrize("values", ["1\n", "nan\n1,1,nan\n", "5\n1,1,5\n"])
def test_one_value_no_value_and_equal_values_can_be_drawn(spec_of: SpecOf, values: str) -> None:
    assert "└" in draw(spec_of(f"epoch,step,val_x\n0,0,{values}"), width=60, color=False)


def test_panels_are_side_by_side_if_there_are_too_few_rows(spec_of: SpecOf, ordinary: str) -> None:
    lines = draw(spec_of(ordinary), width=80, height=22, color=False).splitlines()
    assert len(lines) <= 22
    assert max(map(len, lines)) <= 80
    assert any("best val_loss 0.8 at epoch 1" in line and "best val_acc 0.7 at epoch 1" in line for line in lines)


def test_a_legend_has_few_lines_and_none_is_too_long(spec_of: SpecOf, ordinary: str) -> None:
    spec = spec_of({f"experiment_{i}": ordinary for i in range(9)}, select=["val_loss"])
    lines = draw(spec, width=60, height=40).splitlines()
    legend = [re.sub("\x1b[^m]*m", "", line) for line in lines if "experiment_" in line and "━━" in line]
    assert 1 < len(legend) <= 4
    assert all(len(line) <= 60 for line in legend)


def test_a_logarithmic_axis_labels_powers_of_ten(tmp_path: Path) -> None:
    (tmp_path / "metrics.csv").write_text("epoch,step,val_loss\n" + "".join(f"{e},{e},{10.0**-e}\n" for e in range(5)))
    text = draw(lt.read(tmp_path).figure(log=True), width=60, height=30, color=False)
    ticks = re.findall(r"^ *([0-9.e-]+)┤", text, re.MULTILINE)
    assert ticks == ["1", "0.1", "0.01", "0.001", "0.0001"]


def test_the_legend_lists_the_values_of_a_scale_or_the_groups() -> None:
    sweep = lt.read(LOGS / "sweep")
    scaled = draw(sweep.figure("val_loss"), width=100, height=30)
    assert re.findall(r"lr=[\d.]+", scaled.splitlines()[-1]) == ["lr=0.0001", "lr=0.001", "lr=0.01"]
    groups = draw(sweep.figure("val_loss", by="lr"), width=100, height=30)
    for colour, label in (("0;114;178", "0.0001"), ("230;159;0", "0.001"), ("213;94;0", "0.01")):
        assert f"\x1b[38;2;{colour}m━━\x1b[0m lr={label} (n=4)" in groups


def test_a_box_plot_as_text_is_an_error() -> None:
    with pytest.raises(InvalidValueError, match="only curves and scatter plots"):
        draw(lt.read(LOGS / "sweep").figure(kind="box"))


def test_training_of_several_runs_is_dots_and_validation_lines() -> None:
    sweep = lt.read(LOGS / "sweep")
    both = draw(sweep.figure("loss", x="epoch"), width=100, height=30)
    assert "━━ validation   •• train, epoch mean" in both
    assert sum(line.count("•") for line in both.splitlines()[:-1]) > 10
    assert "•" not in draw(sweep.figure("val_loss"), width=100, height=30)
    assert "•" not in draw(sweep["version_0"].figure("loss"), width=100, height=30)
    letters = draw(sweep.figure("loss", x="epoch"), width=100, height=30, color=False)
    assert "joined: validation" in letters
    assert "single: train, epoch mean" in letters


def test_restarts_that_look_alike_are_drawn_once(tmp_path: Path) -> None:
    from plotext import figure

    def signals(restarts: int) -> tuple[str, int]:
        folder = tmp_path / str(restarts) / "run"
        folder.mkdir(parents=True)
        (folder / "metrics.csv").write_text("epoch,step,val_loss\n" + "0,0,0.5\n0,10,0.25\n1,20,0.125\n" * restarts)
        with patch.object(type(figure), "draw", autospec=True, side_effect=type(figure).draw) as drawn:
            text = draw(lt.read(folder).figure(), color=False)
        return text, drawn.call_count

    assert signals(500) == signals(2)
