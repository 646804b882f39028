"""What a course's other languages lack: lessons, pages, texts; and words whose original has changed. *Any side.*"""

from __future__ import annotations

from collections.abc import Iterator

from tutor.course import schema
from tutor.course.document import Document, read_document
from tutor.course.folder import ChapterFiles
from tutor.course.model import Course, Fault, Lesson
from tutor.course.translation import compare
from tutor.language import _


def missing_lessons(course: Course, chapters: list[ChapterFiles]) -> Iterator[Fault]:
    """One warning for each language that some lessons have no words in."""
    for language in course.languages[1:]:
        files = [each for chapter in chapters for each in chapter.lessons]
        lacking = [f"{each.path.parent.name}/{each.path.stem}" for each in files if language not in each.overlays]
        if not lacking:
            continue
        path = course.root / "lessons" / "course.toml"
        document = read_document(path)
        line = document.positions.line(("languages",)) if isinstance(document, Document) else 1
        named = ", ".join(lacking[:3]) + (", ..." if len(lacking) > 3 else "")
        message = _("{lacking} of {files} lessons have no words in `{language}` yet ({named})").format(
            lacking=len(lacking), files=len(files), language=language, named=named
        )
        yield Fault(
            path,
            line,
            _("{message}; write LESSON.{language}.toml beside each").format(message=message, language=language),
            "warning",
        )


def check_words(lesson: Lesson, words: Document) -> None:
    """Note in `words`, an overlay that fits its schema, what it lacks of `lesson` and what is stale."""
    original = read_document(lesson.path)
    if not isinstance(original, Document):
        return
    compare(original.data, schema.LESSON, words, _("the lesson"))
    places = {page["id"]: i for i, page in enumerate(words.data.get("page", ()))}
    for page in original.data["page"]:
        i = places.get(page["id"])
        if i is None:
            words.fault(
                (),
                _("the page `{id}` has no words here yet; add [[page]] with its id").format(id=page["id"]),
                "warning",
            )
            continue
        compare(page, schema.PAGE, words, _("the page `{id}`").format(id=page["id"]), ("page", i))
        if "exercise" not in page:
            continue
        name = page["exercise"]["id"]
        if "exercise" not in words.data["page"][i]:
            message = _("the exercise `{name}` has no words here yet; add [page.exercise] with its id").format(
                name=name
            )
            words.fault(("page", i), message, "warning")
        else:
            compare(
                page["exercise"],
                schema.EXERCISE,
                words,
                _("the exercise `{name}`").format(name=name),
                ("page", i, "exercise"),
            )
