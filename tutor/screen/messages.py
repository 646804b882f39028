"""What happened on a screen that the app answers. *Screen side.*"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.message import Message

from tutor.course.model import Chapter, Exercise
from tutor.progress.settings import Settings
from tutor.screen.sitting import Went


class LessonChosen(Message):
    """A lesson is to be opened; on `page` (from 0), or where something is left to do in it."""

    def __init__(self, address: str, page: int | None = None) -> None:
        super().__init__()
        self.address = address
        self.page = page


class LastPageTurned(Message):
    """The page after the last one was asked for."""


class SolutionAsked(Message):
    """The reference of `exercise` was asked for, to stand beside `own`; `tell` says a line where it was asked."""

    def __init__(self, exercise: Exercise, own: str, tell: Callable[[str, str], None]) -> None:
        super().__init__()
        self.exercise = exercise
        self.own = own
        self.tell = tell


class TestOutAsked(Message):
    """It was asked how to test out of `chapter`."""

    __test__ = False  # no test case of pytest's

    def __init__(self, chapter: Chapter) -> None:
        super().__init__()
        self.chapter = chapter


class ReviewEnded(Message):
    """Nothing is left of a sitting of review; `went` is how it went."""

    def __init__(self, went: Sequence[Went]) -> None:
        super().__init__()
        self.went = went


class SearchAsked(Message):
    """`text` was typed where nothing is written: it is to be looked up in the course."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class SettingsChanged(Message, bubble=False):
    """The learner has chosen `settings`; `before` is what was in force. Sent to every widget that is there."""

    def __init__(self, settings: Settings, before: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.before = before
