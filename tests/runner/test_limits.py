"""Protects: what a task may use is held, each limit with its own reason, and the runner outlives all of them."""

from __future__ import annotations

import pytest

from tests.runner.support import frames, outcomes, source
from tutor.runner.task import Limits

pytestmark = pytest.mark.asyncio(loop_scope="session")

MB = 1 << 20
THREADS = """
import threading, time
for _ in range(9): threading.Thread(target=time.sleep, args=(9,)).start()
time.sleep(9)
"""


@pytest.mark.parametrize(
    ("text", "limits", "reason"),
    [
        (THREADS, Limits(tasks=5), "tasks"),
        ("import time\nfor n in range(30): open(str(n), 'w')\ntime.sleep(9)", Limits(scratch_files=20), "scratch"),
        (
            "import time\nopen('a', 'wb').write(b'x' * (3 << 20)); time.sleep(9)",
            Limits(scratch_bytes=2 * MB),
            "scratch",
        ),
        (
            "import time, os\nf = open('a', 'wb'); os.unlink('a'); f.write(b'x' * 3000000); f.flush(); time.sleep(9)",
            Limits(scratch_bytes=2 * MB),
            "scratch",
        ),
        ("import os, time\nfor _ in range(40): os.mkdir('d'); os.chdir('d')\ntime.sleep(9)", Limits(), "scratch"),
        ("job.send({'t': 'x'}, [b'x' * (3 << 20)])", Limits(result=2 * MB), "flood"),
        ("while True: job.send({'t': 'x'})", Limits(), "flood"),
    ],
)
async def test_past_its_limit_a_program_is_ended_for_that_reason(with_files, text, limits, reason):
    assert (await with_files.run(source(text, limits))).reason == reason


async def test_out_of_memory_is_an_exception_that_the_program_sees(runner):
    tried = await outcomes(
        runner,
        {
            "one tensor": "import torch; torch.ones(1 << 28)",
            "many tensors": "import torch\nheld = []\nwhile True: held.append(torch.ones(1 << 20))",
            "many arrays": "import numpy\nheld = []\nwhile True: held.append(numpy.ones(1 << 20))",
            "many strings": "held = []\nwhile True: held.append(bytes(1 << 20))",
            "fits": "import torch; torch.ones(1 << 24)",
        },
        Limits(memory=256 * MB),
    )
    assert tried.pop("fits") == "did it"
    assert "can't allocate memory" in tried["one tensor"]
    assert all("emory" in outcome for outcome in tried.values()), tried


async def test_a_program_full_to_the_brim_can_still_say_so(runner):
    text = (
        "held, size = [], 1 << 20\n"
        "while size >= 64:\n"
        "    try: held.append(b'1' * size)\n"
        "    except MemoryError: size //= 2\n"
        "job.send({'t': 'full', 'held': len(held)}, [b'x' * 4096])"
    )
    ended = await runner.run(source(text, Limits(memory=64 * MB)))
    assert ended.reason == "done"
    assert frames(ended)[0]["held"] > 10
    assert ended.peak_memory > 32 * MB


async def test_files_are_bounded_by_an_error(runner):
    tried = await outcomes(
        runner,
        {
            "one large file": "open('a', 'wb').write(b'x' * (2 << 20))",
            "many open files": "held = []\nwhile True: held.append(open('b', 'w'))",
        },
        Limits(file_size=MB),
    )
    assert tried["one large file"].startswith("OSError: [Errno 27]")
    assert tried["many open files"].startswith("OSError: [Errno 24]")


async def test_the_kernels_own_limit_on_processor_time_is_a_timeout(runner):
    """The net below the wall clock, pulled tight by the program itself so that nobody waits for it."""
    text = "import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 2))\nwhile True: pass"
    ended = await runner.run(source(text, Limits(wall=60)))
    assert (ended.reason, ended.status) == ("timeout", -24)


async def test_limits_cannot_be_raised(runner):
    tried = await outcomes(
        runner,
        {
            name: f"import resource as r; r.setrlimit(r.RLIMIT_{name}, (r.RLIM_INFINITY, r.RLIM_INFINITY))"
            for name in ("AS", "CPU", "FSIZE", "NOFILE", "CORE", "MEMLOCK")
        },
    )
    assert all(outcome.startswith(("ValueError", "PermissionError")) for outcome in tried.values()), tried
