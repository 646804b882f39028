"""The pane an answer is written in: the editor, or the questions. *Screen side.*"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Vertical

from tutor.screen.bars import PaneTitle
from tutor.screen.editor import Editor, Opened
from tutor.screen.page_work import PageWork

if TYPE_CHECKING:
    from tutor.grading.questions import Posed
    from tutor.screen.question_form import QuestionForm


class AnswerPane(Vertical):
    """Holds an editor, which stays, and a form of questions where the page asks some."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._left: dict[str, Opened] = {}  # what was left in the editor on other pages, with its undo
        self._address = ""
        self._file = ""
        self._state = ""
        self._awaited = False  # whether the focus goes to the questions as soon as they are posed

    def compose(self) -> ComposeResult:
        yield PaneTitle(id="answer-title")
        yield Editor(id="editor")

    @property
    def editor(self) -> Editor:
        """The editor; it is out of sight while questions are asked."""
        return self.query_one("#editor", Editor)

    @property
    def form(self) -> QuestionForm | None:
        """The questions, once they are posed."""
        found = list(self.query("QuestionForm"))
        return cast("QuestionForm", found[0]) if found else None

    def open_code(self, work: PageWork, text: str, cursor: tuple[int, int]) -> None:
        """Edit `text`, the answer to `work`; with its undo, if it was left here unchanged."""
        self._turn_to(work)
        self.editor.display = True
        left = self._left.pop(work.address, None)
        with self.prevent(Editor.Changed):
            if left is not None and left.text == text:
                self.editor.reopen(left)
            else:
                self.editor.open(text, cursor)

    def open_questions(self, work: PageWork) -> None:
        """Make room for the questions of `work`, which are not posed yet."""
        self._turn_to(work)
        self.set_state("preparing the questions…")
        self.editor.display = False

    async def pose(self, posed: Posed) -> QuestionForm:
        """Show these questions in place of those before."""
        self._awaited = self._awaited or (self.form is not None and self.form.has_focus_within)
        from tutor.screen.question_form import QuestionForm  # not owed by pages with code

        await self.query(QuestionForm).remove()
        form = QuestionForm(posed)
        await self.mount(form)
        self.set_state("")
        if self._awaited:
            self.call_after_refresh(self.start)
        return form

    def _turn_to(self, work: PageWork) -> None:
        if self.editor.display and self._address:
            self._left[self._address] = self.editor.leave()
        self._address = work.address
        self._file = work.file_name
        self.query("QuestionForm").remove()
        self.set_state("")

    def start(self) -> None:
        """Put the focus where the answer goes on; on questions, once they are there."""
        self._awaited = False
        if self.editor.display:
            self.editor.focus(scroll_visible=False)
        elif self.form is not None and self.form.is_mounted and self.form.posed.questions:
            self.form.start()
        else:
            self._awaited = True

    def set_state(self, state: str) -> None:
        """Say whether the draft is saved."""
        self._state = state
        self.query_one(PaneTitle).show([(self._file, "heading")], [(state, "label")] if state else [])

    def set_focused(self, focused: bool) -> None:
        """Say whether the answer has the focus."""
        self.query_one(PaneTitle).set_focused(focused)
