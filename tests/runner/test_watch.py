"""Protects: a running child is looked at from outside, and what it is past is told, whatever its own limits say."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tutor.runner.spares import Spare
from tutor.runner.task import RESERVE, Limits
from tutor.runner.watch import Watch

pytestmark = pytest.mark.asyncio(loop_scope="session")

MB = 1 << 20
PROGRAM = """
import os, sys
for line in sys.stdin:
    exec(line)
    print(flush=True)
"""


class Watched:
    """A process that does what it is told, and waits."""

    def __init__(self, scratch: Path) -> None:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "cwd": scratch}
        self.process = subprocess.Popen([sys.executable, "-I", "-c", PROGRAM], **pipes)
        self.do("pass")
        here, self._there = socket.socketpair()
        self.spare = Spare(self.process.pid, os.pidfd_open(self.process.pid), here, scratch)

    def do(self, line: str) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        self.process.stdout.readline()

    def close(self) -> None:
        self.spare.kill()
        self.process.communicate()
        self.spare.buried(-9)
        self._there.close()


@pytest_asyncio.fixture(loop_scope="session")
async def watched(tmp_path: Path) -> AsyncIterator[Watched]:
    await asyncio.sleep(0)
    watched = Watched(tmp_path)
    yield watched
    watched.close()


async def test_memory_is_counted_from_birth_and_its_peak_is_kept(watched):
    watch = Watch(watched.spare, Limits(memory=40 * MB))
    assert watch.look() is None
    watched.do("held = bytearray(b'x' * (60 << 20))")
    assert watch.look() is None, "the reserve is there to tell that memory ran out"
    watched.do(f"more = bytearray(b'x' * {RESERVE})")
    assert watch.look() == "memory"
    watched.do("del held, more")
    assert watch.look() is None
    assert 60 * MB + RESERVE <= watch.peak < 100 * MB + RESERVE


async def test_threads_files_and_time_are_counted(watched):
    few = Limits(tasks=3, scratch_files=3, scratch_bytes=MB)
    assert Watch(watched.spare, few).look() is None
    watched.do("import threading; [threading.Thread(target=threading.Event().wait).start() for _ in range(3)]")
    assert Watch(watched.spare, few).look() == "tasks"
    more = Limits(tasks=9, scratch_files=3, scratch_bytes=MB)
    watched.do("[open(str(n), 'w').close() for n in range(4)]")
    assert Watch(watched.spare, more).look() == "scratch"
    watched.do("[os.unlink(str(n)) for n in range(4)]; f = open('f', 'wb'); f.write(bytes(2 << 20)); os.unlink('f')")
    assert Watch(watched.spare, more).look() == "scratch"
    assert Watch(watched.spare, Limits(wall=-1.0)).look() == "timeout"
