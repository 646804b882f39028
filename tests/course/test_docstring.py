"""Protects that docstrings are readable: no mark of reStructuredText left, no line too wide, whatever is written."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.course.docstring import docstring_lines
from tutor.course.lines import plain
from tutor.course.spans import width_of

TORCH = r"""Returns the sum of :attr:`input`, see :func:`torch.sum` and :class:`~torch.nn.Linear`:

.. math::
    y = x A^T

Args:
    input (Tensor): the input
        tensor.
    *size (int...): the sizes

Keyword args:
    out (Tensor, optional): of size :math:`(N, C_{\text{in\_features}})`. Default: ``None``.

.. note:: This is ``noted``
          in two rows.

.. warning::

    :meth:`expand` shares its memory.

Example::

    >>> torch.sum(torch.ones(2))
    tensor(2.)
"""

NUMPY = """Create an array.

Parameters
----------
object : array_like
    An array, or a `nested` sequence.

    - one
    - two, which is long enough to be broken

Returns
-------
out : ndarray

See Also
--------
zeros : Make zeros.
"""


def shown(text: str, width: int = 60) -> str:
    return plain(docstring_lines(text, width))


def test_torch_is_laid_out_without_its_marks() -> None:
    text = shown(TORCH)
    assert not any(mark in text for mark in (":attr:", ":func:", "``", ".. note", "::", "\\text"))
    assert "sum of input, see torch.sum and Linear:" in text
    assert "y = xA" in text
    assert "input (Tensor): the input tensor." in text
    assert "*size (int...): the sizes" in text
    assert "of size (N, C_(in_features)). Default: None." in " ".join(text.split())
    assert "│ Note\n│ This is noted in two rows." in text
    assert "expand shares its memory." in text
    assert "  >>> torch.sum(torch.ones(2))\n  tensor(2.)" in text


def test_numpy_is_laid_out_without_its_rules() -> None:
    text = shown(NUMPY, 30)
    assert "---" not in text and "`" not in text
    assert "\nParameters\nobject : array_like\n    An array, or a nested" in text
    assert "    • one\n    • two, which is long\n      enough to be broken" in text
    assert "zeros: Make zeros." in text


def test_examples_are_code_and_what_came_is_output() -> None:
    lines = docstring_lines(">>> x = 1\n>>> x\n1", 40)
    roles = [{span.role for span in line if span.text.strip()} for line in lines]
    assert "number" in roles[0] and roles[2] == {"output"}


def test_code_behind_a_colon_stays_as_it_is() -> None:
    assert shown("This:\n\n   with A as b:\n       pass\n\nand more") == (
        "This:\n\n  with A as b:\n      pass\n\nand more"
    )


def test_a_formula_that_cannot_be_drawn_is_shown_as_it_was_written() -> None:
    assert "\\frac{1" in shown(r"It is :math:`\frac{1`, so.")


def test_nothing_gives_nothing() -> None:
    assert docstring_lines("", 40) == []
    assert docstring_lines("\n\n  \n", 40) == []


PIECES = st.sampled_from(
    [
        *("Args:", "Example::", ".. math::", ".. note:: x", ">>> f(x)", "...", "----", "====", "- item", "1. item"),
        *("name : type", "x (int): y", ":math:`x_`", "``a", "`b", "**c", "===  ===", "r ::= x", "\t"),
        *("漢字" * 30, "a" * 90),
        *("", " ", "    ", "        ", "::", ":", ".. ", "\\", "\x1b[31m", "é"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(PIECES, max_size=4).map("".join), max_size=14).map("\n".join), st.integers(20, 80))
def test_whatever_is_written_no_line_is_too_wide(text: str, width: int) -> None:
    for line in docstring_lines(text, width):
        assert width_of(line) <= width  # type: ignore[arg-type]
