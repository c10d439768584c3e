"""The matplotlib settings that drawing needs, applied for as long as it takes and then taken back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

__all__ = ["settings"]

_SETTINGS: dict[Any, Any] = {
    # a name is written as it is, dollars and all
    "text.usetex": False,
    "text.parse_math": False,
    "axes.formatter.use_mathtext": False,
    "axes.formatter.useoffset": False,
    "font.size": 9.5,
    "figure.constrained_layout.w_pad": 0.12,
    "figure.constrained_layout.h_pad": 0.06,
    # text stays text, so that it can be searched, copied and edited
    "svg.fonttype": "none",
    "pdf.fonttype": 42,
    # the same figure, the same file
    "svg.hashsalt": "logtools",
}
#: Fonts for scripts that matplotlib's own font lacks, each used where it is installed.
_FALLBACK_FONTS = (
    "Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans SC", "Noto Sans JP", "Microsoft YaHei", "PingFang SC",
    "Hiragino Sans", "Yu Gothic", "Malgun Gothic", "Apple SD Gothic Neo", "WenQuanYi Micro Hei", "SimHei",
    "Noto Sans Devanagari", "Noto Sans Thai", "Noto Emoji",
)  # fmt: skip


@contextmanager
def settings(*, text: str = "") -> Iterator[None]:
    """Apply the settings for drawing `text`: all names that will be written."""
    import matplotlib as mpl
    from matplotlib import font_manager

    chosen = dict(_SETTINGS)
    if not text.isascii():
        installed = set(font_manager.get_font_names())
        chosen["font.family"] = [*mpl.rcParams["font.family"], *(f for f in _FALLBACK_FONTS if f in installed)]
    with mpl.rc_context(chosen):
        yield
