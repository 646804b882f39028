"""Protects what the editor does with indentation and comments, without a screen."""

from __future__ import annotations

import pytest

from tutor.screen import indent


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("x = 1", ""),
        ("    x = 1", "    "),
        ("def f(x):", "    "),
        ("    if x:  # why: because", "        "),
        ("x = '# no comment:'", ""),
        ("x = {", "    "),
        ("f(a,", ""),
        ("        return x", "    "),
        ("    pass", ""),
        ("    returned = 1", "    "),
        ("    return (a,", "    "),
        ("pass", ""),
    ],
)
def test_new_line_is_indented_as_the_code_asks(line: str, expected: str) -> None:
    assert indent.after(line) == expected


@pytest.mark.parametrize(("before", "count"), [("    ", 4), ("      ", 2), ("  ", 2), ("x", 1), ("    x", 1), ("", 1)])
def test_backspace_goes_to_the_last_stop_only_in_leading_blanks(before: str, count: int) -> None:
    assert indent.step_back(before) == count


def test_indenting_leaves_empty_lines_empty() -> None:
    assert indent.indented(["a", "", "  b"]) == ["    a", "", "      b"]


def test_dedenting_takes_what_is_there() -> None:
    assert indent.dedented(["    a", "  b", "c", ""]) == ["a", "b", "c", ""]


def test_commenting_twice_gives_back_the_lines() -> None:
    lines = ["    if x:", "", "        y = 1  # note", "    # old"]
    once = indent.comment_toggled(lines)
    assert once == ["    # if x:", "", "    #     y = 1  # note", "    # # old"]
    assert indent.comment_toggled(once) == lines
