"""`tutor list`: the whole course and what is done of it. *Screen side.*

Works on the plain data of the course's outline, without the classes of a whole course: it is asked for often, and takes
no longer than a Python that is started three times.
"""

from __future__ import annotations

from tutor.commands.faults import PASSED
from tutor.commands.printer import Printer, columns
from tutor.commands.words import counted, fault_json, mark
from tutor.course.outline import faults_in, outline_of
from tutor.language import _, aside, plural
from tutor.progress import count
from tutor.progress.count import DONE, Count, next_to_do, state_of

TYPE_CHECKING = False  # that of `typing`, which takes longer to import than this module
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from tutor.commands.context import Context
    from tutor.progress.count import State


def main(context: Context, options: argparse.Namespace) -> int:
    """Print the course's chapters, lessons and exercises with how each stands; or which courses there are."""
    if options.courses:
        from tutor.commands.courses import show_courses

        return show_courses(context, options.json)
    try:
        listing = _Listing(context, context.outline)
    except (LookupError, TypeError, AttributeError):  # what was kept of the course was written by another hand
        listing = _Listing(context, outline_of(context.course))
    if options.json:
        context.printer.json(listing.as_json())
    else:
        listing.print()
    return PASSED


class _Listing:
    """The course `data` (an outline's) with how each of its exercises stands."""

    def __init__(self, context: Context, data: dict[str, Any]) -> None:
        self.context = context
        self.data = data
        self.chapters: list[dict[str, Any]] = data["chapters"]
        self.exercises = {
            lesson["address"]: [page[2] for page in lesson["pages"] if page[2] is not None]
            for chapter in self.chapters
            for lesson in chapter["lessons"]
        }
        every = [exercise for exercises in self.exercises.values() for exercise in exercises]
        self.ordered = [(str(one["address"]), bool(one["optional"])) for one in every]
        self.titles = {str(one["address"]): str(one["title"]) for one in every}
        seen = context.glance({*self.exercises, *self.titles})
        self.place = seen.place
        self.states: dict[str, State] = {}
        for address in self.titles:
            when = seen.rows.get(address, (None, None))
            self.states[address] = state_of(address in seen.rows, *when, seen.tested_out.get(address.partition("/")[0]))

    def counted(self, lesson: str) -> Count:
        """What is done of the lesson at the address `lesson`."""
        return count.counted((self.states[one["address"]], one["optional"]) for one in self.exercises[lesson])

    def print(self) -> None:
        """Print it for a person."""
        printer = self.context.printer
        counts = {lesson: self.counted(lesson) for lesson in self.exercises}
        printer.line(("title", self.data["title"]), ("quiet", f"   {counted(sum(counts.values(), Count()))}"))
        for chapter in self.chapters:
            whole = sum((counts[lesson["address"]] for lesson in chapter["lessons"]), Count())
            printer.line()
            printer.line(("title", chapter["title"]), ("quiet", f"   {chapter['id']}   {counted(whole)}"))
            for lesson in chapter["lessons"]:
                self._lesson(printer, lesson, counts[lesson["address"]])
        coming = next_to_do(self.ordered, lambda address: self.states[address] in DONE, self.place)
        if coming is not None:
            address = self.ordered[coming][0]
            printer.line()
            printer.line(
                _("Next: "), ("strong", self.titles[address]), "   ", ("code", self.context.command("show", address))
            )
        if faults := len(self.data["faults"]):
            printer.line()
            told = plural("{n} fault in the course's files: ", "{n} faults in the course's files: ", faults)
            printer.line(("warn", told), self.context.command("lint"))

    def _lesson(self, printer: Printer, lesson: dict[str, Any], done: Count) -> None:
        address = lesson["address"]
        printer.line()
        if lesson["broken"]:
            title = lesson["title"] or lesson["id"]
            printer.line("  ", ("strong", title), "   ", ("bad", _("broken")), f"   {address}")
            for fault in faults_in(lesson["broken"]):
                printer.line(f"    {fault}")
            return
        printer.line("  ", ("strong", lesson["title"]), ("quiet", f"   {address}   {counted(done)}"))
        rows = []
        for one in self.exercises[address]:
            word, style = mark(self.states[one["address"]])
            title = one["title"] + (aside(_("optional")) if one["optional"] else "")
            rows.append((style, [word, one["id"], title]))
        for (style, _cells), (word, name, title) in zip(rows, columns([cells for _style, cells in rows]), strict=True):
            printer.line("    ", (style, word), name, ("quiet", title))

    def as_json(self) -> dict[str, Any]:
        """The object `tutor list --json` prints."""
        return {
            "title": self.data["title"],
            "root": str(self.context.root),
            "chapters": [
                {
                    "id": chapter["id"],
                    "title": chapter["title"],
                    "summary": chapter["summary"],
                    "lessons": [self._lesson_json(lesson) for lesson in chapter["lessons"]],
                }
                for chapter in self.chapters
            ],
            "faults": [fault_json(fault) for fault in faults_in(self.data["faults"])],
        }

    def _lesson_json(self, lesson: dict[str, Any]) -> dict[str, Any]:
        return {
            **{name: lesson[name] for name in ("id", "address", "title", "summary", "minutes")},
            "broken": [fault_json(fault) for fault in faults_in(lesson["broken"])],
            "complete": self.counted(lesson["address"]).complete,
            "exercises": [
                {
                    **{name: one[name] for name in ("id", "address", "title", "kind", "optional", "difficulty")},
                    "standing": self.states[one["address"]],
                }
                for one in self.exercises[lesson["address"]]
            ],
        }
