"""A lesson's or chapter's words in another language, laid over the original. *Any side.*

Pages, exercises and mistakes are met by their ids; cases, questions and options by their place. What the
overlay leaves out stays as it was written first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any, TypeVar

from tutor.course.document import Document, heading
from tutor.course.model import Case, Exercise, Lesson, Mistake, Option, Page, Question
from tutor.course.nearest import nearest
from tutor.course.positions import KeyPath
from tutor.language import _, later_, plural

_T = TypeVar("_T")


def apply_overlay(lesson: Lesson, document: Document, language: str) -> Lesson:
    """`lesson` in the words of `document`, which fits LESSON_OVERLAY.

    Notes in the document a fault for all that belongs to nothing in the lesson.
    """
    data = document.data
    pages = list(lesson.pages)
    known = {page.id: i for i, page in enumerate(pages)}
    seen: set[str] = set()
    for i, words in enumerate(data.get("page", ())):
        path: KeyPath = ("page", i)
        where = known.get(words["id"])
        if where is None:
            _unknown(document, (*path, "id"), later_("page"), words["id"], known)
            continue
        if words["id"] in seen:
            document.fault((*path, "id"), _("the page `{id}` stands here twice; keep one").format(id=words["id"]))
        seen.add(words["id"])
        page, text_line = _words(pages[where], words), pages[where].text_line
        if "text" in words:
            text_line = document.positions.text_line((*path, "text"))
        pages[where] = replace(
            page,
            language=language if "text" in words else pages[where].language,
            exercise=_exercise(page, words, document, path),
            line=document.positions.line(path),
            text_line=text_line,
        )
    return replace(_words(lesson, data), pages=tuple(pages), language=language)


def _exercise(page: Page, words: dict[str, Any], document: Document, path: KeyPath) -> Exercise | None:
    if "exercise" not in words:
        return page.exercise
    path, words, exercise = (*path, "exercise"), words["exercise"], page.exercise
    if exercise is None or words["id"] != exercise.id:
        _unknown(document, (*path, "id"), later_("exercise"), words["id"], [exercise.id] if exercise else [])
        return exercise
    if "hints" in words and len(words["hints"]) != len(exercise.hints):
        document.fault(
            (*path, "hints"),
            plural(
                "there is {n} hint here, and the lesson has {all}; match them",
                "there are {n} hints here, and the lesson has {all}; match them",
                len(words["hints"]),
            ).format(all=len(exercise.hints)),
        )
    return replace(
        _words(exercise, words, ("title", "goal", "hints", "explain")),
        mistakes=_mistakes(exercise.mistakes, words.get("mistake", ()), document, (*path, "mistake")),
        cases=_by_place(exercise.cases, words.get("case", ()), document, (*path, "case"), _case),
        questions=_by_place(exercise.questions, words.get("question", ()), document, (*path, "question"), _question),
    )


def _mistakes(mistakes: tuple[Mistake, ...], words: Any, document: Document, path: KeyPath) -> tuple[Mistake, ...]:
    found = list(mistakes)
    known = {mistake.id: i for i, mistake in enumerate(mistakes)}
    for i, said in enumerate(words):
        where = known.get(said["id"]) if "id" in said else (i if i < len(found) else None)
        if where is None:
            _unknown(document, (*path, i, "id"), later_("mistake"), said.get("id", f"mistake-{i + 1}"), known)
        else:
            found[where] = _words(found[where], said, ("says",))
    return tuple(found)


def _case(case: Case, words: dict[str, Any], _document: Document, _path: KeyPath) -> Case:
    return _words(case, words)


def _question(question: Question, words: dict[str, Any], document: Document, path: KeyPath) -> Question:
    options = _by_place(question.options, words.get("option", ()), document, (*path, "option"), _option)
    return replace(_words(question, words), options=options)


def _option(option: Option, words: dict[str, Any], _document: Document, _path: KeyPath) -> Option:
    return _words(option, words, ("text", "says"))


def _by_place(items: tuple[_T, ...], words: Any, document: Document, path: KeyPath, lay: Any) -> tuple[_T, ...]:
    """`items` with the words at the same place laid over each. Fewer words than items leave the rest as they are."""
    if len(words) > len(items):
        document.fault(
            (*path, len(items)),
            _("the lesson has {items} of `{path}` here, and this is one more; take it away").format(
                items=len(items), path=path[-1]
            ),
        )
    pairs = list(zip(items, words, strict=False))
    return (*(lay(item, said, document, (*path, i)) for i, (item, said) in enumerate(pairs)), *items[len(pairs) :])


def _words(item: _T, words: dict[str, Any], names: tuple[str, ...] = ("title", "summary", "text", "note")) -> _T:
    own = {one.name for one in fields(item)}  # type: ignore[arg-type]
    new = {name: _MADE.get(name, _as_it_is)(words[name]) for name in names if name in own and name in words}
    return replace(item, **new)  # type: ignore[type-var]


def _as_it_is(said: Any) -> Any:
    return said


_MADE: dict[str, Callable[[Any], Any]] = {"title": heading, "hints": tuple}


def _unknown(document: Document, path: KeyPath, what: str, name: str, known: Any) -> None:
    hint = nearest(name, known)
    document.fault(
        path,
        _("the lesson has no {what} `{name}` here; ").format(what=_(what), name=name)
        + (_("did you mean `{hint}`?").format(hint=hint) if hint else _("take it away")),
    )
