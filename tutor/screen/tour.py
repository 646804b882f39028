"""The four keys of a lesson, shown at a learner's very first sitting, ticked off as they are used. *Screen side.*

Two lines above the footer, in nobody's way: nothing waits for them. Esc puts them away for good, and so does having
used all four; the command `tour` brings them back.
"""

from __future__ import annotations

from textual.message import Message

from tutor.course.lines import Line, words
from tutor.language import _, later_
from tutor.screen.keys import BY_ID
from tutor.screen.prose import Prose

STEPS = {
    "check": later_("checks your answer, and tells at once what differs."),
    "run": later_("runs your code, and shows what it prints."),
    "hint": later_("gives a hint: from a nudge to nearly there."),
    "next_page": later_("turns to the next page."),
}
MARKS = {True: "✓", False: "·"}


class TourEnded(Message):
    """The tour was put away, or all its keys were used."""


class Tour(Prose):
    """Shows the four keys; `did` ticks one off. Out of sight until `start`."""

    DEFAULT_CSS = "Tour { display: none; padding: 0 1; max-height: 3; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(self._lines, id=id)
        self._done: set[str] = set()
        self._has_task = True

    def on_mount(self) -> None:
        self.display = False

    @property
    def is_on(self) -> bool:
        """Whether it is shown."""
        return bool(self.display)

    def start(self, done: set[str], *, has_task: bool) -> None:
        """Show the keys, those of `done` ticked off; of a page without a task, its own come first."""
        self._done, self._has_task = done, has_task
        self.display = True
        self.show(self._lines)

    def did(self, action: str) -> None:
        """Tick `action` off."""
        if self.is_on and action in STEPS and action not in self._done:
            self._done.add(action)
            self.show(self._lines)
            if self._done >= STEPS.keys():
                self.put_away()

    def put_away(self) -> None:
        """Show it no more."""
        if self.is_on:
            self.display = False
            self.post_message(TourEnded())

    @property
    def coming(self) -> str:
        """The key to try next, of those that mean something on this page; "" when all are done."""
        order = list(STEPS) if self._has_task else ["run", "next_page"]
        return next((step for step in order if step not in self._done), "")

    def _lines(self, width: int) -> list[Line]:
        coming = self.coming
        keys: list[tuple[str, str]] = []
        for step in STEPS:
            key = BY_ID[step]
            is_done = step in self._done
            role = "dim" if is_done else "accent" if step == coming else "body"
            keys += [(f"{MARKS[is_done]} ", role), (key.shown, "dim" if is_done else "key")]
            keys += [(f" {_(key.label)}  ", role)]
        keys += [("  Esc", "key"), (" " + _("hides this"), "label")]
        if not coming:
            return words(width, *keys)
        shown = BY_ID[coming].shown
        about = words(width, (shown, "key"), (" " + _(STEPS[coming]), "body"))
        return [*about, *words(width, *keys)]
