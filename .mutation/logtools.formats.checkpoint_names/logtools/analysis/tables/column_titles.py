"""Choose titles for columns that are named after metrics or hyperparameters.

polars treats `*` and `^...$` as patterns for several columns, and a frame has fixed columns. A name that is such a
pattern, or the title of a fixed column, gets a suffix.
"""

from __future__ import annotations

from collections.abc import Collection

__all__ = ["column_title"]


def column_title(name: str, kind: str, *, own: Collection[str], others: Collection[str] = ()) -> str:
    """Return the title of the column for a name: the name, or the name with a suffix.

    Args:
        name: the name in the log.
        kind: the kind of name, such as `metric`; it is the suffix.
        own: the titles of the fixed columns of the frame.
        others: all names that have a column, including `name`; a title with a suffix differs from all of them.

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
