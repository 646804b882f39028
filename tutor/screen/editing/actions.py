"""What the Lesson screen can do with the text in its editor. *Screen side.*"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual.app import SuspendNotSupported

from tutor.language import _
from tutor.screen import leaving
from tutor.screen.editing import outside, to_file

if TYPE_CHECKING:
    from textual.screen import Screen

    from tutor.screen.app import TutorApp
    from tutor.screen.lesson import LessonScreen
    from tutor.screen.workbench import Workbench


class EditorActions:
    """Mixed into a screen that has a workbench, `bench`. On a page of questions it says that there is no text."""

    def _editing(self) -> Workbench | None:
        """The workbench, with its editor in sight; None, and a word, where there is none."""
        screen = cast("LessonScreen", self)
        bench = screen.bench
        if not bench.answer.editor.display:
            bench.news.tell(_("There is no text to edit on this page."))
            return None
        if screen.is_narrow and not screen.query_one("#work").display:
            screen.action_switch_pane()
        return bench

    def action_comment(self) -> None:
        """Comment lines out, or in again."""
        if bench := self._editing():
            bench.answer.editor.action_comment()

    def action_select_all(self) -> None:
        """Select the whole answer."""
        if bench := self._editing():
            bench.answer.editor.focus(scroll_visible=False)
            bench.answer.editor.select_all()

    def action_find(self) -> None:
        """Open the bar that finds and replaces."""
        if bench := self._editing():
            bench.answer.find_bar.open()

    def action_go_to_line(self) -> None:
        """Open the bar for a line's number; that of the line that is marked stands there already."""
        if bench := self._editing():
            bench.answer.find_bar.open(f":{bench.answer.editor.marked or ''}")

    def action_to_file(self) -> None:
        """Write the answer to a file in the folder one is in; from within the panel, what it shows."""
        screen = cast("LessonScreen", self)
        bench = screen.bench
        if bench.work is None:
            return
        from tutor.screen.answer_file import shown

        exercise = bench.work.exercise
        stem = exercise.id if exercise else "scratch"
        name, text = f"{stem}.py", bench.answer.editor.text
        if bench.panel.has_focus_within or not bench.answer.editor.display:
            name, text = f"{stem}-{bench.panel.current}.txt", bench.panel.view.as_text()
        text = text if text.endswith("\n") else f"{text}\n"
        try:
            path = to_file.write(Path.cwd(), name, text)
        except OSError as error:
            told = _("{name} can't be written here: {reason}. Start `tutor` in a folder you may write in.")
            bench.news.tell(told.format(name=name, reason=error.strerror or error), "fault")
        else:
            bench.news.tell(_("Written to {path}").format(path=shown(path, screen.size.width // 2)))

    def action_outside(self) -> None:
        """Open the answer in the learner's own editor, and take it back when that ends."""
        bench = self._editing()
        if bench is None or bench.work is None:
            return
        app = cast("TutorApp", cast("Screen[None]", self).app)
        words, why_not = outside.command(os.environ)
        if not words:
            bench.news.tell(why_not, "fault")
            return
        editor = bench.answer.editor
        bench.session.drafts.save()
        try:
            draft = outside.Outside(words, editor.text, bench.work.file_name, editor.cursor_location[0] + 1)
        except OSError as error:
            reason = error.strerror or str(error)
            bench.news.tell(_("the draft can't be written for it: {reason}").format(reason=reason), "fault")
            return
        trouble = ""
        status = 0
        try:
            with leaving.interrupts_unheard(app), app.suspend():
                try:
                    status = outside.wait_for(draft.arguments)
                except OSError as error:  # within: the terminal must be taken back
                    trouble = error.strerror or str(error)
        except SuspendNotSupported:
            trouble = _("this terminal can't be lent to another program")
        back = draft.take_back(status)
        if back.text is not None:
            editor.put(back.text)
        editor.focus(scroll_visible=False)
        told = f"{words[0]}: {trouble}" if trouble else back.trouble
        if told:
            bench.news.tell(told, "fault")
