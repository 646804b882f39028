"""`tutor import`: what another machine kept, joined to what is kept here. *Screen side.*"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tutor.commands.context import Context
from tutor.commands.faults import PASSED, UserFault
from tutor.commands.files import read_bytes, shown_name
from tutor.language import _, plural

if TYPE_CHECKING:
    from tutor.progress.merging import Joined


def main(context: Context, options: argparse.Namespace) -> int:
    """Join the export, all of it or nothing, and say what was new."""
    from tutor.progress.archive import LARGEST, ArchiveError
    from tutor.progress.exchange import folders_elsewhere, import_data

    data = read_bytes(options.file, LARGEST, wanted=_("name a file that `tutor export` wrote"))
    store = context.kept_store()
    try:
        joined = import_data(store, data, context.identity, dry_run=options.dry_run)
    except ArchiveError as error:
        raise UserFault(f"{shown_name(options.file)}: {error}") from None
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
