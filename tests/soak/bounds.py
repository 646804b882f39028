"""What every input must keep to: an end within so much work, and one clear line of words a person can read."""

from __future__ import annotations

import contextlib
import re
import signal
from collections.abc import Iterator
from types import FrameType

WORK = 20.0  # seconds of processor time that one input may take: a busy machine makes no difference to it
WALL = 240  # seconds by the clock, for what waits without working
LONGEST = 2000  # characters of one line

# What would act on a terminal: control characters, and marks that turn the order of text round.
ACTING = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Broken(Exception):
    """A promise that was not kept; the text says which."""


class Endless(BaseException):
    """More work than an input may make. No `except Exception` holds it up."""


def promise(kept: object, otherwise: str) -> None:
    """Raise Broken unless `kept`."""
    if not kept:
        raise Broken(otherwise)


def one_line(text: str) -> str:
    """`text`, if it is one clear line. Raises Broken."""
    promise(text.strip(), "nothing was said")
    promise(not ACTING.search(text), f"not one clear line: {text[:300]!r}")
    promise(len(text) <= LONGEST, f"a line of {len(text)} characters: {text[:300]!r}")
    promise("Traceback (most recent" not in text, f"a traceback: {text[:300]!r}")
    return text


@contextlib.contextmanager
def bounded(work: float = WORK) -> Iterator[None]:
    """Raise Endless within, once so many seconds of work are done. On the main thread only."""

    def end(number: int, frame: FrameType | None) -> None:
        raise Endless(f"{'more work than it may' if number == signal.SIGPROF else 'it waits'}: {_where(frame)}")

    before = signal.signal(signal.SIGPROF, end), signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_PROF, work)
    signal.alarm(WALL)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.alarm(0)
        signal.signal(signal.SIGPROF, before[0])
        signal.signal(signal.SIGALRM, before[1])


def _where(frame: FrameType | None) -> str:
    places = []
    while frame is not None and len(places) < 6:
        places.append(f"{frame.f_code.co_filename.rpartition('/tutor/')[2]}:{frame.f_lineno}")
        frame = frame.f_back
    return " < ".join(places)
