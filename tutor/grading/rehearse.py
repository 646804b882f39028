"""Several answers under several seeds judged one after another in one child: how `verify` goes through many.
*Child side.*

An answer is tried here as the examiner tries its reference and its mistakes, beside them and not in a child of its own.
So what one leaves behind may meet the next. Whoever asks tries again, the long way, whatever does not hold here; and
under every other seed the answers come in the opposite order, so that none holds only by what another left.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tutor.grading.examine import Examination, observed
from tutor.grading.hearing import Heard
from tutor.grading.told import unjudged
from tutor.runner.answer import Answer
from tutor.runner.observe import Observer
from tutor.runner.stage import CourseBroke, Stage


def main(job: Any) -> None:
    """Judge `job.data["answers"]` (each `source` and `given`) under `job.data["seeds"]`; the rest is an examiner's.

    Sends a `verdict` frame for every answer under the first seed, then under the next; each names its `seed` and its
    `answer`, counted from 0.
    """
    for seed in job.data["seeds"]:
        for number, verdict in verdicts({**job.data, "seed": seed}):
            job.send({**verdict, "seed": seed, "answer": number})


def verdicts(data: dict[str, Any]) -> Iterator[tuple[int, dict[str, Any]]]:
    """One verdict for each answer, with its number; where the reference can't be tried, each says so."""
    answers = list(enumerate(data["answers"]))
    try:
        exam = Examination(data)
        exam.expect()
    except CourseBroke as broke:
        yield from ((number, unjudged(str(broke))) for number, _ in answers)
        return
    for number, answer in answers if data["seed"] % 2 else reversed(answers):
        exam.data = {**data, **answer}
        yield number, exam.judge(tried(exam.data))


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
