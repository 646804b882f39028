"""One warm runner for each rung, with the real programs: each check gets fresh children anyway."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, ExitStack
from pathlib import Path

import pytest
import pytest_asyncio

from tests.attacks.rungs import RUNGS
from tests.attacks.world import SECRET, World, facts_below, furnish
from tutor.grading.programs import PRELOAD
from tutor.runner.client import Runner


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def standing() -> AsyncIterator[dict[str, Runner]]:
    """The runners there are, by rung; all of them live to the end."""
    os.environ["TUTOR_ATTACKED_SECRET"] = SECRET  # the screen's own environment is the user's
    try:
        async with AsyncExitStack() as stack:
            found: dict[str, Runner] = {}
            yield found
            for runner in found.values():
                stack.push_async_callback(runner.close)
    finally:
        del os.environ["TUTOR_ATTACKED_SECRET"]


@pytest_asyncio.fixture(loop_scope="session")
async def runner(request: pytest.FixtureRequest, standing: dict[str, Runner]) -> Runner:
    """The warm runner on the rung that is the test's parameter."""
    if request.param not in standing:
        standing[request.param] = Runner(preload=PRELOAD, **RUNGS[request.param])
        await asyncio.wait_for(standing[request.param].ready(), 120)
    return standing[request.param]


@pytest_asyncio.fixture(loop_scope="session")
async def world() -> AsyncIterator[World]:
    with tempfile.TemporaryDirectory(prefix="home-") as folder, ExitStack() as servers:
        home = Path(folder)
        made = furnish(home, servers)
        sleep = "import time; time.sleep(1000)"
        victim = await asyncio.create_subprocess_exec(
            sys.executable, "-I", "-S", "-c", sleep, env={"SECRET": SECRET}, cwd=home, start_new_session=True
        )
        yield World(home, made, victim, facts_below(home))
        if victim.returncode is None:
            victim.kill()
        await victim.wait()
