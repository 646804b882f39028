"""`tutor start`: the screen. *Screen side.*"""

from __future__ import annotations

import argparse
import os
import sys

from tutor.commands.context import Context
from tutor.commands.faults import UserFault

# Over a slow line the bytes of one key arrive apart. Milliseconds to wait for the rest before an escape is the Esc key.
ESCAPE_DELAY_OVER_SSH = "400"


def main(context: Context, options: argparse.Namespace) -> int:
    """Open the screen where the learner left off, or at the address given."""
    _need_terminal()
    if options.address is not None:
        context.place(options.address)  # a slip is told here, in one line, before the screen is drawn
    store, course = context.store, context.course
    if os.environ.get("SSH_CONNECTION"):
        os.environ.setdefault("ESCDELAY", ESCAPE_DELAY_OVER_SSH)
    from tutor.screen.app import run

    return run(course, store, context.new_runner, options.address, mouse=not options.no_mouse)


def _need_terminal() -> None:
    instead = "use `tutor list`, `tutor show` and `tutor check`, which need none"
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UserFault(f"the screen needs a terminal, and this is none; {instead}")
    if os.environ.get("TERM", "dumb") in ("dumb", ""):
        raise UserFault(f"the screen needs a terminal that can move its cursor, and TERM says it can't; {instead}")
