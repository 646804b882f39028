"""Exercises that ask: posing their questions and judging the answers. *Screen side*: imports nothing heavy."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, replace
from typing import Any

from tutor.course.model import Exercise, Kind, Question
from tutor.grading.literal import Form, Unreadable, read_answer, same, text_of
from tutor.grading.programs import QUESTIONS
from tutor.grading.verdict import Tally, Verdict
from tutor.language import _
from tutor.runner import wire
from tutor.runner.client import Runner
from tutor.runner.task import Limits, Task

MIB = 1 << 20


class CouldNotAsk(Exception):
    """The questions' own code failed, or the runner was lost. Carries one line; never the learner's fault."""


@dataclass(frozen=True)
class PosedOption:
    """One option as shown. `index` is its place in the author's file, by which it is marked: "#0"."""

    index: int
    id: str
    text: str


@dataclass(frozen=True)
class PosedQuestion:
    """One question as shown, with what was drawn for it as source. `index` is its place in the author's file."""

    index: int
    text: str
    let: list[tuple[str, str]]
    code: str
    ask: str | None
    several: bool
    options: list[PosedOption]


@dataclass(frozen=True)
class Posed:
    """The questions of one attempt; the same seed poses the same."""

    seed: int
    questions: list[PosedQuestion]


def drawn(exercise: Exercise, seed: int) -> list[int]:
    """Which questions an attempt asks, in the author's order."""
    places = range(len(exercise.questions))
    if exercise.draw is None or exercise.draw >= len(places):
        return list(places)
    return sorted(random.Random(f"{seed}:questions").sample(places, exercise.draw))


async def pose(runner: Runner | None, exercise: Exercise, seed: int) -> Posed:
    """The questions as drawn, options shuffled. A runner is needed only where a question has a `let`; else it
    may be None.

    Raises CouldNotAsk.
    """
    places = drawn(exercise, seed)
    lets: dict[int, list[tuple[str, str]]] = {}
    if any(exercise.questions[i].let for i in places):
        if runner is None:
            raise CouldNotAsk(_("these questions have to be drawn, and there is no runner"))
        rows = await asked(runner, exercise, seed, places, answer=False)
        lets = {index: [(name, text) for name, text in row["let"]] for index, row in rows.items()}
    return Posed(seed, [posed(exercise.questions[i], i, lets.get(i, []), seed) for i in places])


def posed(question: Question, index: int, let: list[tuple[str, str]], seed: int) -> PosedQuestion:
    """One question with its options in this seed's order."""
    options = [PosedOption(i, option.id, option.text) for i, option in enumerate(question.options)]
    random.Random(f"{seed}:options:{index}").shuffle(options)
    return PosedQuestion(index, question.text, let, question.code, question.ask, question.several, options)


async def asked(
    runner: Runner, exercise: Exercise, seed: int, places: list[int], *, answer: bool
) -> dict[int, dict[str, Any]]:
    """The child's word on each question, by index. Raises CouldNotAsk."""
    questions = [
        {
            "index": i,
            "code": exercise.questions[i].code,
            "let": dict(exercise.questions[i].let),
            "ask": exercise.questions[i].ask,
            "options": [{"right": each.right, "test": each.test} for each in exercise.questions[i].options],
        }
        for i in places
    ]
    data = {"questions": questions, "seed": seed, "answer": answer, "setup": exercise.setup}
    ended = await runner.run(
        Task(QUESTIONS, data, Limits(wall=exercise.timeout, memory=exercise.memory * MIB, result=4 * MIB))
    )
    frames = wire.headers(ended.result)
    broke = next((frame for frame in frames if frame.get("t") == "broke"), None)
    if broke is not None:
        raise CouldNotAsk(str(broke.get("why") or broke.get("message")))
    rows = {frame["index"]: frame for frame in frames if is_word_on_question(frame, exercise, answer=answer)}
    if ended.reason == "cancelled":
        raise CouldNotAsk(_("it was stopped"))
    if set(rows) != set(places):
        raise CouldNotAsk(
            ended.detail or _("the questions' code did not end well ({reason})").format(reason=ended.reason)
        )
    return rows


def is_word_on_question(frame: dict[str, Any], exercise: Exercise, *, answer: bool) -> bool:
    """Whether a frame says of a question what was asked; the code that is run may have sent anything."""
    index, let, truths = (frame.get(key) for key in ("index", "let", "truths"))
    if frame.get("t") != "question" or type(index) is not int or not 0 <= index < len(exercise.questions):
        return False
    if not isinstance(let, list) or not all(is_pair_of_texts(each) for each in let):
        return False
    if not answer:
        return True
    if exercise.kind is Kind.PREDICT:
        return is_form(frame.get("form"))
    count = len(exercise.questions[index].options)
    return isinstance(truths, list) and len(truths) == count and all(type(each) is bool for each in truths)


def is_pair_of_texts(told: Any) -> bool:
    """Whether `told` is a list of two texts."""
    return isinstance(told, list) and len(told) == 2 and all(isinstance(each, str) for each in told)


def is_form(told: Any) -> bool:
    """Whether `told` is a form that `as_form` can read back."""
    if not isinstance(told, list) or len(told) != 2:
        return False
    kind, value = told
    if kind in ("sequence", "set"):
        return isinstance(value, list) and all(map(is_form, value))
    if kind == "mapping":
        pairs = isinstance(value, list) and all(isinstance(each, list) and len(each) == 2 for each in value)
        return pairs and all(is_form(one) for each in value for one in each)
    if kind == "number":
        return isinstance(value, int | float) or value in ("nan", "inf", "-inf")
    if kind == "bool":
        return isinstance(value, bool)
    return isinstance(kind, str) and isinstance(value, str)


async def judge(runner: Runner, exercise: Exercise, answers: list[list[str]], *, seed: int) -> Verdict:
    """Judge the answers to the questions that `seed` draws: for each, its lines.

    A `predict` answer is one line with a literal. A `choice` answer is the marked options, each by text, `id`,
    letter (in the
    author's order) or "#index".
    """
    started = time.perf_counter()
    places = drawn(exercise, seed)
    try:
        rows = await asked(runner, exercise, seed, places, answer=True)
    except CouldNotAsk as why:
        message = _("This could not be judged, and that is not your fault: {why}.").format(why=why)
        return Verdict(exercise.address, "unjudged", message=message, seed=seed, seconds=time.perf_counter() - started)
    results = []
    for number, index in enumerate(places):
        lines = [line for line in (answers[number] if number < len(answers) else []) if line.strip()]
        if exercise.kind is Kind.PREDICT:
            results.append(judge_prediction(exercise, index, as_form(rows[index]["form"]), lines))
        else:
            results.append(judge_choice(exercise.questions[index], index, rows[index]["truths"], lines))
    if len(answers) > len(places):
        results.append(
            {
                "index": -1,
                "right": False,
                "stage": "missing",
                "message": _(
                    "there are {places} questions, and {answers} answers: a blank line parts the answers to "
                    "two questions"
                ).format(places=len(places), answers=len(answers)),
            }
        )
    verdict = verdict_on(exercise, results, rows, seed, time.perf_counter() - started)
    return replace(verdict, unconfined=runner.unconfined)


def verdict_on(
    exercise: Exercise, results: list[dict[str, Any]], rows: dict[int, dict[str, Any]], seed: int, seconds: float
) -> Verdict:
    """All answers together: passed if every one is right; else the first that isn't is the case shown."""
    total = len(rows)
    right = sum(each["right"] for each in results)
    tally = Tally(right, total, total)
    wrong = next((each for each in results if not each["right"]), None)
    if wrong is None:
        message = _("Right.") if total == 1 else _("All {total} answers are right.").format(total=total)
        return Verdict(exercise.address, "passed", message=message, case=None, cases=tally, seed=seed, seconds=seconds)
    case: dict[str, Any] | None = None
    if wrong["index"] >= 0:
        question = exercise.questions[wrong["index"]]
        let = "\n".join(f"{name} = {text}" for name, text in rows[wrong["index"]]["let"])
        case = {
            "index": wrong["index"],
            "call": "\n".join(part for part in (let, question.code.strip()) if part),
            "note": question.text or (question.ask or ""),
            "expected": wrong.get("expected", ""),
            "got": wrong.get("got", ""),
            "where": "",
            "line": None,
            "questions": [{key: each.get(key) for key in ("index", "right", "message", "replies")} for each in results],
        }
    number = next((i + 1 for i, each in enumerate(results) if each is wrong), 1)
    head = (
        _("Question {number} of {total}: ").format(number=number, total=total)
        if total > 1 and wrong["index"] >= 0
        else ""
    )
    return Verdict(
        exercise.address,
        "failed",
        stage=wrong.get("stage", "value"),
        mistake=wrong.get("mistake"),
        message=head + wrong["message"],
        case=case,
        cases=tally,
        seed=seed,
        seconds=seconds,
    )


def as_form(told: Any) -> Form:
    """A form read back from JSON, where tuples have become lists."""
    kind, value = told
    if kind == "sequence":
        return (kind, tuple(as_form(item) for item in value))
    if kind == "set":
        return (kind, frozenset(as_form(item) for item in value))
    if kind == "mapping":
        return (kind, tuple((as_form(k), as_form(v)) for k, v in value))
    if kind == "number" and isinstance(value, str):
        return (kind, float(value))
    return (kind, value)


def judge_prediction(exercise: Exercise, index: int, wanted: Form, lines: list[str]) -> dict[str, Any]:
    """One typed literal against what the code gave."""
    result: dict[str, Any] = {"index": index, "right": False, "expected": text_of(wanted)}
    if len(lines) != 1:
        said = (
            _("it has no answer yet")
            if not lines
            else _("one line is wanted, and there are {lines}").format(lines=len(lines))
        )
        return {**result, "stage": "missing", "message": f"{said}.", "expected": "", "got": ""}
    try:
        found = read_answer(lines[0])
    except Unreadable as why:
        return {**result, "stage": "syntax", "message": f"{why}.", "expected": "", "got": lines[0].strip()}
    if same(wanted, found):
        return {**result, "right": True, "message": _("Right."), "got": text_of(found)}
    mistake = next((each for each in exercise.mistakes if each.answer and same_as_mistake(each.answer, found)), None)
    message = _("It gives `{wanted}`, not `{found}`.").format(wanted=text_of(wanted), found=text_of(found))
    if mistake is not None:
        message = f"{mistake.says.strip()}\n\n{message}"
    return {**result, "got": text_of(found), "message": message, "mistake": mistake.id if mistake else None}


def same_as_mistake(answer: str, found: Form) -> bool:
    """Whether an answer is the one a mistake gives."""
    try:
        return same(read_answer(answer), found)
    except Unreadable:
        return False


def judge_choice(question: Question, index: int, truths: list[bool], lines: list[str]) -> dict[str, Any]:
    """The marked options against the true ones, with each marked option's own reply."""
    result: dict[str, Any] = {"index": index, "right": False}
    marked: list[int] = []
    for line in lines:
        for part in (
            [line.strip()] if option_index(question, line) is not None else [p.strip() for p in line.split(",")]
        ):
            place = option_index(question, part)
            if place is None:
                text = _("`{part}` is none of the options: mark them by text, id or letter, one a line.").format(
                    part=part[:60]
                )
                return {**result, "stage": "syntax", "message": text, "got": part[:200]}
            marked.append(place)
    chosen = sorted(set(marked))
    if not chosen and any(truths):
        return {**result, "stage": "missing", "message": _("Nothing is marked yet.")}
    if not question.several and len(chosen) > 1:
        return {**result, "stage": "value", "message": _("Exactly one option is right; mark one.")}
    replies = [
        {"text": question.options[i].text, "says": question.options[i].says, "right": truths[i], "index": i}
        for i in chosen
    ]
    got = ", ".join(question.options[i].text for i in chosen)
    wrong = [i for i in chosen if not truths[i]]
    missing = [i for i, true in enumerate(truths) if true and i not in chosen]
    if not wrong and not missing:
        return {**result, "right": True, "message": _("Right."), "replies": replies, "got": got}
    told = _("this one is not right.")
    parts = [f"{question.options[i].text}: {question.options[i].says or told}" for i in wrong]
    if not wrong:
        parts.append(
            _("What you marked is right, but that is not all: ")
            + (_("one more is.") if len(missing) == 1 else _("{missing} more are.").format(missing=len(missing)))
        )
    return {**result, "message": "\n".join(parts), "replies": replies, "got": got}


def option_index(question: Question, said: str) -> int | None:
    """The option that is meant by its text, its id, its letter in the author's order, or "#index"."""
    plain = said.strip()
    for i, option in enumerate(question.options):
        if plain in (option.text.strip(), f"#{i}") or (option.id and plain == option.id):
            return i
    bare = plain.strip("`").casefold()
    for i, option in enumerate(question.options):
        if bare == option.text.strip().strip("`").casefold():
            return i
    letter = plain.rstrip(").:").casefold()
    if len(letter) == 1 and "a" <= letter <= "z" and ord(letter) - ord("a") < len(question.options):
        return ord(letter) - ord("a")
    return None
