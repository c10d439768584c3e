"""Where the configuration of a user is found, tested through `read`."""

from __future__ import annotations

import os
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

import logtools as lt
from logtools.cli import main

TEXT = "epoch,step,val_wobble\n0,9,1\n1,19,2\n2,29,3\n"
OWN = 'direction = {{ val_wobble = "{}" }}\n'
TOOL = "[tool.logtools]\n" + OWN


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Create a project with logs, and enter another folder."""
    (tmp_path / "project" / ".git").mkdir(parents=True)
    for run in ("a/version_0", "b/version_0"):
        folder = tmp_path / "project" / "logs" / run
        folder.mkdir(parents=True)
        (folder / "metrics.csv").write_text(TEXT)
    (tmp_path / "elsewhere" / ".git").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "elsewhere")
    return tmp_path / "project"


def direction(logs: lt.Logs[pl.DataFrame]) -> str | None:
    """Return the direction of the only metric."""
    (found,) = logs.summary()["direction"].cast(pl.String).unique()
    return None if found is None else str(found)


def problems(logs: lt.Logs[pl.DataFrame]) -> list[str]:
    """Return the notices about configurations, which belong to no run."""
    assert logs.notices.filter(pl.col("kind") == "configuration")["run"].null_count() == (
        1 if logs.configuration.problems else 0
    )
    return list(logs.configuration.problems)


def test_without_a_configuration_nothing_is_given(project: Path) -> None:
    logs = lt.read(project / "logs")
    assert (direction(logs), logs.configuration) == (None, lt.Configuration())


@pytest.mark.parametrize("place", ["logs/a/version_0", "logs/a", "logs", "."])
@pytest.mark.parametrize(("name", "text"), [("logtools.toml", OWN), ("pyproject.toml", TOOL)])
def test_the_nearest_folder_above_the_logs_decides(project: Path, place: str, name: str, text: str) -> None:
    (project / place / name).write_text(text.format("max"))
    (project.parent / "logtools.toml").write_text(OWN.format("min"))  # outside of the project
    logs = lt.read(project / "logs" / "a" / "version_0")
    assert direction(logs) == "max"
    assert logs.configuration.path == (project / place / name).as_posix()


def test_the_nearer_file_is_used_alone(project: Path) -> None:
    (project / "logtools.toml").write_text('seeds = ["x"]\n' + OWN.format("min"))
    (project / "logs" / "pyproject.toml").write_text(TOOL.format("max"))
    logs = lt.read(project / "logs")
    assert (direction(logs), logs.configuration.seeds) == ("max", ())


def test_logtools_toml_comes_before_pyproject_toml(project: Path) -> None:
    (project / "logtools.toml").write_text(OWN.format("max"))
    (project / "pyproject.toml").write_text(TOOL.format("min"))
    assert direction(lt.read(project / "logs")) == "max"


@pytest.mark.parametrize("text", ["[project]\nname = 'logtools-user'\n", "[tool.ruff]\n", "not toml: logtools", ""])
def test_other_project_files_are_passed_over(project: Path, text: str) -> None:
    (project / "logs" / "pyproject.toml").write_text(text)
    (project / "pyproject.toml").write_text(TOOL.format("max"))
    assert direction(lt.read(project / "logs")) == "max"


def test_the_search_ends_at_the_repository(project: Path) -> None:
    (project.parent / "logtools.toml").write_text(OWN.format("min"))
    assert direction(lt.read(project / "logs")) is None
    (project / ".git").rmdir()
    assert direction(lt.read(project / "logs")) == "min"


def test_logs_outside_of_the_project_use_that_of_the_current_folder(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = project.parent / "work"
    (work / "src").mkdir(parents=True)
    (work / "pyproject.toml").write_text(TOOL.format("min"))
    monkeypatch.chdir(work / "src")
    assert direction(lt.read(project / "logs")) == "min"
    (project / "logtools.toml").write_text(OWN.format("max"))
    assert direction(lt.read(project / "logs")) == "max"


def test_the_logs_may_be_in_the_current_folder(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "logs" / "logtools.toml").write_text(OWN.format("max"))
    monkeypatch.chdir(project / "logs")
    assert direction(lt.read()) == "max"
    result = CliRunner().invoke(main, ["best", "-q"])
    assert (result.exit_code, result.stdout) == (0, "a/version_0\n")


def test_paths_with_several_configurations_use_the_first_and_say_so(project: Path) -> None:
    paths = [project / "logs" / "a", project / "logs" / "b"]
    for path, word in zip(paths, ("max", "min"), strict=True):
        (path / "logtools.toml").write_text(OWN.format(word))
    logs = lt.read(*paths)
    assert direction(logs) == "max"
    assert problems(logs) == [
        f"{paths[1].as_posix()}/logtools.toml is not used, because the paths have several configurations; use --config"
    ]
    assert problems(lt.read(*paths, config=paths[0] / "logtools.toml")) == []


def test_a_given_configuration_replaces_the_found_one(project: Path) -> None:
    (project / "logtools.toml").write_text(OWN.format("max"))
    other = project.parent / "other.toml"
    other.write_text(OWN.format("min"))
    logs = project / "logs"
    assert direction(lt.read(logs, config=False)) is None
    assert direction(lt.read(logs, config=other)) == direction(lt.read(logs, config=str(other))) == "min"
    assert direction(lt.read(logs, config=lt.Configuration.of({"direction": {"*wobble": "min"}}))) == "min"
    assert direction(lt.read(logs, config={})) is None
    (project / "pyproject.toml").write_text(TOOL.format("min"))
    assert direction(lt.read(logs, config=project / "pyproject.toml")) == "min"
    assert direction(lt.read(logs, config=os.devnull)) is None


@pytest.mark.parametrize("command", ["ls", "show", "compare", "best", "gate", "plot", "export"])
def test_every_command_takes_a_file(project: Path, command: str) -> None:
    (project / "wrong.toml").write_text("[directions]\n")
    run = str(project / "logs" / "a" / "version_0")
    arguments = {
        "gate": [run, "--baseline", run, "-m", "x", "--tolerance", "0"],
        "plot": [run, "-o", "x.svg"],
        "export": [run, "-o", "x.csv"],
    }
    given = [command, *arguments.get(command, [run]), "--config", str(project / "wrong.toml")]
    result = CliRunner().invoke(main, given)
    assert result.exit_code == 2
    assert result.stderr == (
        f"logtools: {project.as_posix()}/wrong.toml: no key is named 'directions'; did you mean 'direction'?\n"
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"direction =", "is not valid TOML: "),
        (b'direction = { x = "up" }', ": direction.x must be min, max or none, not 'up'"),
        (b"\xff\xfe", "is not valid TOML: "),
        (b"a = " + b"[" * 100_000, "is not valid TOML: nested too deeply"),
        (b"a = 1" + b"0" * 10_000, "is not valid TOML: "),
        (b"#" * 1_000_001, "is larger than 1,000,000 bytes"),
    ],
)
def test_a_broken_file_is_an_error_if_given_and_a_notice_if_found(project: Path, content: bytes, message: str) -> None:
    file = project / "logs" / "logtools.toml"
    file.write_bytes(content)
    with pytest.raises(lt.InvalidValueError) as caught:
        lt.read(project / "logs", config=file)
    assert message in str(caught.value)
    logs = lt.read(project / "logs")
    assert direction(logs) is None
    (problem,) = problems(logs)
    assert message in problem
    assert problem.endswith("; the file is ignored")
    for command in ("ls", "compare"):
        result = CliRunner().invoke(main, [command, str(project / "logs")])
        assert (result.exit_code, f"note: {problem}" in result.stderr.splitlines()) == (0, True)
        assert "version_0" in result.stdout


def test_a_file_that_cannot_be_read_is_ignored(project: Path) -> None:
    os.mkfifo(project / "logs" / "logtools.toml")
    assert problems(lt.read(project / "logs")) == [
        f"{project.as_posix()}/logs/logtools.toml cannot be read and is ignored: not a regular file"
    ]
    with pytest.raises(lt.InvalidValueError, match=r"cannot read the configuration file .*: not a regular file"):
        lt.read(project / "logs", config=project / "logs" / "logtools.toml")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[tool.logtools]\nseed = []\n", r"\[tool.logtools\]: no key is named 'seed'; did you mean 'seeds'\?"),
        ("[tool]\nlogtools = 3\n", "tool.logtools must be a table, not 3"),
    ],
)
def test_a_wrong_table_of_a_project_is_an_error(project: Path, text: str, message: str) -> None:
    (project / "pyproject.toml").write_text(text)
    with pytest.raises(lt.InvalidValueError, match=message):
        lt.read(project / "logs")
    assert direction(lt.read(project / "logs", config=False)) is None


def test_a_missing_file_or_table_is_an_error(project: Path) -> None:
    with pytest.raises(lt.NothingFoundError, match=r"no such configuration file: nowhere.toml"):
        lt.read(project / "logs", config="nowhere.toml")
    (project / "pyproject.toml").write_text("[project]\n")
    with pytest.raises(lt.InvalidValueError, match=r"has no table \[tool.logtools\]"):
        lt.read(project / "logs", config=project / "pyproject.toml")
    with pytest.raises(lt.InvalidValueError, match="config must be a path, a mapping, a Configuration, False or None"):
        lt.read(project / "logs", config=True)


def test_refresh_reads_the_configuration_again(project: Path) -> None:
    file = project / "logs" / "logtools.toml"
    logs = lt.read(project / "logs")
    assert direction(logs) is None
    file.write_text(OWN.format("max"))
    assert direction(logs) is None
    logs = logs.refresh()
    assert direction(logs) == "max"
    file.write_text(OWN.format("min") + 'stage = { wobble = "test" }\n')
    assert set(logs.refresh().summary()["stage"]) == {"val"}  # the stage at the front decides
    file.write_text('stage = { "*wobble" = "test" }\n')
    logs = logs["a/version_0"].refresh()
    assert (direction(logs), set(logs.summary()["stage"])) == (None, {"test"})
    assert set(logs.metrics()["stage"]) == {"test"}
