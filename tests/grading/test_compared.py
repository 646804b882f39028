"""Protects the drawing of what was expected beside what came."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tutor.course.lines import plain, width_of
from tutor.grading.compared import compared, marked
from tutor.grading.show import told_apart


def tensor(array: Any) -> dict[str, Any]:
    """An observed tensor."""
    return {"k": "tensor", "array": array, "dtype": f"torch.{array.dtype}", "shape": list(array.shape)}


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


def test_arrays_are_written_alike_so_that_only_what_differs_is_marked() -> None:
    want, have = np.arange(24.0).reshape(2, 3, 4), np.arange(24.0).reshape(2, 3, 4)
    have[1, 2, 0] = 7.5
    expected, got = told_apart(tensor(want), tensor(have), (1, 2, 0))
    lines = marked(expected, got)[1]
    assert [span.text for row in lines for span in row if span.role == "differs"] == ["7.5"]
    assert len(expected) == len(got) and expected.startswith("tensor([[[")


def test_of_large_arrays_what_is_round_the_difference_is_shown() -> None:
    want, have = np.arange(2400).reshape(20, 30, 4), np.arange(2400).reshape(20, 30, 4)
    have[10, 2, 0] = -1
    assert told_apart(tensor(want), tensor(have), (10, 2, 0)) == (
        "[10, 2, :]  [1208, 1209, 1210, 1211]",
        "[10, 2, :]  [  -1, 1209, 1210, 1211]",
    )
    have = np.arange(100)
    have[50] = 0
    assert told_apart(tensor(np.arange(100)), tensor(have), (50,))[1] == "[46:55]  [46, 47, 48, 49,  0, 51, 52, 53, 54]"


def test_close_numbers_are_written_with_the_digits_that_tell_them_apart() -> None:
    expected, got = told_apart(tensor(np.float32([1.0])), tensor(np.float32([1.00001])), (0,))
    assert expected != got
    assert told_apart(tensor(np.array(2)), tensor(np.array(3)), ()) == ("tensor(2)", "tensor(3)")


@pytest.mark.parametrize("dtype", ["bool", "complex64", "uint8", "float16", "int64"])
def test_every_dtype_can_be_written(dtype: str) -> None:
    want, have = np.ones((3, 50), dtype), np.zeros((3, 50), dtype)
    expected, got = told_apart(tensor(want), tensor(have), (2, 49))
    assert expected.startswith("[2, 45:50]") and expected != got


def test_carets_stand_below_the_very_line_of_a_long_text() -> None:
    expected = "'" + "the quick brown fox " * 6 + "'"
    got = expected.replace("quick", "slowy", 1)
    rows = plain(compared(expected, got, 40, carets=True)).split("\n")
    (at,) = [number for number, row in enumerate(rows) if "^" in row]
    assert rows[at - 1][rows[at].index("^") :].startswith("slowy")
