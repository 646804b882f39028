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
from tutor.commands.way import after_passing
from tutor.commands.words import led
from tutor.grading.answer_file import answers_in, seed_in
from tutor.language import _
from tutor.progress.fingerprint import fingerprint

if TYPE_CHECKING:
    from tutor.course.model import Exercise
    from tutor.grading.verdict import Verdict

STATUS = {"passed": PASSED, "failed": FAILED, "unjudged": UNJUDGED}


def main(context: Context, options: argparse.Namespace) -> int:
    """Judge, keep the attempt, print the verdict."""
    exercise = context.exercise(options.address)
    source = read_text(options.file)
    verdict = asyncio.run(judged(context, exercise, source, options.seed))
    context.keep(lambda store: store.record(verdict, source, fingerprint(exercise)))
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


async def judged(context: Context, exercise: Exercise, source: str, seed: int | None) -> Verdict:
    store = context.store
    async with context.runner() as runner:
        if exercise.kind.is_code:
            from tutor.grading.check import check

            # A seed that was asked for is to give the same cases again, and no other one before them.
            replay = store.replay(exercise.address) if seed is None else None
            return await check(runner, exercise, source, seed=seed, replay=replay)
        from tutor.grading.questions import judge

        if seed is None:
            seed = seed_in(source)
        if seed is None:
            seed = store.posed_seed(exercise.address)
        if seed is None:
            seed = secrets.randbits(31)
        return await judge(runner, exercise, answers_in(source), seed=seed)


def _after_a_pass(context: Context, exercise: Exercise) -> None:
    printer = context.printer
    printer.line()
    if exercise.kind.is_code:
        printer.line(("quiet", led(_("A reference:"), 14)), ("code", context.command("solution", exercise.address)))
    coming = after_passing(context, exercise.address)
    if coming is None:
        printer.line(_("That was the last one: nothing is left to do."))
    else:
        printer.line(("quiet", led(_("Next:"), 14)), ("code", context.command("show", coming)))


def _went_on_testing(context: Context, exercise: Exercise) -> bool:
    """After a pass within a test-out: tell how that stands. Whether there was one."""
    test = context.store.test_out(exercise.address.partition("/")[0])
    if test is None or exercise.address not in test.addresses or test.helped:
        return False
    printer = context.printer
    printer.line()
    told = _("{passed} of {all} of the test-out are passed.")
    printer.line(("strong", told.format(passed=len(test.passed), all=len(test.addresses))))
    if test.passed_at is not None:
        printer.line(("good", _("The whole chapter counts as done.")))
        return False
    assert test.following is not None
    printer.line(("quiet", led(_("Next:"), 14)), ("code", context.command("show", test.following)))
    return True


def _after_a_failure(context: Context, exercise: Exercise) -> None:
    left = len(exercise.hints) - context.store.hints_taken(exercise.address)
    if not context.store.may_take_hint(exercise.address).allowed:
        return
    if left > 0:
        context.printer.line()
        context.printer.line(("quiet", led(_("A hint:"), 9)), ("code", context.command("hint", exercise.address)))
    elif context.store.may_give_up(exercise).allowed and not context.store.may_see_solution(exercise).allowed:
        context.printer.line()
        command = context.command("solution", exercise.address, "--give-up")
        context.printer.line(("quiet", led(_("To give up and see the reference:"), 35)), ("code", command))
