"""Colours of runs: they differ, also for colour-blind readers and in grey."""

from __future__ import annotations

import itertools
import math

import pytest

from logtools.figures.spec import RunColour, SeriesKind
from logtools.figures.style.lines import line_style
from logtools.figures.style.palette import colours


def run_colours(number: int, *, named: int | None = None) -> list[RunColour]:
    limit = number if named is None else named
    return [RunColour(run=str(i), label=str(i), named=i < limit) for i in range(number)]


def linear(colour: str) -> list[float]:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


Matrix = tuple[tuple[float, float, float], ...]


def times(matrix: Matrix, vector: list[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


#: Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
EYES: dict[str, Matrix] = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
#: Ottosson (2020).
CONES: Matrix = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
OKLAB: Matrix = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


def as_seen(colour: str, eyes: str = "normal") -> list[float]:
    """Return the OKLab coordinates, times 100, of a colour as seen with a colour vision deficiency."""
    light = [min(max(channel, 0.0), 1.0) for channel in times(EYES[eyes], linear(colour))]
    return [100 * v for v in times(OKLAB, [v ** (1 / 3) for v in times(CONES, light)])]


@pytest.mark.parametrize("number", [1, 2, 5, 7, 8, 9, 11, 12])
def test_each_named_run_has_its_own_colour(number: int) -> None:
    assert len(set(colours(run_colours(number)))) == number


def test_runs_without_a_name_share_one_colour() -> None:
    chosen = colours(run_colours(30, named=10))
    assert len(set(chosen)) == 11
    assert len(set(chosen[10:])) == 1


@pytest.mark.parametrize(
    ("number", "least"), [(2, 13), (3, 13), (4, 13), (5, 13), (6, 12), (7, 12), (8, 11), (10, 11), (11, 10), (12, 10)]
)
@pytest.mark.parametrize("eyes", sorted(EYES))
def test_run_colours_differ_for_colour_blind_readers(eyes: str, number: int, least: float) -> None:
    chosen = [as_seen(colour, eyes) for colour in colours(run_colours(number))]
    assert min(math.dist(a, b) for a, b in itertools.combinations(chosen, 2)) > least


@pytest.mark.parametrize(
    ("number", "least"), [(2, 6), (3, 6), (4, 10), (5, 10), (6, 6), (7, 6), (8, 3), (10, 3), (11, 2), (12, 2)]
)
@pytest.mark.parametrize("stage", ["train", "val"])
def test_run_colours_differ_in_grey(stage: str, number: int, least: float) -> None:
    kind = SeriesKind(stage=stage, granularity="epoch")
    lightness = [as_seen(line_style(kind, colour, runs=number).colour)[0] for colour in colours(run_colours(number))]
    assert min(b - a for a, b in itertools.pairwise(sorted(lightness))) > least


@pytest.mark.parametrize("number", [4, 8, 9, 11, 12])
def test_more_than_three_runs_go_from_dark_to_light(number: int) -> None:
    lightness = [as_seen(colour)[0] for colour in colours(run_colours(number))]
    assert lightness == sorted(lightness)
