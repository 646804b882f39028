"""`tutor progress`: what is done, by chapter and lesson, day by day, and what was hard. *Screen side.*"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from typing import Any

from tutor.commands.context import Context
from tutor.commands.faults import PASSED
from tutor.commands.printer import Printer, columns
from tutor.commands.words import counted
from tutor.language import _, plural
from tutor.progress.history import Day, Hard, History, in_words
from tutor.progress.summary import Count, next_exercise

DAYS = 28  # days shown
MANY = 10  # attempts in a day that was busy
HARDEST = 6  # exercises told of


def main(context: Context, options: argparse.Namespace) -> int:
    """Print the counts. Without a progress file there is nothing to tell: that is a fault here."""
    store, course, printer = context.readable_store(), context.course, context.printer
    summary = store.summary(course)
    coming = next_exercise(course, summary.standings, after=store.place())
    told = store.history(course)
    if options.json:
        printer.json(
            {
                "whole": _json(summary.whole),
                "chapters": {name: _json(count) for name, count in summary.chapters.items()},
                "lessons": {address: _json(count) for address, count in summary.lessons.items()},
                "exercises": {
                    exercise.address: {
                        "standing": summary.standing(exercise.address).state,
                        "when": summary.standing(exercise.address).when,
                        "attempts": store.attempts(exercise.address),
                        "hints": store.hints_taken(exercise.address),
                    }
                    for exercise in course.exercises()
                },
                "place": store.place(),
                "next": coming.address if coming else None,
                **_history_json(told),
            }
        )
        return PASSED
    printer.line(("title", course.title), ("quiet", f"   {counted(summary.whole)}"))
    for chapter in course.chapters:
        printer.line()
        printer.line(("strong", chapter.title), ("quiet", f"   {counted(summary.chapters[chapter.id])}"))
        rows = []
        for lesson in chapter.lessons:
            count = summary.lessons[lesson.address]
            rows.append([_bar(count), lesson.title, _("broken") if lesson.broken else counted(count)])
        for bar, title, words in columns(rows):
            printer.line("  ", bar, title, ("quiet", words))
    _show_history(printer, told)
    printer.line()
    if coming is None:
        printer.line(_("Nothing is left to do."))
    else:
        printer.line(_("Next: "), ("strong", coming.title), "   ", ("code", context.command("show", coming.address)))
    return PASSED


def _show_history(printer: Printer, told: History) -> None:
    today = date.today()
    if told.attempts:
        printer.line()
        printer.line(("strong", _("Days and time")), ("quiet", f"   {in_words(told, today)}"))
        days = told.last_days(DAYS, today)
        printer.line("  ", _calendar(days), ("quiet", _("   the last {n} days: . none, o some, O many").format(n=DAYS)))
    if told.hard:
        printer.line()
        printer.line(("strong", _("What was hard")))
        rows = [[one.title, one.address, _hard_words(one)] for one in told.hard[:HARDEST]]
        for title, address, words in columns(rows):
            printer.line("  ", title, ("quiet", address), ("quiet", words))


def _calendar(days: Sequence[Day]) -> str:
    return "".join("." if not day.attempts else "o" if day.attempts < MANY else "O" for day in days)


def _hard_words(hard: Hard) -> str:
    parts = [plural("{n} failed attempt", "{n} failed attempts", hard.failed)]
    if hard.hints:
        parts.append(plural("{n} hint", "{n} hints", hard.hints))
    if not hard.is_passed:
        parts.append(_("not passed yet"))
    return _(", ").join(parts)


def _history_json(told: History) -> dict[str, Any]:
    return {
        "days": [
            {"date": day.date.isoformat(), "attempts": day.attempts, "passed": day.passed, "seconds": day.seconds}
            for day in told.days
        ],
        "hard": [
            {"exercise": one.address, "failed": one.failed, "hints": one.hints, "mistakes": dict(one.mistakes)}
            for one in told.hard
        ],
        "attempts": told.attempts,
        "hints": told.hints,
        "seconds": told.seconds,
    }


def _bar(count: Count, width: int = 10) -> str:
    filled = width * count.done // count.total if count.total else 0
    return "[" + "#" * filled + "." * (width - filled) + "]"


def _json(count: Count) -> dict[str, Any]:
    return {**count.as_json(), "complete": count.complete}
