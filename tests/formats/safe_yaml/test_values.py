"""Nodes become numbers, text, and short strings for objects; tags are never executed."""

from __future__ import annotations

import math

import pytest

from logtools.formats.hparams_yaml import read_hparams


def values(text: str) -> dict[str, object]:
    return dict(read_hparams(text.encode())[0])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1e-3", 0.001), ("1E5", 1e5), ("-2.5e+4", -2.5e4), (".5e1", 5.0), ("'1e-3'", "1e-3"), ("!!str 1e-3", "1e-3"),
        ("1e", "1e"), ("0x10", 16), ("0o17", "0o17"), ("yes", True), ("~", None), (".inf", math.inf),
        ("-.inf", -math.inf), ("1_000", 1000), ("3.0", 3.0), ("adam", "adam"), ("!!int x", "x"), ("!!bool x", "x"),
        ("!!float x", "x"),
        ("2024-01-01", "2024-01-01"),
    ],
)  # fmt: skip
def test_scalars(text: str, value: object) -> None:
    assert values(f"x: {text}\n")["x"] == value


def test_numbers_of_thousands_of_digits_are_text() -> None:
    for number in ("1" * 5000, "0x1" + "0" * 5000, "1" + "_0" * 3000):
        value = values(f"lr: 0.1\nx: {number}\n")["x"]
        assert isinstance(value, str)
        assert len(value) < 100


@pytest.mark.parametrize(
    ("tag", "value"),
    [
        ("!!python/object/apply:pathlib.PosixPath [/, data, x]", "/data/x"),
        ("!!python/object/apply:datetime.timedelta [0, 3600, 0]", "timedelta(0, 3600, 0)"),
        ("!!python/object/apply:mod.Color [2]", 2),
        ("!!python/object/apply:torch.device [cuda]", "cuda"),
        ("!!python/name:torch.nn.ReLU ''", "torch.nn.ReLU"),
        ("!!python/tuple [1, 2]", "[1, 2]"),
        ("!!set {a, b}", "{a, b}"),
        ("!!python/object/apply:slice [0, 10, null]", "slice(0, 10, None)"),
    ],
)
def test_known_objects_have_values(tag: str, value: object) -> None:
    assert values(f"x: {tag}\n") == {"x": value}


@pytest.mark.parametrize(
    "text",
    [
        "!!python/object:argparse.Namespace {lr: 0.1, model: {depth: 3}}",
        "!!python/object/new:lightning.AttributeDict\n  dictitems: {lr: 0.1, model: {depth: 3}}",
        "!!python/object/apply:collections.OrderedDict\n- - [lr, 0.1]\n  - [model, {depth: 3}]",
        "!!python/object/apply:collections.defaultdict\n  args: [int]\n  dictitems: {lr: 0.1, model: {depth: 3}}",
        "!!python/object:mod.Config {lr: 0.1, model: !!python/object:mod.Model {depth: 3}}",
    ],
)
def test_objects_of_plain_values_are_flattened(text: str) -> None:
    assert values(f"c: {text}\n") == {"c.lr": 0.1, "c.model.depth": 3}


MODULE = (
    "x: !!python/object:torch.nn.Linear\n  _parameters: {w: %s}\n  _modules: {}\n  in_features: %d\n  training: true\n"
)


def test_a_module_is_one_value_that_depends_only_on_its_settings() -> None:
    one, retrained, wider = (values(MODULE % (w, n)) for w, n in ((1, 2), (9, 2), (1, 3)))
    assert list(one) == ["x"]
    assert str(one["x"]).startswith("Linear #")
    assert one == retrained
    assert one != wider


def test_different_arrays_have_different_texts() -> None:
    array = (
        "x: !!python/object/apply:numpy._core.multiarray._reconstruct\n  args: [!!python/name:numpy.ndarray '', "
        "!!python/tuple [0], !!binary Yg==]\n  state: !!python/tuple [1, [1], null, false, !!binary %s]\n"
    )
    assert values(array % "AAAA") == values(array % "AAAA")
    assert values(array % "AAAA") != values(array % "AAAB")


@pytest.mark.parametrize(
    ("dtype", "content", "value"),
    [
        ("[f8, false, true]", "mpmZmZmZuT8=", 0.1),
        ("[i8, false, true]", "AwAAAAAAAAA=", 3),
        ("[b1, false, true]", "AQ==", True),
        ("[U2, false, true]", "cwAAAGcAAAA=", "sg"),
        ("[S2, false, true]", "YWI=", "ab"),
    ],
)
def test_numpy_scalars_have_values(dtype: str, content: str, value: object) -> None:
    text = (
        "x: !!python/object/apply:numpy._core.multiarray.scalar\n- !!python/object/apply:numpy.dtype\n"
        f"  args: {dtype}\n  state: !!python/tuple [3, <, null]\n- !!binary {content}\n"
    )
    assert values(text) == {"x": value}


def test_own_entries_override_merged_ones_and_earlier_ones_later_ones() -> None:
    text = "a: &a {x: 1, y: 1}\nb: &b {x: 2, z: 2}\nc: {<<: [*a, *b], y: 3}\n"
    assert {name: value for name, value in values(text).items() if name.startswith("c.")} == {
        "c.x": 1,
        "c.y": 3,
        "c.z": 2,
    }


BOMBS = {
    "keys": "a0: &a0 [x]\n"
    + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 10))
    + "? *a9\n: 1\n",
    "keys of maps": "a0: &a0 {x: y}\n"
    + "".join(f"a{i}: &a{i} {{{', '.join(f'k{j}: *a{i - 1}' for j in range(9))}}}\n" for i in range(1, 10))
    + "? *a9\n: 1\n",
    "merges": "a: &a {x: 1}\nb:\n  <<: [" + "*a, " * 100_000 + "*a]\n",
    "merges of merges": "a0: &a0 {x: 1}\n"
    + "".join(f"a{i}: &a{i} {{<<: [{', '.join([f'*a{i - 1}'] * 9)}], y{i}: 1}}\n" for i in range(1, 12)),
    "itself merged": "a: &a {<<: *a, x: 1}\n",
    "keys in lists": "a0: &a0 [x]\n"
    + "".join(f"a{i}: &a{i} [{{k: *a{i - 1} , ? *a{i - 1} : *a{i - 1} }}, *a{i - 1} ]\n" for i in range(1, 40)),
    "itself as key": "a: &a {? *a : 1, b: 2}\nc: &c [{? *c : *c }]\n",
}  # fmt: skip


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS.keys())
def test_multiplication_by_aliases_is_limited(bomb: str) -> None:
    """Without a limit this would take minutes or all memory; the other entries are read."""
    found = values("lr: 0.1\n" + bomb)
    assert found["lr"] == 0.1
    assert sum(len(str(value)) for value in found.values()) < 11_000_000


def test_an_object_that_contains_itself_loses_no_other_entry() -> None:
    text = "lr: 0.1\ng: &g !!python/object:networkx.Graph\n  _adj: {a: *g}\n  nodes: 3\nseed: 1\n"
    found = values(text)
    assert (found["lr"], found["seed"]) == (0.1, 1)
    assert str(found["g"]).startswith("Graph #")


@pytest.mark.parametrize(
    "text",
    [
        "&g !!python/object:a.Graph {me: *g, n: 3}",
        "&g !!python/object:a.Graph {other: !!python/object:a.Graph {back: *g}, n: 3}",
        "&g !!python/object/new:a.Graph {state: {me: *g, n: 3}}",
        "&g !!python/object/apply:a.Graph {state: {x: &h !!python/object:a.Node {graph: *g, me: *h}}}",
    ],
)
def test_a_public_object_that_contains_itself_is_one_value(text: str) -> None:
    found = values(f"lr: 0.1\ng: {text}\nseed: 1\n")
    assert set(found) == {"lr", "g", "seed"}
    assert str(found["g"]).startswith("Graph #")
    assert found["g"] != values(f"g: {text.replace('Node', 'Edge').replace('3', '4')}\n")["g"]


def test_nested_objects_are_looked_at_once() -> None:
    """Each level refers twice to the next one: 2 ** 90 paths."""
    levels = "".join(f"a{i}: &a{i} !!python/object:m.C {{x: *a{i - 1}, y: *a{i - 1}}}\n" for i in range(1, 90))
    assert values(f"a0: &a0 !!python/object:m.C {{v: 1, _p: 2}}\n{levels}lr: 0.1\n")["lr"] == 0.1
