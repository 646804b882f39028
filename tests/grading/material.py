"""Exercises and observed values for the tests of grading."""

from __future__ import annotations

from typing import Any

from tutor.course.model import Accept, Case, Exercise, Kind, Mistake, Option, Question
from tutor.grading.observation import Observation, read
from tutor.runner.encode import Encoder


def observed(value: Any) -> dict[str, Any]:
    """A value as the examiner sees it: encoded, sent as plain data, read back."""
    encoder = Encoder()
    seen = read({"n": 0, "result": encoder.node(value)}, encoder.blobs)
    assert isinstance(seen, Observation)
    assert seen.result is not None
    return seen.result


def double(**changes: Any) -> Exercise:
    """An exercise to double a tensor, with changes."""
    plain: dict[str, Any] = {
        "id": "double",
        "address": "tests/judging/double",
        "kind": Kind.FUNCTION,
        "title": "Double",
        "goal": "Return twice x.",
        "entry": "double",
        "solution": "def double(x):\n    return x * 2\n",
        "starter": "def double(x):\n    ...\n",
        "cases": (
            Case(args=("torch.ones(2, 3)",)),
            Case(let={"n": "randint(1, 6)"}, args=("randn(n, size)",), times=8),
        ),
        "mistakes": (
            Mistake("squares", "You squared it.", "def double(x):\n    return x ** 2\n"),
            Mistake("in-place", "You changed x itself.", "def double(x):\n    x *= 2\n    return x\n"),
        ),
        "accepts": (Accept("def double(x):\n    return torch.add(x, x)\n"),),
    }
    return Exercise(**{**plain, **changes})


def function(entry: str, solution: str, **more: Any) -> Exercise:
    """An exercise to write the function `entry`, of which no more is said than `more`."""
    name = entry.replace("_", "-")
    about: dict[str, Any] = {"id": name, "address": f"tests/judging/{name}", "title": "", "goal": ""}
    return Exercise(**about, kind=Kind.FUNCTION, entry=entry, solution=solution, **more)


def prediction(*questions: Question, **changes: Any) -> Exercise:
    """A `predict` exercise with these questions."""
    plain: dict[str, Any] = {
        "id": "guess",
        "address": "tests/judging/guess",
        "kind": Kind.PREDICT,
        "title": "Guess",
        "goal": "What does it give?",
        "questions": questions,
    }
    return Exercise(**{**plain, **changes})


def choosing(*options: Option, several: bool = False, code: str = "") -> Exercise:
    """A `choice` exercise with one question."""
    question = Question(text="Which?", code=code, several=several, options=options)
    return Exercise(
        id="pick",
        address="tests/judging/pick",
        kind=Kind.CHOICE,
        title="Pick",
        goal="Pick.",
        questions=(question,),
    )
