"""A line to this machine by SSH, as far away as one likes: a server of its own on loopback, behind a slow proxy."""

from __future__ import annotations

import contextlib
import os
import queue
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
MISSING = [name for name, found in (("sshd", SSHD), ("ssh", shutil.which("ssh"))) if not found]

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


@dataclass(frozen=True)
class Server:
    """An SSH server on loopback, and the key that opens it."""

    port: int
    key: Path

    def command(self, port: int | None = None) -> list[str]:
        """The command that gives a terminal there, by way of `port`, or straight."""
        options = ["StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR", "IdentitiesOnly=yes"]
        told = [part for option in options for part in ("-o", option)]
        return ["ssh", "-tt", "-F", "none", *told, "-i", str(self.key), "-p", str(port or self.port), "127.0.0.1"]


@contextlib.contextmanager
def server(folder: Path) -> Iterator[Server]:
    """A server with keys of its own in `folder`, which is made."""
    folder.mkdir(mode=0o700, parents=True)
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (folder / "config").write_text(CONFIG.format(port=port, folder=folder))
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # a server run by root wants this empty folder
    assert SSHD is not None
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([SSHD, "-D", "-e", "-f", str(folder / "config")], stderr=log)
        try:
            _wait_for(port, process, folder / "log")
            yield Server(port, folder / "user")
        finally:
            process.terminate()
            process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    """Until the server takes connections."""
    end = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            assert process.poll() is None and time.monotonic() < end, log.read_text()


class SlowLine:
    """Passes what comes to its own `port` on to `target`: `delay` seconds later each way, at most `rate` bytes/s."""

    def __init__(self, target: int, delay: float = 0.05, rate: int = 32_000) -> None:
        self._target = target
        self._delay = delay
        self._rate = rate
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._open: list[socket.socket] = []
        self.received = 0  # bytes that came back from the other end, with what SSH adds to them
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                far = socket.create_connection(("127.0.0.1", self._target))
                self._open += [near, far]
                for one in (near, far):
                    one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._pass_on(near, far)
                self._pass_on(far, near, back=True)

    def _pass_on(self, source: socket.socket, target: socket.socket, *, back: bool = False) -> None:
        due: queue.SimpleQueue[tuple[float, bytes]] = queue.SimpleQueue()

        def take() -> None:
            data = b"-"
            while data:
                try:
                    data = source.recv(4096)
                except OSError:
                    data = b""
                self.received += back * len(data)
                due.put((time.monotonic() + self._delay, data))

        def give() -> None:
            free_at = 0.0
            with contextlib.suppress(OSError):
                while True:
                    at, data = due.get()
                    if not data:
                        target.shutdown(socket.SHUT_WR)
                        return
                    # A line of that rate has passed the last byte so much later than the first.
                    free_at = max(at, free_at) + len(data) / self._rate
                    time.sleep(max(0.0, free_at - time.monotonic()))
                    target.sendall(data)

        for work in (take, give):
            threading.Thread(target=work, daemon=True).start()

    def close(self) -> None:
        """End every connection."""
        for one in (self._listening, *self._open):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
