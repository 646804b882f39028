"""Protects: whoever started the runner may be killed at any moment; no process stays, and the next one sweeps up."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.runner.family import Held, below, gone_meanwhile, handles, heed_interrupts
from tests.runner.support import ROOT
from tutor.runner.scratch import PREFIX, ScratchRoot

CLIENT = """if True:
    import asyncio, sys
    from pathlib import Path
    from tests.runner.support import PROGRAMS, ROOT, light_runner, source, task
    from tutor.runner.task import Limits

    PATIENT = Limits(wall=60)
    moment, folder = sys.argv[1:]

    async def main():
        slow = moment == "importing"
        preload = ["held", PROGRAMS] if slow else [PROGRAMS]
        async with light_runner(preload=preload, search=[Path(folder), ROOT]) as runner:
            tell = lambda: print("there", flush=True)
            if slow:
                tell()
            await runner.ready()
            await runner.run(task("echo"))
            if moment == "idle":
                tell()
            elif moment == "single":
                stuck = source("open('left', 'w').write('x'); print()\\nwhile True: pass", PATIENT)
                await runner.run(stuck, lambda _: tell())
            elif moment == "pair":
                pair = asyncio.ensure_future(runner.run_pair(task("hang", PATIENT), task("consume", PATIENT)))
                while len(runner._runs) < 2:
                    await asyncio.sleep(0)
                tell()
            elif moment == "between":
                pair = asyncio.ensure_future(runner.run_pair(task("produce", count=1), task("hang", PATIENT)))
                while not any(run.over.done() for run in runner._runs):
                    await asyncio.sleep(0)
                tell()
            await asyncio.Event().wait()

    asyncio.run(main())
"""


@contextmanager
def client(moment: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A client that has come to `moment`. Its scratch folders lie in `folder`."""
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(folder)}
    command = [sys.executable, "-c", CLIENT, moment, str(folder / "modules")]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "there\n"
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGHUP])
@pytest.mark.parametrize("moment", ["importing", "idle", "single", "pair", "between"])
def test_a_killed_client_takes_everything_with_it(moment: str, number: signal.Signals, tmp_path: Path) -> None:
    held = Held(tmp_path / "modules")
    with client(moment, tmp_path) as process:
        if moment == "importing":
            asyncio.run(held.reached())
        pids = below(process.pid)
        assert pids
        pidfds = handles([process.pid, *pids])
        process.send_signal(number)
    held.release()
    assert gone_meanwhile(pidfds)
    assert len(list(tmp_path.glob(f"{PREFIX}*"))) == 1
    ScratchRoot(tmp_path).close()
    assert list(tmp_path.glob(f"{PREFIX}*")) == []


def test_of_two_clients_at_once_the_one_left_goes_on(tmp_path: Path) -> None:
    (tmp_path / "modules").mkdir()
    with client("single", tmp_path) as first, client("single", tmp_path) as second:
        left = {int(folder.stat().st_ino): folder for folder in tmp_path.glob(f"{PREFIX}*")}
        assert len(left) == 2
        of_first, of_second = handles(below(first.pid)), handles(below(second.pid))
        first.kill()
        assert gone_meanwhile(of_first)
        ScratchRoot(tmp_path).close()
        (kept,) = tmp_path.glob(f"{PREFIX}*")
        assert [file.read_text() for file in kept.glob("run-*/left")] == ["x"]
        second.kill()
        assert gone_meanwhile(of_second)


def until(reached: Callable[[], bool]) -> None:
    """Look again and again until `reached`."""
    end = time.monotonic() + 60
    while not reached():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.01)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGHUP, signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("moment", ["importing", "running"])
def test_a_command_killed_leaves_nothing(moment: str, number: signal.Signals, tmp_path: Path) -> None:
    """A real `tutor run`: it ends with nothing said but what a signal says, and with it all that it started."""
    file = tmp_path / "endless.py"
    file.write_text("open('begun', 'w').write('x')\nwhile True: pass\n")
    own = {f"TUTOR_{name}": str(tmp_path / name.lower()) for name in ("DATA", "CACHE", "CONFIG", "STATE")}
    environment = {**os.environ, **own, "XDG_RUNTIME_DIR": str(tmp_path)}
    command = [sys.executable, "-m", "tutor", "run", str(file)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, preexec_fn=heed_interrupts, **pipes
    ) as process:
        found = f"{PREFIX}*" if moment == "importing" else f"{PREFIX}*/run-*/begun"
        until(lambda: any(tmp_path.glob(found)) and bool(below(process.pid)))
        pidfds = handles(below(process.pid))
        process.send_signal(number)
        out, err = process.communicate()
    assert "Traceback" not in out + err
    assert gone_meanwhile(pidfds)
    if number == signal.SIGINT:
        assert process.returncode == 130
        assert list(tmp_path.glob(f"{PREFIX}*")) == []
    else:
        assert process.returncode in (-number, 128 + number)
        ScratchRoot(tmp_path).close()
        assert list(tmp_path.glob(f"{PREFIX}*")) == []
