"""What the runner's tests share: tasks by name, and what came back in a readable form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tutor.runner import wire
from tutor.runner.client import Runner
from tutor.runner.task import Ended, Limits, Task

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = "tests.runner.programs"


def new_runner(**settings: Any) -> Runner:
    """A runner, not started, that knows the tests' programs."""
    return Runner(**{"preload": [PROGRAMS], "search": [ROOT], "device": "cpu", **settings})


def light_runner(**settings: Any) -> Runner:
    """The same without torch, there in a tenth of a second: for tests that start a host of their own."""
    return new_runner(warm=(), **settings)


def task(name: str, limits: Limits | None = None, **data: Any) -> Task:
    """The task that calls `name` of the tests' programs."""
    return Task(f"{PROGRAMS}:{name}", data, limits or Limits())


def source(text: str, limits: Limits | None = None, **data: Any) -> Task:
    """The task that runs source text."""
    return task("source", limits, source=text, **data)


def frames(ended: Ended) -> list[dict[str, Any]]:
    """The headers of the frames that came back."""
    return [frame.header for frame in wire.read_frames(ended.result)]


async def outcomes(runner: Runner, snippets: dict[str, str], limits: Limits | None = None) -> dict[str, str]:
    """What came of each snippet, all tried in one child."""
    ended = await runner.run(task("probe", limits, snippets=snippets))
    assert ended.reason == "done", ended
    return {frame["name"]: frame["outcome"] for frame in frames(ended)}
