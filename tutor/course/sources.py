"""Where a course comes from: a folder, a zip file, an installed package, or the program itself. *Any side.*"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tutor.course.document import visible
from tutor.course.faults import CourseError
from tutor.course.folder import LESSONS
from tutor.course.loader import BUILTIN, CHECKOUT, find_root, is_builtin
from tutor.course.nearest import nearest
from tutor.language import _

BUILT_IN = "builtin"  # what `--course` takes for the course that comes with the program

Kind = Literal["built-in", "folder", "zip", "package"]


@dataclass(frozen=True)
class Source:
    """A course's folder, where it comes from, and a name for it that stays the same wherever it is unpacked."""

    root: Path
    kind: Kind
    name: str


def find_source(named: str | None, cache: Path) -> Source:
    """The course that `named` (what `--course` was given) stands for, else TUTOR_COURSE, else the built-in one.

    A name that is a path stands for what lies there; any other one for an installed course. Zip files are unpacked
    below `cache`. Raises CourseError.
    """
    said = named or os.environ.get("TUTOR_COURSE", "").strip()
    if not said:
        return Source(find_root(None), "built-in", BUILT_IN)
    path = Path(said).expanduser()
    try:
        there = path.exists()
    except (OSError, ValueError):
        there = False
    if there and path.is_file():
        from tutor.course.packed import is_zip, unpacked

        if is_zip(path):
            return Source(unpacked(path, cache), "zip", str(path.resolve()))
    if not there and _could_be_name(said):
        return _by_name(said)
    root = find_root(path if named else None)  # which reads the variable itself, and names it in what it raises
    return Source(root, "built-in" if is_builtin(root) else "folder", str(root))


def _could_be_name(said: str) -> bool:
    return os.sep not in said and not said.startswith(("~", ".")) and not said.endswith(".zip")


def _by_name(said: str) -> Source:
    from tutor.course.installed import names, root_of

    known = [BUILT_IN, *names()]
    if said == BUILT_IN:
        return Source(builtin_root(), "built-in", BUILT_IN)
    if said not in known:
        near = nearest(said, known)
        meant = (
            _("did you mean `{near}`?").format(near=near)
            if near
            else _("`tutor list --courses` names those that are installed")
        )
        raise CourseError(
            _("{said}: there is no such folder, zip file or installed course; {meant}").format(
                said=visible(said), meant=meant
            )
        )
    return Source(root_of(said), "package", said)


def builtin_root() -> Path:
    """The built-in course's folder, whatever TUTOR_COURSE says. Raises CourseError."""
    return BUILTIN if (BUILTIN / LESSONS).is_dir() else find_root(CHECKOUT)
