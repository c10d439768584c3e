"""The first pass: what the runs of a tree tell about each other, whichever of them are read."""

from __future__ import annotations

from pathlib import Path

import logtools as lt
from tests.formats.reading import kinds, read_text

BOTH = "epoch,step,loss_epoch,loss_step\n0,1,,1.0\n0,3,,0.5\n0,3,0.75,\n1,5,,1.0\n1,7,,0.5\n1,7,0.75,\n"
HALF = "epoch,step,loss_epoch\n0,3,0.5\n1,7,0.25\n"


def test_a_subset_has_the_evidence_of_the_whole_tree(tmp_path: Path) -> None:
    read_text(tmp_path, BOTH, run="version_0")
    logs = read_text(tmp_path, HALF.replace("loss", "val_loss"), run="version_1")
    assert kinds(logs["version_1"]) == {("val_loss_epoch", "val", "epoch")}
    read_text(tmp_path, BOTH.replace("loss", "val_loss"), run="version_2")
    assert kinds(lt.read(tmp_path)["version_1"]) == {("val_loss", "val", "epoch")}
    assert kinds(lt.read(tmp_path)[["version_1", "version_0"]]["version_1"]) == {("val_loss", "val", "epoch")}
