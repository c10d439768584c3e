"""Hostile names from a log in figures: they are not executed, injected or parsed as formulas."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any, Literal

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure

import logtools as lt
from logtools.choices import IMAGE_FORMATS
from logtools.figures.renderers.matplotlib import draw, encode
from logtools.figures.renderers.terminal import draw as draw_text
from logtools.figures.spec import FigureSpec

#: An escape code, a control character, markup, and text that breaks matplotlib's formula parser.
HOSTILE = "\x1b]0;x\x07\x01<b>&$\\frac{$"
KINDS: list[dict[str, Any]] = [
    {},
    {"by": [f"k{HOSTILE}"]},
    {"facet": f"k{HOSTILE}"},
    {"facet": "run"},
    {"color_by": f"n{HOSTILE}"},
    {"title": HOSTILE},
    {"kind": "scatter"},
    {"kind": "parallel"},
    {"kind": "box"},
    {"kind": "heatmap"},
]


@pytest.fixture
def logs(tmp_path: Path) -> lt.Logs[Any]:
    """Return runs whose every name is hostile: folders, metrics, hyperparameters and their values."""
    for i in range(4):
        run = tmp_path / f"v{i}{HOSTILE}"
        run.mkdir()
        rows = "".join(f"{e},{e * 10},{(i + 1) / (e + 1)}\n" for e in range(5))
        (run / "metrics.csv").write_text(f"epoch,step,val_loss{HOSTILE}\n{rows}", encoding="utf-8")
        key = HOSTILE.replace("\x1b", "\\e").replace("\x07", "\\a").replace("\x01", "\\x01").replace("\\f", "\\\\f")
        hparams = f'"k{key}": "{i % 2}{key}"\n"n{key}": {i // 2 + 1}\n'
        (run / "hparams.yaml").write_text(hparams, encoding="utf-8")
    return lt.read(tmp_path)


def spec_of(logs: lt.Logs[Any], options: dict[str, Any]) -> FigureSpec:
    return logs.figure(**options)


@pytest.mark.parametrize("options", KINDS, ids=str)
def test_a_file_contains_names_literally(logs: lt.Logs[Any], options: dict[str, Any]) -> None:
    figure = draw(spec_of(logs, options))
    files = {form: encode(figure, form) for form in IMAGE_FORMATS}
    root = ET.fromstring(files["svg"])  # noqa: S314 - written a moment ago
    texts = ["".join(element.itertext()) for element in root.iter() if element.tag.endswith("}text")]
    assert any("\\x01<b>&$\\frac{$" in text for text in texts)
    assert not re.search(rb"<b>|[\x00-\x08\x0b-\x1f]", files["svg"])


@pytest.mark.parametrize("options", KINDS, ids=str)
def test_given_axes_show_names_literally(logs: lt.Logs[Any], options: dict[str, Any]) -> None:
    spec = spec_of(logs, {key: value for key, value in options.items() if key != "title"})
    figure = Figure()
    draw(spec, ax=figure.subplots(1, len(spec.panels), squeeze=False).ravel())
    content = io.BytesIO()
    with mpl.rc_context({"svg.fonttype": "none"}):
        figure.savefig(content, format="svg")
    assert "&lt;b&gt;&amp;$\\frac{$" in content.getvalue().decode()
    ET.fromstring(content.getvalue())  # noqa: S314 - written a moment ago


@pytest.mark.parametrize("options", [one for one in KINDS if one.get("kind") in {None, "scatter"}], ids=str)
@pytest.mark.parametrize("color", [True, False])
def test_names_write_no_escape_codes_to_a_terminal(
    logs: lt.Logs[Any], options: dict[str, Any], color: Literal[True, False]
) -> None:
    text = draw_text(spec_of(logs, options), width=140, height=50, color=color)
    assert "<b>&$\\frac{$" in text
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", re.sub(r"\x1b\[[0-9;]*m", "", text))
