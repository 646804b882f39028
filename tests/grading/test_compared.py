"""Protects the drawing of what was expected beside what came."""

from __future__ import annotations

from tutor.course.lines import plain, width_of
from tutor.grading.compared import compared, marked


def test_short_values_stand_in_one_line() -> None:
    assert plain(compared("(3, 4)", "(4,)", 60, "shape")) == "shape   expected (3, 4)   got (4,)"


def test_longer_values_stand_side_by_side() -> None:
    lines = compared("tensor([[1, 2],\n        [3, 4]])", "tensor([[1, 2],\n        [3, 5]])", 50)
    text = plain(lines).split("\n")
    assert text[0].split() == ["expected", "got"]
    assert text[1].split("    ") == ["tensor([[1, 2],", "tensor([[1, 2],"]
    assert len(text) == 3


def test_what_does_not_fit_stands_one_above_the_other() -> None:
    lines = compared("a" * 30, "b" * 30, 32)
    assert [row.strip() for row in plain(lines).split("\n")] == ["expected", "a" * 30, "got", "b" * 30]


def test_no_line_is_wider_than_the_width() -> None:
    for width in (20, 33, 60):
        lines = compared("x, " * 40, "y, " * 41 + "\nz", width, "value")
        assert max(map(width_of, lines)) <= width


def test_only_the_parts_that_differ_are_marked() -> None:
    _, got = marked("tensor([1., 2., 3.])", "tensor([1., 2., 4.])")
    assert [span.text for span in got[0] if span.role == "differs"] == ["4."]


def test_brackets_in_what_came_stay() -> None:
    assert "[/b] [red]" in plain(compared("x", "[/b] [red]", 60))


def test_without_roles_carets_mark_what_differs() -> None:
    one = plain(compared("tensor([0, 1])", "tensor([0, 7])", 60, carets=True)).split("\n")
    assert one[1].index("^") == one[0].rindex("7") and one[1].count("^") == 1
    expected, got = "tensor([[1, 2],\n        [3, 4]])", "tensor([[1, 9],\n        [3, 5]])"
    for width in (60, 20):  # beside each other, and one above the other
        rows = plain(compared(expected, got, width, carets=True)).split("\n")
        under = [(rows[at - 1], row) for at, row in enumerate(rows) if "^" in row]
        assert [above[row.index("^")] for above, row in under] == ["9", "5"]


def test_nothing_is_underlined_where_all_differs() -> None:
    assert "^" not in plain(compared("(3,)", "None at all", 60, carets=True))
