"""Protects: whoever presses the key to run on any page sees it run, first thing."""

from __future__ import annotations

from collections import Counter

import pytest

from tutor.course.loader import CHECKOUT, load
from tutor.grading.programs import LATER, PRELOAD
from tutor.grading.trial import run_code
from tutor.runner.client import Runner
from tutor.screen.page_work import PageWork

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_code_of_every_page_without_an_exercise_runs_by_itself():
    works = [
        PageWork(lesson, number)
        for lesson in load(CHECKOUT).lessons()
        for number, page in enumerate(lesson.pages)
        if page.exercise is None
    ]
    assert works
    ends: Counter[str] = Counter()
    async with Runner(preload=(*PRELOAD, *LATER)) as runner:
        for work in works:
            report = await run_code(runner, work.starter)
            ends["ran" if report.error is None else f"{work.place}: {report.error.message}"] += 1
    assert ends == {"ran": len(works)}
