"""What must hold between the keys of a lesson, each of which is well formed by itself. *Any side.*"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tutor.course.document import visible
from tutor.course.positions import KeyPath
from tutor.course.shapes import Report
from tutor.language import _, later_, plural


def check_lesson(data: dict[str, Any], report: Report) -> None:
    """Report what is wrong between the keys of a lesson whose keys fit the schema."""
    pages = data["page"]
    _no_two(((("page", i, "id"), page["id"]) for i, page in enumerate(pages)), report, later_("page"))
    exercises = [(i, page["exercise"]) for i, page in enumerate(pages) if "exercise" in page]
    _no_two(((("page", i, "exercise", "id"), exercise["id"]) for i, exercise in exercises), report, later_("exercise"))
    for i, exercise in exercises:
        _check_exercise(exercise, ("page", i, "exercise"), report)


def _check_exercise(exercise: dict[str, Any], path: KeyPath, report: Report) -> None:
    if exercise["kind"] == "function" and not exercise.get("case"):
        report(path, _("the exercise has no case, so nothing would be judged; add [[page.exercise.case]]"))
    for i, case in enumerate(exercise.get("case", ())):
        if "run" in case and ("args" in case or "kwargs" in case):
            report((*path, "case", i, "run"), _("the case has both `run` and `args`; keep the one that makes the call"))
    mistakes = [(i, mistake) for i, mistake in enumerate(exercise.get("mistake", ())) if "id" in mistake]
    _no_two((((*path, "mistake", i, "id"), mistake["id"]) for i, mistake in mistakes), report, later_("mistake"))
    questions = exercise.get("question", ())
    if "draw" in exercise and exercise["draw"] > len(questions):
        report(
            (*path, "draw"),
            plural(
                "`draw` is {draw}, but there is {n} question; lower it or add questions",
                "`draw` is {draw}, but there are {n} questions; lower it or add questions",
                len(questions),
            ).format(draw=exercise["draw"]),
        )
    if exercise["kind"] == "choice":
        for i, question in enumerate(questions):
            _check_choosing(question, (*path, "question", i), report)


def _check_choosing(question: dict[str, Any], path: KeyPath, report: Report) -> None:
    options = question["option"]
    whole = True
    for i, option in enumerate(options):
        if ("right" in option) == ("test" in option):
            what = (
                _("both `right` and `test`; keep one")
                if "right" in option
                else _("neither `right` nor `test`; add one")
            )
            report((*path, "option", i), _("the option has {what}").format(what=what))
            whole = False
    _no_two(
        (((*path, "option", i, "text"), option["text"].strip()) for i, option in enumerate(options)),
        report,
        later_("option"),
        "text",
    )
    identified = [(i, option) for i, option in enumerate(options) if "id" in option]
    _no_two((((*path, "option", i, "id"), option["id"]) for i, option in identified), report, later_("option"))
    if whole and all("right" in option for option in options):
        right = sum(option["right"] for option in options)
        several = question.get("several", False)
        if right == 0:
            report(path, _("no option is right; mark one by `right = true`"))
        elif right > 1 and not several:
            report(
                path,
                _("{right} options are right, but one is asked for; mark one, or write several = true").format(
                    right=right
                ),
            )


def _no_two(found: Iterable[tuple[KeyPath, str]], report: Report, what: str, key: str = "id") -> None:
    """Report those of the (path, name) pairs whose name stood before."""
    seen: set[str] = set()
    for path, name in found:
        if name in seen:
            report(
                path,
                _("another {what} before has the {key} `{name}`; give each its own").format(
                    what=_(what), key=key, name=visible(name)[:60]
                ),
            )
        seen.add(name)
