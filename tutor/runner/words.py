"""*Any side.* Words: whole messages from one process to another, with descriptors, over a pair of connected sockets.

On Linux the kernel keeps a message in one piece (SOCK_SEQPACKET). Where it doesn't, as on macOS, a stream is cut into
frames: how many bytes follow, as a little-endian u32, and the bytes. A socket tells by its own type which it is: nobody
else has to know. Readers take exactly what is missing of one frame: then descriptors come with their own.
"""

from __future__ import annotations

import os
import select
import socket
import struct
from array import array
from collections.abc import Iterator, Sequence

LONGEST = 1 << 16  # bytes of one message
_MOST_FDS = 4
_HEAD = struct.Struct("<I")
_BUFFER = 1 << 18  # bytes a stream holds; macOS gives it 8 KiB unasked, and a word should never have to wait
_ROOM_WAIT_MS = 1000  # for the other end to read, where it holds that much all the same
_SPACE = socket.CMSG_LEN(_MOST_FDS * array("i").itemsize)
_FLAGS = getattr(socket, "MSG_CMSG_CLOEXEC", 0)


def pair(*, framed: bool) -> tuple[socket.socket, socket.socket]:
    """Two ends, of a stream where the messages are to be `framed`. Raises OSError."""
    ends = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM if framed else socket.SOCK_SEQPACKET)
    if framed:
        for end in ends:
            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _BUFFER)
            end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _BUFFER)
    return ends


def send(end: socket.socket, message: bytes, fds: Sequence[int] = ()) -> None:
    """Send one message, with descriptors. Raises OSError where it can't be sent whole."""
    framed = end.type == socket.SOCK_STREAM
    if framed:
        message = _HEAD.pack(len(message)) + message
    sent = socket.send_fds(end, [message], fds) if fds else end.send(message)
    while framed and sent < len(message):
        try:
            sent += end.send(message[sent:])
        except BlockingIOError:
            room = select.poll()
            room.register(end, select.POLLOUT)
            if not room.poll(_ROOM_WAIT_MS):
                raise


def receive(end: socket.socket) -> tuple[bytes, list[int]]:
    """Wait for one message, with its descriptors; no bytes once nobody is there any more."""
    return next(iter(Inbox(end)), (b"", []))


class Inbox:
    """The messages of one end as they come. `ended` says that there will be no more."""

    def __init__(self, end: socket.socket) -> None:
        self.ended = False
        self._end = end
        self._framed = end.type == socket.SOCK_STREAM
        self._held = bytearray()
        self._fds: list[int] = []

    def __iter__(self) -> Iterator[tuple[bytes, list[int]]]:
        """Those that can be had now; of an end that blocks, all there will be."""
        while not self.ended:
            wanted = self._missing() if self._framed else LONGEST
            try:
                data, fds = _received(self._end, wanted)
            except ConnectionResetError:  # told once where the other end died with a word unread; what it said is next
                continue
            except BlockingIOError:
                return
            except OSError:
                self._give_up()
                return
            if not data:
                self._give_up()
            elif not self._framed:
                yield data, fds
            else:
                self._fds += fds
                self._held += data
                if self._missing() == 0:
                    whole, given = bytes(self._held[_HEAD.size :]), self._fds
                    self._held, self._fds = bytearray(), []
                    yield whole, given
                elif self._missing() > LONGEST:
                    self._give_up()

    def _missing(self) -> int:
        """Bytes of the frame under way that are still to come, as far as can be told."""
        if len(self._held) < _HEAD.size:
            return _HEAD.size - len(self._held)
        (length,) = _HEAD.unpack_from(self._held)
        return _HEAD.size + int(length) - len(self._held)

    def _give_up(self) -> None:
        """Nobody is there any more, or what is there sends no frames."""
        self.ended = True
        for fd in self._fds:
            os.close(fd)
        self._fds = []


def _received(end: socket.socket, most: int) -> tuple[bytes, list[int]]:
    """Bytes and descriptors, which no other process inherits. (`socket.recv_fds` passes its flags on to nobody.)"""
    data, told, _, _ = end.recvmsg(most, _SPACE, _FLAGS)
    fds = array("i")
    for level, kind, held in told:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
            fds.frombytes(held[: len(held) - len(held) % fds.itemsize])
    if not _FLAGS:
        for fd in fds:
            os.set_inheritable(fd, False)
    return data, list(fds)


def write(fd: int, message: bytes, *, framed: bool) -> None:
    """The same as `send`, for whoever has no socket but a blocking descriptor, and none to send along."""
    rest = memoryview(_HEAD.pack(len(message)) + message if framed else message)
    while rest:
        rest = rest[os.write(fd, rest) :]


def read(fd: int, *, framed: bool) -> bytes:
    """The same as `receive`, likewise."""
    if not framed:
        return os.read(fd, LONGEST)
    head = _exactly(fd, _HEAD.size)
    return _exactly(fd, _HEAD.unpack(head)[0]) if head else b""


def _exactly(fd: int, size: int) -> bytes:
    """So many bytes; none where they end before."""
    held = bytearray()
    while len(held) < size:
        part = os.read(fd, size - len(held))
        if not part:
            return b""
        held += part
    return bytes(held)
