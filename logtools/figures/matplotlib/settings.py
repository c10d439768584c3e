"""The matplotlib settings that drawing needs, applied for as long as it takes and then taken back."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from logtools.errors import InvalidValueError

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

#: What a style sheet cannot change: names are written as they are, and the same figure is the same file.
_SAFE = {"text.usetex", "text.parse_math", "axes.formatter.use_mathtext", "svg.hashsalt"}


@contextmanager
def settings(*, text: str = "", style: str | os.PathLike[str] | None = None) -> Iterator[None]:
    """Apply the settings for drawing `text`: all names that will be written; what a style sheet says comes first."""
    import matplotlib as mpl
    from matplotlib import font_manager

    chosen = dict(_SETTINGS)
    if style is not None:
        own = _sheet(style)
        chosen = {**own, **{key: value for key, value in chosen.items() if key in _SAFE or key not in own}}
    if not text.isascii():
        installed = set(font_manager.get_font_names())
        chosen["font.family"] = [*mpl.rcParams["font.family"], *(f for f in _FALLBACK_FONTS if f in installed)]
    with mpl.rc_context(chosen):
        yield


def _sheet(style: str | os.PathLike[str]) -> dict[Any, Any]:
    """Read a style sheet: a file, or the name of one that matplotlib brings."""
    from matplotlib import rc_params_from_file
    from matplotlib import style as styles

    if str(style) in styles.library:
        return dict(styles.library[str(style)])
    try:
        return dict(rc_params_from_file(style, use_default_template=False))
    except (OSError, ValueError, UnicodeError) as error:
        raise InvalidValueError(f"cannot use {str(style)!r} as a style sheet: {error}") from error
