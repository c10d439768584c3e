"""The base of immutable records: frozen, keyword-only dataclasses that share their methods."""

from __future__ import annotations

from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from typing import Any, ClassVar, dataclass_transform

__all__ = ["Record"]


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
class Record:
    """A frozen dataclass whose fields are keyword arguments. Every subclass is one, without a decorator.

    The subclasses share these methods. To generate them for each, as `dataclass` does by default, takes 8 ms for the
    findings and 11 ms for the other classes that `compare` imports, together 3 % of a small `compare`. Where
    thousands of objects are made, such as runs and files, generated methods are faster.
    """

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    def __init_subclass__(cls) -> None:
        """Make each subclass a dataclass."""
        dataclass(init=False, repr=False, eq=False)(cls)

    def __init__(self, **values: object) -> None:
        """Set all fields: those in `values`, and the defaults of the others."""
        state = vars(self)
        for one in fields(self):
            if one.name in values:
                state[one.name] = values.pop(one.name)
            elif one.default is not MISSING:
                state[one.name] = one.default
            elif one.default_factory is not MISSING:
                state[one.name] = one.default_factory()
            else:
                raise TypeError(f"{type(self).__name__} needs {one.name}")
        if values:
            raise TypeError(f"{type(self).__name__} has no field {', '.join(values)}")
        self.__post_init__()

    def __post_init__(self) -> None:
        """Check the fields; subclasses may override this."""

    def __setattr__(self, name: str, value: object) -> None:
        """Raise an error: records do not change."""
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        """Raise an error: records do not change."""
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __eq__(self, other: object) -> bool:
        """Return whether two records are of one type and have equal fields."""
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        """Hash the fields."""
        return hash((type(self), *vars(self).values()))

    def __repr__(self) -> str:
        """Return the fields as code."""
        return f"{type(self).__name__}({', '.join(f'{f.name}={getattr(self, f.name)!r}' for f in fields(self))})"
