"""Protects: what one process tells another comes whole, in order and with its own descriptors, by whichever socket."""

from __future__ import annotations

import os
import socket
import struct
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.runner import words

Ends = tuple[socket.socket, socket.socket]


@pytest.fixture(params=[False, True], ids=["whole", "framed"])
def ends(request: pytest.FixtureRequest) -> Iterator[Ends]:
    here, there = words.pair(framed=request.param)
    with here, there:
        yield here, there


def name_of(fd: int) -> str:
    name = os.readlink(f"/proc/self/fd/{fd}")  # noqa: PTH115
    os.close(fd)
    return name


def test_messages_come_in_order_each_with_its_own_descriptors(ends, tmp_path):
    here, there = ends
    files = [tmp_path / "a", tmp_path / "b", tmp_path / "c"]
    opened = [file.open("w") for file in files]
    numbers = [file.fileno() for file in opened]
    words.send(here, b"none")
    words.send(here, b"one", numbers[:1])
    words.send(here, b"two", numbers[1:])
    words.send(here, b"none again")
    for file in opened:
        file.close()
    there.setblocking(False)
    got = [(message, fds) for message, fds in words.Inbox(there)]
    assert not any(os.get_inheritable(fd) for _, fds in got for fd in fds)
    assert [(message, [name_of(fd) for fd in fds]) for message, fds in got] == [
        (b"none", []),
        (b"one", [str(files[0])]),
        (b"two", [str(files[1]), str(files[2])]),
        (b"none again", []),
    ]


def test_one_that_waits_hears_one_message_and_then_that_nobody_is_there(ends):
    here, there = ends
    words.send(here, b"first")
    words.send(here, b"second")
    here.close()
    assert words.receive(there) == (b"first", [])
    assert words.receive(there) == (b"second", [])
    assert words.receive(there) == (b"", [])


def test_a_descriptor_serves_as_well_as_a_socket(ends):
    here, there = ends
    framed = here.type == socket.SOCK_STREAM
    words.write(here.fileno(), b"a word", framed=framed)
    assert words.receive(there) == (b"a word", [])
    words.send(there, b"another")
    assert words.read(here.fileno(), framed=framed) == b"another"
    there.close()
    assert words.read(here.fileno(), framed=framed) == b""


@given(st.lists(st.binary(min_size=1, max_size=60), max_size=5), st.integers(1, 9))
def test_a_frame_in_pieces_is_waited_for_without_standing_still(messages, size):
    here, there = words.pair(framed=True)
    with here, there:
        there.setblocking(False)
        inbox, got = words.Inbox(there), []
        stream = b"".join(struct.pack("<I", len(message)) + message for message in messages)
        for at in range(0, len(stream), size):
            here.sendall(stream[at : at + size])
            got += [message for message, _ in inbox]
        assert got == messages
        assert not inbox.ended
        here.close()
        assert (list(inbox), inbox.ended) == ([], True)


def test_a_frame_cut_short_or_too_long_ends_it_and_leaves_nothing_open(tmp_path):
    for head in (struct.pack("<I", 10) + b"cut", struct.pack("<I", words.LONGEST + 1)):
        before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208
        here, there = words.pair(framed=True)
        with here, there, (tmp_path / "file").open("w") as file:
            socket.send_fds(here, [head], [file.fileno()])
            here.close()
            there.setblocking(False)
            inbox = words.Inbox(there)
            assert (list(inbox), inbox.ended) == ([], True)
        assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208


def test_a_message_that_finds_no_room_waits_for_a_reader_and_comes_whole():
    here, there = words.pair(framed=True)
    message = bytes(range(256)) * 255
    with here, there:
        for end, what in ((here, socket.SO_SNDBUF), (there, socket.SO_RCVBUF)):
            end.setsockopt(socket.SOL_SOCKET, what, 1)
        here.setblocking(False)
        got: list[bytes] = []
        reader = threading.Thread(target=lambda: got.append(words.receive(there)[0]))
        reader.start()
        words.send(here, message)
        reader.join()
        assert got == [message]


def test_where_nobody_reads_it_is_an_error(monkeypatch):
    monkeypatch.setattr(words, "_ROOM_WAIT_MS", 0)
    here, there = words.pair(framed=True)
    with here, there:
        here.setblocking(False)
        with pytest.raises(BlockingIOError):
            for _ in range(1000):
                words.send(here, b"x" * 60_000)
