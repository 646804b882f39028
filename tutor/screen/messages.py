"""What happened on a screen that the app answers. *Screen side.*"""

from __future__ import annotations

from collections.abc import Callable

from textual.message import Message

from tutor.course.model import Chapter, Exercise


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
