"""All that is wrong with a course's files and can be known without running its code. *Any side.*

What keeps a lesson from being used is found by `loader`; here the rest of the format is held to as well: words
that are missing or can't be drawn, code that is no Python, files that belong to nothing. `tutor verify` proves
what only running can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tutor.course import folder, json_schema, schema
from tutor.course.document import Document, Unreadable, read_document, read_text, visible
from tutor.course.lint_code import check_code
from tutor.course.lint_links import Targets, check_links_in, targets
from tutor.course.lint_room import check_room
from tutor.course.lint_translations import check_words, missing_lessons
from tutor.course.lint_words import check_lengths, check_markdown, check_presence
from tutor.course.loader import overlay_faults
from tutor.course.model import Course, Fault, Lesson
from tutor.course.positions import KeyPath
from tutor.course.released import lost
from tutor.course.shapes import Choice, Many, Named, Shape, Table, Text, check
from tutor.course.taught import unseen
from tutor.course.terms import read_terms
from tutor.language import _

_TO_DO = re.compile(r"[^#]*#.*?\bTODO\b:?(.*)")


def lint(course: Course, only: Path | None = None) -> list[Fault]:
    """Every fault of the course, by file and line. A lesson that is broken is not looked into further.

    `only` is the file of the one lesson, of all, whose texts and code are looked into: for whoever asks again at once.
    """
    faults = set(course.faults)
    known = targets(course)
    for lesson in course.lessons():
        if not lesson.broken and only in (None, lesson.path, lesson.path.resolve()):
            faults.update(_lesson_faults(lesson, known))
    faults.update(_described_faults(course, known))
    faults.update(_overlay_faults(course, known, only))
    faults.update(_strays(course))
    faults.update(lost(course))
    faults.update(_schema_faults(course))
    faults.update(read_terms(course.root)[1])
    return sorted(faults)


def _lesson_faults(lesson: Lesson, known: Targets) -> list[Fault]:
    document = read_document(lesson.path)
    if isinstance(document, Fault):
        return [document]
    _check_texts(document, schema.LESSON, known, lesson)
    check_presence(document, lesson)
    check_lengths(document)
    check_room(document, lesson)
    check_code(document, lesson)
    _check_drafts(document)
    return document.faults


def first_seen(course: Course) -> Iterator[Fault]:
    """Names that learners need before any page has shown them: faults of a course that begins from nothing."""
    for each in unseen(course):
        message = _("the reference uses `{name}`, which no page up to here shows; show it first").format(
            name=visible(each.name)
        )
        yield Fault(each.exercise.path, each.exercise.line, message, "warning")


def _check_drafts(document: Document) -> None:
    """What an author noted as still to be done, as `tutor new` does for them."""
    for number, line in enumerate(document.source.split("\n"), 1):
        if match := _TO_DO.match(line):  # from the first sign of a comment on, and from no other
            message = visible(
                _("to do: {strip}; then take the TODO away").format(
                    strip=match[1].strip() or _("what this TODO stands for")
                )
            )
            document.faults.append(Fault(document.path, number, message, "warning"))


def _schema_faults(course: Course) -> Iterator[Fault]:
    """Schemas beside the lessons, for editors, that are not this program's."""
    for what in json_schema.FILES:
        path = course.root / folder.LESSONS / json_schema.file_name(what)
        if not path.exists():
            continue
        try:
            written = read_text(path)
        except Unreadable as error:
            yield Fault(path, error.line, str(error), "warning")
            continue
        if not json_schema.is_same(written, what):
            remedy = _("write it anew: tutor schema {what} > {name}").format(what=what, name=path.name)
            yield Fault(
                path,
                1,
                _("is another version's schema, and editors go by it; {remedy}").format(remedy=remedy),
                "warning",
            )


def _described_faults(course: Course, known: Targets) -> list[Fault]:
    """Faults in the words of chapters and of the course."""
    faults: list[Fault] = []
    described = read_document(course.root / folder.LESSONS / "course.toml")
    if isinstance(described, Document):
        _check_drafts(described)
        faults += described.faults
    for chapter in course.chapters:
        document = read_document(chapter.path / "chapter.toml")
        if isinstance(document, Document):
            _check_texts(document, schema.CHAPTER, known)
            _check_drafts(document)
            faults += document.faults
    return faults


def _overlay_faults(course: Course, known: Targets, only: Path | None) -> list[Fault]:
    """Faults in the files that hold words in other languages: the course's, the chapters', the lessons'."""
    faults: list[Fault] = []
    for language, path in folder.course_overlays(course.root).items():
        faults += _language_faults(course, language, path)
        faults += _table_faults(path, schema.COURSE_OVERLAY, known)
    lessons = {lesson.path: lesson for lesson in course.lessons()}
    chapters = folder.chapters(course.root)
    faults += missing_lessons(course, chapters)
    for chapter in chapters:
        for path in chapter.overlays.values():
            faults += _table_faults(path, schema.CHAPTER_OVERLAY, known)
        for files in chapter.lessons:
            if only not in (None, files.path):
                continue
            lesson = lessons.get(files.path)
            for language, path in files.overlays.items():
                faults += _language_faults(course, language, path)
                if lesson is not None and not lesson.broken:
                    wrong = overlay_faults(lesson, path, language)
                    faults += wrong
                    document = read_document(path)
                    if isinstance(document, Document):
                        _check_texts(document, schema.LESSON_OVERLAY, known, lesson)
                        _check_drafts(document)
                        if not wrong and language in course.languages:
                            check_words(lesson, document)
                        faults += document.faults
    return faults


def _table_faults(path: Path, shape: Table, known: Targets) -> list[Fault]:
    """Faults in a file of a course's or a chapter's words in another language."""
    document = read_document(path)
    if isinstance(document, Fault):
        return [document]
    check(document.data, shape, (), document.fault)
    _check_texts(document, shape, known)
    return document.faults


def _language_faults(course: Course, language: str, path: Path) -> Iterator[Fault]:
    """What is wrong with the language in the name of an overlay's file."""
    if not schema.LANGUAGE.pattern.fullmatch(language):
        message = _("`{language}` in the file's name is no language; write a code such as `zh`")
        yield Fault(path, 1, message.format(language=visible(language)))
    elif language not in course.languages:
        message = _("`{language}` is not among the course's languages; add it to course.toml")
        yield Fault(path, 1, message.format(language=visible(language)), "warning")


def _strays(course: Course) -> Iterator[Fault]:
    """Starters and references that belong to no exercise."""
    expected = {path for exercise in course.exercises() for path in (exercise.starter_path, exercise.solution_path)}
    broken = {tuple(lesson.address.split("/")) for lesson in course.lessons() if lesson.broken}
    for name in (folder.EXERCISES, folder.SOLUTIONS):
        for path in sorted((course.root / name).rglob("*.py")):
            if path in expected or path.relative_to(course.root / name).parts[:2] in broken:
                continue
            yield Fault(path, 1, _("belongs to no exercise; give its exercise this id, or delete the file"), "warning")


def _check_texts(document: Document, shape: Shape, known: Targets, lesson: Lesson | None = None) -> None:
    """Check all words in Markdown that a document holds. `lesson` is the one they belong to, if any."""
    for path, text, described in texts(document.data, shape, ()):
        if described.markdown:
            check_markdown(document, path, text, runs=path[-1] == "text" and path[-3:-2] != ("question",))
            check_links_in(document, path, text, known, lesson)


def texts(value: Any, shape: Shape, path: KeyPath) -> Iterator[tuple[KeyPath, str, Text]]:
    """Every text in `value` that `shape` describes, with where it stands and what it is to be."""
    match shape:
        case Text():
            if isinstance(value, str):
                yield path, value, shape
        case Many(each):
            for i, item in enumerate(value if isinstance(value, list) else ()):
                yield from texts(item, each, (*path, i))
        case Named(each):
            for name, item in value.items() if isinstance(value, dict) else ():
                yield from texts(item, each, (*path, name))
        case Table(_, keys):
            for name, item in value.items() if isinstance(value, dict) else ():
                if name in keys:
                    yield from texts(item, keys[name].shape, (*path, name))
        case Choice(_, by, tables):
            chosen = tables.get(value.get(by, "")) if isinstance(value, dict) else None
            if chosen is not None:
                yield from texts(value, chosen, path)
