"""Logs with the same bytes are reported, since they are no independent repeats."""

from __future__ import annotations

from pathlib import Path

import logtools as lt

LOG = "epoch,step,val_loss\n" + "".join(f"{epoch},{10 * epoch + 9},{1 / (epoch + 1)}\n" for epoch in range(6))


def notices(folder: Path, **logs: str) -> dict[str, str]:
    for name, text in logs.items():
        (folder / name).mkdir()
        (folder / name / "metrics.csv").write_text(text)
    found = lt.read(folder).notices
    return {str(run): message for run, kind, message in found.select("run", "kind", "message").rows() if kind == "copy"}


def test_copies_are_reported_with_the_run_that_they_equal(tmp_path: Path) -> None:
    found = notices(tmp_path, a=LOG, b=LOG, c=LOG.replace("0.5", "0.6"), d=LOG)
    expected = "same log as a: a copied folder, or a seed without effect"
    assert found == {"b": expected, "d": expected}


def test_logs_that_differ_in_the_middle_are_not_copies(tmp_path: Path) -> None:
    rows = [f"0,{step},0.{step:05}\n" for step in range(2_000)]
    one, other = "epoch,step,loss\n" + "".join(rows), "epoch,step,loss\n" + "".join(rows).replace("0.01000", "0.91000")
    assert len(one) == len(other)
    assert notices(tmp_path, a=one, b=other) == {}


def test_logs_with_few_values_are_not_copies(tmp_path: Path) -> None:
    assert notices(tmp_path, a="epoch,step,loss\n", b="epoch,step,loss\n", c="") == {}
