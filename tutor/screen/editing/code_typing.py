"""How Python is typed: brackets and quotes close themselves, lines keep the code's indentation. *Screen side.*"""

from __future__ import annotations

from collections.abc import Callable

from textual.document._edit import Edit
from textual.widgets.text_area import Selection

from tutor.screen import indent
from tutor.screen.editing import pairs
from tutor.screen.editing.ghost import Ghost
from tutor.screen.editing.search import Location


class CodeTyping(Ghost):
    """A text area that types what belongs to a key. `closes` says whether brackets and quotes close themselves."""

    closes = True

    def type_with(self, character: str) -> bool:
        """Type `character` with what belongs to it: the closing one, or the other end of a selection."""
        if not self.closes:
            return False
        start, end = sorted(self.selection)
        if start != end:
            around = pairs.surrounded(character, self.selected_text)
            if around is None:
                return False
            anchor, cursor = self.selection
            self._replace_via_keyboard(around, start, end)

            def within(location: Location) -> Location:
                return location[0], location[1] + (location == start or location[0] == start[0])

            self.selection = Selection(within(anchor), within(cursor))
            return True
        line = self.document[start[0]]
        done = pairs.typed(character, line[: start[1]], line[start[1] :])
        if done is None:
            return False
        if done.text:
            self._replace_via_keyboard(done.text, start, end)
        self.selection = Selection.cursor((start[0], start[1] + done.behind))
        self.record_cursor_width()
        return True

    def new_line(self) -> None:
        """Begin a new line, indented as the code before it asks."""
        start, end = sorted(self.selection)
        line = self.document[start[0]]
        if start[1] <= len(indent.leading(line)):
            # Within the indentation the line only moves down, as it is.
            self._replace_via_keyboard("\n" + line[: start[1]], start, end)
            return
        # Blanks behind the cursor would add themselves to the new line's.
        rest = self.document[end[0]][end[1] :]
        end = (end[0], end[1] + len(rest) - len(rest.lstrip(" ")))
        new = "\n" + indent.after(line[: start[1]])
        if self.closes and start[0] == end[0] and pairs.opens_here(line[: start[1]], rest):
            # The closing one goes to a line of its own, and the cursor in between.
            self._replace_via_keyboard(f"{new}\n{indent.leading(line)}", start, end)
            self.selection = Selection.cursor((start[0] + 1, len(new) - 1))
            self.record_cursor_width()
            return
        self._replace_via_keyboard(new, start, end)

    def action_delete_left(self) -> None:
        row, column = self.cursor_location
        if self.selection.is_empty and column and not self.read_only:
            line = self.document[row]
            count = indent.step_back(line[:column])
            further = self.closes and pairs.is_empty_pair(line[:column], line[column:])
            self._delete_via_keyboard((row, column - count), (row, column + further))
        else:
            super().action_delete_left()

    def action_dedent(self) -> None:
        """Take one step of indentation away from the selected lines."""
        self.change_lines(indent.dedented)

    def action_comment(self) -> None:
        """Comment the selected lines out, or in again."""
        self.change_lines(indent.comment_toggled)

    def change_lines(self, change: Callable[[list[str]], list[str]]) -> None:
        """Put what `change` makes of the selected lines in their place, as one step; the selection goes with them."""
        start, end = sorted(self.selection)
        last = end[0] - 1 if end[1] == 0 and end[0] > start[0] else end[0]
        before = [self.document[row] for row in range(start[0], last + 1)]
        after = change(before)
        if after == before or self.read_only:
            return
        anchor, cursor = self.selection
        self.edit(Edit("\n".join(after), (start[0], 0), (last, len(before[-1])), False))

        def moved(location: Location) -> Location:
            row, column = location
            if not start[0] <= row <= last or (column == 0 and anchor != cursor):
                return location
            return row, max(0, column + len(after[row - start[0]]) - len(before[row - start[0]]))

        self.selection = Selection(moved(anchor), moved(cursor))
