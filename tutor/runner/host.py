"""*Host side.* The warm process: imports once what is slow, then forks children that wait for one task each.

It reads nothing of the course and nothing of the learner's: jobs go from the screen's side straight into the child. It
has one thread, always: a fork of several threads would hang its children. It dies with the process that started it.

The words on the control socket, each one JSON object. To the host: first its settings, then `{"fork": n}`. From the
host: `{"ready": ..., "device": ..., "births": ...}` or `{"fault": line}` once; `{"growing": n}` where children are not
forked but started, and n of them aren't ready yet; `{"spare": pid, "scratch": name}` with the child's handle and job
socket, or `{"unborn": line}` where there can be none; `{"exit": pid, "status": n, "left": bool}`, n being as in
`subprocess.Popen.returncode` and `left` whether its scratch folder holds something to be wiped; `{"warmer": bool}` once
the packages for later are dealt with, and whether children forked from now on find more imported than those before.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import sys
from pathlib import Path
from typing import Any, ClassVar, NoReturn

from tutor import language
from tutor.language import _
from tutor.runner import child, devices, fileless, huge_pages, kernel, namespaces, nodes, system, words
from tutor.runner.confine import Barrier, try_out
from tutor.runner.devices import CPU, Device
from tutor.runner.ladder import Confinement, nowhere
from tutor.runner.later import Later, import_all
from tutor.runner.readable import links, readable
from tutor.runner.system import System


class Host:
    """The fork server's loop. `tutor.runner.spawned` has another way to have children."""

    BIRTHS: ClassVar[str] = "fork"

    def __init__(self, control: socket.socket, settings: dict[str, Any], barrier: Barrier) -> None:
        self._control = control
        self._scratch = Path(settings["scratch"])
        self._barrier = barrier
        self._later = Later(settings["later"])
        self._born = 0
        self._pid = os.getpid()
        self._system = system.named(settings["system"])
        self._living: dict[int, tuple[int, Path]] = {}  # handle -> pid and scratch folder
        self._poll = select.poll()
        self._register(control.fileno())

    def serve(self) -> NoReturn:
        """Bear and bury until the other end of the control socket is closed."""
        while True:
            events = self._poll.poll(self._patience())
            if not events:
                self._nothing_came()
            for fd, _event in events:
                if fd in self._living:
                    self._reap(fd)
                elif fd == self._control.fileno():
                    self._obey()
                else:
                    self._heard(fd)

    def _obey(self) -> None:
        message, _ = words.receive(self._control)
        if not message:
            self._leave()
        for _ in range(json.loads(message)["fork"]):
            self._bear()

    def _patience(self) -> int | None:
        """Milliseconds after which something is due though nothing came; None if nothing is."""
        return self._later.patience

    def _nothing_came(self) -> None:
        self._register(self._later.begin(self._pid, self._control))

    def _heard(self, fd: int) -> None:
        """Something came by a descriptor that is neither the control socket nor a child."""
        if self._later.is_ahead(fd):
            self._warm_further(fd)

    def _register(self, fd: int) -> None:
        self._poll.register(fd, select.POLLIN)

    def _bear(self) -> None:
        try:
            self._fork()
        except OSError as error:
            self._say({"unborn": _("no process can be started: {strerror}").format(strerror=error.strerror or error)})

    def _fork(self) -> None:
        assert_one_thread(self._system)
        folder = self._next_folder()
        here, there = self._system.pair()
        pid = os.fork()
        if pid == 0:
            here.close()
            child.live(there, child.Nest(folder, self._barrier, self._pid))
        there.close()
        handle = self._system.coming().born(pid)
        self._living[handle] = (pid, folder)
        self._register(handle)
        with here:
            self._announce(pid, folder, handle, here)

    def _next_folder(self) -> Path:
        self._born += 1
        # An earlier host's may still be being wiped.
        return self._scratch / f"run-{self._pid}-{self.BIRTHS}-{self._born}"

    def _announce(self, pid: int, folder: Path, handle: int, word: socket.socket) -> None:
        self._say({"spare": pid, "scratch": folder.name}, [handle, word.fileno()])

    def _warm_further(self, fd: int) -> None:
        self._poll.unregister(fd)
        warmer = self._later.follow()
        if warmer:
            child.settle()
            huge_pages.gather()
        self._say({"warmer": warmer})

    def _reap(self, handle: int) -> None:
        pid, status, folder = self._bury(handle)
        self._say({"exit": pid, "status": os.waitstatus_to_exitcode(status), "left": folder.exists()})

    def _bury(self, handle: int) -> tuple[int, int, Path]:
        """A child that has ended, with all that it started. Its number, how it ended, and where its scratch was."""
        pid, folder = self._living.pop(handle)
        self._poll.unregister(handle)
        with contextlib.suppress(OSError):
            os.killpg(pid, signal.SIGKILL)  # while it is a zombie its number can't be another's
        self._system.kill_unburied(pid)
        _, status = os.waitpid(pid, 0)
        os.close(handle)
        self._reap_orphans()
        with contextlib.suppress(OSError):
            folder.rmdir()  # nearly always: nothing was written
        return pid, status, folder

    def _reap_orphans(self) -> None:
        """What a child left behind comes here, this process being the subreaper: it is ended and buried."""
        known = {self._later.pid, *(pid for pid, _ in self._living.values())}
        for pid in children_of(self._pid) - known:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)

    def _say(self, message: dict[str, Any], fds: list[int] | None = None) -> None:
        try:
            words.send(self._control, json.dumps(message).encode(), fds or [])
        except OSError:  # nobody is there any more
            self._leave()

    def _leave(self) -> NoReturn:
        self._later.drop()
        for pid, _spare in self._living.values():
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
        for pid, _spare in self._living.values():
            with contextlib.suppress(OSError):
                os.waitpid(pid, 0)
        os._exit(0)


def say(control: socket.socket, message: dict[str, Any], fds: list[int] | None = None) -> None:
    """One message to the screen's side, from a host without children. Where nobody is there any more, it leaves."""
    try:
        words.send(control, json.dumps(message).encode(), fds or [])
    except OSError:
        os._exit(0)


def assert_one_thread(of: System) -> None:
    """Raises RuntimeError where a fork would be unsafe, or a barrier would leave a thread out."""
    threads = of.threads()
    if threads is not None and threads != 1:
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
    language.load()
    import_all(preload)
    child.settle()
    huge_pages.gather()


def main(control_fd: int, parent: int, lifeline: int = -1) -> None:
    """Be the host at the end `control_fd` of the control socket of the process `parent`.

    `lifeline` is the descriptor by which its end is heard of, where it needs one. Nobody else may hold either.
    """
    mine = system.LINUX if lifeline < 0 else system.PORTABLE
    mine.die_with(parent)
    mine.adopt_orphans()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.umask(0o077)
    control = socket.socket(fileno=control_fd)
    for fd in (control_fd, lifeline):
        if fd >= 0:
            os.set_inheritable(fd, False)
    message, _fds = words.receive(control)
    if not message:
        return
    settings = json.loads(message)
    language.use(settings.get("language", language.ENGLISH))
    be_modest()
    try:
        confinement = confinement_here(settings)
    except OSError as error:
        say(control, {"fault": _("the sandbox could not be tried out: {error}").format(error=error)})
        return
    if not confinement.safe and not settings["unsafe"]:
        say(control, {"fault": confinement.refusal()})
        return
    try:
        device = device_here(confinement, settings)
    except ValueError as error:
        say(control, {"fault": str(error)})
        return
    may_fork = mine.forks and not confinement.from_birth
    while not may_fork or (settings["births"] or ("fork" if device.kind == CPU else "spawn")) == "spawn":
        from tutor.runner.spawned import NotReady, spawn  # it builds upon this module

        try:
            spawn(control, settings, confinement, device, parent)
        except NotReady as error:
            why = str(error)
            if device.kind != CPU:
                why = _("{kind} was found, but can't be used where answers are confined: {why}").format(
                    kind=device.kind, why=why
                )
            if device.kind == CPU or settings["device"] == device.kind:
                say(control, {"fault": why})
                return
            # What found it wasn't confined. Better to go on without it than not at all.
            device = Device(why_not=why)
            if may_fork:
                break
    try:
        if not confinement.files:  # then nothing can be imported later on
            settings["preload"] += settings["later"]
            settings["later"] = []
        warm_up(settings["preload"], settings["search"])
        if not confinement.files:
            fileless.prepare()
            child.settle()
        assert_one_thread(mine)
    except Exception as error:
        say(control, {"fault": not_imported(error)})
        return
    try:
        barrier = barrier_for(confinement, settings, device)
    except OSError as error:
        say(control, {"fault": _("the sandbox could not be set up: {error}").format(error=error)})
        return
    mine.die_with(parent)  # a new user namespace may have taken that back
    say(control, greeting(confinement, device, Host.BIRTHS))
    if not settings["later"]:
        say(control, {"warmer": False})
    Host(control, settings, barrier).serve()


def greeting(confinement: Confinement, device: Device, births: str) -> dict[str, Any]:
    """The word that this host can have children, behind what, with which device, and how it has them."""
    return {"ready": confinement.as_json(), "device": device.as_json(), "births": births}


def not_imported(error: Exception) -> str:
    """What went wrong with imports, in one line."""
    line = f"{type(error).__name__}: {error}".replace("\n", " ")
    return _("what the runner needs can't be imported: {line}").format(line=line)[:1000]


def confinement_here(settings: dict[str, Any]) -> Confinement:
    """What holds on this machine; as "none" where less than everything was asked to do."""
    folder = Path(settings["scratch"])
    if settings["sandbox_exec"]:
        from tutor.runner import sandbox  # nobody else has to pay for it

        found = sandbox.try_out(settings["sandbox_exec"], folder, at_most=settings["at_most"])
    elif not sys.platform.startswith("linux"):
        found = nowhere()
    else:
        found = try_out(folder, at_most=settings["at_most"], landlock_at_most=settings["landlock_at_most"])
    return found.unsafe() if settings["unsafe"] else found


def device_here(confinement: Confinement, settings: dict[str, Any]) -> Device:
    """The device to be used, found unless it was before. Raises ValueError, with one line, where it isn't there."""
    if settings["found"] is not None:
        return Device.from_json(settings["found"])
    wish = settings["device"]
    device = Device() if wish == CPU else devices.choose(wish, devices.find(settings["surroundings"]))
    return devices.behind(confinement.drivers or not confinement.safe, device, wish)


def barrier_for(confinement: Confinement, settings: dict[str, Any], device: Device) -> Barrier:
    """What children are kept behind. Where namespaces are used this process leaves the machine's. Raises OSError."""
    if confinement.from_birth:
        from tutor.runner import sandbox

        hidden = sandbox.hidden(map(Path, settings["hidden"]))
        reads = sandbox.readable(map(Path, settings["search"]))
        return Barrier(reads, sandbox=sandbox.Sandbox(settings["sandbox_exec"], hidden, device.kind != CPU))
    may_read = readable(Path(path) for path in settings["hidden"])
    device_nodes: tuple[Path, ...] = ()
    if device.kind != CPU:
        device_nodes = nodes.device_nodes()
        may_read = (*may_read, *nodes.driver_files(settings["surroundings"].get("LD_LIBRARY_PATH", "")))
    root = None
    if confinement.namespaces:
        scratches = Path(settings["scratch"])
        root = scratches / "root"
        root.mkdir(exist_ok=True)  # an earlier host of the same client left it
        namespaces.leave()
        namespaces.build(root, scratches, may_read, links())
    return Barrier(may_read, confinement.landlock_abi, confinement.seccomp, root, confinement.files, device_nodes)
