"""Noticing at once that a file was saved, whichever way an editor saves it. *Screen side.* Headless.

On Linux the system tells it (inotify, by way of the C library): nothing is done while nothing happens. A library for
this was tried and left: to answer as soon it looks at its own list a hundred times a second. Where nothing is told
(network file systems, other systems, a folder that was moved away) the file is looked at twenty times a second.
Even where the system tells, one look a second catches what it may have missed.
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import os
import struct
import sys
import time
from pathlib import Path

LOOK_EVERY = 0.05  # seconds between two looks where nothing is told
LOOK_ANYWAY = 1.0  # and where it is
SETTLED = 0.015  # a file that stays as it is for so long is whole
SETTLED_EMPTY = 0.2  # an empty one may just be about to be written
AT_LATEST = 1.0  # what is still being written after so long is taken as it is

_CLOSE_WRITE, _MOVED_TO, _CREATE = 0x08, 0x80, 0x100
_OVERFLOW, _IGNORED, _ONLY_FOLDERS = 0x4000, 0x8000, 0x1000000
_HEAD = struct.Struct("iIII")

Stamp = tuple[int, int, int] | None  # time of change in ns, size in bytes, inode; None for no file


class SavedFile:
    """Watches the file at `path`: `await saved(told)` once for each save, with `told = telling()` for the first."""

    def __init__(self, path: Path, *, polling: bool = False) -> None:
        self.path = path
        self._polling = polling
        self._seen = self._look()

    def _look(self) -> Stamp:
        try:
            if not self._polling:
                status = self.path.stat()
            else:
                # Opening is what makes a network file system ask its server instead of its memory.
                file = os.open(self.path, os.O_RDONLY | os.O_NONBLOCK)
                try:
                    status = os.fstat(file)
                finally:
                    os.close(file)
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size, status.st_ino

    async def saved(self, told: Told | None = None) -> None:
        """Wait until the file was saved since it was last looked at, and is whole."""
        while True:
            stamp = await self._looked()
            if stamp is not None and stamp != self._seen:
                self._seen = await self._settled(stamp, bool(told and told.is_closed))
                if self._seen is not None:
                    return
            if told is not None and not told.is_lost:
                await told.wait(LOOK_ANYWAY)
            else:
                await asyncio.sleep(LOOK_EVERY)

    async def _looked(self) -> Stamp:
        # In a thread where a server may take its time to answer.
        return await asyncio.to_thread(self._look) if self._polling else self._look()

    async def _settled(self, stamp: Stamp, is_closed: bool) -> Stamp:
        """The stamp once the file is written to the end. Who closed a file with something in it has."""
        if is_closed and stamp is not None and stamp[1]:
            return stamp
        since = began = time.monotonic()
        while time.monotonic() - began < AT_LATEST:
            await asyncio.sleep(SETTLED / 3)
            now = await self._looked()
            if now != stamp:
                stamp, since = now, time.monotonic()
            wait = SETTLED if stamp is not None and stamp[1] else SETTLED_EMPTY
            if time.monotonic() - since >= wait:
                break
        return stamp

    def telling(self) -> Told | None:
        """Whoever tells of saves here, to be closed in the end; None where nobody does."""
        if self._polling or not sys.platform.startswith("linux"):
            return None
        with contextlib.suppress(OSError, AttributeError):
            return Told(self.path)
        return None


class Told:
    """What Linux tells of the folder a file is in. Within a running loop only. Raises OSError if it tells nothing."""

    def __init__(self, path: Path) -> None:
        folder, self._name = os.path.split(os.path.realpath(path))  # a link's target is where things happen
        libc = ctypes.CDLL(None, use_errno=True)
        self._file = libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        if self._file < 0:
            raise OSError(ctypes.get_errno(), "inotify_init1")
        wanted = _CLOSE_WRITE | _MOVED_TO | _CREATE | _ONLY_FOLDERS
        if libc.inotify_add_watch(self._file, os.fsencode(folder), ctypes.c_uint32(wanted)) < 0:
            number = ctypes.get_errno()
            os.close(self._file)
            raise OSError(number, "inotify_add_watch")
        self._happened = asyncio.Event()
        self.is_closed = False  # whether whoever wrote the file has closed it
        self.is_lost = False  # whether nothing is told any more
        asyncio.get_running_loop().add_reader(self._file, self._take)

    async def wait(self, seconds: float) -> None:
        """Until something happened to the file, or `seconds` are over."""
        self.is_closed = False
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._happened.wait(), seconds)
        self._happened.clear()

    def _take(self) -> None:
        try:
            data = os.read(self._file, 1 << 16)
        except BlockingIOError:
            return
        at = 0
        while at < len(data):
            _, mask, _, size = _HEAD.unpack_from(data, at)
            name = data[at + _HEAD.size : at + _HEAD.size + size].rstrip(b"\0")
            at += _HEAD.size + size
            if mask & _IGNORED:
                self.is_lost = True
            if name == os.fsencode(self._name):
                self.is_closed = bool(mask & (_CLOSE_WRITE | _MOVED_TO))
                self._happened.set()
            elif mask & (_OVERFLOW | _IGNORED):
                self._happened.set()

    def close(self) -> None:
        """Hear no more."""
        asyncio.get_running_loop().remove_reader(self._file)
        os.close(self._file)
