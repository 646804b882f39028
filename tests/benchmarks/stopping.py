"""How long it takes to stop a run, by what it is stuck in: until who waited is told, and until its process is dead."""

from __future__ import annotations

import asyncio
import contextlib
import os
import select
import signal
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.measure import Sample
from tests.runner.endless import ENDLESS, HEAVY
from tests.runner.family import host_of
from tests.runner.support import new_runner, source
from tests.screen.material import Person, write_course
from tutor.runner.client import Runner
from tutor.runner.task import Limits

ROUNDS = 30
PATIENT = Limits(wall=60, memory=1024 << 20, result=1 << 40)
SETTLE = 0.05  # seconds that a run has to get itself stuck
BEGUN = "import os\nopen('begun', 'w').write(str(os.getpid()))\nwhile True: pass\n"
RUN, ESCAPE, INTERRUPT, QUIT = "\x05", "\x1b", "\x03", "\x11"


class Stop:
    """Stops one run after another; keeps what each took."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.told: list[float] = []
        self.dead: list[float] = []

    async def once(self, runner: Runner, text: str, *, host_stands_still: bool = False) -> None:
        """Have `text` run, get stuck, and be given up, as Esc does."""
        heard = asyncio.Event()
        program = source(f"print('there')\n{text}", PATIENT)
        run = asyncio.ensure_future(runner.run(program, lambda _: heard.set()))
        await heard.wait()
        await asyncio.sleep(SETTLE)
        (at_work,) = runner._runs
        pidfd = os.pidfd_open(at_work._spare.pid)
        if host_stands_still:
            os.kill(host_of(runner), signal.SIGSTOP)
        began = time.perf_counter()
        run.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await run
        self.told.append(time.perf_counter() - began)
        await asyncio.to_thread(wait_for, pidfd)
        self.dead.append(time.perf_counter() - began)
        if host_stands_still:
            os.kill(host_of(runner), signal.SIGCONT)

    def row(self) -> str:
        """One line: median, p95 and worst, until told and until dead."""
        parts = [f"  {self.name:<38}"]
        for taken in (self.told, self.dead):
            sample = Sample(self.name, tuple(taken))
            parts.append("".join(f"{1000 * each:>9.1f}" for each in (sample.median, sample.p95, max(taken))))
        return "   ".join(parts)


def wait_for(pidfd: int) -> None:
    """Wait until the process has ended; closes its handle."""
    poll = select.poll()
    poll.register(pidfd, select.POLLIN)
    poll.poll()
    os.close(pidfd)


def at_a_terminal(key: str, rounds: int) -> list[float]:
    """From a key at a real terminal until the child is dead, for runs of an endless loop."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        course = write_course(folder / "course")
        (course / "exercises" / "start" / "steps" / "double.py").write_text(BEGUN)
        words = ["--course", str(course), "start", "start/steps/double"]
        person = Person(words, folder / "home", (120, 30), XDG_RUNTIME_DIR=name)
        taken: list[float] = []
        try:
            person.until("begun")
            for _ in range(rounds + 1):
                person.press(RUN)
                pid = begun(person, folder)
                pidfd = os.pidfd_open(pid)
                person.read(SETTLE)
                began = time.perf_counter()
                person.press(key)
                wait_for(pidfd)
                taken.append(time.perf_counter() - began)
                person.until("Stopped")
                person.press(" \x7f")  # the line goes when something is typed
                while "Stopped" in person.text:
                    person.read()
        finally:
            person.press(QUIT)
            person.ended()
            person.close()
    return taken[1:]


def begun(person: Person, folder: Path) -> int:
    """Wait until the endless loop runs; its process id."""
    while True:
        person.read(0.01)
        for file in folder.glob("tutor-scratch-*/run-*/begun"):
            with contextlib.suppress(OSError, ValueError):
                pid = int(file.read_text())
                os.kill(pid, 0)
                if "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]:
                    return pid


async def main() -> None:
    """Print the figures."""
    print(f"Stopping a run ({ROUNDS} of each; asked: at most 100 ms), in ms:")
    print(f"  {'':<38}   {'until told: median, p95, worst':<27}   until dead: median, p95, worst")
    async with new_runner() as runner:
        await runner.ready()
        for name, text in {**ENDLESS, **HEAVY}.items():
            stop = Stop(name)
            for _ in range(ROUNDS):
                await stop.once(runner, text)
            print(stop.row(), flush=True)
        stop = Stop("a loop, the host standing still")
        for _ in range(ROUNDS):
            await stop.once(runner, ENDLESS["a loop"], host_stands_still=True)
        print(stop.row(), flush=True)
    for key, name in ((ESCAPE, "Esc at a terminal"), (INTERRUPT, "ctrl+c at a terminal")):
        taken = await asyncio.to_thread(at_a_terminal, key, ROUNDS)
        sample = Sample(name, tuple(taken))
        figures = "".join(f"{1000 * each:>9.1f}" for each in (sample.median, sample.p95, max(taken)))
        print(f"  {name:<38}   {'':<27}   {figures}", flush=True)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
