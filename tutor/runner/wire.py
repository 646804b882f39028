"""*Any side.* Frames: how one process tells another something that must not be believed.

A frame is a little-endian u32, that many bytes of JSON (an object), and the raw bytes of its blobs, whose lengths stand
in the header under "b". The last frame is `{"t": "end"}`: a stream without it was cut short. Nothing here unpickles,
and everything is bounded before it is kept, because the writer may be a learner's program.
"""

from __future__ import annotations

import fcntl
import json
import math
import os
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, NoReturn

Blob = bytes | bytearray | memoryview

END = {"t": "end"}
LONGEST_HEADER = 1 << 20  # bytes
_LENGTH = struct.Struct("<I")
_CHUNK = 1 << 20


class WireError(ValueError):
    """What was read is no frame."""


class TooMuch(WireError):
    """What was read is larger than the reader allows."""


class Frame(NamedTuple):
    """One frame as read. `header` has no "b" any more; the lengths of `blobs` say the same."""

    header: dict[str, Any]
    blobs: tuple[bytes, ...]


@dataclass(frozen=True)
class Caps:
    """What a reader puts up with, in bytes and in numbers."""

    header: int = LONGEST_HEADER
    total: int = 80 << 20
    frames: int = 10_000
    blobs: int = 1024  # of one frame


def pack(header: dict[str, Any], blobs: Sequence[Blob] = ()) -> bytes:
    """The bytes of one frame, without its blobs.

    Raises ValueError where the header is no plain JSON (NaN included), TooMuch where it is longer than readers take.
    """
    whole = {**header, "b": [memoryview(blob).nbytes for blob in blobs]} if blobs else header
    text = json.dumps(whole, separators=(",", ":"), allow_nan=False).encode("utf-8", "surrogatepass")
    if len(text) > LONGEST_HEADER:
        raise TooMuch(f"a header of {len(text)} bytes")
    return _LENGTH.pack(len(text)) + text


def write_frame(fd: int, header: dict[str, Any], blobs: Sequence[Blob] = ()) -> None:
    """Write one whole frame to a blocking descriptor."""
    write_all(fd, pack(header, blobs))
    for blob in blobs:
        write_all(fd, blob)


def write_all(fd: int, data: Blob) -> None:
    """Write all of `data`, however many calls it takes."""
    rest = memoryview(data).cast("B")
    while rest:
        rest = rest[os.write(fd, rest[:_CHUNK]) :]


class Reader:
    """Takes bytes as they come and gives the frames that they complete.

    Nothing counts after the end frame (`ended`), nor after what is no frame or too much (`fault`).
    """

    def __init__(self, caps: Caps | None = None) -> None:
        self.caps = caps or Caps()
        self.ended = False
        self.fault: WireError | None = None
        self._held = bytearray()
        self._total = 0
        self._frames = 0
        self._end_header: dict[str, Any] = {}
        self._open: tuple[dict[str, Any], list[int]] | None = None  # a header whose blobs aren't all here yet

    def feed(self, data: Blob) -> list[Frame]:
        """The frames that `data` completes, the end frame not among them, up to a fault. Never raises."""
        out: list[Frame] = []
        if self.ended or self.fault is not None:
            return out
        try:
            self._hold(data)
            while (frame := self._take()) is not None:
                if frame.header.get("t") == "end":
                    self.ended = True
                    self._held.clear()
                    self._end_header = frame.header
                    break
                out.append(frame)
        except WireError as fault:
            self.fault = fault
            self._held.clear()
        return out

    @property
    def end_header(self) -> dict[str, Any]:
        """What the end frame said besides being the end. Empty before it was read."""
        return self._end_header

    def _hold(self, data: Blob) -> None:
        self._total += len(data)
        if self._total > self.caps.total:
            raise TooMuch(f"more than {self.caps.total} bytes of frames")
        self._held += data

    def _take(self) -> Frame | None:
        if self._open is None:
            self._open = self._take_header()
        if self._open is None:
            return None
        header, lengths = self._open
        if len(self._held) < sum(lengths):
            return None
        blobs, at = [], 0
        with memoryview(self._held) as view:
            for length in lengths:
                blobs.append(bytes(view[at : at + length]))
                at += length
        del self._held[:at]
        self._open = None
        return Frame(header, tuple(blobs))

    def _take_header(self) -> tuple[dict[str, Any], list[int]] | None:
        if len(self._held) < _LENGTH.size:
            return None
        (length,) = _LENGTH.unpack_from(self._held)
        if length > self.caps.header:
            raise WireError(f"a header of {length} bytes")
        if len(self._held) < _LENGTH.size + length:
            return None
        self._frames += 1
        if self._frames > self.caps.frames:
            raise TooMuch(f"more than {self.caps.frames} frames")
        header = parse_object(bytes(self._held[_LENGTH.size : _LENGTH.size + length]))
        del self._held[: _LENGTH.size + length]
        return header, self._lengths(header.pop("b", []))

    def _lengths(self, given: object) -> list[int]:
        if not isinstance(given, list) or not all(type(length) is int and length >= 0 for length in given):
            raise WireError("blob lengths that are no lengths")
        if len(given) > self.caps.blobs or sum(given) > self.caps.total:
            raise TooMuch(f"{len(given)} blobs of {sum(given)} bytes")
        return given


def parse_object(text: bytes) -> dict[str, Any]:
    """A JSON object from untrusted bytes; NaN and infinities are refused. Raises WireError."""
    try:
        told = text.decode("utf-8", "surrogatepass")
        value = json.loads(told, parse_constant=_refuse_constant, parse_float=_finite)
    except (ValueError, RecursionError, MemoryError) as error:
        raise WireError(f"no JSON: {error}"[:200]) from None
    if not isinstance(value, dict):
        raise WireError("JSON, but no object")
    return value


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):  # 1e999 is JSON, and no number
        raise ValueError(f"{digits[:20]} is beyond all numbers")
    return number


def headers(data: Blob) -> list[dict[str, Any]]:
    """The headers of the frames in what a child sent, as far as they can be read. Never raises."""
    return [frame.header for frame in Reader().feed(data)]


def read_frames(data: Blob | Iterable[Blob], caps: Caps | None = None) -> list[Frame]:
    """All frames of a whole stream, as in `Ended.result`, up to its end frame or its cut. Raises WireError."""
    reader = Reader(caps)
    chunks = [data] if isinstance(data, bytes | bytearray | memoryview) else data
    frames = [frame for chunk in chunks for frame in reader.feed(chunk)]
    if reader.fault is not None:
        raise reader.fault
    return frames


def frames_from(fd: int, reader: Reader) -> Iterator[Frame]:
    """The frames of a blocking descriptor as they come, until its end frame, a fault, or the end of the file."""
    while not reader.ended and reader.fault is None:
        data = os.read(fd, _CHUNK)
        if not data:
            return
        yield from reader.feed(data)


def sealed_memfd(name: str, data: bytes) -> int:
    """A descriptor of memory that holds `data` and can never be changed again, read from its start."""
    fd = os.memfd_create(name, os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    try:
        write_all(fd, data)
        fcntl.fcntl(
            fd, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SEAL | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE
        )
        os.lseek(fd, 0, os.SEEK_SET)
    except BaseException:
        os.close(fd)
        raise
    return fd


def read_memfd(fd: int) -> bytes:
    """All that a sealed descriptor holds, whatever its read position."""
    size, parts, at = os.fstat(fd).st_size, [], 0
    while at < size:
        part = os.pread(fd, size - at, at)
        if not part:
            break
        parts.append(part)
        at += len(part)
    return b"".join(parts)
