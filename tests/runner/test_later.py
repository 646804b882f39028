"""Protects: packages for later come when nobody waits, are then shared by all children, and do no harm if missing."""

from __future__ import annotations

import pytest

from tests.runner.support import ROOT, frames, light_runner, source, task

pytestmark = pytest.mark.asyncio(loop_scope="session")

ASK = "import os, sys; job.send({'t': 'host', 'pid': os.getppid(), 'seldom': 'seldom' in sys.modules})"


async def test_children_share_what_is_imported_later(tmp_path):
    (tmp_path / "seldom.py").write_text("")
    async with light_runner(later=["seldom"], search=[tmp_path, ROOT]) as runner:
        (before,) = frames(await runner.run(source(ASK)))
        await runner.warm()
        (after,) = frames(await runner.run(source(ASK)))
    assert not before["seldom"]
    assert after == {"t": "host", "pid": before["pid"], "seldom": True}


async def test_a_child_goes_ahead_and_the_host_keeps_one_thread(tmp_path):
    built = tmp_path / "built"
    (tmp_path / "seldom.py").write_text(
        "import os, threading\n"
        f"open({str(built)!r}, 'a').write(f'{{os.getpid()}}\\n')\n"
        "threading.Thread(target=threading.Event().wait, args=(0.05,)).start()\n"
    )
    async with light_runner(later=["seldom"], search=[tmp_path, ROOT]) as runner:
        await runner.warm()
        (told,) = frames(await runner.run(source(ASK)))
    ahead, host = built.read_text().split()
    assert host == str(told["pid"])
    assert ahead != host


@pytest.mark.parametrize("text", ["raise ValueError", "import os; os._exit(3)", "import nowhere_to_be_found"])
async def test_what_can_not_be_imported_later_is_left_out(tmp_path, text):
    (tmp_path / "seldom.py").write_text(text)
    async with light_runner(later=["seldom"], search=[tmp_path, ROOT]) as runner:
        await runner.warm()
        (told,) = frames(await runner.run(source(ASK)))
        assert not told["seldom"]
        assert (await runner.run(task("echo"))).reason == "done"
