"""Protects: the examiner hears all the learner's child sent, knows how it ended, and neither fools the other."""

from __future__ import annotations

import asyncio

import pytest

from tests.runner.support import frames, source, task
from tutor.runner.task import Limits

pytestmark = pytest.mark.asyncio(loop_scope="session")

CONSUME = task("consume")
HURRIED = Limits(wall=0.4)
PATIENT = Limits(wall=60)


@pytest.mark.parametrize(
    ("then", "reason"),
    [
        ("", "done"),
        ("import os; os._exit(0)", "died"),
        ("import os; os._exit(3)", "died"),
        ("import os; os.abort()", "died"),
        ("while True: pass", "timeout"),
        ("import os; os.write(4, b'\\xff' * 8)\nwhile True: pass", "died"),
        ("import os; os.write(4, b'\\2\\0\\0\\0[]')\nwhile True: pass", "died"),
    ],
)
async def test_the_examiner_learns_how_the_learner_ended(runner, then, reason):
    limits = HURRIED if reason == "timeout" else PATIENT
    learner, examiner = await runner.run_pair(task("produce", limits, count=3, then=then), CONSUME)
    assert examiner.reason == "done", examiner
    assert learner.reason == reason, learner
    assert frames(examiner) == [{"t": "got", "got": [0, 1, 2], "ended": reason}]


async def test_more_frames_than_allowed_are_a_flood(runner):
    produce = task("produce", Limits(result=1 << 20), count=100, size=1 << 16)
    learner, examiner = await runner.run_pair(produce, CONSUME)
    assert (learner.reason, frames(examiner)[0]["ended"]) == ("flood", "flood")


async def test_frames_larger_than_a_pipe_pass(runner):
    learner, examiner = await runner.run_pair(task("produce", count=8, size=3 << 20), CONSUME)
    assert (learner.reason, frames(examiner)[0]["got"]) == ("done", list(range(8)))


async def test_what_the_learner_prints_is_the_learners_alone(runner):
    heard = source("list(job.frames()); print('its own')")  # with the examiner's end the learner's would come
    learner, examiner = await runner.run_pair(source("print('mine')"), heard)
    assert (learner.stdout, examiner.stdout) == ("mine\n", "its own\n")
    assert learner.result == b""


async def test_an_examiner_that_has_heard_enough_ends_the_pair(runner):
    learner, examiner = await runner.run_pair(
        task("produce", Limits(wall=60), count=2, then="while True: pass"), task("judge_early")
    )
    assert (learner.reason, examiner.reason) == ("done", "done")
    assert frames(examiner) == [{"t": "got", "got": [0]}]


async def test_an_examiners_time_counts_from_the_learners_end(runner):
    learner, examiner = await runner.run_pair(
        task("produce", Limits(wall=60), count=1, then="import time; time.sleep(0.3)"),
        task("consume", Limits(wall=0.2)),
    )
    assert (learner.reason, examiner.reason) == ("done", "done")


async def test_an_examiner_that_hangs_is_ended_too(runner):
    learner, examiner = await runner.run_pair(task("produce", count=1), task("hang", HURRIED))
    assert (learner.reason, examiner.reason) == ("done", "timeout")


async def test_an_examiner_that_dies_takes_the_learner_with_it(runner):
    learner, examiner = await runner.run_pair(task("hang", Limits(wall=60)), source("import os; os._exit(0)"))
    assert (learner.reason, examiner.reason) == ("lost", "died")
    assert "examiner" in learner.detail


async def test_a_learner_can_write_nothing_to_the_client_or_the_examiners_word(runner):
    text = """if True:
        import os
        for fd in (3, *range(5, 64)):
            try:
                os.write(fd, b'{"ended": "done"}')
            except OSError:
                continue
            job.send({'t': 'number', 'n': fd})
    """
    _, examiner = await runner.run_pair(source(text), CONSUME)
    assert frames(examiner) == [{"t": "got", "got": [], "ended": "done"}]


async def test_many_pairs_at_once_all_end(runner):
    pairs = await asyncio.gather(*(runner.run_pair(task("produce", count=n), CONSUME) for n in range(12)))
    assert [frames(examiner)[0]["got"] for _, examiner in pairs] == [list(range(n)) for n in range(12)]
