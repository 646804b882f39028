"""`tutor find`: where the course teaches a name or a term, and which exercises train it. *Screen side.*"""

from __future__ import annotations

import argparse

from tutor.commands.context import Context
from tutor.commands.faults import FAILED, PASSED
from tutor.commands.printer import Printer
from tutor.commands.words import led
from tutor.language import _, plural

MOST_PLACES = 6


def main(context: Context, options: argparse.Namespace) -> int:
    """Print what is found for the words, or the whole index without any. Status 1 if there is nothing."""
    from tutor.course.index import Entry, build_index, search
    from tutor.course.terms import read_terms

    entries = build_index(context.whole_course, read_terms(context.root)[0])
    wanted = " ".join(options.words)
    found: list[Entry] = search(entries, wanted) if wanted else entries
    if options.json:
        context.printer.json(
            [{"name": each.name, "sort": each.sort, "pages": each.pages, "exercises": each.exercises} for each in found]
        )
        return PASSED if found else FAILED
    for each in found:
        _show(context.printer, each, MOST_PLACES if wanted else 1)
    if not found:
        context.printer.line(_("Nothing in this course is called “{wanted}”.").format(wanted=wanted))
        return FAILED
    if wanted:
        context.printer.line(("quiet", led(_("To read a page:"), 16)), ("code", context.command("show", "ADDRESS")))
    return PASSED


def _show(printer: Printer, entry: object, most: int) -> None:
    from tutor.course.index import Entry

    assert isinstance(entry, Entry)
    others = f"   {', '.join(entry.other_words)}" if entry.other_words else ""
    printer.line(("strong", entry.name), ("quiet", f"{others}   {_(entry.sort)}"))
    for places, said in ((entry.pages, _("read")), (entry.exercises, _("train"))):
        for number, place in enumerate(places[:most]):
            printer.line("    " + led(said if not number else "", 6), place)
        if len(places) > most:
            printer.line(" " * 10, ("quiet", plural("and {n} place more", "and {n} places more", len(places) - most)))
