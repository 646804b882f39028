"""One warm runner for all of these tests: each task gets a fresh child anyway."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.runner.support import new_runner
from tutor.runner.client import Runner


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def runner() -> AsyncIterator[Runner]:
    async with new_runner() as runner:
        await runner.ready()
        yield runner
