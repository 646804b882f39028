"""Protects: a child can do what a lesson needs, and can reach no file, process, network or setting of anybody's; on
every rung of the ladder."""

from __future__ import annotations

import os
import socket
import stat
import sys
from pathlib import Path

import pytest

import tutor
from tests.runner.support import ROOT, frames, light_runner, outcomes, source, task
from tests.runner.test_ends import Started
from tutor.runner.client import Runner
from tutor.runner.ladder import BOTH, NAMESPACES
from tutor.runner.readable import readable
from tutor.runner.syscalls import this_machine
from tutor.runner.task import Limits

pytestmark = pytest.mark.asyncio(loop_scope="session")

# Refused; as if the kernel had no such call; as if the file were on another disk (Landlock's word for links across).
DENIED = ("PermissionError", "OSError: [Errno 38]", "OSError: [Errno 18]")
# Behind namespaces: there is no such file, or it is on a disk that can't be written.
ABSENT = ("FileNotFoundError", "OSError: [Errno 30]")
CALL = "import ctypes; c = ctypes.CDLL(None, use_errno=True)\n" + (
    "def call(*a):\n    if c.syscall(*a) < 0: e = ctypes.get_errno(); import os; raise OSError(e, os.strerror(e))\n"
)


def refused(tried: dict[str, str], runner: Runner | None = None) -> dict[str, str]:
    """What was not refused: empty, where all is well."""
    rooted = runner is not None and runner.confinement is not None and runner.confinement.namespaces
    meant = (*DENIED, *ABSENT) if rooted else DENIED
    return {name: outcome for name, outcome in tried.items() if not outcome.startswith(meant)}


async def test_no_file_of_anybodys_can_be_read(with_files, tmp_path):
    (tmp_path / "secret").write_text("secret")
    files = {
        "a file in the temporary folder": tmp_path / "secret",
        "the users": Path("/etc/passwd"),
        "the shadow": Path("/etc/shadow"),
        "this program": Path(tutor.__file__),
        "the checkout": ROOT / "pyproject.toml",
        "its own environment": Path("/proc/self/environ"),
        "its memory map": Path("/proc/self/maps"),
        "its memory": Path("/proc/self/mem"),
        "its parent's environment": Path(f"/proc/{os.getpid()}/environ"),
        "the processes": Path("/proc/1/cmdline"),
    }
    folders = {
        "the root": Path("/"),
        "the homes": "/home",
        "root's": "/root",
        "temporary": tmp_path,
        "proc": Path("/proc"),
        "course": ROOT,
    }
    reading = {name: f"open({str(path)!r}, 'rb').read(1)" for name, path in files.items()}
    listing = {f"listing {name}": f"import os; os.listdir({str(path)!r})" for name, path in folders.items()}
    assert refused(await outcomes(with_files, reading), with_files) == {}
    tried = await outcomes(with_files, listing)
    if with_files.confinement.landlock_abi:
        assert refused(tried) == {}


async def test_behind_namespaces_there_is_nothing_but_what_may_be_read(rooted):
    """The whole tree is walked: each file is one that Landlock would grant, and none can be written."""
    granted = [str(path) for path in (*readable(), Path(os.devnull))]
    text = """if True:
        import os
        granted, found = set(job.data['granted']), []
        for folder, folders, files in os.walk('/'):
            folders[:] = [name for name in folders if os.path.join(folder, name) not in granted | {str(job.scratch)}]
            for path in [folder, *(os.path.join(folder, name) for name in files)]:
                if path not in granted and not os.path.islink(path) and (path in files or os.access(path, os.W_OK)):
                    found.append(path)
        for path in granted:
            if os.access(path, os.W_OK) and not path.startswith('/dev/'):
                found.append(path)
        job.send({'t': 'found', 'paths': found, 'root': os.listdir('/')})
    """
    (told,) = frames(await rooted.run(source(text, granted=granted)))
    assert told["paths"] == []
    assert "dev" in told["root"]
    assert set(told["root"]) < {path.name for path in Path("/").iterdir()}


async def test_behind_namespaces_nothing_else_is_mounted(rooted):
    """Seen from outside: every mount of a running child is read-only but its scratch folder and the devices."""
    started = await Started(rooted).wait()
    pid, host = started.pids
    lines = [line.split() for line in Path(f"/proc/{pid}/mountinfo").read_text().splitlines()]
    scratch = os.readlink(f"/proc/{pid}/cwd")  # noqa: PTH115 (a Path would tidy what the kernel says)
    rooted.cancel()
    await started.run
    options = {fields[4]: set(fields[5].split(",")) for fields in lines}
    writable = {place for place, said in options.items() if "ro" not in said}
    assert writable == {scratch}
    assert all("nosuid" in said for said in options.values())
    assert {place for place, said in options.items() if "nodev" not in said} <= {
        f"/dev/{name}" for name in ("null", "zero", "random", "urandom")
    }
    granted = {str(path) for path in readable()} | {"/", "/dev/null", scratch, str(Path(scratch).parent)}
    outside = {place for place in options if not any(f"{place}/".startswith(f"{one}/") for one in granted - {"/"})}
    assert outside == {"/"}
    for kind in ("user", "net", "ipc", "uts"):
        ours, its = (Path(f"/proc/{one}/ns/{kind}").readlink() for one in ("self", host))
        assert ours != its


async def test_behind_namespaces_no_name_leads_out(rooted, tmp_path):
    """Neither upwards, nor through a working folder or a descriptor of before, nor by mounting anything again."""
    (tmp_path / "secret").write_text("secret")
    secret = str(tmp_path / "secret")
    snippets = {
        "upwards": f"open('/' + '../' * 20 + {secret[1:]!r})",
        "from here": f"import os; open('../' * 20 + {secret[1:]!r})",
        "a bare root": "import os; os.stat('/..').st_ino == os.stat('/').st_ino or 1 / 0; open('/../etc/shadow')",
        "another root": "import os; os.chroot('.')",
        "mounting": CALL + "call(165, b'none', b'.', b'tmpfs', 0, 0)",
        "mounting anew": CALL + "call(430, b'proc', 0)",
        "unmounting": CALL + f"call(166, {str(tmp_path)!r}.encode(), 2)",
        "a tree": CALL + "call(428, -100, b'/', 1)",
        "other namespaces": CALL + "call(308, 0, 0)",
        "a user namespace": CALL + "call(272, 0x10000000)",
        "a device": "import os, stat; os.mknod('x', stat.S_IFCHR | 0o600, os.makedev(1, 1))",
        "a descriptor": "import os; [os.open('..', os.O_RDONLY, dir_fd=fd) for fd in range(3, 128)]",
    }
    told = await outcomes(rooted, snippets)
    assert told.pop("a descriptor").startswith(("NotADirectoryError", "OSError: [Errno 9]"))
    assert refused(told, rooted) == {}


FILES_TOLD = "it uses a file, and files can't be kept apart on this machine"
ASKING = {
    "reading": "open('/etc/passwd')",
    "writing": "open('mine', 'w')",
    "by number": "import os; os.open('mine', os.O_RDONLY)",
    "temporary": "import tempfile; tempfile.mkdtemp()",
    "listing": "import os; os.listdir('.')",
    "removing": "import os; os.remove('mine')",
    "caught": "try: open('mine')\nexcept OSError: pass",
    "in a thread": "import threading; t = threading.Thread(target=open, args=('x',)); t.start(); t.join()",
    "a package": "import mpmath",
    "a module in C": "import mmap, termios, audioop, spwd",
}


@pytest.mark.parametrize("text", ASKING.values(), ids=ASKING)
async def test_behind_seccomp_alone_whoever_asks_for_a_file_is_not_judged(fileless, text):
    ended = await fileless.run(source(f"print('so far')\n{text}\nprint('and on')"))
    assert (ended.reason, ended.stdout) == ("lost", "so far\n")
    assert FILES_TOLD in ended.detail


async def test_behind_seccomp_alone_the_kernel_opens_nothing_however_it_is_asked(fileless, tmp_path):
    (tmp_path / "mine").write_text("keep me")
    mine, numbers = f"{str(tmp_path / 'mine')!r}.encode()", this_machine().numbers
    here = {"openat": f"-100, {mine}, 0", "mkdirat": "-100, b'd', 0o700", "unlinkat": f"-100, {mine}, 0"}
    old = {"open": f"{mine}, 0", "creat": f"{mine}, 0o600", "rename": f"{mine}, b'x'", "unlink": mine, "rmdir": mine}
    new = {"renameat2": f"-100, {mine}, -100, b'x', 0", "openat2": f"-100, {mine}, 0, 0", "linkat": "0, 0, 0, 0, 0"}
    calls = {name: words for name, words in (here | old | new).items() if name in numbers}
    snippets = {name: CALL + f"call({numbers[name]}, {words})" for name, words in calls.items()}
    assert refused(await outcomes(fileless, snippets)) == {}
    assert (tmp_path / "mine").read_text() == "keep me"


async def test_behind_seccomp_alone_programs_without_files_run(fileless):
    text = """if True:
        import math, random, statistics, json, collections, traceback, warnings, threading
        warnings.warn('of a line that no file is opened for')
        try: json.loads('{')
        except ValueError: traceback.print_exc()
        try: import no_such_module_anywhere
        except ImportError: print('told as ever')
    """
    ended = await fileless.run(source(text))
    assert (ended.reason, ended.detail) == ("done", "")
    assert "told as ever" in ended.stdout


async def test_one_of_a_pair_that_asks_for_a_file_is_nobodys_fault(fileless):
    learner, examiner = await fileless.run_pair(task("produce", count=2, then="open('mine')"), task("consume"))
    assert (learner.reason, examiner.reason) == ("lost", "done")
    assert FILES_TOLD in learner.detail
    assert frames(examiner)[0]["ended"] == "lost"


async def test_nothing_can_be_written_but_in_scratch(with_files, tmp_path):
    (tmp_path / "mine").write_text("keep me")
    mine = str(tmp_path / "mine")
    snippets = {
        "overwriting": f"open({mine!r}, 'w')",
        "truncating": f"import os; os.open({mine!r}, os.O_RDONLY | os.O_TRUNC)",
        "truncating by path": f"import os; os.truncate({mine!r}, 0)",
        "removing": f"import os; os.unlink({mine!r})",
        "renaming": f"import os; os.rename({mine!r}, 'x')",
        "linking": f"import os; os.link({mine!r}, 'x')",
        "a symbolic link": "import os; os.symlink('/etc/passwd', 'x')",
        "a pipe": "import os; os.mkfifo('x')",
        "the mode": f"import os; os.chmod({mine!r}, 0)",
        "the time": f"import os; os.utime({mine!r})",
        "the owner": f"import os; os.chown({mine!r}, 0, 0)",
        "an attribute": f"import os; os.setxattr({mine!r}, 'user.x', b'x')",
        "a package": "import json; open(json.__file__, 'a')",
        "truncating a package": "import json, os; os.open(json.__file__, os.O_RDONLY | os.O_TRUNC)",
        "beside scratch": "open('../x', 'w')",
        "a folder beside scratch": "import os; os.mkdir('../x')",
        "other runs": "import os; os.listdir('..')",
        "shared memory": "open('/dev/shm/tutor-test', 'w')",
    }
    assert refused(await outcomes(with_files, snippets), with_files) == {}
    assert (tmp_path / "mine").read_text() == "keep me"


async def test_scratch_itself_serves(with_files):
    snippets = {
        "a file": "open('a', 'w').write('x'); assert open('a').read() == 'x'",
        "a folder": "import os; os.mkdir('d'); open('d/a', 'w'); os.listdir('d')",
        "renaming": "import os; os.rename('a', 'b')",
        "removing": "import os; os.unlink('b')",
        "temporary": "import tempfile; tempfile.TemporaryFile(); assert tempfile.tempdir == str(job.scratch)",
        "home": "import os; assert os.path.expanduser('~') == os.getcwd() == str(job.scratch)",
        "null": "open('/dev/null', 'w').write('x')",
        "chance": "open('/dev/urandom', 'rb').read(4)",
        "a time zone": "import zoneinfo; zoneinfo.ZoneInfo('Europe/Rome')",
    }
    tried = await outcomes(with_files, snippets)
    assert set(tried.values()) == {"did it"}, tried


@pytest.mark.parametrize("kind", ["AF_INET", "AF_INET6", "AF_UNIX", "AF_NETLINK", "AF_PACKET"])
async def test_there_is_no_network(behind, kind):
    snippets = {
        "stream": f"import socket; socket.socket(socket.{kind}, socket.SOCK_STREAM)",
        "datagram": f"import socket; socket.socket(socket.{kind}, socket.SOCK_DGRAM)",
    }
    assert refused(await outcomes(behind, snippets)) == {}


async def test_no_other_process_can_be_started_or_touched(behind):
    others = {f"signal {pid}": f"import os; os.kill({pid}, 0)" for pid in (os.getpid(), 1, 0, -1)}
    snippets = others | {
        "the host": "import os; os.kill(os.getppid(), 9)",
        "the group": "import os; os.killpg(0, 9)",
        "fork": "import os; os.fork()",
        "spawn": "import os; os.posix_spawn('/bin/true', ['true'], {})",
        "exec": "import os; os.execv('/bin/true', ['true'])",
        "a subprocess": f"import subprocess; subprocess.run([{sys.executable!r}, '-c', ''])",
        "pidfd": "import os; os.pidfd_open(os.getppid())",
        "limits": f"import resource; resource.prlimit({os.getpid()}, resource.RLIMIT_NOFILE, (1, 1))",
        "affinity": f"import os; os.sched_setaffinity({os.getpid()}, [0])",
        "priority": f"import os; os.setpriority(os.PRIO_PROCESS, {os.getpid()}, 19)",
        "ptrace": CALL + f"call(101, 16, {os.getpid()}, 0, 0)",
        "a signal by descriptor": "import fcntl, os; r, w = os.pipe(); fcntl.fcntl(r, fcntl.F_SETOWN, os.getppid())",
        "another signal by it": "import fcntl, os; r, w = os.pipe(); fcntl.fcntl(r, fcntl.F_SETSIG, 9)",
        "to a thread": "import fcntl, os; r, w = os.pipe(); fcntl.fcntl(r, 15, bytes(8))",
    }
    assert refused(await outcomes(behind, snippets)) == {}


async def test_confinement_cannot_be_taken_off(behind):
    snippets = {
        "namespaces": CALL + "call(272, 0x10000000)",
        "becoming another user": "import os; os.setuid(12345)",
        "dying with nobody": CALL + "import os\nif c.prctl(1, 0, 0, 0, 0) < 0: raise PermissionError",
        "hiding from the watch": CALL + "import os\nif c.prctl(4, 0, 0, 0, 0) < 0: raise PermissionError",
        "a session of its own": "import os; os.setsid()",
        "io_uring": CALL + "call(425, 1, 0)",
        "an unknown call": CALL + "call(999, 1, 0)",
        "bpf": CALL + "call(321, 0, 0, 0)",
        "memory files": "import os; os.memfd_create('x')",
        "keyrings": CALL + "call(250, 0, -3, 1)",
        "the kernel's log": CALL + "call(103, 3, 0, 0)",
    }
    assert refused(await outcomes(behind, snippets)) == {}


async def test_a_call_of_the_x32_machine_is_death(behind):
    if os.uname().machine != "x86_64":
        pytest.skip("x32 is a way of x86-64 processors only")
    ended = await behind.run(source(CALL + "call(0x40000000 + 39)"))
    assert (ended.reason, ended.status) == ("died", -31)


async def test_what_a_child_holds_is_what_it_was_given(behind):
    text = """if True:
        import os
        held = []
        for fd in range(256):
            try:
                held.append([fd, os.fstat(fd).st_mode])
            except OSError:
                pass
        job.send({'t': 'held', 'fds': held, 'environment': dict(os.environ), 'umask': os.umask(0), 'cwd': os.getcwd(),
                  'session': os.getsid(0) == os.getpid()})
    """
    (found,) = frames(await behind.run(source(text)))
    kinds = [(fd, stat.S_IFMT(mode)) for fd, mode in found["fds"]]
    assert kinds == [(0, stat.S_IFCHR), (1, stat.S_IFIFO), (2, stat.S_IFIFO), (4, stat.S_IFIFO)]
    assert found["session"]
    assert found["umask"] == 0o077
    assert set(found["environment"].values()) == {found["cwd"], "/nonexistent", "C.UTF-8", "dumb", "learner", "Agg"}


async def test_the_reference_is_in_no_memory_that_the_learner_inherits(behind):
    """The job of one child is looked for in all the memory of the next."""
    await behind.run(source("pass", secret="the-reference-" + "itself"))
    text = """if True:
        import gc
        word = b'the-reference-' + b'itself'
        dicts = [thing for thing in gc.get_objects() if isinstance(thing, dict)]
        found = [thing for thing in dicts if word.decode() in str(thing.get('secret'))]
        job.send({'t': 'found', 'n': len(found)})
    """
    assert frames(await behind.run(source(text))) == [{"t": "found", "n": 0}]


async def test_signals_and_abstract_sockets_are_scoped_and_a_waiting_server_is_unreachable(with_files):
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        port = server.getsockname()[1]
        tried = await outcomes(
            with_files, {"http": f"import urllib.request as u; u.urlopen('http://127.0.0.1:{port}')"}
        )
    assert "Permission denied" in tried["http"]


@pytest.mark.parametrize("abi", [1, 3, 6])
async def test_older_landlocks_hold_too(abi, tmp_path):
    (tmp_path / "mine").write_text("keep me")
    mine = str(tmp_path / "mine")
    async with light_runner(landlock_at_most=abi) as older:
        await older.ready()
        assert older.confinement is not None
        assert older.confinement.landlock_abi == abi
        snippets = {
            "reading": f"open({mine!r})",
            "truncating": f"import os; os.open({mine!r}, os.O_RDONLY | os.O_TRUNC)",
            "truncating a package": "import json, os; os.open(json.__file__, os.O_RDONLY | os.O_TRUNC)",
            "signals": f"import os; os.kill({os.getpid()}, 0)",
            "network": "import socket; socket.create_connection(('127.0.0.1', 9))",
        }
        assert refused(await outcomes(older, snippets)) == {}


@pytest.mark.parametrize("rung", [BOTH, NAMESPACES])
async def test_a_hidden_folder_inside_the_packages_stays_hidden(rung):
    """As when the built-in course travels inside the installed package."""
    import numpy

    folder = Path(numpy.__file__).parent / "linalg"
    async with light_runner(hidden=[folder], at_most=rung) as hiding:
        tried = await outcomes(
            hiding,
            {
                "hidden": f"open({str(folder / '__init__.py')!r})",
                "listing": f"import os; os.listdir({str(folder)!r})",
                "beside": f"open({str(folder.parent / '__init__.py')!r})",
                "another package, imported late": "import mpmath",
            },
        )
    assert refused({name: tried.pop(name) for name in ("hidden", "listing")}, hiding) == {}
    assert set(tried.values()) == {"did it"}, tried


@pytest.mark.parametrize(
    "text",
    [
        "list(torch.utils.data.DataLoader(range(4), num_workers=2))",
        "torch.ones(3).share_memory_()",
        "torch.compile(lambda x: x * 2 + 1)(torch.ones(3))",
        "import multiprocessing; multiprocessing.Pool(1)",
    ],
)
async def test_what_needs_processes_or_shared_memory_fails_and_never_hangs(runner, text):
    ended = await runner.run(source(f"import torch\n{text}", Limits(wall=60)))
    assert ended.reason == "done", ended
    (told,) = frames(ended)
    assert told["t"] == "broke"
