"""Texts that are too long for the room they have on a terminal of 80 columns and 24 rows. *Any side.*

There a page takes some 20 rows of 76 cells at a time. What its code will print is not known without running it, so each
fence that runs is counted with two rows for that.
"""

from __future__ import annotations

from tutor.course.document import Document
from tutor.course.fences import fences
from tutor.course.model import Lesson
from tutor.course.page_text import lay_out
from tutor.course.positions import KeyPath
from tutor.language import _

WIDTH, ROWS = 76, 20
OUTPUT = 2  # rows that a fence's output takes at least, with the blank one after it

# Rows that a text may take: a page three screens, what is read while working one or less.
MOST = {"text": 3 * ROWS, "goal": ROWS, "explain": ROWS, "says": 12, "hints": 10}


def check_room(document: Document, lesson: Lesson) -> None:
    """Warn of pages, goals, hints, replies and explanations that want more room than a reader has patience."""
    for i, page in enumerate(lesson.pages):
        extra = OUTPUT * sum(fence.runs for fence in fences(page.text))
        _check(document, ("page", i, "text"), "text", page.text, extra, _("part it into two pages"))
        exercise = page.exercise
        if exercise is None:
            continue
        path: KeyPath = ("page", i, "exercise")
        _check(
            document, (*path, "goal"), "goal", exercise.goal, 0, _("move what is to be learned into the page's text")
        )
        _check(document, (*path, "explain"), "explain", exercise.explain, 0, _("keep what is to be remembered"))
        for j, hint in enumerate(exercise.hints):
            _check(document, (*path, "hints", j), "hints", hint, 0, _("make two hints of it"))
        for j, mistake in enumerate(exercise.mistakes):
            _check(
                document, (*path, "mistake", j, "says"), "says", mistake.says, 0, _("say it in two or three sentences")
            )
        for j, question in enumerate(exercise.questions):
            for k, option in enumerate(question.options):
                where = (*path, "question", j, "option", k)
                _check(document, where, "says", option.says, 0, _("say it in two or three sentences"))


def _check(document: Document, path: KeyPath, kind: str, text: str, extra: int, remedy: str) -> None:
    rows = len(lay_out(text, WIDTH)) + extra
    if rows > MOST[kind]:
        what = _("the page takes") if kind == "text" else _("this takes")
        message = _("{what} {rows} rows on a terminal of 80 by 24, and {MOST} are the most; {remedy}").format(
            what=what, rows=rows, MOST=MOST[kind], remedy=remedy
        )
        document.fault(path, message, "warning")
