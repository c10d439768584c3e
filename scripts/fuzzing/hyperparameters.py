"""Hostile files of hyperparameters."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Final

from scripts.fuzzing.trees import Place, write_run

__all__ = ["ATTACKS"]

#: Characters with a meaning in YAML, and values that parsers have stumbled over.
_PIECES: Final = [
    "lr: 0.1\n", "a:\n", "  b: 1\n", "- x\n", "&a ", "*a\n", "<<: *a\n", "<<: [*a, *a]\n", "{", "}", "[", "]",
    "\t", "? ",
    ": ", "'", '"', "\x00", "\ufeff", "\x85", "\u2028", "---\n", "...\n", "%YAML 9.9\n",
    "!!python/name:builtins.len ''\n",
    "!!python/object/apply:os.system ['touch hacked']\n", "!!python/object/new:os.system [x]\n", "|\n  x\n", ">\n  x\n",
    "!!python/object/apply:collections.OrderedDict\n- - - a\n    - 1\n", "!!binary |\n  AA=\n", "k: 2024-13-45\n",
    "!!python/object/apply:numpy._core.multiarray.scalar [f8, !!binary AAAA]\n", "k: 190:20:30.15\n", "!!set {a}\n",
    "!!python/tuple [1, 2]\n", "!!timestamp x\n", "!!int x\n", "0x\n", "0b\n", "1_000\n", "~: 1\n", "[a]: 1\n",
    "{a: 1}: 2\n",
    "k: !!omap [a: 1]\n", "k: .nan\n", "k: .inf\n", "k: 1e999\n", "k: -0\n", "k: " + "9" * 19 + "\n", "=: 1\n",
    "lr: [1\n",
    "seed: 1\n", "seed: x\n", "seed: {a: 1}\n", "lr: null\n", "lr: true\n", "lr: 2024-01-01\n",
]  # fmt: skip
_FILES: Final = [
    "hparams.yaml",
    "config.yaml",
    "params.json",
    ".hydra/config.yaml",
    ".hydra/overrides.yaml",
    "meta_tags.csv",
]


def _put(place: Place, name: str, text: str | bytes) -> None:
    """Write a text as a file of hyperparameters of a run that is otherwise good."""
    content = text if isinstance(text, bytes) else text.encode(errors="surrogatepass")
    run = write_run(place.logs / f"bad_{name}", hparams=content)
    file = run / place.random.choice(_FILES)
    file.parent.mkdir(exist_ok=True)
    if file.name != "hparams.yaml":
        (run / "hparams.yaml").unlink()
    file.write_bytes(content)


def alias_bombs(place: Place) -> None:
    """Aliases that multiply: as values, keys, mappings and merges."""
    levels, width = place.random.choice([(9, 9), (30, 2), (90, 2), (6, 40)])
    names = [f"a{level}" for level in range(levels)]
    form = place.random.choice(["list", "mapping", "key", "merge", "object", "mixed", "self", "merge self"])
    lines = ["a0: &a0 [x, x]" if form in {"list", "key", "object", "mixed"} else "a0: &a0 {x: 1, y: 2}"]
    for before, name in pairwise(names):
        aliases = [f"*{before} "] * width
        lines.append(
            {
                "list": f"{name}: &{name} [{', '.join(aliases)}]",
                "mapping": f"{name}: &{name} {{{', '.join(f'k{i}: {a}' for i, a in enumerate(aliases))}}}",
                "key": f"? &{name} [{', '.join(aliases)}]\n: {before}",
                "merge": f"{name}: &{name} {{<<: [{', '.join(aliases)}], {name}: 1}}",
                "object": f"{name}: &{name} !!python/object/new:m.C [{', '.join(aliases)}]",
                "mixed": f"{name}: &{name} [{{k: {aliases[0]}, ? {aliases[0]} : {aliases[0]}}}, {', '.join(aliases)}]",
                "self": f"{name}: &{name} {{k: *{name} , l: {aliases[0]}}}",
                "merge self": f"{name}: &{name} {{<<: [*{name} , {', '.join(aliases)}], {name}: 1}}",
            }[form]
        )
    _put(place, "alias_bomb", "\n".join([*lines, f"lr: *{names[-1]} ", "z: 1", ""]))


def many_merges(place: Place) -> None:
    """One mapping with many merges, or many mappings with a few."""
    count = place.count(200_000)
    keys = ", ".join(f"k{i}: {i}" for i in range(place.random.choice([1, 100, 5_000])))
    text = f"a: &a {{{keys}}}\n"
    if place.random.random() < 0.5:
        text += f"b: {{<<: [{', '.join(['*a '] * count)}]}}\n"
    else:
        text += "".join(f"b{i}: {{<<: *a }}\n" for i in range(count // 4))
    _put(place, "merges", text)


def many_hyperparameters(place: Place) -> None:
    """Thousands of hyperparameters, in one run or different ones in each of several runs."""
    runs = place.random.choice([1, 1, 4])
    count = place.count(20_000) // runs
    shared = place.random.choice([True, False])
    for run in range(runs):
        text = "".join(f"k{i}{'' if shared else f'_{run}'}: {i + run}\n" for i in range(count))
        if place.random.random() < 0.3:
            text = "a:\n" + "".join(f"  {line}\n" for line in text.splitlines())
        write_run(place.logs / f"bad_many_{run}", hparams=text)


def deep_hyperparameters(place: Place) -> None:
    """Lists and mappings nested thousands of levels deep."""
    depth = place.count(30_000)
    start, end = place.random.choice([("[", "]"), ("{a: ", "}"), ("{? ", ": 1}"), ("- ", ""), ("? ", "")])
    _put(place, "deep", f"lr: 0.3\nx:{' ' if end else chr(10)}{start * depth}1{end * depth}\n")


def long_numbers(place: Place) -> None:
    """Numbers of thousands of digits, in every notation of YAML."""
    digits = place.count(1_000_000, 5_000)
    number = place.random.choice(
        ["1" * digits, "-" + "9" * digits, "0x1" + "0" * digits, "0b1" + "0" * digits, "0" + "7" * digits,
         "0o" + "7" * digits, "1" + ":59" * digits, "1_" * digits, "1" * digits + ".5", "1e" + "9" * digits,
         "." + "1" * digits, "!!int '" + "1" * digits + "'", "!!float '" + "1" * digits + "'", "\u0661" * digits,
         "1" * 4_301, "9" * 309, "18446744073709551616", "9223372036854775808", "-9223372036854775809"]
    )  # fmt: skip
    name = place.random.choice(["lr", "seed", "x", "? " + number + "\n"])
    _put(place, "long_number", f"{name}: {number}\nz: 1\n")


def broken_yaml(place: Place) -> None:
    """Pieces of YAML in any order."""
    _put(place, "yaml", "".join(place.random.choices(_PIECES, k=place.random.randint(1, 30))))


def odd_json(place: Place) -> None:
    """JSON, as Ray Tune writes it, with what only some parsers accept."""
    value: object = place.random.choice(
        [float("nan"), 10**400, "\ud800", [], {}, None, {"": {"": 1}}, True, "x" * 10**5]
    )
    _put(place, "json", json.dumps({"lr": value, "config": {"lr": value}, "list": [value] * 50}))


ATTACKS: Final = (
    alias_bombs,
    many_merges,
    many_hyperparameters,
    deep_hyperparameters,
    long_numbers,
    broken_yaml,
    odd_json,
)
