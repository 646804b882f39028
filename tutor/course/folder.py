"""A course as a folder: which files are chapters and lessons, and in which order they stand. *Any side.*

Nothing is read here but folders and file names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

_ORDER = re.compile(r"\d+-(?=.)")
_LESSON_FILE = re.compile(r"(?P<stem>[^.]+)(?:\.(?P<language>[^.]+))?\.toml")

LESSONS, EXERCISES, SOLUTIONS = "lessons", "exercises", "solutions"


@dataclass
class LessonFiles:
    """One lesson's file, and its words in other languages."""

    id: str
    path: Path
    overlays: dict[str, Path] = field(default_factory=dict)


@dataclass
class ChapterFiles:
    """One chapter's folder. `lone` are overlay files whose lesson isn't there."""

    id: str
    path: Path
    lessons: list[LessonFiles] = field(default_factory=list)
    overlays: dict[str, Path] = field(default_factory=dict)
    lone: list[Path] = field(default_factory=list)

    @property
    def described(self) -> Path:
        """The chapter's own file, which need not be there."""
        return self.path / "chapter.toml"


def bare_id(name: str) -> str:
    """The id in a file's or folder's name, which digits in front only put in order: `03-masks` is `masks`."""
    return _ORDER.sub("", name, count=1)


def split_name(path: Path) -> tuple[str, str | None] | None:
    """A lesson file's stem and language (None for the lesson itself), or None if its name is no lesson file's."""
    match = _LESSON_FILE.fullmatch(path.name)
    return (match["stem"], match["language"]) if match else None


def course_overlays(root: Path) -> dict[str, Path]:
    """The files that hold the words of the course itself in other languages: `course.zh.toml` and its like."""
    named = {path: split_name(path) for path in sorted((root / LESSONS).glob("course.*.toml"))}
    return {split[1]: path for path, split in named.items() if split and split[1]}


def chapters(root: Path) -> list[ChapterFiles]:
    """The chapters of the course at `root`, in the order of their folders' names.

    A folder is a chapter when it holds a TOML file. Raises OSError when `lessons` can't be listed.
    """
    found = []
    for path in sorted((root / LESSONS).iterdir()):
        if path.name.startswith((".", "_")) or not path.is_dir():
            continue
        try:
            files = sorted(file for file in path.iterdir() if file.suffix == ".toml" and not file.name.startswith("."))
        except OSError:
            files = [path / "chapter.toml"]  # reading it says why the folder can't be read
        if files:
            found.append(_chapter(path, files))
    return found


def _chapter(path: Path, files: Sequence[Path]) -> ChapterFiles:
    chapter = ChapterFiles(bare_id(path.name), path)
    by_stem: dict[str, LessonFiles] = {}
    words: list[tuple[str, str, Path]] = []
    for file in files:
        stem, language = split_name(file) or (file.stem, None)
        if language is not None:
            words.append((stem, language, file))
        elif stem != "chapter":
            by_stem[stem] = LessonFiles(bare_id(stem), file)
    chapter.lessons = list(by_stem.values())
    for stem, language, file in words:
        if stem == "chapter":
            chapter.overlays[language] = file
        elif stem in by_stem:
            by_stem[stem].overlays[language] = file
        else:
            chapter.lone.append(file)
    return chapter


def code_path(root: Path, folder: str, address: str) -> Path:
    """Where the starter (`folder` EXERCISES) or reference (SOLUTIONS) of the exercise at `address` lies."""
    return root.joinpath(folder, *address.split("/")).with_suffix(".py")
