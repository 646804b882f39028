"""What the workbench tells of the names in its editor: completed, documented, with signatures. *Screen side.*"""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

from textual.message import Message
from textual.timer import Timer

from tutor.course.draft_names import Draft
from tutor.course.fences import fences
from tutor.course.under_cursor import name_at, open_call
from tutor.language import _
from tutor.screen.desk import CannotRun
from tutor.screen.editing.completing import Completer
from tutor.screen.log import note_fault
from tutor.screen.signature import signature_parts

if TYPE_CHECKING:
    from tutor.screen.page_work import PageWork
    from tutor.screen.text_view import LayOut
    from tutor.screen.workbench import Workbench

PAUSE = 0.4  # seconds without a key after which the signature of an open call is shown
LARGEST = 50_000  # characters; a larger text isn't looked through for a signature


class Documented(Message):
    """What is known of a name, ready to be shown; `again` when more is known by now. Or `trouble`, one line."""

    def __init__(self, lay_out: LayOut | None, trouble: str = "", *, again: bool = False) -> None:
        super().__init__()
        self.again = again
        self.lay_out = lay_out
        self.trouble = trouble


class Consulting:
    """Looks up for one workbench. Nothing here ever waits for the runner but what was asked for by a key."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._editor = bench.answer.editor
        self._reference = bench.session.reference
        self._timer: Timer | None = None
        self._moved_at = 0.0
        self._work: PageWork | None = None  # whose own names are not yet completed
        self._shown = ("", "")  # the call whose signature is shown, and the signature

    def turn_to(self, work: PageWork) -> None:
        """Another page: its own code's names are completed too."""
        self._work = work
        self._editor.completer = Completer(self._reference.tables)
        self.hide_signature()

    # completion

    def typed(self) -> None:
        """A key changed the text."""
        if self._editor.completes:
            self._begin()
        self._editor.completer.tables = self._reference.tables
        if self._work is not None:
            self._editor.completer.more = _names_of(self._work)
            self._work = None
        self.moved()

    def _begin(self) -> None:
        if not self._reference.is_begun:
            # By the app, as it goes on when this screen is left.
            self._bench.app.run_worker(self._load(), group="names", exclusive=True, exit_on_error=False)

    async def _load(self) -> None:
        try:
            await self._reference.load()
        except Exception as error:  # a fault of ours, and nothing that anyone waits for
            note_fault(error)

    # the signature of the call that is being written

    def moved(self) -> None:
        """The cursor has moved, or the text has changed: what is shown of a signature is looked at again in a while."""
        self._moved_at = time.monotonic()
        if self._timer is None:
            self._timer = self._bench.set_timer(PAUSE, self._look)

    def _look(self) -> None:
        left = self._moved_at + PAUSE - time.monotonic()
        self._timer = self._bench.set_timer(left, self._look) if left > PAUSE / 20 else None
        if self._timer is not None:
            return
        if self._bench.is_mounted and self._editor.display:
            self._bench.run_worker(self.show_signature(), group="signature", exclusive=True, exit_on_error=False)

    async def show_signature(self) -> None:
        """Show the signature of the call around the cursor, its current argument set off; or none."""
        if len(self._editor.text) > LARGEST:
            return
        draft, at = self._read()
        call = None if draft.is_quoted(at) else open_call(draft.code, at)
        if call is None:
            self.hide_signature()
            return
        name = re.sub(r"^[)\]]", "", call.name)
        signature = self._shown[1] if self._shown[0] == name else await self._reference.signature(draft, name)
        if not signature:
            self.hide_signature()
            return
        self._shown = (name, signature)
        self._bench.answer.show_signature(lambda room: signature_parts(signature, call, room))

    def hide_signature(self) -> None:
        """Show none."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._shown = ("", "")
        self._bench.answer.show_signature(None)

    def _read(self) -> tuple[Draft, int]:
        """The text, its lines parted by one character each, and the place of the cursor in it."""
        row, column = self._editor.cursor_location
        return Draft("\n".join(self._editor.lines)), sum(len(one) + 1 for one in self._editor.lines[:row]) + column

    # documentation

    def look_up(self) -> str:
        """Look up the name under the cursor, or else the call around it, which Documented tells; "" for none there."""
        draft, at = self._read()
        row, column = self._editor.cursor_location
        name = name_at(self._editor.lines[row], column)
        if not name and (call := open_call(draft.code, at)):
            name = re.sub(r"^[)\]]", "", call.name)
        if name:
            self._begin()
            self._bench.run_worker(self._tell(draft, name), group="docs", exclusive=True, exit_on_error=False)
        return name

    async def _tell(self, draft: Draft, name: str) -> None:
        was_indexed = self._reference.is_indexed
        try:
            found = Documented(await self._reference.documentation(draft, name))
        except CannotRun as error:
            found = Documented(None, _("Nothing can be looked up: {reason}").format(reason=error))
        except Exception as error:
            found = Documented(None, note_fault(error))
        self._bench.post_message(found)
        if found.lay_out is not None and not was_indexed:
            await self._reference.indexed()
            self._bench.post_message(Documented(found.lay_out, again=True))


def _names_of(work: PageWork) -> tuple[str, ...]:
    """The names in a page's code, and in what its exercise starts from."""
    code = [fence.code for fence in fences(work.page.text)] + [work.exercise.starter if work.exercise else ""]
    return tuple(dict.fromkeys(word for each in code for word in reversed(Draft(each).words)))
