from __future__ import annotations

from copy import deepcopy
from dataclasses import FrozenInstanceError, asdict, fields, replace

import pytest

from logtools.analysis.comparison.findings import ActiveRuns, Finding, MissingValues, OneGroup, ShorterRuns


def test_a_finding_has_fields_and_a_representation_as_code() -> None:
    finding = ShorterRuns(runs=("a",), total=2)
    assert [field.name for field in fields(finding)] == ["runs", "total"]
    assert asdict(finding) == {"runs": ("a",), "total": 2}
    assert repr(finding) == "ShorterRuns(runs=('a',), total=2)"
    assert replace(finding, total=3) == ShorterRuns(runs=("a",), total=3)
    assert deepcopy(finding) == finding


def test_findings_are_equal_if_kind_and_fields_are() -> None:
    assert ActiveRuns(runs=("a",)) == ActiveRuns(runs=("a",))
    assert ActiveRuns(runs=("a",)) != ActiveRuns(runs=("b",))
    assert ActiveRuns(runs=("a",)) != MissingValues(runs=("a",))
    assert len({ActiveRuns(runs=("a",)), ActiveRuns(runs=("a",)), MissingValues(runs=("a",)), OneGroup()}) == 3


@pytest.mark.parametrize("kind", Finding.__subclasses__())
def test_a_finding_never_changes(kind: type[Finding]) -> None:
    finding = kind(**{field.name: None for field in fields(kind)})
    for name in [*(field.name for field in fields(kind)), "other"]:
        with pytest.raises(FrozenInstanceError):
            setattr(finding, name, 1)
        with pytest.raises(FrozenInstanceError):
            delattr(finding, name)


def test_a_finding_takes_exactly_its_fields() -> None:
    with pytest.raises(TypeError, match="ShorterRuns needs total"):
        ShorterRuns(runs=("a",))  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="OneGroup has no field runs"):
        OneGroup(runs=("a",))
