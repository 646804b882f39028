"""One warm runner with the real programs: each check gets fresh children anyway."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from tutor.grading.programs import LATER, PRELOAD
from tutor.runner.client import Runner


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def runner() -> AsyncIterator[Runner]:
    async with Runner(preload=(*PRELOAD, *LATER)) as runner:
        await runner.ready()
        yield runner
