"""The terminal's driver: the end of the terminal noticed, pastes of any size and keys taken whole. *Screen side.*

Stock Textual spins when its terminal is gone, blocks once nobody reads what it writes, parses a paste one character at
a time, and ends at the first byte that isn't UTF-8. Of keys: `sequences.py`.
"""

from __future__ import annotations

import os
import selectors
from codecs import getincrementaldecoder
from collections.abc import Mapping
from time import monotonic
from typing import IO, Any, cast

from textual import constants, events
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tutor.screen.changed_cells import ChangedCellsOnly
from tutor.screen.editing.paste import looks_pasted
from tutor.screen.key_parser import KeyParser
from tutor.screen.sequences import ESCAPE, Sequences

PASTE_LIMIT = 1 << 20  # characters; what is beyond is counted, not kept
READ_SIZE = 1 << 16
HELD_FOR = 0.04  # seconds for which what may begin a paste, or be the Esc key, is waited for
SAME_PASTE = 0.1  # seconds within which the next piece belongs to the same paste
SHORT = 0.1  # seconds of ESCDELAY that nobody asked for


def is_escape_key(held: str) -> bool:
    """Whether what was held back so long is the Esc key: a run that it is to stop goes on meanwhile.

    Where the line is slow, so that `ESCDELAY` asks for more patience, the rest of another key may well come late.
    """
    return held == ESCAPE and constants.ESCAPE_DELAY <= SHORT


def leaves_keys_alone(environment: Mapping[str, str]) -> bool:
    """Whether the mouse can be used without harm: GNU screen, once it reports the mouse, keeps Esc until the next key.

    It calls its terminals `screen` and `screen.` something; so does tmux, which says that it is there.
    """
    if environment.get("STY"):
        return False
    kind = environment.get("TERM", "")
    return bool(environment.get("TMUX")) or not (kind == "screen" or kind.startswith("screen."))


class TerminalGone(Message, bubble=False):
    """The terminal has ended: nothing can be read from it, or written to it, any more."""


class PasteRefused(Message, bubble=False):
    """A paste of `size` characters was too large to take."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.size = size


class PasteScanner:
    """Takes bracketed pastes out of what was typed, whole, whatever they hold.

    `feed` gives back the typed text and the pastes in their order; a paste over the limit is given as its size.
    """

    def __init__(self, limit: int = PASTE_LIMIT) -> None:
        self._limit = limit
        self._inside = False
        self._held = ""  # the beginning of what may become a marker
        self._parts: list[str] = []
        self._size = 0

    def feed(self, text: str) -> list[tuple[str, str | int]]:
        """The parts of `text` as ("typed", text), ("paste", text) or ("refused", size)."""
        found: list[tuple[str, str | int]] = []
        text, self._held = self._held + text, ""
        while text:
            marker = BRACKETED_PASTE_END if self._inside else BRACKETED_PASTE_START
            before, met, text = text.partition(marker)
            if not met:
                before, self._held = _hold_back(before, marker)
            if self._inside:
                self._keep(before)
                if met:
                    found.append(self._finished())
            elif before:
                found.append(("typed", before))
            if met:
                self._inside = not self._inside
        return found

    @property
    def held(self) -> str:
        """What is held back of what was typed: it may begin a paste, or be the Esc key."""
        return "" if self._inside else self._held

    def flush(self) -> str:
        """What was held back as a possible beginning of a paste and turned out to be typed."""
        if self._inside:
            return ""
        held, self._held = self._held, ""
        return held

    def _keep(self, text: str) -> None:
        self._size += len(text)
        if self._size <= self._limit:
            self._parts.append(text)
        else:
            self._parts.clear()

    def _finished(self) -> tuple[str, str | int]:
        text, size = "".join(self._parts), self._size
        self._parts, self._size = [], 0
        return ("paste", text) if size <= self._limit else ("refused", size)


def _hold_back(text: str, marker: str) -> tuple[str, str]:
    """Cut off an end of `text` that begins `marker`."""
    for size in range(len(marker) - 1, 0, -1):
        if text.endswith(marker[:size]):
            return text[:-size], text[-size:]
    return text, ""


class QuietFile:
    """A terminal's output file that swallows what can't be written any more, and says so once."""

    def __init__(self, file: IO[str], on_gone: Any) -> None:
        self._file = file
        self._on_gone = on_gone
        self.gone = False

    def write(self, text: str) -> int:
        """Write `text`, or drop it once the terminal is gone."""
        self._try(lambda: self._file.write(text))
        return len(text)

    def flush(self) -> None:
        """Flush, or do nothing once the terminal is gone."""
        self._try(self._file.flush)

    def fileno(self) -> int:
        """The file's descriptor."""
        return self._file.fileno()

    def isatty(self) -> bool:
        """Whether the file is a terminal."""
        return self._file.isatty()

    def _try(self, act: Any) -> None:
        if self.gone:
            return
        try:
            act()
        except (OSError, ValueError):
            self.gone = True
            self._on_gone()


class Terminal(LinuxDriver):
    """Textual's Linux driver, which ends well when its terminal does."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._told = False
        self._pasted_at = -SAME_PASTE  # when the last piece came that was pasted without marks
        self._came_at = 0.0  # when something last came
        self._sequences = Sequences()
        self._parser = KeyParser(self._debug)
        self._file = cast(Any, QuietFile(cast(IO[str], self._file), self._tell_gone))

    def _tell_gone(self) -> None:
        if not self._told:
            self._told = True
            self.send_message(TerminalGone())

    def _get_terminal_size(self) -> tuple[int, int]:
        """The terminal's own word: COLUMNS and LINES, where a shell exports them, know of no resize."""
        try:
            size = os.get_terminal_size(self.fileno)
        except OSError:
            size = os.terminal_size((0, 0))
        return (size.columns, size.lines) if size.columns and size.lines else super()._get_terminal_size()

    def use_mouse(self, wanted: bool) -> None:
        """Take the mouse from the terminal, or leave it to it from now on: its own selection then works."""
        if wanted:
            self._mouse = True
            self._enable_mouse_support()
        else:
            self._disable_mouse_support()
            self._mouse = False
        self.flush()

    def stop_application_mode(self) -> None:
        """Leave the terminal as it was, in its plain style."""
        self.write("\x1b[m")
        super().stop_application_mode()

    def resume_application_mode(self) -> None:
        """Have the terminal again; whoever had it meanwhile may have drawn on it."""
        if isinstance(self._app, ChangedCellsOnly):
            self._app.forget_terminal()
        super().resume_application_mode()

    def run_input_thread(self) -> None:
        """Read what is typed until the app ends or the terminal does. Runs in a thread of its own."""
        selector = selectors.SelectSelector()
        selector.register(self.fileno, selectors.EVENT_READ)
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        scanner = PasteScanner()
        try:
            while not self.exit_event.is_set():
                waits = scanner.held or self._sequences.held
                if not selector.select(HELD_FOR if waits else 0.1):
                    self._typed_slowly(scanner)
                else:
                    data = self._read()
                    if not data:
                        self._tell_gone()
                        return
                    self._came_at = monotonic()
                    for kind, what in scanner.feed(decode(data)):
                        self._took(kind, what)
        finally:
            selector.close()

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, READ_SIZE)
        except OSError:
            return b""

    def _took(self, kind: str, what: str | int) -> None:
        if isinstance(what, int):
            self.process_message(PasteRefused(what))
        elif kind == "paste":
            self.process_message(events.Paste(what.replace("\x00", "")))
        else:
            self._typed(what)

    def _came_pasted(self, text: str) -> bool:
        """Whether `text` was pasted where no marks tell so; what follows at once still belongs to it."""
        now = monotonic()
        goes_on = len(text) > 1 and now - self._pasted_at < SAME_PASTE
        if looks_pasted(text, goes_on=goes_on):
            self._pasted_at = now
            return True
        return False

    def _typed_slowly(self, scanner: PasteScanner) -> None:
        """Nothing more has come for a while: see what was begun as what it is, once that was long enough."""
        if self._waited_for(scanner.held):
            self._typed(scanner.flush())
        if self._waited_for(self._sequences.held):
            self._tell(self._sequences.give_up())

    def _waited_for(self, held: str) -> bool:
        """Whether the rest of `held`, if it is anything, has been waited for long enough."""
        return bool(held) and (is_escape_key(held) or monotonic() - self._came_at >= constants.ESCAPE_DELAY)

    def _typed(self, text: str) -> None:
        if not self._sequences.held and self._came_pasted(text):
            self.process_message(events.Paste(text))
            return
        for unit in self._sequences.feed(text):
            self._tell(unit)

    def _tell(self, unit: str) -> None:
        for message in self._parser.read(unit):
            self.process_message(message)
