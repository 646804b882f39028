"""*Host side.* The warm process: imports once what is slow, then forks children that wait for one task each.

It reads nothing of the course and nothing of the learner's: jobs go from the screen's side straight into the child. It
has one thread, always: a fork of several threads would hang its children. It dies with the process that started it.

The words on the control socket, each one JSON object. To the host: first its settings, then `{"fork": n}`. From the
host: `{"ready": ...}` or `{"fault": line}` once; `{"spare": pid, "scratch": name}` with the child's pidfd and job
socket; `{"exit": pid, "status": n, "left": bool}`, n being as in `subprocess.Popen.returncode` and `left` whether
its scratch folder holds something to be wiped.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import select
import signal
import socket
import sys
import time
from pathlib import Path
from typing import Any, NoReturn

from tutor.runner import child, kernel
from tutor.runner.confine import Barrier, try_out
from tutor.runner.ladder import Confinement
from tutor.runner.readable import readable


class Host:
    """The fork server's loop."""

    def __init__(self, control: socket.socket, settings: dict[str, Any], barrier: Barrier) -> None:
        self._control = control
        self._scratch = Path(settings["scratch"])
        self._barrier = barrier
        self._born = 0
        self._pid = os.getpid()
        self._living: dict[int, tuple[int, Path]] = {}  # pidfd -> pid and scratch folder
        self._poll = select.poll()
        self._poll.register(control, select.POLLIN)

    def serve(self) -> NoReturn:
        """Fork and reap until the other end of the control socket is closed."""
        while True:
            for fd, _ in self._poll.poll():
                if fd in self._living:
                    self._reap(fd)
                    continue
                message = self._control.recv(1 << 16)
                if not message:
                    self._leave()
                for _ in range(json.loads(message)["fork"]):
                    self._fork()

    def _fork(self) -> None:
        assert_one_thread()
        self._born += 1
        folder = self._scratch / f"run-{self._born}"
        here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        pid = os.fork()
        if pid == 0:
            here.close()
            child.live(there, child.Nest(folder, self._barrier, self._pid))
        there.close()
        pidfd = os.pidfd_open(pid)
        self._living[pidfd] = (pid, folder)
        self._poll.register(pidfd, select.POLLIN)
        with here:
            self._say({"spare": pid, "scratch": folder.name}, [pidfd, here.fileno()])

    def _reap(self, pidfd: int) -> None:
        pid, folder = self._living.pop(pidfd)
        self._poll.unregister(pidfd)
        with contextlib.suppress(OSError):
            os.killpg(pid, signal.SIGKILL)  # while it is a zombie its number can't be another's
        _, status = os.waitpid(pid, 0)
        os.close(pidfd)
        self._reap_orphans()
        with contextlib.suppress(OSError):
            folder.rmdir()  # nearly always: nothing was written
        self._say({"exit": pid, "status": os.waitstatus_to_exitcode(status), "left": folder.exists()})

    def _reap_orphans(self) -> None:
        """What a child left behind comes here, this process being the subreaper: it is ended and buried."""
        known = {pid for pid, _ in self._living.values()}
        for pid in children_of(self._pid) - known:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)

    def _say(self, message: dict[str, Any], fds: list[int] | None = None) -> None:
        say(self._control, message, fds)

    def _leave(self) -> NoReturn:
        for pid, _ in self._living.values():
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
        for pid, _ in self._living.values():
            with contextlib.suppress(OSError):
                os.waitpid(pid, 0)
        os._exit(0)


def say(control: socket.socket, message: dict[str, Any], fds: list[int] | None = None) -> None:
    """One message to the screen's side. Where nobody is there any more, this process has no reason to be either."""
    try:
        socket.send_fds(control, [json.dumps(message).encode()], fds or [])
    except OSError:
        os._exit(0)


def assert_one_thread() -> None:
    """Raises RuntimeError where a fork would be unsafe."""
    threads = len(list(Path("/proc/self/task").iterdir()))
    if threads != 1:
        raise RuntimeError(f"the host has {threads} threads and can't fork safely")


def children_of(pid: int) -> set[int]:
    """Process ids of the children of this process's one thread."""
    try:
        return {int(number) for number in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}
    except OSError:  # a kernel built without this file: then only an orphan of a fork that seccomp forbids is missed
        return set()


def be_modest() -> None:
    """Be the first to go when memory is short, and the last to be served when the processor is busy."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("800")
    with contextlib.suppress(OSError):
        os.nice(child.NICE)
    kernel.yield_to_others(child.NICE)


def warm_up(preload: list[str], search: list[str]) -> None:
    """Import the packages and the programs. Nothing is computed here: a parallel region would start threads."""
    sys.path.extend(search)
    for name in preload:
        importlib.import_module(name)
    child.settle()


def main(control_fd: int, parent: int) -> None:
    """Be the host at the end `control_fd` of the control socket of the process `parent`."""
    kernel.die_with_parent(parent)
    kernel.prctl(kernel.PR_SET_CHILD_SUBREAPER, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.umask(0o077)
    control = socket.socket(fileno=control_fd)
    control.set_inheritable(False)
    started = time.perf_counter()
    settings = json.loads(control.recv(1 << 16) or b"null")
    if settings is None:
        return
    be_modest()
    confinement = confinement_here(settings)
    if not confinement.safe and not settings["unsafe"]:
        say(control, {"fault": confinement.refusal()})
        return
    try:
        warm_up(settings["preload"], settings["search"])
        assert_one_thread()
    except Exception as error:
        line = f"{type(error).__name__}: {error}".replace("\n", " ")
        say(control, {"fault": f"what the runner needs can't be imported: {line}"[:1000]})
        return
    may_read = readable(Path(path) for path in settings["hidden"])
    barrier = Barrier(may_read, confinement.landlock_abi, confinement.seccomp)
    say(control, {"ready": confinement.as_json(), "seconds": time.perf_counter() - started})
    Host(control, settings, barrier).serve()


def confinement_here(settings: dict[str, Any]) -> Confinement:
    """What holds on this machine; as "none" where less than everything was asked to do."""
    found = try_out(Path(settings["scratch"]), settings["landlock_at_most"])
    return found.unsafe() if settings["unsafe"] else found
