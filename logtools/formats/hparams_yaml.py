"""Read hyperparameters from files, safely, to a flat mapping of names to values.

Lightning dumps any object, so these files contain python tags that a safe loader refuses. Here no tag is ever executed
(see `safe_yaml`). Nested maps are flattened with dots. A damaged file is read up to the damage.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice

from logtools.formats.base import FileIssue
from logtools.formats.csv.sniff import text_of
from logtools.formats.safe_yaml.nodes import Mapping, Node, Scalar, Sequence, compose
from logtools.formats.safe_yaml.values import Value, as_mapping, merged, repeated_keys, value_of
from logtools.text.lists import listing

__all__ = ["Value", "is_cli_config", "read_hparams", "read_meta_tags", "read_overrides"]

_LARGEST = 4_000_000  # bytes; the largest published file has 1.5 MB
_MOST = 10_000  # values per run: aliases can multiply them
_DEEPEST = 32


def read_hparams(data: bytes, *, own: bool = False) -> tuple[dict[str, Value], list[FileIssue]]:
    """Read the hyperparameters in a YAML file.

    Anything but a mapping of names to values has no hyperparameters; it is an issue only if the file is the logger's
    `own`. Other programs write files of the same names for other purposes.

    Returns the values by name (nested names joined with dots; lists and objects as text), and the issues. Never raises
    for any bytes, and never executes a tag.
    """
    if len(data) > _LARGEST:
        return {}, [_issue(f"has hyperparameters of {len(data):,} bytes: too large to read")]
    text, problems = _text(data)
    composed = compose(text)
    if composed.problem and isinstance(composed.root, Mapping) and composed.root.pairs:
        problems.append(f"has broken hyperparameters ({composed.problem}): read up to line {composed.line}")
    elif composed.problem:
        where = f", line {composed.line}" if composed.line else ""
        problems = [f"has hyperparameters that cannot be read ({composed.problem}{where})"]
    root = composed.root and as_mapping(composed.root)
    if own and not root and not composed.problem and composed.root and not _is_null(composed.root):
        problems.append("has hyperparameters that cannot be read (not a mapping of names to values)")
    values: dict[str, Value] = {}
    again: list[str] = []
    for name, value in _flat(root, "", frozenset(), again) if root else ():
        if len(values) >= _MOST:
            problems.append(f"has more than {_MOST:,} hyperparameters: the others are ignored")
            break
        values[name] = value
    if again:
        problems.append(f"has hyperparameters that are given more than once ({listing(again)}): the last is used")
    return values, _issues(problems)


def is_cli_config(values: dict[str, Value]) -> bool:
    """Return whether these are the values of a `config.yaml` that LightningCLI wrote."""
    own = (name.removeprefix("fit.") for name in values)  # saved with or without the subcommand
    return any(name == "seed_everything" or name.startswith("trainer.") for name in own)


def read_overrides(data: bytes) -> tuple[dict[str, Value], list[FileIssue]]:
    """Read the overrides of Hydra: a list of strings such as `model.lr=0.1`."""
    text, problems = _text(data)
    composed = compose(text)
    items = composed.root.items if isinstance(composed.root, Sequence) else []
    pairs = (item.text.partition("=") for item in items[:_MOST] if isinstance(item, Scalar) and "=" in item.text)
    return {name.lstrip("+~"): _scalar(value) for name, _, value in pairs}, _issues(problems)


def read_meta_tags(data: bytes) -> tuple[dict[str, Value], list[FileIssue]]:
    """Read the `meta_tags.csv` of test-tube: one row per key and value."""
    decoded, problems = _text(data)
    rows = csv.reader(io.StringIO(decoded, newline=""))
    try:
        pairs = [row for row in islice(rows, _MOST) if len(row) == 2 and row != ["key", "value"]]
    except csv.Error as error:
        return {}, [_issue(f"has a meta_tags.csv that cannot be read ({error})")]
    return {name: _scalar(text) for name, text in pairs}, _issues(problems)


def _scalar(text: str) -> Value:
    """Return the value of a YAML scalar; other text is returned as it is."""
    root = compose(text).root
    return value_of(root) if isinstance(root, Scalar) else text


def _text(data: bytes) -> tuple[str, list[str]]:
    """Decode the bytes of a file like those of a log, and say if the encoding is not UTF-8."""
    text, encoding = text_of(data)
    other = encoding != "utf-8"
    return text, [f"has hyperparameters that are not UTF-8; read as {encoding}"] if other else []


def _is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and value_of(node) is None


def _issues(problems: list[str]) -> list[FileIssue]:
    return [_issue("; ".join(problems))] if problems else []


def _issue(message: str) -> FileIssue:
    return FileIssue(kind="hparams", count=1, message=message)


def _flat(mapping: Mapping, prefix: str, above: frozenset[int], again: list[str]) -> Iterator[tuple[str, Value]]:
    """Yield the flattened entries of a mapping; a mapping that contains itself becomes text.

    Names that a mapping has more than once are added to `again`.
    """
    above |= {id(mapping)}
    again += [f"{prefix}{name}" for name in repeated_keys(mapping)]
    for key, node in merged(mapping).items():
        nested = as_mapping(node)
        if nested and nested.pairs and id(nested) not in above and len(above) <= _DEEPEST:
            yield from _flat(nested, f"{prefix}{key}.", above, again)
        else:
            yield f"{prefix}{key}", value_of(node)
