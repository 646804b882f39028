"""Which course a path on the command line belongs to. *Screen side.*"""

from __future__ import annotations

from pathlib import Path

from tutor.commands.faults import UserFault
from tutor.language import _


def course_of(name: str) -> tuple[Path, Path | None]:
    """The course's folder that `name` is or lies in, and what to keep to within it (None: all). Raises UserFault."""
    path = Path(name).expanduser()
    if not path.exists():
        raise UserFault(_("{name}: no such file or folder; name a course's folder, or a file in one").format(name=name))
    path = path.resolve()
    if path.suffix.lower() == ".zip" and path.is_file():
        return _unpacked(path), None
    for folder in (path, *path.parents):
        if is_course(folder):
            return folder, None if folder == path else path
    raise UserFault(_("{name}: not in a course; a course is a folder that holds a folder `lessons`").format(name=name))


def is_course(folder: Path) -> bool:
    """Whether `folder` has the shape of a course."""
    return (folder / "lessons").is_dir()


def _unpacked(path: Path) -> Path:
    from tutor.course.faults import CourseError
    from tutor.course.packed import unpacked
    from tutor.progress.places import cache_folder

    try:
        return unpacked(path, cache_folder())
    except CourseError as error:
        raise UserFault(str(error)) from None
