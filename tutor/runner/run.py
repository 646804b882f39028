"""*Screen side.* One task under way in one child: its pipes drained, its limits watched, its end made out."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import errno
import fcntl
import json
import os
import signal
from collections.abc import Callable
from time import perf_counter
from typing import Any

from tutor import language
from tutor.language import _, later_
from tutor.runner import room, text, wire
from tutor.runner.spares import Spare
from tutor.runner.task import Ended, Reason, Task
from tutor.runner.watch import EVERY, Watch

OnOutput = Callable[[str], None]

_CHUNK = 1 << 18
_PIPE_SIZE = 1 << 20
_SET_PIPE_SIZE: int | None = getattr(fcntl, "F_SETPIPE_SZ", None)  # Linux alone lets anybody say
_LAST_CHUNKS = 16  # read after the end: the writer may have threads that still print
_BURIAL_WAIT = 1.0  # seconds for which a killed child's burial is awaited before it is reported as ended
_CANCEL_WAIT = 0.05  # the same where somebody waits for it at the keyboard; nothing more is to be learnt from it
_NOBODY_THERE = (errno.EPIPE, errno.ECONNRESET, errno.ENOTCONN)
_SETUP_FAILED = 97
_ASKED_FOR_A_FILE = 96
FILES_ARE_OFF = later_("it uses a file, and files can't be kept apart on this machine; `tutor doctor` tells more")


class Run:
    """From the moment a child gets its task. `over` is done when its end is known; then `ended` tells all.

    `examined` says that another child reads this one's frames.
    """

    def __init__(self, spare: Spare, task: Task, on_output: OnOutput | None = None, *, examined: bool = False) -> None:
        self._loop = asyncio.get_running_loop()
        self.over: asyncio.Future[None] = self._loop.create_future()
        self.reader = wire.Reader(wire.Caps(total=task.limits.result))
        self.detail = ""
        self.begun = True  # False where the child had ended before it could be given its task
        self._spare = spare
        self._task = task
        self._examined = examined
        self._reason: Reason | None = None
        self._status: int | None = None
        self._killed_before = room.killed_for_memory()
        self._started = perf_counter()
        self._seconds = 0.0
        self.watch = Watch(spare, task.limits)
        self._output = _Output(task.limits.output, on_output)
        self._result = bytearray()
        self._pipes: dict[int, Callable[[bytes], None]] = {}
        self._timer: asyncio.TimerHandle | None = None

    def begin(self, *, result: int | None = None, source: int | None = None, source_limit: int = 0) -> None:
        """Hand the task over. `result` is a pipe to write frames to, in place of this run's; `source` one to read."""
        fds = {} if source is None else {"source": source}
        if result is not None:
            fds["result"] = result
        own: list[int] = []
        envelope = {
            "program": self._task.program,
            "data": self._task.job,
            "limits": dataclasses.asdict(self._task.limits),
            "source_limit": source_limit,
            "language": language.current(),
        }
        job = json.dumps(envelope, allow_nan=False).encode("utf-8", "surrogatepass")
        try:
            own.append(self._pipe(self._output.feed))
            fds["out"] = own[0]
            if result is None:
                own.append(self._pipe(self._take_result))
                fds["result"] = own[1]
            self._spare.hand_over(job, fds)
        except OSError as error:
            self.begun = error.errno not in _NOBODY_THERE
            self.stop(
                "lost", _("the child could not be given its task: {strerror}").format(strerror=error.strerror or error)
            )
        finally:
            for fd in own:
                os.close(fd)
        self._spare.exited.add_done_callback(self._exited)
        self._timer = self._loop.call_later(EVERY, self._tick)

    def stop(self, reason: Reason, detail: str = "") -> None:
        """End the child now, for this reason, unless it has ended by itself."""
        if self.over.done() or self._reason is not None:
            return
        self._reason = reason
        self.detail = detail
        self._spare.kill()
        self._loop.call_later(_CANCEL_WAIT if reason == "cancelled" else _BURIAL_WAIT, self._settle)

    @property
    def stopped(self) -> bool:
        """Whether it is being ended, or has told its end."""
        return self._reason is not None

    @property
    def result(self) -> bytes:
        """The frames read so far, as they came."""
        return bytes(self._result)

    def ended(self, reason: Reason | None = None) -> Ended:
        """How it ended, where `over` is done. `reason` takes the place of what was seen from here."""
        return Ended(
            reason=reason or self._reason or "died",
            result=self.result,
            stdout=self._output.shown(),
            cut=self._output.cut,
            status=self._status,
            seconds=self._seconds,
            peak_memory=self.watch.peak,
            detail=self.detail,
        )

    def close(self) -> None:
        """Let go of everything; a child that still runs is ended."""
        self._spare.kill()
        if self._timer is not None:
            self._timer.cancel()
        for fd in list(self._pipes):
            self._close_pipe(fd)
        if not self.over.done():
            self.over.cancel()

    def _pipe(self, take: Callable[[bytes], None]) -> int:
        read, write = os.pipe()
        if _SET_PIPE_SIZE is not None:
            with contextlib.suppress(OSError):  # a user with many pipes open has to do with small ones
                fcntl.fcntl(write, _SET_PIPE_SIZE, _PIPE_SIZE)
        os.set_blocking(read, False)
        self._pipes[read] = take
        self._loop.add_reader(read, self._read, read)
        return write

    def _read(self, fd: int) -> bool:
        try:
            data = os.read(fd, _CHUNK)
        except BlockingIOError:
            return False
        if not data:
            self._close_pipe(fd)
            return False
        self._pipes[fd](data)
        return True

    def _close_pipe(self, fd: int) -> None:
        if self._pipes.pop(fd, None) is not None:
            self._loop.remove_reader(fd)
            os.close(fd)

    def _take_result(self, data: bytes) -> None:
        if self._reason is not None:
            return
        frames = self.reader.feed(data)
        fault = self.reader.fault
        if fault is not None:
            self.stop(
                "flood" if isinstance(fault, wire.TooMuch) else "died",
                _("what it sent is refused: {fault}").format(fault=fault),
            )
            return
        self._result += data
        for frame in frames:
            if frame.header.get("t") == "broke" and "type" in frame.header:
                self.detail = broke_line(frame.header)
        if self.reader.ended:
            self._reason = "done"
            self._status = 0
            self._settle()

    def _exited(self, exited: asyncio.Future[int]) -> None:
        if self.over.done():
            return
        self._read_last()
        if self.over.done():  # the end frame was among the last
            return
        self._status = exited.result()
        if self._reason is None:
            self._reason = self._made_out(self._status)
        self._settle()

    def _made_out(self, status: int) -> Reason:
        fault = self._spare.fault if status == _SETUP_FAILED else ""
        if fault:
            self.detail = _("the sandbox could not be set up: {fault}").format(fault=fault)
            return "lost"
        if status == _ASKED_FOR_A_FILE and not self._spare.files:
            self.detail = _(FILES_ARE_OFF)
            return "lost"
        if status == -signal.SIGXCPU:
            return "timeout"
        if status == -signal.SIGKILL and self._memory_ran_out():
            self.detail = _("this machine ran out of memory; close some other program, then try again")
            return "lost"
        # Where its frames went to another child, only that one knows whether the last came.
        return "done" if status == 0 and self._examined else "died"

    def _memory_ran_out(self) -> bool:
        now = room.killed_for_memory()
        return now is not None and self._killed_before is not None and now > self._killed_before

    def _settle(self) -> None:
        if self.over.done():
            return
        self.watch.note_memory()
        self._read_last()
        if self._status is None:
            self._status = -signal.SIGKILL  # that was sent, and nothing keeps it off; the burial will follow
        self._seconds = perf_counter() - self._started
        self.over.set_result(None)
        self.close()

    def _read_last(self) -> None:
        for fd in list(self._pipes):
            for _chunk in range(_LAST_CHUNKS):
                if fd not in self._pipes or not self._read(fd):
                    break

    def _tick(self) -> None:
        if self.over.done():
            return
        if self._reason is None:
            try:
                past = self.watch.look()
            except Exception as error:  # nothing may run unwatched
                self.stop("lost", _("it could not be watched: {error}").format(error=error))
            else:
                if past is not None:
                    self.stop(past)
        self._timer = self._loop.call_later(EVERY, self._tick)


class _Output:
    """Printed text: kept up to a number of bytes, the rest counted."""

    def __init__(self, most: int, on_output: OnOutput | None) -> None:
        self.cut = 0
        self._most = most
        self._kept = bytearray()
        self._on_output = on_output
        self._stream = text.SafeStream()

    def feed(self, data: bytes) -> None:
        fresh = data[: self._most - len(self._kept)]
        self.cut += len(data) - len(fresh)
        if fresh:
            self._kept += fresh
            if self._on_output is not None:
                self._on_output(self._stream.feed(fresh))

    def shown(self) -> str:
        return text.safe(bytes(self._kept))


def broke_line(header: dict[str, Any]) -> str:
    """One line of a "broke" frame: what went wrong in a program of the runner's own."""
    said = text.safe(f"{header.get('type')}: {header.get('message')} ({header.get('at')})", limit=500)
    return said.replace("\n", " ")
