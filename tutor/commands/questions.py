"""Questions as posed, in plain text, and how to answer them in a file. *Screen side.*"""

from __future__ import annotations

from string import ascii_lowercase
from typing import TYPE_CHECKING

from tutor.commands.context import Context
from tutor.commands.markdown import show_text
from tutor.course.model import Kind

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
            printer.line(("strong", f"Question {number} of {len(posed.questions)}"))
        show_question(context, exercise, question)
    printer.line()
    name = f"{exercise.id}.txt"
    how = "your answer, a Python literal" if exercise.kind is Kind.PREDICT else "the letters of the options you mark"
    lines = "" if exercise.kind is Kind.PREDICT else ", one a line"
    between = ", and a blank line between two questions" if many else ""
    printer.wrapped(f"Write into a file, say {name}, {how}{lines}{between}.", "quiet")
    printer.line(("quiet", "Check it with"))
    printer.line("    ", ("code", context.command("check", exercise.address, name, "--seed", str(posed.seed))))


def letter(index: int) -> str:
    """What the option at `index` (from 0, in the file's order) is called in an answer file."""
    return ascii_lowercase[index] if index < len(ascii_lowercase) else str(index + 1)


def show_question(context: Context, exercise: Exercise, question: PosedQuestion) -> None:
    """Print one question with its code and its options."""
    printer = context.printer
    if question.text:
        show_text(printer, question.text)
    code = [f"{name} = {value}" for name, value in question.let]
    code += question.code.strip("\n").split("\n") if question.code.strip() else []
    if code:
        printer.line()
        for line in code:
            printer.line("    ", ("code", line))
    if exercise.kind is Kind.PREDICT:
        printer.line()
        if question.ask is None:
            printer.line("What is the value of the last line?")
        elif question.ask == "error":
            printer.line("Which error does it raise? (its name, such as ValueError)")
        else:
            printer.line("What is ", ("code", question.ask), "?")
        return
    printer.line()
    printer.line("Mark all that apply." if question.several else "Mark one.")
    # In the order of the lesson's file: that is what letters mean in an answer file, however the screen shuffles.
    for option in sorted(question.options, key=lambda option: option.index):
        printer.line()
        printer.line(f"  {letter(option.index)})")
        show_text(printer, option.text, indent=5)
