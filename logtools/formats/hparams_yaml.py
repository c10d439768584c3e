"""Files of hyperparameters: a flat, safe mapping of names to values.

Lightning dumps whatever object it was given, so these files hold python tags that a plain safe loader refuses. Here
nothing is ever constructed from a tag (see `safe_yaml`). Nested maps are flattened with dots. A file that breaks off is
read as far as it goes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice

from logtools.formats.base import FileIssue
from logtools.formats.safe_yaml.nodes import Mapping, Scalar, Sequence, compose
from logtools.formats.safe_yaml.values import Value, as_mapping, merged, value_of

__all__ = ["Value", "is_cli_config", "read_hparams", "read_meta_tags", "read_overrides"]

_LARGEST = 4_000_000  # bytes; the largest that people published has 1.5 MB
_MOST = 10_000  # values of one run: aliases can multiply
_DEEPEST = 32


def read_hparams(data: bytes) -> tuple[dict[str, Value], list[FileIssue]]:
    """Read the hyperparameters in a YAML file.

    Returns names (nested ones joined with dots) with values (lists and objects as text), and what was noticed. Never
    raises for any bytes, and never runs anything that a tag names.
    """
    if len(data) > _LARGEST:
        return {}, [_issue(f"has hyperparameters of {len(data):,} bytes: too large to read")]
    composed = compose(data.decode("utf-8", errors="replace"))
    issues = []
    if composed.problem and isinstance(composed.root, Mapping) and composed.root.pairs:
        issues.append(_issue(f"has broken hyperparameters ({composed.problem}): read up to line {composed.line}"))
    elif composed.problem:
        where = f", line {composed.line}" if composed.line else ""
        issues.append(_issue(f"has hyperparameters that cannot be read ({composed.problem}{where})"))
    root = composed.root and as_mapping(composed.root)
    values: dict[str, Value] = {}
    for name, value in _flat(root, "", frozenset()) if root else ():
        if len(values) >= _MOST:
            issues.append(_issue(f"has more than {_MOST:,} hyperparameters: the others are ignored"))
            break
        values[name] = value
    return values, issues


def is_cli_config(values: dict[str, Value]) -> bool:
    """Return whether LightningCLI wrote a `config.yaml` with these values."""
    return any(name == "seed_everything" or name.startswith("trainer.") for name in values)


def read_overrides(data: bytes) -> tuple[dict[str, Value], list[FileIssue]]:
    """Read the overrides of hydra: a list of texts such as `model.lr=0.1`."""
    composed = compose(data.decode("utf-8", errors="replace"))
    items = composed.root.items if isinstance(composed.root, Sequence) else []
    pairs = (item.text.partition("=") for item in items[:_MOST] if isinstance(item, Scalar) and "=" in item.text)
    return {name.lstrip("+~"): _scalar(text) for name, _, text in pairs}, []


def read_meta_tags(data: bytes) -> tuple[dict[str, Value], list[FileIssue]]:
    """Read the `meta_tags.csv` of test-tube: a row for each key and value."""
    rows = csv.reader(io.StringIO(data.decode("utf-8", errors="replace"), newline=""))
    try:
        pairs = [row for row in islice(rows, _MOST) if len(row) == 2 and row != ["key", "value"]]
    except csv.Error as error:
        return {}, [_issue(f"has a meta_tags.csv that cannot be read ({error})")]
    return {name: _scalar(text) for name, text in pairs}, []


def _scalar(text: str) -> Value:
    """Return the value of a text that is a YAML scalar; the text if it is none."""
    root = compose(text).root
    return value_of(root) if isinstance(root, Scalar) else text


def _issue(message: str) -> FileIssue:
    return FileIssue(kind="hparams", count=1, message=message)


def _flat(mapping: Mapping, prefix: str, above: frozenset[int]) -> Iterator[tuple[str, Value]]:
    """Yield the entries of a mapping; those of a mapping that holds itself are written as text."""
    above |= {id(mapping)}
    for key, node in merged(mapping).items():
        nested = as_mapping(node)
        if nested and nested.pairs and id(nested) not in above and len(above) <= _DEEPEST:
            yield from _flat(nested, f"{prefix}{key}.", above)
        else:
            yield f"{prefix}{key}", value_of(node)
