"""Protects the course that comes with the program: nothing in its files is wrong."""

from __future__ import annotations

from tutor.course.lint import lint
from tutor.course.loader import CHECKOUT, load
from tutor.course.page_text import lay_out
from tutor.course.spans import width_of


def test_nothing_is_wrong_with_it() -> None:
    """Protects learners from what `tutor lint` would tell its authors."""
    assert [str(fault) for fault in lint(load(CHECKOUT))] == []


def test_every_text_fits_a_narrow_terminal() -> None:
    """Protects readers at 40 columns: no page, goal or hint has a line that is wider."""
    course = load(CHECKOUT)
    texts = [page.text for lesson in course.lessons() for page in lesson.pages]
    for exercise in course.exercises():
        texts += [exercise.goal, exercise.explain, *exercise.hints, *(mistake.says for mistake in exercise.mistakes)]
    assert texts
    assert max(width_of(line) for text in texts for line in lay_out(text, 40)) <= 40
