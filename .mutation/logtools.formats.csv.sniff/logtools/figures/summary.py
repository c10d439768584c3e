"""Summarise a figure in one line."""

from __future__ import annotations

from logtools.figures.spec import FigureSpec, IntervalPanel, Panel, ParallelPanel
from logtools.text.truncation import shorten

__all__ = ["summarise_figure"]

#: Number of quantities that the line names, and the most characters of a name.
_NAMED, _NAME_WIDTH = 12, 40


def summarise_figure(spec: FigureSpec) -> str:
    """Return a summary such as `loss, acc over step; 3 groups; mean ± std`."""
    names = list(dict.fromkeys(_y_label(panel) for panel in spec.panels))
    quantities = ", ".join(shorten(name, width=_NAME_WIDTH) for name in names[:_NAMED])
    quantities += f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    across = _x_label(spec.panels[0])
    parts = [quantities if across in {"", quantities} else f"{quantities} over {across}"]
    several = len(spec.run_colours) > 1
    parts += [f"{len(spec.run_colours)} {'groups' if spec.band else 'runs'}" if several else spec.run_colours[0].label]
    parts += [f"coloured by {spec.scale.name}"] if spec.scale else []
    parts += [f"smoothed by a {spec.smoothing}"] if spec.smoothing else []
    return "; ".join([*parts, *([spec.band] if spec.band else [])])


def _x_label(panel: Panel) -> str:
    return "" if isinstance(panel, ParallelPanel) else panel.x_label


def _y_label(panel: Panel) -> str:
    return panel.quantity if isinstance(panel, IntervalPanel | ParallelPanel) else panel.y_label or panel.quantity
