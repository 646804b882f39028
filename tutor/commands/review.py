"""`tutor review`: what is due for review, and doing it without the screen. *Screen side.*"""

from __future__ import annotations

import argparse
import asyncio
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tutor.commands.context import Context
from tutor.commands.faults import PASSED, UserFault
from tutor.commands.printer import columns
from tutor.language import _, plural

if TYPE_CHECKING:
    from tutor.progress.due import Due


def main(context: Context, options: argparse.Namespace) -> int:
    """Tell what is due; or judge the answer in a file as a review."""
    if options.address is not None:
        if options.file is None:
            raise UserFault(_("name the file your answer is in as well: tutor review ADDRESS FILE"))
        return _review(context, options)
    due = context.readable_store().due(context.course, more=options.more)
    if options.json:
        context.printer.json(as_json(due))
    else:
        _show(context, due)
    return PASSED


def as_json(due: Due) -> dict[str, Any]:
    """What is due as plain data; times are seconds since 1970."""
    return {
        "items": [
            {
                "exercise": item.address,
                "title": item.title,
                "kind": item.kind,
                "due": item.due_at,
                "recall": round(item.recall, 3),
                "seconds": round(item.seconds),
                "given_up": not item.is_learned,
            }
            for item in due.items
        ],
        "minutes": due.minutes,
        "today": due.today,
        "waiting": due.waiting,
        "done": due.done,
        "next": due.next_at,
        "read_again": [{"exercise": one.address, "mistake": one.mistake, "times": one.times} for one in due.repeated],
    }


def _show(context: Context, due: Due) -> None:
    printer = context.printer
    if due.items:
        count = plural("{n} exercise is due", "{n} exercises are due", len(due.items))
        minutes = plural("about {n} minute", "about {n} minutes", due.minutes)
        printer.line(("title", count), ("quiet", f"   {minutes}"))
        printer.line()
        rows = [[item.title, item.address, "" if item.is_learned else _("given up: try again")] for item in due.items]
        for title, address, note in columns(rows):
            printer.line("    ", title, ("quiet", address), note)
        printer.line()
        later = due.today - len(due.items)
        if later:
            printer.wrapped(plural("{n} more is asked for today.", "{n} more are asked for today.", later), "quiet")
        if due.waiting:
            printer.wrapped(
                plural(
                    "{n} more is due and waits for the next days: a day asks for no more than 20 minutes.",
                    "{n} more are due and wait for the next days: a day asks for no more than 20 minutes.",
                    due.waiting,
                ),
                "quiet",
            )
        printer.line(("quiet", _("On the screen:   ")), ("code", context.command("start", "--review")))
        first = due.items[0].address
        printer.line(("quiet", _("Without it:      ")), ("code", context.command("show", first)))
        printer.line(("quiet", "                 "), ("code", context.command("review", first, "FILE")))
    else:
        _show_nothing(context, due)
    if due.repeated:
        printer.line()
        printer.wrapped(_("The same mistake came back here; its page is worth reading again:"))
        for one in due.repeated[-3:]:
            printer.line("    ", ("code", context.command("show", one.address)))


def _show_nothing(context: Context, due: Due) -> None:
    printer = context.printer
    if due.waiting:
        printer.wrapped(
            plural(
                "Enough for today. {n} more is due and waits for tomorrow; --more shows it now.",
                "Enough for today. {n} more are due and wait for tomorrow; --more shows them now.",
                due.waiting,
            )
        )
    elif due.next_at is not None:
        when = datetime.fromtimestamp(due.next_at).strftime("%Y-%m-%d")
        printer.line(_("Nothing is due. The next review comes on {date}.").format(date=when))
    else:
        printer.line(_("Nothing is due yet: what you pass comes back here after some days."))


def _review(context: Context, options: argparse.Namespace) -> int:
    from tutor.commands.check import STATUS, judged
    from tutor.commands.files import read_text
    from tutor.commands.verdict import show_verdict
    from tutor.progress.fingerprint import fingerprint
    from tutor.progress.review import review_rating

    exercise = context.exercise(options.address)
    store = context.kept_store()
    standing = store.standing(exercise.address)
    if standing.passed_at is None and standing.given_up_at is None:
        raise UserFault(
            _("{address}: not passed yet, so there is nothing to review; use `tutor check`").format(
                address=exercise.address
            )
        )
    source = read_text(options.file)
    verdict = asyncio.run(judged(context, exercise, source, None))
    store.record(verdict, source, fingerprint(exercise))
    if verdict.verdict == "passed":
        if not exercise.kind.is_code:
            store.set_posed_seed(exercise.address, None)
        failed, seconds = store.tried_since_review(exercise.address)
        rating = review_rating(failed=failed, hints=0, shown=False)
        store.note_review(exercise.address, rating, seconds, is_learned=standing.passed_at is not None)
    if options.json:
        context.printer.json(verdict.as_json())
        return STATUS[verdict.verdict]
    show_verdict(context.printer, exercise, verdict)
    if verdict.verdict == "passed":
        _go_on(context)
    return STATUS[verdict.verdict]


def _go_on(context: Context) -> None:
    printer, due = context.printer, context.store.due(context.course)
    printer.line()
    if due.items:
        left = plural("{n} more is due: ", "{n} more are due: ", len(due.items))
        printer.line(("quiet", left), ("code", context.command("show", due.items[0].address)))
    else:
        printer.line(("good", _("That was the last one for today.")))
