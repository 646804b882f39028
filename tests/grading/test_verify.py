"""`verify` proves what holds and finds every kind of fault in an exercise."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.grading.material import choosing, double, prediction
from tutor.course.model import Accept, Case, Course, Exercise, Lesson, Mistake, Option, Page, Question
from tutor.grading.verify import Result, verify
from tutor.runner.client import Runner
from tutor.runner.task import Ended, Task

pytestmark = pytest.mark.asyncio(loop_scope="session")

EMPTY = Course(Path(), "tests")


async def failures(runner: Runner, *exercises: Exercise, lessons: tuple[Lesson, ...] = ()) -> list[tuple[str, str]]:
    summary = await verify(runner, EMPTY, exercises=exercises, lessons=lessons, seeds=2)
    return [(each.kind, each.message) for each in summary.failed]


async def test_a_sound_exercise_holds_and_every_proof_is_told(runner: Runner) -> None:
    told: list[Result] = []
    summary = await verify(runner, EMPTY, exercises=[double()], lessons=[], seeds=2, on_result=told.append)
    assert [each.message for each in summary.failed] == []
    assert len(summary.results) == len(told) == 1 + 2 * (1 + 2 + 1)


@pytest.mark.parametrize(
    ("changes", "kind", "words"),
    [
        ({"solution": "def double(x):\n    return y\n"}, "reference", "the reference raises NameError"),
        (
            {"solution": "import torch\ndef double(x):\n    return x * torch.rand(1)\n", "observe": ("rng",)},
            "accept",
            "must pass",
        ),
        ({"starter": "def double(x):\n    return x * 2\n"}, "starter", "must not pass"),
        ({"mistakes": (Mistake("none", "No mistake.", "def double(x):\n    return x + x\n"),)}, "mistake", "must fail"),
        (
            {
                "mistakes": (
                    Mistake("one", "One.", "def double(x):\n    return x * 3\n"),
                    Mistake("two", "Two.", "def double(x):\n    return x + x + x\n"),
                )
            },
            "mistake",
            "`two` is recognised as `one`",
        ),
        ({"accepts": (Accept("def double(x):\n    return x * 3\n"),)}, "accept", "accept 1 must pass"),
        (
            {"solution": "import time\ndef double(x):\n    time.sleep(0.05)\n    return x * 2\n", "timeout": 1.0},
            "reference",
            "a quarter is the most",
        ),
    ],
)
async def test_each_fault_of_an_exercise_is_found(runner: Runner, changes: dict, kind: str, words: str) -> None:
    found = await failures(runner, double(**changes))
    assert any(each == kind and words in message for each, message in found), found


async def test_faults_of_questions_are_found(runner: Runner) -> None:
    assert (
        await failures(
            runner, prediction(Question(code="1 + 1")), choosing(Option("a", right=True), Option("b", right=False))
        )
        == []
    )
    two_right = choosing(Option("a", test="True"), Option("b", test="1 == 1"))
    assert "exactly one right option" in (await failures(runner, two_right))[0][1]
    unseen = prediction(Question(code="2"), mistakes=(Mistake("two", "Two.", answer="2"),))
    assert "recognised on no question" in (await failures(runner, unseen))[0][1]


async def test_answers_tried_together_spoil_nothing_for_each_other(runner: Runner) -> None:
    """Under seeds after the first all answers share a child; what one leaves behind must not fail the next."""
    spoils = "def double(x):\n    torch.add = None\n    return x * 3\n"
    exercise = double(mistakes=(Mistake("triples", "No.", spoils), *double().mistakes))
    assert "torch.add" in exercise.accepts[0].code
    assert await failures(runner, exercise) == []


async def test_what_an_answer_writes_is_not_found_by_the_next(runner: Runner) -> None:
    writes = "def double(x):\n    open('a.txt', 'w').write('x')\n    return x * 2\n"
    exercise = double(
        solution=writes,
        cases=(Case(args=("torch.ones(2)",)), Case(run="double(torch.ones(1))\nimport os\nos.path.exists('a.txt')")),
        mistakes=(Mistake("never-writes", "No file.", "def double(x):\n    return x * 2\n"),),
        accepts=(),
    )
    assert await failures(runner, exercise) == []


async def test_one_seed_or_many_find_the_same(runner: Runner) -> None:
    twins = double(mistakes=(*double().mistakes, Mistake("again", "Again.", "def double(x):\n    return x * x\n")))
    found = await verify(runner, EMPTY, exercises=[twins], lessons=[], seeds=4)
    by_seed = [{each.message for each in found.failed if each.seed == seed} for seed in range(1, 5)]
    assert all(len(each) == 1 and "recognised as `squares`" in each.copy().pop() for each in by_seed)


async def test_a_mistake_that_fails_only_by_what_another_left_is_found(runner: Runner) -> None:
    leaves = "import builtins\ndef double(x):\n    builtins.left = True\n    return x * 3\n"
    finds = "import builtins\ndef double(x):\n    return x * 4 if hasattr(builtins, 'left') else x * 2\n"
    exercise = double(mistakes=(Mistake("leaves", "Leaves.", leaves), Mistake("finds", "Finds.", finds)), accepts=())
    assert await failures(runner, exercise) == [("mistake", "mistake `finds` must fail: passed: All 9 cases pass.")]


async def test_thorough_gives_every_mistake_children_of_its_own(
    runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs = []
    run_pair = runner.run_pair

    def counted(*tasks: Task) -> Awaitable[tuple[Ended, Ended]]:
        pairs.append(tasks[0].job["source"])
        return run_pair(*tasks)

    monkeypatch.setattr(runner, "run_pair", counted)
    exercise = double()
    await verify(runner, EMPTY, exercises=[exercise], lessons=[], seeds=3)
    assert pairs == [exercise.starter, exercise.solution, exercise.accepts[0].code]
    pairs.clear()
    await verify(runner, EMPTY, exercises=[exercise], lessons=[], seeds=3, thorough=True)
    assert sorted(pairs) == sorted(
        [exercise.starter, exercise.solution, exercise.accepts[0].code, *(each.code for each in exercise.mistakes)]
    )


async def test_samples_too_few_to_tell_a_mistake_under_every_seed_are_found(runner: Runner) -> None:
    def shifted(n: int) -> Exercise:
        return double(
            solution="import torch\ndef double(n, g):\n    return torch.randn(n, generator=g)\n",
            cases=(Case(args=(f"{n}", "rng")),),
            observe=("distribution",),
            mistakes=(Mistake("off", "Off.", "def double(n, g):\n    return torch.randn(n, generator=g) + 0.47\n"),),
            accepts=(),
        )

    assert await failures(runner, shifted(4000)) == []
    told = await failures(runner, shifted(600))
    assert [kind for kind, _ in told] == ["mistake"] * 2
    assert all("too like the reference for so few samples" in message for _, message in told)


async def test_pages_must_run_raise_and_warn_as_they_say(runner: Runner) -> None:
    def lesson(text: str) -> Lesson:
        return Lesson("l", "c/l", "L", pages=(Page("p", "P", text, text_line=3),), path=Path("l.toml"))

    good = lesson("```python run\nx = 2\n```\n\n```python run\nx + 1\n```\n\n```python run error\n1 / 0\n```\n")
    assert await failures(runner, lessons=(good,)) == []
    for text, words in (
        ("```python run\n1 / 0\n```", "raised ZeroDivisionError"),
        ("```python run error\n1\n```", "raises nothing"),
        ("```python run\nimport warnings; warnings.warn('old')\n```", "says nothing of"),
    ):
        found = await failures(runner, lessons=(lesson(text),))
        assert words in found[0][1], found
        assert found[0][1].startswith("l.toml:")
    mended = replace(
        good, pages=(Page("p", "P", "It warns:\n```python run\nimport warnings; warnings.warn('old')\n```"),)
    )
    assert await failures(runner, lessons=(mended,)) == []
