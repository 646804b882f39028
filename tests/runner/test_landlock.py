"""Protects: Landlock by itself, with no filter of system calls beside it, keeps files, TCP, abstract sockets and
signals apart, as far as its version goes; and it fills no log."""

from __future__ import annotations

import json
import socket
import subprocess
import sys

import pytest

from tests.runner.support import ROOT
from tutor.runner import landlock

TRIAL = """
import json, os, socket, sys
from pathlib import Path
from tutor.runner.confine import Barrier

inner, canary, port, abstract, victim, abi = sys.argv[1:]
Barrier(landlock_abi=int(abi)).raise_around(Path(inner))

def connect_abstract():
    s = socket.socket(socket.AF_UNIX)
    s.connect("\\0" + abstract)

tried = {
    "reading": lambda: open(canary).read(),
    "writing": lambda: open(canary, "w"),
    "listing": lambda: os.listdir(os.path.dirname(canary)),
    "removing": lambda: os.unlink(canary),
    "a pipe": lambda: os.mkfifo(inner + "/pipe"),
    "a symbolic link": lambda: os.symlink(canary, inner + "/link"),
    "a socket": lambda: socket.socket(socket.AF_UNIX).bind(inner + "/socket"),
    "connecting": lambda: socket.socket().connect(("127.0.0.1", int(port))),
    "listening": lambda: socket.create_server(("127.0.0.1", 0)),
    "an abstract socket": connect_abstract,
    "a signal": lambda: os.kill(int(victim), 0),
    "scratch": lambda: open(inner + "/mine", "w").write("x"),
}
told = {}
for name, act in tried.items():
    try:
        act()
        told[name] = "did it"
    except OSError as error:
        told[name] = type(error).__name__
print(json.dumps(told))
"""
SINCE = {"connecting": 4, "listening": 4, "an abstract socket": 6, "a signal": 6}


@pytest.mark.parametrize("abi", [1, 2, 3, 4, 5, 6, 7])
def test_each_version_holds_what_it_can(abi, tmp_path):
    if landlock.version() < abi:
        pytest.skip(f"needs a kernel with Landlock's version {abi}")
    inner, canary = tmp_path / "inner", tmp_path / "canary"
    inner.mkdir()
    canary.write_text("secret")
    abstract = f"tutor-test-{tmp_path.name}-{abi}"
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket(socket.AF_UNIX) as named:
        named.bind(f"\0{abstract}")
        named.listen()
        victim = subprocess.Popen(["sleep", "100"])
        try:
            words = [inner, canary, server.getsockname()[1], abstract, victim.pid, abi]
            command = [sys.executable, "-c", TRIAL, *map(str, words)]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        finally:
            victim.kill()
            victim.wait()
    told = json.loads(done.stdout)
    assert told.pop("scratch") == "did it"
    held = {name for name, outcome in told.items() if outcome == "PermissionError"}
    assert held == {name for name in told if SINCE.get(name, 1) <= abi}
    assert canary.read_text() == "secret"


@pytest.mark.parametrize(("abi", "flags"), [(6, 0), (7, 5)])
def test_from_its_seventh_version_on_refusals_are_asked_to_be_kept_out_of_the_log(abi, flags, monkeypatch):
    """What the kernel is asked: whether it keeps to that shows in its log only, which few machines keep."""
    asked: list[tuple[int | None, ...]] = []

    def noted(*arguments: int | None) -> int:
        asked.append(arguments)
        return -1

    monkeypatch.setattr("tutor.runner.kernel.call", noted)
    monkeypatch.setattr("os.close", lambda _: None)
    landlock.restrict([], abi)
    monkeypatch.undo()
    assert asked[-1] == (446, -1, flags)
