"""Protects the drawing of shapes that meet: what stretches, what conflicts, and that axes stand below each other."""

from __future__ import annotations

import pytest

from tutor.course.broadcast import BroadcastError, Operand, draw, read_shapes, together
from tutor.course.page_text import lay_out
from tutor.course.spans import plain


def drawn(code: str, width: int = 60) -> list[str]:
    return plain(draw(read_shapes(code), width)).split("\n")


def test_stretched_axes_are_marked() -> None:
    """Protects the picture of a broadcast that works."""
    assert drawn("a: (3, 1)\nb: 2") == [
        "a        3 × 1→2",
        "b      ·→3 ×   2",
        "a + b    3 ×   2",
    ]
    roles = {span.text: span.role for line in draw(read_shapes("a: (3, 1)\nb: 2"), 60) for span in line}
    assert (roles["1→2"], roles["·→3"], roles["3"]) == ("stretch", "stretch", "code")


def test_a_conflict_is_marked_and_explained() -> None:
    """Protects the picture of a broadcast that fails."""
    assert drawn("x: 2 x 3\ny: 2 x 4") == [
        "x      2 × 3",
        "y      2 × 4",
        "x + y  2 × ✗",
        "axis -1: 3 and 4 don't fit: they differ, and neither is 1",
    ]
    assert max(map(len, drawn("x: 2 x 3\ny: 2 x 4", 30))) <= 30


def test_ways_to_write_a_shape() -> None:
    """Protects the forms an author may use."""
    code = "a: (2,)\n(3, 1)\n weights : 4 × 5 \n[1]\ns: ()\n6, 7\n"
    assert read_shapes(code) == [
        Operand("a", (2,)),
        Operand("", (3, 1)),
        Operand("weights", (4, 5)),
        Operand("", (1,)),
        Operand("s", ()),
        Operand("", (6, 7)),
    ]
    assert drawn("()\n[]") == ["   ()"] * 2 + ["=  ()"]


def test_sizes_of_zero_and_one() -> None:
    """Protects the rule at its edges: 1 stretches to 0 too, and ones stay one."""
    assert together([(1, 0), (5, 1)]) == (5, 0)
    assert together([(1,), ()]) == (1,)
    assert together([(0,), (2,)]) == (None,)


@pytest.mark.parametrize(
    ("code", "line"), [("a: 2\nb: two", 1), ("a: 2", 0), ("", 0), ("a: (2\nb: 3", 0), ("a: -1\n2", 0)]
)
def test_what_is_no_shape(code: str, line: int) -> None:
    """Protects authors from a picture of nothing."""
    with pytest.raises(BroadcastError) as caught:
        read_shapes(code)
    assert caught.value.line == line


def test_a_result_that_is_no_sum_can_be_named() -> None:
    text = plain(lay_out("```broadcast\na: (5, 1)\nb: (3)\n= a - b\n```\n", 60))
    assert "a - b" in text and "a + b" not in text
