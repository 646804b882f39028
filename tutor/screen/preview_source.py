"""A lesson's files on disk, as an author saves them: what changed, how it reads now, what lint says. *Screen side.*

Headless. Files are looked at again and again, and not watched by the system: that works on network file systems too,
and whichever way an editor saves, in place or by renaming another file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tutor.course.faults import CourseError
from tutor.course.folder import EXERCISES, SOLUTIONS, bare_id, split_name
from tutor.course.lint import lint
from tutor.course.loader import load, read_lesson
from tutor.course.model import Course, Fault, Lesson
from tutor.language import _

Stamps = Mapping[Path, tuple[int, int, int]]  # by file: time of change in ns, size in bytes, inode


@dataclass(frozen=True)
class Reading:
    """The lesson as it was read at one time. `course` and `lesson` are None where not even the course can be read."""

    stamps: Stamps
    course: Course | None
    lesson: Lesson | None
    faults: tuple[Fault, ...]

    @property
    def is_whole(self) -> bool:
        """Whether the lesson can be shown."""
        return self.lesson is not None and not self.lesson.broken


class LessonOnDisk:
    """The lesson in the file `path` of the course at `root`; a translation's file is the lesson in its language."""

    def __init__(self, root: Path, path: Path) -> None:
        stem, language = split_name(path) or (path.stem, None)
        self.root = root
        self.path = path.with_name(f"{stem}.toml")
        self.language = language or "en"
        self._stem = stem
        lesson = (bare_id(path.parent.name), bare_id(stem))
        self._folders = [root.joinpath(folder, *lesson) for folder in (EXERCISES, SOLUTIONS)]
        self._described = path.with_name("chapter.toml")

    def stamps(self) -> Stamps:
        """What tells each of the lesson's files, as it is now, from what it was. A file that isn't there has none."""
        found = {}
        for path in self._files():
            try:
                status = path.stat()
            except OSError:
                continue
            found[path] = (status.st_mtime_ns, status.st_size, status.st_ino)
        return found

    def _files(self) -> Iterator[Path]:
        yield self.path
        yield self._described
        for folder, pattern in ((self.path.parent, "*.toml"), *((folder, "*.py") for folder in self._folders)):
            try:
                yield from (file for file in folder.glob(pattern) if self.owns(file))
            except OSError:
                continue  # reading the lesson tells it

    def owns(self, path: Path) -> bool:
        """Whether `path` is the lesson's file, its words in a language, or a starter or reference of it."""
        if path.parent == self.path.parent:
            return path == self._described or (split_name(path) or ("", None))[0] == self._stem
        return path.parent in self._folders

    def shown(self, path: Path) -> str:
        """How `path` is written where there is little room: what lies beside the lesson by its bare name."""
        if path.parent == self.path.parent:
            return path.name
        return str(path.relative_to(self.root)) if path.is_relative_to(self.root) else str(path)

    def read(self) -> Reading:
        """Read and lint the lesson. Whatever is wrong with its files is among the faults."""
        stamps = self.stamps()  # before reading: what is saved meanwhile is then seen as a change
        try:
            course = load(self.root, self.language)
            lesson = next((one for one in course.lessons() if one.path == self.path), None)
            if lesson is None:
                lesson = read_lesson(self.path, self.root, self.language)
            faults = {*lint(course, self.path), *lesson.broken}
        except CourseError as error:
            return Reading(stamps, None, None, (Fault(self.path, 1, str(error)),))
        except OSError as error:
            message = _("can't be read ({strerror}); save it again").format(strerror=error.strerror)
            return Reading(stamps, None, None, (Fault(self.path, 1, message),))
        return Reading(stamps, course, lesson, tuple(sorted(one for one in faults if self.owns(one.path))))
