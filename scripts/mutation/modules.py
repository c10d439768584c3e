"""The modules to mutate, their mutants, and what is known about each.

mutmut makes the mutants of a module: one file that has all of them, where the environment variable `MUTANT_UNDER_TEST`
chooses one. mutmut's own runner is not used: it forks from a process that ran tests, where polars has threads already,
so that every mutant would hang.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

__all__ = [
    "ROOT",
    "Mutants",
    "Verdict",
    "default_modules",
    "difference",
    "file_of_tests",
    "folder_of",
    "load",
    "make",
    "save",
    "write",
]

ROOT: Final = Path(__file__).resolve().parents[2]
_WORK: Final = ROOT / ".mutation"
#: Packages that are mutated by default.
_PACKAGES: Final = ("formats", "analysis/comparison", "analysis/values")
#: What the tests need beside the code.
_LINKS: Final = ("tests", "fixtures", "scripts", "pyproject.toml")

Verdict = Literal["killed", "timeout", "survived"]


@dataclass(frozen=True, kw_only=True)
class Mutants:
    """The mutants of a module."""

    #: The module as a path below the repository.
    module: str
    #: The module with all mutants.
    code: str
    #: The lines of each function in the mutated file, also of the originals, by the name of the function.
    sources: dict[str, list[str]]
    #: A digest of the original function for each mutant.
    digests: dict[str, str]


def default_modules() -> list[str]:
    """Return the modules of the packages that have tests of their own, as paths below the repository."""
    files = (file for package in _PACKAGES for file in sorted((ROOT / "logtools" / package).rglob("*.py")))
    modules = [file.relative_to(ROOT).as_posix() for file in files if file.name != "__init__.py"]
    return [module for module in modules if (ROOT / file_of_tests(module)).exists()]


def file_of_tests(module: str) -> str:
    """Return the file with the tests of a module.

    >>> file_of_tests("logtools/formats/csv/sniff.py")
    'tests/formats/csv/test_sniff.py'
    """
    path = Path(module)
    return Path("tests", *path.parts[1:-1], f"test_{path.name}").as_posix()


def folder_of(module: str) -> Path:
    """Return the folder in which a module is tested."""
    return _WORK / module.removesuffix(".py").replace("/", ".")


def make(module: str) -> Mutants:
    """Make the mutants of a module."""
    from mutmut.mutation.file_mutation import mutate_file_contents

    mutated = mutate_file_contents(module, (ROOT / module).read_text(encoding="utf-8"))
    lines = mutated.code.splitlines(keepends=True)
    sources = {name: lines[span.start - 1 : span.end] for name, span in mutated.line_span_by_function_name.items()}
    digests = {name: _digest("".join(sources[_original(name)])) for name in mutated.mutant_names}
    return Mutants(module=module, code=mutated.code, sources=sources, digests=digests)


def write(mutants: Mutants) -> None:
    """Write a copy of the package with the mutants into the folder of the module, and links to what the tests need."""
    folder = folder_of(mutants.module)
    shutil.rmtree(folder / "logtools", ignore_errors=True)
    shutil.copytree(ROOT / "logtools", folder / "logtools", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / mutants.module).write_text(mutants.code, encoding="utf-8")
    for name in _LINKS:
        if not (folder / name).is_symlink():
            (folder / name).symlink_to(ROOT / name)


def load(mutants: Mutants) -> dict[str, Verdict]:
    """Return what is known about mutants: not of changed functions, and no survivors if the tests have changed."""
    file = folder_of(mutants.module) / "results.json"
    if not file.exists():
        return {}
    known = json.loads(file.read_text(encoding="utf-8"))
    same_tests = known["tests"] == _digest_of_tests(mutants.module)
    return {
        name: verdict
        for name, (digest, verdict) in known["verdicts"].items()
        if mutants.digests.get(name) == digest and (same_tests or verdict != "survived")
    }


def save(mutants: Mutants, verdicts: dict[str, Verdict]) -> None:
    """Keep what is known about mutants."""
    kept = {name: (mutants.digests[name], verdict) for name, verdict in verdicts.items()}
    content = {"tests": _digest_of_tests(mutants.module), "verdicts": kept}
    (folder_of(mutants.module) / "results.json").write_text(json.dumps(content, indent=1), encoding="utf-8")


def difference(mutants: Mutants, name: str) -> str:
    """Return what a mutant changes, as a unified diff."""
    lines = difflib.unified_diff(mutants.sources[_original(name)], mutants.sources[name], lineterm="\n", n=1)
    return f"{mutants.module}: {name}\n{''.join(list(lines)[2:])}"


def _original(name: str) -> str:
    return f"{name.rpartition('__mutmut_')[0]}__mutmut_orig"


def _digest_of_tests(module: str) -> str:
    return _digest((ROOT / file_of_tests(module)).read_text(encoding="utf-8"))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
