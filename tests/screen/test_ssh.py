"""Protects a learner on a server, over a real SSH connection: a check passes, and a dropped line loses nothing."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.screen.material import Person
from tests.screen.test_leaving import all_gone

Seat = Callable[..., Person]
SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
MISSING = [name for name, found in (("sshd", SSHD), ("ssh", shutil.which("ssh"))) if not found]
pytestmark = pytest.mark.skipif(
    bool(MISSING), reason=f"needs {' and '.join(MISSING)}: install an SSH server and client"
)

CHECK = "\x12"
CONFIG = """
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host
AuthorizedKeysFile {folder}/user.pub
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
"""


@pytest.fixture
def line(tmp_path: Path) -> Iterator[list[str]]:
    """A command that reaches this machine over SSH, by a server of its own on loopback."""
    folder = tmp_path / "ssh"
    folder.mkdir(mode=0o700)
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (folder / "config").write_text(CONFIG.format(port=port, folder=folder))
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # a server run by root wants this empty folder
    assert SSHD is not None
    log = (folder / "log").open("wb")
    server = subprocess.Popen([SSHD, "-D", "-e", "-f", str(folder / "config")], stderr=log)
    try:
        wait_for(port, server, folder / "log")
        options = ["StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR", "IdentitiesOnly=yes"]
        told = [part for option in options for part in ("-o", option)]
        yield ["ssh", "-tt", "-F", "none", *told, "-i", str(folder / "user"), "-p", str(port), "127.0.0.1"]
    finally:
        server.terminate()
        server.wait()
        log.close()


def wait_for(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    """Until the server takes connections."""
    end = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            assert server.poll() is None and time.monotonic() < end, log.read_text()


def programs(home: Path) -> list[int]:
    """Every process whose folders are this learner's."""
    mark = f"TUTOR_DATA={home / 'data'}".encode()
    found = []
    for each in Path("/proc").glob("[0-9]*/environ"):
        try:
            if mark in each.read_bytes():
                found.append(int(each.parent.name))
        except OSError:
            continue
    return found


def test_a_check_passes_over_ssh(person: Seat, line: list[str]) -> None:
    seated = person("start/steps/double", size=(120, 30), through=line)
    seated.until("def double")
    seated.press("\x1b[1;5F" + "\r" + "def double(x):\r" + "return x * 2\r")
    seated.until("return x")
    seated.press(CHECK)
    seated.until("Passed")


def test_a_dropped_line_keeps_the_draft_and_leaves_nothing_running(person: Seat, line: list[str]) -> None:
    seated = person("start/steps/double", size=(120, 30), through=line)
    seated.until("def double")
    seated.press("MARK")
    seated.until("MARK")
    running = [pid for pid in programs(seated.home) if pid != seated.child.pid]
    assert running
    os.kill(seated.child.pid, signal.SIGKILL)
    assert all_gone(running)
    with sqlite3.connect(seated.home / "data" / "progress.db") as db:
        assert "MARK" in str(db.execute("SELECT text FROM draft").fetchall())
