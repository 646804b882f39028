"""What happened on a screen that the app answers. *Screen side.*"""

from __future__ import annotations

from collections.abc import Callable

from textual.message import Message

from tutor.course.model import Exercise


class LastPageTurned(Message):
    """The page after the last one was asked for."""


class SolutionAsked(Message):
    """The reference of `exercise` was asked for, to stand beside `own`; `tell` says a line where it was asked."""

    def __init__(self, exercise: Exercise, own: str, tell: Callable[[str, str], None]) -> None:
        super().__init__()
        self.exercise = exercise
        self.own = own
        self.tell = tell
