"""`tutor check`: one answer to one exercise, judged as the screen judges it. *Screen side.*"""

from __future__ import annotations

import argparse
import asyncio
import secrets
from typing import TYPE_CHECKING

from tutor.commands.context import Context
from tutor.commands.faults import FAILED, PASSED, UNJUDGED
from tutor.commands.files import read_text
from tutor.commands.verdict import show_verdict
from tutor.progress.summary import next_exercise

if TYPE_CHECKING:
    from tutor.course.model import Exercise
    from tutor.grading.verdict import Verdict

STATUS = {"passed": PASSED, "failed": FAILED, "unjudged": UNJUDGED}


def main(context: Context, options: argparse.Namespace) -> int:
    """Judge, keep the attempt, print the verdict."""
    exercise = context.exercise(options.address)
    source = read_text(options.file)
    verdict = asyncio.run(_judged(context, exercise, source, options.seed))
    context.keep(lambda store: store.record(verdict, source))
    if verdict.verdict == "passed" and not exercise.kind.is_code:
        context.keep(lambda store: store.set_posed_seed(exercise.address, None))
    if options.json:
        context.printer.json(verdict.as_json())
    else:
        show_verdict(context.printer, exercise, verdict)
        if verdict.verdict == "passed" and not _went_on_testing(context, exercise):
            _after_a_pass(context, exercise)
        elif verdict.verdict == "failed":
            _after_a_failure(context, exercise)
    return STATUS[verdict.verdict]


def answers_in(text: str) -> list[list[str]]:
    """An answer file's lines: one list for each question, parted by blank lines."""
    answers: list[list[str]] = [[]]
    for line in map(str.strip, text.splitlines()):
        if line:
            answers[-1].append(line)
        elif answers[-1]:
            answers.append([])
    return answers if answers[-1] else answers[:-1]


async def _judged(context: Context, exercise: Exercise, source: str, seed: int | None) -> Verdict:
    store = context.store
    async with context.runner() as runner:
        if exercise.kind.is_code:
            from tutor.grading.check import check

            # A seed that was asked for is to give the same cases again, and no other one before them.
            replay = store.replay(exercise.address) if seed is None else None
            return await check(runner, exercise, source, seed=seed, replay=replay)
        from tutor.grading.questions import judge

        if seed is None:
            seed = store.posed_seed(exercise.address)
        if seed is None:
            seed = secrets.randbits(31)
        return await judge(runner, exercise, answers_in(source), seed=seed)


def _after_a_pass(context: Context, exercise: Exercise) -> None:
    printer = context.printer
    printer.line()
    if exercise.kind.is_code:
        printer.line(("quiet", "A reference:  "), ("code", context.command("solution", exercise.address)))
    coming = next_exercise(context.course, context.store.summary(context.course).standings, after=exercise.address)
    if coming is None:
        printer.line("That was the last one: nothing is left to do.")
    else:
        printer.line(("quiet", "Next:         "), ("code", context.command("show", coming.address)))


def _went_on_testing(context: Context, exercise: Exercise) -> bool:
    """After a pass within a test-out: tell how that stands. Whether there was one."""
    test = context.store.test_out(exercise.address.partition("/")[0])
    if test is None or exercise.address not in test.addresses or test.helped:
        return False
    printer = context.printer
    printer.line()
    printer.line(("strong", f"{len(test.passed)} of {len(test.addresses)}"), " of the test-out are passed.")
    if test.passed_at is not None:
        printer.line(("good", "The whole chapter counts as done."))
        return False
    assert test.following is not None
    printer.line(("quiet", "Next:         "), ("code", context.command("show", test.following)))
    return True


def _after_a_failure(context: Context, exercise: Exercise) -> None:
    left = len(exercise.hints) - context.store.hints_taken(exercise.address)
    if not context.store.may_take_hint(exercise.address).allowed:
        return
    if left > 0:
        context.printer.line()
        context.printer.line(("quiet", "A hint:  "), ("code", context.command("hint", exercise.address)))
    elif context.store.may_give_up(exercise).allowed and not context.store.may_see_solution(exercise).allowed:
        context.printer.line()
        command = context.command("solution", exercise.address, "--give-up")
        context.printer.line(("quiet", "To give up and see the reference:  "), ("code", command))
