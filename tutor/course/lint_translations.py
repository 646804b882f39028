"""What a course's other languages lack: lessons, pages, texts; and words whose original has changed. *Any side.*"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

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


_TITLES = {"id", "of", "title", "exercise"}


def check_words(lesson: Lesson, words: Document) -> None:
    """Note in `words`, an overlay that fits its schema, what it lacks of `lesson` and what is stale.

    An overlay of titles alone lacks nothing: lists are then in the reader's language, and pages are shown as they were
    first written.
    """
    original = read_document(lesson.path)
    if not isinstance(original, Document):
        return
    compare(original.data, schema.LESSON, words, _("the lesson"))
    translated: list[dict[str, Any]] = words.data.get("page", [])
    places = {page["id"]: i for i, page in enumerate(translated)}
    is_begun = not all(map(_has_titles_only, translated))
    for page in original.data["page"]:
        i = places.get(page["id"])
        if i is None or _has_titles_only(translated[i]):
            if is_begun:
                words.fault(
                    () if i is None else ("page", i),
                    _("the page `{id}` has no words here yet; add [[page]] with its id").format(id=page["id"])
                    if i is None
                    else _("the page `{id}` has only its title here yet; write its text").format(id=page["id"]),
                    "warning",
                )
            if i is not None:
                _check_titles(page, words, i)
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


def _has_titles_only(page: Mapping[str, Any]) -> bool:
    """Whether an overlay's page says no more than what the page and its exercise are called."""
    return page.keys() <= _TITLES and page.get("exercise", {}).keys() <= _TITLES


def _check_titles(page: Mapping[str, Any], words: Document, index: int) -> None:
    """Note in `words` which titles of its page number `index` are stale: no more of that page is translated yet."""
    title = {"title": page["title"]}
    compare(title, schema.PAGE, words, _("the title of the page `{id}`").format(id=page["id"]), ("page", index))
    exercise = page.get("exercise", {})
    if "exercise" in words.data["page"][index] and "title" in exercise:
        named = {"title": exercise["title"], "kind": exercise["kind"]}
        what = _("the title of the exercise `{name}`").format(name=exercise["id"])
        compare(named, schema.EXERCISE, words, what, ("page", index, "exercise"))
