"""Records are frozen, keyword-only dataclasses."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, asdict, field, fields, replace

import pytest

from logtools.record import Record


class Point(Record):
    """A record for tests."""

    x: float
    y: float = 2.0
    names: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Refuse negative numbers."""
        if self.x < 0:
            raise ValueError("negative")


class Other(Record):
    """A record with the same fields and defaults as a point at 1."""

    x: float = 1.0
    y: float = 2.0
    names: list[str] = field(default_factory=list)


def test_fields_are_arguments_with_defaults() -> None:
    point = Point(x=1.0)
    assert asdict(point) == {"x": 1.0, "y": 2.0, "names": []}
    assert [one.name for one in fields(point)] == ["x", "y", "names"]
    assert Point(x=1.0).names is not point.names
    assert repr(point) == "Point(x=1.0, y=2.0, names=[])"


@pytest.mark.parametrize("values", [{}, {"y": 1.0}, {"x": 1.0, "z": 1.0}])
def test_missing_and_unknown_fields_are_errors(values: dict[str, float]) -> None:
    with pytest.raises(TypeError, match=r"Point (needs x|has no field z)"):
        Point(**values)  # type: ignore[arg-type]


def test_records_do_not_change() -> None:
    point = Point(x=1.0)
    with pytest.raises(FrozenInstanceError):
        point.x = 2.0  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del point.x
    assert replace(point, x=3.0) == Point(x=3.0)
    assert point.x == 1.0


def test_records_of_one_type_with_equal_fields_are_equal() -> None:
    assert Point(x=1.0) == Point(x=1.0, y=2.0)
    assert Point(x=1.0) != Point(x=1.5)
    assert Point(x=1.0) != Other()
    assert pickle.loads(pickle.dumps(Point(x=1.0, names=["a"]))) == Point(x=1.0, names=["a"])  # noqa: S301 - own bytes


def test_a_record_can_be_a_key() -> None:
    class Key(Record):
        """A record of values that have a hash."""

        name: str
        number: int = 0

    assert len({Key(name="a"), Key(name="a", number=0), Key(name="b")}) == 2


def test_a_record_checks_itself() -> None:
    with pytest.raises(ValueError, match="negative"):
        Point(x=-1.0)
