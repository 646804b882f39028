"""Protects: the host knows nothing of the user's, keeps one thread and stands back; its children start from there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.runner.support import frames, light_runner, source, task

pytestmark = pytest.mark.asyncio(loop_scope="session")

ASK = "import os; job.send({'t': 'host', 'pid': os.getppid(), 'nice': os.getpriority(0, 0), 'env': dict(os.environ)})"


async def test_the_host_inherits_no_secret_and_no_place(monkeypatch):
    monkeypatch.setenv("A_TOKEN", "secret")
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    async with light_runner() as runner:
        (told,) = frames(await runner.run(source(ASK)))
        host = Path(f"/proc/{told['pid']}")
        environment = (host / "environ").read_text()
        assert "A_TOKEN" not in environment
        assert "PYTHONPATH" not in environment
        assert "OMP_NUM_THREADS=1" in environment
        assert "A_TOKEN" not in told["env"]
        assert (host / "cwd").readlink() == Path("/")
        assert os.getsid(told["pid"]) == told["pid"]


async def test_the_warm_host_has_one_thread_and_stands_back(runner):
    (told,) = frames(await runner.run(source(ASK)))
    host = Path(f"/proc/{told['pid']}")
    assert len(list((host / "task").iterdir())) == 1
    assert int((host / "oom_score_adj").read_text()) >= 800
    assert told["nice"] >= 5


async def test_a_host_with_a_second_thread_forks_nothing(tmp_path):
    (tmp_path / "threaded.py").write_text(
        "import threading\nthreading.Thread(target=threading.Event().wait, daemon=True).start()\n"
    )
    async with light_runner(preload=["threaded"], search=[tmp_path]) as runner:
        ended = await runner.run(task("echo"))
    assert ended.reason == "lost"
    assert "2 threads" in ended.detail


async def test_what_the_host_imported_children_share_and_tracebacks_quote_no_file(runner):
    text = """if True:
        import linecache, sys
        job.send({'t': 'found', 'torch': 'torch._dynamo' in sys.modules, 'quoted': sorted(linecache.cache)})
    """
    assert frames(await runner.run(source(text))) == [{"t": "found", "torch": True, "quoted": []}]
