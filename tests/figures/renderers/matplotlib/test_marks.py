"""Marks on their axes."""

from __future__ import annotations

from logtools.figures.renderers.matplotlib import draw
from logtools.figures.spec import Mark, SeriesKind
from tests.figures.renderers.matplotlib.drawing import SpecOf, group, line


def test_clipped_values_are_marked_at_the_edge_with_the_largest_value() -> None:
    kind = SeriesKind(stage="val", granularity="epoch")
    mark = Mark(kind="above", colour_index=0, series_kind=kind, metric="m", x=(0,), y=(1234.5,), leads=True)
    [ax] = draw(group(y_limits=(0.0, 3.0), marks=(mark,))).axes
    assert ax.get_ylim()[1] < 4
    assert [text.get_text() for text in ax.texts] == ["1234"]
    assert line(ax, [0], [0.98]).get_marker() == "2"


def test_a_test_result_far_from_the_curve_is_inside_its_panel(spec_of: SpecOf) -> None:
    [ax] = draw(spec_of("epoch,step,val_loss,test_loss\n0,1,5.1,\n1,3,5.2,\n2,4,,0.1\n")).axes
    low, high = ax.get_ylim()
    assert low < 0.1
    assert high > 5.2
