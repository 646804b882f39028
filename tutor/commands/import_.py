"""`tutor import`: what another machine kept, joined to what is kept here. *Screen side.*"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.commands.context import Context
from tutor.commands.faults import PASSED, UserFault
from tutor.language import _, plural

if TYPE_CHECKING:
    from tutor.progress.merging import Joined


def main(context: Context, options: argparse.Namespace) -> int:
    """Join the export, all of it or nothing, and say what was new."""
    from tutor.progress.archive import ArchiveError
    from tutor.progress.exchange import folders_elsewhere, import_data

    data = read(options.file)
    where = _("standard input") if options.file == "-" else options.file
    store = context.kept_store()
    try:
        joined = import_data(store, data, context.identity, dry_run=options.dry_run)
    except ArchiveError as error:
        raise UserFault(f"{where}: {error}") from None
    if not options.dry_run:
        store.adopt(context.course)
        store.schedule()
    if options.json:
        context.printer.json({**vars(joined), "dry_run": options.dry_run})
    else:
        _tell(context, joined, dry_run=options.dry_run)
        for folder in folders_elsewhere(data, context.identity):
            context.printer.wrapped(
                _(
                    "It also holds work on a course in {folder}, a folder that isn't here. If you have that course:"
                    " tutor --course FOLDER import {file}"
                ).format(folder=folder, file=options.file),
                "quiet",
            )
    return PASSED


def read(name: str) -> bytes:
    """What the file `name` holds, or standard input for `-`; never more than one byte more than an export may hold."""
    from tutor.progress.archive import LARGEST

    try:
        if name == "-":
            return sys.stdin.buffer.read(LARGEST + 1)
        with Path(name).open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        raise UserFault(
            _("{file}: no such file; look at its name and folder (here: {folder})").format(file=name, folder=Path.cwd())
        ) from None
    except IsADirectoryError:
        raise UserFault(
            _("{file}: a folder, not a file; name a file that `tutor export` wrote").format(file=name)
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UserFault(
            _("{file}: can't be read ({reason}); mend its rights, or name another").format(file=name, reason=reason)
        ) from None


def _tell(context: Context, joined: Joined, *, dry_run: bool) -> None:
    printer = context.printer
    if joined.is_nothing:
        printer.line(_("Nothing in it is new: everything was known here already."))
        return
    printer.line(("strong", _("This would be added:") if dry_run else _("Added:")))
    told = [
        plural("{n} exercise or page worked on", "{n} exercises or pages worked on", joined.exercises),
        plural("{n} pass", "{n} passes", joined.passes),
        plural("{n} attempt", "{n} attempts", joined.attempts),
        plural("{n} review", "{n} reviews", joined.reviews),
        plural("{n} draft, newer than here", "{n} drafts, newer than here", joined.drafts),
        plural("{n} older draft, kept aside", "{n} older drafts, kept aside", joined.set_aside),
    ]
    counts = (joined.exercises, joined.passes, joined.attempts, joined.reviews, joined.drafts, joined.set_aside)
    for words, count in zip(told, counts, strict=True):
        if count:
            printer.line("    ", words)
    if dry_run:
        printer.line(("quiet", _("Nothing was changed.")))
