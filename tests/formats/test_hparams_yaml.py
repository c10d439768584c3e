"""Hyperparameters from YAML: flat, typed, and without ever executing the file."""

from __future__ import annotations

import math
import subprocess
import sys
import time
from pathlib import Path

import pytest

import logtools as lt
from tests.formats.reading import LIGHTNING, case, notice_kinds, read_text


def hparams_of(folder: Path, text: str | bytes) -> dict[str, object]:
    row = read_text(folder, "epoch,step,loss\n0,0,1.0\n0,1,1.0\n", hparams=text).hparams().row(0, named=True)
    return {name: value for name, value in row.items() if name != "run"}


def test_python_tags() -> None:
    """Objects that Lightning dumped become plain data or text."""
    row = case("python_tags").hparams().row(0, named=True)
    assert row["lr"] == 0.1
    assert row["flag"] is True
    assert row["inf"] == math.inf
    assert math.isnan(row["nan"])
    assert row["none"] is None
    assert row["cls"] == "torch.nn.modules.activation.ReLU"
    assert row["fn"] == "builtins.len"
    assert row["path"] == "/x/y"
    assert row["f"] == 0.5
    assert row["uni"] == "é"
    assert row["big"] == "x\ny"
    assert row["lst"] == "[1, 2]"
    assert (row["ns.a"], row["ns.b.c"]) == (1, 2)
    assert row["nested.3"] == "intkey"
    assert row["s"] == "a: b # c"


DUMPED = [file for file in sorted(LIGHTNING.glob("*/hparams/**/hparams.yaml")) if file.stat().st_size]


@pytest.mark.parametrize("file", DUMPED, ids=lambda file: file.parts[-5])
def test_files_of_each_version_are_read(file: Path) -> None:
    row = lt.read(file.parent).hparams().row(0, named=True)
    assert row["lr"] == 0.1


def test_nested_maps_are_joined_with_dots_and_lists_are_text(tmp_path: Path) -> None:
    text = "optim:\n  name: adam\n  betas: [0.9, 0.999]\n  sched: {gamma: 0.5}\nempty: {}\nnone: null\n1: one\n"
    assert hparams_of(tmp_path, text) == {
        "optim.name": "adam",
        "optim.betas": "[0.9, 0.999]",
        "optim.sched.gamma": 0.5,
        "empty": "{}",
        "none": None,
        "1": "one",
    }


@pytest.mark.parametrize(
    "text",
    [
        "x: !!python/object/apply:os.system ['touch {}']\n",
        "x: !!python/object/apply:pathlib.Path.touch [!!python/object/apply:pathlib.Path ['{}']]\n",
        "x: !!python/object/new:os.system ['touch {}']\n",
        "x: !!python/object/apply:builtins.open ['{}', 'w']\n",
        "x: !!python/object/apply:subprocess.call [[touch, '{}']]\n",
        "!!python/object/apply:os.system ['touch {}']: 1\n",
        "x: !!python/module:this\n",
        'x: !!python/object/apply:builtins.exec [\'open("{}", "w")\']\n',
    ],
)
def test_tags_are_never_executed(tmp_path: Path, text: str) -> None:
    trap = tmp_path / "trap"
    hparams_of(tmp_path / "logs", "lr: 0.1\n" + text.replace("{}", str(trap)))
    assert not trap.exists()


def test_an_incomplete_file_is_read_up_to_its_end(tmp_path: Path) -> None:
    text = "lr: 0.1\nseed: 3\noptim:\n  name: adam\nbroken: !!python/object/apply:torch._utils\n- [unfinished"
    logs = read_text(tmp_path, "epoch,step,loss\n0,0,1.0\n", hparams=text)
    row = logs.hparams().row(0, named=True)
    assert (row["lr"], row["seed"], row["optim.name"]) == (0.1, 3, "adam")
    assert notice_kinds(logs)["hparams"] == 1


@pytest.mark.parametrize("end", range(0, 60, 3))
def test_every_cut_of_a_file_is_read(tmp_path: Path, end: int) -> None:
    text = "lr: 0.1\nseed: 3\noptim:\n  name: adam\n  betas: [1, 2]\nx: 'y'\n"
    values = hparams_of(tmp_path, text[:end])
    if end > 8:
        assert values["lr"] == 0.1
    if end > 17:
        assert values["seed"] == 3


def test_the_config_of_lightning_cli_is_read_if_hparams_are_empty() -> None:
    """LightningCLI writes config.yaml; `_instantiator` in hparams.yaml is not a hyperparameter."""
    row = lt.read(LIGHTNING / "2.6.6" / "cli").hparams().row(0, named=True)
    assert (row["lr"], row["hidden"]) == (0.1, 8)
    assert "_instantiator" not in row


def test_config_replaces_empty_hparams(tmp_path: Path) -> None:
    read_text(tmp_path, "epoch,step,loss\n0,0,1.0\n", hparams="{}\n")
    (tmp_path / "run" / "config.yaml").write_text("model:\n  lr: 0.5\n")
    assert lt.read(tmp_path).hparams().row(0, named=True) == {"run": "run", "model.lr": 0.5}


@pytest.mark.parametrize("text", ["", "{}\n", "null\n", "---\n", "\n\n", "# nothing\n"])
def test_an_empty_file_has_no_hyperparameters_and_no_notice(tmp_path: Path, text: str) -> None:
    logs = read_text(tmp_path, "epoch,step,loss\n0,0,1.0\n0,1,1.0\n", hparams=text)
    assert logs.hparams().columns == ["run"]
    assert logs.notices.is_empty()


@pytest.mark.parametrize("text", ["just text\n", "- a\n- b\n", "3\n"])
def test_a_file_without_a_map_has_no_hyperparameters(tmp_path: Path, text: str) -> None:
    assert hparams_of(tmp_path, text) == {}


def test_a_billion_laughs_end_quickly(tmp_path: Path) -> None:
    lists = "a0: &a0 [lol]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 12))
    maps = "a0: &a0 {x: lol}\n" + "".join(
        f"a{i}: &a{i} {{{', '.join(f'k{j}: *a{i - 1}' for j in range(9))}}}\n" for i in range(1, 12)
    )
    merges = "a0: &a0 {x: lol}\n" + "".join(
        f"a{i}: &a{i} {{<<: [{', '.join([f'*a{i - 1}'] * 9)}]}}\n" for i in range(1, 12)
    )
    for i, text in enumerate((lists, maps, merges)):
        started = time.perf_counter()
        values = hparams_of(tmp_path / str(i), "lr: 0.1\n" + text)
        assert time.perf_counter() - started < 10
        assert values["lr"] == 0.1
        assert all(len(str(value)) < 2000 for value in values.values())


def test_a_billion_laughs_of_maps_has_a_notice(tmp_path: Path) -> None:
    maps = "a0: &a0 {x: lol}\n" + "".join(
        f"a{i}: &a{i} {{{', '.join(f'k{j}: *a{i - 1}' for j in range(9))}}}\n" for i in range(1, 12)
    )
    logs = read_text(tmp_path, "epoch,step,loss\n0,0,1.0\n0,1,1.0\n", hparams=maps)
    assert notice_kinds(logs) == {"hparams": 1}


def test_a_map_that_contains_itself(tmp_path: Path) -> None:
    values = hparams_of(tmp_path, "lr: 0.1\nx: &x {y: *x, z: 1}\nl: &l [*l]\n")
    assert values.get("lr", 0.1) == 0.1


def test_a_hundred_megabytes_end_in_a_notice_quickly(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    with (tmp_path / "run" / "hparams.yaml").open("wb") as file:
        for _ in range(100):
            file.write(b"key: [1, 2, 3]\n" * 70_000)
    (tmp_path / "run" / "metrics.csv").write_text("epoch,step,loss\n0,0,1.0\n0,1,1.0\n")
    started = time.perf_counter()
    logs = lt.read(tmp_path)
    assert logs.hparams().columns == ["run"]
    assert time.perf_counter() - started < 5
    assert notice_kinds(logs) == {"hparams": 1}


DEEP = {
    "lists": "'x: ' + '[' * 50_000",
    "closed lists": "'x: ' + '[' * 50_000 + ']' * 50_000",
    "maps": "'x: ' + '{a: ' * 50_000",
    "sequences": "'- ' * 50_000",
    "wide sequences": "'-  ' * 50_000",
    "keys": "'? ' * 50_000",
    "keys and sequences": "'? - ' * 50_000",
    "indents": "''.join(' ' * i + 'a:\\n' for i in range(1500))",
    "indented sequences": "''.join(' ' * i + '-\\n' for i in range(1500))",
    "indented keys": "''.join(' ' * i + '?\\n' for i in range(1500))",
    "tags": "'x: ' + '!!a ' * 20_000",
    "anchors": "'x: ' + '&a ' * 20_000",
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP.keys())
def test_deep_nesting_ends_quickly_and_without_a_crash(text: str) -> None:
    """The test uses a separate process, since a stack overflow in the parser ends the process."""
    program = f"from logtools.formats.hparams_yaml import read_hparams; print(len(read_hparams(({text}).encode())[1]))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=30, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "1\n", "")


def test_a_type_that_differs_between_runs_becomes_text(tmp_path: Path) -> None:
    for name, text in (("a", "x: 1\ny: 1\nz: true\n"), ("b", "x: adam\ny: 0.5\nz: false\n"), ("c", "{}")):
        read_text(tmp_path, "epoch,step,loss\n0,0,1.0\n", hparams=text, run=name)
    frame = lt.read(tmp_path).hparams()
    assert frame.get_column("x").to_list() == ["1", "adam", None]
    assert frame.get_column("y").to_list() == [1.0, 0.5, None]
    assert frame.get_column("z").to_list() == [True, False, None]


def test_integers_beyond_sixty_four_bits_are_kept(tmp_path: Path) -> None:
    assert hparams_of(tmp_path, "seed: 123456789012345678901234567890\n") == {"seed": "123456789012345678901234567890"}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"- lr\n- 0.1\n", "has hyperparameters that cannot be read (not a mapping of names to values)"),
        (b"0.1\n", "has hyperparameters that cannot be read (not a mapping of names to values)"),
        (b"lr: \x01\x02\n", "has hyperparameters that cannot be read (contains control characters)"),
        ("name: Müller\n".encode("cp1252"), "has hyperparameters that are not UTF-8; read as cp1252 (Windows)"),
        ("name: Müller\n".encode("utf-16"), "has hyperparameters that are not UTF-8; read as utf-16-le"),
        (
            b"lr: 0.1\na: {b: 1, c: 2, b: 3}\nlr: 0.2\n",
            "has hyperparameters that are given more than once (lr, a.b): the last is used",
        ),
    ],
)
def test_what_a_file_loses_is_a_notice(tmp_path: Path, data: bytes, message: str) -> None:
    logs = read_text(tmp_path, "epoch,step,loss\n0,0,1.0\n", hparams=data)
    assert logs.notices["message"].to_list() == [message]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_other_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    assert hparams_of(tmp_path, "name: Müller\nlr: 0.1\n".encode(encoding)) == {"name": "Müller", "lr": 0.1}


def test_the_last_of_equal_names_is_used(tmp_path: Path) -> None:
    assert hparams_of(tmp_path, "lr: 0.1\na: {b: 1, b: 3}\nlr: 0.2\n") == {"lr": 0.2, "a.b": 3}


@pytest.mark.parametrize("name", ["config.yaml", "params.json"])
def test_other_files_of_the_name_are_no_notice(tmp_path: Path, name: str) -> None:
    """A program may keep a list in a file that has the name of a file with hyperparameters."""
    read_text(tmp_path, "epoch,step,loss\n0,0,1.0\n")
    (tmp_path / "run" / name).write_text("[1, 2]\n")
    assert lt.read(tmp_path).notices.is_empty()
