"""Running something as an ordinary user where the tests run as root: in a mount namespace of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.runner.support import ROOT

USER = 54321


def as_ordinary_user(folder: Path, *arguments: str | Path, environment: Mapping[str, str] | None = None) -> str:
    """What Python printed that was started with these arguments as a user who may write in `folder` only.

    Skips where nobody can be made one here, or the tests run as one already. Fails with what Python said if it failed.
    """
    if os.getuid() != 0:
        pytest.skip("the other tests run as an ordinary user already")
    if not (shutil.which("unshare") and shutil.which("setpriv")):
        pytest.skip("needs unshare and setpriv (util-linux)")
    for path in (folder, *folder.parents[:2]):
        path.chmod(0o755)
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    os.chown(runtime, USER, USER)
    needed = list(dict.fromkeys(Path(path).resolve() for path in (sys.base_prefix, sys.prefix, ROOT)))
    become = f"setpriv --reuid={USER} --regid={USER} --clear-groups"
    places = dict.fromkeys(("XDG_RUNTIME_DIR", "TMPDIR", "HOME"), runtime)
    clean = [f"{name}={value}" for name, value in {**places, "PYTHONPATH": ROOT, **(environment or {})}.items()]
    run = " ".join(map(str, ("exec", become, "env -i", *clean, sys.executable, "-B", *arguments)))
    script = ["set -e", "mount -t tmpfs tmpfs /mnt", *_opened_up(needed), f"cd {ROOT}", run]
    command = ["unshare", "--mount", "--propagation", "private", "sh", "-c", "\n".join(script)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.stderr.startswith(("unshare:", "mount:")):
        pytest.skip(f"needs a mount namespace: {done.stderr.strip()}")
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr[-5_000:]
    return done.stdout


def _opened_up(needed: list[Path]) -> list[str]:
    """Shell lines that, in a mount namespace, let everybody pass to `needed`, and to nothing beside them."""
    lines = []
    for number, path in enumerate(needed):
        aside = f"/mnt/{number}"
        lines += [f"mkdir -p {aside}", f"mount --bind {path} {aside}", f"mount -o remount,ro,bind {aside}"]
    closed = {_closed_folder(path) for path in needed} - {None}
    lines += [f"mount -t tmpfs -o mode=755 tmpfs {folder}" for folder in closed]
    for number, path in enumerate(needed):
        lines += [f"mkdir -p {path}", f"mount --move /mnt/{number} {path}"]
    return lines


def _closed_folder(path: Path) -> Path | None:
    """The topmost folder on the way to `path` that an ordinary user can't pass, if there is one."""
    ways = reversed([path, *path.parents])
    return next((folder for folder in ways if folder.is_dir() and not folder.stat().st_mode & 0o001), None)
