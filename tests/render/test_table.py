from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl

from logtools.render.table import Column, Table, add_notice_marks, draw, fit_width, take_rows, total_width
from logtools.text.width import display_width


def table(*columns: Column, winners: frozenset[int] = frozenset()) -> Table:
    frame = pl.DataFrame({"n": range(len(columns[0].cells))})
    return Table(frame=frame, columns=columns, winners=winners)


def column(title: str, *cells: str, **options: Any) -> Column:  # noqa: ANN401 - the fields of Column
    return Column(title=title, cells=cells, **options)


def drawn(made: Table, width: int | None = None, *, color: bool = False) -> tuple[list[str], list[str]]:
    shown, left_out = fit_width(made, width)
    return draw(shown, color=color).splitlines(), left_out


def test_texts_are_left_aligned_and_numbers_right_aligned() -> None:
    lines, left_out = drawn(table(column("run", "a", "version_1"), column("n", "1", "10", right=True)))
    assert lines == ["run         n", "a           1", "version_1  10"]
    assert left_out == []


def test_a_heading_may_have_a_second_line() -> None:
    lines, _ = drawn(table(column("run", "a"), column("loss", "0.5", right=True, subtitle="min")))
    assert lines == ["run  loss", "      min", "a     0.5"]


def test_wide_characters_take_two_columns() -> None:
    lines, _ = drawn(table(column("run", "漢字", "abcd"), column("n", "1", "2")))
    assert [display_width(line) for line in lines] == [7, 7, 7]


def test_the_least_important_columns_are_hidden_and_named() -> None:
    made = table(
        column("run", "a"), column("third", "3333", order=3), column("first", "1111", order=1), column("second", "2222",
        order=2),
    )  # fmt: skip
    lines, left_out = drawn(made, 18)
    assert lines[0] == "run  first  second"
    assert left_out == ["third"]
    assert drawn(made, None)[1] == []
    assert drawn(made, 25)[1] == []


def test_a_narrow_column_is_shown_if_a_wide_one_does_not_fit() -> None:
    made = table(column("run", "a"), column("wide", "x" * 30, order=1), column("n", "1", order=2))
    assert drawn(made, 20) == (["run  n", "a    1"], ["wide"])


def test_long_names_are_shortened_before_numbers_are_hidden() -> None:
    made = table(column("run", "experiments/" + "x" * 60 + "/version_3"), column("loss", "0.5000", right=True, order=1))
    lines, left_out = drawn(made, 40)
    assert left_out == []
    assert max(map(display_width, lines)) == 40
    assert "/version_3  0.5000" in lines[1]
    assert lines[1].startswith("experim")


def test_folders_that_all_names_share_are_shortened_first() -> None:
    runs = column("run", "logs/a/version_1", "logs/a/version_10")
    assert drawn(table(runs, column("n", "1", "2", order=1)))[0][1] == "logs/a/version_1   1"
    assert drawn(table(runs, column("n", "1", "2", order=1)), 16) == (
        ["run           n", "…/version_1   1", "…/version_10  2"],
        [],
    )


def test_no_line_is_wider_than_the_terminal() -> None:
    made = table(
        column("#", "*1", right=True),
        column("run", "logs/" + "y" * 100),
        column("a very long name of a metric that ranks", "0.1234 @ 10", right=True, subtitle="min @ epoch"),
        *(column(f"metric_{i}", "0.1234", right=True, order=i) for i in range(1, 30)),
    )
    for width in (60, 80, 140, 200):
        lines, left_out = drawn(made, width)
        assert max(map(display_width, lines)) <= width
        assert left_out


def test_winners_are_coloured_only_on_request() -> None:
    made = table(column("run", "a", "b"), winners=frozenset({1}))
    assert drawn(made, color=True)[0] == ["\x1b[1mrun\x1b[0m", "a", "\x1b[1;32mb\x1b[0m"]
    assert "\x1b" not in "".join(drawn(made)[0])


def test_control_characters_in_names_are_escaped() -> None:
    lines, left_out = drawn(table(column("a\x1b[2J", "\x1b[31m"), column("b\n" * 50, "c", order=1)), 30)
    assert lines[:2] == [r"a\x1b[2J", r"\x1b[31m"]
    assert "\n" not in left_out[0]


def test_an_empty_table_is_a_heading() -> None:
    assert drawn(table(column("run"), column("n", right=True)), 80)[0] == ["run  n"]


def test_losers_are_red_and_the_caption_is_above() -> None:
    made = replace(table(column("run", "a", "b"), winners=frozenset({0})), losers=frozenset({1}), caption="x\x1b")
    assert drawn(made, color=True)[0][2:] == ["\x1b[1;32ma\x1b[0m", "\x1b[31mb\x1b[0m"]
    assert drawn(made)[0][0] == r"x\x1b"


def test_rows_can_be_selected_and_sorted() -> None:
    made = replace(table(column("run", "a", "b", "c"), winners=frozenset({0, 2})), losers=frozenset({1}))
    made = take_rows(made, [2, 1])
    assert made.columns[0].cells == ["c", "b"]
    assert made.frame["n"].to_list() == [2, 1]
    assert (set(made.winners), set(made.losers)) == ({0}, {1})


def test_different_headings_stay_different_when_shortened() -> None:
    names = [f"epoch of {kind} val_accuracy_of_the_big_model" for kind in ("min", "max")]
    long = column("run", "x" * 120)
    lines, left_out = drawn(table(long, *(column(name, "1", right=True, order=1) for name in names)), 150)
    assert left_out == []
    assert [part.strip() for part in lines[0].split("  ")[-2:]] == names


def test_a_table_of_exactly_the_width_is_not_cut() -> None:
    made = table(column("run", "experiments/" + "x" * 40), column("a long name of a hyperparameter", "1", order=1))
    width = total_width(made.columns)
    assert width == 52 + 2 + 31
    assert drawn(made, width) == drawn(made, None)
    lines, hidden = drawn(made, width - 1)
    assert "…" in lines[0] + lines[1]
    assert hidden == []


def test_rows_with_a_notice_are_marked_in_a_last_column() -> None:
    made = add_notice_marks(table(column("run", "a", "b", "c")), {0, 2})
    assert drawn(made)[0] == ["run", "a    !", "b", "c    !"]
    assert drawn(made, 6)[1] == []
    assert add_notice_marks(made, set()) is made
