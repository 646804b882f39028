"""What progress is kept under: a course's identity, and the former addresses of its exercises. *Screen side.*"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tutor.course.address import old_addresses
from tutor.course.model import Course

BUILT_IN = "builtin"


def identity(root: Path, *, built_in: bool, own: str = "") -> str:
    """What the progress of the course at `root` is kept under.

    The built-in course is the same course wherever it is installed, and so is one that says by an `own` name (its id,
    its package) which it is. Any other one is known by where it lies, so that two courses that use the same ids never
    share a pass.
    """
    return BUILT_IN if built_in else own or f"folder:{root.resolve()}"


def moves(course: Course, known: Iterable[str]) -> list[tuple[str, str]]:
    """Of the addresses `known` to the progress file, those that are former ones, each with what it became.

    An address that is in use is nobody's former one. A page's `chapter/lesson#page` moves with its lesson.
    """
    renamed = old_addresses(course)
    if not renamed:
        return []
    present = {exercise.address for exercise in course.exercises()} | {lesson.address for lesson in course.lessons()}
    found = []
    for address in known:
        place, mark, page = address.partition("#")
        if place not in present and place in renamed:
            found.append((address, renamed[place] + mark + page))
    return sorted(found)
