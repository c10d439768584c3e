"""A figure as matplotlib draws it: read from its artists, and from the bytes of its files."""

from __future__ import annotations

import io
import itertools
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image

import logtools as lt
from logtools.errors import InvalidValueError
from logtools.figures.image_formats import FORMATS, Format
from logtools.figures.renderers.matplotlib import draw, encode
from logtools.figures.spec import Band, Curve, FigureSpec, Mark, Panel, RunColour, Scale, SeriesKind

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

LOGS = Path(__file__).parents[4] / "fixtures" / "logs"
SpecOf = Callable[..., FigureSpec]


def line(ax: Axes, x: list[int], y: list[float]) -> Line2D:
    """Return the one line of these axes that goes through these points."""
    [found] = [
        candidate
        for candidate in ax.get_lines()
        if np.array_equal(np.asarray(candidate.get_xdata()), x)
        and np.array_equal(np.asarray(candidate.get_ydata(), dtype=float), y, equal_nan=True)
    ]
    return found


def legends(figure: Figure) -> list[list[str]]:
    return [[text.get_text() for text in legend.get_texts()] for legend in figure.legends]


def boxes(figure: Figure) -> dict[str, Any]:
    figure.draw_without_rendering()
    return {
        **{f"axes {i}": ax.get_window_extent() for i, ax in enumerate(figure.axes)},
        **{f"legend {i}": legend.get_window_extent() for i, legend in enumerate(figure.legends)},
    }


def test_curves_stand_at_their_steps_with_their_values(spec_of: SpecOf, ordinary: str) -> None:
    loss, acc = draw(spec_of(ordinary)).axes
    steps = line(loss, [1, 3, 5, 7], [2.0, 1.0, 0.9, 0.7])
    means = line(loss, [3, 7], [1.5, 0.8])
    validation = line(loss, [3, 7], [1.1, 0.8])
    assert steps.get_alpha() is not None
    assert (steps.get_alpha() or 1) < 0.5
    assert (means.get_marker(), means.get_linestyle()) == ("o", "-")
    assert (validation.get_marker(), validation.get_linestyle()) == ("s", "--")
    assert line(loss, [8], [0.85]).get_marker() == "*"
    assert line(loss, [7], [0.8]).get_markerfacecolor() == "none"
    assert line(acc, [3, 7], [0.5, 0.7]).get_marker() == "s"


def test_axes_are_labelled_with_step_below_epoch_above_and_quantity_beside(spec_of: SpecOf, ordinary: str) -> None:
    figure = draw(spec_of(ordinary))
    figure.draw_without_rendering()
    for ax, quantity in zip(figure.axes, ["loss", "acc"], strict=True):
        assert (ax.get_xlabel(), ax.get_ylabel()) == ("step", quantity)
        [top] = ax.child_axes
        assert top.get_xlabel() == "epoch"
        ticks = zip(top.get_xticks(), [label.get_text() for label in top.get_xticklabels()], strict=True)
        assert list(ticks) == [(3, "0"), (7, "1")]


def test_the_best_value_and_its_epoch_stand_above_the_panel(spec_of: SpecOf, ordinary: str) -> None:
    loss, _ = draw(spec_of(ordinary)).axes
    assert loss.get_title(loc="left") == "best val_loss 0.8 at epoch 1"


def test_many_epochs_are_labelled_at_round_numbers(spec_of: SpecOf) -> None:
    rows = "".join(f"{e},{e * 10 + 9},{100 - e}\n" for e in range(100))
    [ax] = draw(spec_of(f"epoch,step,val_loss\n{rows}")).axes
    [top] = ax.child_axes
    assert [label.get_text() for label in top.get_xticklabels()] == ["0", "20", "40", "60", "80"]


def test_short_epochs_before_long_ones_are_labelled_apart(spec_of: SpecOf) -> None:
    rows = "".join(f"{e},{e if e < 100 else (e - 99) * 500},{100 - e}\n" for e in range(110))
    figure = draw(spec_of(f"epoch,step,val_loss\n{rows}"))
    figure.draw_without_rendering()
    [top] = figure.axes[0].child_axes
    labels = [label.get_window_extent() for label in top.get_xticklabels()]
    assert len(labels) == 2
    assert not labels[0].overlaps(labels[1])


def test_panels_share_the_range_of_steps(spec_of: SpecOf, ordinary: str) -> None:
    loss, acc = draw(spec_of(ordinary)).axes
    assert loss.get_xlim() == acc.get_xlim()
    low, high = loss.get_xlim()
    assert low < 1
    assert high > 8


def test_a_single_point_is_a_marker_at_a_whole_step(spec_of: SpecOf) -> None:
    figure = draw(spec_of("epoch,step,my_step_metric\n0,468,0.5\n"))
    [ax] = figure.axes
    assert line(ax, [468], [0.5]).get_marker() not in {"", "None", None}
    figure.draw_without_rendering()
    assert [label.get_text() for label in ax.get_xticklabels()] == ["467", "468", "469"]


def test_a_number_between_two_nan_is_a_marker(spec_of: SpecOf) -> None:
    text = "epoch,step,train_loss\n0,0,1\n0,1,nan\n0,2,3\n1,3,nan\n1,4,5\n1,5,6\n"
    [ax] = draw(spec_of(text)).axes
    curve = line(ax, [0, 1, 2, 3, 4, 5], [1, np.nan, 3, np.nan, 5, 6])
    assert curve.get_marker() == "."
    assert curve.get_markevery() == [0, 2]
    nan = line(ax, [1, 3], [0.025, 0.025])
    assert nan.get_marker() == "x"


def test_a_panel_without_a_finite_value_says_so(spec_of: SpecOf) -> None:
    [ax] = draw(spec_of("epoch,step,val_loss\n0,1,nan\n1,3,nan\n")).axes
    assert [text.get_text() for text in ax.texts] == ["no finite value"]
    assert len(ax.get_yticks()) == 0


def test_huge_values_leave_no_power_of_ten_in_the_way_of_the_epochs(spec_of: SpecOf) -> None:
    figure = draw(spec_of("epoch,step,val_loss\n0,1,1e25\n1,3,2e25\n"))
    figure.draw_without_rendering()
    assert figure.axes[0].yaxis.get_offset_text().get_text() == ""


def test_legends_name_runs_and_kinds_of_value_outside_the_panels(spec_of: SpecOf, ordinary: str) -> None:
    figure = draw(
        spec_of({"a": ordinary.replace("0.8,0.7", "0.6,0.7"), "b": ordinary}, labels={"a": "_first", "b": "$x_1$"})
    )
    runs, kinds = legends(figure)
    assert runs == ["$x_1$", "_first (best val_loss)"]
    assert kinds == ["train, each step", "train, epoch mean", "validation", "test", "best"]
    found = boxes(figure)
    for name, box in found.items():
        others = [other for other_name, other in found.items() if other_name.split()[0] != name.split()[0]]
        assert not any(box.overlaps(other) for other in others), name


@pytest.mark.parametrize("runs", [1, 3, 12, 40])
def test_nothing_stands_outside_the_figure(spec_of: SpecOf, ordinary: str, runs: int) -> None:
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
    [note] = [text for text in figure.texts if text.get_text().startswith("not drawn unless")]
    found = boxes(figure)
    extent = note.get_window_extent()
    assert not any(extent.overlaps(box) for box in found.values())
    assert figure.bbox.containsy(extent.y1)


def test_given_axes_are_drawn_on(spec_of: SpecOf, ordinary: str) -> None:
    own = Figure()
    ax = own.subplots()
    assert draw(spec_of(ordinary, select=["acc"]), ax=ax) is own
    assert line(ax, [3, 7], [0.5, 0.7]).get_marker() == "s"
    legend = ax.get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == ["validation", "best"]


def test_an_array_of_axes_is_drawn_on(spec_of: SpecOf, ordinary: str) -> None:
    own = Figure()
    axes = own.subplots(1, 2)
    draw(spec_of(ordinary), ax=axes)
    assert [ax.get_ylabel() for ax in axes] == ["loss", "acc"]


def test_too_few_axes_are_an_error(spec_of: SpecOf, ordinary: str) -> None:
    with pytest.raises(InvalidValueError, match=r"2 axes are needed, one a panel \(loss, acc\), not 1"):
        draw(spec_of(ordinary), ax=Figure().subplots())


@pytest.mark.parametrize("size", [(0.0, 3.0), (3.0, float("nan")), (float("inf"), 3.0)])
def test_a_size_must_be_positive(spec_of: SpecOf, ordinary: str, size: tuple[float, float]) -> None:
    with pytest.raises(InvalidValueError, match="a figure cannot be"):
        draw(spec_of(ordinary), size=size)


def test_size_and_dpi_are_taken(spec_of: SpecOf, ordinary: str) -> None:
    figure = draw(spec_of(ordinary), size=(7, 3), dpi=50)
    png = encode(figure, "png")
    assert (int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) == (350, 150)
    doubled = encode(figure, "png", dpi=100)
    assert (int.from_bytes(doubled[16:20]), int.from_bytes(doubled[20:24])) == (700, 300)


def test_encoding_leaves_the_figure_as_it_is(spec_of: SpecOf, ordinary: str) -> None:
    figure = draw(spec_of(ordinary), dpi=50)
    before = (figure.dpi, figure.canvas)
    encode(figure, "png", dpi=70)
    assert (figure.dpi, figure.canvas) == before


@pytest.mark.parametrize(("form", "magic"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")])
def test_the_same_figure_is_the_same_file(spec_of: SpecOf, ordinary: str, form: Format, magic: bytes) -> None:
    spec = spec_of(ordinary)
    first = encode(draw(spec, dpi=50), form)
    assert first.startswith(magic)
    assert encode(draw(spec, dpi=50), form) == first


@pytest.mark.parametrize("form", FORMATS)
def test_no_file_says_when_it_was_made(spec_of: SpecOf, ordinary: str, form: Format) -> None:
    content = encode(draw(spec_of(ordinary), dpi=50), form)
    assert not re.search(rb"CreationDate|dc:date|Creation Time|\b20\d\d-\d\d-\d\d\b", content)


@pytest.mark.parametrize(
    ("ground", "mode", "alpha"), [("white", "RGB", 255), ("none", "RGBA", 0), ("#ffffff80", "RGBA", 128)]
)
def test_a_png_shines_through_where_the_figure_does(ground: str, mode: str, alpha: int) -> None:
    figure = Figure(figsize=(1, 1), dpi=50, facecolor=ground)
    image = Image.open(io.BytesIO(encode(figure, "png")))
    assert (image.mode, image.size) == (mode, (50, 50))
    assert image.convert("RGBA").getchannel("A").getextrema() == (alpha, alpha)


def group(**changes: Any) -> FigureSpec:  # noqa: ANN401 - fields of a Panel
    """Return a figure of one group of two runs, one of which ends early."""
    role = SeriesKind(stage="val", granularity="epoch", label="validation")
    curve = Curve(hue=0, role=role, metric="m", x=(0, 1, 2, 3), y=(4.0, 3.0, 2.0, 1.0), n=(2, 2, 1, 1))
    band = Band(hue=0, role=role, x=(0, 1, 2, 3), low=(3.0, 2.0, np.nan, np.nan), high=(5.0, 4.0, np.nan, np.nan))
    panel = Panel(quantity="m", x_label="epoch", y_label="m", curves=(curve,), bands=(band,))
    hues = (RunColour(run="g", label="lr=1 (n=2)"), RunColour(run="h", label="lr=2 (n=2)"))
    return FigureSpec(title=None, hues=hues, panels=(replace(panel, **changes),), band="mean ± standard deviation")


def test_a_mean_is_drawn_thinner_where_fewer_runs_go_into_it() -> None:
    [ax] = draw(group()).axes
    whole = line(ax, [0, 1, 2, 3], [4, 3, np.nan, np.nan])
    thin = line(ax, [0, 1, 2, 3], [np.nan, 3, 2, 1])
    assert thin.get_linewidth() < 0.5 * whole.get_linewidth()


def test_a_band_reaches_from_low_to_high_and_the_legend_says_what_it_is() -> None:
    figure = draw(group())
    [ax] = figure.axes
    [band] = ax.collections
    edges = band.get_paths()[0].vertices
    assert {tuple(point) for point in np.asarray(edges)} >= {(0, 3), (1, 2), (0, 5), (1, 4)}
    assert legends(figure)[1] == ["validation", "mean ± standard deviation"]


def test_logarithmic_axes_have_plain_numbers() -> None:
    figure = draw(group(log_y=True, bands=()))
    figure.draw_without_rendering()
    [ax] = figure.axes
    assert ax.get_yscale() == "log"
    written = [label.get_text() for label in (*ax.get_yticklabels(), *ax.get_yticklabels(minor=True))]
    assert {"1", "2"} <= set(written)
    assert not any("$" in text for text in written)


@pytest.mark.parametrize(
    ("start", "gap"), [(1e6, 1e-4), (1e9, 1.0), (0.0, 1e-12), (-5e300, 1e299), (0.1, 1e-9), (3.0, 0.0)]
)
def test_the_ticks_of_an_axis_are_told_apart(start: float, gap: float) -> None:
    y = tuple(start + i * gap for i in range(4))
    curve = Curve(hue=0, role=SeriesKind(stage="val", granularity="epoch"), metric="m", x=(0, 1, 2, 3), y=y)
    figure = draw(group(curves=(curve,), bands=(), marks=()))
    figure.draw_without_rendering()
    [ax] = figure.axes
    written = [label.get_text() for label in ax.get_yticklabels()]
    assert len(set(written)) == len(written) > 1


def test_steps_beyond_a_billion_are_told_apart() -> None:
    x = tuple(10**9 + i for i in range(4))
    curve = Curve(hue=0, role=SeriesKind(stage="val", granularity="epoch"), metric="m", x=x, y=(1, 2, 3, 4))
    figure = draw(group(curves=(curve,), bands=(), marks=(), epochs=()))
    figure.draw_without_rendering()
    written = [label.get_text() for label in figure.axes[0].get_xticklabels()]
    assert len(set(written)) == len(written) > 1
    assert "1000000001" in written


def test_a_long_name_of_the_best_run_is_not_cut_for_what_it_is_best_at(spec_of: SpecOf, ordinary: str) -> None:
    name = "experiments/vision/resnet50/version_3"
    figure = draw(spec_of({"a": ordinary, "b": ordinary.replace("0.8,0.7", "0.6,0.7")}, labels={"b": name}))
    assert f"{name}\n(best val_loss)" in legends(figure)[0]


def test_what_is_cut_off_is_marked_at_the_edge_with_its_value() -> None:
    role = SeriesKind(stage="val", granularity="epoch")
    mark = Mark(kind="above", hue=0, role=role, metric="m", x=(0,), y=(1234.5,), leads=True)
    [ax] = draw(group(view=(0.0, 3.0), marks=(mark,))).axes
    assert ax.get_ylim()[1] < 4
    assert [text.get_text() for text in ax.texts] == ["1234"]
    assert line(ax, [0], [0.98]).get_marker() == "2"


def test_a_numeric_hyper_parameter_has_a_colour_bar_and_many_runs_are_few_artists() -> None:
    role = SeriesKind(stage="val", granularity="epoch", label="validation")
    values = [10.0 ** (-i / 10) for i in range(40)]
    hues = tuple(RunColour(run=f"r{i}", label=f"r{i}", value=value) for i, value in enumerate(values))
    curves = tuple(Curve(hue=i, role=role, metric="m", x=(0, 1), y=(float(i), 1.0)) for i in range(40))
    panel = Panel(quantity="m", x_label="step", y_label="m", curves=curves)
    scale = Scale(name="lr", low=min(values), high=max(values), log=True)
    figure = draw(FigureSpec(title=None, hues=hues, panels=(panel,), scale=scale))
    ax, bar = figure.axes
    assert bar.get_ylabel() == "lr"
    [lines] = [found for found in ax.collections if isinstance(found, LineCollection)]
    assert len(lines.get_segments()) == 40
    assert len({str(colour) for colour in lines.get_colors()}) == 40
    assert ax.get_ylim()[1] > 39
    assert legends(figure) == [["validation"]]


def test_facets_are_named_and_share_the_range_of_values() -> None:
    one, two = group(facet="lr=1").panels[0], group(facet="lr=2", curves=(), bands=()).panels[0]
    three = replace(one, facet="lr=3", curves=(replace(one.curves[0], y=(40.0, 3.0, 2.0, 1.0)),))
    axes = draw(replace(group(), panels=(one, two, three), grid=(1, 3))).axes
    assert [ax.get_title(loc="left") for ax in axes] == ["lr=1", "lr=2", "lr=3"]
    assert axes[0].get_ylim() == axes[2].get_ylim()


def test_a_style_sheet_is_followed_but_names_stay_as_they_are(tmp_path: Path) -> None:
    sheet = tmp_path / "mine.mplstyle"
    sheet.write_text("axes.facecolor: 112233\ntext.parse_math: True\nfont.size: 20\n")
    before = dict(mpl.rcParams)
    figure = draw(group(y_label="$x$"), style=sheet)
    [ax] = figure.axes
    assert mpl.colors.to_hex(ax.get_facecolor()) == "#112233"
    assert ax.xaxis.label.get_fontsize() == 20
    assert not ax.yaxis.label.get_parse_math()
    assert dict(mpl.rcParams) == before
    with pytest.raises(InvalidValueError, match="as a style sheet"):
        draw(group(), style=tmp_path / "none.mplstyle")


HOSTILE = ["$\\alpha_{x$", "_hidden", "<script>&amp;", "\x1b[31mred", "100%", "{0}", "损失", "\\frac{a}{b}"]


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_written_as_they_are(spec_of: SpecOf, name: str) -> None:
    text = f"epoch,step,{name}\n0,1,1\n1,3,2\n"
    spec = spec_of({"a": text, "b": text}, labels={"a": name, "b": "other"})
    svg = encode(draw(spec, dpi=50), "svg")
    written = [element.text for element in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314
    expected = name.replace("\x1b", "\\x1b")
    assert sum(element == expected for element in written) == 2  # the y-axis and the legend


def test_text_stays_text_in_a_pdf(spec_of: SpecOf, ordinary: str) -> None:
    content = encode(draw(spec_of(ordinary)), "pdf")
    assert b"/FontFile2" in content  # TrueType, which can be searched, and not Type 3
    assert b"/Type3" not in content


def test_the_callers_settings_stay_as_they_are(spec_of: SpecOf, ordinary: str) -> None:
    with mpl.rc_context({"text.usetex": False, "font.size": 17, "svg.hashsalt": "mine"}):
        before = dict(mpl.rcParams)
        encode(draw(spec_of(ordinary), dpi=50), "png")
        assert dict(mpl.rcParams) == before


def test_drawing_needs_neither_pyplot_nor_a_display() -> None:
    program = """
import sys
from logtools.figures.spec import Curve, FigureSpec, Panel, RunColour, SeriesKind
from logtools.figures.renderers.matplotlib import draw, encode
assert "matplotlib" not in sys.modules, "importing must not cost what drawing costs"
curve = Curve(hue=0, role=SeriesKind(stage="val", granularity="epoch"), metric="m", x=(0, 1), y=(1.0, 2.0))
panel = Panel(quantity="m", x_label="step", y_label="m", curves=(curve,))
encode(draw(FigureSpec(title=None, hues=(RunColour(run="r", label="r"),), panels=(panel,))), "png")
assert "matplotlib.pyplot" not in sys.modules
"""
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_test_result_far_from_the_curve_stands_inside_its_panel(spec_of: SpecOf) -> None:
    [ax] = draw(spec_of("epoch,step,val_loss,test_loss\n0,1,5.1,\n1,3,5.2,\n2,4,,0.1\n")).axes
    low, high = ax.get_ylim()
    assert low < 0.1
    assert high > 5.2


def test_the_thin_part_of_a_faint_mean_is_faint_too() -> None:
    faint = replace(group().panels[0].curves[0], role=SeriesKind(stage="train", granularity="step", faint=True))
    [ax] = draw(group(curves=(faint,), bands=())).axes
    whole, thin = line(ax, [0, 1, 2, 3], [4, 3, np.nan, np.nan]), line(ax, [0, 1, 2, 3], [np.nan, 3, 2, 1])
    assert whole.get_alpha() == thin.get_alpha()
    assert (thin.get_alpha() or 1) < 0.5


def test_many_means_are_thinner_where_fewer_runs_go_into_them() -> None:
    role = SeriesKind(stage="val", granularity="epoch")
    hues = tuple(RunColour(run=f"g{i}", label=f"g{i}", named=i < 10) for i in range(20))
    curves = tuple(
        Curve(hue=i, role=role, metric="m", x=(0, 1, 2), y=(i + 1.0, i + 1.0, i + 1.0), n=(2, 2, 1)) for i in range(20)
    )
    [ax] = draw(replace(group(curves=curves, bands=()), hues=hues)).axes
    assert len(ax.get_lines()) == 40
    assert len({found.get_linewidth() for found in ax.get_lines()}) == 4  # thick and thin, of named and of other groups


@pytest.mark.parametrize(
    ("top", "expected"),
    [(4000.0, {"1", "10", "100", "1000"}), (20.0, {"1", "2", "5", "10", "20"}), (2.0, {"1", "1.5", "2"})],
)
def test_a_logarithmic_axis_has_enough_plain_numbers_at_any_span(top: float, expected: set[str]) -> None:
    curve = replace(group().panels[0].curves[0], y=(1.0, top, 1.0, top), n=())
    figure = draw(group(log_y=True, bands=(), curves=(curve,)))
    figure.draw_without_rendering()
    [ax] = figure.axes
    low, high = ax.get_ylim()
    ticks = [*zip(ax.get_yticks(), ax.get_yticklabels(), strict=True)]
    ticks += zip(ax.get_yticks(minor=True), ax.get_yticklabels(minor=True), strict=True)
    written = {label.get_text() for place, label in ticks if low <= place <= high} - {""}
    assert len(written) >= 2
    if top > 2:
        assert written == expected
    assert all(float(label.get_text()) == pytest.approx(place) for place, label in ticks if label.get_text())


def test_a_colour_bar_has_the_colours_of_the_curves_and_plain_numbers() -> None:
    role = SeriesKind(stage="train", granularity="step")
    scale = Scale(name="lr", low=1e-4, high=1e-2, log=True)
    values = (1e-4, 1e-3, 1e-2)
    hues = tuple(RunColour(run=str(v), label=str(v), value=v) for v in values)
    curves = tuple(Curve(hue=i, role=role, metric="m", x=(0, 1), y=(i, i)) for i in range(3))
    figure = draw(replace(group(curves=curves, bands=()), hues=hues, scale=scale, band=""))
    figure.draw_without_rendering()
    ax, bar = figure.axes
    drawn = [mpl.colors.to_hex(found.get_color()) for found in ax.get_lines()]
    [mesh] = [found for found in bar.collections if found.get_array() is not None]
    shades = np.asarray(mesh.cmap(mesh.norm(np.array(values)))).tolist()
    on_bar = [mpl.colors.to_hex(shade) for shade in shades]
    for one, other in zip(drawn, on_bar, strict=True):
        distance = max(abs(int(one[i : i + 2], 16) - int(other[i : i + 2], 16)) for i in (1, 3, 5))
        assert distance <= 2
    ticks = zip(bar.get_yticks(), bar.get_yticklabels(), strict=True)
    assert [label.get_text() for place, label in ticks if 1e-4 <= place <= 1e-2] == ["0.0001", "0.001", "0.01"]


def test_axes_of_the_caller_say_what_colours_stand_for() -> None:
    figure = Figure()
    draw(lt.read(LOGS / "sweep").figure("val_loss"), ax=figure.subplots())
    legend = figure.axes[0].get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()][:3] == ["lr=0.0001", "lr=0.001", "lr=0.01"]


@pytest.mark.parametrize(
    ("size", "options"),
    [
        pytest.param((3.5, 2.5), {"x": "step"}, id="a column of a paper"),
        pytest.param((3.5, 2.5), {"by": "lr"}, id="groups"),
        pytest.param((5.0, 3.5), {"color_by": "run"}, id="twelve runs"),
    ],
)
def test_a_small_figure_has_smaller_letters_and_room_for_its_curves(
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


def test_a_size_that_leaves_no_room_is_an_error(spec_of: SpecOf, ordinary: str) -> None:
    figure = draw(spec_of(ordinary), size=(1, 1))
    for form in FORMATS:
        with pytest.raises(InvalidValueError, match="1 x 1 inches are too small"):
            encode(figure, form)


@pytest.mark.parametrize("size", ["8x4", (8,), (8, "4"), 8, (8, -1), (float("nan"), 4)])
def test_a_size_that_is_none_is_an_error(spec_of: SpecOf, ordinary: str, size: object) -> None:
    with pytest.raises(InvalidValueError, match=r"size|cannot be"):
        draw(spec_of(ordinary), size=size)  # type: ignore[arg-type] # that is the point


def test_what_is_no_axes_is_an_error(spec_of: SpecOf, ordinary: str) -> None:
    with pytest.raises(InvalidValueError, match="ax must be axes"):
        draw(spec_of(ordinary), ax=3)  # type: ignore[arg-type] # that is the point


def test_a_figure_can_do_without_notes(spec_of: SpecOf) -> None:
    spec = replace(spec_of("epoch,step,val_loss\n0,1,2\n1,3,1\n"), notes=("something was left out",))
    assert "something was left out" in [text.get_text() for text in draw(spec).texts]
    without = draw(spec, notes=False)
    assert [text.get_text() for text in without.texts] == ["run"]
    assert without.get_figheight() < draw(spec).get_figheight()


def _luminance(colour: Any) -> float:  # noqa: ANN401 - whatever matplotlib takes for a colour
    red, green, blue = mpl.colors.to_rgb(colour)
    return float(0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2)


@pytest.mark.parametrize("options", [{}, {"by": "lr"}, {"color_by": "run"}, {"kind": "box", "by": "lr"}])
def test_everything_can_be_seen_on_a_dark_ground(options: dict[str, Any]) -> None:
    figure = draw(lt.read(LOGS / "sweep").figure("val_loss", **options), style="dark_background")
    drawn = [line for ax in figure.axes for line in ax.get_lines()]
    colours = [line.get_color() for line in drawn if line.get_linestyle() != "None"]
    colours += [line.get_markeredgecolor() for line in drawn if line.get_marker() not in {"None", "*"}]
    colours += [text.get_color() for text in figure.findobj(Text) if text.get_text()]
    assert len(colours) > 3
    assert min(map(_luminance, colours)) > 0.12


@pytest.mark.parametrize(
    ("axes", "figure", "as_on"), [("none", "white", "white"), ("none", "none", "white"), ("none", "black", "black")]
)
def test_axes_without_a_ground_stand_on_that_of_the_figure(axes: str, figure: str, as_on: str, tmp_path: Path) -> None:
    def colours(axes: str, figure: str) -> list[Any]:
        sheet = tmp_path / "own.mplstyle"
        sheet.write_text(f"axes.facecolor: {axes}\nfigure.facecolor: {figure}\n")
        drawn = draw(lt.read(LOGS / "sweep").figure("val_loss"), style=sheet)
        return [line.get_color() for ax in drawn.axes for line in ax.get_lines()]

    assert colours(axes, figure) == colours(as_on, as_on)


@pytest.mark.parametrize(("axes", "paper"), [("black", "white"), ("white", "black")])
def test_what_stands_beside_the_axes_is_seen_on_the_figure(axes: str, paper: str, tmp_path: Path) -> None:
    sheet = tmp_path / "own.mplstyle"
    sheet.write_text(f"axes.facecolor: {axes}\nfigure.facecolor: {paper}\n")
    figure = draw(lt.read(LOGS / "sweep").figure("val_loss", smooth=0.6), style=sheet)
    captions = [text for text in figure.findobj(Text) if text.get_text().startswith("best val_loss")]
    samples = [line for legend in figure.legends for line in legend.get_lines()]
    colours = [text.get_color() for text in (*captions, *figure.texts)]
    colours += [line.get_color() for line in samples] + [line.get_markeredgecolor() for line in samples]
    assert len(colours) > 5
    assert all(abs(_luminance(colour) - _luminance(paper)) > 0.1 for colour in colours)


def test_a_style_sheet_changes_nothing_but_the_look(tmp_path: Path) -> None:
    sheet = tmp_path / "own.mplstyle"
    sheet.write_text("backend: svg\nsavefig.bbox: tight\nsavefig.facecolor: red\ntimezone: UTC\n")
    before = mpl.rcParams["backend"]
    plain, styled = (draw(lt.read(LOGS / "sweep").figure("val_loss"), style=style) for style in (None, sheet))
    assert encode(styled, "svg") == encode(plain, "svg")
    assert mpl.rcParams["backend"] == before


def test_the_callers_way_to_save_figures_changes_no_file(spec_of: SpecOf, ordinary: str) -> None:
    spec = spec_of(ordinary)
    plain = encode(draw(spec), "svg")
    with mpl.rc_context({"savefig.bbox": "tight", "savefig.facecolor": "red", "savefig.transparent": True}):
        assert encode(draw(spec), "svg") == plain


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"lines.linewidth 3\n", "Missing colon"),
        (b"font.size: large enough\n", "font.size"),
        (b"nonsense: 3\n", "nonsense"),
        (b"\xff\xfe\x00", "utf-8"),
        (None, "neither a file nor the name of a style"),
    ],
)
def test_a_style_sheet_that_cannot_be_used_is_one_error(  # noqa: PLR0913, PLR0917 - fixtures
    content: bytes | None,
    message: str,
    spec_of: SpecOf,
    ordinary: str,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    sheet = tmp_path / "own.mplstyle"
    if content is not None:
        sheet.write_bytes(content)
    with pytest.raises(InvalidValueError, match=message):
        draw(spec_of(ordinary), style=sheet)
    assert capfd.readouterr().err == ""
    assert not caplog.records


def test_a_long_note_is_wrapped_and_hides_nothing(spec_of: SpecOf) -> None:
    said = "a note that has so much to say that it cannot be said in a single line of a figure of this width, by far"
    figure = draw(replace(spec_of("epoch,step,val_loss\n0,1,2\n1,3,1\n"), notes=(said,)))
    found = boxes(figure)
    [note] = [text for text in figure.texts if text.get_text().startswith("a note")]
    assert note.get_text().split() == said.split()
    assert note.get_window_extent().x1 < figure.bbox.x1
    assert note.get_window_extent().y0 > found["axes 0"].y1


def test_a_picture_of_too_many_dots_is_refused(spec_of: SpecOf, ordinary: str) -> None:
    with pytest.raises(InvalidValueError, match=r"120,000 x 120,000 dots is too large.*\.svg or \.pdf"):
        encode(draw(spec_of(ordinary), size=(100, 100)), "png", dpi=1200)
