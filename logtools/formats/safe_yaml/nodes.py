"""Parse YAML text to a graph of nodes, within fixed limits.

PyYAML's parser yields events, which become nodes here. Tags are never executed. An alias refers to the node of its
anchor, so a graph is never larger than its text. The number and the depth of nodes are limited during parsing. If a
text is damaged or incomplete, the nodes before the problem are kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import yaml

__all__ = ["Composed", "Mapping", "Node", "Scalar", "Sequence", "compose"]

#: Published files have up to 40,000 nodes, up to 30 levels deep.
_MOST_NODES = 150_000
_DEEPEST = 100
_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESOLVER: Any = yaml.resolver.Resolver()
_END = (yaml.DocumentEndEvent, yaml.StreamEndEvent)


@dataclass(slots=True, eq=False)
class Scalar:
    """A value without parts."""

    #: The YAML tag, such as `tag:yaml.org,2002:int`.
    tag: str
    #: The text as written, without quotes.
    text: str
    #: Whether it was written without quotes and without a tag.
    plain: bool = False


@dataclass(slots=True, eq=False)
class Sequence:
    """A list; `tag` is empty if it has no explicit tag."""

    tag: str
    items: list[Node] = field(default_factory=list)
    #: Its text as the key of a mapping, once it is known.
    name: str | None = None


@dataclass(slots=True, eq=False)
class Mapping:
    """Pairs of key and value in the order of the text, including merge keys (`<<`)."""

    tag: str
    pairs: list[tuple[Node, Node]] = field(default_factory=list)
    #: Its text as the key of a mapping, once it is known.
    name: str | None = None


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, kw_only=True)
class Composed:
    """The result of parsing a YAML text."""

    #: The first document; None if there is none.
    root: Node | None
    #: Why parsing stopped early; None if it did not.
    problem: str | None = None
    #: The line (from 1) at which it stopped early.
    line: int | None = None


class _TooMuchError(Exception):
    """A limit was reached."""


def compose(text: str) -> Composed:
    """Parse the first document of a text. Never raises, and never executes tags."""
    builder = _Builder()
    try:
        parser = _PARSER(text)
        while not isinstance(event := parser.get_event(), _END):
            builder.take(event)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return builder.ended_early(getattr(error, "problem", None) or "contains control characters", mark)
    except _TooMuchError as error:
        return builder.ended_early(str(error), None)
    return Composed(root=builder.root)


class _Builder:
    """Builds nodes from events; `open` are the collections that are not complete yet."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self._open: list[Sequence | Mapping] = []
        self._keys: list[Node | None] = []  # for each open mapping, the key whose value comes next
        self._anchors: dict[str, Node] = {}
        self._count = 0
        self._line = 0

    def take(self, event: Any) -> None:  # noqa: ANN401 - PyYAML's events have no types
        if isinstance(event, yaml.ScalarEvent):
            self._add(_scalar(event), event)
        elif isinstance(event, yaml.AliasEvent):
            if event.anchor not in self._anchors:
                raise _TooMuchError(f"unknown alias {event.anchor!r}")
            self._add(self._anchors[event.anchor], event)
        elif isinstance(event, yaml.CollectionStartEvent):
            kind = Sequence if isinstance(event, yaml.SequenceStartEvent) else Mapping
            node = kind("" if event.tag in {None, "!"} else event.tag)
            self._add(node, event)
            self._open.append(node)
            self._keys.append(None)
            if len(self._open) > _DEEPEST:
                raise _TooMuchError("nested too deep")
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
            self._keys.pop()

    def _add(self, node: Node, event: Any) -> None:  # noqa: ANN401
        self._count += 1
        if self._count > _MOST_NODES:
            raise _TooMuchError(f"more than {_MOST_NODES:,} values")
        if event.anchor and not isinstance(event, yaml.AliasEvent):
            self._anchors[event.anchor] = node
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif (key := self._keys[-1]) is None:
            self._keys[-1] = node
        else:
            parent.pairs.append((key, node))
            self._keys[-1] = None
            if len(self._open) == 1 and event.start_mark:
                self._line = event.start_mark.line + 1

    def ended_early(self, problem: str, mark: Any) -> Composed:  # noqa: ANN401
        """Return the complete part: all pairs of the top-level mapping except one whose value is incomplete."""
        if isinstance(self.root, Mapping) and len(self._open) > 1 and self.root.pairs:
            self.root.pairs.pop()
        elif not isinstance(self.root, Mapping):
            self.root = None
        return Composed(root=self.root, problem=problem, line=mark.line + 1 if mark else self._line or None)


def _scalar(event: Any) -> Scalar:  # noqa: ANN401
    if event.tag is None or event.tag == "!":
        return Scalar(_tag(event.value, event.implicit), event.value, plain=event.implicit[0])
    return Scalar(event.tag, event.value)


@lru_cache(maxsize=1024)  # the files of a sweep repeat most names and values
def _tag(text: str, implicit: tuple[bool, bool]) -> str:
    """Return the implicit tag of a scalar without an explicit one."""
    return str(_RESOLVER.resolve(yaml.ScalarNode, text, implicit))
