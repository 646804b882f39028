"""One check of a code exercise: two children, one verdict. *Screen side*: imports nothing heavy."""

from __future__ import annotations

import secrets
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tutor.course.model import Exercise
from tutor.grading.jobs import examiner_task, learner_task, rehearsal_task, shared_job
from tutor.grading.verdict import Tally, Verdict
from tutor.grading.verdict_told import is_verdict
from tutor.language import _
from tutor.runner import wire
from tutor.runner.client import Runner
from tutor.runner.task import Ended
from tutor.runner.text import safe_data


def fresh_seed() -> int:
    """A seed no one has seen."""
    return secrets.randbits(48)


async def check(
    runner: Runner,
    exercise: Exercise,
    source: str,
    *,
    seed: int | None = None,
    replay: dict[str, int] | None = None,
    given: bool = False,
) -> Verdict:
    """Judge `source` against the exercise's reference.

    `replay` is an earlier verdict's: its case is tried first. `given` imports torch, np, pd and math beforehand, as for
    mistakes and accepts. Never raises for anything the learner wrote; what could not be judged says so.
    """
    verdict, _ = await examined(runner, exercise, source, seed=seed, replay=replay, given=given)
    return verdict


async def examined(
    runner: Runner,
    exercise: Exercise,
    source: str,
    *,
    seed: int | None = None,
    replay: dict[str, int] | None = None,
    given: bool = False,
) -> tuple[Verdict, Ended]:
    """As `check`, with what the learner's child took."""
    started = time.perf_counter()
    seed = fresh_seed() if seed is None else seed
    shared = shared_job(exercise, source, seed, given=given, replay=replay)
    learner, examiner = await runner.run_pair(learner_task(exercise, shared), examiner_task(exercise, shared))
    # The examiner hears only that the learner's child was lost; why, is known here.
    lost = learner.reason == "lost" and examiner.reason == "done"
    told = None if lost else frame_named(examiner.result, "verdict")
    if told is not None and not is_verdict(told):
        told = unjudged(_("what the examiner said can't be read"))
    told = told or {"verdict": "unjudged", "message": why_not(learner, examiner)}
    verdict = verdict_from(told, exercise, learner, seed, time.perf_counter() - started)
    return replace(verdict, unconfined=runner.unconfined), learner


async def rehearsed(
    runner: Runner, exercise: Exercise, answers: list[dict[str, Any]], *, seeds: Sequence[int]
) -> dict[tuple[int, int], Verdict] | None:
    """Verdicts on several answers (`source`, `given`) from a single child, by seed and answer; None if it didn't end
    well.

    For authors' own code only: the answers share a process with each other and with the reference.
    """
    started = time.perf_counter()
    ended = await runner.run(rehearsal_task(exercise, shared_job(exercise, "", seeds[0]), answers, seeds))
    told = [header for header in wire.headers(ended.result) if header.get("t") == "verdict" and is_verdict(header)]
    if ended.reason != "done" or len(told) != len(answers) * len(seeds):
        return None
    seconds = (time.perf_counter() - started) / len(told)
    return {(each["seed"], each["answer"]): verdict_from(each, exercise, ended, each["seed"], seconds) for each in told}


def frame_named(result: bytes, kind: str) -> dict[str, Any] | None:
    """The header of the first frame of that kind in what a child sent; None if there is none or it is cut short."""
    return next((header for header in wire.headers(result) if header.get("t") == kind), None)


def why_not(learner: Ended, examiner: Ended) -> str:
    """Why there is no verdict, in one line that blames no learner."""
    if "cancelled" in (learner.reason, examiner.reason):
        return _("Stopped: nothing was judged.")
    broke = frame_named(examiner.result, "broke")
    details = {
        "timeout": _("the reference and the mistakes took longer than the examiner may"),
        "memory": _("the reference took more memory than the examiner may"),
        "lost": examiner.detail or learner.detail or _("the runner was lost"),
        "done": _("the examiner said nothing"),
    }
    reason = learner.reason if (learner.reason, examiner.reason) == ("lost", "done") else examiner.reason
    why = f"{broke.get('type')}: {broke.get('message')}" if broke else details.get(reason, _("the examiner died"))
    return str(unjudged(why)["message"])


def unjudged(why: str) -> dict[str, Any]:
    """The word on a check that could not be judged, for one reason or another."""
    message = _("This could not be judged, and that is not your fault: {why}.").format(why=why)
    return {"verdict": "unjudged", "message": message}


def verdict_from(told: dict[str, Any], exercise: Exercise, learner: Ended, seed: int, seconds: float) -> Verdict:
    """A verdict from the examiner's word, with what the learner's code printed."""
    told = safe_data(told)
    passed, ran, total = told.get("cases") or (0, 0, 0)
    outcome = told["verdict"]
    message = str(told.get("message") or "")
    if told.get("stage") == "timeout":
        message = message.replace(_("its time was up"), _("its {seconds:g} s were up").format(seconds=exercise.timeout))
    return Verdict(
        exercise=exercise.address,
        verdict=outcome,
        stage=told.get("stage"),
        mistake=told.get("mistake"),
        message=message,
        case=told.get("case"),
        cases=Tally(passed, ran, total),
        stdout=learner.stdout + ("\n" + _("... and {cut} bytes more").format(cut=learner.cut) if learner.cut else ""),
        seed=seed,
        seconds=seconds,
        line=told.get("line"),
        replay=told.get("replay"),
        says=str(told.get("says") or ""),
        sure=bool(told.get("sure", True)),
    )
