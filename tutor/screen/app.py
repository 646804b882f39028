"""The Textual app: which screen is shown, what every screen can do, and leaving well in every way. *Screen side.*"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual._context import active_message_pump
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.css.query import NoMatches
from textual.screen import Screen

from tutor import language
from tutor.course import glyphs
from tutor.course.model import Course, Lesson
from tutor.course.outline import whole
from tutor.screen import leaving
from tutor.screen.bars import KeyBar
from tutor.screen.changed_cells import ChangedCellsOnly
from tutor.screen.course_map import find
from tutor.screen.home import HomeScreen
from tutor.screen.key_order import KeysInOrder
from tutor.screen.keys import TABLE, bindings, remap
from tutor.screen.letting_go import collect_soon, is_going, mend_styles_cache
from tutor.screen.log import note_fault
from tutor.screen.messages import (
    LastPageTurned,
    LessonChosen,
    ReviewEnded,
    SearchAsked,
    SettingsChanged,
    SolutionAsked,
    TestOutAsked,
)
from tutor.screen.remapping import usable
from tutor.screen.session import Session
from tutor.screen.terminal import PasteRefused, Terminal, TerminalGone, leaves_keys_alone
from tutor.screen.theme import fitting, is_light, themes
from tutor.screen.too_small import TooSmallScreen, is_too_small

if TYPE_CHECKING:
    from tutor.progress.settings import Settings
    from tutor.progress.store import Store
    from tutor.runner.client import Runner
    from tutor.screen.sitting import Went

COLOURS = {"standard": 16, "windows": 16, "256": 256}
SETTLED = 0.05  # seconds after which a new size is known everywhere
GONE = 129  # the exit status when the terminal ended: as after SIGHUP


class TutorApp(KeysInOrder, ChangedCellsOnly, inherit_bindings=False):
    """The course on the screen. `address` opens there; without it, where the last sitting was left off."""

    CSS_PATH = "app.tcss"
    TITLE = "tutor"
    ENABLE_COMMAND_PALETTE = False  # Textual's own has an emoji and a spinner
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(("quit", "home", "help", "palette", "search", "progress", "settings", "review", "language")),
    ]

    def __init__(self, session: Session, address: str | None = None, *, review: bool = False) -> None:
        # Without colours nothing is turned into one either: Textual would make greys of them.
        super().__init__(driver_class=Terminal, ansi_color=True if "NO_COLOR" in os.environ else None)
        mend_styles_cache()
        self.session = session
        self._opened_at = address
        self._opens_review = review
        self._recent: list[str] = []  # commands chosen by name, the last one first
        self.animation_level = "none"
        for theme in themes():
            self.register_theme(theme)
        self.theme = self._fitting_theme()
        glyphs.use(glyphs.fitting(self.settings.glyphs))
        self.session.trouble = self._use_keys() or self.session.trouble
        self.fault: str | None = None  # what ended the app, if a fault of ours did

    async def on_event(self, event: events.Event) -> None:
        """Whoever presses a key is there: the runner, should it have gone to sleep meanwhile, is started at once."""
        if isinstance(event, events.Key | events.Paste | events.MouseDown):
            self.session.desk.wake()
        await super().on_event(event)

    # settings

    @property
    def settings(self) -> Settings:
        """What the learner has chosen."""
        return self.session.settings

    def choose(self, settings: Settings) -> None:
        """Go by `settings` from now on: they are kept, and every widget that is there hears SettingsChanged."""
        before = self.settings
        speaks = settings.language in ("auto", language.current())
        if settings == before and speaks:
            return
        # Another language than the one set may have been asked for when the sitting began.
        before = before.with_(language=language.current()) if not speaks else before
        self.session.choose(settings)
        if settings.language != before.language:
            self.session.speak()
        glyphs.use(glyphs.fitting(settings.glyphs))
        self.theme = self._fitting_theme()
        self._use_keys()
        if settings.mouse != before.mouse:
            self._use_mouse(settings.mouse)
        for screen in self.screen_stack:
            for node in screen.walk_children(with_self=True):
                node.post_message(SettingsChanged(settings, before))
        collect_soon(self)

    def _fitting_theme(self) -> str:
        colours = COLOURS.get(self.console.color_system or "", 1 << 24)
        return fitting(os.environ, colours, self.settings.theme)

    def _use_keys(self) -> str:
        given, wrong = usable(self.settings.remapped)
        remap(given)
        self._keymap = given
        if self.is_running:
            self.set_keymap(given)
        return wrong

    def _use_mouse(self, wanted: bool) -> None:
        if isinstance(self._driver, Terminal):
            self._driver.use_mouse(wanted)

    # screens

    async def on_mount(self) -> None:
        leaving.install(self)
        await self.push_screen(HomeScreen(self.session) if self._opens_review else self.first_screen())
        if self._opens_review:
            self._show_review(())
        self._look_at_size()
        # The host imports torch while the learner reads; it is started once the screen is drawn.
        self.call_after_refresh(self.set_timer, 0.05, self.session.desk.wake)

    def on_resize(self) -> None:
        """A window may become too small to work in, and large again, at any moment."""
        # A terminal that was small for a moment may have lost what it showed, though its size is as it was.
        self.forget_terminal()
        self.set_timer(SETTLED, self._look_at_size)

    def _look_at_size(self) -> None:
        if len(self.screen_stack) < 2:  # the first screen isn't there yet, or the last one not any more
            return
        self.screen.refresh()
        if is_too_small(self.size) and not isinstance(self.screen, TooSmallScreen):
            self.push_screen(TooSmallScreen())

    def first_screen(self) -> Screen[Any]:
        """Where the sitting begins."""
        place = find(self.session.course, self._opened_at) if self._opened_at else self.session.resume()
        return HomeScreen(self.session) if place is None else self._lesson_screen(*place)

    async def _turn_to(self, screen: Screen[Any]) -> None:
        """Show `screen` in place of the one that is shown, which is let go."""
        await self.switch_screen(screen)
        collect_soon(self)

    def pop_screen(self) -> AwaitComplete:
        """Take the topmost screen away, and let go of it."""
        collect_soon(self)
        return super().pop_screen()

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
            await self._turn_to(self._lesson_screen(lesson, page if event.page is None else event.page))

    @on(LastPageTurned)
    async def action_home(self) -> None:
        """Show the map."""
        if not isinstance(self.screen, HomeScreen) and not self.screen.is_modal:
            self.session.drafts.save()
            await self._turn_to(HomeScreen(self.session))

    def action_help(self) -> None:
        """Show the help."""
        from tutor.screen.help import HelpScreen

        if not self.screen.is_modal:
            self.push_screen(HelpScreen([name for bar in self.screen.query(KeyBar) for name in bar.ids]))

    def action_settings(self) -> None:
        """Show what can be chosen."""
        from tutor.screen.settings import SettingsScreen

        if not self.screen.is_modal:
            self.push_screen(SettingsScreen(self.settings, self.choose, self.session.take_trouble))

    def action_progress(self) -> None:
        """Show what is done, day by day, and what was hard."""
        from tutor.screen.progress import ProgressScreen

        if not self.screen.is_modal:
            self.push_screen(ProgressScreen(self.session))

    async def action_review(self) -> None:
        """Tell what is due for review, and begin it if that is wished."""
        if not self.screen.is_modal:
            self.session.drafts.save()
            self._show_review(())

    def _show_review(self, went: Sequence[Went]) -> None:
        from tutor.screen.review_sheet import Choice, ReviewSheet

        async def chosen(choice: Choice | None) -> None:
            if choice is None:
                return
            what, address = choice
            if what == "page":
                self.post_message(LessonChosen(address))
            else:
                await self._review(more=what == "more")

        self.push_screen(ReviewSheet(self.session, went, self.session.now()), chosen)

    async def _review(self, *, more: bool) -> None:
        from tutor.screen.review import ReviewScreen

        due = self.session.due(more=more)
        if due.items:
            with contextlib.suppress(LookupError):
                await self._turn_to(ReviewScreen(self.session, due))

    @on(ReviewEnded)
    async def _review_ended(self, event: ReviewEnded) -> None:
        await self._turn_to(HomeScreen(self.session))
        self._show_review(event.went)

    def action_search(self) -> None:
        """Find a page by what it is about."""
        self._search("")

    @on(SearchAsked)
    def _search_asked(self, event: SearchAsked) -> None:
        self._search(event.text)

    def _search(self, typed: str) -> None:
        from tutor.screen.search import SearchScreen

        screen = self.screen
        if isinstance(screen, SearchScreen):
            screen.type(typed)  # keys that were on their way when the first one opened it
        elif not screen.is_modal:
            self.push_screen(SearchScreen(self.session, typed), self._open_found)

    def _open_found(self, address: str | None) -> None:
        if address is not None:
            self.post_message(LessonChosen(address))

    def action_language(self) -> None:
        """Speak the other language, at once and everywhere."""
        self.choose(self.settings.with_(language="en" if language.current() == "zh" else "zh"))

    def action_light(self) -> None:
        """Change between the dark and the light theme."""
        self.choose(self.settings.with_(theme="dark" if is_light(self.theme) else "light"))

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
                event.tell(language._("Kept as given up. You can still solve it."), "accent")
                show()

        if access is not None and access.allowed:
            show()
        elif may_give_up is not None and may_give_up.allowed:
            self.push_screen(GiveUpScreen(), decided)
        elif access is not None:
            event.tell(language.sentence(access.why), "accent")

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

        here = [key for key in TABLE if owners.get(key.id) is not None]
        self.push_screen(PaletteScreen(here, self._recent), chosen)

    def _owner(self, screen: Screen[Any], action: str) -> Any:
        """Whoever does `action`: the screen, or the app; None if nobody does here."""
        can = (node for node in (screen, self) if hasattr(node, f"action_{action}"))
        return next((node for node in can if node.check_action(action, ()) is not False), None)

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
        if isinstance(error, NoMatches) and is_going(self, active_message_pump.get(None)):
            return  # a message that came while its widgets were taken away, and nothing to end the sitting for
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
    review: bool = False,
) -> int:
    """Show the course on this terminal until the learner leaves; `review` begins with what is due.

    Returns the exit status.
    """
    return sit(TutorApp(Session(course, store, make_runner), address, review=review), mouse=mouse)


def sit(app: TutorApp, *, mouse: bool = True) -> int:
    """Show `app` on this terminal until the learner leaves. Returns the exit status."""
    session = app.session

    async def sitting() -> None:
        try:
            await app.run_async(mouse=mouse and session.settings.mouse and leaves_keys_alone(os.environ))
        finally:
            session.drafts.save()
            await session.desk.close()

    gc.freeze()  # what was imported until now stays: no need to look through it again and again
    asyncio.run(sitting())
    if app.fault is not None:
        leaving.say(f"tutor: {app.fault}")
        return 3
    trouble = session.drafts.trouble
    if trouble is not None:
        leaving.say(f"tutor: {trouble}")
    return app.return_code or 0
