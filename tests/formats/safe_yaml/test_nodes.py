"""YAML text becomes a graph of nodes of limited size; damaged text is read up to the damage."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from logtools.formats.safe_yaml.nodes import Mapping, Scalar, Sequence, compose


def top(text: str) -> dict[str, object]:
    root = compose(text).root
    assert isinstance(root, Mapping)
    return {key.text: value for key, value in root.pairs if isinstance(key, Scalar)}


def test_an_alias_refers_to_the_node_of_its_anchor() -> None:
    entries = top("a: &x [1]\nb: *x\n")
    assert entries["a"] is entries["b"]


def test_a_node_can_contain_itself() -> None:
    entries = top("a: &x [*x]\n")
    assert isinstance(entries["a"], Sequence)
    assert entries["a"].items == [entries["a"]]


@pytest.mark.parametrize(
    ("text", "names", "problem"),
    [
        ("a: 1\nb: [1,", ["a"], "did not find expected node content"),
        ("a: 1\nb: {c: 1\n", ["a"], "did not find expected ',' or '}'"),
        ("a: 1\nb: *unknown\n", ["a"], "unknown alias 'unknown'"),
        ("a: 1\nb: " + "[" * 200, ["a"], "nested too deep"),
    ],
)
def test_nodes_before_a_problem_are_kept(text: str, names: list[str], problem: str) -> None:
    composed = compose(text)
    assert list(top(text)) == names
    assert composed.problem == problem


def test_the_number_of_nodes_is_limited() -> None:
    composed = compose("a: 1\nb: [" + "1," * 400_000 + "]\n")
    assert composed.problem == "more than 150,000 values"
    assert list(top("a: 1\nb: [" + "1," * 400_000 + "]\n")) == ["a"]


def test_a_merge_of_two_hundred_thousand_aliases_is_limited() -> None:
    assert compose("a: &a {x: 1}\nb:\n  <<: [" + "*a, " * 200_000 + "*a]\n").problem == "more than 150,000 values"


@given(st.text())
def test_no_text_raises_an_error(text: str) -> None:
    composed = compose(text)
    assert composed.root is None or isinstance(composed.root, Scalar | Sequence | Mapping)


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8"), max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=8), plain, max_size=5))
def test_all_keys_that_yaml_writes_are_read(content: dict[str, object]) -> None:
    text = yaml.safe_dump(content)
    composed = compose(text)
    assert composed.problem is None
    assert len(top(text)) == len(content)
