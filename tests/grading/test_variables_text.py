"""Protects the table of a run's variables: what is unusual is said, what shares storage tied, nothing too wide."""

from __future__ import annotations

from typing import Any

import pytest

from tutor.course import glyphs
from tutor.course.cells import cells
from tutor.course.lines import plain
from tutor.grading.variables_text import is_contiguous, preview, shared, unusual, variables_lines


def tensor(name: str, shape: list[int], strides: list[int], storage: int, **more: Any) -> dict[str, Any]:
    row = {"name": name, "type": "Tensor", "preview": "tensor([1., 2.])", "shape": shape, "dtype": "torch.float32"}
    return {**row, "device": "cpu", "requires_grad": False, "strides": strides, "storage": storage, **more}


ROWS = [
    tensor("x", [2, 3], [3, 1], 0),
    {"name": "n", "type": "int", "preview": "5"},
    tensor("t", [3, 2], [1, 3], 0),
    tensor("w", [3], [1], 1, requires_grad=True, is_leaf=True),
    tensor("loss", [], [], 2, requires_grad=True, is_leaf=False, grad_fn="SumBackward0", device="cuda:0"),
]


def test_each_variable_has_its_line_with_room_and_two_without() -> None:
    wide = plain(variables_lines(ROWS, 80)).split("\n")
    assert wide[0].split() == ["┌", "x", "Tensor", "(2,", "3)", "float32", "[1.,", "2.]"]
    narrow = plain(variables_lines(ROWS, 40)).split("\n")
    assert "[1., 2.]" not in narrow[0] and "[1., 2.]" in narrow[1]


def test_what_is_not_the_usual_is_said_and_nothing_else() -> None:
    assert [unusual(row) for row in ROWS[:2]] == [[], []]
    assert unusual(ROWS[2]) == ["strides (1, 3), not contiguous"]
    assert unusual(ROWS[3]) == ["requires_grad (a leaf)"]
    assert unusual(ROWS[4]) == ["cuda:0", "requires_grad (SumBackward0)"]


def test_those_that_share_storage_are_tied_and_named() -> None:
    assert shared(ROWS) == [[0, 2]]
    drawn = plain(variables_lines(ROWS, 80))
    assert [line[0] for line in drawn.split("\n")[:3]] == ["┌", "│", "└"]
    assert "x and t share memory." in drawn
    three = [*ROWS, tensor("u", [6], [1], 0)]
    assert "x, t and u share memory." in plain(variables_lines(three, 80))


def test_strides_of_axes_of_length_one_say_nothing() -> None:
    assert is_contiguous((1, 3), (99, 1)) and is_contiguous((), ()) and is_contiguous((0, 3), (1, 1))
    assert not is_contiguous((4, 3), (0, 1))


def test_a_preview_leaves_out_what_the_table_says() -> None:
    assert preview(tensor("x", [2], [1], 0, preview="tensor([1.,\n        2.], requires_grad=True)")) == "[1., 2.]"
    assert preview({"preview": "<function f at 0x7f00>"}) == "<function f>"
    table = {"preview": "   a  b\n0  1  2", "shape": [1, 2], "columns": [["a", "int64"], ["b", "float64"]]}
    assert preview(table) == "a int64, b float64"


@pytest.mark.parametrize("width", [14, 30, 40, 56, 78, 100])
def test_nothing_is_wider_than_it_may_be(width: int) -> None:
    rows = [
        *ROWS,
        {"name": "名字" * 30, "type": "T" * 90, "preview": "深" * 300},
        tensor("y", [12345678] * 6, [1] * 6, 7),
    ]
    lines = variables_lines(rows, width)
    assert max(sum(cells(span.text) for span in line) for line in lines) <= max(width, 16)


def test_ascii_alone_where_it_is_asked_for() -> None:
    glyphs.use(glyphs.ASCII)
    try:
        assert plain(variables_lines([*ROWS, {"name": "s", "type": "str", "preview": "x" * 300}], 50)).isascii()
    finally:
        glyphs.leave()


def test_none_left_is_said() -> None:
    assert "no variables" in plain(variables_lines([], 40))


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"name": 3, "shape": "x"},
        {"name": "a", "shape": [1, "\x1b"], "strides": 4},
        {"shape": [1], "columns": [3]},
        {"name": "a", "dtype": 5, "storage": True, "device": []},
    ],
)
def test_what_a_child_made_up_breaks_nothing(row: dict[str, Any]) -> None:
    assert "\x1b" not in plain(variables_lines([row], 60))
