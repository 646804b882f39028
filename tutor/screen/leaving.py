"""Leaving on a signal: the draft saved, the terminal restored, the runner ended. *Screen side.*

The exit status is 128 + the signal's number. Textual leaves SIGHUP and SIGTERM to Python, which ends at once. Should
the terminal be so stuck that the app's own way out is barred, a thread of its own does the least that is owed.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import termios
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tutor.screen.app import TutorApp

SIGNALS = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT)
PATIENCE = 5.0  # seconds that the app has for its own way out


def install(app: TutorApp) -> None:
    """Have `app` leave well on these signals. One that was ignored when the program started stays ignored."""
    if threading.current_thread() is not threading.main_thread():
        return
    loop = asyncio.get_running_loop()
    modes = _terminal_modes()
    for number in SIGNALS:
        if signal.getsignal(number) is signal.SIG_IGN:
            continue
        loop.add_signal_handler(number, _leave, app, number, modes)


@contextlib.contextmanager
def interrupts_unheard(app: TutorApp) -> Iterator[None]:
    """While another program has the terminal, ctrl+c is meant for that one."""
    loop = asyncio.get_running_loop()
    was_heard = loop.remove_signal_handler(signal.SIGINT)
    try:
        yield
    finally:
        if was_heard:
            # What came meanwhile still waits in the loop; it is let pass before this listens again.
            loop.call_later(0.2, loop.add_signal_handler, signal.SIGINT, _leave, app, signal.SIGINT, _terminal_modes())


def _leave(app: TutorApp, number: int, modes: list[object] | None) -> None:
    watch = threading.Timer(PATIENCE, _force, (app, number, modes))
    watch.daemon = True
    watch.start()
    app.leave(128 + number)


def _force(app: TutorApp, number: int, modes: list[object] | None) -> None:
    app.session.drafts.save()
    if modes is not None:
        with contextlib.suppress(OSError, termios.error):
            termios.tcsetattr(sys.__stdin__.fileno(), termios.TCSANOW, modes)  # type: ignore[union-attr, arg-type]
    os._exit(128 + number)


def _terminal_modes() -> list[object] | None:
    try:
        return list(termios.tcgetattr(sys.__stdin__.fileno()))  # type: ignore[union-attr]
    except (OSError, ValueError, AttributeError, termios.error):
        return None


def say(text: str) -> None:
    """Write one line to standard error, if anyone is there to read it."""
    with contextlib.suppress(OSError, ValueError):
        print(text, file=sys.stderr)
        sys.stderr.flush()
