"""Proving a course by running it: every reference, starter, mistake, accept, question and shown line of code.
*Screen side.*"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Awaitable, Callable, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Literal, NamedTuple

from tutor.course.model import Course, Exercise, Kind, Lesson
from tutor.grading.check import examined, rehearsed
from tutor.grading.literal import text_of
from tutor.grading.pages import run_fences
from tutor.grading.questions import (
    CouldNotAsk,
    as_form,
    asked,
    drawn,
    judge,
    judge_choice,
    judge_prediction,
)
from tutor.grading.verdict import Verdict
from tutor.language import _
from tutor.runner.client import Runner

Proof = Literal["reference", "starter", "mistake", "accept", "answer", "option", "page"]

SHARE_OF_LIMITS = 0.25
SEEDS_AT_ONCE = 4  # tried in one child: enough to make its birth cheap, few enough to share the work among the cores
WORKERS = (os.cpu_count() or 1) + 1  # proofs under way at once: while one waits for its children, others use the cores


@dataclass(frozen=True)
class Result:
    """One proof: what was tried (`kind`), of what (`address`), whether it held, and if not, why in one line."""

    address: str
    kind: Proof
    ok: bool
    message: str = ""
    seed: int | None = None
    seconds: float = 0.0


class Proving(NamedTuple):
    """Something to be proved: how many proofs it is, and how to have their results."""

    proofs: int
    prove: Callable[[], Awaitable[list[Result]]]


@dataclass(frozen=True)
class Summary:
    """All proofs of a course."""

    results: tuple[Result, ...]
    seconds: float

    @property
    def failed(self) -> tuple[Result, ...]:
        """Those that did not hold."""
        return tuple(each for each in self.results if not each.ok)


async def verify(
    runner: Runner,
    course: Course,
    *,
    exercises: Sequence[Exercise] | None = None,
    lessons: Sequence[Lesson] | None = None,
    seeds: int = 5,
    jobs: int | None = None,
    thorough: bool = False,
    on_plan: Callable[[int], None] = lambda _: None,
    on_result: Callable[[Result], None] = lambda _: None,
) -> Summary:
    """Prove exercises under seeds 1 to `seeds` and run the pages of `lessons`; `jobs` at a time.

    Both default to all that the course has. `thorough` takes mistakes the learner's way too. Results come as they are
    found; the summary holds them in the course's order.
    """
    started = time.perf_counter()
    exercises = list(course.exercises()) if exercises is None else exercises
    lessons = [each for each in course.lessons() if not each.broken] if lessons is None else lessons
    plan: list[Proving] = [one(prove_pages, runner, each) for each in lessons]
    for exercise in exercises:
        plan += proofs_of(runner, exercise, range(1, seeds + 1), thorough)
    on_plan(sum(each.proofs for each in plan))
    results: list[list[Result]] = [[] for _ in plan]
    waiting = iter(range(len(plan)))

    async def work() -> None:
        for number in waiting:
            results[number] = await plan[number].prove()
            for result in results[number]:
                on_result(result)

    await asyncio.gather(*(work() for _ in range(jobs or WORKERS)))
    return Summary(tuple(each for found in results for each in found), time.perf_counter() - started)


def proofs_of(runner: Runner, exercise: Exercise, seeds: Iterable[int], thorough: bool = False) -> list[Proving]:
    """Everything there is to prove of one exercise.

    Under each seed all answers are tried in one child, each mistake beside all others, and what does not hold there
    goes the learner's way, with children of its own. Under the first seed the reference and the accepts go that way
    too; mistakes, which are nine of ten answers, only where `thorough`, and then each beside no other.
    """
    first, *others = seeds
    if not exercise.kind.is_code:
        answers = [one(prove_answers, runner, exercise, seed) for seed in (first, *others)]
        return [*answers, one(prove_options, runner, exercise, first)]
    tried = answers_of(exercise)
    alone: set[Proof] = {"reference", "accept", "mistake"} if thorough else {"reference", "accept"}
    return [
        one(prove_starter, runner, exercise, first),
        Proving(len(tried), partial(prove_both_ways, runner, exercise, tried, first, alone)),
        *(
            Proving(len(tried) * len(some), partial(prove_together, runner, exercise, tried, some))
            for some in batches(others, SEEDS_AT_ONCE)
        ),
    ]


def batches(numbers: Sequence[int], size: int) -> Iterable[Sequence[int]]:
    """`numbers` in order, `size` at a time."""
    return (numbers[at : at + size] for at in range(0, len(numbers), size))


def one(prove: Callable[..., Awaitable[Result]], *details: Any) -> Proving:
    """A single proof."""

    async def proved() -> list[Result]:
        return [await prove(*details)]

    return Proving(1, proved)


@dataclass(frozen=True)
class Answer:
    """An answer whose verdict is known: the reference, a mistake, an accept (its number stands for its name)."""

    kind: Proof
    source: str
    name: str = ""

    def held_by(self, verdict: Verdict) -> str:
        """Nothing if the verdict is as it must be, else what is wrong with it."""
        if self.kind == "mistake":
            return mistake_held(self.name, verdict)
        if verdict.verdict == "passed":
            return ""
        if self.kind == "accept":
            return _("accept {name} must pass: {verdict}").format(name=self.name, verdict=said(verdict))
        return _("the reference does not pass: {verdict}").format(verdict=said(verdict))


def answers_of(exercise: Exercise) -> list[Answer]:
    """The reference, every mistake and every accept."""
    return [
        Answer("reference", exercise.solution),
        *(Answer("mistake", each.code, each.id) for each in exercise.mistakes),
        *(Answer("accept", each.code, str(n)) for n, each in enumerate(exercise.accepts, 1)),
    ]


async def prove_together(
    runner: Runner, exercise: Exercise, answers: list[Answer], seeds: Sequence[int]
) -> list[Result]:
    """All answers under some seeds in one child; what does not hold there is tried the learner's way."""
    sources = [{"source": each.source, "given": each.kind != "reference"} for each in answers]
    verdicts = await rehearsed(runner, exercise, sources, seeds=seeds)
    results = []
    for seed in seeds:
        for number, answer in enumerate(answers):
            verdict = verdicts[seed, number] if verdicts else None
            if verdict is not None and not answer.held_by(verdict):
                results.append(Result(exercise.address, answer.kind, True, "", seed, verdict.seconds))
            else:
                results.append(await prove_answer(runner, exercise, answer, seed))
    return results


async def prove_both_ways(
    runner: Runner, exercise: Exercise, answers: list[Answer], seed: int, alone: Container[Proof]
) -> list[Result]:
    """All answers in one child; then those that held there the learner's way, if their kind is among `alone`."""
    results = await prove_together(runner, exercise, answers, [seed])

    async def again(number: int) -> None:
        answer = answers[number]
        mistakes = tuple(each for each in exercise.mistakes if answer.kind == "mistake" and each.id == answer.name)
        results[number] = await prove_answer(runner, replace(exercise, mistakes=mistakes), answer, seed)

    # Two at a time, so that the last exercise of a course does not keep one core waiting.
    held = [number for number, result in enumerate(results) if result.ok and result.kind in alone]
    for some in batches(held, 2):
        await asyncio.gather(*map(again, some))
    return results


async def prove_answer(runner: Runner, exercise: Exercise, answer: Answer, seed: int) -> Result:
    """One answer judged as a learner's is."""
    if answer.kind == "reference":
        return await prove_reference(runner, exercise, seed)
    verdict, _ = await examined(runner, exercise, answer.source, seed=seed, given=True)
    message = answer.held_by(verdict)
    return Result(exercise.address, answer.kind, not message, message, seed, verdict.seconds)


async def prove_reference(runner: Runner, exercise: Exercise, seed: int) -> Result:
    """The reference passes as an answer, within a quarter of its time and memory."""
    verdict, learner = await examined(runner, exercise, exercise.solution, seed=seed)
    message = Answer("reference", exercise.solution).held_by(verdict)
    if not message and learner.seconds > exercise.timeout * SHARE_OF_LIMITS:
        message = _("the reference took {seconds:.2f} s of {timeout:g}: a quarter is the most").format(
            seconds=learner.seconds, timeout=exercise.timeout
        )
    elif not message and learner.peak_memory > (exercise.memory << 20) * SHARE_OF_LIMITS:
        message = _("the reference took {peak_memory} MiB of {memory}: a quarter is the most").format(
            peak_memory=learner.peak_memory >> 20, memory=exercise.memory
        )
    return Result(exercise.address, "reference", not message, message, seed, verdict.seconds)


async def prove_starter(runner: Runner, exercise: Exercise, seed: int) -> Result:
    """What the learner starts from does not pass."""
    verdict, _ended = await examined(runner, replace(exercise, mistakes=()), exercise.starter, seed=seed)
    ok = verdict.verdict == "failed"
    message = "" if ok else _("the starter must not pass: {verdict}").format(verdict=said(verdict))
    return Result(exercise.address, "starter", ok, message, seed, verdict.seconds)


def mistake_held(name: str, verdict: Verdict) -> str:
    """A mistake fails, is recognised as itself and as no other, and would be under all but one in a thousand seeds."""
    if verdict.verdict != "failed":
        return _("mistake `{name}` must fail: {verdict}").format(name=name, verdict=said(verdict))
    if verdict.mistake != name:
        other = _("as `{mistake}`").format(mistake=verdict.mistake) if verdict.mistake else _("as no mistake")
        return _("mistake `{name}` is recognised {other}: {verdict}").format(
            name=name, other=other, verdict=said(verdict)
        )
    if not verdict.sure:
        return _("mistake `{name}` is too like the reference for so few samples; draw more: {verdict}").format(
            name=name, verdict=said(verdict)
        )
    return ""


def said(verdict: Verdict) -> str:
    """A verdict in one line."""
    call = str(verdict.case["call"]).replace("\n", "; ") if verdict.case else ""
    where = f" [{call}]" if call else ""
    stage = _(" at stage {stage}").format(stage=verdict.stage) if verdict.stage else ""
    return f"{verdict.verdict}{stage}: {' '.join(verdict.message.split())}{where}"


async def prove_answers(runner: Runner, exercise: Exercise, seed: int) -> Result:
    """What the code gives, and the options that are right, are accepted as answers."""
    started = time.perf_counter()
    try:
        answers = await right_answers(runner, exercise, seed)
        verdict = await judge(runner, exercise, answers, seed=seed)
        message = (
            ""
            if verdict.verdict == "passed"
            else _("the computed answers do not pass: {verdict}").format(verdict=said(verdict))
        )
    except CouldNotAsk as why:
        message = f"{why}"
    return Result(exercise.address, "answer", not message, message, seed, time.perf_counter() - started)


async def right_answers(runner: Runner, exercise: Exercise, seed: int) -> list[list[str]]:
    """The right answers to the questions that `seed` draws, as a learner would give them. Raises CouldNotAsk."""
    places = drawn(exercise, seed)
    rows = await asked(runner, exercise, seed, places, answer=True)
    if exercise.kind is Kind.PREDICT:
        return [[text_of(as_form(rows[i]["form"]))] for i in places]
    for i in places:
        right = sum(rows[i]["truths"])
        if not exercise.questions[i].several and right != 1:
            raise CouldNotAsk(
                _("question {i} must have exactly one right option, and has {right}").format(i=i + 1, right=right)
            )
    return [[f"#{n}" for n, true in enumerate(rows[i]["truths"]) if true] for i in places]


async def prove_options(runner: Runner, exercise: Exercise, seed: int) -> Result:
    """Over all questions: every wrong option is rejected; every mistake's answer can be read, and is wrong
    somewhere."""
    started = time.perf_counter()
    whole = replace(exercise, draw=None)
    message = ""
    try:
        rows = await asked(runner, whole, seed, list(range(len(whole.questions))), answer=True)
    except CouldNotAsk as why:
        return Result(exercise.address, "option", False, str(why), seed, time.perf_counter() - started)
    for i, question in enumerate(whole.questions):
        for n, true in enumerate(rows[i].get("truths", ())):
            if not true and judge_choice(question, i, rows[i]["truths"], [f"#{n}"])["right"]:
                message = _("question {i}: the wrong option {n} is accepted").format(i=i + 1, n=n + 1)
    for mistake in whole.mistakes:
        judged = [
            judge_prediction(whole, i, as_form(row["form"]), [mistake.answer])
            for i, row in rows.items()
            if "form" in row
        ]
        if mistake.answer and not any(not each["right"] and each.get("mistake") == mistake.id for each in judged):
            message = _("mistake `{id}`: its answer `{answer}` is recognised on no question").format(
                id=mistake.id, answer=mistake.answer
            )
    return Result(exercise.address, "option", not message, message, seed, time.perf_counter() - started)


async def prove_pages(runner: Runner, lesson: Lesson) -> Result:
    """Every `python run` fence of a lesson runs, every `error` one raises, and none warns unasked."""
    started = time.perf_counter()
    wrong = [run for run in await run_fences(runner, lesson) if run.complaint]
    pages = {page.id: page for page in lesson.pages}
    lines = [
        _("{path}:{text_line}: page `{page}`: {complaint}").format(
            path=lesson.path,
            text_line=pages[run.page].text_line + run.fence.line,
            page=run.page,
            complaint=run.complaint,
        )
        for run in wrong
    ]
    return Result(lesson.address, "page", not wrong, "\n".join(lines), None, time.perf_counter() - started)
