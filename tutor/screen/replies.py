"""What is said of each answer to a page's questions, put under the question it belongs to. *Screen side.*"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tutor.course.model import Exercise, Kind
from tutor.grading.verdict import Verdict
from tutor.language import _
from tutor.screen.question_form import QuestionForm

_RIGHT = {"right": True}


def show_replies(form: QuestionForm, exercise: Exercise, verdict: Verdict) -> bool:
    """Put the replies into `form`. Returns whether the questions were used up: the next check draws them anew."""
    form.clear_replies()
    if verdict.verdict == "unjudged":
        return False
    told = (verdict.case or {}).get("questions")
    by_index = {int(each["index"]): each for each in told} if told else {}
    for number, question in enumerate(form.posed.questions, 1):
        each = by_index.get(question.index)
        if each is not None:
            is_right = bool(each["right"])
            options = _replies(each.get("replies") or ())
            text = "" if options and not is_right else str(each.get("message") or "")
            form.reply(number, text, "passed" if is_right else "failed", options)
        elif verdict.verdict == "passed":
            marked = {f"#{n}": option for n, option in enumerate(exercise.questions[question.index].options)}
            chosen = [line for line in form.answers.lines[number - 1] if line in marked]
            options = {int(line[1:]): (marked[line].says, "passed") for line in chosen if marked[line].says}
            form.reply(number, "" if options else _("Right."), "passed", options)
    asked = enumerate(form.posed.questions, 1)
    wrong = [number for number, question in asked if not by_index.get(question.index, _RIGHT)["right"]]
    if wrong and form.has_focus_within:
        form.go_to(wrong[0])
    if verdict.verdict == "passed" or exercise.kind is not Kind.PREDICT:
        return False
    return exercise.draw is not None or any(question.let for question in exercise.questions)


def _replies(replies: Iterable[Mapping[str, Any]]) -> dict[int, tuple[str, str]]:
    told = {}
    for reply in replies:
        role = "passed" if reply["right"] else "failed"
        told[int(reply["index"])] = (
            str(reply["says"] or (_("Right.") if reply["right"] else _("Not this one."))),
            role,
        )
    return told
