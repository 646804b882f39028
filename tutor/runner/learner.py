"""The learner's child: draw the arguments, load the answer, try it on every turn, send what is observed. *Child side.*

The arguments of all turns are drawn before the answer is loaded, so no line of the answer runs before they exist.
"""

from __future__ import annotations

from typing import Any

from tutor.runner.answer import Answer
from tutor.runner.observe import Observer
from tutor.runner.stage import CourseBroke, Stage


def main(job: Any) -> None:
    """Run one check's job. Frames sent: `broke`, or `loaded` and one `turn` each.

    `job.data` holds kind, entry or names, setup, cases, observe, watched, seed, replay, source and given.
    """
    data = job.data
    try:
        stage = Stage(data)
        turns = list(stage.turns())
    except CourseBroke as broke:
        job.send({"t": "broke", "why": str(broke)})
        return
    answer = Answer(data["source"], data, given=bool(data.get("given")))
    job.send({"t": "loaded", "failure": answer.failure})
    if answer.failure is not None:
        return
    observer = Observer(stage, answer)
    for turn in turns:
        try:
            header, blobs = observer.turn(turn)
        except CourseBroke as broke:
            job.send({"t": "broke", "why": str(broke)})
            return
        job.send(header, blobs)
