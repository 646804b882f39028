"""Protects: what a child is made of, line by line in the design's order: parent, session, descriptors, limits,
environment, scratch, barrier; then the program, its frames, and the way out."""

from __future__ import annotations

import os
import resource
import signal
from pathlib import Path

import pytest

from tests.runner.support import frames, light_runner, outcomes, source
from tests.runner.test_ends import gone
from tutor.runner.ladder import SAFE
from tutor.runner.task import RESERVE, Limits

pytestmark = pytest.mark.asyncio(loop_scope="session")

MB = 1 << 20


async def test_it_has_a_session_and_a_group_of_its_own(behind):
    text = """if True:
        import os
        job.send({'t': 'told', 'pid': os.getpid(), 'session': os.getsid(0), 'group': os.getpgid(0)})
    """
    (told,) = frames(await behind.run(source(text)))
    assert told["pid"] == told["session"] == told["group"]


async def test_each_limit_is_set_before_the_program_is_called(behind):
    names = ("CORE", "FSIZE", "NOFILE", "CPU", "MEMLOCK", "AS", "NPROC", "NICE", "RTPRIO", "MSGQUEUE")
    text = """if True:
        import resource
        found = {name: resource.getrlimit(getattr(resource, 'RLIMIT_' + name)) for name in job.data['names']}
        job.send({'t': 'limits', 'found': found})
    """
    limits = Limits(wall=3.0, memory=100 * MB)
    told = frames(await behind.run(source(text, limits, names=names)))[0]["found"]
    assert told["CORE"] == [1, 1], "less than any dump; with 0 one could still be piped to another program"
    assert told["MEMLOCK"] == told["NICE"] == told["RTPRIO"] == told["MSGQUEUE"] == [0, 0]
    assert told["FSIZE"] == [16 * MB, 16 * MB]
    assert told["NOFILE"] == [128, 128]
    assert told["CPU"] == [7, 8], "twice the wall time and one, so that the wall clock is the one that tells"
    soft, hard = told["AS"]
    assert hard - soft == RESERVE
    assert 100 * MB < soft < 1 << 44
    assert told["NPROC"] == list(resource.getrlimit(resource.RLIMIT_NPROC)), "it counts the user's on the whole machine"


async def test_the_budget_of_memory_counts_from_what_the_host_holds(behind):
    text = "import resource; job.send({'t': 'soft', 'n': resource.getrlimit(resource.RLIMIT_AS)[0]})"
    small, large = [frames(await behind.run(source(text, Limits(memory=n * MB))))[0]["n"] for n in (100, 300)]
    assert abs(large - small - 200 * MB) < 20 * MB


async def test_each_child_has_a_scratch_folder_of_its_own_and_works_in_it(with_files):
    text = """if True:
        import os, tempfile
        made = tempfile.mkdtemp()
        job.send({'t': 'told', 'scratch': str(job.scratch), 'cwd': os.getcwd(), 'tmp': tempfile.gettempdir(),
                  'made': made, 'mode': os.stat('.').st_mode & 0o777, 'home': os.environ['HOME']})
    """
    first, second = [frames(await with_files.run(source(text)))[0] for _ in range(2)]
    assert first["scratch"] == first["cwd"] == first["tmp"] == first["home"]
    assert Path(first["made"]).parent == Path(first["scratch"])
    assert first["mode"] == 0o700
    assert first["scratch"] != second["scratch"]


async def test_the_barrier_is_up_before_the_program_is_called_and_nothing_can_be_added_to_it(behind):
    """No new privileges, filtered calls, no capability left; and the calls that confine are themselves refused."""
    text = """if True:
        import ctypes
        c = ctypes.CDLL(None, use_errno=True)
        header, data = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)(*[9] * 6)
        c.capget(header, data)
        refused = {}
        for name, number in {'landlock': 444, 'rules': 445, 'restrict': 446}.items():
            refused[name] = (c.syscall(number, 0, 0, 1), ctypes.get_errno())
        job.send({'t': 'told', 'filters': c.prctl(21, 0, 0, 0, 0), 'privileges': c.prctl(39, 0, 0, 0, 0),
                  'capabilities': list(data), 'refused': refused})
    """
    (told,) = frames(await behind.run(source(text)))
    assert (told["filters"], told["privileges"]) == (2, 1)
    assert told["capabilities"] == [0] * 6
    assert set(map(tuple, told["refused"].values())) == {(-1, 1)}


async def test_it_leaves_without_ado(behind):
    """By os._exit: nothing that a program left behind to be done at the end is done."""
    text = """if True:
        import atexit, sys, threading
        atexit.register(print, 'late')
        class Late:
            def __del__(self): print('late')
        sys.modules['kept'] = Late()
        threading.Thread(target=threading.Event().wait).start()
        print('in time')
    """
    ended = await behind.run(source(text))
    assert (ended.reason, ended.stdout) == ("done", "in time\n")


async def test_a_pipe_nobody_reads_and_a_file_too_large_are_errors_and_no_death(with_files):
    tried = await outcomes(
        with_files,
        {
            "pipe": "import os; r, w = os.pipe(); os.close(r); os.write(w, b'x')",
            "file": "open('a', 'wb', buffering=0).write(bytes(2 << 20)); open('a', 'ab', buffering=0).write(b'x')",
        },
        Limits(file_size=2 * MB),
    )
    assert tried["pipe"].startswith("BrokenPipeError")
    assert tried["file"].startswith("OSError: [Errno 27]")


@pytest.mark.parametrize("rung", SAFE)
async def test_it_dies_with_its_host_though_it_was_never_used(rung):
    async with light_runner(at_most=rung) as runner:
        (told,) = frames(await runner.run(source("import os; job.send({'t': 'told', 'host': os.getppid()})")))
        assert (await runner.run(source("pass"))).reason == "done"
        host = told["host"]
        waiting = [int(pid) for pid in Path(f"/proc/{host}/task/{host}/children").read_text().split()]
        assert waiting
        pidfds = [os.pidfd_open(pid) for pid in waiting]
        os.kill(host, signal.SIGKILL)
        assert await gone(*pidfds)
