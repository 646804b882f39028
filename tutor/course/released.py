"""The addresses that were ever released: progress lies under them, so each leads somewhere for ever. *Any side.*

They are kept in `lessons/released-ids.txt`, one a line. `tutor lint --release` adds those of today.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tutor.course.address import old_addresses
from tutor.course.document import Unreadable, read_text, visible
from tutor.course.model import Course, Fault
from tutor.course.nearest import nearest
from tutor.language import _

FILE = "released-ids.txt"

HEAD = """\
# Every address that learners may have progress under: written by `tutor lint --release`, never by hand.
# An address that is here and nowhere in the course any more must be in the `aliases` of what it became.
# If what it named is gone for good, and nothing took its place, take its line away.
"""


def released_path(course: Course) -> Path:
    """Where the released addresses are kept."""
    return course.root / "lessons" / FILE


def addresses(course: Course) -> set[str]:
    """Every address of the course that progress may be kept under."""
    found = {chapter.id for chapter in course.chapters} | {lesson.address for lesson in course.lessons()}
    return found | {exercise.address for exercise in course.exercises()}


def lost(course: Course) -> Iterator[Fault]:
    """A fault for each released address that nothing leads from any more."""
    path = released_path(course)
    if not path.exists():
        return
    try:
        lines = read_text(path).split("\n")
    except Unreadable as error:
        yield Fault(path, error.line, str(error))
        return
    present = addresses(course)
    kept = present | set(old_addresses(course))
    broken = tuple(f"{lesson.address}/" for lesson in course.lessons() if lesson.broken)
    for number, line in enumerate(lines, 1):
        address = line.partition("#")[0].strip()
        if not address or address in kept or address.startswith(broken):
            continue
        level = [each for each in present if each.count("/") == address.count("/")]
        near = nearest(address, level)
        became = (
            _("is it `{near}` now? Add the old id to its `aliases`").format(near=near)
            if near
            else _("add it to the `aliases` of what it became")
        )
        yield Fault(
            path,
            number,
            _("`{address}` was released, and leads nowhere now; {became}").format(
                address=visible(address), became=became
            ),
        )


def release(course: Course) -> tuple[Path, int]:
    """Add today's addresses to those released. The file, and how many are new. Raises OSError."""
    path = released_path(course)
    before = read_text(path).split("\n") if path.exists() else []
    known = {address for line in before if (address := line.partition("#")[0].strip())}
    now = known | addresses(course)
    path.write_text(HEAD + "\n" + "".join(f"{address}\n" for address in sorted(now)), "utf-8")
    return path, len(now - known)
