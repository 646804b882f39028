"""Drafts kept as they are written: soon after the last key, and every few seconds while keys go on. *Screen side.*

Headless: who edits says that something changed, and gives a way to read it when it is time.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from tutor.language import _
from tutor.progress.faults import ProgressError

AFTER_LAST_KEY = 0.5  # seconds
AT_LATEST = 0.9  # seconds from the first unsaved key: no more than a second is ever lost

Cursor = tuple[int, int]
Read = Callable[[], tuple[str, Cursor]]


class Keeper(Protocol):
    """Where drafts go: `tutor.progress.store.Store`."""

    def save_draft(self, address: str, text: str, cursor: Cursor = (0, 0)) -> bool: ...


@dataclass
class _Unsaved:
    address: str
    read: Read
    since: float


class Drafts:
    """Saves the draft that is being written. `on_state` is told "saved" or "not saved"."""

    def __init__(self, store: Keeper, on_state: Callable[[str], None] | None = None) -> None:
        self._store = store
        self._unsaved: _Unsaved | None = None
        self._timer: asyncio.TimerHandle | None = None
        self.on_state = on_state or unheard
        self.trouble: str | None = None  # why the last save failed, in one line
        self.set_aside = False  # whether another session's text was found and kept apart

    def changed(self, address: str, read: Read) -> None:
        """The draft at `address` was changed; `read` gives its text and cursor."""
        loop = asyncio.get_running_loop()
        if self._unsaved is not None and self._unsaved.address != address:
            self.save()
        since = self._unsaved.since if self._unsaved else loop.time()
        self._unsaved = _Unsaved(address, read, since)
        self._cancel_timer()
        due = loop.time() + AFTER_LAST_KEY
        if since + AT_LATEST <= loop.time() and self.trouble is None:
            self.save()
        else:
            self._timer = loop.call_at(due if self.trouble else min(due, since + AT_LATEST), self.save)

    def save(self) -> bool:
        """Save now what isn't saved yet. Returns whether nothing is left unsaved; never raises."""
        self._cancel_timer()
        unsaved = self._unsaved
        if unsaved is None:
            return True
        try:
            text, cursor = unsaved.read()
            if self._store.save_draft(unsaved.address, text, cursor):
                self.set_aside = True
        except ProgressError as error:
            self.trouble = str(error)
            self.on_state(_("not saved"))
            self._try_again()
            return False
        self._unsaved = None
        self.trouble = None
        self.on_state(_("saved"))
        return True

    def _try_again(self) -> None:
        with contextlib.suppress(RuntimeError):  # no loop: the program is ending
            self._timer = asyncio.get_running_loop().call_later(AT_LATEST, self.save)

    def _cancel_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def unheard(state: str) -> None:
    """Nobody wants to know."""
    del state
