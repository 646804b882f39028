"""Answers that say the same thing are one answer, and what is no literal is told how to be one."""

from __future__ import annotations

import pytest

from tutor.grading.literal import Unreadable, form_of, read_answer, same, text_of

ALIKE = [
    ("torch.Size([2, 3])", "(2, 3)"),
    ("[2, 3]", "(2,3)"),
    ("torch.float32", "float32"),
    ("torch.float", "float32"),
    ("tensor(6.)", "6"),
    ("torch.tensor([1., 2.])", "[1, 2]"),
    ("-2.0", "-2"),
    ("2.0003", "2.00030001"),
    ("nan", "float.nan"),
    ("-inf", "-math.inf"),
    ("True", "tensor(True)"),
    ("false", "False"),
    ("ValueError", "builtins.ValueError"),
    ("IndexError()", "IndexError"),
    ("'cpu'", "cpu"),
    ("None", "no error"),
    ("()", "torch.Size([])"),
    ("{1, 2}", "{2, 1}"),
    ("{'a': 1, 'b': 2}", "{'b': 2, 'a': 1}"),
]
UNLIKE = [
    ("(2, 3)", "(3, 2)"),
    ("True", "1"),
    ("1", "2"),
    ("float32", "float64"),
    ("(2,)", "2"),
    ("2.0", "2.01"),
    ("nan", "0"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_two_ways_of_writing_one_answer_are_the_same(one: str, other: str) -> None:
    assert same(read_answer(one), read_answer(other))


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_different_answers_are_not_the_same(one: str, other: str) -> None:
    assert not same(read_answer(one), read_answer(other))


@pytest.mark.parametrize(
    "text", ["", "  ", "2 +", "x + y", "open('f')", "__import__('os')", "[i for i in x]", "(" * 400]
)
def test_what_is_no_literal_is_refused_in_words_and_never_run(text: str) -> None:
    with pytest.raises(Unreadable):
        read_answer(text)


@pytest.mark.parametrize("value", [(2, 3), [], 1.5, True, None, "text", {"a": (1,)}, {1, 2}])
def test_a_form_is_written_as_it_would_be_typed(value: object) -> None:
    assert same(form_of(value), read_answer(text_of(form_of(value))))
