"""Flagged observations, which only the provenance shows."""

from __future__ import annotations

from tests.formats.reading import case, notice_kinds, rows, series


def test_sanity_check_rows() -> None:
    """Validation steps before the first train row are flagged."""
    logs = case("sanity_check_rows")
    flagged = logs.metrics(provenance=True).filter(flag="sanity")
    assert sorted(set(rows(flagged, "row", "metric"))) == [
        (0, "val_loss"),
        (0, "val_st"),
        (1, "val_loss"),
        (1, "val_st"),
    ]
    assert len(series(logs, "val_loss", granularity="step")) == 6
    assert notice_kinds(logs) == {"sanity": 4}


def test_bare_duplicate() -> None:
    """The bare name repeats the fork: it is flagged, and the two halves of the fork are one metric."""
    logs = case("bare_duplicate")
    flagged = logs.metrics(provenance=True).filter(flag="duplicate")
    assert rows(flagged, "column").count(("train_loss",)) == flagged.height == 6
    assert [value for *_, value in series(logs, "train_loss", granularity="step")] == [5.5, 3.25, 2.5, 1.25]
    assert [value for *_, value in series(logs, "train_loss", granularity="epoch")] == [4.375, 1.875]
    assert notice_kinds(logs) == {"duplicate": 6}


def test_stale_dataloader() -> None:
    """Rows of loader 1 repeat the last value of loader 0: the repetitions are flagged."""
    logs = case("stale_dataloader")
    first = series(logs, "val_loss", granularity="step", dataloader=0)
    second = series(logs, "val_loss", granularity="step", dataloader=1)
    assert len(first) == len(second) == 6
    assert len({value for *_, value in first}) == 6
    stale = logs.metrics(provenance=True).filter(flag="stale")
    assert set(stale.get_column("dataloader")) == {0}
    assert stale.height == 12
    assert notice_kinds(logs) == {"stale": 12}
