"""Digests: equal nodes have equal digests in every process."""

from __future__ import annotations

import base64

import pytest

from logtools.formats.safe_yaml.digests import digest
from logtools.formats.safe_yaml.nodes import Node, compose


def node(text: str) -> Node:
    root = compose(text).root
    assert root is not None
    return root


def test_equal_nodes_have_equal_digests_also_through_aliases() -> None:
    assert digest(node("[{a: 1}, {a: 1}]")) == digest(node("[&x {a: 1}, *x]"))


@pytest.mark.parametrize("other", ["[1, 2]", "[2, 1, 3]", "{1: 2}", "[1, [2], 3]", "[1, '2', 3]", "!!set [1, 2, 3]"])
def test_different_nodes_have_different_digests(other: str) -> None:
    assert digest(node("[1, 2, 3]")) != digest(node(other))


def test_a_node_that_contains_itself_has_a_digest() -> None:
    assert digest(node("&x [*x, 1]")) != digest(node("&x [*x, 2]"))


def test_the_digest_ignores_the_address_of_a_tensor_but_not_its_content() -> None:
    start = base64.b64decode("gAKKCmz8nEb5IGqoUBkugAJN") + b"\x00" * 3

    def tensor(address: bytes, content: bytes) -> Node:
        data = start + bytes([len(address), 0, 0, 0]) + address + content
        return node(f"!!binary {base64.b64encode(data).decode()}")

    same = digest(tensor(b"94924618495072", b"abc"))
    assert same == digest(tensor(b"139846184950720", b"abc"))
    assert same != digest(tensor(b"94924618495072", b"abd"))
