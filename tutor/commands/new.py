"""`tutor new`: a first draft of a lesson with its files. *Screen side.*"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from tutor.commands.context import Context
from tutor.commands.faults import PASSED, UserFault
from tutor.commands.words import led
from tutor.language import _


def main(context: Context, options: argparse.Namespace) -> int:
    """Write the draft, and tell the author what is where and what comes next."""
    from tutor.course.new_lesson import CantWrite, carry_out, plan

    parts = options.address.strip("/").split("/")
    if len(parts) != 2:
        raise UserFault(_("`{address}` is no lesson's address; write chapter/lesson").format(address=options.address))
    root = _root(context)
    try:
        made = plan(root, *parts)
        carry_out(made)
    except CantWrite as fault:
        raise UserFault(str(fault)) from None
    printer = context.printer
    for path in made.new:
        printer.line(("good", led(_("written"), 9)), _short(path))
    for path in made.changed:
        printer.line(("good", led(_("changed"), 9)), _short(path))
    for note in made.notes:
        printer.line(("warn", led(_("to do"), 9)), note)
    printer.line()
    printer.wrapped(
        _(
            "The draft works as it stands: two pages, with a function to write and two questions. "
            "Write your own lesson in its place, part by part; in the file, TODO says what goes "
            "where."
        )
    )
    address = "/".join(parts)
    rows = (
        (_("What is left to do:"), ("lint", _short(made.lesson))),
        (_("Prove that it judges well:"), ("verify", address)),
        (_("See it as learners will:"), ("start", address)),
    )
    for said, words in rows:
        printer.line("  " + led(said, 28), ("code", context.command(*words)))
    return PASSED


def _root(context: Context) -> Path:
    """The folder of the course to write in; one that `--course` names and that is not there yet becomes one."""
    from tutor.course.installed import names
    from tutor.course.loader import BUILTIN
    from tutor.course.sources import BUILT_IN

    named = context.course_folder or os.environ.get("TUTOR_COURSE", "").strip()
    if named:
        folder = Path(named).expanduser()
        if folder.is_dir() or not (folder.exists() or named in (BUILT_IN, *names())):
            return folder
    source = context.source
    if source.kind in ("zip", "package") or source.root == BUILTIN:
        what = {"zip": _("a zip file"), "package": _("an installed package")}.get(source.kind, _("the program itself"))
        told = _(
            "{name}: this course comes from {what}, and can't be written in; "
            "name a folder of your own: tutor --course DIR new CHAPTER/LESSON"
        )
        raise UserFault(told.format(name=source.name, what=what))
    return source.root


def _short(path: Path) -> str:
    """The path as one would type it here."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
