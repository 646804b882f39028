"""The learner's child: draw the arguments, load the answer, try it on every turn, send what is observed. *Child side.*

The arguments of all turns are drawn before the answer is loaded, so no line of the answer runs before they exist.
"""

from __future__ import annotations

import json
from typing import Any

from tutor.runner import wire
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
        try:
            job.send(header, blobs)
        except wire.TooMuch:
            job.send(shortened(header), blobs)


TOO_LARGE = {"k": "toobig"}
MANY = 256  # values: beyond, none of them is told


def shortened(header: dict[str, Any]) -> dict[str, Any]:
    """What was observed on a turn, with values too long to be written down told as such; of a script's, one by one."""

    result, args = header.get("result", TOO_LARGE), header["args"]
    items = result["v"] if result["k"] == "dict" else []
    share = wire.LONGEST_HEADER // (4 + len(items) + len(args))

    def cut(node: dict[str, Any]) -> dict[str, Any]:
        return node if len(json.dumps(node)) <= share else TOO_LARGE

    short = {"t": header["t"], "n": header["n"], "args": [cut(node) for node in args]}
    if "raised" in header:
        return {**short, "raised": header["raised"]}
    kept = {**result, "v": [[key, cut(item)] for key, item in items]} if items else result
    return {**short, "result": kept if 0 < len(items) < MANY else cut(kept)}
