"""Protects the drawing of shapes that did not fit: the axes that met stand below each other, the conflict is marked."""

from __future__ import annotations

from typing import Any

import pytest

from tutor.course.cells import cells
from tutor.course.spans import plain
from tutor.grading.meeting import draw_meeting, meeting_from


def drawn(how: str, *shapes: tuple[int, ...], axis: int | None = None, width: int = 60) -> list[str]:
    meeting = meeting_from(
        {"how": how, "operands": [[name, list(s)] for name, s in zip("abc", shapes, strict=False)], "axis": axis}
    )
    assert meeting is not None
    return plain(draw_meeting(meeting, width)).split("\n")


def test_a_product_shows_the_axes_that_meet_in_one_column() -> None:
    one, other, both, why = drawn("product", (2, 3), (4, 5), width=99)
    assert one.index("3") == other.index("4") == both.index("✗")
    assert both.split() == ["a", "@", "b", "2", "×", "✗", "×", "5"] and "3 and 4" in why


def test_a_product_with_a_vector_and_of_stacks() -> None:
    matrix, vector, *_ = drawn("product", (4, 2), (3,))
    assert matrix.index("2", 4) == vector.index("3")
    assert drawn("product", (5, 2, 3), (4, 3, 2))[2].split()[3] == "✗"
    assert drawn("product", (2, 3), (3, 5)) == [""]


def test_what_is_joined_may_differ_only_along_its_axis() -> None:
    *_, both, why = drawn("joined", (2, 3), (3, 4), axis=0)
    assert both.split() == ["together", "5", "×", "✗"] and "axis 1: 3 and 4" in why
    assert drawn("joined", (2, 3), (3, 3), axis=0) == [""]
    assert "1 and 2 axes" in drawn("joined", (2, 3), (3,), axis=0, width=99)[-1]


def test_what_is_stacked_must_be_equal() -> None:
    assert drawn("stacked", (2, 3), (3, 4))[2].split() == ["together", "✗", "×", "✗"]


def test_what_is_reshaped_is_counted() -> None:
    assert "6 elements can't fill 8 places" in drawn("reshaped", (2, 3), (2, 4))[-1]
    assert "?" in drawn("reshaped", (2, 3), (4, -1))[1]


@pytest.mark.parametrize("width", [20, 38, 76])
def test_long_names_give_way(width: int) -> None:
    told = {"how": "together", "operands": [["x" * 40, [2, 3]], ["深度学习" * 8, [4]]], "axis": None}
    meeting = meeting_from(told)
    assert meeting is not None
    lines = draw_meeting(meeting, width)
    assert max(sum(cells(span.text) for span in line) for line in lines) <= width


@pytest.mark.parametrize(
    "told",
    [
        None,
        3,
        {},
        {"how": "together", "operands": [["a", [1]]], "axis": None},
        {"how": "elsewhere", "operands": [["a", [1]], ["b", [2]]], "axis": None},
        {"how": "together", "operands": [["a", ["1"]], ["b", [2]]], "axis": None},
        {"how": "together", "operands": [["a", [True]], ["b", [2]]], "axis": None},
        {"how": "together", "operands": [["a", [1] * 99], ["b", [2]]], "axis": None},
        {"how": "together", "operands": 7, "axis": None},
    ],
)
def test_what_a_child_made_up_is_nothing(told: Any) -> None:
    assert meeting_from(told) is None


def test_names_are_made_safe() -> None:
    meeting = meeting_from({"how": "together", "operands": [["\x1b[2J", [1]], ["b", [2]]], "axis": None})
    assert meeting is not None and "\x1b" not in meeting.operands[0].name
