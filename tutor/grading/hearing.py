"""What the examiner hears of the learner's child: whether its code loaded, what was observed of it, how it ended.
*Child side.*
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Any

from tutor.grading.observation import BadObservation, Observation, read


@dataclass
class Heard:
    """What came from the learner's child."""

    failure: dict[str, Any] | None = None
    loaded: bool = False
    broke: str | None = None
    turns: dict[int, Observation] = field(default_factory=dict)
    ended: str = "done"


class Ear(threading.Thread):
    """Listens to the learner's child; `heard` is whole once it has been joined."""

    def __init__(self, job: Any) -> None:
        super().__init__(daemon=True)
        self._job = job
        self.heard = Heard()

    def run(self) -> None:
        """Listen to the end."""
        self.heard = listen(self._job)


def listen(job: Any) -> Heard:
    """Read all that the learner's child has to say, to its end."""
    heard = Heard()
    try:
        for header, blobs in job.frames():
            kind = header.get("t")
            if kind == "loaded":
                heard.loaded, heard.failure = True, header.get("failure")
            elif kind == "turn":
                seen = read(header, blobs)
                heard.turns.setdefault(seen.number, seen)
            elif kind == "broke":
                heard.broke = str(header.get("why") or f"{header.get('type')}: {header.get('message')}")
    except BadObservation:
        heard.ended = "died"
        return heard
    heard.ended = job.peer_ended()
    return heard
