"""The stage on which an answer is tried: setup, the cases, and their arguments drawn from a seed. *Child side.*

A job names its cases as text; a `Stage` draws them. Both children of a check hold one, and what they draw is the same.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tutor.language import _
from tutor.runner.draw import LIBRARIES, Draws, evaluate, seed_for, size_of_draw
from tutor.runner.source import compile_module


class CourseBroke(Exception):
    """Something the author wrote failed: never the learner's fault. Carries one line that says where and how."""


@dataclass
class Turn:
    """One case drawn once: what the answer is called with.

    `number` counts over all turns of a check; `case` is the case's index in the exercise, `draw` counts its `times`.
    """

    number: int
    case: int
    draw: int
    seed: int
    size: int
    spec: dict[str, Any]
    names: dict[str, Any] = field(default_factory=dict)
    let: dict[str, Any] = field(default_factory=dict)
    args: list[Any] = field(default_factory=list)
    kwargs: dict[str, Any] = field(default_factory=dict)
    further: list[Any] = field(default_factory=list)  # arguments for a callable that comes back
    script: list[str] = field(default_factory=list)  # calls that name the entry: run in order, instead of one call


class Stage:
    """Draws the turns of a job. `names` is what `setup` defined."""

    def __init__(self, job: dict[str, Any]) -> None:
        self.job = job
        self.draws = Draws()
        self.draws.begin(seed_for(job["seed"], "setup"))
        before = self.draws.helpers()
        namespace: dict[str, Any] = {"__name__": "setup", **before}
        if job.get("setup"):
            try:
                exec(compile_module(job["setup"], "<setup>"), namespace)
            except BaseException as error:
                raise CourseBroke(
                    _("the exercise's setup failed: {name}: {error}").format(name=type(error).__name__, error=error)
                ) from error
        hidden = {"__name__", "__builtins__"}
        self.names = {
            name: value
            for name, value in namespace.items()
            if name not in hidden and not (name in before and before[name] is value)
        }

    def turns(self) -> Iterator[Turn]:
        """Every turn, arguments drawn: one to replay first, then case by case, from small to large."""
        for number, (case, draw, seed) in enumerate(self.plan()):
            yield self.turn(number, case, draw, seed)

    def plan(self) -> list[tuple[int, int, int]]:
        """(case, draw, the check's seed) of every turn, in order."""
        cases = self.job["cases"]
        plan = [
            (index, draw, self.job["seed"]) for index, case in enumerate(cases) for draw in range(case.get("times", 1))
        ]
        replay = self.job.get("replay")
        if replay and (fresh := (replay["case"], replay["draw"], self.job["seed"])) in plan:
            plan.remove(fresh)
            plan.insert(0, (replay["case"], replay["draw"], replay["seed"]))
        return plan

    def turn(self, number: int, case: int, draw: int, check_seed: int) -> Turn:
        """One turn with fresh arguments. Raises CourseBroke if an expression of the course fails."""
        spec = self.job["cases"][case]
        seed = seed_for(check_seed, "case", case, draw)
        size = size_of_draw(draw, spec.get("times", 1))
        self.draws.begin(seed, size)
        names = {**self.draws.helpers(), **self.names}
        turn = Turn(number, case, draw, seed, size, spec, names)

        def value(expression: str, where: str) -> Any:
            try:
                return evaluate(expression, names, where)
            except BaseException as error:
                place = (
                    _("case {case}").format(case=case + 1)
                    if spec.get("args") or spec.get("run") or len(self.job["cases"]) > 1
                    else "it"
                )
                raise CourseBroke(
                    _("{where} of {place} failed: `{strip}`: {name}: {error}").format(
                        where=where, place=place, strip=expression.strip(), name=type(error).__name__, error=error
                    )
                ) from error

        for name, expression in spec.get("let", {}).items():
            turn.let[name] = names[name] = value(expression, _("let {name}").format(name=name))
        if any(mentions(expression, self.job.get("entry", "")) for expression in spec.get("args", ())):
            turn.script = list(spec["args"])
            return turn
        turn.args = [
            value(expression, _("argument {i}").format(i=i + 1)) for i, expression in enumerate(spec.get("args", ()))
        ]
        turn.kwargs = {
            name: value(text, _("argument {name}").format(name=name)) for name, text in spec.get("kwargs", {}).items()
        }
        turn.further = [value(text, "call_result") for text in spec.get("call_result", ())]
        return turn

    def script_names(self, turn: Turn) -> dict[str, Any]:
        """What a `variables` script finds there: what setup defined, and what `let` drew."""
        return {**self.names, **turn.let}


def mentions(expression: str, name: str) -> bool:
    """Whether an expression uses `name`: then it is a call of the answer, not an argument for it."""
    if not name or name not in expression:
        return False
    tree = ast.parse(expression.strip(), mode="eval")
    return any(isinstance(node, ast.Name) and node.id == name for node in ast.walk(tree))


def given_libraries() -> dict[str, Any]:
    """What code of `mistake` and `accept` has imported already."""
    return dict(LIBRARIES)
