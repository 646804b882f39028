"""One thing run at a time for the screen, its end reported by a message. *Screen side.*"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget
from textual.worker import Worker

from tutor.language import _
from tutor.screen.desk import CannotRun, Desk
from tutor.screen.events import RunFailed, RunStopped
from tutor.screen.log import note_fault

LONG = 10  # seconds of waiting after which it is said what one can do meanwhile


class Running:
    """What the learner asked to be run. A new wish takes the place of the one before; `stop` ends it at once."""

    def __init__(self, owner: Widget, desk: Desk, on_state: Callable[[str], None], *, name: str = "run") -> None:
        self._owner = owner
        self._desk = desk
        self._on_state = on_state
        self._name = name
        self._worker: Worker[None] | None = None
        self._wish = 0
        self._ticking: Timer | None = None

    @property
    def is_on(self) -> bool:
        """Whether something runs, or waits for the runner."""
        return self._worker is not None

    def begin(self, ask: Callable[[], Awaitable[Message]]) -> None:
        """Run `ask` and post the message it gives; or RunStopped, or RunFailed."""
        self._wish += 1
        work = self._run(ask, self._wish)
        self._worker = self._owner.run_worker(work, group=self._name, exclusive=True, exit_on_error=False)
        self._show()
        if self._ticking is None:
            self._ticking = self._owner.set_interval(1.0, self._show)

    def stop(self) -> None:
        """End what runs."""
        if self._worker is not None:
            self._worker.cancel()

    async def _run(self, ask: Callable[[], Awaitable[Message]], wish: int) -> None:
        message: Message = RunStopped()
        try:
            await asyncio.sleep(0)  # from Python 3.12 on it is begun at once, and must not be over before it is known
            message = await ask()
        except CannotRun as error:
            message = RunFailed(str(error))
        except Exception as error:
            # A fault of ours is told as ours, and the screen stays.
            message = RunFailed(note_fault(error))
        finally:
            if wish == self._wish:
                self._over(message)

    def _over(self, message: Message) -> None:
        self._worker = None
        if self._ticking is not None:
            self._ticking.stop()
            self._ticking = None
        if self._owner.is_mounted:
            self._on_state("")
            self._owner.post_message(message)

    def _show(self) -> None:
        if self.is_on:
            self._on_state(_("running…") if self._desk.is_ready else self._waiting())

    def _waiting(self) -> str:
        waited = self._desk.waited
        more = _(" (Esc stops waiting; you can go on typing)") if waited >= LONG else ""
        return _("starting PyTorch… {waited} s{more}").format(waited=waited, more=more)
