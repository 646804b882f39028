"""Which course a path on the command line belongs to. *Screen side.*"""

from __future__ import annotations

from pathlib import Path

from tutor.commands.faults import UserFault


def course_of(name: str) -> tuple[Path, Path | None]:
    """The course's folder that `name` is or lies in, and what to keep to within it (None: all). Raises UserFault."""
    path = Path(name).expanduser()
    if not path.exists():
        raise UserFault(f"{name}: no such file or folder; name a course's folder, or a file in one")
    path = path.resolve()
    for folder in (path, *path.parents):
        if is_course(folder):
            return folder, None if folder == path else path
    raise UserFault(f"{name}: not in a course; a course is a folder that holds a folder `lessons`")


def is_course(folder: Path) -> bool:
    """Whether `folder` has the shape of a course."""
    return (folder / "lessons").is_dir()
