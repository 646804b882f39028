"""Protects everyone whose lesson or answer is read from Python that ends Python: too deep, too wide, too long."""

from __future__ import annotations

import ast
import warnings

import pytest

from tests.soak.bombs import PYTHON
from tutor.course.page_code import missing, standalone
from tutor.course.python_problem import MOST_IN_ONE, parsed, python_problem, statements_of


@pytest.mark.parametrize("name", sorted(PYTHON))
def test_no_text_ends_the_reading_of_it(name: str) -> None:
    """Protects the screen and `lint` from answers that are nested by the thousand."""
    bomb = PYTHON[name]
    assert not isinstance(bomb, str)
    for size in (3, 700):
        problem = python_problem(bomb(size))
        assert problem is None or (problem[0] >= 1 and "\n" not in problem[1])
        assert statements_of(bomb(size)) or problem
        assert isinstance(missing(bomb(size)), set)


@pytest.mark.parametrize("name", ["loops", "pairs", "named"])
def test_what_ends_the_compiler_is_not_given_to_it(name: str) -> None:
    """Protects from comprehensions that overflow the stack of the process, and calls that take minutes to compile."""
    bomb = PYTHON[name]
    assert not isinstance(bomb, str)
    assert python_problem(bomb(40)) is None
    for mode in ("code", "expression"):
        assert python_problem(bomb(MOST_IN_ONE + 100), mode) == (1, "too deeply nested")


def test_long_code_that_is_only_long_is_python() -> None:
    """Protects an answer with a table of numbers in it."""
    assert python_problem("x = [" + "1, " * 3_000 + "]\n" + "y = 2\n" * 100) is None


def test_reading_warns_nobody() -> None:
    """Protects standard error, and the screen, from what Python thinks of a text that was only looked at."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for text in ("1if x else 2", "'\\d'", "x is 1", "(1)(2)"):
            assert isinstance(parsed(text), ast.Module)
            assert python_problem(text) is None
            standalone([text], ["y = 1"])


def test_an_expression_is_read_without_its_blanks() -> None:
    assert isinstance(parsed("  1 + 1\n", "eval"), ast.Expression)
    assert parsed("x = 1", "eval") is None
    assert python_problem("\n  1 + 1 ", "expression") is None


def test_a_fault_stands_on_a_line_that_is_there() -> None:
    """Protects `path:line` from lines that only Python counts: \\r alone ends one for it, and for no editor."""
    assert python_problem("x = 1\r\ry = ]\r\n") == (1, "unmatched ']'")
    assert python_problem("if x:\n") == (1, "expected an indented block after 'if' statement on line 1")
