"""Protects: the runner's way on macOS, from the screen's side to the child, with nothing of Linux but the kernel below.

Only what is Apple's is not Apple's here: `sandbox-exec` is a stand-in that keeps to the profile, and so is libproc.
"""

from __future__ import annotations

import ctypes
import json
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.runner import mac
from tests.runner.support import ROOT, frames, light_runner, new_runner, outcomes, source, task
from tests.runner.test_confinement import (  # noqa: F401 (collected here once more, with the runner below)
    test_nothing_can_be_written_but_in_scratch,
    test_scratch_itself_serves,
    test_there_is_no_network,
)
from tests.runner.test_pair import (  # noqa: F401
    test_an_examiner_that_dies_takes_the_learner_with_it,
    test_the_examiner_learns_how_the_learner_ended,
)
from tests.runner.test_run import (  # noqa: F401
    test_a_program_gets_its_data_and_its_frames_come_back,
    test_an_end_frame_forged_early_ends_the_run,
    test_printed_text_keeps_its_order_and_its_markup,
    test_what_breaks_in_a_program_is_told_and_no_death,
)
from tutor.runner import libproc, system
from tutor.runner.client import Runner, RunnerError
from tutor.runner.devices import Device, behind
from tutor.runner.ladder import NONE, SANDBOX, Confinement
from tutor.runner.task import Limits

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tools")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def runner(tools: Path) -> AsyncIterator[Runner]:
    of_a_mac = {"python": mac.interpreter(tools), "sandbox_exec": mac.sandbox_exec(tools)}
    async with light_runner(way=system.PORTABLE, **of_a_mac) as runner:
        await runner.ready()
        yield runner


@pytest.fixture
def with_files(runner: Runner) -> Runner:
    return runner


@pytest.fixture
def behind_it(runner: Runner) -> Runner:
    return runner


async def test_what_confines_is_told_and_that_nobody_tried_it(runner):
    assert runner.confinement is not None
    assert runner.confinement.rung == SANDBOX
    assert runner.confinement.safe
    assert not runner.unconfined
    assert "never tried on a Mac" in runner.confinement.notice


async def test_no_file_can_be_read_that_the_profile_does_not_name(runner, tmp_path):
    (tmp_path / "canary").write_text("not to be read")
    files = [tmp_path / "canary", Path("/etc/passwd"), Path("/etc/hosts"), runner._root.path]
    tried = {str(path): f"open({str(path)!r}).read()" for path in files}
    tried |= {f"{path} listed": f"import os; os.listdir({str(path)!r})" for path in (tmp_path, Path.home(), "..")}
    told = await outcomes(runner, tried)
    assert {name for name, outcome in told.items() if not outcome.startswith("PermissionError")} == set(), told


async def test_a_child_knows_nothing_that_only_linux_has(runner):
    text = (
        "import os, sys, resource\n"
        "job.send({'t': 'is', 'system': sys.platform, 'linux': hasattr(os, 'memfd_create'),\n"
        "          'memory': resource.getrlimit(resource.RLIMIT_AS)[0] == resource.RLIM_INFINITY,\n"
        "          'core': resource.getrlimit(resource.RLIMIT_CORE)[0]})"
    )
    (told,) = frames(await runner.run(source(text)))
    assert told == {"t": "is", "system": "darwin", "linux": False, "memory": True, "core": 1}


async def test_what_is_imported_can_be_behind_the_profile_and_leaves_nothing_in_its_folder(tools):
    """PyTorch, pandas and Matplotlib, which look for a place to write in."""
    of_a_mac = {"python": mac.interpreter(tools), "sandbox_exec": mac.sandbox_exec(tools)}
    text = (
        "import os, sys, matplotlib.font_manager, pandas, torch\n"
        "job.send({'t': 'is', 'sum': torch.ones(3, device='cpu').sum().item(), 'here': os.listdir('.'),\n"
        "          'home': os.environ['HOME'] == os.getcwd()})"
    )
    warm = ("torch", "pandas", "matplotlib.font_manager")
    async with new_runner(way=system.PORTABLE, warm=warm, **of_a_mac) as heavy:
        (told,) = frames(await heavy.run(source(text)))
    assert told == {"t": "is", "sum": 3.0, "here": [], "home": True}


async def test_too_much_memory_is_seen_from_outside_where_the_kernel_limits_none(runner):
    greedy = "x = bytearray(400 << 20)\nfor i in range(0, len(x), 4096): x[i] = 1\nimport time; time.sleep(3600)"
    ended = await runner.run(source(greedy, Limits(memory=64 << 20, wall=60)))
    assert ended.reason == "memory"


async def test_a_course_that_lies_where_programs_do_is_not_read(tmp_path, tools):
    course = tmp_path / "package" / "builtin"
    course.mkdir(parents=True)
    (course / "solution.py").write_text("the answer")
    (tmp_path / "package" / "code.py").write_text("code")
    of_a_mac = {"python": mac.interpreter(tools), "sandbox_exec": mac.sandbox_exec(tools)}
    places = {"search": [ROOT, tmp_path / "package"], "hidden": [course]}
    async with light_runner(way=system.PORTABLE, **places, **of_a_mac) as light:
        for name, reason in (("code.py", "done"), ("builtin/solution.py", "done")):
            ended = await light.run(source(f"print(open({str(tmp_path / 'package' / name)!r}).read())"))
            assert ended.reason == reason
            assert ("the answer" in ended.stdout) is False
            assert ("Permission" in ended.detail) is name.startswith("builtin"), ended


async def test_without_anything_that_confines_nothing_is_run_unless_somebody_asks(tools, tmp_path):
    nothing = {"python": mac.interpreter(tools), "sandbox_exec": str(tmp_path / "gone")}
    async with light_runner(way=system.PORTABLE, **nothing) as light:
        with pytest.raises(RunnerError, match=r"sandbox-exec does not hold here: .*No such file.*--unsafe"):
            await light.ready()
    async with light_runner(way=system.PORTABLE, confinement="unsafe", **nothing) as light:
        ended = await light.run(task("echo"))
        assert ended.reason == "done", ended
        assert light.confinement is not None
        assert light.confinement.rung == NONE
        assert light.unconfined


async def test_what_a_paper_wall_let_through_is_told_and_nothing_is_run(tools, tmp_path):
    wall = {"python": mac.interpreter(tools), "sandbox_exec": mac.paper_wall(tmp_path)}
    async with light_runner(way=system.PORTABLE, **wall) as light:
        with pytest.raises(RunnerError, match="it was tried, and did not hold: a file was read"):
            await light.ready()


async def test_another_system_is_refused_in_a_line(tools):
    other = {"python": mac.interpreter(tools), "sandbox_exec": ""}
    async with light_runner(way=system.PORTABLE, **other) as light:
        with pytest.raises(RunnerError, match=r"is not built.*--unsafe"):
            await light.ready()


async def test_apples_gpu_may_be_used_behind_it():
    metal = Device("mps", "Apple's GPU")
    assert behind(Confinement(SANDBOX).drivers, metal, "auto") == metal
    assert behind(Confinement("seccomp").drivers, metal, "auto").kind == "cpu"


class Libproc:
    """Answers as the headers say, byte by byte."""

    def proc_pid_rusage(self, pid, flavor, buffer):
        if pid.value != 42:
            return -1
        assert flavor.value == 0
        told = bytes(16) + b"".join(number.to_bytes(8, "little") for number in (1, 2, 3, 4, 5, 6, 7, 123 << 20, 9, 10))
        ctypes.memmove(buffer, told, len(told))
        return 0

    def proc_pidinfo(self, pid, flavor, argument, buffer, size):
        assert (flavor.value, argument.value, size.value) == (4, 0, 96)
        if pid.value != 42:
            return 0
        told = b"".join(number.to_bytes(8, "little") for number in range(6))
        told += b"".join(number.to_bytes(4, "little") for number in (*range(9), 17, 1, 31))
        ctypes.memmove(buffer, told, len(told))
        return len(told)


async def test_memory_and_threads_are_read_where_the_headers_put_them(monkeypatch):
    monkeypatch.setattr(libproc, "_library", Libproc)
    assert (ctypes.sizeof(libproc.Usage), ctypes.sizeof(libproc.TaskInfo)) == (96, 96)
    assert (libproc.footprint(42), libproc.threads(42)) == (123 << 20, 17)
    assert (libproc.footprint(7), libproc.threads(7)) == (None, 0)


SCREEN = """
import asyncio, json, sys
from tests.runner import mac
mac.become_one()
from tests.runner.test_mac import Libproc
from tests.runner.support import light_runner, task, source
from tutor.runner import libproc, system, watch

class Quiet(Libproc):
    def proc_pid_rusage(self, pid, flavor, buffer):
        return super().proc_pid_rusage(type(pid)(42), flavor, buffer)
    def proc_pidinfo(self, pid, *rest):
        return super().proc_pidinfo(type(pid)(42), *rest)

libproc._library = Quiet

async def main():
    told = {}
    async with light_runner(python=sys.argv[1], sandbox_exec=sys.argv[2]) as runner:
        told["system"] = runner._system.name
        told["echo"] = (await runner.run(task("echo", number=1))).reason
        pair = await runner.run_pair(task("produce", count=3), task("consume"))
        told["pair"] = [each.reason for each in pair]
        told["many"] = [each.reason for each in await asyncio.gather(*(runner.run(task("echo")) for _ in range(5)))]
        told["hangs"] = (await runner.run(source("while True: pass", wall(0.5)))).reason
        running = asyncio.ensure_future(runner.run(task("hang")))
        while not any(run.begun and run._timer for run in runner._runs):
            await asyncio.sleep(0)
        runner.cancel()
        told["cancelled"] = (await running).reason
        told["rung"] = runner.confinement.rung
    print(json.dumps(told))

def wall(seconds):
    from tutor.runner.task import Limits
    return Limits(wall=seconds)

asyncio.run(main())
"""


async def test_the_screens_side_needs_nothing_of_linux_either(tools):
    command = [sys.executable, "-c", SCREEN, mac.interpreter(tools), mac.sandbox_exec(tools)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "system": "portable",
        "echo": "done",
        "pair": ["done", "done"],
        "many": ["done"] * 5,
        "hangs": "timeout",
        "cancelled": "cancelled",
        "rung": SANDBOX,
    }


MODULES = """
from tests.runner import mac
mac.become_one()
import importlib, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
"""


async def test_every_module_of_the_runner_can_be_imported_on_a_mac():
    names = [f"tutor.runner.{path.stem}" for path in sorted((ROOT / "tutor" / "runner").glob("*.py"))]
    command = [sys.executable, "-c", MODULES, *names]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
