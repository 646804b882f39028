"""What a check says: the verdict, as plain data. *Any side.*"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Outcome = Literal["passed", "failed", "unjudged"]

# The order in which a person would look for a difference; the first that differs is the one told.
STAGES = (
    "syntax",
    "forbidden",
    "missing",
    "raised",
    "type",
    "shape",
    "dtype",
    "device",
    "nonfinite",
    "value",
    "gradient",
    "distribution",
    "figure",
    "stdout",
    "arguments",
    "memory",
    "rng",
    "ops",
    "timeout",
    "out-of-memory",
    "died",
)


@dataclass(frozen=True)
class Tally:
    """How many cases passed, ran and exist. Nothing is claimed of those that did not run."""

    passed: int = 0
    run: int = 0
    total: int = 0


@dataclass(frozen=True)
class Verdict:
    """The answer to one check.

    `message` is what an author says of a recognised mistake (`says`, Markdown), then the plain `fact`, which
    may quote what the
    learner's code did or said and is never markup.
    `case` is the one case shown: keys `index`, `call` (source one can paste), `note`, `expected`, `got` (text) and,
    where they apply, `where`, `line`, `error`, `traceback`, `questions`.
    `line` is the learner's own line to mark (1-based), if one is to blame.
    `replay` is what to hand to the next check so that this case is tried first.
    `unconfined` says that nothing kept the answer from anything while it ran, as somebody asked by --unsafe.
    `sure` is False where only samples differ, and so little that other seeds might not show it.
    """

    exercise: str
    verdict: Outcome
    stage: str | None = None
    mistake: str | None = None
    message: str = ""
    case: dict[str, Any] | None = None
    cases: Tally = field(default_factory=Tally)
    stdout: str = ""
    seed: int = 0
    seconds: float = 0.0
    line: int | None = None
    replay: dict[str, int] | None = None
    says: str = ""
    sure: bool = True
    unconfined: bool = False

    @property
    def fact(self) -> str:
        """The message without the author's words."""
        return self.message.removeprefix(self.says).lstrip("\n")

    def as_json(self) -> dict[str, Any]:
        """The object `tutor check --json` prints: the keys of the contract; another only where it ran unconfined."""
        mark = {"unconfined": True} if self.unconfined else {}
        return {
            "exercise": self.exercise,
            "verdict": self.verdict,
            "stage": self.stage,
            "mistake": self.mistake,
            "message": self.message,
            "case": self.case,
            "cases": {"passed": self.cases.passed, "run": self.cases.run, "total": self.cases.total},
            "stdout": self.stdout,
            "seed": self.seed,
            "seconds": round(self.seconds, 4),
            **mark,
        }
