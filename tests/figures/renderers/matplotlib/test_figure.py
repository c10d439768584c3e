"""Whole figures: layout, size, and given axes."""

from __future__ import annotations

import itertools
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest
from matplotlib.figure import Figure

import logtools as lt
from logtools.errors import InvalidValueError
from logtools.figures.renderers.matplotlib import draw, encode
from tests.figures.renderers.matplotlib.drawing import LOGS, SpecOf, boxes, line


@pytest.mark.parametrize("runs", [1, 3, 12, 40])
def test_no_artist_is_outside_the_figure(spec_of: SpecOf, ordinary: str, runs: int) -> None:
    figure = draw(spec_of({f"some_folder/of_mine/version_{i}": ordinary for i in range(runs)}))
    for name, box in boxes(figure).items():
        assert figure.bbox.containsx(box.x0), name
        assert figure.bbox.containsx(box.x1), name
        assert figure.bbox.containsy(box.y0), name
        assert figure.bbox.containsy(box.y1), name


def test_notes_are_written_above_the_panels(spec_of: SpecOf) -> None:
    names = ",".join(f"val_m{i}" for i in range(15))
    spec = spec_of(f"epoch,step,{names}\n0,1{',1' * 15}\n1,3{',2' * 15}\n")
    figure = draw(spec)
    [note] = [text for text in figure.texts if text.get_text().startswith("not drawn (select")]
    found = boxes(figure)
    extent = note.get_window_extent()
    assert not any(extent.overlaps(box) for box in found.values())
    assert figure.bbox.containsy(extent.y1)


def test_a_figure_can_be_drawn_on_given_axes(spec_of: SpecOf, ordinary: str) -> None:
    own = Figure()
    ax = own.subplots()
    assert draw(spec_of(ordinary, select=["acc"]), ax=ax) is own
    assert line(ax, [3, 7], [0.5, 0.7]).get_marker() == "s"
    legend = ax.get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == ["validation", "best"]


def test_a_figure_can_be_drawn_on_an_array_of_axes(spec_of: SpecOf, ordinary: str) -> None:
    own = Figure()
    axes = own.subplots(1, 2)
    draw(spec_of(ordinary), ax=axes)
    assert [ax.get_ylabel() for ax in axes] == ["loss", "acc"]


def test_too_few_axes_are_an_error(spec_of: SpecOf, ordinary: str) -> None:
    with pytest.raises(InvalidValueError, match=r"need 2 axes, one per panel \(loss, acc\), not 1"):
        draw(spec_of(ordinary), ax=Figure().subplots())


@pytest.mark.parametrize("size", [(0.0, 3.0), (3.0, float("nan")), (float("inf"), 3.0)])
def test_a_size_must_be_positive(spec_of: SpecOf, ordinary: str, size: tuple[float, float]) -> None:
    with pytest.raises(InvalidValueError, match="invalid figure size"):
        draw(spec_of(ordinary), size=size)


def test_size_and_dpi_are_applied(spec_of: SpecOf, ordinary: str) -> None:
    figure = draw(spec_of(ordinary), size=(7, 3), dpi=50)
    png = encode(figure, "png")
    assert (int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) == (350, 150)
    doubled = encode(figure, "png", dpi=100)
    assert (int.from_bytes(doubled[16:20]), int.from_bytes(doubled[20:24])) == (700, 300)


def test_drawing_needs_neither_pyplot_nor_a_display() -> None:
    program = """
import sys
from logtools.figures.spec import Curve, FigureSpec, CurvePanel, RunColour, SeriesKind
from logtools.figures.renderers.matplotlib import draw, encode
assert "matplotlib" not in sys.modules, "importing must not cost what drawing costs"
kind = SeriesKind(stage="val", granularity="epoch")
curve = Curve(colour_index=0, series_kind=kind, metric="m", x=(0, 1), y=(1.0, 2.0))
panel = CurvePanel(quantity="m", x_label="step", y_label="m", curves=(curve,))
encode(draw(FigureSpec(title=None, run_colours=(RunColour(run="r", label="r"),), panels=(panel,))), "png")
assert "matplotlib.pyplot" not in sys.modules
"""
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("size", "options"),
    [
        pytest.param((3.5, 2.5), {"x": "step"}, id="a column of a paper"),
        pytest.param((3.5, 2.5), {"by": "lr"}, id="groups"),
        pytest.param((5.0, 3.5), {"color_by": "run"}, id="twelve runs"),
    ],
)
def test_a_small_figure_has_smaller_text_and_space_for_its_curves(
    size: tuple[float, float], options: dict[str, Any]
) -> None:
    spec = lt.read(LOGS / "sweep").figure("loss", **options)
    small, usual = draw(spec, size=size), draw(spec)
    found = boxes(small)
    for i, (name, box) in enumerate(found.items()):
        assert not any(box.overlaps(other) for other in list(found.values())[i + 1 :]), name
    assert found["axes 0"].height > 0.15 * size[1] * small.dpi
    assert found["axes 0"].width > 0.5 * size[0] * small.dpi
    sizes = [figure.axes[0].xaxis.label.get_fontsize() for figure in (small, usual)]
    assert 6.5 < float(sizes[0]) < float(sizes[1])
    ticks = [label.get_window_extent() for label in small.axes[0].get_xticklabels() if label.get_text()]
    assert not any(one.overlaps(other) for one, other in itertools.pairwise(ticks))


@pytest.mark.parametrize("size", ["8x4", (8,), (8, "4"), 8, (8, -1), (float("nan"), 4)])
def test_an_invalid_size_is_an_error(spec_of: SpecOf, ordinary: str, size: object) -> None:
    with pytest.raises(InvalidValueError, match="size"):
        draw(spec_of(ordinary), size=size)  # type: ignore[arg-type] # that is the point


def test_an_object_other_than_axes_is_an_error(spec_of: SpecOf, ordinary: str) -> None:
    with pytest.raises(InvalidValueError, match="ax must be matplotlib axes"):
        draw(spec_of(ordinary), ax=3)  # type: ignore[arg-type] # that is the point


def test_notes_can_be_left_out(spec_of: SpecOf) -> None:
    spec = replace(spec_of("epoch,step,val_loss\n0,1,2\n1,3,1\n"), notes=("something was left out",))
    assert "something was left out" in [text.get_text() for text in draw(spec).texts]
    without = draw(spec, notes=False)
    assert [text.get_text() for text in without.texts] == ["run"]
    assert without.get_figheight() < draw(spec).get_figheight()


def test_a_long_note_is_wrapped_and_overlaps_nothing(spec_of: SpecOf) -> None:
    long = "a note that is so long that it does not fit into a single line of a figure of this width, by far"
    figure = draw(replace(spec_of("epoch,step,val_loss\n0,1,2\n1,3,1\n"), notes=(long,)))
    found = boxes(figure)
    [note] = [text for text in figure.texts if text.get_text().startswith("a note")]
    assert note.get_text().split() == long.split()
    assert note.get_window_extent().x1 < figure.bbox.x1
    assert note.get_window_extent().y0 > found["axes 0"].y1
