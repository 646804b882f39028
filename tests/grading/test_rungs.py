"""Protects: a verdict is the same on each rung of confinement; where no file can be opened, whoever needs one is told
so and never failed; where nothing confines, each verdict says so."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.grading.material import double
from tutor.course.lines import plain
from tutor.course.model import Exercise
from tutor.grading.check import check
from tutor.grading.programs import PRELOAD
from tutor.grading.trial import run_code
from tutor.grading.verdict_text import verdict_lines
from tutor.runner.client import Runner
from tutor.runner.ladder import FILELESS, NAMESPACES, REFUSED

pytestmark = pytest.mark.asyncio(loop_scope="session")

RIGHT = "def double(x):\n    return x + x\n"
WRONG = "import torch\nprint('here')\ndef double(x):\n    return torch.optim.SGD([x], lr=.1) and x * 3\n"
SAVING = "import torch\ndef double(x):\n    torch.save(x, 'x.pt')\n    return torch.load('x.pt') * 2\n"
TOLD = "files can't be kept apart on this machine"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def fileless() -> AsyncIterator[Runner]:
    async with Runner(preload=PRELOAD, at_most=FILELESS) as runner:
        await runner.ready()
        yield runner


async def judged(runner: Runner, source: str, exercise: Exercise | None = None) -> tuple[str, str, str]:
    verdict = await check(runner, exercise or double(), source, seed=3)
    return verdict.verdict, verdict.stdout, verdict.message


async def test_without_files_answers_that_need_none_are_judged_as_ever(fileless: Runner) -> None:
    assert (await judged(fileless, RIGHT))[:2] == ("passed", "")
    outcome, printed, message = await judged(fileless, WRONG)
    assert (outcome, printed) == ("failed", "here\n"), message
    assert (await judged(fileless, "def double(x):\n    return x.nope\n"))[0] == "failed"


async def test_without_files_an_answer_that_needs_one_is_not_judged(fileless: Runner) -> None:
    outcome, _, message = await judged(fileless, SAVING)
    assert outcome == "unjudged"
    assert TOLD in message
    assert "not your fault" in message


async def test_without_files_a_reference_that_needs_one_judges_nobody(fileless: Runner) -> None:
    """Neither a right answer nor one that fails as the reference does."""
    exercise = double(solution=SAVING)
    for source in (RIGHT, "def double(x):\n    raise PermissionError\n"):
        outcome, _, message = await judged(fileless, source, exercise)
        assert outcome == "unjudged"
        assert TOLD in message


async def test_without_files_a_run_says_so(fileless: Runner) -> None:
    report = await run_code(fileless, "print('so far')\nopen('kept', 'w')\n")
    assert (report.reason, report.stdout) == ("lost", "so far\n")
    assert report.error is not None
    assert TOLD in report.error.message


async def test_behind_namespaces_files_serve_and_verdicts_are_as_ever() -> None:
    async with Runner(preload=PRELOAD, landlock_at_most=0) as runner:
        await runner.ready()
        if runner.confinement is None or runner.confinement.rung != NAMESPACES:
            pytest.skip("needs user namespaces")
        assert (await judged(runner, SAVING))[:2] == ("passed", "")
        assert (await judged(runner, WRONG))[:2] == ("failed", "here\n")
        assert (await judged(runner, "open('/etc/hostname')"))[0] == "failed"


async def test_unconfined_verdicts_and_runs_are_marked() -> None:
    async with Runner(preload=PRELOAD, at_most=REFUSED, confinement="unsafe") as runner:
        verdict = await check(runner, double(), "open('/etc/hostname')\n" + RIGHT)
        assert verdict.verdict == "passed"
        assert verdict.as_json()["unconfined"] is True
        assert "This ran unconfined (--unsafe)." in plain(verdict_lines(verdict, double(), 60))
        assert (await run_code(runner, "1")).unconfined


async def test_confined_ones_are_not(runner: Runner) -> None:
    verdict = await check(runner, double(), RIGHT)
    assert "unconfined" not in verdict.as_json()
    assert "unconfined" not in plain(verdict_lines(verdict, double(), 60))
    assert not (await run_code(runner, "1")).unconfined
