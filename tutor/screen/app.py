"""The Textual app: which screen is shown, what every screen can do, and leaving well in every way. *Screen side.*"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.screen import Screen

from tutor.course.model import Course, Lesson
from tutor.course.outline import whole
from tutor.screen import leaving
from tutor.screen.changed_cells import ChangedCellsOnly
from tutor.screen.course_map import find
from tutor.screen.home import HomeScreen
from tutor.screen.key_order import KeysInOrder
from tutor.screen.keys import TABLE, bindings
from tutor.screen.log import note_fault
from tutor.screen.messages import LastPageTurned, LessonChosen, SolutionAsked, TestOutAsked
from tutor.screen.session import Session
from tutor.screen.terminal import PasteRefused, Terminal, TerminalGone
from tutor.screen.theme import DARK, LIGHT, fitting, themes

if TYPE_CHECKING:
    from tutor.progress.store import Store
    from tutor.runner.client import Runner

COLOURS = {"standard": 16, "windows": 16, "256": 256}
GONE = 129  # the exit status when the terminal ended: as after SIGHUP


class TutorApp(KeysInOrder, ChangedCellsOnly, inherit_bindings=False):
    """The course on the screen. `address` opens there; without it, where the last sitting was left off."""

    CSS_PATH = "app.tcss"
    TITLE = "tutor"
    ENABLE_COMMAND_PALETTE = False  # Textual's own has an emoji and a spinner
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(("quit", "home", "help", "palette")),
    ]

    def __init__(self, session: Session, address: str | None = None) -> None:
        super().__init__(driver_class=Terminal)
        self.session = session
        self._opened_at = address
        self.animation_level = "none"
        for theme in themes():
            self.register_theme(theme)
        self.theme = self._first_theme = fitting(os.environ, COLOURS.get(self.console.color_system or "", 1 << 24))
        self.fault: str | None = None  # what ended the app, if a fault of ours did

    async def on_event(self, event: events.Event) -> None:
        """Whoever presses a key is there: the runner, should it have gone to sleep meanwhile, is started at once."""
        if isinstance(event, events.Key | events.Paste | events.MouseDown):
            self.session.desk.wake()
        await super().on_event(event)

    # screens

    async def on_mount(self) -> None:
        leaving.install(self)
        await self.push_screen(self.first_screen())
        # The host imports torch while the learner reads; it is started once the screen is drawn.
        self.call_after_refresh(self.set_timer, 0.05, self.session.desk.wake)

    def first_screen(self) -> Screen[Any]:
        """Where the sitting begins."""
        place = find(self.session.course, self._opened_at) if self._opened_at else self.session.resume()
        return HomeScreen(self.session) if place is None else self._lesson_screen(*place)

    def _lesson_screen(self, lesson: Lesson, page: int) -> Screen[Any]:
        from tutor.screen.lesson import LessonScreen  # the editor and its parser are not owed by the map

        lesson = whole(self.session.course, lesson)
        if page >= len(lesson.pages):  # its file was changed meanwhile, and is broken or shorter
            return HomeScreen(self.session)
        return LessonScreen(self.session, lesson, page)

    @on(LessonChosen)
    async def _open_lesson(self, event: LessonChosen) -> None:
        found = find(self.session.course, event.address)
        if found is not None:
            lesson, page = found
            await self.switch_screen(self._lesson_screen(lesson, page if event.page is None else event.page))

    @on(LastPageTurned)
    async def action_home(self) -> None:
        """Show the map."""
        if not isinstance(self.screen, HomeScreen) and not self.screen.is_modal:
            self.session.drafts.save()
            await self.switch_screen(HomeScreen(self.session))

    def action_help(self) -> None:
        """Show the help."""
        from tutor.screen.help import HelpScreen

        if not self.screen.is_modal:
            self.push_screen(HelpScreen())

    def action_light(self) -> None:
        """Change between the dark and the light theme."""
        dark = DARK if self._first_theme == LIGHT else self._first_theme
        self.theme = dark if self.theme == LIGHT else LIGHT

    @on(SolutionAsked)
    def _show_solution(self, event: SolutionAsked) -> None:
        from tutor.screen.solution import GiveUpScreen, SolutionScreen

        exercise = event.exercise
        store, kept = self.session.store, self.session.kept
        access = kept(lambda: store.may_see_solution(exercise), None)
        may_give_up = kept(lambda: store.may_give_up(exercise), None)

        def show() -> None:
            self.push_screen(SolutionScreen(exercise, event.own))

        def decided(given_up: bool | None) -> None:
            if given_up:
                kept(lambda: store.give_up(exercise.address), None)
                self.session.recount()
                event.tell("Kept as given up. You can still solve it.", "accent")
                show()

        if access is not None and access.allowed:
            show()
        elif may_give_up is not None and may_give_up.allowed:
            self.push_screen(GiveUpScreen(), decided)
        elif access is not None:
            event.tell(access.why[:1].upper() + access.why[1:] + ".", "accent")

    @on(TestOutAsked)
    def _show_test_out(self, event: TestOutAsked) -> None:
        from tutor.screen.test_out import TestOutScreen

        def chosen(address: str | None) -> None:
            if address is not None:
                self.post_message(LessonChosen(address))

        self.push_screen(TestOutScreen(self.session, event.chapter), chosen)

    def action_palette(self) -> None:
        """Show every command that means something here, and do the one that is chosen."""
        from tutor.screen.palette import PaletteScreen

        screen = self.screen
        if screen.is_modal:
            return
        owners = {key.id: self._owner(screen, key.id) for key in TABLE if key.bound and key.id != "palette"}

        def chosen(action: str | None) -> None:
            if action is not None:
                owner = owners[action]
                owner.call_later(owner.run_action, action)

        self.push_screen(PaletteScreen([key for key in TABLE if owners.get(key.id) is not None]), chosen)

    def _owner(self, screen: Screen[Any], action: str) -> Any:
        """Whoever does `action`: the screen, or the app; None if nobody does here."""
        return next((node for node in (screen, self) if hasattr(node, f"action_{action}")), None)

    # leaving

    async def action_quit(self) -> None:
        """Save and leave."""
        self.leave(0)

    def leave(self, status: int) -> None:
        """Save what is unsaved and end with `status`."""
        self.session.drafts.save()
        self.exit(return_code=status)

    @on(TerminalGone)
    def _terminal_gone(self) -> None:
        self.leave(GONE)

    @on(PasteRefused)
    def _paste_refused(self, event: PasteRefused) -> None:
        from tutor.screen.editor import TooMuchPasted

        if self.focused is not None:
            self.focused.post_message(TooMuchPasted(event.size))

    def _handle_exception(self, error: Exception) -> None:
        self.session.drafts.save()
        if not self.is_headless:
            self.fault = self.fault or note_fault(error)
        super()._handle_exception(error)

    def _print_error_renderables(self) -> None:
        if self.fault is None:
            super()._print_error_renderables()


def run(
    course: Course,
    store: Store,
    make_runner: Callable[[], Runner],
    address: str | None = None,
    *,
    mouse: bool = True,
) -> int:
    """Show the course on this terminal until the learner leaves. Returns the exit status."""
    return sit(TutorApp(Session(course, store, make_runner), address), mouse=mouse)


def sit(app: TutorApp, *, mouse: bool = True) -> int:
    """Show `app` on this terminal until the learner leaves. Returns the exit status."""
    session = app.session

    async def sitting() -> None:
        try:
            await app.run_async(mouse=mouse)
        finally:
            session.drafts.save()
            await session.desk.close()

    asyncio.run(sitting())
    if app.fault is not None:
        leaving.say(f"tutor: {app.fault}")
        return 3
    trouble = session.drafts.trouble
    if trouble is not None:
        leaving.say(f"tutor: {trouble}")
    return app.return_code or 0
