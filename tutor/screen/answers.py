"""Answers to a page's questions: what they are kept as, and what is told when they change. *Screen side.*"""

from __future__ import annotations

import json
from dataclasses import dataclass

from textual.message import Message


class AnswersChanged(Message):
    """An answer was typed or marked."""


class AnswersFinished(Message):
    """Enter was pressed in the last answer."""


@dataclass(frozen=True)
class Answers:
    """Answers as they are kept: the seed of the questions, and one list of lines for each."""

    seed: int
    lines: list[list[str]]

    def as_draft(self) -> str:
        """The text they are kept as."""
        return json.dumps({"seed": self.seed, "answers": self.lines})

    @classmethod
    def from_draft(cls, text: str | None) -> Answers | None:
        """The answers in a draft, or None if it holds none."""
        try:
            kept = json.loads(text or "")
            return cls(int(kept["seed"]), [[str(one) for one in answer] for answer in kept["answers"]])
        except (ValueError, TypeError, KeyError, RecursionError):
            return None

    def as_source(self) -> str:
        """The text that is kept of an attempt: an answer file's, with the questions parted by blank lines."""
        return "\n\n".join("\n".join(answer) for answer in self.lines)
