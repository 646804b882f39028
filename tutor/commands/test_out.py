"""`tutor test-out`: five exercises of a chapter, passed without hints, complete it. *Screen side.*"""

from __future__ import annotations

import argparse
import secrets
from typing import TYPE_CHECKING

from tutor.commands.context import Context
from tutor.commands.faults import PASSED, UserFault
from tutor.commands.words import led
from tutor.language import _, plural
from tutor.progress.testing_out import HOW_MANY, draw

if TYPE_CHECKING:
    from tutor.course.model import Chapter
    from tutor.progress.testing_out import TestOut


def main(context: Context, options: argparse.Namespace) -> int:
    """Begin a test-out of the chapter, or tell how the one that was begun stands."""
    found = context.place(options.chapter)
    if found.lesson is not None:
        raise UserFault(
            _("`{chapter}` is no chapter; name the chapter to test out of: `{id}`").format(
                chapter=options.chapter, id=found.chapter.id
            )
        )
    chapter = found.chapter
    store = context.kept_store()
    if options.stop:
        store.stop_test_out(chapter.id)
        context.printer.line(_("No test-out of {title} is under way.").format(title=chapter.title))
        return PASSED
    test = store.test_out(chapter.id)
    if test is None or options.new or (test.helped and test.passed_at is None):
        test = _begun(context, chapter)
    if options.json:
        context.printer.json(
            {
                "chapter": chapter.id,
                "exercises": [
                    {"address": address, "passed": address in test.passed, "helped": address in test.helped}
                    for address in test.addresses
                ],
                "passed": test.passed_at is not None,
                "next": test.following,
            }
        )
        return PASSED
    _show(context, chapter, test)
    return PASSED


def _begun(context: Context, chapter: Chapter) -> TestOut:
    store = context.kept_store()
    addresses = draw(chapter, store.summary(context.course).standings, secrets.randbits(32))
    if not addresses:
        raise UserFault(_("{id}: this chapter has no exercises to test out with").format(id=chapter.id))
    store.begin_test_out(chapter.id, addresses)
    test = store.test_out(chapter.id)
    assert test is not None
    return test


def _show(context: Context, chapter: Chapter, test: TestOut) -> None:
    printer = context.printer
    titles = {one.address: one.title for lesson in chapter.lessons for one in lesson.exercises}
    printer.line(("title", _("Testing out of {title}").format(title=chapter.title)))
    told = plural(
        "Pass this {n} exercise without taking a hint, and the whole chapter counts as done.",
        "Pass these {n} exercises without taking a hint, and the whole chapter counts as done.",
        min(HOW_MANY, len(test.addresses)),
    )
    printer.wrapped(told, "quiet")
    printer.line()
    for address in test.addresses:
        mark = ("good", led(_("passed"), 7)) if address in test.passed else ("quiet", led("-", 7))
        printer.line("    ", mark, titles.get(address, address), "   ", ("quiet", address))
    printer.line()
    if test.passed_at is not None:
        printer.line(("good", _("Passed. ")), _("{title} is done.").format(title=chapter.title))
    elif test.following is not None:
        printer.line(("quiet", led(_("Next:"), 10)), ("code", context.command("show", test.following)))
        printer.line(("quiet", led(_("To stop:"), 10)), ("code", context.command("test-out", chapter.id, "--stop")))
