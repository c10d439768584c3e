"""Wrong arguments of any public method raise a LogtoolsError, whatever their type."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import logtools as lt

SWEEP = Path(__file__).parents[1] / "fixtures" / "logs" / "sweep"
#: Values that no parameter, or few parameters, can take.
ODD: list[Any] = [
    None, True, -1, 0, 7.5, float("nan"), "", "no such thing", "a\0b", b"x", (), [3], [None], {"a": 1}, {1}, object(),
]  # fmt: skip
#: Arguments with which each method succeeds, if it needs any.
VALID: dict[str, dict[str, Any]] = {
    "where": {"condition": "lr < 1"},
    "since": {"age": "9999w"},
    "select": {"word": "version_3"},
    "columns": {"expressions": "lr"},
    "requested_columns": {"expressions": "lr"},
    "sort": {"expressions": "lr"},
    "gate": {"candidate": "version_3", "baseline": "version_4", "metric": "val_acc", "fail_on": "worse"},
    "__getitem__": {"key": "version_3"},
    "__contains__": {"name": "version_3"},
}
METHODS = [
    "__contains__", "__getitem__", *sorted(name for name in dir(lt.Logs) if not name.startswith("_")),
]  # fmt: skip
METHODS.remove("export")  # it writes files, so it has its own test


@cache
def logs() -> lt.Logs[Any]:
    return lt.read(SWEEP)[["version_3", "version_4"]]


def parameters(method: str) -> list[str]:
    """Return the names of the parameters of a method; `*names` as `*`."""
    found = list(inspect.signature(getattr(lt.Logs, method)).parameters.values())[1:]
    names = ["*" if one.kind is one.VAR_POSITIONAL else one.name for one in found if one.kind is not one.VAR_KEYWORD]
    # The options of `plot` and `draw_text` are those of `figure`.
    return names + (sorted(lt.PlotOptions.__annotations__) if method == "figure" else [])


CASES = [
    (method, name) for method in METHODS if callable(getattr(lt.Logs, method)) for name in parameters(method)
]  # fmt: skip


def call(method: str, name: str, value: object) -> object:
    """Call a method with one odd argument, all others valid."""
    function: Callable[..., object] = getattr(logs(), method)
    if name == "*":
        return function(value)
    keywords = VALID.get(method, {}) | {name: value}
    if method in {"plot", "draw_text"}:
        return function("val_loss", **keywords)
    if method == "ranking_curves":
        keywords = {"comparison": logs().compare()} | keywords
    first = [keywords.pop(one) for one in ("key", "name") if one in keywords]
    return function(*first, **keywords)


def check(what: str, function: Callable[[], object]) -> None:
    """Check that the call returns or raises a LogtoolsError."""
    try:
        function()
    except lt.LogtoolsError:
        pass
    except Exception as error:  # noqa: BLE001 - whatever it is, it must not happen
        pytest.fail(f"{what} raises {type(error).__name__}: {error}")


def test_there_is_a_case_for_every_parameter() -> None:
    assert len(CASES) > 55
    assert {"compare", "gate", "best", "plot", "metrics", "columns"} <= {method for method, _ in CASES}


@pytest.mark.parametrize(("method", "name"), CASES)
def test_a_wrong_argument_is_a_logtools_error(method: str, name: str) -> None:
    for value in ODD:
        check(f"{method}({name}={value!r})", lambda value=value: call(method, name, value))  # type: ignore[misc]


@pytest.mark.parametrize(("method", "name"), [case for case in CASES if case[0] not in {"__contains__", "__getitem__"}])
def test_an_object_of_another_type_is_refused(method: str, name: str) -> None:
    with pytest.raises(lt.LogtoolsError):
        call(method, name, object())


def test_an_unknown_plot_option_is_a_logtools_error() -> None:
    for method in ("figure", "plot", "draw_text"):
        with pytest.raises(lt.InvalidValueError, match=r"did you mean '?smooth"):
            getattr(logs(), method)(smoth=0.5)


def test_a_wrong_argument_of_read_is_a_logtools_error() -> None:
    for value in ODD:
        check(f"read({value!r})", lambda value=value: lt.read(value))  # type: ignore[misc]
        check(f"read(frame={value!r})", lambda value=value: lt.read(SWEEP, frame=value))  # type: ignore[misc]
        check(f"read(stitch={value!r})", lambda value=value: lt.read(SWEEP, stitch=value))  # type: ignore[misc]


@pytest.mark.parametrize("draw", [lt.draw, lt.draw_text])
def test_a_wrong_argument_of_drawing_is_a_logtools_error(draw: Callable[..., object]) -> None:
    spec = logs().figure("val_loss")
    options = [one for one in inspect.signature(draw).parameters if one != "spec"]
    for value in ODD:
        with pytest.raises(lt.LogtoolsError):
            draw(value)
        for name in options:
            check(f"{draw.__module__}({name}={value!r})", lambda name=name, value=value: draw(spec, **{name: value}))  # type: ignore[misc]


def test_a_wrong_argument_of_export_is_a_logtools_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for value in ODD:
        for call in (
            lambda value=value: logs().export(value),
            lambda value=value: logs().export("x.csv", value),
            lambda value=value: logs().export("x.csv", wide=value),
            lambda value=value: logs().export("x.csv", provenance=value),
            lambda value=value: logs().export(f"{value}/x.csv"),
        ):
            check(f"export with {value!r}", call)


@pytest.mark.parametrize("key", [12, -13, True, 1.5, None, object(), slice("a", "b"), slice(0, 1, 0), [True], b"x"])
def test_a_wrong_key_is_a_logtools_error(key: object) -> None:
    with pytest.raises(lt.LogtoolsError):
        lt.read(SWEEP)[key]  # type: ignore[index]
