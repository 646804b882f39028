"""The options of one question, to be marked by keys or mouse. *Screen side.*"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from tutor.course.lines import Line, indented, line, prose
from tutor.screen.prose import Prose

if TYPE_CHECKING:
    from tutor.grading.questions import PosedQuestion


def reply_lines(text: str, role: str, width: int) -> list[Line]:
    """A reply in its `role`, behind a bar; a mark tells without colour, too, what is not right."""
    rows = prose(text, max(8, width - 2)) if text else []
    signs = ["! " if role == "failed" else "│ ", *["│ "] * len(rows)]
    return [[*line((sign, role)), *row] for sign, row in zip(signs, rows, strict=False)]


class Marked(Message):
    """What is marked has changed."""


class Choices(Prose, can_focus=True):
    """Options, one or several of which are marked. `replies` stand under the options they answer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("space,enter", "mark", show=False),
    ]

    def __init__(self, question: PosedQuestion, *, id: str | None = None) -> None:
        super().__init__(self._lines, id=id)
        self._question = question
        self._at = 0
        self._tops: list[int] = []
        self._replies: Mapping[int, tuple[str, str]] = {}
        self.marked: set[int] = set()

    @property
    def answer(self) -> list[str]:
        """The marked options as `#number`, numbers being those of the course's file."""
        return [f"#{option.index}" for option in self._question.options if option.index in self.marked]

    def set_answer(self, lines: list[str]) -> None:
        """Mark what `lines` name."""
        known = {f"#{option.index}": option.index for option in self._question.options}
        self.marked = {known[line] for line in lines if line in known}
        self.show(self._lines)

    def reply(self, replies: Mapping[int, tuple[str, str]]) -> None:
        """Show `(text, role)` under the options with these numbers."""
        self._replies = replies
        self.show(self._lines)

    def _lines(self, width: int) -> list[Line]:
        lines: list[Line] = []
        self._tops = []
        left, right = ("[", "]") if self._question.several else ("(", ")")
        for at, option in enumerate(self._question.options):
            self._tops.append(len(lines))
            here = self.has_focus and at == self._at
            sign = f"{left}{'x' if option.index in self.marked else ' '}{right} "
            text = prose(option.text, max(8, width - 6)) or [[]]
            lines.append([*line(("› " if here else "  ", "accent"), (sign, "key" if here else "body")), *text[0]])
            lines += [[*line("      "), *row] for row in text[1:]]
            if option.index in self._replies:
                lines += indented(reply_lines(*self._replies[option.index], width - 6), "      ")
        return lines

    def action_step(self, step: int) -> None:
        """Go to the next option, or on to the next question."""
        wanted = self._at + step
        if 0 <= wanted < len(self._question.options):
            self._at = wanted
            self.show(self._lines)
            self._scroll_here()
        elif step > 0:
            self.screen.focus_next("Choices, Input")
        else:
            self.screen.focus_previous("Choices, Input")

    def action_mark(self) -> None:
        """Mark the option, or take the mark away."""
        number = self._question.options[self._at].index
        if not self._question.several:
            self.marked = {number}
        else:
            self.marked ^= {number}
        self._replies = {}
        self.show(self._lines)
        self.post_message(Marked())

    def on_click(self, event: events.Click) -> None:
        found = [at for at, top in enumerate(self._tops) if top <= event.y]
        if found:
            self._at = found[-1]
            self.action_mark()

    def on_focus(self) -> None:
        self.show(self._lines)

    def on_blur(self) -> None:
        self.show(self._lines)

    def _scroll_here(self) -> None:
        if self._at < len(self._tops) and isinstance(self.parent, Widget):
            here = Region(0, self.virtual_region.y + self._tops[self._at], 1, 2)
            self.parent.scroll_to_region(here, animate=False)
