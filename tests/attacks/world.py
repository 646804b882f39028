"""What an attacker would like to reach: files, sockets and a process of the user's, and whether they were."""

from __future__ import annotations

import asyncio
import os
import socket
import stat
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

MARK = "the-reference-4f1b"
SECRET = "SECRET of the user's 9c2e"

Facts = dict[str, tuple[object, ...]]


@dataclass(frozen=True)
class World:
    """One user's things. `home` holds files and Unix sockets; nothing in it is any business of a learner's program."""

    home: Path
    servers: dict[str, socket.socket]
    victim: asyncio.subprocess.Process
    before: Facts

    def filled_in(self, text: str) -> str:
        """An attack's text with the names of this world's things."""
        names = {
            "@HOME@": str(self.home),
            "@CANARY@": str(self.home / "canary"),
            "@OPEN@": str(self.home / "open"),
            "@STREAM@": str(self.home / "stream"),
            "@DATAGRAM@": str(self.home / "datagram"),
            "@ABSTRACT@": abstract_name("stream")[1:],
            "@ABSTRACT_DATAGRAM@": abstract_name("datagram")[1:],
            "@PORT@": str(self.servers["tcp"].getsockname()[1]),
            "@UDP@": str(self.servers["udp"].getsockname()[1]),
            "@VICTIM@": str(self.victim.pid),
            "@SCREEN@": str(os.getpid()),
            "@ROOT@": str(Path(__file__).resolve().parents[2]),
            "@FIRST@": MARK[:10],
            "@SECOND@": MARK[10:],
        }
        for name, value in names.items():
            text = text.replace(name, value)
        return text

    def harm(self) -> list[str]:
        """What was done to it."""
        found = [f"{name} is not what it was" for name in changed(self.before, facts_below(self.home))]
        if (self.home / "canary").read_text() != SECRET:
            found.append("the file was written")
        if self.victim.returncode is not None:
            found.append("the other process was ended")
        found += [f"the {name} server was called" for name, server in self.servers.items() if called(server)]
        return found


def furnish(home: Path, servers: ExitStack) -> dict[str, socket.socket]:
    """Put the user's things into `home`; the servers that listen there and elsewhere on this machine."""
    for name, mode in (("canary", 0o600), ("open", 0o666), ("script", 0o755)):
        (home / name).write_text(SECRET)
        (home / name).chmod(mode)
    with suppress(OSError):  # not every file system has attributes
        os.setxattr(home / "canary", "user.secret", SECRET.encode())
    (home / "folder").mkdir()
    (home / "folder" / "inner").write_text(SECRET)
    (home / "link").symlink_to("canary")
    os.mkfifo(home / "pipe")
    made = {
        "tcp": socket.create_server(("127.0.0.1", 0)),
        "udp": socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
        "stream": socket.socket(socket.AF_UNIX),
        "datagram": socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM),
        "abstract stream": socket.socket(socket.AF_UNIX),
        "abstract datagram": socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM),
    }
    for server in made.values():
        servers.enter_context(server)
        server.setblocking(False)
    made["udp"].bind(("127.0.0.1", 0))
    for kind in ("stream", "datagram"):
        made[kind].bind(str(home / kind))
        (home / kind).chmod(0o666)
        made[f"abstract {kind}"].bind(abstract_name(kind))
    made["stream"].listen()
    made["abstract stream"].listen()
    return made


def abstract_name(kind: str) -> str:
    """The name of a socket in no folder."""
    return f"\0tutor-attack-{kind}-{os.getpid()}"


def called(server: socket.socket) -> bool:
    """Whether anything came to a server."""
    try:
        server.accept() if server.type == socket.SOCK_STREAM else server.recv(1)
    except BlockingIOError:
        return False
    return True


def facts_below(folder: Path) -> Facts:
    """What can be said of a folder and what is in it without reading: owners, modes, sizes, times, attributes."""
    return {str(path.relative_to(folder.parent)): facts_of(path) for path in walk(folder)}


def walk(folder: Path) -> Iterator[Path]:
    """A folder and all below it; links are not followed."""
    yield folder
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            yield from walk(path)
        else:
            yield path


def facts_of(path: Path) -> tuple[object, ...]:
    """What can be said of one file. When it was last read is told of files only: listing a folder changes that."""
    seen = path.lstat()
    read = 0 if stat.S_ISDIR(seen.st_mode) or stat.S_ISLNK(seen.st_mode) else seen.st_atime_ns
    times = (seen.st_mtime_ns, seen.st_ctime_ns, read)
    names = []
    with suppress(OSError):
        names = sorted(os.listxattr(path, follow_symlinks=False))
    return (seen.st_mode, seen.st_uid, seen.st_gid, seen.st_nlink, seen.st_ino, seen.st_size, *times, *names)


def changed(before: Facts, after: Facts) -> list[str]:
    """The names of what came, went or changed."""
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
