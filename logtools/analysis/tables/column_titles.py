"""Titles of columns that are named after something in a log.

polars takes `*` and `^...$` for patterns that select several columns, and a frame has columns of its own. A name that
is either of these gets a word behind it.
"""

from __future__ import annotations

from collections.abc import Collection

__all__ = ["column_title"]


def column_title(name: str, kind: str, *, own: Collection[str], others: Collection[str] = ()) -> str:
    """Return the title of the column for a name.

    Args:
        name: what the column is named after.
        kind: what that is, such as `metric`.
        own: the titles of the columns that the frame has besides.
        others: all names that have a column, `name` among them: a title that differs from its name is none of these.

    >>> column_title("lr", "hyperparameter", own={"run"}), column_title("^lr$", "metric", own={"run"})
    ('lr', '^lr$ (metric)')
    >>> column_title("run", "metric", own={"run"}, others={"run", "run (metric)"})
    'run (metric) (metric)'
    """
    pattern = name == "*" or (name.startswith("^") and name.endswith("$"))
    if not pattern and name not in own:
        return name
    title = f"{name} ({kind})"
    while title in own or title in others:
        title = f"{title} ({kind})"
    return title
