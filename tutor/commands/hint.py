"""`tutor hint`: the next hint, or a given one. *Screen side.*"""

from __future__ import annotations

import argparse

from tutor.commands.context import Context
from tutor.commands.faults import PASSED, UserFault
from tutor.commands.markdown import show_text
from tutor.language import _, plural, sentence


def main(context: Context, options: argparse.Namespace) -> int:
    """Print hints that weren't taken up to the one asked for, and keep that they were."""
    exercise, printer = context.exercise(options.address), context.printer
    hints = exercise.hints
    may = context.store.may_take_hint(exercise.address)
    if not may.allowed:
        stop = context.command("test-out", exercise.address.partition("/")[0], "--stop")
        raise UserFault(
            _("{address}: {why}; to stop that: {stop}").format(address=exercise.address, why=may.why, stop=stop)
        )
    taken = min(context.store.hints_taken(exercise.address), len(hints))
    if not hints:
        raise UserFault(
            _("{address}: this exercise has no hints; `tutor show` has the page it belongs to").format(
                address=exercise.address
            )
        )
    if options.number is None and taken == len(hints):
        first, last = 1, len(hints)  # all were taken: what is wanted is to read them again
    else:
        last = taken + 1 if options.number is None else options.number
        first = min(taken + 1, last)
    if not 1 <= last <= len(hints):
        raise UserFault(
            plural(
                "{address}: no hint {last}; it has {n} hint", "{address}: no hint {last}; it has {n} hints", len(hints)
            ).format(address=exercise.address, last=last)
        )
    context.keep(lambda store: store.take_hint(exercise.address, last))
    for number in range(first, last + 1):
        printer.line(("strong", _("hint {number} of {hints}").format(number=number, hints=len(hints))))
        show_text(printer, hints[number - 1], indent=2)
        printer.line()
    left = len(hints) - max(taken, last)
    if left:
        printer.line(
            ("quiet", plural("{n} hint left: ", "{n} hints left: ", left)),
            ("code", context.command("hint", exercise.address)),
        )
    elif not context.store.standing(exercise.address).is_done:
        printer.wrapped(
            _("No hint is left. {why}").format(why=sentence(context.store.may_give_up(exercise).why)), "quiet"
        )
    return PASSED
