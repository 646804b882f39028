"""What is handed to the two children of a check. *Any side.*

The learner's job holds the expressions and the learner's text; the examiner's holds the reference and the
mistakes besides.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tutor.course.model import Case, Exercise, Kind
from tutor.grading.programs import EXAMINER, LEARNER, REHEARSAL
from tutor.runner.task import Limits, Task

MIB = 1 << 20
EXAMINER_MEMORY = 1024 * MIB
EXAMINER_GRACE = 20.0  # seconds for the reference and all mistakes, beyond the learner's own time


def shared_job(
    exercise: Exercise, source: str, seed: int, *, given: bool = False, replay: dict[str, int] | None = None
) -> dict[str, Any]:
    """What both children know: how the turns are drawn, and the learner's text. Seen by the learner's code: no
    secrets."""
    cases = [case_data(case) for case in exercise.cases]
    if exercise.kind is Kind.VARIABLES:
        cases = [{"let": dict(exercise.let), "times": exercise.times}]
    return {
        "kind": exercise.kind.value,
        "entry": exercise.entry,
        "names": list(exercise.names),
        "setup": exercise.setup,
        "cases": cases,
        "observe": list(exercise.observe),
        "watched": [name for name in (*exercise.forbid, *exercise.require) if name.startswith("torch.")],
        "seed": seed,
        "replay": replay,
        "source": source,
        "given": given,
    }


def case_data(case: Case) -> dict[str, Any]:
    """A case as plain data."""
    return {
        "args": list(case.args),
        "kwargs": dict(case.kwargs),
        "let": dict(case.let),
        "times": case.times,
        "note": case.note,
        "raises": case.raises,
        "run": case.run,
        "call_result": list(case.call_result),
    }


def learner_task(exercise: Exercise, shared: dict[str, Any]) -> Task:
    """The learner's child's task. Cases' `raises` stay behind: what is expected is no business of the
    learner's code."""
    cases = [{key: value for key, value in case.items() if key not in ("raises", "note")} for case in shared["cases"]]
    limits = Limits(wall=exercise.timeout, memory=exercise.memory * MIB)
    return Task(LEARNER, {**shared, "cases": cases}, limits)


def examiner_task(exercise: Exercise, shared: dict[str, Any]) -> Task:
    """The examiner's child's task."""
    limits = Limits(wall=exercise.timeout + EXAMINER_GRACE, memory=EXAMINER_MEMORY, result=4 * MIB)
    return Task(EXAMINER, {**shared, **secrets_of(exercise)}, limits)


def rehearsal_task(
    exercise: Exercise, shared: dict[str, Any], answers: list[dict[str, Any]], seeds: Sequence[int]
) -> Task:
    """The task of a child that judges several answers (`source`, `given`) one after another, seed by seed."""
    wall = exercise.timeout * (1 + len(answers)) * len(seeds) + EXAMINER_GRACE
    limits = Limits(wall=wall, memory=EXAMINER_MEMORY, result=16 * MIB)
    return Task(REHEARSAL, {**shared, **secrets_of(exercise), "answers": answers, "seeds": list(seeds)}, limits)


def secrets_of(exercise: Exercise) -> dict[str, Any]:
    """What only an examiner knows: the reference, the mistakes, how closely to look."""
    return {
        "solution": exercise.solution,
        "mistakes": [{"id": each.id, "code": each.code, "says": each.says} for each in exercise.mistakes],
        "relax": list(exercise.relax),
        "rtol": exercise.rtol,
        "atol": exercise.atol,
        "ops_ratio": exercise.ops_ratio,
        "forbid": list(exercise.forbid),
        "require": list(exercise.require),
    }
