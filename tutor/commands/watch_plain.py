"""`tutor watch --plain`: what happens told in plain lines, for screen readers and pipes. *Screen side.*

Nothing is ever drawn over, and no escape code is written. A letter and Enter is a command.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import Awaitable, Callable

from tutor.commands.context import Context
from tutor.commands.markdown import show_lines, show_text
from tutor.commands.printer import warn
from tutor.commands.screen_keys import tell_of_keys
from tutor.commands.verdict import show_verdict
from tutor.grading.question_text import how_to_answer, question_lines
from tutor.language import _
from tutor.screen.desk import CannotRun
from tutor.screen.watching import Checking, Happening, Judged, Opened, Preparing, Trouble, Watching


def watch(context: Context, watching: Watching, first: str) -> None:
    """Watch from the exercise at `first` on, until `q`, Ctrl+C, or the end of the terminal."""
    context.printer.colour = False
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(Plain(context, watching).sit(first))


class Plain:
    """One sitting in lines."""

    def __init__(self, context: Context, watching: Watching) -> None:
        self._context = context
        self._printer = context.printer
        self._watching = watching
        self._session = watching.session
        self._typed: asyncio.Queue[str] = asyncio.Queue()
        self._commands: dict[str, Callable[[], Awaitable[None]]] = {
            "c": self._check,
            "t": self._task,
            "h": self._hint,
            "n": lambda: self._go(1),
            "p": lambda: self._go(-1),
            "?": self._help,
        }
        watching.tell = self._happened

    async def sit(self, first: str) -> None:
        """Open the exercise at `first`, then do what is typed."""
        self._session.desk.wake()
        self._listen()
        try:
            trouble = self._session.take_trouble()
            if trouble:
                warn(trouble)
            await self._watching.open(first)
            while (typed := await self._typed.get()) != "q":
                await self._commands.get(typed, self._help)()
                self._flush()
        finally:
            await self._watching.close()
            await self._session.desk.close()

    def _listen(self) -> None:
        """Take in what is typed, a line at a time. Without anyone who types, the file is watched all the same."""
        loop, held = asyncio.get_running_loop(), b""

        def take() -> None:
            nonlocal held
            try:
                data = os.read(0, 4096)
            except OSError:
                data = b""
            if not data:
                loop.remove_reader(0)
                if os.isatty(0):  # whoever typed has left
                    self._typed.put_nowait("q")
                return
            *lines, held = (held + data).split(b"\n")
            for line in lines:
                self._typed.put_nowait(line.decode("utf-8", "replace").strip().lower())

        with contextlib.suppress(OSError, ValueError):  # a file, or nothing: neither can be waited for
            loop.add_reader(0, take)

    def _flush(self) -> None:
        sys.stdout.flush()

    # what happens

    def _happened(self, happening: Happening) -> None:
        printer = self._printer
        match happening:
            case Preparing():
                printer.line(_("Preparing the questions."))
            case Opened():
                self._opened(happening)
            case Checking():
                printer.line()
                printer.line(_("Saved. Checking."))
            case Judged():
                show_verdict(printer, happening.exercise, happening.verdict)
                if happening.verdict.verdict == "passed":
                    printer.line(_("n and Enter goes on to the next exercise."))
            case Trouble():
                printer.wrapped(happening.line)
        self._flush()

    def _opened(self, opened: Opened) -> None:
        printer, work = self._printer, opened.work
        printer.line()
        printer.line(
            _("{title}, page {number} of {pages}").format(
                title=work.lesson.title, number=work.number + 1, pages=len(work.lesson.pages)
            )
        )
        printer.line(_("Your task: {title}").format(title=opened.exercise.title), f"   {opened.exercise.address}")
        show_text(printer, opened.exercise.goal)
        self._questions()
        tell_of_keys(printer, opened.exercise.goal, self._ways())
        printer.line()
        printer.line(_("Your file, made for you:") if opened.file.made else _("Your file, as it was:"))
        printer.line(str(opened.file.path))
        printer.wrapped(_("Open it in your editor. It is checked whenever you save it."))
        printer.wrapped(_keys())

    def _questions(self) -> None:
        opened, printer = self._watching.opened, self._printer
        if opened is None or opened.posed is None:
            return
        for number, question in enumerate(opened.posed.questions, 1):
            printer.line()
            printer.line(
                _("Question {number} of {questions}").format(number=number, questions=len(opened.posed.questions))
            )
            show_lines(printer, question_lines(opened.exercise, question, printer.width, marks=True))
        printer.line()
        printer.wrapped(how_to_answer(opened.exercise))

    # what is typed

    async def _help(self) -> None:
        self._printer.wrapped(_keys())

    async def _check(self) -> None:
        self._watching.check()

    async def _go(self, step: int) -> None:
        address = self._watching.neighbour(step)
        if address is None:
            self._printer.line(_("There is no exercise beyond this one."))
        else:
            await self._watching.open(address)

    async def _hint(self) -> None:
        opened, printer, session = self._watching.opened, self._printer, self._session
        if opened is None:
            return
        exercise = opened.exercise
        may = session.kept(lambda: session.store.may_take_hint(exercise.address), None)
        if may is not None and not may.allowed:
            printer.wrapped(may.why)
            return
        before = session.hints_taken(exercise)
        taken = session.take_hint(exercise)
        first = taken if taken > before else 1  # all were taken: what is wanted is to read them again
        for number in range(first, taken + 1):
            printer.line(_("Hint {number} of {hints}").format(number=number, hints=len(exercise.hints)))
            show_text(printer, exercise.hints[number - 1])
        if not exercise.hints:
            printer.line(_("This exercise has no hints."))

    async def _task(self) -> None:
        opened, printer, session = self._watching.opened, self._printer, self._session
        if opened is None:
            return
        work = opened.work
        lesson, page = work.lesson, work.page
        outputs = session.known_outputs(lesson)
        if outputs is None:
            try:
                outputs = await session.compute_outputs(lesson)
            except CannotRun as error:  # the text alone is still worth reading
                printer.wrapped(_("The code on this page was not run: {fault}").format(fault=error))
        printer.line(page.title)
        printer.line()
        show_text(printer, page.text, outputs[opened.work.number] if outputs else ())
        printer.line()
        printer.line(_("Your task: {title}").format(title=opened.exercise.title))
        show_text(printer, opened.exercise.goal)
        self._questions()
        tell_of_keys(printer, f"{work.page.text} {opened.exercise.goal}", self._ways())

    def _ways(self) -> dict[str, str]:
        """What does here what each key does on the screen."""
        return {
            "^e": self._context.command("run", "FILE"),
            "^k": self._context.command("docs", "NAME"),
            "^r": _("save your file, or type c"),
            "^g": _("type h"),
            "^n": _("type n"),
            "^p": _("type p"),
        }


def _keys() -> str:
    return _(
        "Type a letter and Enter: h for a hint, t for the page and its task, n for the next exercise, "
        "p for the one before, c to check again, q to leave."
    )
