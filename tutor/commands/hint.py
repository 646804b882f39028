"""`tutor hint`: the next hint, or a given one. *Screen side.*"""

from __future__ import annotations

import argparse

from tutor.commands.context import Context
from tutor.commands.faults import PASSED, UserFault
from tutor.commands.markdown import show_text
from tutor.commands.words import several


def main(context: Context, options: argparse.Namespace) -> int:
    """Print hints that weren't taken up to the one asked for, and keep that they were."""
    exercise, printer = context.exercise(options.address), context.printer
    hints = exercise.hints
    may = context.store.may_take_hint(exercise.address)
    if not may.allowed:
        stop = context.command("test-out", exercise.address.partition("/")[0], "--stop")
        raise UserFault(f"{exercise.address}: {may.why}; to stop that: {stop}")
    taken = min(context.store.hints_taken(exercise.address), len(hints))
    if not hints:
        raise UserFault(f"{exercise.address}: this exercise has no hints; `tutor show` has the page it belongs to")
    if options.number is None and taken == len(hints):
        first, last = 1, len(hints)  # all were taken: what is wanted is to read them again
    else:
        last = taken + 1 if options.number is None else options.number
        first = min(taken + 1, last)
    if not 1 <= last <= len(hints):
        raise UserFault(f"{exercise.address}: no hint {last}; it has {several(len(hints), 'hint')}")
    context.keep(lambda store: store.take_hint(exercise.address, last))
    for number in range(first, last + 1):
        printer.line(("strong", f"hint {number} of {len(hints)}"))
        show_text(printer, hints[number - 1], indent=2)
        printer.line()
    left = len(hints) - max(taken, last)
    if left:
        printer.line(("quiet", f"{several(left, 'hint')} left: "), ("code", context.command("hint", exercise.address)))
    elif not context.store.standing(exercise.address).is_done:
        printer.wrapped(f"No hint is left. {_sentence(context.store.may_give_up(exercise).why)}", "quiet")
    return PASSED


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:] + "."
