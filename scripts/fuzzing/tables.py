"""Hostile tables of metrics: sizes, numbers, axes and bytes."""

from __future__ import annotations

from typing import Final

from scripts.fuzzing.trees import Place, write_run

__all__ = ["ATTACKS"]

_NUMBERS: Final = [
    "1e308", "-1e308", "1.7976931348623157e308", "5e-324", "-5e-324", "1e-310", "nan", "-nan", "inf", "-inf",
    "1e999", "0",
    "-0.0", "9223372036854775807", "-9223372036854775808", "1" * 400, "1e", "0x10", "1_0", "1,5", "True", "tensor(1.)",
    "\u0661", " 1", "1 ", "+1", "--1", "1e400", ".5", "5.", "=1+1", "'", '"', "\x00", "\n",
    "x" * 200_000, "1" * 200_000,
]  # fmt: skip
_PLACES: Final = [
    "0", "1", "-1", "2", "3", "9", "10", "1e3", "1e18", "9223372036854775807", "-9223372036854775808", "1000000000000",
    "4611686018427387904", "1.5", "0.1", "nan", "inf", "-inf", "x", "", "", "9" * 400, "1e308", "2147483648", "1e-5",
]  # fmt: skip
_SNIPPETS: Final = [
    b"\x00", b"\r", b"\n", b"\r\n", b'"', b",", b";", b"\t", b"\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"nan", b"1e999",
    b"epoch,step,val_loss\n", b"epoch", b"step", b"_step", b"\xc3", b"9" * 400, b"version https://git-lfs", b",,,,,,,,",
    b"0,9,0.5\n", b"1,19,0.25\n", b"\n\n\n", b"# x\n", b"<<<<<<< HEAD\n", b"=======\n", b">>>>>>> a\n", b"val_loss",
]  # fmt: skip


def many_restarts(place: Place) -> None:
    """One file whose step falls again and again."""
    length = place.random.choice([1, 2, 2, 5])
    count = place.count(80_000)
    evaluated = place.random.choice([True, False])
    fresh = place.random.choice([True, False])  # starts again at 0, or a little before the end
    rows = []
    for fit in range(count):
        for step in range(length):
            at = step if fresh else max(fit + 3 * step - 1, 0)
            rows.append([at // 2, at, f"{1 / (fit + step + 1):.4g}", f"0.{fit}" if evaluated else "", ""])
    write_run(place.logs / "bad_restarts", rows=rows)


def many_runs(place: Place) -> None:
    """Many small runs with equal or different hyperparameters, in one folder or in folders of their own."""
    same, nested = place.random.choice([True, False]), place.random.choice([True, False])
    for number in range(place.count(1_500)):
        folder = place.logs / (f"bad_{number}/version_0" if nested else f"bad/version_{number}")
        write_run(folder, hparams="lr: 1\n" if same else f"lr: {number}\n", rows=[[0, number, 1, number, ""]])


def many_metrics(place: Place) -> None:
    """A header of thousands of columns."""
    count = place.count(20_000, 2)
    pattern = place.random.choice(
        [
            "m{}",
            "val_m{}",
            "val_loss/dataloader_idx_{}",
            "loss/epoch_{}",
            "m{}_step",
            "val_{}_loss",
            "lr-Adam/pg{}",
            "val_loss",
        ]
    )
    names = [pattern.format(i) for i in range(count)]
    if place.random.random() < 0.3:
        names += [name.replace("_step", "_epoch") for name in names if name.endswith("_step")]
    write_run(place.logs / "bad_metrics", header=["epoch", "step", *names, "val_loss"])


def different_headers(place: Place) -> None:
    """Hundreds of runs, each with metrics of its own."""
    for number in range(place.count(300)):
        names = [f"val_{number}_{i}" for i in range(place.random.randint(1, 20))]
        write_run(place.logs / "bad" / f"version_{number}", header=["epoch", "step", *names])


def odd_numbers(place: Place) -> None:
    """Numbers at the limits, and cells that are not numbers."""
    rows = [
        [place.random.choice(_PLACES), place.random.choice(_PLACES), *place.random.choices(_NUMBERS, k=3)]
        for _ in range(place.random.randint(1, 40))
    ]
    write_run(place.logs / "bad_numbers", rows=rows)
    write_run(place.logs / "bad_values", rows=[[e, e, *place.random.choices(_NUMBERS, k=3)] for e in range(9)])


def odd_axes(place: Place) -> None:
    """Epochs and steps far apart, negative, or falling."""
    for number in range(place.random.randint(1, 3)):
        rows = [
            [place.random.choice(_PLACES), place.random.choice(_PLACES), 0.5 / (i + 1), 1 / (i + 1), 0.1 * i]
            for i in range(place.random.randint(1, 30))
        ]
        header = place.random.choice(
            [["epoch", "step", "train_loss", "val_loss", "val_acc"], ["epoch", "train_loss", "val_loss",
            "val_acc", "a"],
             ["train_loss", "val_loss", "step", "epoch", "val_acc"], ["epoch", "step", "loss_step",
             "loss_epoch", "val_loss"]]
        )  # fmt: skip
        write_run(place.logs / f"bad_axes_{number}", header=header, rows=rows)


def long_table(place: Place) -> None:
    """Very many rows: empty ones, short ones, the same one, or one per step."""
    count = place.count(1_000_000)
    row = place.random.choice(
        [b"\n", b",\n", b"0,9,0.5\n", b"0,0,,,\n", b"x,x,x,x,x\n", b'"', b",", b"0,0,0,0,0,0,0,0\n"]
    )
    run = write_run(place.logs / "bad_long")
    with (run / "metrics.csv").open("ab") as file:
        file.write(row * count)


def broken_bytes(place: Place) -> None:
    """Bytes that are no table, or a table with pieces cut out and put in."""
    run = write_run(place.logs / "bad_bytes")
    data = (run / "metrics.csv").read_bytes()
    for _ in range(place.random.randint(1, 12)):
        at = place.random.randint(0, len(data))
        put = place.random.choice([*_SNIPPETS, place.random.randbytes(4)])
        data = data[:at] + put + data[at + place.random.choice([0, 0, 1, 40]) :]
    encoding = place.random.choice(["", "", "utf-16", "utf-32", "utf-16-le"])
    (run / "metrics.csv").write_bytes(data.decode(errors="ignore").encode(encoding) if encoding else data)


ATTACKS: Final = (
    many_restarts,
    many_runs,
    many_metrics,
    different_headers,
    odd_numbers,
    odd_axes,
    long_table,
    broken_bytes,
)
