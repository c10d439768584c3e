"""The matplotlib settings that drawing needs, applied for as long as it takes and then taken back."""

from __future__ import annotations

import errno
import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from logtools.errors import InvalidValueError

if TYPE_CHECKING:
    from matplotlib.text import Text

__all__ = ["as_written", "lacking", "settings"]

_SETTINGS: dict[Any, Any] = {
    # a name is written as it is, dollars and all
    "text.usetex": False,
    "text.parse_math": False,
    "axes.formatter.use_mathtext": False,
    "axes.formatter.useoffset": False,
    "font.size": 9.5,
    "grid.color": "#e6e6e6",
    "grid.linewidth": 0.6,
    "figure.constrained_layout.w_pad": 0.12,
    "figure.constrained_layout.h_pad": 0.06,
    # text stays text, so that it can be searched, copied and edited
    "svg.fonttype": "none",
    "pdf.fonttype": 42,
    # the same figure, the same file, as large as was asked for
    "svg.hashsalt": "logtools",
    "savefig.facecolor": "auto",
    "savefig.edgecolor": "auto",
    "savefig.transparent": False,
    "savefig.bbox": None,
}
#: Fonts for scripts that matplotlib's own font lacks, the first choice among those that are installed.
_PREFERRED = (
    "Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans SC", "Noto Sans JP", "Microsoft YaHei", "PingFang SC",
    "Hiragino Sans", "Yu Gothic", "Malgun Gothic", "Apple SD Gothic Neo", "WenQuanYi Micro Hei", "SimHei",
    "Noto Sans Devanagari", "Noto Sans Thai", "Noto Emoji",
)  # fmt: skip
#: Fonts that claim to have every character, and draw boxes.
_PRETENDING = re.compile(r"last ?resort|blank", re.IGNORECASE)

#: What a style sheet cannot change: names are written as they are, and the same figure is the same file.
_SAFE = {
    "text.usetex", "text.parse_math", "axes.formatter.use_mathtext", "svg.hashsalt",
    "savefig.facecolor", "savefig.edgecolor", "savefig.transparent", "savefig.bbox",
}  # fmt: skip
#: What has nothing to do with how a figure looks; some of it would outlast the drawing.
_NO_STYLE = re.compile(
    r"backend|interactive|toolbar|timezone|docstring|webagg|tk\.|keymap|savefig\.directory|figure\.max|date\.epoch"
)


@contextmanager
def settings(*, text: str = "", style: str | os.PathLike[str] | None = None, shrunk: float = 1.0) -> Iterator[None]:
    """Apply the settings for drawing `text`: all names that will be written; what a style sheet says comes first.

    Letters are `shrunk` times as large.
    """
    import matplotlib as mpl

    chosen = dict(_SETTINGS)
    if style is not None:
        own = {key: value for key, value in _sheet(style).items() if not _NO_STYLE.match(key)}
        chosen = {**own, **{key: value for key, value in chosen.items() if key in _SAFE or key not in own}}
    chosen["font.size"] *= shrunk
    if not text.isascii():
        with mpl.rc_context(chosen):
            families: list[str] = mpl.rcParams["font.family"]
            chosen["font.family"] = [*families, *_helping(text)]
    with mpl.rc_context(chosen):
        yield


def as_written(*texts: Text) -> None:
    """Let texts that were there before the settings stand as they are written, not as a formula."""
    for text in texts:
        text.set_parse_math(False)


def lacking(text: str) -> str:
    """Return the characters that none of the fonts in force has, each once, in order."""
    from matplotlib.font_manager import get_font

    wanted = dict.fromkeys(c for c in text if not c.isascii())
    fonts = [get_font(path) for path in _paths()] if wanted else []
    return "".join(c for c in wanted if not any(font.get_char_index(ord(c)) for font in fonts))


def _helping(text: str) -> list[str]:
    """Return installed fonts, as few as there need be, that have what those in force lack."""
    from matplotlib.font_manager import fontManager, get_font

    missing = set(lacking(text))
    found: list[str] = []
    if not missing:
        return found
    installed = {entry.name: entry.fname for entry in fontManager.ttflist if not _PRETENDING.search(entry.name)}
    for name in sorted(installed, key=lambda name: (name not in _PREFERRED, name)):
        had = {c for c in missing if get_font(installed[name]).get_char_index(ord(c))}
        if had:
            found.append(name)
            missing -= had
        if not missing:
            break
    return found


def _paths() -> Iterator[str]:
    """Yield the files of the fonts that the settings name."""
    import matplotlib as mpl
    from matplotlib.font_manager import FontProperties, findfont

    chosen: dict[str, Any] = {str(name): value for name, value in mpl.rcParams.items()}
    for family in chosen["font.family"]:
        for name in chosen.get(f"font.{family}", [family]):
            try:
                yield str(findfont(FontProperties(family=[name]), fallback_to_default=False))
            except ValueError:  # not installed
                continue


def _sheet(style: str | os.PathLike[str]) -> dict[Any, Any]:
    """Read a style sheet: a file, or the name of one that matplotlib brings."""
    from matplotlib import rc_params_from_file
    from matplotlib import style as styles

    if str(style) in styles.library:
        return dict(styles.library[str(style)])
    try:
        with _complaints() as complaints:
            sheet = dict(rc_params_from_file(style, use_default_template=False))
    except (OSError, ValueError, UnicodeError) as error:
        why = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
        raise _unusable(style, why) from error
    if complaints:
        raise _unusable(style, complaints[0])
    return sheet


def _unusable(style: str | os.PathLike[str], why: str) -> InvalidValueError:
    what = "it is neither a file nor the name of a style" if why == os.strerror(errno.ENOENT) else why
    return InvalidValueError(f"cannot use {str(style)!r} as a style sheet: {what}")


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Collect what matplotlib would print of a bad style sheet."""
    found: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: found.append(" ".join(record.getMessage().split()))  # type: ignore[method-assign] # a handler is no more than that
    logger = logging.getLogger("matplotlib")
    propagates = logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield found
    finally:
        logger.propagate = propagates
        logger.removeHandler(handler)
