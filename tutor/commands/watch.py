"""`tutor watch`: one's own editor beside a small live verdict. *Screen side.*"""

from __future__ import annotations

import argparse
from pathlib import Path

from tutor.commands.context import Context
from tutor.commands.faults import PASSED, UserFault
from tutor.commands.files import read_text
from tutor.commands.terminal import need_terminal
from tutor.language import _
from tutor.screen.session import Session
from tutor.screen.watching import Unreadable, Watching


def main(context: Context, options: argparse.Namespace) -> int:
    """Watch the answer's file until the learner leaves; on a small screen, or in plain lines."""
    address = None
    if options.address is not None:
        address = context.place(options.address).address  # a slip is told here, in one line
    folder = Path(options.folder).expanduser() if options.folder else Path()
    if options.folder and not folder.is_dir():
        raise UserFault(_("{folder}: no such folder; make it first, or leave --folder out").format(folder=folder))
    if not options.plain:
        need_terminal(_("use `tutor watch --plain`, which needs none"))
    session = Session(context.course, context.store, context.new_runner)
    watching = Watching(session, _read, folder.absolute(), lambda _: None)
    watching.polling = options.poll or session.settings.polling
    first = watching.first(address)
    if first is None:
        raise UserFault(_("this course has no exercises to watch; `tutor list` shows what there is"))
    if options.plain:
        from tutor.commands.watch_plain import watch

        watch(context, watching, first)
        return PASSED
    from tutor.screen.watch import run

    return run(watching, first)


def _read(path: Path) -> str:
    try:
        return read_text(str(path))
    except UserFault as fault:
        raise Unreadable(str(fault)) from None
