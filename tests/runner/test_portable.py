"""Protects: where nothing of Linux's own is there, stand-ins keep processes as well: they are run here, on Linux."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.runner.family import below, family, gone, handles, host_of, settled
from tests.runner.support import ROOT, frames, light_runner, source, task
from tests.runner.test_confinement import (  # noqa: F401 (collected here once more, with the runner below)
    test_no_file_of_anybodys_can_be_read,
    test_no_other_process_can_be_started_or_touched,
    test_nothing_can_be_written_but_in_scratch,
    test_scratch_itself_serves,
    test_there_is_no_network,
)
from tests.runner.test_ends import (  # noqa: F401
    test_cancel_ends_pairs_and_those_who_wait,
    test_cancelling_the_awaiting_task_ends_the_child,
)
from tests.runner.test_pair import (  # noqa: F401
    test_an_examiner_that_dies_takes_the_learner_with_it,
    test_the_examiner_learns_how_the_learner_ended,
)
from tests.runner.test_run import (  # noqa: F401
    test_a_job_that_is_no_json_is_the_callers_mistake,
    test_a_program_gets_its_data_and_its_frames_come_back,
    test_a_program_that_does_not_exist_is_lost_and_says_so,
    test_an_end_frame_forged_early_ends_the_run,
    test_many_tasks_at_once_all_come_back_their_own,
    test_printed_text_keeps_its_order_and_its_markup,
    test_what_breaks_in_a_program_is_told_and_no_death,
)
from tutor.runner import system
from tutor.runner.child import LIFELINE
from tutor.runner.client import Runner, RunnerError
from tutor.runner.ladder import BOTH

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def runner() -> AsyncIterator[Runner]:
    async with light_runner(way=system.PORTABLE) as runner:
        await runner.ready()
        assert runner.confinement is not None
        assert runner.confinement.rung == BOTH
        yield runner


@pytest.fixture
def with_files(runner: Runner) -> Runner:
    return runner


@pytest.fixture
def behind(runner: Runner) -> Runner:
    return runner


async def test_children_are_started_never_forked(runner):
    told = "import os, sys; job.send({'t': 'who', 'cmdline': sys.orig_argv[-3:], 'host': os.getppid()})"
    (who,) = frames(await runner.run(source(told)))
    assert who["host"] == host_of(runner)
    assert "tutor.runner.spawned" in who["cmdline"][0]


async def test_a_job_cannot_be_changed_by_who_reads_it_and_lies_in_no_folder():
    before = set(Path("/tmp").glob("tutor-job-*"))
    fd = system.PORTABLE.given("job", b"the task")
    try:
        assert os.read(fd, 100) == b"the task"
        assert os.fstat(fd).st_nlink == 0
        assert set(Path("/tmp").glob("tutor-job-*")) == before
        for change in (lambda: os.write(fd, b"x"), lambda: os.ftruncate(fd, 0)):
            with pytest.raises(OSError):
                change()
    finally:
        os.close(fd)


async def test_whoever_lets_go_of_its_lifeline_is_ended_and_buried(runner):
    """Nobody could hear of its end any more, were it let live."""
    ended = await asyncio.wait_for(
        runner.run(source("import os, time\nprint('before', flush=True)\nos.closerange(5, 100)\ntime.sleep(3600)")), 30
    )
    assert (ended.reason, ended.status, ended.stdout) == ("died", -signal.SIGKILL, "before\n")
    assert (await runner.run(task("echo"))).reason == "done"


async def test_nothing_is_heard_of_what_is_written_to_a_lifeline(runner):
    """It is the one descriptor besides its own result that a learner's program can write to."""
    text = """if True:
        import os
        for fd in (3, *range(5, 64)):
            try:
                os.write(fd, b'{"ended": "done"}' * 10)
            except OSError:
                continue
            job.send({'t': 'number', 'n': fd})
        os._exit(0)
    """
    learner, examiner = await runner.run_pair(source(text), task("consume"))
    (told,) = frames(examiner)
    assert learner.reason == "died"
    assert told["ended"] == "died", "not what it wrote"
    assert set(told["got"]) <= {LIFELINE}


async def test_a_child_has_an_alarm_for_when_nobody_is_left_to_end_it(runner):
    text = "import signal; job.send({'t': 'alarm', 'left': signal.getitimer(signal.ITIMER_REAL)[0]})"
    (told,) = frames(await runner.run(source(text)))
    assert 60 < told["left"] < 120
    rings = "import signal, time; signal.setitimer(signal.ITIMER_REAL, 0.01); time.sleep(3600)"
    ended = await runner.run(source(rings))
    assert (ended.reason, ended.status) == ("died", -signal.SIGALRM)


async def test_a_killed_child_and_a_killed_host_are_heard_of_and_replaced():
    async with light_runner(way=system.PORTABLE) as light:
        await light.ready()
        for of_host in (False, True):
            running = asyncio.ensure_future(light.run(task("hang")))
            while not any(run.begun and run._timer for run in light._runs):
                await asyncio.sleep(0)
            (at_work,) = light._runs
            everybody = family(light)
            os.kill(host_of(light) if of_host else at_work._spare.pid, signal.SIGKILL)
            ended = await asyncio.wait_for(running, 30)
            assert ended.reason == ("lost" if of_host else "died"), ended
            if of_host:
                assert await gone(everybody), "none of its children outlives it"
            else:
                for handle in everybody:
                    os.close(handle)
            assert (await light.run(task("echo"))).reason == "done"


async def test_closing_leaves_no_process_no_scratch_and_no_descriptor():
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208
    async with light_runner(way=system.PORTABLE) as light:
        await light.run(task("echo"))
        root, everybody = light._root.path, family(light)
    assert await gone(everybody)
    assert not root.exists()
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208


async def test_a_host_that_goes_hears_of_nobody_more_and_takes_its_children_along():
    """Its screen is killed: what is left is the end of a socket."""
    script = (
        "import asyncio, os, sys\n"
        "from tests.runner.support import light_runner, task\n"
        "from tutor.runner import system\n"
        "async def main():\n"
        "    async with light_runner(way=system.PORTABLE) as light:\n"
        "        running = asyncio.ensure_future(light.run(task('hang')))\n"
        "        while not any(run.begun and run._timer for run in light._runs): await asyncio.sleep(0)\n"
        "        print('ready', flush=True)\n"
        "        await running\n"
        "asyncio.run(main())\n"
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", script, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"ready\n"
    pids = below(process.pid)
    assert len(pids) >= 2
    everybody = handles(pids)
    process.kill()
    await process.wait()
    assert await gone(everybody)


async def test_what_cannot_be_imported_is_told():
    async with light_runner(way=system.PORTABLE, preload=["no_such_module_here"]) as light:
        with pytest.raises(RunnerError, match="no_such_module_here"):
            await light.ready()


async def test_no_room_for_the_files_of_a_task_ends_in_a_line(runner, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    ended = await runner.run(task("echo"))
    assert ended.reason == "lost"
    assert "could not be given its task" in ended.detail
    monkeypatch.undo()
    assert (await runner.run(task("echo"))).reason == "done"


async def test_handles_that_lead_nowhere_leave_nothing_open():
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208
    with contextlib.closing(system.PORTABLE.coming()):
        pass
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208


async def test_a_host_keeps_no_descriptor_of_what_is_over(runner):
    """It holds a copy of each socket that it sent on its way, for as long as its child lives."""

    async def held() -> int:
        await settled(runner)
        return len(os.listdir(f"/proc/{host_of(runner)}/fd"))  # noqa: PTH208

    before = await held()
    for _ in range(3):
        assert (await runner.run(task("echo"))).reason == "done"
    assert await held() == before
