"""`tutor preview`: one lesson's file as learners will see it, drawn anew whenever it is saved. *Screen side.*"""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

from tutor.commands.context import Context
from tutor.commands.course_path import course_of
from tutor.commands.faults import UserFault
from tutor.commands.terminal import need_terminal
from tutor.language import _, later_

REMEDY = later_("name a lesson's file, such as lessons/CHAPTER/LESSON.toml")


def main(context: Context, options: argparse.Namespace) -> int:
    """Show the lesson in the file until the author leaves. Nothing of it is kept as progress."""
    context.root, path = _lesson_file(options.file)
    need_terminal(_("use `tutor lint` and `tutor verify`, which need none"))
    from tutor.course.faults import CourseError
    from tutor.screen.preview import run

    try:
        new_runner = partial(context.new_runner, device=context.device_of_proofs)
        return run(context.root, path, new_runner, mouse=not options.no_mouse)
    except CourseError as error:
        raise UserFault(str(error)) from None


def _lesson_file(name: str) -> tuple[Path, Path]:
    """The course that the lesson's file `name` belongs to, and the file. Raises UserFault for any other file."""
    from tutor.course.folder import LESSONS, split_name

    given = Path(name).expanduser()
    if not given.exists():
        raise UserFault(_("{name}: no such file; {remedy}").format(name=name, remedy=_(REMEDY)))
    if not given.is_file():
        raise UserFault(_("{name}: is no file; {remedy}").format(name=name, remedy=_(REMEDY)))
    root, path = course_of(name)
    parts = split_name(path) if path is not None else None
    if path is None or parts is None or parts[0] == "chapter" or path.parent.parent != root / LESSONS:
        raise UserFault(_("{name}: is not a lesson's file; {remedy}").format(name=name, remedy=_(REMEDY)))
    if parts[1] is not None and not path.with_name(f"{parts[0]}.toml").exists():
        raise UserFault(
            _("{name}: there is no lesson these words belong to; {remedy}").format(name=name, remedy=_(REMEDY))
        )
    return root, path
