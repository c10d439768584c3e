"""Only `storage/filesystem.py` lists, inspects, reads or writes files."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "logtools"
HOME = "storage/filesystem.py"

#: Methods of paths and functions of `os` and `os.path` that touch the disk.
TOUCHING = {
    *(
        "read_bytes",
        "read_text",
        "write_bytes",
        "write_text",
        "touch",
        "mkdir",
        "makedirs",
        "rmdir",
        "unlink",
    ),
    *("exists", "lexists", "is_file", "isfile", "is_dir", "isdir", "islink", "stat", "lstat", "fstat", "access"),
    *("iterdir", "glob", "rglob", "walk", "scandir", "listdir", "realpath", "resolve", "readlink", "samefile"),
    *("open", "chmod", "utime", "symlink", "link", "copyfile", "copy2", "rmtree", "getsize", "getmtime"),
}
#: What touches the disk elsewhere, and why.
ALLOWED = {
    ("cli/__init__.py", "open"): "the null device takes the place of an output that nobody reads",
    ("cli/arguments.py", "lexists"): "tells a path from the name of a run",
    ("cli/plot.py", "write_bytes"): "the store hands out the path of a new file",
    ("render/writers/csv.py", "open"): "the store hands out the path of a new file",
    ("render/writers/json.py", "open"): "the store hands out the path of a new file",
}


def calls(source: str) -> Iterator[str]:
    """Yield the functions in some source that touch the disk by any other way than a store."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        match node.func:
            case ast.Name(id="open"):
                yield "open"
            case ast.Attribute(value=value, attr=name) if name in TOUCHING and not _is_store(value):
                yield name


def _is_store(value: ast.expr) -> bool:
    match value:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name in {"store", "LOCAL", "entry", "_RESOLVER"}  # a listed entry; tags of YAML
    return False


def found() -> set[tuple[str, str]]:
    modules = {path.relative_to(PACKAGE).as_posix(): path for path in PACKAGE.rglob("*.py")}
    assert HOME in modules
    return {
        (name, call)
        for name, path in modules.items()
        if name != HOME and not name.startswith("trainer/")
        for call in calls(path.read_text(encoding="utf-8"))
    }


def test_files_are_touched_in_one_module() -> None:
    assert found() - ALLOWED.keys() == set()


def test_every_exception_is_needed() -> None:
    assert ALLOWED.keys() - found() == set()


@pytest.mark.parametrize(
    "line",
    [
        "open('a')",
        "import os; os.scandir('a')",
        "import os.path; os.path.exists('a')",
        "from pathlib import Path; Path('a').read_bytes()",
        "path.open()",
        "path.resolve()",
    ],
)
def test_a_touch_is_found(line: str) -> None:
    assert len(list(calls(line))) == 1


def test_a_store_may_be_asked() -> None:
    assert list(calls("store.resolve('a'); LOCAL.read('a'); self.store.scan('a'); entry.is_dir_like()")) == []
