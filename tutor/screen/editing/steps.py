"""What can be undone, in steps of a learner's doing, within a bound of memory. *Screen side.*"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from textual.document._document import EditResult, Selection
from textual.document._edit import Edit
from textual.document._history import EditHistory

STEPS = 400
KEPT = 2_000_000  # characters that all steps may hold together
EDIT = 850  # characters that what an edit holds besides its texts is worth: places, selections, the edit itself
PAUSE = 2.0  # seconds after which typing goes on as a new step
RUN = 100  # characters of one step of typing

Pair = Sequence[int]  # a row and a column
Pairs = Sequence[Pair] | None


class Steps(EditHistory):
    """A history of edits; typing a pair of brackets belongs to the typing around it.

    What happens within `together()` is one step, whatever it is.
    """

    def __init__(self) -> None:
        super().__init__(max_checkpoints=STEPS, checkpoint_timer=PAUSE, checkpoint_max_characters=RUN)
        self._held = 0
        self._together = False

    @property
    def held(self) -> int:
        """How many characters all steps hold."""
        return self._held

    def record(self, edit: Edit) -> None:
        """Keep `edit`, which was done just now, as a new step or with the one before it."""
        result = edit._edit_result
        assert result is not None
        if edit.text == "" and result.replaced_text == "":
            return
        takes_away = bool(result.replaced_text)
        now = self._get_time()
        has_lines = "\n" in edit.text or "\n" in result.replaced_text
        is_long = len(edit.text) > 2
        stack: deque[list[Edit]] = self._undo_stack
        goes_on = stack and not self._force_end_batch
        if not self._together:
            goes_on = (
                goes_on
                and not has_lines
                and not is_long
                and takes_away == self._previously_replaced
                and now - self._last_edit_time <= self.checkpoint_timer
                and self._character_count + len(edit.text) <= self.checkpoint_max_characters
            )
        if goes_on:
            stack[-1].append(edit)
            self._character_count += len(edit.text)
        else:
            stack.append([edit])
            self._character_count = len(edit.text)
            self._force_end_batch = False
        self._last_edit_time = now
        self._previously_replaced = takes_away
        self._redo_stack.clear()
        if (has_lines or is_long) and not self._together:
            self.checkpoint()
        self._forget_the_oldest()

    def checkpoint(self) -> None:
        """The next edit begins a new step; not while edits belong together."""
        if not self._together:
            super().checkpoint()

    def _pop_undo(self) -> list[Edit] | None:
        super().checkpoint()  # also while edits belong together: what follows must not join an older step
        return super()._pop_undo()

    def _pop_redo(self) -> list[Edit] | None:
        super().checkpoint()
        return super()._pop_redo()

    def clear(self) -> None:
        """Forget everything."""
        super().clear()
        self._together = False

    def begin(self) -> None:
        """What comes belongs together, until `end`."""
        super().checkpoint()
        self._together = True

    def end(self) -> None:
        """What comes after is a step of its own."""
        self._together = False
        super().checkpoint()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Everything done within it is one step."""
        if self._together:
            yield
            return
        self.begin()
        try:
            yield
        finally:
            self.end()

    def plain(self) -> list[Any]:
        """All steps as plain data, for `again`."""
        return [[[_plain(edit) for edit in step] for step in stack] for stack in (self._undo_stack, self._redo_stack)]

    @classmethod
    def again(cls, plain: list[Any]) -> Steps:
        """The steps that gave `plain`; what follows is a step of its own."""
        steps = cls()
        for stack, told in zip((steps._undo_stack, steps._redo_stack), plain, strict=True):
            stack.extend([_edit(*each) for each in step] for step in told)
        steps._forget_the_oldest()
        steps.end()
        return steps

    def _forget_the_oldest(self) -> None:
        # Counted anew: the stack drops steps by itself, too.
        self._held = sum(_size(step) for step in self._undo_stack)
        while self._held > KEPT and len(self._undo_stack) > 1:
            self._held -= _size(self._undo_stack.popleft())


def _plain(edit: Edit) -> list[Any]:
    result = edit._edit_result
    assert result is not None
    places = (edit.from_location, edit.to_location, edit._original_selection, edit._updated_selection)
    return [edit.text, *places, edit.maintain_selection_offset, result.end_location, result.replaced_text]


def _edit(text: str, start: Pair, end: Pair, before: Pairs, after: Pairs, keeps: bool, ended: Pair, gone: str) -> Edit:
    edit = Edit(text, _place(start), _place(end), keeps)
    edit._original_selection = Selection(*map(_place, before)) if before else None
    edit._updated_selection = Selection(*map(_place, after)) if after else None
    edit._edit_result = EditResult(_place(ended), gone)
    return edit


def _place(pair: Pair) -> tuple[int, int]:
    row, column = pair
    return row, column


def _size(step: list[Edit]) -> int:
    replaced = (edit._edit_result.replaced_text if edit._edit_result else "" for edit in step)
    return sum(EDIT + len(edit.text) + len(text) for edit, text in zip(step, replaced, strict=True))
