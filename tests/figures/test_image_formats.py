from __future__ import annotations

from pathlib import Path

import pytest
from matplotlib.figure import Figure

import logtools as lt
from logtools.choices import IMAGE_FORMATS, ImageFormat
from logtools.figures.image_formats import METADATA, is_ours
from logtools.figures.renderers.registry import renderer_for

SWEEP = Path(__file__).parents[2] / "fixtures" / "logs" / "sweep"


def test_every_format_has_metadata_without_a_date() -> None:
    assert set(METADATA) == set(IMAGE_FORMATS)
    assert all(value is None for entry in METADATA.values() for name, value in entry.items() if "Date" in name)


@pytest.mark.parametrize("form", IMAGE_FORMATS)
def test_files_of_logtools_are_recognised_and_reproducible(form: ImageFormat) -> None:
    spec = lt.read(SWEEP / "version_0").figure("loss")
    content = renderer_for(f"x.{form}").render(spec).content
    assert is_ours(content)
    assert renderer_for(f"x.{form}").render(spec).content == content


@pytest.mark.parametrize("form", IMAGE_FORMATS)
def test_an_image_of_another_program_is_not_ours(form: ImageFormat, tmp_path: Path) -> None:
    path = tmp_path / f"logtools.{form}"
    Figure().savefig(path)
    assert not is_ours(path.read_bytes())


@pytest.mark.parametrize("content", [b"", b"logtools", b"<html>logtools</html>", b"tEXtSoftware\x00logtools"])
def test_another_file_is_not_ours(content: bytes) -> None:
    assert not is_ours(content)
