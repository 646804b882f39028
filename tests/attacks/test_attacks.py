"""Protects: no code run through the tutor reads a solution or a file of the user's, reaches the network or another
process, outlives its run, fills the machine, or changes its verdict except by being right.

Each program is an answer to one small exercise, under `programs/`. Its first lines say its class, the verdict it must
get, and what it tries. One that gets out prints ESCAPED.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.attacks.rungs import BEST, CLASSES_BELOW, RUNGS
from tests.attacks.surroundings import descended_from, in_sessions, surroundings
from tests.attacks.world import MARK, SECRET, World, changed
from tutor.course.model import Case, Exercise, Kind
from tutor.grading.check import check
from tutor.runner.client import Runner

pytestmark = pytest.mark.asyncio(loop_scope="session")

PROGRAMS = sorted((Path(__file__).parent / "programs").glob("*.py"))
CLASSES = {"read", "forge", "hang", "kill", "fill", "network", "files", "terminal"}
EXERCISE = Exercise(
    id="double",
    address="attacks/all/double",
    kind=Kind.FUNCTION,
    title="Double",
    goal="Return twice x.",
    entry="double",
    solution=f"def double(x):\n    mark = '{MARK}'\n    return x * 2\n",
    cases=(Case(args=("torch.ones(2, 3)",)), Case(let={"n": "randint(1, 6)"}, args=("randn(n, 4)",), times=3)),
    memory=256,
)
HONEST = "def double(x):\n    return x + x\n"
PATIENCE = 60.0  # seconds after which nothing of the runner's own limits has held


def header(path: Path, name: str) -> str:
    """What an attack's first lines say under `name`."""
    found = re.search(rf"^# {name}: (.*)$", path.read_text(), re.MULTILINE)
    assert found, f"{path.name} says no {name}"
    return found[1]


def attempts() -> Iterator[object]:
    """Every program on the best rung, and those that something outside their own process could mind on the others."""
    for rung in RUNGS:
        for path in PROGRAMS:
            if rung == BEST or header(path, "class") in CLASSES_BELOW:
                yield pytest.param(rung, path, id=f"{rung}-{path.stem}")


@pytest.mark.parametrize(("runner", "path"), list(attempts()), indirect=["runner"])
async def test_attack(runner: Runner, world: World, path: Path) -> None:
    expected = header(path, "expect")
    exercise = replace(EXERCISE, timeout=1.0 if expected == "failed timeout" else 30.0)
    await settled(runner)
    others = [world.victim.pid, os.getpid(), host_of(runner)]
    strangers = descended_from(host_of(runner)) - set(runner._children)
    used, before = set(runner._children), surroundings(others)
    async with asyncio.timeout(PATIENCE):
        verdict = await check(runner, exercise, world.filled_in(path.read_text()))
    told = json.dumps(verdict.as_json(), ensure_ascii=False)
    assert f"{verdict.verdict} {verdict.stage or ''}".strip() == expected, told[:3000]
    assert "ESCAPED" not in verdict.stdout, verdict.stdout[:3000]
    assert SECRET not in told
    assert MARK not in told
    assert {character for text in texts(verdict.as_json()) for character in text if acts(character)} == set()
    assert world.harm() == []
    assert changed(before, surroundings(others)) == []
    await settled(runner)
    assert descended_from(host_of(runner)) - strangers - set(runner._children) == set()
    assert in_sessions(used) == set()
    assert set(scratch_of(runner).glob("run-*")) <= {child.scratch for child in runner._children.values()}
    async with asyncio.timeout(PATIENCE):
        honest = await check(runner, EXERCISE, HONEST)
    assert honest.verdict == "passed", honest


async def test_every_attack_has_a_class_and_none_is_missing() -> None:
    assert {header(path, "class") for path in PROGRAMS} == CLASSES
    assert all(path.stem.startswith(f"{header(path, 'class')}_") for path in PROGRAMS)
    assert len(PROGRAMS) >= 80


@pytest.mark.parametrize("runner", RUNGS, indirect=True)
async def test_nothing_is_left_when_all_is_over(runner: Runner) -> None:
    """The same host has outlived them all."""
    await check(runner, EXERCISE, HONEST)
    assert runner.state == "ready"


def host_of(runner: Runner) -> int:
    """The process that the runner's children come from."""
    assert runner._host is not None
    return runner._host.pid


def scratch_of(runner: Runner) -> Path:
    """The folder in which each child has a folder."""
    assert runner._root is not None
    return runner._root.path


async def settled(runner: Runner) -> None:
    """Wait until all children are fresh ones, and what others left is wiped: no verdict waits for that."""
    nursery = runner._nursery
    async with asyncio.timeout(PATIENCE):
        while nursery._ordered or runner._errands or set(runner._children.values()) != set(nursery._idle):
            await asyncio.sleep(0.002)


def texts(value: object) -> Iterator[str]:
    """Every text in plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts(key)
            yield from texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts(item)


def acts(character: str) -> bool:
    """Whether a terminal would obey a character, or a reader not see it."""
    hidden = character != "\n" and unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    return hidden or character in "\u034f\u115f\u1160\u3164\uffa0\ufe0e\ufe0f\U000e0100"
