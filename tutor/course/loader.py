"""Reads a course from its folder. *Any side.*

No fault in a file is raised: all are collected, each with its file and line, and a lesson that can't be used
carries its reasons while the rest of the course works.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from tutor.course import folder, schema, terms
from tutor.course.building import build_lesson
from tutor.course.built_in import BUILTIN, CHECKOUT, is_builtin
from tutor.course.document import Document, heading, read_document, visible
from tutor.course.faults import CourseError
from tutor.course.folder import ChapterFiles, LessonFiles
from tutor.course.links import check_links
from tutor.course.model import Chapter, Course, Fault, Lesson
from tutor.course.nearest import nearest
from tutor.course.overlay import apply_overlay
from tutor.course.rules import check_lesson
from tutor.course.shapes import KEBAB, Table, check
from tutor.language import _, later_

__all__ = [
    "BUILTIN",
    "CHECKOUT",
    "CourseError",
    "find_root",
    "is_builtin",
    "load",
    "overlay_faults",
    "read_lesson",
    "title_of",
]

_T = TypeVar("_T")


def find_root(explicit: Path | None = None) -> Path:
    """The folder of the course to use: `explicit`, else TUTOR_COURSE's, else the built-in course's.

    Raises CourseError if there is no such folder, or it is no course.
    """
    named = os.environ.get("TUTOR_COURSE", "")
    if explicit is not None:
        return _course_at(explicit.expanduser(), _("give --course the folder that holds `lessons`"))
    if named.strip():
        return _course_at(
            Path(named).expanduser(), _("set TUTOR_COURSE to the folder that holds `lessons`, or unset it")
        )
    if (BUILTIN / folder.LESSONS).is_dir():
        return BUILTIN
    return _course_at(CHECKOUT, _("the built-in course is missing; install tutor again"))


def _course_at(root: Path, remedy: str) -> Path:
    shown = visible(str(root))
    try:
        if not root.exists():
            raise CourseError(_("{shown}: there is no such folder; {remedy}").format(shown=shown, remedy=remedy))
        if not root.is_dir():
            raise CourseError(
                _("{shown}: this is a file, and a course is a folder; {remedy}").format(shown=shown, remedy=remedy)
            )
        if not (root / folder.LESSONS).is_dir():
            raise CourseError(
                _("{shown}: this is no course, it holds no folder `lessons`; {remedy}").format(
                    shown=shown, remedy=remedy
                )
            )
        next(iter((root / folder.LESSONS).iterdir()), None)
    except (OSError, ValueError) as error:
        raise CourseError(
            _("{shown}: can't be read ({error}); {remedy}").format(
                shown=shown, error=getattr(error, "strerror", error), remedy=remedy
            )
        ) from None
    return root


def load(root: Path, language: str = "en") -> Course:
    """The course at `root`, in `language` where it has words in it.

    Never raises for a fault in a file: see `Course.faults` and `Lesson.broken`. Raises CourseError only if
    `root` is no course at all.
    """
    _course_at(root, _("name a folder that holds `lessons`"))
    faults: list[Fault] = []
    described = _described(root / folder.LESSONS / "course.toml", schema.COURSE, faults)
    data = described.data if described else {}
    try:
        found = folder.chapters(root)
    except OSError as error:
        raise CourseError(
            _("{root}: can't be read ({strerror}); check its permissions").format(root=root, strerror=error.strerror)
        ) from None
    for lesson in sorted((root / folder.LESSONS).glob("*.toml")):
        named = folder.split_name(lesson)
        if lesson.name != terms.FILE and named is not None and named[0] != "course":
            faults.append(
                Fault(
                    lesson,
                    1,
                    _("belongs to no chapter; move it into a folder of `lessons`, which is a chapter"),
                    "warning",
                )
            )
    found = _distinct(found, lambda chapter: chapter.path, faults)
    order = data.get("chapters")
    found = _ordered(found, order, "chapters", later_("chapter"), described, root / folder.LESSONS, faults)
    chapters = tuple(_chapter(files, root, language, faults) for files in found)
    title = _title(data | _course_words(root, language, faults), root)
    check_links(chapters, faults)
    return Course(
        root=root,
        title=title,
        id=data.get("id", ""),
        languages=tuple(data.get("languages", ("en",))),
        chapters=chapters,
        faults=tuple(sorted(set(faults), key=lambda fault: (str(fault.path), fault.line, fault.message))),
    )


def title_of(root: Path, language: str = "en") -> str:
    """What the course at `root` is called in `language`, without reading more of it."""
    described = _described(root / folder.LESSONS / "course.toml", schema.COURSE, [])
    data = described.data if described else {}
    return _title(data | _course_words(root, language, []), root)


def _course_words(root: Path, language: str, faults: list[Fault]) -> dict[str, Any]:
    """The course's own words in `language`; none if it has no such file."""
    path = folder.course_overlays(root).get(language)
    words = _described(path, schema.COURSE_OVERLAY, faults) if path else None
    return words.data if words else {}


def _title(data: dict[str, Any], root: Path) -> str:
    return heading(data.get("title", "")) or visible(root.resolve().name)


def read_lesson(path: Path, root: Path, language: str = "en") -> Lesson:
    """The lesson in the file `path` of the course at `root`, its faults in `broken`, read by itself."""
    chapter = folder.bare_id(path.parent.name)
    stem, _ = folder.split_name(path) or (path.stem, None)
    files = LessonFiles(folder.bare_id(stem), path)
    overlay = path.with_name(f"{stem}.{language}.toml")
    if overlay.is_file():
        files.overlays[language] = overlay
    return _lesson(files, chapter, root, language, [])


def _chapter(files: ChapterFiles, root: Path, language: str, faults: list[Fault]) -> Chapter:
    described = _described(files.described, schema.CHAPTER, faults)
    data = dict(described.data) if described else {}
    if not KEBAB.pattern.fullmatch(files.id):
        faults.append(
            Fault(
                files.path,
                1,
                _("the folder's name is no id: `{id}`; write {words}").format(
                    id=visible(files.id), words=_(KEBAB.words)
                ),
            )
        )
    if language in files.overlays:
        words = _described(files.overlays[language], schema.CHAPTER_OVERLAY, faults)
        data |= words.data if words else {}
    for path in files.lone:
        faults.append(
            Fault(path, 1, _("there is no lesson these words belong to; rename or delete the file"), "warning")
        )
    found = _distinct(files.lessons, lambda lesson: lesson.path, faults)
    found = _ordered(found, data.get("lessons"), "lessons", later_("lesson"), described, files.path, faults)
    return Chapter(
        id=files.id,
        title=heading(data.get("title", "")) or files.id.replace("-", " ").capitalize(),
        summary=data.get("summary", ""),
        lessons=tuple(_lesson(lesson, files.id, root, language, faults) for lesson in found),
        path=files.path,
        aliases=tuple(data.get("aliases", ())),
    )


def _lesson(files: LessonFiles, chapter: str, root: Path, language: str, faults: list[Fault]) -> Lesson:
    """One lesson. Its faults go to `faults`, and to its own `broken` when they keep it from being used."""
    address = f"{chapter}/{files.id}"
    lesson = Lesson(files.id, address, title=files.id.replace("-", " ").capitalize(), path=files.path)
    document = read_document(files.path)
    if isinstance(document, Fault):
        faults.append(document)
        return replace(lesson, broken=(document,))
    if not document.source.strip():
        empty = Fault(files.path, 1, _("is empty; write a lesson: its title, and pages that begin with [[page]]"))
        faults.append(empty)
        return replace(lesson, broken=(empty,))
    if isinstance(title := document.data.get("title"), str) and title.strip():
        lesson = replace(lesson, title=heading(title))
    if not KEBAB.pattern.fullmatch(files.id):
        document.fault(
            (), _("the file's name is no id: `{id}`; write {words}").format(id=files.id, words=_(KEBAB.words))
        )
    if check(document.data, schema.LESSON, (), document.fault):
        check_lesson(document.data, document.fault)
        if not document.faults:
            lesson = build_lesson(document, files.id, address, root)
    if document.faults:
        faults += document.faults
        return replace(lesson, pages=(), broken=tuple(sorted(document.faults)))
    if language in files.overlays:
        return _translated(lesson, files.overlays[language], language, faults)
    return lesson


def _translated(lesson: Lesson, path: Path, language: str, faults: list[Fault]) -> Lesson:
    """`lesson` in other words; as it is if these can't be used."""
    words = read_document(path)
    if isinstance(words, Fault):
        faults.append(words)
        return lesson
    fits = check(words.data, schema.LESSON_OVERLAY, (), words.fault)
    translated = apply_overlay(lesson, words, language) if fits else lesson
    faults += words.faults
    return translated


def overlay_faults(lesson: Lesson, path: Path, language: str) -> list[Fault]:
    """What is wrong in one overlay file of a lesson."""
    faults: list[Fault] = []
    _translated(lesson, path, language, faults)
    return faults


def _described(path: Path, shape: Table, faults: list[Fault]) -> Document | None:
    """The file that describes a course or chapter, without the keys that don't fit.

    None if it isn't there, or can't be read.
    """
    if not os.path.lexists(path):
        return None
    document = read_document(path)
    if isinstance(document, Fault):
        faults.append(document)
        return None
    check(document.data, shape, (), document.fault)
    faults += document.faults
    document.data = {
        name: value
        for name, value in document.data.items()
        if name in shape.keys and check(value, shape.keys[name].shape, (name,), lambda _path, _message: None)
    }
    return document


def _distinct(found: Iterable[_T], path: Callable[[_T], Path], faults: list[Fault]) -> list[_T]:
    """`found` without those whose id stood before, each of which is a fault."""
    first: dict[str, _T] = {}
    for one in found:
        name: str = one.id  # type: ignore[attr-defined]
        if name in first:
            message = _("has the id `{name}`, as {name_2} has; rename one of the two").format(
                name=visible(name), name_2=path(first[name]).name
            )
            faults.append(Fault(path(one), 1, message))
        else:
            first[name] = one
    return list(first.values())


def _ordered(
    found: Sequence[_T],
    order: Sequence[str] | None,
    key: str,
    what: str,
    described: Document | None,
    place: Path,
    faults: list[Fault],
) -> list[_T]:
    """`found` in the `order` a file gives: what it doesn't name comes last, what isn't there is a fault."""
    if order is None or described is None:
        return list(found)
    by_id: dict[str, _T] = {one.id: one for one in found}  # type: ignore[attr-defined]
    for i, name in enumerate(order):
        if name not in by_id:
            hint = nearest(name, by_id)
            remedy = (
                _("did you mean `{hint}`?").format(hint=hint)
                if hint
                else _("write it in {place}, or take the id away").format(place=place)
            )
            line = described.positions.line((key, i))
            faults.append(
                Fault(
                    described.path,
                    line,
                    _("there is no {what} `{name}`; {remedy}").format(what=_(what), name=name, remedy=remedy),
                )
            )
    left = [one for one in found if one.id not in order]  # type: ignore[attr-defined]
    for one in left:
        path: Path = one.path  # type: ignore[attr-defined]
        message = _("`{name}` is not in the list, and comes last; add `{id}`").format(name=path.name, id=one.id)  # type: ignore[attr-defined]
        faults.append(Fault(described.path, described.positions.line((key,)), message, "warning"))
    return [by_id[name] for name in order if name in by_id] + left
