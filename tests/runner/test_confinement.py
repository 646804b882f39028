"""Protects: a child can do what a lesson needs, and can reach no file, process, network or setting of anybody's."""

from __future__ import annotations

import os
import socket
import stat
import sys
from pathlib import Path

import pytest

import tutor
from tests.runner.support import ROOT, frames, light_runner, new_runner, outcomes, source

pytestmark = pytest.mark.asyncio(loop_scope="session")

# Refused; as if the kernel had no such call; as if the file were on another disk (Landlock's word for links across).
DENIED = ("PermissionError", "OSError: [Errno 38]", "OSError: [Errno 18]")
CALL = "import ctypes; c = ctypes.CDLL(None, use_errno=True)\n" + (
    "def call(*a):\n    if c.syscall(*a) < 0: e = ctypes.get_errno(); import os; raise OSError(e, os.strerror(e))\n"
)


def refused(tried: dict[str, str]) -> dict[str, str]:
    """What was not refused: empty, where all is well."""
    return {name: outcome for name, outcome in tried.items() if not outcome.startswith(DENIED)}


async def test_no_file_of_anybodys_can_be_read(runner, tmp_path):
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
    assert refused(await outcomes(runner, reading | listing)) == {}


async def test_nothing_can_be_written_but_in_scratch(runner, tmp_path):
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
    assert refused(await outcomes(runner, snippets)) == {}
    assert (tmp_path / "mine").read_text() == "keep me"


async def test_scratch_itself_serves(runner):
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
    tried = await outcomes(runner, snippets)
    assert set(tried.values()) == {"did it"}, tried


@pytest.mark.parametrize("kind", ["AF_INET", "AF_INET6", "AF_UNIX", "AF_NETLINK", "AF_PACKET"])
async def test_there_is_no_network(runner, kind):
    snippets = {
        "stream": f"import socket; socket.socket(socket.{kind}, socket.SOCK_STREAM)",
        "datagram": f"import socket; socket.socket(socket.{kind}, socket.SOCK_DGRAM)",
    }
    assert refused(await outcomes(runner, snippets)) == {}


async def test_no_other_process_can_be_started_or_touched(runner):
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
    }
    assert refused(await outcomes(runner, snippets)) == {}


async def test_confinement_cannot_be_taken_off(runner):
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
    assert refused(await outcomes(runner, snippets)) == {}


async def test_a_call_of_the_x32_machine_is_death(runner):
    if os.uname().machine != "x86_64":
        pytest.skip("x32 is a way of x86-64 processors only")
    ended = await runner.run(source(CALL + "call(0x40000000 + 39)"))
    assert (ended.reason, ended.status) == ("died", -31)


async def test_what_a_child_holds_is_what_it_was_given(runner):
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
    (found,) = frames(await runner.run(source(text)))
    kinds = [(fd, stat.S_IFMT(mode)) for fd, mode in found["fds"]]
    assert kinds == [(0, stat.S_IFCHR), (1, stat.S_IFIFO), (2, stat.S_IFIFO), (4, stat.S_IFIFO)]
    assert found["session"]
    assert found["umask"] == 0o077
    assert set(found["environment"].values()) == {found["cwd"], "/nonexistent", "C.UTF-8", "dumb", "learner", "Agg"}


async def test_the_reference_is_in_no_memory_that_the_learner_inherits(runner):
    """The job of one child is looked for in all the memory of the next."""
    await runner.run(source("pass", secret="the-reference-" + "itself"))
    text = """if True:
        import gc
        word = b'the-reference-' + b'itself'
        dicts = [thing for thing in gc.get_objects() if isinstance(thing, dict)]
        found = [thing for thing in dicts if word.decode() in str(thing.get('secret'))]
        job.send({'t': 'found', 'n': len(found)})
    """
    assert frames(await runner.run(source(text))) == [{"t": "found", "n": 0}]


async def test_signals_and_abstract_sockets_are_scoped_and_a_waiting_server_is_unreachable(runner):
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        port = server.getsockname()[1]
        tried = await outcomes(runner, {"http": f"import urllib.request as u; u.urlopen('http://127.0.0.1:{port}')"})
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


async def test_a_hidden_folder_inside_the_packages_stays_hidden():
    """As when the built-in course travels inside the installed package."""
    import numpy

    folder = Path(numpy.__file__).parent / "linalg"
    async with new_runner(hidden=[folder]) as hiding:
        tried = await outcomes(
            hiding,
            {
                "hidden": f"open({str(folder / '__init__.py')!r})",
                "listing": f"import os; os.listdir({str(folder)!r})",
                "beside": f"open({str(folder.parent / '__init__.py')!r})",
                "another package, imported late": "import mpmath",
            },
        )
    assert refused({name: tried.pop(name) for name in ("hidden", "listing")}) == {}
    assert set(tried.values()) == {"did it"}, tried
