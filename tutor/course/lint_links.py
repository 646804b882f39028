"""Links in Markdown that lead nowhere, and pictures, which no terminal shows. *Any side.*

A link leads to the web, to a page of its own lesson (`#page`), or to a chapter, lesson or exercise by its address.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from tutor.course.document import Document, visible
from tutor.course.lint_words import with_lines
from tutor.course.markdown import tokens
from tutor.course.model import Course, Lesson
from tutor.course.nearest import nearest
from tutor.course.positions import KeyPath
from tutor.language import _

_UNREAD = re.compile(r"\[[^\]\[]+\]\[[^\]\[]*\]|\[[^\]\[]+\]\(")  # what Markdown would have read, had it been whole
WEB = ("http", "https", "mailto")


@dataclass(frozen=True)
class Targets:
    """What links may lead to: the course's addresses, and the pages of each lesson."""

    addresses: frozenset[str]
    pages: Mapping[str, frozenset[str]]


def targets(course: Course) -> Targets:
    """All that a link in `course` may lead to. What a broken lesson would hold can't be known: its address counts."""
    found = {chapter.id for chapter in course.chapters}
    found |= {lesson.address for lesson in course.lessons()}
    found |= {exercise.address for exercise in course.exercises()}
    return Targets(
        frozenset(found),
        {lesson.address: frozenset(page.id for page in lesson.pages) for lesson in course.lessons()},
    )


def check_links_in(document: Document, path: KeyPath, text: str, known: Targets, lesson: Lesson | None) -> None:
    """Report the links in one text of `lesson` (None: of a chapter) that lead nowhere."""
    for token in tokens(text):
        if token.type != "inline":
            continue
        for line, child in with_lines(token):
            if child.type == "image":
                message = _("a picture can't be shown in a terminal; draw it in a fence, or say it in words")
                document.fault_in_text(path, line, message)
            elif child.type == "link_open" and (problem := _problem(str(child.attrs.get("href", "")), known, lesson)):
                document.fault_in_text(path, line, problem)
            elif child.type == "text" and (left := _UNREAD.search(child.content)):
                message = _("`{left}` looks like a link and is none; write [words](where)").format(
                    left=visible(left[0])[:60]
                )
                document.fault_in_text(path, line, message, "warning")


def _problem(link: str, known: Targets, lesson: Lesson | None) -> str:
    """Why a link leads nowhere; "" if it leads somewhere, or to the web, which is not asked."""
    shown = visible(unquote(link))[:80]
    try:
        parts = urlsplit(link)
    except ValueError:
        return _("the link `{shown}` is none; mend it").format(shown=shown)
    if parts.scheme:
        if parts.scheme not in WEB:
            return _(
                "the link `{shown}` leads nowhere a reader could go; write a web address, or one of the course"
            ).format(shown=shown)
        return (
            ""
            if parts.netloc or parts.scheme == "mailto"
            else _("the link `{shown}` names no site; complete it").format(shown=shown)
        )
    address, page = parts.path.strip("/"), unquote(parts.fragment)
    if not address and not page:
        return _("the link leads nowhere; write where to between its round brackets")
    if address and address not in known.addresses:
        hint = nearest(address, known.addresses)
        remedy = (
            _("did you mean `{hint}`?").format(hint=hint)
            if hint
            else _("write chapter/lesson, a page as #id, or a web address")
        )
        return _("the link `{shown}` leads to nothing in the course; {remedy}").format(shown=shown, remedy=remedy)
    if page:
        where = known.pages.get(address or (lesson.address if lesson else ""), frozenset())
        if page not in where:
            hint = nearest(page, where)
            return _("there is no page `{page}` there; ").format(page=visible(page)[:60]) + (
                _("did you mean `#{hint}`?").format(hint=hint) if hint else _("write a page's id after the #")
            )
    return ""
