"""A question as it was posed, in lines: for the commands, for `tutor watch`, for a file to answer in. *Any side.*"""

from __future__ import annotations

from string import ascii_lowercase
from typing import TYPE_CHECKING

from tutor.course.lines import Line, indented, line, prose, words
from tutor.course.lines import code as code_lines
from tutor.course.model import Exercise, Kind
from tutor.language import _

if TYPE_CHECKING:
    from tutor.grading.questions import PosedQuestion


def letter(index: int) -> str:
    """What the option at `index` (from 0, in the file's order) is called in an answer file."""
    return ascii_lowercase[index] if index < len(ascii_lowercase) else str(index + 1)


def question_lines(exercise: Exercise, question: PosedQuestion, width: int, *, marks: bool = False) -> list[Line]:
    """The question with its code and its options, no line wider than `width`; with `marks`, signs stand for roles."""
    lines = prose(question.text, width, marks=marks) if question.text else []
    code = [f"{name} = {value}" for name, value in question.let]
    code += question.code.strip("\n").split("\n") if question.code.strip() else []
    if code:
        lines += [[], *indented(code_lines("\n".join(code), width - 4), "    ")]
    if exercise.kind is Kind.PREDICT:
        return [*lines, [], *words(width, _asked(question))]
    lines += [[], line(_("Mark all that apply.") if question.several else _("Mark one."))]
    # In the order of the lesson's file: that is what letters mean in an answer file, however the screen shuffles.
    for option in sorted(question.options, key=lambda option: option.index):
        first, *rest = prose(option.text, width - 5, marks=marks) or [[]]
        lines += [[], [*line(f"  {letter(option.index)}) "), *first], *indented(rest, "     ")]
    return lines


def _asked(question: PosedQuestion) -> str:
    if question.ask is None:
        return _("What is the value of the last line?")
    if question.ask == "error":
        return _("Which error does it raise? (its name, such as ValueError)")
    return _("What is {code}?").format(code=question.ask)


def how_to_answer(exercise: Exercise) -> str:
    """How to answer in a file, in one sentence."""
    if exercise.kind is Kind.PREDICT:
        return _("Below each question, your answer: a Python literal.")
    return _("Below each question, the letters of the options you mark, one a line.")
