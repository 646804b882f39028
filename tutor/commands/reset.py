"""`tutor reset`: begin again, with thirty days to change one's mind. *Screen side.*"""

from __future__ import annotations

import argparse
import sys
from datetime import datetime

from tutor.commands.context import Context
from tutor.commands.faults import PASSED, UserFault
from tutor.language import _, plural
from tutor.progress.exchange import KEPT_DAYS, Removed, bring_back, remove, what_would_go


def main(context: Context, options: argparse.Namespace) -> int:
    """Ask, and take away; or bring back what was taken away last."""
    store = context.kept_store()
    if options.undo:
        back = bring_back(store)
        if back is None:
            raise UserFault(
                _("nothing to bring back: a reset is kept for {n} days, and none was made in them").format(n=KEPT_DAYS)
            )
        when = datetime.fromtimestamp(back.removed_at).strftime("%Y-%m-%d %H:%M")
        context.printer.line(("good", _("Back as before the reset of {when}: ").format(when=when)), _told(back))
        return PASSED
    address = _address(context, options.address)
    going = what_would_go(store, address)
    if not going.exercises and not going.drafts:
        context.printer.line(_("Nothing is kept there, so there is nothing to reset."))
        return PASSED
    if not options.yes and not _agreed(context, going, address):
        context.printer.line(_("Nothing was changed."))
        return PASSED
    gone = remove(store, address)
    context.printer.line(_("Reset: "), _told(gone))
    context.printer.line(
        ("quiet", _("To bring it back, for {n} days:  ").format(n=KEPT_DAYS)),
        ("code", context.command("reset", "--undo")),
    )
    return PASSED


def _address(context: Context, address: str | None) -> str:
    """The whole address of a chapter, a lesson or an exercise; "" for the whole course. Raises UserFault."""
    from tutor.course.address import NoSuchAddress, find

    if address is None:
        return ""
    try:
        found = find(context.course, address)
    except NoSuchAddress as error:
        raise UserFault(str(error)) from None
    return found.exercise.address if found.exercise else found.lesson.address if found.lesson else found.chapter.id


def _agreed(context: Context, going: Removed, address: str) -> bool:
    if not sys.stdin.isatty():
        raise UserFault(_("a reset asks first, and nobody is here to answer; add --yes if you mean it"))
    where = address or _("the whole course, {title}").format(title=context.course.title)
    context.printer.wrapped(_("This takes away, of {where}: ").format(where=where) + _told(going))
    word = _("yes")
    context.printer.line(_("Type {word} to go on: ").format(word=word))
    try:
        return input().strip().lower() in (word, "yes")
    except EOFError:
        return False


def _told(removed: Removed) -> str:
    parts = [
        plural("{n} exercise", "{n} exercises", removed.exercises),
        plural("{n} pass", "{n} passes", removed.passes),
        plural("{n} attempt", "{n} attempts", removed.attempts),
        plural("{n} draft", "{n} drafts", removed.drafts),
    ]
    return _(", ").join(parts)
