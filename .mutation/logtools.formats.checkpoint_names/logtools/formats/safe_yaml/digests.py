"""Digests of YAML nodes: short strings that are equal for equal nodes.

Parts that differ between processes or trainings are left out: the addresses of tensors, and the weights of modules.
"""

from __future__ import annotations

import base64
import hashlib
import re

from logtools.formats.safe_yaml.nodes import Node, Scalar, Sequence

__all__ = ["digest"]

#: The weights of a module are not part of its settings.
_WEIGHTS = frozenset({"_buffers", "_parameters"})
#: The beginning of a pickled PyTorch tensor in base64, and the address of its memory in it.
_TENSOR = "gAKKCmz8nEb5IGqoUBkugA"
_ADDRESS = re.compile(rb"[\x08-\x14]\x00\x00\x00\d{8,20}")


def digest(node: Node) -> str:
    """Return a short string that is equal for equal nodes, and different for others."""
    return _digest(node, {}).hex()[:8]


def _digest(node: Node, known: dict[int, bytes]) -> bytes:
    """Hash a graph of nodes, each node once; a node that contains itself is hashed by its tag."""
    if id(node) in known:
        return known[id(node)]
    known[id(node)] = node.tag.encode(errors="replace")
    hashed = hashlib.sha256(f"{type(node).__name__} {node.tag} ".encode(errors="replace"))
    if isinstance(node, Scalar):
        hashed.update(_without_addresses(node))
    elif isinstance(node, Sequence):
        for item in node.items:
            hashed.update(_digest(item, known))
    else:
        for key, value in node.pairs:
            if not (isinstance(key, Scalar) and key.text in _WEIGHTS):
                hashed.update(_digest(key, known) + _digest(value, known))
    known[id(node)] = hashed.digest()
    return known[id(node)]


def _without_addresses(node: Scalar) -> bytes:
    """Return the text of a scalar; for a pickled tensor, its bytes without memory addresses."""
    if node.tag != "tag:yaml.org,2002:binary" or not node.text.startswith(_TENSOR):
        return node.text.encode(errors="replace")
    try:
        return _ADDRESS.sub(b"", base64.b64decode(node.text))
    except ValueError:
        return node.text.encode(errors="replace")
