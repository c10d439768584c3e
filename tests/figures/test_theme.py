"""Colours and line styles: what must be told apart looks different."""

from __future__ import annotations

import itertools

import pytest

from logtools.figures.elements import Hue, Role
from logtools.figures.theme import colours, line_style


def hues(number: int, *, named: int | None = None) -> list[Hue]:
    limit = number if named is None else named
    return [Hue(run=str(i), label=str(i), named=i < limit) for i in range(number)]


def linear(colour: str) -> list[float]:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


#: Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
BLINDNESS = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
}


@pytest.mark.parametrize("number", [2, 5, 7, 12])
def test_each_named_run_has_a_colour_of_its_own(number: int) -> None:
    assert len(set(colours(hues(number)))) == number


def test_runs_without_a_name_share_a_colour_that_no_other_has() -> None:
    chosen = colours(hues(30, named=10))
    assert len(set(chosen)) == 11
    assert len(set(chosen[10:])) == 1


@pytest.mark.parametrize("number", [2, 3, 4, 5, 6, 7])
@pytest.mark.parametrize("kind", sorted(BLINDNESS))
def test_up_to_seven_runs_differ_for_the_colour_blind(kind: str, number: int) -> None:
    seen = [
        [sum(a * b for a, b in zip(row, linear(c), strict=True)) for row in BLINDNESS[kind]]
        for c in colours(hues(number))
    ]
    distances = [
        sum((x - y) ** 2 for x, y in zip(a, b, strict=True)) ** 0.5 for a, b in itertools.combinations(seen, 2)
    ]
    assert min(distances) > 0.05


@pytest.mark.parametrize("number", [2, 3, 4, 5, 6, 7])
@pytest.mark.parametrize("stage", ["train", "val"])
def test_up_to_seven_runs_differ_in_grey(number: int, stage: str) -> None:
    role = Role(stage=stage, granularity="epoch")
    drawn = [linear(line_style(role, colour, runs=number).colour) for colour in colours(hues(number))]
    lightness = sorted((0.2126 * r + 0.7152 * g + 0.0722 * b) ** (1 / 2.4) for r, g, b in drawn)
    assert min(b - a for a, b in itertools.pairwise(lightness)) > 0.04


def test_stages_differ_in_dashes_and_markers_so_that_greyscale_tells_them() -> None:
    roles = [
        Role(stage="train", granularity="step", faint=True),
        Role(stage="train", granularity="epoch"),
        Role(stage="val", granularity="epoch"),
    ]
    styles = [line_style(role, "#0072b2", runs=1) for role in roles]
    assert len({(style.dashes, style.marker) for style in styles}) == 3
    assert styles[0].alpha < 0.5
    assert styles[1].alpha == styles[2].alpha == 1.0


@pytest.mark.parametrize("stage", ["train", "val"])
def test_dataloaders_differ_in_dashes_and_markers(stage: str) -> None:
    styles = [line_style(Role(stage=stage, granularity="epoch", variant=i), "#0072b2", runs=1) for i in range(4)]
    assert len({style.dashes for style in styles}) == 4
    assert len({style.marker for style in styles}) == 4
