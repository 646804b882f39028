"""Vim's modes: each key, with the text and the cursor, gives what is to be done. *Any side.*

It keeps what vim keeps between keys: the mode, the beginning of a command, the register, the last search and the last
change. Undo belongs to whoever holds the text, and so do the keys of writing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import Enum

from tutor.screen.vim import doing, objects
from tutor.screen.vim.changes import (
    Change,
    Repeat,
    Shape,
    Writing,
    difference,
    how_written,
    shape_of,
    stretch_of,
)
from tutor.screen.vim.doing import Done, Register
from tutor.screen.vim.finding import Sought, seek, word_under
from tutor.screen.vim.motions import SIMPLE, Target, to_character, to_line
from tutor.screen.vim.objects import Range
from tutor.screen.vim.parse import WITH_CHARACTER, Command, Unknown, parse
from tutor.screen.vim.text import at_cell, last_in_line, line_end, line_start, on_character, width

CHANGES = (*"dcyxsXDCYSJpP<>~uUr",)  # what visual mode does to what is selected
TO_THE_END = -1  # of each line that j and k come to
ROWS = ("j", "k", "up", "down")  # which keep the column


class Mode(Enum):
    """What keys mean now."""

    NORMAL = "NORMAL"
    INSERT = "INSERT"
    VISUAL = "VISUAL"
    LINES = "VISUAL LINE"

    @property
    def writes(self) -> bool:
        """Whether keys write."""
        return self is Mode.INSERT

    @property
    def selects(self) -> bool:
        """Whether motions select."""
        return self in (Mode.VISUAL, Mode.LINES)


@dataclass(frozen=True)
class Answer:
    """What a key does: a `change`, the `cursor` after it, and what else is asked for.

    `asks` is "undo", "redo", "find", "command", "center" or nothing; `copied` a text for the clipboard; `mine` is
    False for a key that writes, which is the editor's.
    """

    cursor: int
    change: Change | None = None
    asks: str = ""
    times: int = 1
    copied: str = ""
    mine: bool = True


@dataclass
class Vim:
    """One learner's vim. `press` takes keys as Textual names them, characters as themselves."""

    mode: Mode = Mode.NORMAL
    anchor: int = 0
    register: Register = field(default_factory=Register)
    pattern: re.Pattern[str] | None = None  # what n and N look for
    keys: list[str] = field(default_factory=list)  # of a command that is not whole yet
    _cell: int | None = None  # where j and k come back to, or TO_THE_END
    _sought: Sought | None = None  # by f, F, t, T
    _writing: Writing | None = None
    _last: Repeat | None = None

    def press(self, key: str, text: str, cursor: int) -> Answer:
        """What `key` does to `text` with the cursor at that offset."""
        if self.mode is Mode.INSERT:
            return self._finish(text, cursor) if key == "escape" else Answer(cursor, mine=False)
        if not self.mode.selects:
            cursor = on_character(text, cursor)
        self.anchor = min(self.anchor, len(text))
        if key == "escape":
            return self._escape(text, cursor)
        self.keys.append(key)
        try:
            command = parse(self.keys, visual=self.mode.selects)
        except Unknown:
            self.keys.clear()
            return Answer(cursor)
        if command is None:
            return Answer(cursor)
        self.keys.clear()
        return self._do(command, text, cursor)

    def select(self, anchor: int) -> None:
        """Something was selected by other means than vim's."""
        if self.mode is not Mode.LINES:
            self.mode = Mode.VISUAL
        self.anchor = anchor

    def leave(self) -> None:
        """Nothing is selected any more."""
        self.mode = Mode.NORMAL

    def forget(self) -> None:
        """Another text is edited now: normal mode, nothing half typed; register and last change stay."""
        self.mode = Mode.NORMAL
        self.keys.clear()
        self._writing = None
        self._cell = None

    def chosen(self, text: str, cursor: int) -> Range:
        """What is selected, in visual mode."""
        start, end = sorted((self.anchor, cursor))
        if self.mode is Mode.LINES:
            return doing.lines_of(text, start, end)
        if self._cell == TO_THE_END and cursor >= self.anchor:
            return Range(start, min(len(text), line_end(text, end) + 1))
        return Range(start, min(len(text), end + 1))

    def _escape(self, text: str, cursor: int) -> Answer:
        self.keys.clear()
        self.mode = Mode.NORMAL
        return Answer(on_character(text, cursor))

    # commands

    def _do(self, command: Command, text: str, cursor: int) -> Answer:
        name = command.name
        if name in ("u", "U") and not self.mode.selects:
            return Answer(cursor, asks="undo" if name == "u" else "redo", times=command.times)
        if name in ("/", "?", ":"):
            asks = "command" if name == ":" else "find"
            return Answer(cursor, asks=asks)
        if name == "zz":
            return Answer(cursor, asks="center")
        if name == "." and not self.mode.selects:
            return self._repeat(command, text, cursor)
        if self.mode.selects:
            return self._in_visual(command, text, cursor)
        if name in ("v", "V"):
            self.mode, self.anchor = (Mode.VISUAL if name == "v" else Mode.LINES), cursor
            return Answer(cursor)
        if not command.operator:
            target = self._target(command, text, cursor)
            if target is not None:
                return self._move(command, target, text, cursor)
        done = self._done(command, text, cursor)
        return Answer(cursor) if done is None else self._take(command, done, text, None)

    def _done(self, command: Command, text: str, cursor: int) -> Done | None:
        """What a command of normal mode does to the text, or None if nothing."""
        name, times = command.name, command.times
        if command.operator:
            found = self._over(command, text, cursor)
            return None if found is None else doing.operate(text, command.operator, found[0], origin=found[1])
        short = {"x": ("d", "l"), "X": ("d", "h"), "s": ("c", "l"), "D": ("d", "$"), "C": ("c", "$")}
        short |= {"Y": ("y", "line"), "S": ("c", "line")}
        if name in short:
            operator, motion = short[name]
            done = self._done(Command(motion, operator, command.count), text, cursor)
            if done is None and operator == "c":
                return Done(text, cursor, True, Register())
            return done
        if name in ("i", "I", "a", "A"):
            return doing.begin_writing(text, cursor, name)
        if name in ("o", "O"):
            return doing.open_line(text, cursor, above=name == "O")
        if name in ("p", "P"):
            return doing.put(text, cursor, self.register, times, before=name == "P")
        if name == "J":
            return doing.join(text, cursor, times)
        if name == "r":
            return doing.replace(text, cursor, command.argument, times)
        if name == "~":
            return doing.swap_case(text, cursor, times)
        return None

    def _over(self, command: Command, text: str, cursor: int) -> tuple[Range, int] | None:
        """What an operator works on, and where the cursor stands after copying it."""
        name, operator, times = command.name, command.operator, command.times
        over: Range | None
        if name == "line":
            over = doing.some_lines(text, cursor, times)
            return None if over is None else (over, cursor)
        if name[0] in "ia" and len(name) == 2:
            over = objects.found(text, cursor, name[1], around=name[0] == "a", count=times)
            return None if over is None else (over, over.start)
        if operator == "c" and name in ("w", "W") and text[cursor : cursor + 1].strip():
            # To the end of this word, which `e` would leave if it stood there.
            here = objects.found(text, cursor, name, around=False)
            end = here.end if here is not None else cursor
            if times > 1:
                further = SIMPLE["e" if name == "w" else "E"](text, end - 1, times - 1)
                end = further.at + 1 if further is not None else end
            return Range(cursor, end), cursor
        target = self._target(command, text, cursor)
        if target is None:
            return None
        over = doing.range_of(text, cursor, target, name)
        to = self._beside(text, cursor, target.at) if name in ROWS else target.at
        if over.end > over.start or operator in "c<>" or over.lines:
            return over, min(cursor, to)
        return None

    def _beside(self, text: str, cursor: int, start: int) -> int:
        """The place in the line that begins at `start` which stands where the cursor does, or last did."""
        if self._cell is None:
            self._cell = width(text[line_start(text, cursor) : cursor])
        return last_in_line(text, start) if self._cell < 0 else at_cell(text, start, self._cell)

    def _target(self, command: Command, text: str, cursor: int) -> Target | None:
        """Where a motion leads; None for what is no motion, or leads nowhere."""
        name, times = command.name, command.times
        if name in SIMPLE:
            return SIMPLE[name](text, cursor, times)
        if name in ("G", "gg"):
            return to_line(text, command.count, last=name == "G")
        if name == "g_":
            return Target(last_in_line(text, cursor), inclusive=True)
        if name in WITH_CHARACTER:
            self._sought = Sought(name, command.argument)
            return to_character(text, cursor, times, name, command.argument)
        if name in (";", ",") and self._sought is not None:
            how = self._sought.how if name == ";" else self._sought.how.swapcase()
            return to_character(text, cursor, times, how, self._sought.character, again=True)
        if name in ("*", "#"):
            self.pattern = word_under(text, cursor) or self.pattern
        if name in ("n", "N", "*", "#") and self.pattern is not None:
            at = seek(text, self.pattern, cursor, times if name in "n*" else -times)
            return None if at is None else Target(at)
        return None

    def _move(self, command: Command, target: Target, text: str, cursor: int) -> Answer:
        if command.name in ROWS:
            return Answer(self._beside(text, cursor, target.at))
        self._cell = TO_THE_END if target.far else None
        return Answer(on_character(text, target.at))

    # visual mode

    def _in_visual(self, command: Command, text: str, cursor: int) -> Answer:
        name = command.name
        if name in ("v", "V"):
            wanted = Mode.VISUAL if name == "v" else Mode.LINES
            self.mode = Mode.NORMAL if wanted is self.mode else wanted
            return Answer(cursor)
        if name == "o":
            self.anchor, cursor = cursor, self.anchor
            return Answer(on_character(text, cursor))
        if name[0] in "ia" and len(name) == 2:
            found = objects.found(text, cursor, name[1], around=name[0] == "a", count=command.times)
            if found is None or found.end == found.start:
                return Answer(cursor)
            if found.lines:
                self.mode = Mode.LINES
            self.anchor = found.start
            return Answer(on_character(text, found.end - 1))
        target = self._target(command, text, cursor)
        if target is not None:
            return self._move(command, target, text, cursor)
        over = self.chosen(text, cursor)
        shape = shape_of(text, over)
        if name not in CHANGES:
            return Answer(cursor)
        done = self._done_over(command, text, over, over.start)
        self.mode = Mode.NORMAL
        return Answer(on_character(text, over.start)) if done is None else self._take(command, done, text, shape)

    def _done_over(self, command: Command, text: str, over: Range, origin: int) -> Done | None:
        """What a command of visual mode does to what is selected."""
        name = command.name
        same = {"x": "d", "s": "c", "X": "d", "D": "d", "Y": "y", "S": "c", "C": "c"}
        if name in "XDYSC":
            over = doing.lines_of(text, over.start, max(over.start, over.end - 1))
        name = same.get(name, name)
        if name in "dcy<>~uU":
            return doing.operate(text, name, over, command.times if name in "<>" else 1, origin)
        if name in ("p", "P"):
            if not self.register.text and not self.register.lines:
                return None
            return doing.put_over(text, over, self.register)
        if name == "J":
            return doing.join(text, over.start, over.of(text).count("\n") + 1)
        if name == "r":
            filled = re.sub(r"[^\n]", lambda _: command.argument, text[over.start : over.end])
            return Done(text[: over.start] + filled + text[over.end :], over.start)
        return None

    # changes, and doing them again

    def _take(self, command: Command, done: Done, text: str, shape: Shape | None) -> Answer:
        self._cell = None
        if done.taken is not None and (done.taken.text or done.taken.lines):
            self.register = done.taken
        change = difference(text, done.text)
        copies = command.operator == "y" or command.name in ("y", "Y")
        if done.writes:
            self.mode = Mode.INSERT
            self._writing = Writing(done.text, done.cursor, command, shape)
            return Answer(done.cursor, change)
        if not copies:
            self._last = Repeat(command, shape)
        cursor = on_character(done.text, done.cursor)
        return Answer(cursor, change, copied=self.register.text if copies else "")

    def _finish(self, text: str, cursor: int) -> Answer:
        """Writing ends: what was written is kept for `.`, and written as often as the count said."""
        self.mode = Mode.NORMAL
        self._cell = None
        writing, self._writing = self._writing, None
        at = max(line_start(text, cursor), cursor - 1)
        if writing is None:
            return Answer(at)
        written = how_written(writing, text)
        self._last = Repeat(writing.command, writing.over, written)
        times = writing.command.times
        inserts = writing.command.name in tuple("iIaAoO") and not writing.command.operator
        if times < 2 or not inserts or written is None or written.back or written.ahead or not written.text:
            return Answer(at)
        body = written.text
        if writing.command.name in ("o", "O"):
            line = text[line_start(text, writing.at) : writing.at] + body
            body = "\n" + line
        if len(text) + len(body) * times > doing.LONGEST:
            return Answer(at)
        more = body * (times - 1)
        return Answer(max(line_start(text, cursor), cursor + len(more) - 1), Change(cursor, cursor, more))

    def _repeat(self, asked: Command, text: str, cursor: int) -> Answer:
        """`.`: the last change again, here; with a count in the place of its own."""
        last = self._last
        if last is None:
            return Answer(cursor)
        command = last.command if asked.count is None else replace(last.command, count=asked.count)
        if last.over is not None:
            done = self._done_over(command, text, stretch_of(text, cursor, last.over), cursor)
        else:
            done = self._done(command, text, cursor)
        if done is None:
            return Answer(cursor)
        if done.taken is not None and done.taken.text:
            self.register = done.taken
        after, to = done.text, done.cursor
        if done.writes:
            if last.written is not None:
                start, end = to - last.written.back, to + last.written.ahead
                if start < 0 or end > len(after):
                    return Answer(cursor)
                times = command.times if command.name in tuple("iIaA") and not command.operator else 1
                body = last.written.text * min(times, max(1, doing.LONGEST // max(1, len(last.written.text))))
                after = after[:start] + body + after[end:]
                to = start + len(body)
            to = max(line_start(after, to), to - 1)
        self._last = Repeat(command, last.over, last.written)
        return Answer(on_character(after, to), difference(text, after))
