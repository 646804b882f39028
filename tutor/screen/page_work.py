"""What there is to do on one page: its address, its text, what the editor starts from. *Screen side.* Headless."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from tutor.course.fences import fences
from tutor.course.lines import Line, line, prose
from tutor.course.model import Exercise, Lesson, Page
from tutor.course.page_code import standalone, until_it_raises
from tutor.course.page_text import FenceOutput
from tutor.language import _, aside

# Three points that stand for code: alone, returned, or given a name. In an index they mean themselves.
_GAP = re.compile(r"^(?P<before> *(?:def .*: |return |\w+ = )?)\.\.\.\s*(?:#.*)?$")


@dataclass(frozen=True)
class PageWork:
    """Page `number` (from 0) of `lesson`."""

    lesson: Lesson
    number: int

    @property
    def page(self) -> Page:
        """The page itself."""
        return self.lesson.pages[self.number]

    @property
    def exercise(self) -> Exercise | None:
        """Its exercise, if it has one."""
        return self.page.exercise

    @property
    def address(self) -> str:
        """What its draft is kept under: the exercise's address, or the page's own for a scratch editor."""
        return self.exercise.address if self.exercise else self.place

    @property
    def place(self) -> str:
        """What is kept as the place to come back to."""
        return f"{self.lesson.address}#{self.page.id}"

    @property
    def asks(self) -> bool:
        """Whether it asks questions, and has no code to write."""
        return self.exercise is not None and not self.exercise.kind.is_code

    @property
    def file_name(self) -> str:
        """What the editor's title says."""
        if self.exercise is None:
            return "scratch.py"
        return f"{self.exercise.id}.py" if self.exercise.kind.is_code else _("your answers")

    @cached_property
    def gap(self) -> tuple[int, int] | None:
        """Where in the starter (row and column, from 0) the first `...` stands that is to be filled in, if any does."""
        if self.exercise is None:
            return None
        found = ((row, _GAP.match(text)) for row, text in enumerate(self.starter.split("\n")))
        return next(((row, match.end("before")) for row, match in found if match), None)

    @cached_property
    def starter(self) -> str:
        """What the editor holds before anything was written."""
        if self.exercise is not None:
            return self.exercise.starter
        before = [fence for page in self.lesson.pages[: self.number] for fence in fences(page.text) if fence.runs]
        here = [fence for fence in fences(self.page.text) if fence.runs]
        code = [fence.code for fence in here if not fence.raises]
        if not code:
            return ""
        # What a fence does before it raises, later ones may build upon.
        raised = [until_it_raises(fence.code) for fence in here if fence.raises]
        earlier = [until_it_raises(fence.code) if fence.raises else fence.code for fence in before]
        return standalone(code, [*earlier, *raised]) + "\n"

    def text(self, width: int, outputs: list[FenceOutput] | None) -> list[Line]:
        """The page's text and its task, laid out for `width` cells; `outputs` is None until they are computed."""
        known = tuple(outputs or ())
        lines = [[], *prose(self.page.text, width, known)]
        if self.exercise is not None:
            optional = aside(_("optional")) if self.exercise.optional else ""
            lines += [[], line(("─" * width, "rule")), []]
            lines += [line((_("Your task: "), "accent"), (self.exercise.title, "heading"), (optional, "dim")), []]
            lines += prose(self.exercise.goal, width)
        return lines
