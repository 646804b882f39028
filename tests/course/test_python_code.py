"""Protects: code is cut into its tokens and nothing of it is lost, and what Python can't read stands there plainly."""

from __future__ import annotations

import pytest

from tutor.course.python_code import python_lines


def test_each_word_has_its_role() -> None:
    (first,) = python_lines("def f(x):  # twice")
    assert [(span.text, span.role) for span in first if span.role != "code"] == [
        *(("def", "keyword"), ("f", "definition"), ("(", "operator"), (")", "operator"), (":", "operator")),
        ("# twice", "comment"),
    ]


@pytest.mark.parametrize(
    "code",
    [
        "",
        "x = (1,\n",
        "'open\ny = 2",
        "    x\n  y\n",
        "a\0b\n",
        "x = '\ud800'\ny = 1",
        "\udcff",
        "x = f'{a!}'",
        "\x0cif 1:\r\n\tx\ry",
        "7up = $",
    ],
)
def test_what_is_no_python_stands_as_it_was_written(code: str) -> None:
    """From 3.12 on Python's own tokenizer refuses half of a pair with an error of another kind."""
    assert ["".join(span.text for span in line) for line in python_lines(code)] == code.split("\n")
