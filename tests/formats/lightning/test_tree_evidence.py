"""What the files of a tree tell about each other."""

from __future__ import annotations

from pathlib import Path

from tests.formats.reading import kinds, read_text


def test_sibling_runs_tell_whose_a_lone_suffix_is(tmp_path: Path) -> None:
    """Beside runs that have both halves a run that died in its first epoch has the same metric."""
    both = "epoch,step,loss_epoch,loss_step\n0,1,,1.0\n0,3,,0.5\n0,3,0.75,\n1,5,,1.0\n1,7,,0.5\n1,7,0.75,\n"
    read_text(tmp_path, both, run="version_0")
    logs = read_text(tmp_path, "epoch,step,loss_epoch\n0,3,0.5\n1,7,0.25\n", run="version_1")["version_1"]
    assert {metric for metric, *_ in kinds(logs)} == {"loss"}
