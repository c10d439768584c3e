"""Encodings, delimiters, line ends, and files without data."""

from __future__ import annotations

from pathlib import Path

import pytest

from logtools.formats.csv.sniff import RawFile, delimiter_of, incomplete, inspect, is_complete, plain_header, text_of
from tests.formats.reading import CASES, case, notice_kinds, read_text, rows, series


def test_crlf() -> None:
    data = (CASES / "crlf/version_0/metrics.csv").read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n") == 10
    logs = case("crlf")
    assert set(logs.metrics(provenance=True).get_column("column").cast(str)) == {
        "late_metric",
        "train_loss",
        "val_loss",
    }
    assert series(logs, "val_loss") == [(1, 7, 4.899878025054932)]
    assert logs.notices.is_empty()


def test_crlf_and_lf_give_the_same_result(tmp_path: Path) -> None:
    data = (CASES / "crlf/version_0/metrics.csv").read_bytes()
    plain = read_text(tmp_path / "crlf", data).metrics(provenance=True)
    assert plain.equals(read_text(tmp_path / "lf", data.replace(b"\r\n", b"\n")).metrics(provenance=True))


def test_cp1252() -> None:
    logs = case("cp1252")
    assert series(logs, "val_präzision") == [(0, 3, 0.5), (1, 7, 0.75)]
    assert notice_kinds(logs) == {"encoding": 1}


def test_tabs() -> None:
    logs = case("tabs")
    assert series(logs, "train_loss") == [(0, 0, 0.5), (0, 1, 0.25)]
    assert notice_kinds(logs) == {"delimiter": 1}


@pytest.mark.parametrize(
    ("name", "kind"), [("git_lfs_pointer", "lfs-pointer"), ("lone_newline", "no-data"), ("nul_bytes", "no-data")]
)
def test_no_data(name: str, kind: str) -> None:
    logs = case(name)
    assert logs.metrics().is_empty()
    assert list(notice_kinds(logs)) == [kind]
    assert rows(logs.runs, "state") == [("empty",)]
    assert logs.runs.get_column("notice")[0]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_very_long_line_is_ignored_and_the_other_rows_are_read(tmp_path: Path, ending: str) -> None:
    long = "1,2," + "0.25," * 4_000_000
    lines = ["epoch,step,val_loss", "0,9,0.5", long, "1,19,0.25", "x" * 20_000_000, "2,29,0.125", ""]
    logs = read_text(tmp_path, ending.join(lines).encode())
    assert [value for *_, value in series(logs, "val_loss")] == [0.5, 0.25, 0.125]
    assert notice_kinds(logs)["long-line"] == 2


@pytest.mark.parametrize("cell", ["x", "val_loss,", ","])
def test_a_very_long_header_is_not_read(tmp_path: Path, cell: str) -> None:
    logs = read_text(tmp_path, b"epoch,step," + cell.encode() * 20_000_000 + b"\n0,9,0.5\n")
    assert logs.metrics().is_empty()
    assert logs.notices.get_column("message").to_list() == ["has a first line of more than 16,000,000 bytes: not read"]


def parts(raw: RawFile) -> tuple[tuple[str, ...], bytes, int, int, bool, list[str]]:
    return raw.header, bytes(raw.body), raw.rows, raw.commas, raw.plain, [issue.kind for issue in raw.issues]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a,b\n1,2\n3,4\n", (("a", "b"), b"1,2\n3,4\n", 2, 2, True, [])),
        (b"a,b\r\n1,2\r\n3,4\r\n", (("a", "b"), b"1,2\r\n3,4\r\n", 2, 2, True, [])),
        (b"a,b\r\n1,2\r\n3", (("a", "b"), b"1,2\r\n", 1, 1, True, ["incomplete"])),
        ("a,\u00e9\n1,2\n".encode(), (("a", "\u00e9"), b"1,2\n", 1, 1, True, [])),
        (b"a,b\n1,2\n3", (("a", "b"), b"a,b\n1,2\n3", 0, 0, False, [])),
        ("a,b\n1,\u00e9\n".encode(), (("a", "b"), "a,b\n1,\u00e9\n".encode(), 0, 0, False, [])),
        (b"a\n1\n", (("a",), b"a\n1\n", 0, 0, False, [])),
        (b'a,b\n1,"2"\n', ((), b'a,b\n1,"2"\n', 0, 0, False, [])),
        (b'"a",b\n1,2\n', (("a", "b"), b"1,2\n", 1, 1, True, [])),
        (b"a,b\n1,\x00\n", ((), b"a,b\n1,\x00\n", 0, 0, False, [])),
        (b"", ((), b"", 0, 0, False, [])),
        (b" \r\n\t\n", ((), b"", 0, 0, False, ["no-data"])),
        (b"version https://git-lfs.github.com/spec/v1\n", ((), b"", 0, 0, False, ["lfs-pointer"])),
    ],
)
def test_inspect(data: bytes, expected: tuple[object, ...]) -> None:
    assert parts(inspect(data)) == expected


def test_issues_of_a_whole_file_have_a_count_and_a_message() -> None:
    assert inspect(b"\x00" * 1234).issues[0].count == 1234
    assert inspect(b"\x00" * 1234).issues[0].message == "contains no data, only 1,234 NUL bytes"
    assert inspect(b"\n\n").issues[0].message == "contains no data, only blank lines"
    pointer = inspect(b"version https://git-lfs.github.com/spec/v1\n").issues[0]
    assert pointer.count == 1
    assert "git lfs pull" in pointer.message
    assert (incomplete().kind, incomplete().count) == ("incomplete", 1)


def test_rows_of_a_large_file_are_counted() -> None:
    raw = inspect(b"a,b\n" + b"1,2\n" * 200_000)
    assert (raw.rows, raw.commas) == (200_000, 200_000)


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ("\u00e9".encode(), "\u00e9", "utf-8"),
        ("\u00e9".encode("utf-8-sig"), "\u00e9", "utf-8"),
        (b"\xff\xfe" + "\u00e9".encode("utf-16-le"), "\u00e9", "utf-16-le"),
        (b"\xfe\xff" + "\u00e9".encode("utf-16-be"), "\u00e9", "utf-16-be"),
        ("ab\U0001f600".encode()[:-1], "ab", "utf-8"),  # cut within the last character
        ("ab\u00e9".encode()[:-1], "ab", "utf-8"),
        ("pr\u00e4z".encode("cp1252"), "pr\u00e4z", "cp1252 (Windows)"),
        (b"\x81a", "\ufffda", "cp1252 (Windows)"),  # cp1252 lacks this byte
    ],
)
def test_text_of(data: bytes, text: str, encoding: str) -> None:
    assert text_of(data) == (text, encoding)


@pytest.mark.parametrize(
    ("data", "names", "end"),
    [(b"a,b\n1", ("a", "b"), 3), (b"a,b\r\n1", ("a", "b"), 4), (b"a,b", (), -1), (b'"a\nb",c\n', (), 2),
     (b'"a,b",c\n', ("a,b", "c"), 7), (b"\xef\xbb\xbfa,b\n", ("a", "b"), 6), (b"\xe9,b\n", (), 3),
     (b"a\rb,c\n", (), 5)],
)  # fmt: skip
def test_plain_header(data: bytes, names: tuple[str, ...], end: int) -> None:
    assert plain_header(data) == (names, end)


@pytest.mark.parametrize(
    ("text", "complete"),
    [("a\n", True), ("a\r\n", True), ("a\rb\r", True), ("a", False), ("a\r\nb\r", False), ("a\nb", False)],
)
def test_is_complete(text: str, *, complete: bool) -> None:
    assert is_complete(text) is complete


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [("a,b", ","), ("a;b", ";"), ("a\tb", "\t"), ("a;b,c", ","), ("\n\na;b\nc,d", ";"), ('"a;b"', ","), ("a", ",")],
)
def test_delimiter_of(text: str, delimiter: str) -> None:
    assert delimiter_of(text) == delimiter


@pytest.mark.parametrize(("start", "name"), [(b"\x1f\x8b\x08\x00", "gzip"), (b"PK\x03\x04\x14\x00", "zip or Excel")])
def test_a_packed_file_is_named(tmp_path: Path, start: bytes, name: str) -> None:
    logs = read_text(tmp_path, start + b"\x00,1\n\xff\n")
    assert logs.metrics().is_empty()
    assert logs.notices["message"].to_list() == [f"is a {name} file, not text; save it as CSV text"]
    assert logs.runs["notice"].to_list() == logs.notices["message"].to_list()
