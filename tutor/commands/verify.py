"""`tutor verify`: a course proved by running it. *Screen side.*"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tutor.commands.context import Context
from tutor.commands.course_path import course_of, is_course
from tutor.commands.faults import FAILED, PASSED, UserFault
from tutor.commands.printer import columns, fit, one_line
from tutor.commands.words import led
from tutor.language import _, plural

if TYPE_CHECKING:
    from tutor.course.model import Exercise, Lesson
    from tutor.grading.verify import Result


BAR = 24  # cells of the progress bar


@dataclass
class Wanted:
    """What is to be proved: whole lessons with their pages, or one exercise."""

    lessons: list[Lesson] = field(default_factory=list)
    exercises: list[Exercise] = field(default_factory=list)


def main(context: Context, options: argparse.Namespace) -> int:
    """Run every proof, tell each that fails with the command that repeats it, and how long it took."""
    wanted = _wanted(context, options.what)
    broken = [lesson for lesson in wanted.lessons if lesson.broken]
    if not wanted.exercises and not wanted.lessons:
        raise UserFault(_("{root}: nothing to verify, this course has no lessons").format(root=context.root))
    began = time.monotonic()
    results = asyncio.run(_proved(context, wanted, options))
    seconds = time.monotonic() - began
    failed = [result for result in results if not result.ok]
    ok = not failed and not broken
    if options.json:
        context.printer.json(
            {
                "ok": ok,
                "root": str(context.root),
                "seeds": options.seeds,
                "exercises": len(wanted.exercises),
                "proofs": len(results),
                "failed": [_json(result) for result in failed],
                "broken": [str(fault) for lesson in broken for fault in lesson.broken],
                "seconds": round(seconds, 2),
            }
        )
        return PASSED if ok else FAILED
    printer = context.printer
    for lesson in broken:
        for fault in lesson.broken:
            printer.line(("bad", led(_("broken"), 8)), str(fault))
    for result in failed:
        _failure(context, result, options.seeds)
    _table(context, wanted, results)
    printer.line()
    printer.line(
        ("good", _("all proved")) if ok else ("bad", plural("{n} failure", "{n} failures", len(failed) + len(broken))),
        "   ",
        _("{exercises}, {proofs}, {seeds}, {seconds:.1f} seconds").format(
            exercises=plural("{n} exercise", "{n} exercises", len(wanted.exercises)),
            proofs=plural("{n} proof", "{n} proofs", len(results)),
            seeds=plural("{n} seed", "{n} seeds", options.seeds),
            seconds=seconds,
        ),
    )
    return PASSED if ok else FAILED


def _wanted(context: Context, what: str | None) -> Wanted:
    if what is not None and _names_path(context, what):
        context.root, only = course_of(what)
        lessons = [
            one for one in context.whole_course.lessons() if only is None or one.path.resolve().is_relative_to(only)
        ]
        if only is not None and not lessons:
            raise UserFault(
                _("{what}: holds no lesson; name a course's folder, a chapter's folder or a lesson's file").format(
                    what=what
                )
            )
    elif what is not None:
        found = context.place(what)
        if found.exercise is not None:
            return Wanted(exercises=[found.exercise])
        within = [one for one in context.whole_course.lessons() if one.address.startswith(f"{found.chapter.id}/")]
        lessons = [found.lesson] if found.lesson is not None else within
    else:
        lessons = list(context.whole_course.lessons())
    return Wanted(lessons, [exercise for lesson in lessons for exercise in lesson.exercises])


def _names_path(context: Context, what: str) -> bool:
    """Whether `what` is meant as a path. What could be an address of the course in use as well is meant as that."""
    from tutor.course.address import NoSuchAddress, find

    path = Path(what).expanduser()
    if what.startswith((".", "/", "~")) or path.is_file() or is_course(path):
        return True
    try:
        find(context.whole_course, what)
    except NoSuchAddress:
        return path.is_dir()
    return False


async def _proved(context: Context, wanted: Wanted, options: argparse.Namespace) -> list[Result]:
    from tutor.grading.verify import WORKERS, verify

    results: list[Result] = []
    total = 0
    quiet = options.json or not sys.stderr.isatty()

    def planned(count: int) -> None:
        nonlocal total
        total = count

    def told(result: Result) -> None:
        results.append(result)
        if not quiet:
            done = BAR * len(results) // max(total, 1)
            failed = sum(not each.ok for each in results)
            wrong = _(", {failed} failed").format(failed=failed) if failed else ""
            count = _("{done} of {total}").format(done=len(results), total=total)
            bar = f"[{'#' * done}{'.' * (BAR - done)}] {count}{wrong}  {result.address}"
            said = fit(one_line(bar), 79)
            print(f"\r\x1b[K{said}", end="", file=sys.stderr, flush=True)

    async with context.runner(at_once=True, device=context.device_of_proofs, parallel=WORKERS) as runner:
        try:
            await verify(
                runner,
                context.whole_course,
                exercises=wanted.exercises,
                lessons=[lesson for lesson in wanted.lessons if not lesson.broken],
                seeds=options.seeds,
                thorough=options.thorough,
                on_plan=planned,
                on_result=told,
            )
        finally:
            if not quiet:
                print("\r\x1b[K", end="", file=sys.stderr, flush=True)
    return results


def _failure(context: Context, result: Result, seeds: int) -> None:
    printer = context.printer
    printer.line(("bad", led(_("failed"), 8)), ("strong", result.address), f"   {result.kind}")
    printer.block(result.message, indent=8)
    where = "" if result.seed is None else "   " + _("(seed {seed})").format(seed=result.seed)
    printer.line("        ", ("code", context.command("verify", result.address, "--seeds", str(seeds))), where)
    printer.line()


def _table(context: Context, wanted: Wanted, results: list[Result]) -> None:
    rows = [[_("lesson"), _("exercises"), _("proofs"), _("failed"), _("seconds")]]
    for lesson in wanted.lessons:
        here = [one for one in results if _belongs(one.address, lesson.address)]
        if not lesson.broken:
            rows.append(_row(lesson.address, len(lesson.exercises), here))
    if not wanted.lessons:
        rows += [_row(one.address, 1, [r for r in results if r.address == one.address]) for one in wanted.exercises]
    for row in columns(rows):
        context.printer.line("".join(row))


def _row(address: str, exercises: int, results: list[Result]) -> list[str]:
    failed = sum(not result.ok for result in results)
    seconds = sum(result.seconds for result in results)
    return [address, str(exercises), str(len(results)), str(failed), f"{seconds:.2f}"]


def _belongs(address: str, lesson: str) -> bool:
    return address == lesson or address.startswith((f"{lesson}/", f"{lesson}#"))


def _json(result: Result) -> dict[str, Any]:
    return {
        "address": result.address,
        "kind": result.kind,
        "seed": result.seed,
        "message": result.message,
        "seconds": round(result.seconds, 4),
    }
