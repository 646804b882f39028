"""*Screen side.* The host as seen from here: started, spoken to over its control socket, missed when it is gone."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import tutor
from tutor.language import _
from tutor.runner import words
from tutor.runner.system import System

_LOG_SHOWN = 4096
# Isolated Python finds no `tutor` of a checkout: its folder is named, used for this one package, and forgotten again,
# so that nothing else in that folder can be imported in a child.
_BOOT = (
    "import sys; sys.path.insert(0, sys.argv[3]); import tutor; del sys.path[0]; "
    "from tutor.runner.host import main; main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[4]))"
)


class HostProcess:
    """One host. `on_message` gets each of its words with the descriptors that came along; `on_gone` its last line.

    Raises OSError, with nothing left behind, where it can't be started.
    """

    def __init__(
        self,
        python: str,
        settings: dict[str, Any],
        system: System,
        on_message: Callable[[dict[str, Any], list[int]], None],
        on_gone: Callable[[str], None],
    ) -> None:
        self._system = system
        self._on_message = on_message
        self._on_gone = on_gone
        self._loop = asyncio.get_running_loop()
        with contextlib.ExitStack() as undo:
            self._log = system.log("host-log")
            undo.callback(os.close, self._log)
            self._control, theirs = system.pair()
            undo.callback(self._control.close)
            with theirs, contextlib.closing(system.coming()) as coming:
                self._process = self._spawn(python, theirs.fileno(), coming.theirs, str(settings["scratch"]))
                undo.callback(self._process.wait)
                undo.callback(self._process.kill)
                self.pid = self._process.pid
                self._handle = coming.born(self.pid)
            undo.pop_all()
        self._control.setblocking(False)
        self._inbox = words.Inbox(self._control)
        self._send(settings)
        self._loop.add_reader(self._control.fileno(), self._read)
        self._loop.add_reader(self._handle, self._ended)
        self._over: asyncio.Future[None] = self._loop.create_future()

    def fork(self, count: int) -> None:
        """Ask for `count` more spare children."""
        self._send({"fork": count})

    def kill(self) -> None:
        """End it, at once. Its children go with it."""
        self._system.kill(self.pid, self._handle)

    def abandon(self) -> None:
        """End it, and hear no more of it: it may be stuck where nothing is ended at once."""
        self._on_message = _let_go
        self._on_gone = lambda _: None
        self.kill()

    async def over(self) -> None:
        """Wait until it is gone."""
        await asyncio.shield(self._over)

    def _spawn(self, python: str, control_fd: int, lifeline: int | None, home: str) -> subprocess.Popen[bytes]:
        # From this thread and no other: the host dies when the thread that started it does.
        package = Path(tutor.__file__).resolve().parent
        return subprocess.Popen(
            [python, "-I", "-c", _BOOT, str(control_fd), str(os.getpid()), str(package.parent), str(lifeline or -1)],
            pass_fds=[control_fd] if lifeline is None else [control_fd, lifeline],
            env=clean_environment(home),
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._log,
            start_new_session=True,
        )

    def _send(self, message: dict[str, Any]) -> None:
        with contextlib.suppress(OSError):  # it is going, and `_ended` will say so
            words.send(self._control, json.dumps(message).encode())

    def _read(self) -> None:
        for data, fds in self._inbox:
            self._on_message(json.loads(data), fds)
        if self._inbox.ended:
            self._loop.remove_reader(self._control.fileno())

    def _ended(self) -> None:
        self._loop.remove_reader(self._handle)
        self._read()  # its last words
        self._loop.remove_reader(self._control.fileno())
        status = self._process.wait()
        line = (self._last_line() if status != -signal.SIGKILL else "") or _how_it_ended(status)
        os.close(self._handle)
        self._control.close()
        os.close(self._log)
        self._over.set_result(None)
        self._on_gone(line)

    def _last_line(self) -> str:
        size = os.fstat(self._log).st_size
        tail = os.pread(self._log, _LOG_SHOWN, max(0, size - _LOG_SHOWN))
        lines = tail.decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else ""


def _let_go(_: dict[str, Any], fds: list[int]) -> None:
    for fd in fds:
        os.close(fd)


def _how_it_ended(status: int) -> str:
    if status == -signal.SIGKILL:
        return _(
            "the runner's host was killed from outside, perhaps because memory ran out; the next run starts another"
        )
    if status < 0:
        return _("the runner's host was ended by signal {value}; the next run starts another").format(value=-status)
    return _("the runner's host ended with status {status}").format(status=status)


def clean_environment(home: str) -> dict[str, str]:
    """All that the host is told of the world: nothing of the user's, one thread for every library, no GPU."""
    one_thread: Sequence[str] = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")
    return {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "HOME": home,
        "TMPDIR": home,
        "MPLCONFIGDIR": home,
        "MPLBACKEND": "Agg",
        "MALLOC_ARENA_MAX": "2",
        "CUDA_VISIBLE_DEVICES": "",
        **dict.fromkeys(one_thread, "1"),
    }
