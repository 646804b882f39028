"""Protects: no code run through the tutor reads a solution or a file of the user's, reaches the network or another
process, outlives its run, fills the machine, or changes its verdict except by being right.

Each program is an answer to one small exercise, under `programs/`. Its first lines say its class, the verdict it must
get, and what it tries. One that gets out prints ESCAPED.
"""

from __future__ import annotations

import asyncio
import json
import re
import socket
import unicodedata
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import pytest_asyncio

from tutor.course.model import Case, Exercise, Kind
from tutor.grading.check import check
from tutor.runner.client import Runner

pytestmark = pytest.mark.asyncio(loop_scope="session")

PROGRAMS = sorted((Path(__file__).parent / "programs").glob("*.py"))
MARK = "the-reference-4f1b"
SECRET = "SECRET of the user's 9c2e"
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


@dataclass(frozen=True)
class World:
    """What an attacker would like to reach."""

    canary: Path
    server: socket.socket
    victim: asyncio.subprocess.Process

    def filled_in(self, text: str) -> str:
        """An attack's text with the names of this world's things."""
        names = {
            "@CANARY@": str(self.canary),
            "@PORT@": str(self.server.getsockname()[1]),
            "@VICTIM@": str(self.victim.pid),
            "@ROOT@": str(Path(__file__).resolve().parents[2]),
            "@FIRST@": MARK[:10],
            "@SECOND@": MARK[10:],
        }
        for name, value in names.items():
            text = text.replace(name, value)
        return text

    def harm(self) -> list[str]:
        """What was done to it."""
        found = []
        if self.canary.read_text() != SECRET or self.canary.stat().st_mode & 0o777 != 0o600:
            found.append("the file was changed")
        if list(self.canary.parent.iterdir()) != [self.canary]:
            found.append("files were left beside it")
        if self.victim.returncode is not None:
            found.append("the other process was ended")
        try:
            self.server.accept()
            found.append("the server was called")
        except BlockingIOError:
            pass
        return found


@pytest_asyncio.fixture(loop_scope="session")
async def world(tmp_path: Path) -> AsyncIterator[World]:
    canary = tmp_path / "home" / "canary"
    canary.parent.mkdir()
    canary.write_text(SECRET)
    canary.chmod(0o600)
    victim = await asyncio.create_subprocess_exec("sleep", "1000")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield World(canary, server, victim)
    if victim.returncode is None:
        victim.kill()
    await victim.wait()


def header(path: Path, name: str) -> str:
    """What an attack's first lines say under `name`."""
    found = re.search(rf"^# {name}: (.*)$", path.read_text(), re.MULTILINE)
    assert found, f"{path.name} says no {name}"
    return found[1]


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
async def test_attack(runner: Runner, world: World, path: Path) -> None:
    expected = header(path, "expect")
    patience = 1.0 if expected == "failed timeout" else 30.0
    exercise = replace(EXERCISE, timeout=patience)
    verdict = await check(runner, exercise, world.filled_in(path.read_text()))
    told = json.dumps(verdict.as_json(), ensure_ascii=False)
    assert f"{verdict.verdict} {verdict.stage or ''}".strip() == expected, told[:3000]
    assert "ESCAPED" not in verdict.stdout, verdict.stdout[:3000]
    assert SECRET not in told
    assert MARK not in told
    assert [character for character in told if unicodedata.category(character) in ("Cc", "Cf")] == []
    assert "\\u00" not in told, "a control character, as JSON writes it"
    assert world.harm() == []
    honest = await check(runner, EXERCISE, "def double(x):\n    return x + x\n")
    assert honest.verdict == "passed", honest


async def test_every_attack_has_a_class_and_none_is_missing() -> None:
    classes = {header(path, "class") for path in PROGRAMS}
    assert classes == {"read", "forge", "hang", "kill", "fill", "network", "files", "terminal"}


async def test_nothing_is_left_when_all_is_over(runner: Runner) -> None:
    """The same host has outlived them all, and their scratch folders are gone."""
    await check(runner, EXERCISE, "def double(x):\n    return x + x\n")
    assert runner.state == "ready"
