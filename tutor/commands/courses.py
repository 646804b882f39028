"""`tutor list --courses`: the built-in course, and those that packages brought. *Screen side.*"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tutor.commands.context import Context
from tutor.commands.faults import PASSED
from tutor.commands.printer import columns
from tutor.commands.words import led
from tutor.language import _, current


def show_courses(context: Context, as_json: bool) -> int:
    """Print each course with the name that `--course` takes; one that can't be used, with the reason."""
    rows = [_built_in(), *_installed()]
    if as_json:
        context.printer.json({"courses": rows})
        return PASSED
    printer = context.printer
    usable = [row for row in rows if not row["problem"]]
    cells = columns([[row["name"], row["title"], row["package"] or _("comes with the program")] for row in usable])
    for name, title, package in cells:
        printer.line(("strong", name), title, ("quiet", package))
    for row in rows:
        if row["problem"]:
            printer.line(("bad", led(_("broken"), 8)), row["problem"])
    printer.line()
    printer.line(
        ("quiet", led(_("Any folder or zip file of a course is one, too:"), 49)), ("code", "tutor --course COURSE list")
    )
    return PASSED


def _built_in() -> dict[str, Any]:
    from tutor.course.faults import CourseError
    from tutor.course.sources import BUILT_IN, builtin_root

    try:
        root = builtin_root()
    except CourseError as error:
        return _row(BUILT_IN, "", None, str(error))
    return _row(BUILT_IN, "", root, "")


def _installed() -> list[dict[str, Any]]:
    from tutor.course.installed import installed

    return [_row(each.name, each.package, each.root, each.problem) for each in installed()]


def _row(name: str, package: str, root: Path | None, problem: str) -> dict[str, Any]:
    from tutor.course.loader import title_of

    title = title_of(root, current()) if root else ""
    where = str(root) if root else None
    return {"name": name, "title": title, "package": package or None, "root": where, "problem": problem or None}
