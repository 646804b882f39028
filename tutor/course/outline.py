"""A course in outline: all that tells its lessons and exercises apart, without their texts and code. *Any side.*

Reading fifty lessons takes a third of a second, and most commands want one of them. So what `loader` found is kept in
the cache folder, in outline, for as long as no file of the course changes; `whole` reads the one lesson that is wanted.
What is kept is plain data: who only lists it needs none of the classes that make a course, nor the loader.
"""

from __future__ import annotations

import contextlib
import json
import os
import zlib
from collections.abc import Iterator
from pathlib import Path

TYPE_CHECKING = False  # that of `typing`, which takes longer to import than this module
if TYPE_CHECKING:
    from typing import Any

    from tutor.course.model import Course, Exercise, Fault, Lesson

PARTS = ("lessons", "exercises", "solutions")  # of a course's folder
FORMAT = 2  # of what is kept; another one is read as none


def outline(root: Path, cache: Path, language: str = "en") -> Course:
    """The course at `root` in outline, as it was kept if no file has changed since.

    Raises CourseError if `root` is no course at all. A cache that can't be read or written is no fault.
    """
    root = root.absolute()
    kept = _Kept(root, cache, language)
    data = kept.read()
    with contextlib.suppress(ValueError, TypeError, LookupError):
        if data is not None:
            return _course(data, root)
    return _course(kept.renew(), root)


def outline_data(root: Path, cache: Path, language: str = "en") -> dict[str, Any]:
    """What `outline` is made of, as plain data: see `outline_of`. Raises CourseError."""
    kept = _Kept(root.absolute(), cache, language)
    data = kept.read()
    return kept.renew() if data is None else data


class Outlines:
    """The outlines of a course that one sitting asks for, one a language, each made anew only if a file has changed."""

    def __init__(self, root: Path, cache: Path) -> None:
        self._root = root
        self._cache = cache
        self._made: dict[str, tuple[str, Course]] = {}  # by language, with the stamp of the course then

    def within(self, language: str) -> Course:
        """The outline in `language`. Raises CourseError."""
        stamp, made = self._made.get(language, ("", None))
        now = stamp_of(self._root.absolute())
        if made is None or stamp != now:
            made = outline(self._root, self._cache, language)
            self._made[language] = (now, made)
        return made


class _Kept:
    """The outline of the course at `root` in one language, as it is kept below `cache`."""

    def __init__(self, root: Path, cache: Path, language: str) -> None:
        self.root = root
        self.language = language
        self._whose = [FORMAT, str(root), language]
        name = zlib.crc32(str(root).encode("utf-8", "surrogateescape"))
        self._file = cache / "outlines" / f"{name:08x}.{language}.json"
        self._stamp = stamp_of(root)

    def read(self) -> dict[str, Any] | None:
        """What is kept, if it is still true."""
        try:
            kept = json.loads(self._file.read_bytes())
            if kept["whose"] == self._whose and kept["stamp"] == self._stamp and isinstance(kept["course"], dict):
                data: dict[str, Any] = kept["course"]
                return data
        except (OSError, ValueError, TypeError, LookupError, RecursionError):
            pass
        return None

    def renew(self) -> dict[str, Any]:
        """What is to be kept of the course as it is now, kept from now on. Raises CourseError."""
        from tutor.course.loader import load

        data = outline_of(load(self.root, self.language))
        _keep(self._file, {"whose": self._whose, "stamp": self._stamp, "course": data})
        return data


def whole(course: Course, lesson: Lesson) -> Lesson:
    """`lesson` with its texts and code, read now if `course` has it in outline only."""
    if not lesson.outlined:
        return lesson
    from tutor.course.loader import read_lesson

    return read_lesson(lesson.path, course.root, lesson.language)


def stamp_of(root: Path) -> str:
    """What changes as soon as any file of the course does: their number, sizes, times, and a checksum of it all."""
    files = sorted(each for name in PARTS for each in _files(str(root / name)))
    lines = "".join(f"{path}\0{size}\0{changed}\n" for path, size, changed in files).encode("utf-8", "surrogateescape")
    newest = max((changed for _path, _size, changed in files), default=0)
    return f"{len(files)} {sum(size for _path, size, _changed in files)} {newest} {zlib.crc32(lines):08x}"


def _files(path: str) -> Iterator[tuple[str, int, int]]:
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
                yield entry.path, facts.st_size, facts.st_mtime_ns


def _keep(file: Path, data: dict[str, Any]) -> None:
    import tempfile

    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, written = tempfile.mkstemp(dir=file.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(data, out)
        Path(written).replace(file)


def outline_of(course: Course) -> dict[str, Any]:
    """`course` in outline, as plain data."""
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
    from tutor.course.model import Chapter, Course

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
    faults = faults_in(data["faults"])
    return Course(root, data["title"], data["id"], tuple(data["languages"]), chapters, faults)


def faults_in(data: list[list[Any]]) -> tuple[Fault, ...]:
    """The faults that an outline's plain data holds."""
    return tuple(_fault(each) for each in data)


def _fault(data: list[Any]) -> Fault:
    from tutor.course.model import Fault

    path, line, message, severity = data
    return Fault(Path(path), line, message, severity)


def _lesson(data: dict[str, Any]) -> Lesson:
    from tutor.course.model import Lesson, Page

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
        broken=faults_in(data["broken"]),
        outlined=True,
    )


def _exercise(data: dict[str, Any]) -> Exercise:
    from tutor.course.model import Exercise, Kind

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
