"""One warm runner for all of these tests, and a light one for each lower rung: each task gets a fresh child anyway."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.runner.support import light_runner, new_runner
from tutor.runner.client import Runner
from tutor.runner.ladder import BOTH, FILELESS, NAMESPACES


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def runner() -> AsyncIterator[Runner]:
    async with new_runner() as runner:
        await runner.ready()
        yield runner


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def rooted() -> AsyncIterator[Runner]:
    """Behind namespaces and seccomp, as on a kernel without Landlock."""
    async with light_runner(landlock_at_most=0) as runner:
        await runner.ready()
        if runner.confinement is None or runner.confinement.rung != NAMESPACES:
            pytest.skip(f"needs user namespaces: {runner.confinement}")
        yield runner


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def fileless() -> AsyncIterator[Runner]:
    """Behind seccomp alone."""
    async with light_runner(at_most=FILELESS) as runner:
        await runner.ready()
        yield runner


@pytest.fixture(params=[BOTH, NAMESPACES])
def with_files(request: pytest.FixtureRequest) -> Runner:
    """Behind each rung on which files can be used."""
    return request.getfixturevalue("runner" if request.param == BOTH else "rooted")


@pytest.fixture(params=[BOTH, NAMESPACES, FILELESS])
def behind(request: pytest.FixtureRequest) -> Runner:
    """Behind each rung."""
    return request.getfixturevalue({BOTH: "runner", NAMESPACES: "rooted", FILELESS: "fileless"}[request.param])
