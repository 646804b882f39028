"""*Child side.* Trying to get out of a sandbox that was put around this process from outside."""

from __future__ import annotations

import json
import os
import signal
import socket
from collections.abc import Callable
from pathlib import Path

from tutor.language import later_


def main(canary: str, inner: str) -> None:
    """Print `{"escapes": [...]}`: what could be done that must not be, and what could not that must be."""
    print(json.dumps({"escapes": escapes(Path(canary), Path(inner))}), flush=True)


def escapes(canary: Path, inner: Path) -> list[str]:
    """What of all this was not refused to the calling process. `inner` is the one folder it may write in."""
    attempts: dict[str, Callable[[], object]] = {
        later_("a file was read"): canary.read_text,
        later_("a file was overwritten"): lambda: canary.write_text("overwritten"),
        later_("a file was made"): (canary.parent / "made").touch,
        later_("a folder was listed"): lambda: list(canary.parent.iterdir()),
        later_("a socket listened"): _listen,
        later_("a socket spoke"): _speak,
        later_("a process was forked"): _fork,
        later_("a process was signalled"): lambda: os.kill(os.getppid(), signal.SIGCONT),
    }
    found = [what for what, act in attempts.items() if not _refused(act)]
    mine = inner / "mine"
    try:
        mine.write_text("may be written")
        mine.read_text()
        mine.unlink()
    except OSError:
        found.append(later_("its own folder can't be used"))
    return found


def _refused(act: Callable[[], object]) -> bool:
    try:
        act()
    except OSError:
        return True
    return False


def _listen() -> None:
    with socket.socket() as ear:
        ear.bind(("127.0.0.1", 0))


def _speak() -> None:
    """Nothing is sent: a datagram's socket is connected by saying so."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mouth:
        mouth.connect(("127.0.0.1", 9))


def _fork() -> None:
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
