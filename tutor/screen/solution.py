"""The reference beside one's own answer, and the question that comes before giving up. *Screen side.*"""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.screen import ModalScreen

from tutor.course.cells import cells
from tutor.course.lines import Line, code, line, prose
from tutor.course.model import Exercise
from tutor.language import _
from tutor.screen.bars import PaneTitle
from tutor.screen.messages import SettingsChanged
from tutor.screen.prose import Prose
from tutor.screen.text_view import ROOMY, TextView

MARGINS = 3  # cells beside each of the two; where the code does not fit so, they stand one above the other


def own_lines(own: str, width: int) -> list[Line]:
    """One's own answer."""
    return code(own, width)


def reference_lines(exercise: Exercise, width: int) -> list[Line]:
    """The reference and what there is to say about it; for questions only that."""
    lines = code(exercise.solution, width) if exercise.kind.is_code else []
    if exercise.explain.strip():
        lines += [[], *prose(exercise.explain, width)]
    return lines or [line((_("There is nothing to add."), "dim"))]


class SolutionScreen(ModalScreen[None]):
    """Shows both until Esc."""

    CSS_PATH = "solution.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,ctrl+s,enter", "dismiss", show=False)]

    def __init__(self, exercise: Exercise, own: str) -> None:
        super().__init__()
        self._exercise = exercise
        self._own = own

    def compose(self) -> ComposeResult:
        with Container(id="pair"):
            if self._exercise.kind.is_code:
                with Vertical(classes="side"):
                    yield PaneTitle(id="own-title")
                    yield TextView(lambda width: own_lines(self._own, width), column=100, id="own")
            with Vertical(classes="side"):
                yield PaneTitle(id="reference-title")
                yield TextView(lambda width: reference_lines(self._exercise, width), column=100, id="reference")

    def on_mount(self) -> None:
        self._fit()
        self._show_titles()
        self.query_one("#reference-title", PaneTitle).set_focused(True)
        self.query_one("#reference", TextView).focus()

    @on(SettingsChanged)
    def _show_titles(self) -> None:
        for title in self.query("#own-title").results(PaneTitle):
            title.show([(_("your answer"), "heading")])
        reference = self.query_one("#reference-title", PaneTitle)
        reference.show([(_("the reference"), "heading")], [("Esc", "key"), (" " + _("closes"), "label")])

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002
        self._fit()

    def _fit(self) -> None:
        texts = (self._own, self._exercise.solution)
        longest = max(cells(row) for text in texts for row in text.expandtabs(4).split("\n"))
        margins = MARGINS + (2 if self.app.size.width >= 2 * ROOMY else 0)  # `TextView` leaves more where there is room
        narrow = 2 * (longest + margins) > self.app.size.width
        self.set_class(narrow, "-narrow")
        self.query_one("#pair").styles.layout = "vertical" if narrow else "horizontal"


class GiveUpScreen(ModalScreen[bool]):
    """Asks whether to give up and see the reference; answers True or False."""

    CSS_PATH = "solution.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", show=False),
        Binding("n,escape,enter", "answer(False)", show=False),
    ]

    def compose(self) -> ComposeResult:
        with Vertical(id="question"):
            yield Prose(_question)

    def action_answer(self, answer: bool) -> None:
        """Close with `answer`."""
        self.dismiss(answer)


def _question(width: int) -> list[Line]:
    asked = _("See the reference now?")
    told = _(
        "The exercise is then kept as given up, for good. You can still solve it, and go on with the course either way."
    )
    give_up, again = f"  {_('give up and see it')}      ", f"  {_('try again')}"
    keys = line(("y", "key"), (give_up, "body"), ("Esc", "key"), (again, "body"))
    return [*prose(f"**{asked}**\n\n{told}", width), [], keys]
