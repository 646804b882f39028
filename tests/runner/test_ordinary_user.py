"""Protects: the runner confines, watches and tidies for an ordinary user too, from a checkout that is read-only."""

from __future__ import annotations

import pytest

from tests.runner.ordinary import as_ordinary_user
from tutor.runner.ladder import AT_MOST, SAFE

TRIAL = """
import asyncio, os
from tests.runner.support import frames, light_runner, outcomes, source, task
from tutor.runner.task import Limits

async def with_files(runner):
    tried = await outcomes(runner, {
        "reading": f"open({__file__!r})",
        "the users": "open('/etc/passwd')",
        "beside scratch": "open('../x', 'w')",
        "writing": "open('mine', 'w').write('x')",
        "importing": "import fractions, xml.dom.minidom, mpmath",
    })
    assert tried.pop("writing") == tried.pop("importing") == "did it", tried
    meant = ("PermissionError", "FileNotFoundError", "OSError: [Errno 30]")
    assert all(outcome.startswith(meant) for outcome in tried.values()), tried
    closed = "import os, time; os.mkdir('d'); open('d/f', 'w'); time.sleep(9)"
    assert (await runner.run(source(closed, Limits(scratch_files=1)))).reason == "scratch"
    unseen = "import os, time; f = open('f', 'wb'); os.unlink('f'); f.write(b'x' * 300000); f.flush(); time.sleep(9)"
    assert (await runner.run(source(unseen, Limits(scratch_bytes=100000)))).reason == "scratch"
    unlisted = "import os, time; os.mkdir('e', 0o300); os.close(os.open('e/f', os.O_CREAT)); time.sleep(9)"
    assert (await runner.run(source(unlisted))).reason == "scratch"

async def main():
    assert os.getuid() == 54321 and not os.access(__import__("tutor").__file__, os.W_OK)
    async with light_runner() as runner:
        await runner.ready()
        assert runner.confinement.rung == os.environ["TUTOR_CONFINEMENT"], runner.confinement
        assert frames(await runner.run(task("echo", number=1)))[0]["data"] == {"number": 1}
        tried = await outcomes(runner, {
            "signals": f"import os; os.kill({os.getppid()}, 0)",
            "network": "import socket; socket.socket()",
            "fork": "import os; os.fork()",
            "becoming root": "import os; os.setuid(0)",
        })
        assert all(outcome.startswith("PermissionError") for outcome in tried.values()), tried
        if runner.confinement.files:
            await with_files(runner)
        else:
            assert (await runner.run(source("open('mine', 'w')"))).reason == "lost"
        assert (await runner.run(task("hang", Limits(wall=0.2)))).reason == "timeout"
        full = "held = []\\nwhile True: held.append(bytearray(1 << 20))"
        assert frames(await runner.run(source(full, Limits(memory=100 << 20))))[0]["type"] == "MemoryError"
        learner, examiner = await runner.run_pair(task("produce", count=2), task("consume"))
        assert (learner.reason, examiner.reason) == ("done", "done")
    assert os.listdir(os.environ["XDG_RUNTIME_DIR"]) == []

asyncio.run(main())
print("all is well")
"""


@pytest.mark.parametrize("rung", SAFE)
def test_all_of_it_works_without_being_root(tmp_path, rung):
    trial = tmp_path / "trial.py"
    trial.write_text(TRIAL)
    assert as_ordinary_user(tmp_path, trial, environment={AT_MOST: rung}) == "all is well\n"
