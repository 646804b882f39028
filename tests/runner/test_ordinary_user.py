"""Protects: the runner confines, watches and tidies for an ordinary user too, from a checkout that is read-only."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.runner.support import ROOT

USER = 54321
TRIAL = """
import asyncio, os
from tests.runner.support import frames, light_runner, outcomes, source, task
from tutor.runner.task import Limits

async def main():
    assert os.getuid() == 54321 and not os.access(__import__("tutor").__file__, os.W_OK)
    async with light_runner() as runner:
        await runner.ready()
        assert runner.confinement.safe, runner.confinement
        assert frames(await runner.run(task("echo", number=1)))[0]["data"] == {"number": 1}
        tried = await outcomes(runner, {
            "reading": f"open({__file__!r})",
            "signals": f"import os; os.kill({os.getppid()}, 0)",
            "network": "import socket; socket.socket()",
            "writing": "open('mine', 'w').write('x')",
            "importing": "import fractions, xml.dom.minidom",
        })
        assert tried.pop("writing") == tried.pop("importing") == "did it", tried
        assert all(outcome.startswith("PermissionError") for outcome in tried.values()), tried
        closed = "import os, time; os.mkdir('d'); open('d/f', 'w'); time.sleep(9)"
        assert (await runner.run(source(closed, Limits(scratch_files=1)))).reason == "scratch"
        assert (await runner.run(task("hang", Limits(wall=0.2)))).reason == "timeout"
        learner, examiner = await runner.run_pair(task("produce", count=2), task("consume"))
        assert (learner.reason, examiner.reason) == ("done", "done")
    assert os.listdir(os.environ["XDG_RUNTIME_DIR"]) == []

asyncio.run(main())
print("all is well")
"""


def closed_folder(path: Path) -> Path | None:
    """The topmost folder on the way to `path` that an ordinary user can't pass, if there is one."""
    ways = reversed([path, *path.parents])
    return next((folder for folder in ways if folder.is_dir() and not folder.stat().st_mode & 0o001), None)


def opened_up(needed: list[Path]) -> list[str]:
    """Shell lines that, in a mount namespace, let everybody pass to `needed`, and to nothing beside them."""
    lines = []
    for number, path in enumerate(needed):
        aside = f"/mnt/{number}"
        lines += [f"mkdir -p {aside}", f"mount --bind {path} {aside}", f"mount -o remount,ro,bind {aside}"]
    closed = {closed_folder(path) for path in needed} - {None}
    lines += [f"mount -t tmpfs -o mode=755 tmpfs {folder}" for folder in closed]
    for number, path in enumerate(needed):
        lines += [f"mkdir -p {path}", f"mount --move /mnt/{number} {path}"]
    return lines


def test_all_of_it_works_without_being_root(tmp_path):
    if os.getuid() != 0:
        pytest.skip("the other tests run as an ordinary user already")
    if not (shutil.which("unshare") and shutil.which("setpriv")):
        pytest.skip("needs unshare and setpriv (util-linux)")
    tmp_path.chmod(0o755)
    for folder in tmp_path.parents[:2]:
        folder.chmod(0o755)
    runtime = tmp_path / "runtime"
    runtime.mkdir(mode=0o700)
    os.chown(runtime, USER, USER)
    trial = tmp_path / "trial.py"
    trial.write_text(TRIAL)
    needed = list(dict.fromkeys(Path(path).resolve() for path in (sys.base_prefix, sys.prefix, ROOT)))
    become = f"setpriv --reuid={USER} --regid={USER} --clear-groups env -i XDG_RUNTIME_DIR={runtime} PYTHONPATH={ROOT}"
    run = f"exec {become} {sys.executable} -B {trial}"
    script = ["set -e", "mount -t tmpfs tmpfs /mnt", *opened_up(needed), "cd /", run]
    command = ["unshare", "--mount", "--propagation", "private", "sh", "-c", "\n".join(script)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.stderr.startswith(("unshare:", "mount:")):
        pytest.skip(f"needs a mount namespace: {done.stderr.strip()}")
    assert done.stdout == "all is well\n", done.stderr
