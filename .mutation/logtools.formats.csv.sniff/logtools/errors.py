"""The exceptions that logtools raises on purpose.

A message says what is wrong, where, what exists instead and what to do. The command line turns a `LogtoolsError` into
one line of text and an exit code in a single place; any other exception is a bug. Each error also inherits from the
built-in exception that fits, so scripts can catch either.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from logtools.text.lists import listing

__all__ = [
    "AmbiguousRunError",
    "InvalidValueError",
    "LogtoolsError",
    "MetricNotFoundError",
    "MissingExtraError",
    "NothingFoundError",
    "OutputError",
    "RunNotFoundError",
    "near",
    "require_type",
    "unknown",
]


class LogtoolsError(Exception):
    """Base of all errors that logtools raises on purpose."""

    def __str__(self) -> str:
        """Return the message as written (`KeyError` would quote it)."""
        return str(self.args[0]) if self.args else ""


class NothingFoundError(LogtoolsError, FileNotFoundError):
    """The path does not exist, or there is no run under it."""


class RunNotFoundError(LogtoolsError, KeyError):
    """No run has this id, or an id with this suffix."""

    @classmethod
    def of(cls, name: str, ids: Iterable[str]) -> RunNotFoundError:
        """Build the message: the unknown name, and the existing runs."""
        return cls(_unknown("run", name, ids))


class AmbiguousRunError(LogtoolsError, KeyError):
    """The name is a suffix of several run ids."""

    @classmethod
    def of(cls, name: str, candidates: Sequence[str]) -> AmbiguousRunError:
        """Build the message: the name, and the run ids with this suffix."""
        return cls(f"{name!r} is ambiguous ({len(candidates):,} runs): {listing(candidates)}; give a longer path")


class MetricNotFoundError(LogtoolsError, KeyError):
    """No run has logged a metric of this name."""

    @classmethod
    def of(cls, name: str, labels: Iterable[str]) -> MetricNotFoundError:
        """Build the message: the unknown name, and the existing metrics."""
        return cls(_unknown("metric", name, labels))


class InvalidValueError(LogtoolsError, ValueError):
    """An argument or option has a value that cannot be used."""


class OutputError(LogtoolsError, OSError):
    """A result could not be written."""


class MissingExtraError(LogtoolsError, ImportError):
    """An optional dependency is not installed."""

    @classmethod
    def of(cls, purpose: str, package: str, extra: str) -> MissingExtraError:
        """Build the message: what needs the package, and the command that installs it."""
        how = f"install logtools with its extra, '.[{extra}]' instead of '.'"
        return cls(f"{purpose} needs {package}, which is not installed: {how}")


def near(name: str, names: Iterable[str], *, n: int = 3) -> list[str]:
    """Return up to `n` of `names` that are similar to `name`, the most similar first."""
    import difflib  # slow to import, and only errors need it

    candidates = list(dict.fromkeys(names))
    folded = {candidate.casefold(): candidate for candidate in candidates}
    found = difflib.get_close_matches(name.casefold(), folded, n=n, cutoff=0.5)
    holds = [c for c in candidates if name and name.casefold() in c.casefold()]
    return list(dict.fromkeys([*(folded[f] for f in found), *holds]))[:n]


def unknown(kind: str, name: object, known: Iterable[str]) -> InvalidValueError:
    """Return the error for an unknown name: the name, and similar names or else all known names.

    >>> str(unknown("band", "sd", ["std", "ci", "minmax"]))
    "no band is named 'sd'; did you mean 'std'?"
    """
    return InvalidValueError(_unknown(kind, name, known))


def require_type(name: str, value: object, types: type | tuple[type, ...], expected: str) -> None:
    """Raise an error if an argument has the wrong type; True and False are not numbers.

    >>> require_type("tolerance", "1%", (int, float), "a number")
    Traceback (most recent call last):
    logtools.errors.InvalidValueError: tolerance must be a number, not '1%'

    Raises:
        InvalidValueError: if `value` is not one of `types`; the message contains `expected`.
    """
    allowed = types if isinstance(types, tuple) else (types,)
    if not isinstance(value, allowed) or (isinstance(value, bool) and bool not in allowed):
        raise InvalidValueError(f"{name} must be {expected}, not {value!r}")


def _unknown(kind: str, name: object, known: Iterable[str]) -> str:
    names = list(known)
    likely = near(str(name), names)
    if not names:
        hint = f"there is no {kind}"
    elif likely:
        hint = f"did you mean {' or '.join(map(repr, likely))}?"
    else:
        hint = f"available: {listing(names)}"
    return f"no {kind} is named {name!r}; {hint}"
