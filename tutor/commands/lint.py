"""`tutor lint`: what is wrong with a course's files. *Screen side.*"""

from __future__ import annotations

import argparse
from pathlib import Path

from tutor.commands.context import Context
from tutor.commands.course_path import course_of
from tutor.commands.faults import FAILED, PASSED, UserFault
from tutor.commands.words import fault_json
from tutor.course.model import Fault
from tutor.language import _, aside, plural


def main(context: Context, options: argparse.Namespace) -> int:
    """Print every fault as `path:line: what, what to do`. Warnings alone are no failure."""
    from tutor.course.lint import first_seen, lint

    only: Path | None = None
    if options.path is not None:
        only = _addressed(context, options.path)
        if only is None:
            context.root, only = course_of(options.path)
    faults = sorted(lint(context.whole_course, only if only is not None and only.is_file() else None))
    if options.first_seen:
        faults = sorted([*faults, *first_seen(context.whole_course)])
    if only is not None:
        faults = [fault for fault in faults if fault.path.resolve().is_relative_to(only)]
    if options.release:
        return _release(context, faults, options.json)
    errors = sum(fault.severity == "error" for fault in faults)
    warnings = len(faults) - errors
    if options.json:
        context.printer.json(
            {
                "ok": not errors,
                "root": str(context.root),
                "errors": errors,
                "warnings": warnings,
                "faults": [fault_json(fault) for fault in faults],
            }
        )
        return FAILED if errors else PASSED
    printer = context.printer
    for fault in faults:
        said = "" if fault.severity == "error" else aside(_("warning"))
        printer.line(("bad" if not said else "warn", f"{fault.path}:{fault.line}:"), f" {fault.message}{said}")
    lessons = sum(1 for _ in context.whole_course.lessons())
    exercises = sum(1 for _ in context.whole_course.exercises())
    printer.line(
        _("{errors}, {warnings} in {lessons} with {exercises}").format(
            errors=plural("{n} error", "{n} errors", errors),
            warnings=plural("{n} warning", "{n} warnings", warnings),
            lessons=plural("{n} lesson", "{n} lessons", lessons),
            exercises=plural("{n} exercise", "{n} exercises", exercises),
        )
    )
    return FAILED if errors else PASSED


def _addressed(context: Context, what: str) -> Path | None:
    """The file or folder that `what` names as an address of the course in use; None for what is a path."""
    from tutor.course.address import NoSuchAddress, find

    if Path(what).expanduser().exists():
        return None
    try:
        found = find(context.course, what)
    except NoSuchAddress:
        return None
    return (found.lesson.path if found.lesson else found.chapter.path).resolve()


def _release(context: Context, faults: list[Fault], as_json: bool) -> int:
    """Write down the addresses of today's course, if it may be released: without an error."""
    from tutor.course.released import release

    errors = [fault for fault in faults if fault.severity == "error"]
    if errors:
        raise UserFault(
            plural(
                "not released, the course has {n} error: {first}",
                "not released, the course has {n} errors: {first}",
                len(errors),
            ).format(first=errors[0]),
            FAILED,
        )
    try:
        path, new = release(context.whole_course)
    except OSError as error:
        raise UserFault(
            _("{root}: can't be written ({strerror}); check its permissions").format(
                root=context.root, strerror=error.strerror
            )
        ) from None
    if as_json:
        context.printer.json({"ok": True, "path": str(path), "added": new})
    else:
        context.printer.line(
            plural(
                "{path}: {n} id added; each has to lead somewhere from now on",
                "{path}: {n} ids added; each has to lead somewhere from now on",
                new,
            ).format(path=path)
        )
    return PASSED
