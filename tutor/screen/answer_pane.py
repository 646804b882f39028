"""The pane an answer is written in: the editor, or the questions. *Screen side.*"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult

from tutor.language import _
from tutor.screen.bars import PaneTitle, Part
from tutor.screen.editing.editor_pane import EditorPane
from tutor.screen.editing.left_texts import LeftTexts
from tutor.screen.editing.vim_keys import ModeChanged
from tutor.screen.editor import MoreLines
from tutor.screen.page_work import PageWork

if TYPE_CHECKING:
    from tutor.grading.questions import Posed
    from tutor.screen.question_form import QuestionForm


SIGNATURE = 42  # cells of a signature at 80 columns: with the key that brings it, 150 bytes at most


class AnswerPane(EditorPane):
    """Holds an editor, which stays, and a form of questions where the page asks some."""

    def __init__(self, left: LeftTexts, *, id: str | None = None) -> None:
        super().__init__(left, id=id)
        self._file = ""
        self._signature: Callable[[int], list[Part]] | None = None  # of the call that is being written
        self._state = ""
        self._mode = ""  # of vim's
        self._more = ""  # whether there are lines above, and below, what is seen
        self._awaited = False  # whether the focus goes to the questions as soon as they are posed
        self.form: QuestionForm | None = None  # the questions, once they are posed and can be answered

    def compose(self) -> ComposeResult:
        yield PaneTitle(id="answer-title")
        yield from super().compose()

    def open_code(self, work: PageWork, text: str, cursor: tuple[int, int]) -> None:
        """Edit `text`, the answer to `work`; with its undo, if it was left here unchanged."""
        self._turn_to(work)
        self.edit(work.address, text, cursor)

    def open_questions(self, work: PageWork) -> None:
        """Make room for the questions of `work`, which are not posed yet."""
        self._turn_to(work)
        self.set_state(_("preparing the questions…"))
        self.editor.display = False

    async def pose(self, posed: Posed) -> QuestionForm:
        """Show these questions in place of those before."""
        self._awaited = self._awaited or (self.form is not None and self.form.has_focus_within)
        from tutor.screen.question_form import QuestionForm  # not owed by pages with code

        self.form = None
        await self.query(QuestionForm).remove()
        form = QuestionForm(posed)
        await self.mount(form)
        if form.is_attached:  # else the page was turned meanwhile
            self.form = form
        self.set_state("")
        if self._awaited:
            self.call_after_refresh(self.start)
        return form

    def _turn_to(self, work: PageWork) -> None:
        self.find_bar.action_close()
        self.keep()
        self.query_one(PaneTitle).keep_open(0)
        self._file = work.file_name
        self.form = None
        self.query("QuestionForm").remove()
        self.set_state("")

    @on(ModeChanged)
    def _show_mode(self, event: ModeChanged) -> None:
        event.stop()
        self._mode = event.mode
        self._show_title()

    @on(MoreLines)
    def _show_more(self, event: MoreLines) -> None:
        event.stop()
        # Each has its place, so that the title doesn't move when one of them comes or goes.
        self._more = f"{'↑' if event.above else ' '}{'↓' if event.below else ' '}" if event.above or event.below else ""
        self._show_title()

    def start(self) -> None:
        """Put the focus where the answer goes on; on questions, once they are there."""
        self._awaited = False
        if self.editor.display:
            self.screen.set_focus(self.editor, scroll_visible=False)  # keys that wait already are meant for it
        elif self.form is not None and self.form.posed.questions:
            self.form.start()
        else:
            self._awaited = True

    def leave(self) -> None:
        """Questions that are being prepared don't take the focus any longer: it was asked for elsewhere meanwhile."""
        self._awaited = False

    def set_state(self, state: str) -> None:
        """Say whether the draft is saved."""
        self._state = state
        self._show_title()

    def say_again(self, work: PageWork, saved: str) -> None:
        """Name what is written as it is called now; `saved` says whether it is saved."""
        self._file = work.file_name
        self._state = saved if self._state else ""
        self._show_title()

    def show_signature(self, fitted: Callable[[int], list[Part]] | None) -> None:
        """Show a signature, fitted to so many cells, in the place of the file's name; None for that again."""
        if fitted is not None or self._signature is not None:
            self._signature = fitted
            self._show_title()

    def _show_title(self) -> None:
        said = [(_(self._mode) if self._mode else "", "accent"), (self._more, "label")] if self.editor.display else []
        right: list[Part] = []
        for part in (*said, (self._state, "label")):
            if part[0]:
                right += [("  ", "label"), part] if right else [part]
        room = self.size.width - 6 - (sum(cell_len(text) for text, _role in right) + 2 if right else 0)
        title = self.query_one(PaneTitle)
        if self._signature is not None:
            # The rule doesn't come back where a signature was: another will follow, and a stroke takes three bytes.
            room = min(room, max(SIGNATURE, room * 2 // 3))
            title.keep_open(room)
        left: list[Part] = [(self._file, "heading")] if self._signature is None else self._signature(room)
        title.show(left, right)

    def set_focused(self, focused: bool) -> None:
        """Say whether the answer has the focus."""
        title = self.query_one(PaneTitle)
        title.set_focused(focused)
        if not focused and self._signature is None:
            title.keep_open(0)
