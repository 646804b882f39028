"""Questions as posed, in plain text, and how to answer them in a file. *Screen side.*"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.commands.context import Context
from tutor.commands.markdown import show_lines
from tutor.course.model import Kind
from tutor.grading.question_text import question_lines
from tutor.language import _

if TYPE_CHECKING:
    from tutor.course.model import Exercise
    from tutor.grading.questions import Posed, PosedQuestion


def show_questions(context: Context, exercise: Exercise, posed: Posed) -> None:
    """Print the questions of `posed`, then the command line that judges answers to just these."""
    printer = context.printer
    many = len(posed.questions) > 1
    for number, question in enumerate(posed.questions, start=1):
        printer.line()
        if many:
            printer.line(
                ("strong", _("Question {number} of {questions}").format(number=number, questions=len(posed.questions)))
            )
        show_question(context, exercise, question)
    printer.line()
    name = f"{exercise.id}.txt"
    if exercise.kind is Kind.PREDICT:
        how = _("Write into a file, say {name}, your answer, a Python literal.")
        if many:
            how = _("Write into a file, say {name}, your answers, Python literals, with a blank line between two.")
    else:
        how = _("Write into a file, say {name}, the letters of the options you mark, one a line.")
        if many:
            how = _(
                "Write into a file, say {name}, the letters of the options you mark, one a line, and a blank line "
                "between two questions."
            )
    printer.wrapped(how.format(name=name), "quiet")
    printer.line(("quiet", _("Check it with")))
    printer.line("    ", ("code", context.command("check", exercise.address, name, "--seed", str(posed.seed))))


def show_question(context: Context, exercise: Exercise, question: PosedQuestion) -> None:
    """Print one question with its code and its options."""
    printer = context.printer
    show_lines(printer, question_lines(exercise, question, printer.width, marks=not printer.colour))
