"""`hparams.yaml` and `config.yaml`: a flat, safe mapping of hyperparameters.

Lightning dumps whatever object it was given, so these files hold python tags that a plain safe loader refuses. Here
nothing is ever constructed from a tag (see `safe_yaml`). Nested maps are flattened with dots. A file that breaks off is
read as far as it goes.
"""

from __future__ import annotations

from collections.abc import Iterator

from logtools.formats.csv.sniff import FileIssue
from logtools.formats.safe_yaml.nodes import Mapping, compose
from logtools.formats.safe_yaml.values import Value, as_mapping, merged, value_of

__all__ = ["Value", "read_hparams"]

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
