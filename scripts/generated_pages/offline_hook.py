"""A hook for MkDocs: warn about pages that load a script, style or image from another server.

Warnings fail a strict build.
"""

from __future__ import annotations

import logging
import re
from typing import Any

log = logging.getLogger("mkdocs.hooks.offline")
LOADED = re.compile(
    r"<(?:script|img|iframe|source)[^>]*\ssrc=\"?(https?:[^\"\s>]+)|<link[^>]*\shref=\"?(https?:[^\"\s>]+)"
)


def on_post_page(output: str, *, page: Any, **_: object) -> str:  # noqa: ANN401 - a page of MkDocs, which is not installed everywhere
    """Check the HTML of one page."""
    for found in LOADED.finditer(output):
        if 'rel="canonical"' not in found[0]:
            log.warning("%s loads %s", page.file.src_uri, found[1] or found[2])
    return output
