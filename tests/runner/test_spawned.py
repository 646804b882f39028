"""Protects: children that are started, not forked, are as confined, as single, and end as those that are forked."""

from __future__ import annotations

import asyncio
import contextlib
import os
import select
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.runner.family import family, gone, handles
from tests.runner.support import PROGRAMS, ROOT, frames, light_runner, source, task
from tests.runner.test_confinement import (  # noqa: F401 (collected here once more, with the runner below)
    test_confinement_cannot_be_taken_off,
    test_no_file_of_anybodys_can_be_read,
    test_no_other_process_can_be_started_or_touched,
    test_nothing_can_be_written_but_in_scratch,
    test_scratch_itself_serves,
    test_signals_and_abstract_sockets_are_scoped_and_a_waiting_server_is_unreachable,
    test_there_is_no_network,
    test_what_a_child_holds_is_what_it_was_given,
)
from tests.runner.test_ends import (  # noqa: F401
    test_cancel_ends_pairs_and_those_who_wait,
    test_cancelling_the_awaiting_task_ends_the_child,
)
from tests.runner.test_pair import (  # noqa: F401
    test_a_learner_can_write_nothing_to_the_client_or_the_examiners_word,
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
from tutor.runner.client import Runner, RunnerError
from tutor.runner.ladder import FILELESS, NAMESPACES

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def runner() -> AsyncIterator[Runner]:
    async with light_runner(births="spawn") as runner:
        await runner.ready()
        yield runner


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def rooted() -> AsyncIterator[Runner]:
    async with light_runner(births="spawn", landlock_at_most=0) as runner:
        await runner.ready()
        if runner.confinement is None or runner.confinement.rung != NAMESPACES:
            pytest.skip(f"needs user namespaces: {runner.confinement}")
        yield runner


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def fileless() -> AsyncIterator[Runner]:
    async with light_runner(births="spawn", at_most=FILELESS) as runner:
        await runner.ready()
        yield runner


WHO = (
    "import os, sys; job.send({'t': 'who', 'pid': os.getpid(), 'host': os.getppid(), 'torch': 'torch' in sys.modules})"
)


async def test_a_child_is_an_interpreter_of_its_own_and_is_used_once(runner):
    first, second = [frames(await runner.run(source(WHO)))[0] for _ in range(2)]
    assert first["host"] == second["host"]
    assert first["pid"] != second["pid"]
    ends = await runner.run(source("open('/proc/self/cmdline')"))
    assert ends.detail.startswith("PermissionError"), "it is as confined as any"


async def test_two_are_warm_before_anybody_asks_and_again_while_a_task_is_under_way(runner):
    (told,) = frames(await runner.run(source(WHO)))
    host = Path(f"/proc/{told['host']}/task/{told['host']}/children")
    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(runner.run(task("hang")))
        while sum(spare.lives for spare in runner._nursery._idle) < 2 or running.done():
            await asyncio.sleep(0)
        assert len(host.read_text().split()) == 3
        runner.cancel()
    assert running.result().reason == "cancelled"


async def test_the_host_itself_imports_nothing_of_what_its_children_do(tmp_path):
    (tmp_path / "heavy.py").write_text("import os; open(os.environ['HOME'] + '/heavy', 'a').write(f'{os.getpid()} ')\n")
    preload = ["heavy", PROGRAMS]
    async with light_runner(births="spawn", preload=preload, later=["colorsys"], search=[tmp_path, ROOT]) as light:
        await light.warm()
        text = "import sys; job.send({'t': 'is', 'warm': sorted({'heavy', 'colorsys'} & set(sys.modules))})\n" + WHO
        warm, who = frames(await light.run(source(text)))
        assert warm["warm"] == ["colorsys", "heavy"], "a child has both from its birth"
        written = (light._root.path / "heavy").read_text().split()
        assert str(who["pid"]) in written
        assert str(who["host"]) not in written


async def test_what_cannot_be_imported_is_the_hosts_fault_in_one_line():
    async with light_runner(births="spawn", preload=["no_such_module_here"]) as light:
        with pytest.raises(RunnerError, match="no_such_module_here") as raised:
            await light.ready()
    assert "\n" not in str(raised.value)


async def test_a_child_that_starts_threads_while_importing_is_refused(tmp_path):
    (tmp_path / "threaded.py").write_text(
        "import threading\nthreading.Thread(target=threading.Event().wait, daemon=True).start()\n"
    )
    async with light_runner(births="spawn", preload=["threaded"], search=[tmp_path]) as light:
        with pytest.raises(RunnerError, match="2 threads"):
            await light.ready()


async def test_killed_while_it_is_being_made_ready_another_takes_its_place(runner):
    """Every child that waits is killed from outside: the next task finds others."""
    (told,) = frames(await runner.run(source(WHO)))
    waiting = Path(f"/proc/{told['host']}/task/{told['host']}/children").read_text().split()
    for pidfd in handles(map(int, waiting)):  # the one that was used may go at this moment
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(pidfd, signal.SIGKILL)
        select.select([pidfd], [], [])
        os.close(pidfd)
    ended = await runner.run(task("echo", number=1))
    assert ended.reason == "done", ended


async def test_closing_leaves_no_process_and_no_scratch():
    async with light_runner(births="spawn") as light:
        await light.run(task("echo"))
        root, everybody = light._root.path, family(light)
    assert await gone(everybody), "those that are not warm yet end with their host"
    assert not root.exists()
