"""*Screen side.* The folders that learners' programs may write in: made, measured and wiped here.

One private root for each client, under the user's runtime folder or the machine's temporary one, locked for as long as
the client lives; roots that nobody holds any more are swept when the next client starts.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

PREFIX = "tutor-scratch-"
DEPTH_LIMIT = 24  # of the walk: a deeper tree is not measured but refused


class ScratchRoot:
    """A private, locked folder. `path` is its place."""

    def __init__(self, parent: Path | None = None) -> None:
        self.parent = parent or _parent()
        sweep(self.parent)
        self.path, self._lock = _locked_folder(self.parent)

    def close(self) -> None:
        """Wipe all of it and let go."""
        wipe(self.path)
        os.close(self._lock)


@dataclass(frozen=True)
class Usage:
    """What lies in a scratch folder. `beyond` is set where a tree is too deep, or changes too fast, to be measured."""

    files: int
    size: int
    beyond: bool = False


def measure(folder: Path, most_files: int) -> Usage:
    """Files, folders and bytes on disk below `folder`; stops counting after `most_files`."""
    files = size = 0
    waiting = [(str(folder), 0)]
    while waiting and files <= most_files:
        path, depth = waiting.pop()
        if depth > DEPTH_LIMIT:
            return Usage(files, size, beyond=True)
        try:
            entries = os.scandir(path)
        except PermissionError:
            if _may_be_filled(path):
                return Usage(files, size, beyond=True)
            continue
        except (FileNotFoundError, NotADirectoryError):
            continue  # gone
        except OSError:  # a path longer than the kernel takes, or whatever else is meant to blind this walk
            return Usage(files, size, beyond=True)
        with entries:
            for entry in entries:
                files += 1
                if files > most_files:
                    break
                with contextlib.suppress(OSError):
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append((entry.path, depth + 1))
                    else:
                        size += entry.stat(follow_symlinks=False).st_blocks * 512
    return Usage(files, size)


def _may_be_filled(path: str) -> bool:
    """Whether a folder that its owner can't list lets the owner make files in it, as one of mode 0300 does."""
    try:
        mode = os.lstat(path).st_mode
    except OSError:
        return False
    needed = stat.S_IWUSR | stat.S_IXUSR
    return mode & needed == needed


def unlinked_bytes(pid: int) -> int:
    """Bytes on disk of files that the process holds open and that no folder shows any more."""
    size = 0
    try:
        opened = list(Path(f"/proc/{pid}/fd").iterdir())
    except OSError:
        return 0
    for link in opened:
        with contextlib.suppress(OSError):
            file = link.stat()
            if stat.S_ISREG(file.st_mode) and file.st_nlink == 0:
                size += file.st_blocks * 512
    return size


def wipe(folder: Path) -> None:
    """Remove `folder` and all below it, however deep and whatever its modes. Its writers are gone; no link is followed.

    Goes down one descriptor at a time and up again by "..": neither depth nor the length of a path matters.
    """
    with contextlib.suppress(OSError):
        folder.rmdir()
        return
    try:
        here = _open_top(folder)
    except OSError:
        return
    names: list[str] = []
    try:
        while True:
            inner = _remove_files(here)
            if inner is not None:
                below = _open_folder(inner, here)
                os.close(here)
                here = below
                names.append(inner)
            elif names:
                above = os.open("..", os.O_RDONLY | os.O_DIRECTORY, dir_fd=here)
                os.close(here)
                here = above
                os.rmdir(names.pop(), dir_fd=here)
            else:
                break
    except OSError:
        return
    finally:
        os.close(here)
        with contextlib.suppress(OSError):
            folder.rmdir()


def sweep(parent: Path) -> None:
    """Wipe the roots in `parent` that belong to this user and to no living client."""
    for path in parent.glob(f"{PREFIX}*"):
        try:
            fd = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except OSError:
            continue
        try:
            if os.fstat(fd).st_uid == os.getuid():
                fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
                wipe(path)
        except BlockingIOError:
            continue  # its client lives
        finally:
            os.close(fd)


def _parent() -> Path:
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if runtime and Path(runtime).is_dir() and os.access(runtime, os.W_OK | os.X_OK):
        return Path(runtime)
    return Path(tempfile.gettempdir())


def _locked_folder(parent: Path) -> tuple[Path, int]:
    while True:
        path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent)).resolve()
        fd = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if path.exists():
                return path, fd
        except BlockingIOError:
            pass  # another client's sweep has it already, between its making and its locking
        os.close(fd)


def _open_top(folder: Path) -> int:
    parent_fd = os.open(folder.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        return _open_folder(folder.name, parent_fd)
    finally:
        os.close(parent_fd)


def _open_folder(name: str, parent_fd: int) -> int:
    with contextlib.suppress(OSError):
        os.chmod(name, 0o700, dir_fd=parent_fd)
    return os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=parent_fd)


def _remove_files(fd: int) -> str | None:
    """Unlink everything in the folder that is no folder; the name of one folder that is left, if any."""
    inner = None
    with os.scandir(fd) as entries:
        listed = [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries]
    for name, is_folder in listed:
        if is_folder:
            inner = name
        else:
            os.unlink(name, dir_fd=fd)
    return inner
