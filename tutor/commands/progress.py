"""`tutor progress`: what is done, by chapter and lesson. *Screen side.*"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from tutor.commands.context import Context
from tutor.commands.faults import PASSED
from tutor.commands.printer import columns
from tutor.commands.words import counted
from tutor.progress.summary import Count, next_exercise


def main(context: Context, options: argparse.Namespace) -> int:
    """Print the counts. Without a progress file there is nothing to tell: that is a fault here."""
    store, course, printer = context.kept_store(), context.course, context.printer
    summary = store.summary(course)
    coming = next_exercise(course, summary.standings, after=store.place())
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
            rows.append([_bar(count), lesson.title, "broken" if lesson.broken else counted(count)])
        for bar, title, words in columns(rows):
            printer.line("  ", bar, title, ("quiet", words))
    printer.line()
    if coming is None:
        printer.line("Nothing is left to do.")
    else:
        printer.line("Next: ", ("strong", coming.title), "   ", ("code", context.command("show", coming.address)))
    return PASSED


def _bar(count: Count, width: int = 10) -> str:
    filled = width * count.done // count.total if count.total else 0
    return "[" + "#" * filled + "." * (width - filled) + "]"


def _json(count: Count) -> dict[str, Any]:
    return {**asdict(count), "complete": count.complete}
