"""*Child side.* One child, forked or started for itself: confined while it waits, then one program, then gone.

Descriptors: 0 nothing, 1 and 2 the printed text, 3 the job socket (word from the screen's side), 4 the result, 5 the
frames of the child that is examined, 6 its lifeline where it needs one (`system`). A learner's child has no 5, and its
3 is closed before its code is loaded.
"""

from __future__ import annotations

import fcntl
import gc
import importlib
import io
import json
import linecache
import os
import random
import shutil
import signal
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from tutor import language
from tutor.runner import fileless, kernel, limits, place, system, wire, words
from tutor.runner.confine import Barrier
from tutor.runner.system import System
from tutor.runner.task import Limits, Reason

NICE = 5  # the screen goes before any learner's code
WORD, RESULT, SOURCE, LIFELINE = 3, 4, 5, 6
_SAFE_FROM = 64  # descriptors are parked here while the low numbers are dealt out
_BROKEN_SETUP = 97


class Job:
    """What a program is given: its data, its scratch folder, and the ways in and out."""

    def __init__(
        self, data: dict[str, Any], scratch: Path, source: wire.Reader | None, *, framed: bool = False
    ) -> None:
        self.data = data
        self.scratch = scratch
        self._source = source
        self._framed = framed

    def send(self, header: dict[str, Any], blobs: Sequence[wire.Blob] = ()) -> None:
        """Send one frame: to the client, or, from an examined child, to its examiner.

        Raises ValueError where `header` isn't plain JSON, BrokenPipeError where nobody reads any more.
        """
        try:
            head = wire.pack(header, blobs)
        except MemoryError:
            limits.use_spare_memory()
            head = wire.pack(header, blobs)
        for part in (head, *blobs):
            wire.write_all(RESULT, part)

    def frames(self) -> Iterator[wire.Frame]:
        """The frames of the examined child as they come, until its end frame or the end of the stream.

        Never raises for what that child sent: a stream that is cut, too long or none at all just stops, and
        `peer_ended` tells. Whoever reads slowly holds that child up, and its time runs.
        """
        if self._source is not None:
            yield from wire.frames_from(SOURCE, self._source)

    def peer_ended(self) -> Reason:
        """How the examined child ended: "done" only where its end frame was read by `frames`.

        Otherwise waits until the client says how it ended.
        """
        if self._source is not None and self._source.ended:
            return "done"
        if fault := self._source_fault():
            return fault
        word = words.read(WORD, framed=self._framed)
        reason: Reason = json.loads(word)["ended"] if word else "lost"
        return "died" if reason == "done" else reason

    def use_spare_memory(self) -> None:
        """Open a reserve for whoever must still tell that memory ran out. Can be called again, to no effect."""
        limits.use_spare_memory()

    def flush_output(self) -> None:
        """Hand on what was printed so far."""
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except Exception:  # the program may have put anything in its place
                continue

    def _source_fault(self) -> Reason | None:
        fault = self._source.fault if self._source is not None else None
        return None if fault is None else "flood" if isinstance(fault, wire.TooMuch) else "died"

    def _end(self) -> None:
        end: dict[str, Any] = dict(wire.END)
        if self._source is not None:
            end["source"] = "done" if self._source.ended else self._source_fault() or "cut"
        self.send(end)


@dataclass(frozen=True)
class Nest:
    """What a spare child is told by the host at its birth."""

    scratch: Path
    barrier: Barrier
    host: int  # the host's process id
    system: System = system.LINUX
    lifeline: int | None = None
    device: str = "cpu"
    surroundings: Mapping[str, str] = field(default_factory=dict)  # what the environment says of devices
    awaited: bool = False  # whether the host waits for the word that it is warm


def live(word: socket.socket, nest: Nest) -> NoReturn:
    """Be a spare child, then run one program. Called right after the fork; never returns."""
    status = _BROKEN_SETUP
    try:
        job, program = _prepare(word, nest)
        if not nest.barrier.files:
            fileless.begin(job.flush_output)
        status = _run(job, program)
    except BaseException as error:
        _tell_setup_failure(error, nest.system)
    finally:
        os._exit(status)


def _prepare(word: socket.socket, nest: Nest) -> tuple[Job, Callable[[Job], object]]:
    nest.system.die_with(nest.host)
    os.setsid()
    kernel.yield_to_others(NICE)
    _keep_only(word, nest.lifeline)
    for number in (signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(number, signal.SIG_IGN)  # so that writing too much is an OSError with a line, not a death
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    limits.set_fixed_limits()
    if nest.barrier.sandbox is None:
        nest.scratch.mkdir(mode=0o700)
    else:  # whoever put this process behind it has made it, and what was imported may have written there
        _empty(nest.scratch)
    _fresh_environment(nest.scratch)
    os.environ.update(nest.surroundings)
    place.settle_on(nest.device)
    held = limits.address_space()  # asked now: behind the barrier there is no /proc
    # A device's driver starts threads. Born behind the first half they are bound by it; the second half binds them all.
    nest.barrier.keep_files_apart(nest.scratch)
    place.start()
    nest.barrier.refuse_calls()
    if nest.awaited:
        words.write(WORD, json.dumps({"warm": True}).encode(), framed=nest.system.framed)
    return _take_job(nest, held)


def _keep_only(word: socket.socket, lifeline: int | None) -> None:
    null = os.open(os.devnull, os.O_RDWR)
    places = {0: null, 1: null, 2: null, WORD: word.detach()}
    if lifeline is not None:
        places[LIFELINE] = lifeline
    _deal(places)
    os.closerange(WORD + 1, max(places))
    os.closerange(max(places) + 1, 1 << 16)


def _deal(places: dict[int, int]) -> None:
    """Move descriptors to the low numbers given, none overwriting another that is still to be moved."""
    parked = {number: fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, _SAFE_FROM) for number, fd in places.items()}
    for fd in set(places.values()):
        os.close(fd)
    for number, fd in parked.items():
        os.dup2(fd, number, inheritable=False)
        os.close(fd)


def _empty(folder: Path) -> None:
    for each in list(folder.iterdir()):
        if each.is_dir() and not each.is_symlink():
            shutil.rmtree(each)
        else:
            each.unlink()


def _fresh_environment(scratch: Path) -> None:
    os.umask(0o077)
    os.chdir(scratch)
    home = str(scratch)
    os.environ.clear()
    os.environ.update(
        HOME=home,
        TMPDIR=home,
        PATH="/nonexistent",
        LANG="C.UTF-8",
        LC_ALL="C.UTF-8",
        TERM="dumb",
        USER="learner",
        MPLCONFIGDIR=home,
        MPLBACKEND="Agg",
    )
    tempfile.tempdir = home  # cached by whatever the host has imported
    sys.dont_write_bytecode = True
    sys.argv = [""]


def _take_job(nest: Nest, held: int | None) -> tuple[Job, Callable[[Job], object]]:
    with socket.socket(fileno=os.dup(WORD)) as word:
        message, fds = words.receive(word)
    if not message:
        os._exit(0)  # never needed
    given = dict(zip(json.loads(message)["fds"], fds, strict=True))
    envelope = json.loads(wire.read_memfd(given["job"]))
    language.use(envelope.get("language", language.ENGLISH))
    os.close(given["job"])
    places = {1: given["out"], 2: given["out"], RESULT: given["result"]}
    if "source" in given:
        places[SOURCE] = given["source"]
    _deal(places)
    _open_streams()
    source = wire.Reader(wire.Caps(total=envelope["source_limit"])) if "source" in given else None
    job = Job(envelope["data"], nest.scratch, source, framed=nest.system.framed)
    program = _resolve(envelope["program"])
    allowed = Limits(**envelope["limits"])
    limits.set_limits(allowed, held if place.is_cpu() else None)
    nest.system.outlive_nobody(allowed.wall)
    if "seed" in job.data:
        _seed(int(job.data["seed"]))
    if source is None:
        os.close(WORD)
    return job, program


def _open_streams() -> None:
    # Both are line buffered, as on a terminal: the order is kept, and a program that hangs has shown what it printed.
    sys.stdin = io.TextIOWrapper(open(0, "rb", closefd=False), encoding="utf-8")  # noqa: SIM115
    sys.stdout = _text_to(1)
    sys.stderr = _text_to(2)
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr  # type: ignore[misc]


def _text_to(fd: int) -> io.TextIOWrapper:
    raw = open(fd, "wb", buffering=1 << 16, closefd=False)  # noqa: SIM115
    return io.TextIOWrapper(raw, encoding="utf-8", errors="backslashreplace", line_buffering=True)


def _resolve(program: str) -> Callable[[Job], object]:
    module, _, name = program.partition(":")
    found = sys.modules.get(module) or importlib.import_module(module)
    function: Callable[[Job], object] = getattr(found, name)
    return function


def _seed(seed: int) -> None:
    random.seed(seed)
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed(seed & 0xFFFF_FFFF)
    if torch := sys.modules.get("torch"):
        # torch.manual_seed would also note a formatted stack for each kind of device that isn't there: milliseconds.
        torch.default_generator.manual_seed(seed & 0xFFFF_FFFF_FFFF_FFFF)
    place.seed(seed)


def _run(job: Job, program: Callable[[Job], object]) -> int:
    status = 0
    try:
        program(job)
    except BaseException as error:
        status = 1
        limits.use_spare_memory()
        job.send(_broke(error))
    try:
        job.flush_output()
        job._end()
    except BrokenPipeError:  # the reader has heard enough
        status = 1
    return status


def _broke(error: BaseException) -> dict[str, Any]:
    place, step = "", error.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        place = f"{Path(code.co_filename).name}:{step.tb_lineno}"
        step = step.tb_next
    return {"t": "broke", "type": type(error).__name__[:200], "message": _said(error), "at": place}


def _said(error: BaseException) -> str:
    try:
        return str(error)[:2000]
    except Exception:
        return "(its own message can't be read)"


def _tell_setup_failure(error: BaseException, of: System) -> None:
    line = f"{type(error).__name__}: {_said(error)}".replace("\n", " ")
    try:
        words.write(WORD, json.dumps({"fault": line[:500]}).encode(), framed=of.framed)
    except OSError:
        return


def settle() -> None:
    """For the host, before its first fork: drop what children don't need, put the rest out of the collector's way."""
    linecache.clearcache()
    gc.collect()
    gc.freeze()
