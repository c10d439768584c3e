"""The renderers of figures, by the suffix of the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import logtools as lt
from logtools.choices import IMAGE_FORMATS
from logtools.cli import main
from logtools.errors import InvalidValueError
from logtools.figures.renderers import registry
from logtools.figures.renderers.registry import Drawing, Renderer, register, renderer_for, suffixes
from logtools.figures.spec import FigureSpec
from logtools.figures.summary import summarise_figure

SWEEP = Path(__file__).parents[3] / "fixtures" / "logs" / "sweep"


@pytest.fixture(autouse=True)
def _restored(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remove the renderers that a test registers."""
    monkeypatch.setattr(registry, "_RENDERERS", dict(registry._RENDERERS))  # noqa: SLF001 - a copy of the registry


def toy(spec: FigureSpec, **_: object) -> Drawing:
    return Drawing(content=json.dumps({"toy": summarise_figure(spec)}).encode())


TOY = Renderer(render=toy, is_ours=lambda content: b"toy" in content)


def test_images_and_text_have_a_renderer() -> None:
    assert suffixes() == [*IMAGE_FORMATS, "txt"]


@pytest.mark.parametrize(("name", "start"), [("a/b.PNG", b"\x89PNG"), ("x.svg", b"<?xml"), ("x.y.pdf", b"%PDF")])
def test_the_suffix_chooses_the_format(name: str, start: bytes) -> None:
    spec = lt.read(SWEEP / "version_0").figure("loss")
    assert renderer_for(name).render(spec).content.startswith(start)
    assert renderer_for(Path(name)).heavy


def test_text_is_drawn_without_colours_in_the_given_size() -> None:
    spec = lt.read(SWEEP / "version_0").figure("loss")
    text = renderer_for("x.txt").render(spec, size=(6, 3)).content.decode()
    assert "\x1b" not in text
    assert 40 < max(map(len, text.splitlines())) <= 60
    assert not renderer_for("x.txt").heavy


@pytest.mark.parametrize("name", ["x", "x.bmp", "png", ".png", "x.png.gz"])
def test_an_unknown_suffix_is_an_error_that_lists_the_known_ones(name: str) -> None:
    with pytest.raises(InvalidValueError, match=r"\.png, \.svg, \.pdf, \.txt"):
        renderer_for(name)


def test_the_plot_command_uses_a_registered_renderer(tmp_path: Path) -> None:
    output = tmp_path / "x.toy"
    arguments = ["plot", str(SWEEP), "-m", "loss", "-o", str(output)]
    assert CliRunner().invoke(main, arguments).exit_code == 2
    register("toy", TOY)
    assert "toy" in suffixes()
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    assert json.loads(output.read_text()) == {"toy": "loss over step; 12 runs; coloured by lr"}


def test_a_registered_renderer_replaces_only_its_own_files(tmp_path: Path) -> None:
    register("toy", TOY)
    output = tmp_path / "x.toy"
    output.write_text("my own file")
    result = CliRunner().invoke(main, ["plot", str(SWEEP), "-o", str(output)])
    assert result.exit_code == 2
    assert output.read_text() == "my own file"
    output.write_text("a toy of before")
    assert CliRunner().invoke(main, ["plot", str(SWEEP), "-o", str(output)]).exit_code == 0
    assert json.loads(output.read_text())["toy"]
