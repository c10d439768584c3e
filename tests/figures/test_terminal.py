"""A figure as text."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from logtools.figures.elements import FigureSpec
from logtools.figures.terminal import draw

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
def test_it_is_as_wide_as_the_terminal_at_most(spec_of: SpecOf, ordinary: str, width: int) -> None:
    lines = draw(spec_of(ordinary), width=width, height=40, color=False).splitlines()
    assert width - 10 <= max(map(len, lines)) <= width
    assert len(lines) <= 40


def test_without_colours_letters_tell_runs_apart(spec_of: SpecOf, ordinary: str) -> None:
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


def test_what_is_no_number_is_marked(spec_of: SpecOf) -> None:
    text = draw(spec_of("epoch,step,val_x\n0,0,1\n1,10,nan\n2,20,3\n"), width=60, color=False)
    assert "x NaN" in text
    assert re.search("[│┤] +x", text)


def test_no_name_can_write_escape_codes(spec_of: SpecOf) -> None:
    text = draw(spec_of("epoch,step,val_\x1b[31mred\n0,0,1\n1,1,2\n"), width=60, color=False)
    assert "\x1b" not in text
    assert "\\x1b[31mred" in text


@pytest.mark.parametrize("values", ["1\n", "nan\n1,1,nan\n", "5\n1,1,5\n"])
def test_one_value_none_and_equal_ones_are_no_trouble(spec_of: SpecOf, values: str) -> None:
    assert "└" in draw(spec_of(f"epoch,step,val_x\n0,0,{values}"), width=60, color=False)
