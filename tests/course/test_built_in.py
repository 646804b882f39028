"""Protects the course that comes with the program: nothing in its files is wrong."""

from __future__ import annotations

import pytest

from tutor.course.lint import lint
from tutor.course.loader import CHECKOUT, load
from tutor.course.page_text import lay_out
from tutor.course.spans import width_of


def test_nothing_is_wrong_with_it() -> None:
    """Protects learners from what `tutor lint` would tell its authors."""
    assert [str(fault) for fault in lint(load(CHECKOUT))] == []


def test_every_title_is_in_chinese() -> None:
    """Protects who reads Chinese from lists in two languages: the map, progress, search, reviews."""
    course = load(CHECKOUT, "zh")
    titles = [course.title]
    for chapter in course.chapters:
        titles.append(chapter.title)
        for lesson in chapter.lessons:
            titles += [lesson.title, *(page.title for page in lesson.pages), *(one.title for one in lesson.exercises)]
    assert len(titles) > 500
    assert [title for title in titles if title.isascii()] == ["Softmax"]  # which is called so in Chinese, too


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_text_fits_a_narrow_terminal(language: str, width: int) -> None:
    """Protects readers at 40 columns, and at the usual 80: no page, goal or hint has a line that is wider."""
    course = load(CHECKOUT, language)
    texts = [page.text for lesson in course.lessons() for page in lesson.pages]
    for exercise in course.exercises():
        texts += [exercise.goal, exercise.explain, *exercise.hints, *(mistake.says for mistake in exercise.mistakes)]
    assert texts
    assert any(lesson.language == language for lesson in course.lessons())
    assert max(width_of(line) for text in texts for line in lay_out(text, width)) <= width
