"""Properties of reading, for any table and any bytes."""

from __future__ import annotations

import csv
import io
import tempfile
from contextlib import suppress
from pathlib import Path

import polars as pl
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

import logtools as lt
from logtools.formats.hparams_yaml import read_hparams
from tests.formats.reading import LIGHTNING, notice_kinds, read_text, rows
from tests.oracle import cells_of, observed

usual = settings(
    max_examples=40,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

PIECES = [
    "loss", "acc", "train", "val", "test", "_", "/", "step", "epoch", "_step", "_epoch", "step_", "epoch_",
    "lr-Adam", "/dataloader_idx_0", "/dataloader_idx_1", "/epoch_3", "-", "pre-", ",", '"', "'", "\n", "\r\n",
    "\r", ";", "\t", " ", "#", "é", "損失", "😀", "$", "\x1b[31m", "=1+1", "\\", "1",
]  # fmt: skip
LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufeff")
names = st.one_of(st.lists(st.sampled_from(PIECES), max_size=4).map("".join), st.text(LETTERS, max_size=6))
numbers = st.one_of(
    st.floats(width=64).map(str),
    st.floats(0, 10).map(str),
    st.integers().map(str),
    st.sampled_from(["True", "False", "nan", "inf"]),
)
cells = st.one_of(st.just(""), numbers, numbers, st.text(LETTERS, max_size=3))
axes = st.one_of(st.just(""), st.integers(0, 300).map(str), st.sampled_from(["0.0", "200.5", "-1", "nan"]))


@st.composite
def tables(draw: st.DrawFn) -> str:
    """Draw a table that a CSVLogger could write: names in any order, any cells, usually with a step and an epoch."""
    header = [
        *draw(st.sampled_from([["epoch", "step"], ["step"], ["epoch", "step"], []])),
        *draw(st.lists(names, min_size=1, max_size=6)),
    ]
    header = draw(st.permutations(header))
    columns = [axes if name in {"epoch", "step"} else cells for name in header]
    lines = draw(st.lists(st.tuples(*columns), max_size=12))
    assume(len(header) > 1)
    text = io.StringIO()
    csv.writer(text).writerows([header, *lines])
    return text.getvalue()


def read(text: str | bytes, hparams: bytes | None = None) -> tuple[lt.Logs[pl.DataFrame], list[pl.DataFrame]]:
    """Read a file, and compute all frames."""
    with tempfile.TemporaryDirectory() as folder:
        logs = read_text(Path(folder), text, hparams=hparams)
        frames = [logs.metrics(provenance=True), logs.metrics(), logs.epochs(), logs.steps(), logs.summary()]
        frames += [logs.hparams(), logs.runs, logs.notices, logs.checkpoints()]
        with suppress(lt.LogtoolsError):
            frames.append(logs.compare().runs)
    return logs, frames


@usual
@given(tables())
@example('"a\n;b",step\r\n1,0\r\n')
@example('"x\ty\nz",step\r\n1,0\r\n')
@example("epoch,step\r\n0,0\r\n")
@example('"",step\r\n5,0\r\n7,1\r\n')
@example("step,loss\r\n0,-0.0\r\n")
def test_each_non_empty_cell_is_an_observation_for_any_names(text: str) -> None:
    logs, frames = read(text)
    assume("index" not in notice_kinds(logs))  # except a first column without a name that numbers the rows
    assert observed(frames[0]) == cells_of(text)
    ordinary = frames[0].filter(pl.col("flag").is_null())
    assert ordinary.get_column("value").null_count() == 0
    assert ordinary.height == frames[1].height == frames[4].get_column("count").sum()


@st.composite
def trainings(draw: st.DrawFn) -> tuple[list[str], list[dict[str, str]]]:
    """Draw a training as Lightning logs it: a header, and one dict per row."""
    epochs, batches, beat = draw(st.integers(1, 4)), draw(st.integers(2, 8)), draw(st.sampled_from([1, 2, 5]))
    validated, tested, rates = draw(st.booleans()), draw(st.booleans()), draw(st.booleans())
    name, word = (
        draw(st.sampled_from(["loss", "train_loss", "a,b", "é", "train/x y"])),
        draw(st.sampled_from(["val_loss", "val/acc"])),
    )
    lines: list[dict[str, str]] = []
    for step in range(epochs * batches):
        place = {"epoch": str(step // batches), "step": str(step)}
        if rates and step % batches == 0:
            lines.append({"step": str(step), "lr-Adam": "0.1"})
        if (step + 1) % beat == 0:
            lines.append({**place, f"{name}_step": f"{step}.5"})
        if (step + 1) % batches == 0:
            if validated:
                lines.append({**place, word: f"{step}.25"})
            lines.append({**place, f"{name}_epoch": f"{step}.125"})
    if tested:
        lines.append({"epoch": str(epochs), "step": str(epochs * batches), "test_loss": "0.75"})
    assume(any(f"{name}_step" in line for line in lines))
    return sorted({key for line in lines for key in line}), lines


def written(header: list[str], lines: list[dict[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, header)
    writer.writeheader()
    writer.writerows(lines)
    return text.getvalue()


@usual
@given(trainings(), st.data())
def test_the_order_of_the_columns_has_no_effect(
    training: tuple[list[str], list[dict[str, str]]], data: st.DataObject
) -> None:
    header, lines = training
    observations_and_issues = ("row", "column", "stage", "metric", "granularity", "segment", "epoch", "step", "value")
    sets = [
        sorted(rows(read(written(order, lines))[1][0], *observations_and_issues))
        for order in (header, data.draw(st.permutations(header)))
    ]
    assert sets[0] == sets[1]


@usual
@given(trainings(), st.data())
def test_no_value_is_lost_for_any_order_of_rows(
    training: tuple[list[str], list[dict[str, str]]], data: st.DataObject
) -> None:
    header, lines = training
    text = written(header, data.draw(st.permutations(lines)))
    assert observed(read(text)[1][0]) == cells_of(text)


@usual
@given(trainings())
def test_labels_of_a_training_match_what_was_logged(training: tuple[list[str], list[dict[str, str]]]) -> None:
    """Stage, granularity, epoch and step of each row are those with which it was written."""
    header, lines = training
    frame = read(written(header, lines))[1][0]
    for row, column, stage, granularity, epoch, step in rows(
        frame, "row", "column", "stage", "granularity", "epoch", "step"
    ):
        line = lines[int(str(row))]
        name = str(column)
        words = {"val": "val", "tes": "test"}
        assert stage == words.get(name[:3], "train"), line
        assert granularity == ("step" if name.endswith("_step") or name == "lr-Adam" else "epoch"), line
        assert str(step) == line["step"]
        assert "epoch" not in line or str(epoch) == line["epoch"]
        assert epoch is not None
    assert set(frame.get_column("segment")) == {0}


SEEDS = [
    path.read_bytes()
    for version in ("1.3.8", "2.6.6")
    for path in sorted((LIGHTNING / version).rglob("metrics.csv"))[::9]
]
SNIPPETS = [
    b"\x00", b"\r", b"\n", b"\r\n", b'"', b",", b";", b"\t", b"\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"nan",
    b"-inf", b"1e999", b"epoch", b"step", b"_step", b"/epoch_9999999999999999999999",
    b"/dataloader_idx_99999999999999999999", b"\xc3", b"9" * 400, b"version https://git-lfs", b",,,,,,,,",
    b"train_", b"9223372036854775808", b"-9223372036854775809",
]  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Draw a recorded file with a few cuts and insertions."""
    data = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        gone = draw(st.sampled_from([0, 0, 1, 2, 40]))
        put = draw(st.one_of(st.sampled_from(SNIPPETS), st.binary(max_size=4)))
        data = data[:at] + put + data[at + gone :]
    return data


any_bytes = st.one_of(
    damaged(),
    st.binary(max_size=120),
    st.lists(st.sampled_from(SNIPPETS), max_size=25).map(b"".join),
)


@settings(usual, max_examples=80)
@given(any_bytes)
@example(b"epoch,step,a/dataloader_idx_99999999999999999999\n0,0,1\n")
@example(b"epoch,step,a_step/epoch_99999999999999999999\n,0,1\n")
@example(b"\xff\xfe\x00")
@example(b"\xff\xfee\x00,\x00a\x00\n\x00")
@example(b"\x00,\x00\n1,2\n")
@example(b"epoch,step,x\n9223372036854775807,9223372036854775807,1\n-9223372036854775808,0,1\n")
def test_any_bytes_give_frames_and_notices(data: bytes) -> None:
    """There is no exception, no warning, and at most one notice of each kind."""
    logs, frames = read(data)
    assert all(frame.width for frame in frames)
    notice_kinds(logs)
    flags = frames[0].filter(pl.col("value").is_null()).get_column("flag").cast(pl.String)
    assert set(flags) <= {"text"}
    assert frames[0].height >= frames[1].height
    assert frames[0].get_column("column").null_count() == 0


YAML = [
    b"lr: 0.1\n", b"a:\n", b"  b: 1\n", b"- x\n", b"!!python/name:builtins.len ''\n",
    b"!!python/object/apply:os.system\n- x\n", b"&a ", b"*a\n", b"<<: *a\n", b"{", b"}", b"[", b"]", b"\t",
    b"? ", b": ", b"'", b'"', b"\x00", b"\xff", b"!!binary |\n  AA=\n", b"---\n", b"...\n", b"2001-01-01\n",
    b"!!timestamp x\n", b"!!int x\n", b"!!float x\n", b"1_000\n", b"0x", b"1:60:60\n", b"=: 1\n", b"~: 1\n",
    b"!!set {a}\n", b"!!omap [a: 1]\n", b"!!pairs [a: 1]\n", b"%YAML 9.9\n", b"!!bool x\n", b"!!null x\n",
    b"!!map x\n", b"!!merge x: 1\n", b"99999999-99-99\n", b"k: 2024-13-45\n", b"k: 190:20:30.15\n",
    b"k: !!str [a]\n", b"k: !!seq x\n", b"[a]: 1\n", b"{a: 1}: 2\n",
]  # fmt: skip


@settings(usual, max_examples=150)
@given(st.one_of(st.lists(st.sampled_from(YAML), max_size=12).map(b"".join), st.binary(max_size=80)))
@example(b"k: 2024-13-45\n")
@example(b"&a [*a]: 1\n")
@example(b"a: &a {b: *a}\n")
@example(b"a: &a [*a]\n")
@example(b"? {}\n: 1\n")
@example(b"!!bool x\n")
@example(b"lr: 0.1\nb: !!bool x\nc: !!int y\n")
def test_any_bytes_as_hyperparameters_give_a_row_and_notices(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        frame = read_text(Path(folder), b"epoch,step,loss\n0,0,1\n", hparams=data).hparams()
    assert frame.get_column("run").to_list() == ["run"]
    assert all(dtype in {pl.Int64, pl.Float64, pl.Boolean, pl.String} for dtype in frame.drop("run").dtypes)
    values, defects = read_hparams(data)
    assert set(frame.columns) - {"run"} == {f"{name} (hyperparameter)" if name == "run" else name for name in values}
    assert len(defects) <= 1
    assert {defect.kind for defect in defects} <= {"hparams"}
