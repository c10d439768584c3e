"""Colours of runs, groups and numeric scales.

Up to three runs have colours of Okabe and Ito that also differ in lightness. More runs have palettes that were searched
for: they go from dark to light in the order of the labels, so that they can be printed in grey, and neighbours differ
in hue for colour-blind readers too. Numeric hyperparameters use viridis.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import cycle

from logtools.figures.spec import ColourScale, RunColour
from logtools.figures.style.colour import mixed

__all__ = ["GREY", "along", "colours"]

#: Colour of elements that do not belong to a single run.
GREY = "#4d4d4d"
_QUIET = "#b8b8b8"

#: Palettes by number of colours, from dark to light except the first. For normal and for red-, green- and blue-blind
#: vision, any two colours of a palette differ in OKLab by at least 0.13, 0.13, 0.12, 0.11 and 0.10.
_PALETTES: tuple[tuple[str, ...], ...] = (
    ("#0072b2", "#e69f00", "#d55e00"),
    ("#650010", "#005396", "#008e80", "#cb9906", "#e5b7f1"),
    ("#610a1d", "#313898", "#626200", "#c44b73", "#4a97ed", "#fa942e", "#79daf7"),
    (
        "#510163", "#7a2700", "#4b40a4", "#b3305b", "#237db8",
        "#af7a00", "#0fb19d", "#b192f9", "#f5a739", "#85d8f6",
    ),
    (
        "#62002c", "#462381", "#155c13", "#884270", "#2c8814", "#8a64d0",
        "#cd5c87", "#7ba735", "#58a8f7", "#eb9199", "#c0c94a", "#6bddf2",
    ),
)  # fmt: skip
_VIRIDIS = (
    "#440154", "#482173", "#433e85", "#38588c", "#2d708e", "#25858e",
    "#1e9b8a", "#2ab07f", "#52c569", "#86d549", "#c2df23", "#f0d800",
)  # fmt: skip


def colours(run_colours: Sequence[RunColour], scale: ColourScale | None = None) -> list[str]:
    """Return the colour of each run as `#rrggbb`: by its value on the scale, its own, or the shared grey."""
    if scale is not None:
        return [_QUIET if one.value is None else along(scale, one.value) for one in run_colours]
    named = sum(one.named for one in run_colours)
    palette = cycle(_palette(named))
    return [next(palette) if one.named else _QUIET for one in run_colours]


def along(scale: ColourScale, value: float) -> str:
    """Return the colour of a value on a scale."""
    low, high, here = (math.log(v) if scale.log else v for v in (scale.low, scale.high, value))
    position = (here - low) / (high - low) * (len(_VIRIDIS) - 1) if high > low else 0.0
    left = min(int(position), len(_VIRIDIS) - 2)
    return mixed(_VIRIDIS[left], _VIRIDIS[left + 1], position - left)


def _palette(number: int) -> Sequence[str]:
    """Return `number` colours, or fewer, to be reused in a cycle, if there are not enough."""
    if number <= len(_PALETTES[0]):
        return _PALETTES[0]
    palette = next((p for p in _PALETTES if number <= len(p)), _PALETTES[-1])
    wanted = min(number, len(palette))
    return [palette[round(i * (len(palette) - 1) / (wanted - 1))] for i in range(wanted)]
