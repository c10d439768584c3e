"""Convert YAML nodes to plain values: numbers, text, and short strings for objects.

A python tag names a class or a function, which is never called. For known types (paths, numpy scalars, enums,
timedeltas, ordered dictionaries, namespaces), its arguments and state become a value. Other objects become a short
string that differs if the object differs: the name of the class and a digest of its content.
"""

from __future__ import annotations

import base64
import re
import struct
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import yaml

from logtools.formats.safe_yaml.digests import digest
from logtools.formats.safe_yaml.nodes import Mapping, Node, Scalar, Sequence

__all__ = ["Value", "as_mapping", "merged", "repeated_keys", "value_of"]

#: Types of hyperparameters; everything else becomes text.
Value = bool | int | float | str | None

_YAML: Final = "tag:yaml.org,2002:"
_PYTHON: Final = "tag:yaml.org,2002:python/"
_CALL = re.compile(r"tag:yaml\.org,2002:python/object/(?:apply|new):(.+)", re.DOTALL)
_OBJECT = re.compile(r"tag:yaml\.org,2002:python/object:(.+)", re.DOTALL)
#: YAML 1.1 requires a decimal point and a sign in floats, unlike YAML 1.2, so it reads `1e-3` as text.
_FLOAT = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)[eE][-+]?\d+")
_DICTIONARIES = frozenset(
    {"collections.OrderedDict", "collections.defaultdict", "collections.Counter", "builtins.dict"}
)
#: `struct`'s format characters for numpy's number types.
_NUMPY_NUMBERS: Final = {
    "f8": "d", "f4": "f", "f2": "e", "i8": "q", "i4": "i", "i2": "h", "i1": "b", "u8": "Q", "u4": "I", "u2": "H",
    "u1": "B", "b1": "?",
}  # fmt: skip
_LONGEST_NUMBER = 400  # characters; longer numbers become text
_LONGEST_TEXT = 1000
_DEEPEST = 32
_MOST_MERGED = 10_000
_CONSTRUCTOR = yaml.constructor.SafeConstructor()


def value_of(node: Node) -> Value:
    """Return the plain value of a node; lists, mappings and objects become text of at most 1,000 characters."""
    if isinstance(node, Scalar):
        return _scalar(node)
    simple = _simple_object(node)
    if simple is not None:
        return simple
    text = ""
    for part in _written(node, 0):
        text += part
        if len(text) > _LONGEST_TEXT:
            return f"{text[:_LONGEST_TEXT]}... #{digest(node)}"
    return text


def as_mapping(node: Node) -> Mapping | None:
    """Return the mapping if each of its entries is a hyperparameter; None if the node is a single value.

    This applies to plain mappings and to objects that consist of plain values: namespaces, configs, dictionaries. An
    object with private state, such as a module, is a single value, and so is an object that contains itself.
    """
    return _as_mapping(node, {})


def _as_mapping(node: Node, known: dict[int, bool]) -> Mapping | None:
    """Return the mapping, or None; `known` is whether nodes are objects, by id, so that each is looked at once."""
    if isinstance(node, Mapping):
        if not node.tag.startswith(_PYTHON):
            return None if node.tag == f"{_YAML}set" else node
        return _plain_state(node, known)
    called = _CALL.fullmatch(node.tag) if isinstance(node, Sequence) else None
    if called and isinstance(node, Sequence) and called[1] in _DICTIONARIES:
        return _from_pairs(node)
    return None


def merged(node: Mapping) -> dict[str, Node]:
    """Return the entries of a mapping by name; own entries override merged ones (`<<`), and earlier ones later ones."""
    own = {_key(key): value for key, value in node.pairs if not _is_merge(key)}
    if not any(_is_merge(key) for key, _ in node.pairs):
        return own
    entries: dict[str, Node] = {}
    _merge(node, entries, [_MOST_MERGED], set())
    return {**{name: value for name, value in entries.items() if name not in own}, **own}


def repeated_keys(node: Mapping) -> list[str]:
    """Return the names that a mapping has more than once."""
    counts = Counter(_key(key) for key, _ in node.pairs if not _is_merge(key))
    return [name for name, n in counts.items() if n > 1]


def _merge(node: Mapping, entries: dict[str, Node], budget: list[int], above: set[int]) -> None:
    """Add the merged entries of a mapping, keeping the first of equal names; the budget limits repeated aliases."""
    if id(node) in above:
        return
    sources = [
        source
        for key, value in node.pairs
        if _is_merge(key)
        for source in (value.items if isinstance(value, Sequence) else [value])
        if isinstance(source, Mapping)
    ]
    for source in sources:
        if budget[0] <= 0:
            return
        budget[0] -= 1 + len(source.pairs)
        for key, value in source.pairs:
            if not _is_merge(key):
                entries.setdefault(_key(key), value)
        _merge(source, entries, budget, above | {id(node)})


def _is_merge(key: Node) -> bool:
    return isinstance(key, Scalar) and key.tag == f"{_YAML}merge"


def _key(node: Node) -> str:
    """Return the text of a key; that of a list or mapping is made once, because aliases can repeat it without end."""
    if isinstance(node, Scalar):
        return str(_scalar(node))
    if node.name is None:
        node.name = "..."  # while it is made: it may contain itself
        node.name = str(value_of(node))
    return node.name


def _scalar(node: Scalar) -> Value:
    kind = node.tag.removeprefix(_YAML)
    if kind == "str":
        return float(node.text) if node.plain and _FLOAT.fullmatch(node.text) else node.text
    if kind == "null":
        return None
    if kind in {"int", "float", "bool"}:
        return _number(kind, node.tag, node.text)
    if kind == "binary":
        return node.text.replace("\n", "")
    if node.tag.startswith(_PYTHON):
        name = node.tag.removeprefix(_PYTHON).partition(":")[2]
        return node.text or name or kind
    return node.text


@lru_cache(maxsize=1024)  # the files of a sweep repeat most values
def _number(kind: str, tag: str, text: str) -> Value:
    if len(text) > _LONGEST_NUMBER:
        return f"{text[:20]}... ({len(text):,} characters)"
    made = yaml.ScalarNode(tag, text)
    try:
        if kind == "int":
            return int(_CONSTRUCTOR.construct_yaml_int(made))
        if kind == "float":
            return float(_CONSTRUCTOR.construct_yaml_float(made))
        return bool(_CONSTRUCTOR.construct_yaml_bool(made))
    except (ValueError, KeyError, IndexError, OverflowError):  # `!!int x`
        return text


def _simple_object(node: Node) -> Value:
    """Return the value of a path, a numpy number or an enum; None for other objects."""
    called = _CALL.fullmatch(node.tag)
    if called is None or not isinstance(node, Sequence):
        return None
    name, items = called[1], node.items
    if name.startswith("pathlib."):
        return "/".join(str(value_of(item)) for item in items).replace("//", "/")
    if name.startswith("numpy") and name.endswith(".scalar") and len(items) == 2:
        return _numpy_scalar(*items)
    if len(items) == 1 and isinstance(items[0], Scalar):
        return _scalar(items[0])
    return None


def _numpy_scalar(dtype: Node, content: Node) -> Value:
    """Decode a pickled numpy scalar from its dtype, such as `f8` or `U3`, and its bytes in base64."""
    try:
        name = _field(dtype, "args", 0)
        big = _field(dtype, "state", 1) == ">"
        data = base64.b64decode(content.text if isinstance(content, Scalar) else "", validate=False)
        if name.startswith("U"):
            return data.decode("utf-32-be" if big else "utf-32-le").rstrip("\x00")
        if name.startswith("S"):
            return data.decode("latin-1").rstrip("\x00")
        (number,) = struct.unpack((">" if big else "<") + _NUMPY_NUMBERS[name], data)
    except (ValueError, LookupError, struct.error):
        return None
    return number if isinstance(number, bool | int | float) else None


def _field(node: Node, name: str, position: int) -> str:
    """Return an item of a list in a mapping, as text; empty if it is missing."""
    if not isinstance(node, Mapping):
        return ""
    values = merged(node).get(name)
    item = values.items[position] if isinstance(values, Sequence) and len(values.items) > position else None
    return item.text if isinstance(item, Scalar) else ""


def _from_pairs(node: Sequence) -> Mapping | None:
    """Return the mapping of a call such as `OrderedDict([[key, value], ...])`."""
    for item in node.items:
        if isinstance(item, Mapping) and not item.tag:
            return item
        if isinstance(item, Sequence) and all(
            isinstance(pair, Sequence) and len(pair.items) == 2 for pair in item.items
        ):
            pairs = [(pair.items[0], pair.items[1]) for pair in item.items if isinstance(pair, Sequence)]
            return Mapping("", pairs)
    return Mapping("") if not node.items else None


def _plain_state(node: Mapping, known: dict[int, bool]) -> Mapping | None:
    """Return the entries of an object whose state is public and plain; None if it is a single value.

    PyYAML writes an object as its state, or (`apply`, `new`) as a mapping of args, state, dictitems and listitems.
    """
    state: Node = node
    if _CALL.fullmatch(node.tag):
        parts = merged(node)
        if not parts.keys() <= {"args", "kwds", "state", "dictitems", "listitems"}:
            return None
        found = [parts[name] for name in ("dictitems", "state") if name in parts]
        if len(found) == 1 and "listitems" not in parts:
            state = found[0]
        elif not found and "args" in parts and isinstance(parts["args"], Sequence):
            return _from_pairs(parts["args"])
        else:
            return None
    if not isinstance(state, Mapping):
        return None
    known[id(node)] = True  # while it is looked at: it may contain itself
    names = [_key(key) for key, _ in state.pairs]
    if any(name.startswith("_") for name in names) or any(_is_object(value, known) for _, value in state.pairs):
        return None
    return Mapping("", state.pairs)


def _is_object(node: Node, known: dict[int, bool]) -> bool:
    """Return whether a node is an object that is neither a simple value nor consists of plain values."""
    if isinstance(node, Scalar) or not node.tag.startswith(f"{_PYTHON}object"):
        return False
    if id(node) not in known:
        known[id(node)] = _simple_object(node) is None and _as_mapping(node, known) is None
    return known[id(node)]


def _written(node: Node, depth: int) -> Iterator[str]:
    """Yield a node as text, piece by piece, so that the caller can stop early."""
    if depth > _DEEPEST:
        yield "..."
    elif isinstance(node, Scalar):
        yield str(_scalar(node))
    elif (simple := _simple_object(node)) is not None:
        yield str(simple)
    elif (mapping := as_mapping(node)) is not None:
        yield "{"
        for i, (name, value) in enumerate(merged(mapping).items()):
            yield f"{', ' if i else ''}{name}: "
            yield from _written(value, depth + 1)
        yield "}"
    elif node.tag.startswith(f"{_PYTHON}object"):
        yield from _object_text(node, depth)
    elif isinstance(node, Sequence):
        yield from _list_text(node.items, "[", "]", depth)
    else:  # a set
        yield from _list_text([key for key, _ in node.pairs], "{", "}", depth)


def _list_text(items: list[Node], start: str, end: str, depth: int) -> Iterator[str]:
    yield start
    for i, item in enumerate(items):
        yield ", " if i else ""
        yield from _written(item, depth + 1)
    yield end


def _object_text(node: Sequence | Mapping, depth: int) -> Iterator[str]:
    """Yield an object as text: a call with plain arguments, such as `timedelta(1, 0, 0)`, or the class and a digest."""
    found = _CALL.fullmatch(node.tag) or _OBJECT.fullmatch(node.tag)
    name = (found[1] if found else node.tag).rpartition(".")[2]
    if isinstance(node, Sequence) and all(
        isinstance(item, Scalar) and item.tag != f"{_YAML}binary" for item in node.items
    ):
        yield from _list_text(node.items, f"{name}(", ")", depth)
    else:
        yield f"{name} #{digest(node)}"
