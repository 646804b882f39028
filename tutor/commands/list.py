"""`tutor list`: the whole course and what is done of it. *Screen side.*"""

from __future__ import annotations

import argparse
from typing import Any

from tutor.commands.context import Context
from tutor.commands.faults import PASSED
from tutor.commands.printer import Printer, columns
from tutor.commands.words import MARKS, counted, fault_json
from tutor.course.model import Chapter, Lesson
from tutor.progress.summary import Summary, next_exercise


def main(context: Context, options: argparse.Namespace) -> int:
    """Print the course's chapters, lessons and exercises with how each stands; or which courses there are."""
    if options.courses:
        from tutor.commands.courses import show_courses

        return show_courses(context, options.json)
    summary = context.store.summary(context.course)
    if options.json:
        context.printer.json(as_json(context, summary))
        return PASSED
    printer = context.printer
    printer.line(("title", context.course.title), ("quiet", f"   {counted(summary.whole)}"))
    for chapter in context.course.chapters:
        _chapter(printer, chapter, summary)
    coming = next_exercise(context.course, summary.standings, after=context.store.place())
    if coming is not None:
        printer.line()
        printer.line("Next: ", ("strong", coming.title), "   ", ("code", context.command("show", coming.address)))
    if context.course.faults:
        printer.line()
        printer.line(("warn", f"{len(context.course.faults)} faults in the course's files: "), context.command("lint"))
    return PASSED


def as_json(context: Context, summary: Summary) -> dict[str, Any]:
    """The object `tutor list --json` prints."""
    return {
        "title": context.course.title,
        "root": str(context.course.root),
        "chapters": [
            {
                "id": chapter.id,
                "title": chapter.title,
                "summary": chapter.summary,
                "lessons": [_lesson_json(lesson, summary) for lesson in chapter.lessons],
            }
            for chapter in context.course.chapters
        ],
        "faults": [fault_json(fault) for fault in context.course.faults],
    }


def _lesson_json(lesson: Lesson, summary: Summary) -> dict[str, Any]:
    return {
        "id": lesson.id,
        "address": lesson.address,
        "title": lesson.title,
        "summary": lesson.summary,
        "minutes": lesson.minutes,
        "broken": [fault_json(fault) for fault in lesson.broken],
        "complete": summary.lessons[lesson.address].complete,
        "exercises": [
            {
                "id": exercise.id,
                "address": exercise.address,
                "title": exercise.title,
                "kind": str(exercise.kind),
                "optional": exercise.optional,
                "difficulty": exercise.difficulty,
                "standing": summary.standing(exercise.address).state,
            }
            for exercise in lesson.exercises
        ],
    }


def _chapter(printer: Printer, chapter: Chapter, summary: Summary) -> None:
    printer.line()
    count = counted(summary.chapters[chapter.id])
    printer.line(("title", chapter.title), ("quiet", f"   {chapter.id}   {count}"))
    for lesson in chapter.lessons:
        _lesson(printer, lesson, summary)


def _lesson(printer: Printer, lesson: Lesson, summary: Summary) -> None:
    printer.line()
    if lesson.broken:
        printer.line("  ", ("strong", lesson.title or lesson.id), "   ", ("bad", "broken"), f"   {lesson.address}")
        for fault in lesson.broken:
            printer.line(f"    {fault}")
        return
    count = counted(summary.lessons[lesson.address])
    printer.line("  ", ("strong", lesson.title), ("quiet", f"   {lesson.address}   {count}"))
    rows = []
    for exercise in lesson.exercises:
        word, style = MARKS[summary.standing(exercise.address).state]
        rows.append((style, [word, exercise.id, exercise.title + (" (optional)" if exercise.optional else "")]))
    for (style, _), (mark, name, title) in zip(rows, columns([cells for _, cells in rows]), strict=True):
        printer.line("    ", (style, mark), name, ("quiet", title))
