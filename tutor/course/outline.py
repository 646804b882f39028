"""A course in outline: all that tells its lessons and exercises apart, without their texts and code. *Any side.*

Reading fifty lessons takes a third of a second, and most commands want one of them. So what `loader` found is kept in
the cache folder, in outline, for as long as no file of the course changes; `whole` reads the one lesson that is wanted.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tutor.course import folder
from tutor.course.loader import load, read_lesson
from tutor.course.model import Chapter, Course, Exercise, Fault, Kind, Lesson, Page

FORMAT = 1  # of what is kept; another one is read as none


def outline(root: Path, cache: Path, language: str = "en") -> Course:
    """The course at `root`; in outline if it was read before and no file has changed since.

    Raises CourseError if `root` is no course at all. A cache that can't be read or written is no fault.
    """
    root = root.absolute()
    name = hashlib.sha256("\0".join((str(root), language)).encode("utf-8", "surrogateescape")).hexdigest()[:32]
    file = cache / "outlines" / f"{name}.json"
    stamp = stamp_of(root)
    try:
        kept = json.loads(file.read_bytes())
        if kept["format"] == FORMAT and kept["stamp"] == stamp:
            return _course(kept["course"], root)
    except (OSError, ValueError, TypeError, LookupError):
        pass
    course = load(root, language)
    _keep(file, {"format": FORMAT, "stamp": stamp, "course": _course_data(course)})
    return course


def whole(course: Course, lesson: Lesson) -> Lesson:
    """`lesson` with its texts and code, read now if `course` has it in outline only."""
    return read_lesson(lesson.path, course.root, lesson.language) if lesson.outlined else lesson


def stamp_of(root: Path) -> str:
    """What changes as soon as any file of the course does: names, sizes and times, as hexadecimal digits."""
    digest = hashlib.sha256()
    for name in (folder.LESSONS, folder.EXERCISES, folder.SOLUTIONS):
        for line in sorted(_files(str(root / name))):
            digest.update(line.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _files(path: str) -> Iterator[str]:
    try:
        entries = list(os.scandir(path))
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith((".", "__pycache__")):
            continue
        with contextlib.suppress(OSError):
            if entry.is_dir():
                yield from _files(entry.path)
            else:
                facts = entry.stat()
                yield f"{entry.path}\0{facts.st_size}\0{facts.st_mtime_ns}\n"


def _keep(file: Path, data: dict[str, Any]) -> None:
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, written = tempfile.mkstemp(dir=file.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(data, out)
        Path(written).replace(file)


def _course_data(course: Course) -> dict[str, Any]:
    return {
        "title": course.title,
        "id": course.id,
        "languages": course.languages,
        "faults": [_fault_data(fault) for fault in course.faults],
        "chapters": [
            {
                "id": chapter.id,
                "title": chapter.title,
                "summary": chapter.summary,
                "path": str(chapter.path),
                "aliases": chapter.aliases,
                "lessons": [_lesson_data(lesson) for lesson in chapter.lessons],
            }
            for chapter in course.chapters
        ],
    }


def _fault_data(fault: Fault) -> list[Any]:
    return [str(fault.path), fault.line, fault.message, fault.severity]


def _lesson_data(lesson: Lesson) -> dict[str, Any]:
    return {
        "id": lesson.id,
        "address": lesson.address,
        "title": lesson.title,
        "summary": lesson.summary,
        "minutes": lesson.minutes,
        "requires": lesson.requires,
        "aliases": lesson.aliases,
        "path": str(lesson.path),
        "language": lesson.language,
        "broken": [_fault_data(fault) for fault in lesson.broken],
        "pages": [
            [page.id, page.title, None if page.exercise is None else _exercise_data(page.exercise)]
            for page in lesson.pages
        ],
    }


def _exercise_data(exercise: Exercise) -> dict[str, Any]:
    return {
        "id": exercise.id,
        "address": exercise.address,
        "kind": exercise.kind.value,
        "title": exercise.title,
        "optional": exercise.optional,
        "difficulty": exercise.difficulty,
        "tags": exercise.tags,
        "aliases": exercise.aliases,
    }


def _course(data: dict[str, Any], root: Path) -> Course:
    chapters = tuple(
        Chapter(
            id=each["id"],
            title=each["title"],
            summary=each["summary"],
            lessons=tuple(_lesson(lesson) for lesson in each["lessons"]),
            path=Path(each["path"]),
            aliases=tuple(each["aliases"]),
        )
        for each in data["chapters"]
    )
    faults = tuple(_fault(fault) for fault in data["faults"])
    return Course(root, data["title"], data["id"], tuple(data["languages"]), chapters, faults)


def _fault(data: list[Any]) -> Fault:
    path, line, message, severity = data
    return Fault(Path(path), line, message, severity)


def _lesson(data: dict[str, Any]) -> Lesson:
    pages = tuple(Page(id, title, "", exercise and _exercise(exercise)) for id, title, exercise in data["pages"])
    return Lesson(
        id=data["id"],
        address=data["address"],
        title=data["title"],
        summary=data["summary"],
        minutes=data["minutes"],
        requires=tuple(data["requires"]),
        aliases=tuple(data["aliases"]),
        pages=pages,
        path=Path(data["path"]),
        language=data["language"],
        broken=tuple(_fault(fault) for fault in data["broken"]),
        outlined=True,
    )


def _exercise(data: dict[str, Any]) -> Exercise:
    return Exercise(
        id=data["id"],
        address=data["address"],
        kind=Kind(data["kind"]),
        title=data["title"],
        goal="",
        optional=data["optional"],
        difficulty=data["difficulty"],
        tags=tuple(data["tags"]),
        aliases=tuple(data["aliases"]),
    )
