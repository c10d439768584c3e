"""Files of a logger without a trainer."""

from __future__ import annotations

from tests.formats.reading import case, rows


def test_fabric_without_steps() -> None:
    """Steps restart at 0 with each flush: there is no new segment, and the row order is the axis."""
    logs = case("fabric_without_steps")
    frame = logs.metrics()
    assert set(frame.get_column("segment")) == {0}
    assert frame.get_column("step").to_list() == [0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1]
    assert frame.get_column("value").to_list() == sorted(frame.get_column("value"))
    assert frame.get_column("epoch").null_count() == 12


def test_a_logger_without_a_trainer_gets_no_epochs() -> None:
    """One row of the recorded file has an epoch: no other row gets it."""
    frame = case("values_that_are_no_numbers").metrics(provenance=True)
    observations_and_issues = frame.filter(frame.get_column("epoch").is_not_null())
    assert rows(observations_and_issues, "column", "value", "epoch") == [("a", 7.0, 2)]
