"""Choose font families that have all characters of a figure's text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

__all__ = ["families_for", "missing_characters"]

#: Fonts for scripts that matplotlib's default font lacks; installed ones are tried before any other font.
_PREFERRED = (
    "Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans SC", "Noto Sans JP", "Microsoft YaHei", "PingFang SC",
    "Hiragino Sans", "Yu Gothic", "Malgun Gothic", "Apple SD Gothic Neo", "WenQuanYi Micro Hei", "SimHei",
    "Noto Sans Devanagari", "Noto Sans Thai", "Noto Emoji",
)  # fmt: skip
#: Fonts that claim to have every character but draw boxes.
_PLACEHOLDERS = re.compile(r"last ?resort|blank", re.IGNORECASE)


def families_for(text: str, settings: Mapping[str, Any], own: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the font families of a theme, then as few other installed fonts as `text` needs.

    Args:
        text: all text of the figure.
        settings: the settings of the theme.
        own: the caller's settings, with which matplotlib resolves generic families such as `sans-serif`.
    """
    chosen: list[str] = []
    for family in settings["font.family"]:
        key = f"font.{family}"
        if key in settings and settings[key] != own[key]:
            chosen += [name for name in settings[key] if _path(name)][:1]
        chosen.append(family)
    missing = missing_characters(text, _paths(settings["font.family"], settings))
    return (*chosen, *_helping(missing))


def missing_characters(text: str, paths: Iterator[str] | Sequence[str]) -> str:
    """Return the distinct characters that none of these font files has, in order."""
    from matplotlib.font_manager import get_font

    wanted = dict.fromkeys(c for c in text if not c.isascii())
    fonts = [get_font(path) for path in paths] if wanted else []
    return "".join(c for c in wanted if not any(font.get_char_index(ord(c)) for font in fonts))


def lacking(text: str, families: Sequence[str], settings: Mapping[str, Any]) -> str:
    """Return the distinct characters that none of these families has, in order."""
    return missing_characters(text, _paths(families, settings))


def _helping(characters: str) -> list[str]:
    """Return as few installed fonts as possible that have these characters."""
    from matplotlib.font_manager import fontManager, get_font

    missing = set(characters)
    found: list[str] = []
    if not missing:
        return found
    installed = {entry.name: entry.fname for entry in fontManager.ttflist if not _PLACEHOLDERS.search(entry.name)}
    for name in sorted(installed, key=lambda name: (name not in _PREFERRED, name)):
        had = {c for c in missing if get_font(installed[name]).get_char_index(ord(c))}
        if had:
            found.append(name)
            missing -= had
        if not missing:
            break
    return found


def _paths(families: Sequence[str], settings: Mapping[str, Any]) -> Iterator[str]:
    """Yield the font files of those families that are installed."""
    for family in families:
        for name in settings.get(f"font.{family}", [family]):
            if path := _path(name):
                yield path


def _path(name: str) -> str:
    """Return the file of a font; empty if it is not installed."""
    from matplotlib.font_manager import FontProperties, findfont

    try:
        return str(findfont(FontProperties(family=[name]), fallback_to_default=False))
    except ValueError:
        return ""
