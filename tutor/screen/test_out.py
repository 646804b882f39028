"""Testing out of a chapter: what it takes, what was drawn, how far one is. *Screen side.*"""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from tutor.course.lines import Line, line, prose, words
from tutor.course.model import Chapter
from tutor.language import _
from tutor.progress.testing_out import TestOut
from tutor.screen.prose import Prose
from tutor.screen.session import Session


def lines_of(chapter: Chapter, test: TestOut | None, width: int) -> list[Line]:
    """What there is to say of a chapter's test-out, begun or not."""
    rule = _(
        "Testing out: five exercises of this chapter, drawn for you. Pass them all without a hint, and the whole"
        " chapter counts as done. You may try as often as you like, and read the pages."
    )
    lines = [*words(width, (chapter.title, "strong"))]
    lines += prose(chapter.summary, width) if chapter.summary else []
    lines += [[], *words(width, rule)]
    if test is not None:
        lines.append([])
    titles = {one.address: one.title for lesson in chapter.lessons for one in lesson.exercises}
    for address in test.addresses if test else ():
        passed = address in test.passed if test else False
        mark = (_("passed").ljust(8), "passed") if passed else ("·       ", "dim")
        lines.append(line("  ", mark, (titles.get(address, address), "body")))
    lines += [[], *_keys(chapter, test, width)]
    return lines


def _keys(chapter: Chapter, test: TestOut | None, width: int) -> list[Line]:
    close: list[tuple[str, str]] = [("Esc", "key"), ("  " + _("close"), "body")]
    if test is not None and test.passed_at is not None:
        return [
            line((_("Passed.") + " ", "passed"), (_("{chapter} is done.").format(chapter=chapter.title), "body")),
            [],
            line(*close),
        ]
    if test is not None and test.helped:
        told = words(width, _("A hint was taken meanwhile, so this one can't be passed any more."))
        return [*told, [], line(("Enter", "key"), (f"  {_('draw five others')}      ", "body"), *close)]
    verb = _("begin the test-out") if test is None else _("go on")
    stop = [] if test is None else [("s", "key"), (f"  {_('stop it')}      ", "body")]
    return [line(("Enter", "key"), (f"  {verb}      ", "body"), *stop, *close)]


class TestOutScreen(ModalScreen[str | None]):
    """Tells of a chapter's test-out; Enter begins it or goes on. Answers the address to open, or None."""

    __test__ = False  # no test case of pytest's

    CSS_PATH = "solution.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", show=False),
        Binding("s", "stop", show=False),
        Binding("escape,q,alt+t", "dismiss", show=False),
    ]

    def __init__(self, session: Session, chapter: Chapter) -> None:
        super().__init__()
        self._session = session
        self._chapter = chapter
        self._test = session.test_out(chapter)

    def compose(self) -> ComposeResult:
        with Vertical(id="question"):
            yield Prose(lambda width: lines_of(self._chapter, self._test, width))

    def action_go_on(self) -> None:
        """Begin, or go on with the first exercise that isn't passed."""
        if self._test is None or self._test.helped:
            self._test = self._session.begin_test_out(self._chapter)
        following = self._test.following if self._test is not None and self._test.passed_at is None else None
        self.dismiss(following)

    def action_stop(self) -> None:
        """Forget the one that is under way."""
        self._session.stop_test_out(self._chapter)
        self._test = self._session.test_out(self._chapter)
        self.query_one(Prose).show(lambda width: lines_of(self._chapter, self._test, width))
