"""`tutor show`: pages and tasks as plain text, so that every lesson can be done without the screen. *Screen side.*"""

from __future__ import annotations

import argparse
import asyncio
import secrets
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from tutor.commands.context import Context
from tutor.commands.faults import PASSED, UserFault
from tutor.commands.markdown import show_text
from tutor.commands.printer import warn
from tutor.commands.questions import show_questions
from tutor.commands.screen_keys import tell_of_keys
from tutor.commands.way import address_of, page_after, where_one_is
from tutor.commands.words import counted, mark
from tutor.course.fences import fences
from tutor.language import _, plural
from tutor.progress.fingerprint import fingerprint

if TYPE_CHECKING:
    from tutor.course.model import Chapter, Exercise, Lesson, Page
    from tutor.course.page_text import FenceOutput
    from tutor.grading.questions import Posed
    from tutor.progress.store import Store

Outputs = dict[str, Sequence["FenceOutput | None"]]  # by a page's id


def main(context: Context, options: argparse.Namespace) -> int:
    """Print a chapter's lessons, a lesson's pages, or one page with its task."""
    address = options.address or where_one_is(context)
    if address is None:
        raise UserFault(_("this course has no page to show; `tutor lint` says what is wrong with it"))
    found = context.place(address)
    if found.lesson is None:
        _chapter(context, found.chapter)
        return PASSED
    lesson = found.lesson
    pages = lesson.pages if found.page is None else (found.page,)
    questions = [page.exercise for page in pages if page.exercise and not page.exercise.kind.is_code]
    # Whoever asks for the same questions again, or for those of a verdict, names the seed.
    seeds = {exercise.address: secrets.randbits(31) if options.seed is None else options.seed for exercise in questions}
    outputs, posed = asyncio.run(_computed(context, lesson, pages, questions, seeds))
    for number, page in enumerate(pages):
        if number:
            context.printer.line()
        _page(context, lesson, page, outputs.get(page.id, ()), posed)
    if found.page is not None:
        _way_on(context, lesson, found.page)
    return PASSED


def _way_on(context: Context, lesson: Lesson, page: Page) -> None:
    """Keep this page as the one to come back to, and tell which one follows."""
    context.keep(lambda store: store.set_place(f"{lesson.address}#{page.id}"))
    following = page_after(context, lesson, page)
    if following is not None:
        context.printer.line()
        context.printer.line(("quiet", _("Next page:")), " ", ("code", context.command("show", following)))


async def _computed(
    context: Context, lesson: Lesson, pages: Sequence[Page], questions: Sequence[Exercise], seeds: dict[str, int]
) -> tuple[Outputs, dict[str, Posed]]:
    """What the pages' code gives, and the questions as drawn. Without a runner the text is shown without either."""
    from tutor.grading.pages import outputs
    from tutor.grading.questions import CouldNotAsk, pose
    from tutor.progress.outputs import OutputCache
    from tutor.progress.places import cache_folder

    cache = OutputCache(cache_folder())
    runs = any(fence.runs for page in pages for fence in fences(page.text))
    given = cache.get(lesson) if runs else [[] for _ in lesson.pages]
    posed: dict[str, Posed] = {}
    if given is None or questions:
        try:
            async with context.runner() as runner:
                posed = {one.address: await pose(runner, one, seeds[one.address]) for one in questions}
                if given is None:
                    given = await outputs(runner, lesson)
                    cache.put(lesson, given)
        except (UserFault, CouldNotAsk) as fault:
            warn(_("the code on this page was not run: {fault}").format(fault=fault))
    for address in posed:
        context.keep(partial(_keep_seed, address=address, seed=seeds[address]))
    return {page.id: of_page for page, of_page in zip(lesson.pages, given or (), strict=given is not None)}, posed


def _keep_seed(store: Store, address: str, seed: int) -> None:
    store.set_posed_seed(address, seed)


def _chapter(context: Context, chapter: Chapter) -> None:
    printer, summary = context.printer, context.store.summary(context.course)
    printer.line(("title", chapter.title), ("quiet", f"   {counted(summary.chapters[chapter.id])}"))
    if chapter.summary:
        show_text(printer, chapter.summary)
    for lesson in chapter.lessons:
        printer.line()
        printer.line("  ", ("strong", lesson.title), f"   {lesson.address}")
        if lesson.broken:
            printer.line("  ", ("bad", _("broken: ")), str(lesson.broken[0]))
            continue
        if lesson.summary:
            show_text(printer, lesson.summary, indent=2)
        minutes = plural("{n} minute, ", "{n} minutes, ", lesson.minutes) if lesson.minutes else ""
        printer.line("  ", ("quiet", minutes + counted(summary.lessons[lesson.address])))


def _page(
    context: Context,
    lesson: Lesson,
    page: Page,
    outputs: Sequence[FenceOutput | None],
    posed: dict[str, Posed],
) -> None:
    printer, exercise = context.printer, page.exercise
    number = lesson.pages.index(page) + 1
    printer.line(
        (
            "quiet",
            _("{title}, page {number} of {pages}").format(title=lesson.title, number=number, pages=len(lesson.pages)),
        )
    )
    printer.line(("title", page.title))
    printer.line()
    show_text(printer, page.text, outputs)
    if exercise is None:
        tell_of_keys(printer, page.text, _ways(context, lesson, number))
        return
    standing = context.store.summary(context.course).standing(exercise.address).state
    word, style = mark(standing)
    printer.line()
    printer.line(("quiet", "-" * min(printer.width, 72)))
    optional = "   " + _("optional") if exercise.optional else ""
    stands = (style, f"   {word}") if standing != "new" else ""
    printer.line(("title", exercise.title), f"   {exercise.address}{optional}", stands)
    if standing == "passed" and context.store.is_older(exercise.address, fingerprint(exercise)):
        printer.line(("quiet", _("It has changed since you passed it. The pass counts; you may try it again.")))
    printer.line()
    show_text(printer, exercise.goal)
    if exercise.kind.is_code:
        _starter(context, exercise)
    elif exercise.address in posed:
        show_questions(context, exercise, posed[exercise.address])
    tell_of_keys(printer, f"{page.text} {exercise.goal}", _ways(context, lesson, number))


def _ways(context: Context, lesson: Lesson, number: int) -> dict[str, str]:
    """The command for each key of the screen, on page `number` (from 1) of `lesson`."""
    page, pages = lesson.pages[number - 1], lesson.pages
    ways = {"^e": context.command("run", "FILE"), "^k": context.command("docs", "NAME")}
    if page.exercise is not None:
        ways["^r"] = context.command("check", page.exercise.address, "FILE")
        ways["^g"] = context.command("hint", page.exercise.address)
        ways["^s"] = context.command("solution", page.exercise.address)
    if number > 1:
        ways["^p"] = context.command("show", address_of(lesson, pages[number - 2]))
    if (following := page_after(context, lesson, page)) is not None:
        ways["^n"] = context.command("show", following)
    return ways


def _starter(context: Context, exercise: Exercise) -> None:
    printer, name = context.printer, f"{exercise.id}.py"
    printer.line()
    printer.line(("quiet", _("Start from:")))
    printer.line()
    printer.block(exercise.starter)
    printer.line()
    printer.line(("quiet", _("Write it in a file, say {name}, and check it with").format(name=name)))
    printer.line("    ", ("code", context.command("check", exercise.address, name)))
