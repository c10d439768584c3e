"""Style sheets that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from logtools.errors import InvalidValueError
from logtools.figures.renderers.matplotlib import draw
from tests.figures.renderers.matplotlib.drawing import SpecOf


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
def test_an_invalid_style_sheet_is_a_single_error(  # noqa: PLR0913, PLR0917 - fixtures
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
