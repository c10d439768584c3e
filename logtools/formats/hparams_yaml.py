"""`hparams.yaml` and `config.yaml`: a flat, safe mapping of hyper-parameters.

Lightning dumps whatever object it was given, so these files hold python tags that a plain safe loader refuses. Here
nothing is ever constructed from a tag: a tagged node becomes the plain data below it, or its text. Nested maps are
flattened with dots. A file that breaks off is read as far as it goes.
"""

from __future__ import annotations

import base64
import re
import struct
from collections.abc import Hashable, Iterator, Mapping
from typing import Any, cast

import yaml

from logtools.formats.base import FileIssue

__all__ = ["Value", "read_hparams"]

#: What a hyper-parameter can be: other values become text.
Value = bool | int | float | str | None

_LARGEST = 4_000_000  # bytes; the largest that people published has 1.5 MB
_MOST = 10_000  # values of one run: aliases can multiply
_DEEPEST = 32
_MERGE = "tag:yaml.org,2002:merge"
_NUMPY_CODES = {
    "f8": "d",
    "f4": "f",
    "f2": "e",
    "i8": "q",
    "i4": "i",
    "i2": "h",
    "i1": "b",
    "u8": "Q",
    "u4": "I",
    "u1": "B",
    "b1": "?",
}
#: Blocks nest as deep as a line is indented or as it has indicators before its content, and no deeper.
_SUSPICIOUS = re.compile(r"[ \t?:-]{100}")

_Base: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: What loading raises for text that is no YAML, or that calls something what it is not, such as `!!bool x`.
_BROKEN = (yaml.YAMLError, ValueError, TypeError, LookupError, AttributeError, RecursionError, OverflowError)


class _Loader(_Base):  # type: ignore[misc, valid-type]
    """A safe loader that takes unknown tags as plain data."""


def _plain(loader: yaml.SafeLoader, _tag: str, node: yaml.Node) -> object:
    if isinstance(node, yaml.MappingNode):
        return _mapping(loader, node)
    if isinstance(node, yaml.SequenceNode):
        return [loader.construct_object(child, deep=True) for child in node.value]
    return node.value or _tag.rpartition(":")[2]


def _mapping(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[Hashable, object]:
    result: dict[Hashable, object] = {}
    merged: list[object] = []
    for key_node, value_node in node.value:
        value = loader.construct_object(value_node, deep=True)
        if key_node.tag == _MERGE:
            merged.extend(value if isinstance(value, list) else [value])
        else:
            key = loader.construct_object(key_node, deep=True)
            result[key if isinstance(key, Hashable) else str(key)] = value
    for other in merged:
        if isinstance(other, Mapping):
            result = {**other, **result}
    return result


def _name(loader: yaml.SafeLoader, tag: str, node: yaml.Node) -> object:
    """`!!python/name:torch.nn.ReLU` names a thing: the name is its text."""
    return tag or _plain(loader, tag, node)


def _call(loader: yaml.SafeLoader, tag: str, node: yaml.Node) -> object:
    """`!!python/object/apply:pathlib.PosixPath [...]` would call: its arguments tell paths, enums and numbers."""
    if tag.startswith("pathlib.") and isinstance(node, yaml.SequenceNode):
        parts = [str(part) for part in _plain(loader, tag, node)]  # type: ignore[attr-defined]
        return "/".join(parts).replace("//", "/")
    content = _plain(loader, tag, node)
    if tag.startswith("numpy") and tag.endswith(".scalar") and (number := _numpy_scalar(content)) is not None:
        return number
    if isinstance(content, list) and len(content) == 1 and isinstance(content[0], str | int | float | bool):
        return content[0]
    return tag if not isinstance(content, dict) else content


def _numpy_scalar(content: object) -> float | int | bool | None:
    """Decode a pickled numpy number: its dtype, such as `f8`, and its bytes in base64."""
    try:
        dtype, encoded = cast("list[Any]", content)
        order = ">" if dtype.get("state", [0, "<"])[1] == ">" else "<"
        (number,) = struct.unpack(order + _NUMPY_CODES[dtype["args"][0]], base64.b64decode(encoded))
    except (ValueError, TypeError, LookupError, AttributeError, struct.error):
        return None
    return cast("float | int | bool", number)


_Loader.add_multi_constructor("tag:yaml.org,2002:python/name:", _name)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/object/apply:", _call)
_Loader.add_multi_constructor("", _plain)
_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)
_Loader.add_constructor("tag:yaml.org,2002:binary", lambda _, node: str(node.value).replace("\n", ""))
_Loader.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: str(node.value))


def read_hparams(data: bytes) -> tuple[dict[str, Value], list[FileIssue]]:
    """Read the hyper-parameters in a YAML file.

    Returns names (nested ones joined with dots) with values (lists and other objects as text), and what was noticed.
    Never raises for any bytes, and never runs anything a tag names.
    """
    if len(data) > _LARGEST:
        message = f"has hyper-parameters of {len(data):,} bytes: too large to read"
        return {}, [FileIssue(kind="hparams", count=1, message=message)]
    text = data.decode("utf-8", errors="replace")
    if _is_deep(text):
        return {}, [FileIssue(kind="hparams", count=1, message="has hyper-parameters that are nested too deep to read")]
    loaded, problem = _load(text)
    if not isinstance(loaded, Mapping):
        return {}, [problem] if problem else []
    values: dict[str, Value] = {}
    for name, value in _flat(loaded):
        if len(values) >= _MOST:
            message = f"has more than {_MOST:,} hyper-parameters: the rest was left out"
            return values, [FileIssue(kind="hparams", count=1, message=message)]
        values[name] = value
    return values, [problem] if problem else []


def _is_deep(text: str) -> bool:
    """Tell whether nodes are nested so deep that composing them could exhaust the stack of the C parser."""
    if text.count("[") + text.count("{") < 100 and not _SUSPICIOUS.search(text):
        return False
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > 4 * _DEEPEST:
                return True
    except yaml.YAMLError:
        return False
    return False


def _load(text: str) -> tuple[object, FileIssue | None]:
    try:
        return yaml.load(text, Loader=_Loader), None  # noqa: S506 - the loader is a safe one
    except _BROKEN as error:
        first = error
    lines = text.splitlines()
    tops = [
        i
        for i, line in enumerate(lines)
        if i and line and not line[0].isspace() and not line.startswith(("-", "#", "'"))
    ]
    for end in reversed(tops[-8:]):
        try:
            loaded = yaml.load("\n".join(lines[:end]), Loader=_Loader)  # noqa: S506 - the loader is a safe one
        except _BROKEN:
            continue
        message = f"has broken hyper-parameters ({_reason(first)}): read up to line {end}"
        return loaded, FileIssue(kind="hparams", count=1, message=message)
    return None, FileIssue(
        kind="hparams", count=1, message=f"has hyper-parameters that cannot be read ({_reason(first)})"
    )


def _reason(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or type(error).__name__
    return f"{problem}, line {mark.line + 1}" if mark else str(problem)


def _flat(node: Mapping[Hashable, object], prefix: str = "", depth: int = 0) -> Iterator[tuple[str, Value]]:
    for key, value in node.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping) and value and depth < _DEEPEST:
            yield from _flat(value, f"{name}.", depth + 1)
        else:
            yield name, _value(value)


def _value(value: object) -> Value:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return _text(value)


def _text(value: object, budget: int = 1000) -> str:
    """Write a value as text, and no more of it than is of use: aliases can make it endless."""
    parts: list[str] = []
    size = 0
    for part in _written(value, 0):
        parts.append(part)
        size += len(part)
        if size > budget:
            return "".join(parts)[:budget] + "..."
    return "".join(parts)


def _written(value: object, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        yield "..."
    elif isinstance(value, Mapping):
        yield "{"
        for i, (key, item) in enumerate(value.items()):
            yield f"{', ' if i else ''}{key}: "
            yield from _written(item, depth + 1)
        yield "}"
    elif isinstance(value, list | tuple):
        yield "["
        for i, item in enumerate(value):
            yield ", " if i else ""
            yield from _written(item, depth + 1)
        yield "]"
    else:
        yield str(value)
