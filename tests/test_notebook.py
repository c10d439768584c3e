from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

import logtools as lt
from logtools.notebook import NotebookComparison

SWEEP = Path(__file__).parents[1] / "fixtures" / "logs" / "sweep"


def test_a_notebook_shows_tables_and_sentences(tmp_path: Path) -> None:
    shutil.copytree(SWEEP, tmp_path / "logs")
    run = (tmp_path / "logs" / "version_0").rename(tmp_path / "logs" / "<img src=x>")
    hparams = (run / "hparams.yaml").read_text()
    (run / "hparams.yaml").write_text(hparams.replace("lr: 0.0001", "lr: <script>alert(1)</script>"))
    comparison = lt.read(tmp_path / "logs").compare("val_acc")
    assert isinstance(comparison, NotebookComparison)
    shown = comparison._repr_html_()
    assert shown.count("<table>") == 3
    assert "<p>Ranked by best val_acc" in shown
    assert "&lt;script&gt;" in shown
    assert "<script" not in shown
    assert "<img" not in shown


@pytest.mark.skipif(find_spec("pandas") is None, reason="needs the extra pandas")
def test_a_comparison_in_pandas_shows_the_same() -> None:
    plain, other = (lt.read(SWEEP, frame=library).compare("val_acc") for library in ("polars", "pandas"))
    assert isinstance(plain, NotebookComparison)
    assert isinstance(other, NotebookComparison)
    for name in ("runs", "groups", "differences", "effects"):
        assert type(getattr(other, name)).__module__.startswith("pandas"), name
    assert list(other.runs["run"]) == plain.runs["run"].to_list()
    assert other._repr_html_() == plain._repr_html_()
