"""Several answers judged one after another in one child: how `verify` goes through many seeds. *Child side.*

An answer is tried here as the examiner tries its reference and its mistakes, beside them and not in a child of its own.
So what one leaves behind may meet the next; whoever asks tries again, the long way, whatever does not hold here.
"""

from __future__ import annotations

from typing import Any

from tutor.grading.examine import Examination, Heard, observed
from tutor.grading.told import unjudged
from tutor.runner.answer import Answer
from tutor.runner.observe import Observer
from tutor.runner.stage import CourseBroke, Stage


def main(job: Any) -> None:
    """Judge `job.data["answers"]` (each `source` and `given`); the rest of the data is an examiner's.

    Sends one `verdict` frame for each, in order, or a single one if the reference can't be tried.
    """
    try:
        exam = Examination(job.data)
        exam.expect()
    except CourseBroke as broke:
        job.send(unjudged(str(broke)))
        return
    for answer in job.data["answers"]:
        exam.data = {**job.data, **answer}
        job.send(exam.judge(tried(exam.data)))


def tried(data: dict[str, Any]) -> Heard:
    """What an examiner would hear of the answer `data["source"]`."""
    try:
        stage = Stage(data)
        turns = list(stage.turns())
        answer = Answer(data["source"], data, given=bool(data["given"]))
        heard = Heard(failure=answer.failure, loaded=True)
        if answer.failure is None:
            observer = Observer(stage, answer, own_folder=True)
            heard.turns = {turn.number: observed(observer, turn) for turn in turns}
    except CourseBroke as broke:
        return Heard(broke=str(broke))
    return heard
