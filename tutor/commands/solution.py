"""`tutor solution`: the reference, once passed or given up. *Screen side.*"""

from __future__ import annotations

import argparse
import asyncio
import secrets
from typing import TYPE_CHECKING, Any

from tutor.commands.context import Context
from tutor.commands.faults import PASSED, UNJUDGED, UserFault
from tutor.commands.markdown import show_text
from tutor.commands.questions import show_question
from tutor.course.model import Kind
from tutor.grading.question_text import letter
from tutor.language import _

if TYPE_CHECKING:
    from tutor.course.model import Exercise
    from tutor.grading.questions import Posed


def main(context: Context, options: argparse.Namespace) -> int:
    """Print the reference if it may be seen; with `--give-up`, keep that it was given up, and print it."""
    exercise, store, printer = context.exercise(options.address), context.kept_store(), context.printer
    seeing = store.may_see_solution(exercise)
    if not seeing.allowed:
        if not store.may_give_up(exercise).allowed:
            raise UserFault(f"{exercise.address}: {seeing.why}")
        if not options.give_up:
            command = context.command("solution", exercise.address, "--give-up")
            raise UserFault(
                _("{address}: not passed yet; to give up and see it: {command}").format(
                    address=exercise.address, command=command
                )
            )
        store.give_up(exercise.address)
    if exercise.kind.is_code:
        printer.block(exercise.solution, indent=0)
    else:
        _answers(context, exercise)
    if exercise.explain.strip():
        printer.line()
        show_text(printer, exercise.explain)
    return PASSED


def _answers(context: Context, exercise: Exercise) -> None:
    """Print each question as it was last posed, and what answers it, found by running its code."""
    seed = context.store.posed_seed(exercise.address)
    posed, answers = asyncio.run(_found(context, exercise, secrets.randbits(31) if seed is None else seed))
    for question, answer in zip(posed.questions, answers, strict=True):
        show_question(context, exercise, question)
        context.printer.line()
        context.printer.line(("strong", _("Answer: ")), ("good", answer))
        context.printer.line()


async def _found(context: Context, exercise: Exercise, seed: int) -> tuple[Posed, list[str]]:
    """The questions that `seed` draws, and the answer to each as running its code gives it."""
    from tutor.grading.questions import CouldNotAsk, asked, pose

    try:
        async with context.runner() as runner:
            posed = await pose(runner, exercise, seed)
            rows = await asked(runner, exercise, seed, [one.index for one in posed.questions], answer=True)
    except CouldNotAsk as fault:
        raise UserFault(
            _("{address}: {fault}; that is not your fault").format(address=exercise.address, fault=fault), UNJUDGED
        ) from None
    return posed, [_answer(exercise, rows[question.index]) for question in posed.questions]


def _answer(exercise: Exercise, row: dict[str, Any]) -> str:
    from tutor.grading.literal import text_of
    from tutor.grading.questions import as_form

    if exercise.kind is Kind.PREDICT:
        return text_of(as_form(row["form"]))
    return " ".join(f"{letter(index)})" for index, true in enumerate(row["truths"]) if true) or _("none of them")
