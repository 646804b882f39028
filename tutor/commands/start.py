"""`tutor start`: the screen. *Screen side.*"""

from __future__ import annotations

import argparse

from tutor.commands.context import Context
from tutor.commands.terminal import need_terminal
from tutor.language import _


def main(context: Context, options: argparse.Namespace) -> int:
    """Open the screen where the learner left off, or at the address given."""
    need_terminal(_("use `tutor list`, `tutor show` and `tutor check`, which need none"))
    if options.address is not None:
        context.place(options.address)  # a slip is told here, in one line, before the screen is drawn
    store, course = context.store, context.course
    from tutor.screen.app import run

    return run(course, store, context.new_runner, options.address, mouse=not options.no_mouse, review=options.review)
