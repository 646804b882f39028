"""Finding what an address names: `chapter`, `chapter/lesson` or `chapter/lesson/exercise`. *Any side.*

Old ids count as long as an alias leads from them to what they became.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tutor.course.document import visible
from tutor.course.links import old_address
from tutor.course.model import Chapter, Course, Exercise, Lesson, Page
from tutor.course.nearest import nearest
from tutor.language import _


class NoSuchAddress(LookupError):
    """Nothing has the address asked for. The message is one line, with the nearest known one."""


@dataclass(frozen=True)
class Found:
    """What an address names. `lesson`, `page` and `exercise` are None above the level asked for.

    A lesson that is broken is found too: ask `lesson.broken` before using it.
    """

    address: str
    chapter: Chapter
    lesson: Lesson | None = None
    page: Page | None = None
    exercise: Exercise | None = None


def find(course: Course, address: str) -> Found:
    """What `address` names in `course`, or NoSuchAddress.

    The last part may be a page's id too, where the lesson has no exercise of that id.
    """
    parts = [part for part in address.strip().strip("/").split("/") if part]
    if not parts or len(parts) > 3:
        raise NoSuchAddress(
            _("`{address}` is no address; write chapter, chapter/lesson or chapter/lesson/exercise").format(
                address=visible(address)
            )
        )
    found = _descend(course, parts)
    if found is None:
        moved = old_addresses(course).get("/".join(parts))
        found = _descend(course, moved.split("/")) if moved else None
    if found is None:
        raise NoSuchAddress(_missing(course, parts))
    return found


def old_addresses(course: Course) -> dict[str, str]:
    """Every address that an alias leads from, with the one it leads to: progress moves along these."""
    moved: dict[str, str] = {}
    for chapter in course.chapters:
        before = [chapter.id, *chapter.aliases]
        for lesson in chapter.lessons:
            lessons = _earlier(lesson.id, lesson.address, lesson.aliases, before)
            for exercise in lesson.exercises:
                for old in _earlier(exercise.id, exercise.address, exercise.aliases, lessons):
                    moved[old] = exercise.address
            for old in lessons:
                moved[old] = lesson.address
        for old in before:
            moved[old] = chapter.id
    return {old: new for old, new in moved.items() if old != new}


def _earlier(own: str, address: str, aliases: Sequence[str], parents: Iterable[str]) -> list[str]:
    """All addresses something may have had: its ids, bare ones under each address of its parent."""
    ids = [own, *(alias for alias in aliases if "/" not in alias)]
    whole = [old_address(alias, address) for alias in aliases if "/" in alias]
    return [f"{parent}/{one}" for parent in parents for one in ids] + whole


def _descend(course: Course, parts: Sequence[str]) -> Found | None:
    chapter = next((one for one in course.chapters if one.id == parts[0]), None)
    if chapter is None or len(parts) == 1:
        return Found(chapter.id, chapter) if chapter else None
    lesson = next((one for one in chapter.lessons if one.id == parts[1]), None)
    if lesson is None or len(parts) == 2:
        return Found(lesson.address, chapter, lesson) if lesson else None
    for page in lesson.pages:
        if page.exercise is not None and page.exercise.id == parts[2]:
            return Found(page.exercise.address, chapter, lesson, page, page.exercise)
    for page in lesson.pages:
        if page.id == parts[2]:
            address = page.exercise.address if page.exercise else f"{lesson.address}/{page.id}"
            return Found(address, chapter, lesson, page, page.exercise)
    return None


def _missing(course: Course, parts: Sequence[str]) -> str:
    """Why there is no such address: the first part that isn't there, and what is near it."""
    wanted = visible("/".join(parts))
    known = [chapter.id for chapter in course.chapters]
    known += [lesson.address for lesson in course.lessons()]
    known += [exercise.address for exercise in course.exercises()]
    if len(parts) == 3 and (above := _descend(course, parts[:2])) and above.lesson and above.lesson.broken:
        reason = above.lesson.broken[0]
        return _("`{wanted}` can't be used, its lesson is broken: {reason}").format(wanted=wanted, reason=reason)
    same_end = [address for address in known if address.rpartition("/")[2] == parts[-1]]
    hint = same_end[0] if len(same_end) == 1 else nearest("/".join(parts), known)
    if hint:
        return _("there is no `{wanted}` in the course; did you mean `{hint}`?").format(wanted=wanted, hint=hint)
    return _("there is no `{wanted}` in the course; `tutor list` shows what there is").format(wanted=wanted)
