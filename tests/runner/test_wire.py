"""Protects: whatever bytes a learner's program writes, a reader gives frames or a refusal, within bounds."""

from __future__ import annotations

import ast
import fcntl
import os
import pickle
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tutor
from tutor.runner import wire

HEADERS = st.dictionaries(
    st.text(max_size=5).filter(lambda key: key not in ("b", "t")),
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.text(max_size=20)
    | st.lists(st.integers(), max_size=3),
    max_size=4,
)


def packed(header: dict, blobs: tuple[bytes, ...] = ()) -> bytes:
    return wire.pack(header, blobs) + b"".join(blobs)


def raw(text: bytes) -> bytes:
    return struct.pack("<I", len(text)) + text


@given(st.lists(st.tuples(HEADERS, st.lists(st.binary(max_size=50), max_size=3)), max_size=4), st.integers(1, 40))
def test_frames_come_back_as_sent_however_the_bytes_are_cut(sent, piece):
    stream = b"".join(packed(header, tuple(blobs)) for header, blobs in sent) + packed(wire.END)
    reader = wire.Reader()
    got = [frame for at in range(0, len(stream), piece) for frame in reader.feed(stream[at : at + piece])]
    assert [(frame.header, list(frame.blobs)) for frame in got] == sent
    assert reader.ended


@given(st.binary(max_size=300))
def test_any_bytes_give_frames_or_a_refusal(noise):
    reader = wire.Reader(wire.Caps(header=1000, total=2000))
    frames = reader.feed(noise)
    assert all(isinstance(frame.header, dict) for frame in frames)


@pytest.mark.parametrize(
    "text",
    [
        b"[1]",
        b"1",
        b"{",
        b'{"a": NaN}',
        b'{"a": [1e999]}',
        b'{"a": -1.5e400}',
        b'{"a": ' + b"9" * 5000 + b"}",
        b'{"a": -Infinity}',
        b'{"b": 3}',
        b'{"b": [-1]}',
        b'{"b": [true]}',
        b'{"b": [1.0]}',
        b'{"a": ' + b"[" * 100_000,
        b'{"a": ' + b"9" * 10_000 + b"}",
        b"\xff\xfe",
        pickle.dumps({"t": "end"}),
    ],
)
def test_what_is_no_frame_is_refused(text):
    reader = wire.Reader()
    assert [frame.header for frame in reader.feed(packed({"t": "good"}) + raw(text) + packed({"t": "late"}))] == [
        {"t": "good"}
    ]
    assert type(reader.fault) is wire.WireError
    with pytest.raises(wire.WireError):
        wire.read_frames(raw(text))


@pytest.mark.parametrize(
    ("caps", "stream"),
    [
        (wire.Caps(total=100), b"x" * 101),
        (wire.Caps(total=100), raw(b'{"b":[101]}')),
        (wire.Caps(blobs=2), raw(b'{"b":[0,0,0]}')),
        (wire.Caps(frames=2), packed({}) * 3),
        (wire.Caps(), raw(b'{"b":[99999999999999999999]}')),
    ],
)
def test_more_than_the_caps_allow_is_refused_before_it_is_read(caps, stream):
    reader = wire.Reader(caps)
    reader.feed(stream)
    assert type(reader.fault) is wire.TooMuch
    assert not reader.ended


def test_a_header_that_says_it_is_huge_is_no_frame():
    reader = wire.Reader(wire.Caps(header=100))
    reader.feed(struct.pack("<I", 101))
    assert type(reader.fault) is wire.WireError


def test_nothing_counts_after_the_end_frame():
    reader = wire.Reader()
    assert reader.feed(packed({"t": "a"}) + packed({**wire.END, "source": "cut"}) + packed({"t": "late"})) == [
        wire.Frame({"t": "a"}, ())
    ]
    assert reader.feed(packed({"t": "later"})) == []
    assert reader.end_header["source"] == "cut"


def test_a_stream_that_is_cut_has_not_ended():
    reader = wire.Reader()
    stream = packed({"t": "a"}, (b"12345",))
    assert reader.feed(stream[:-1]) == []
    assert not reader.ended


def test_a_header_that_is_no_json_is_not_sent():
    with pytest.raises(ValueError, match="JSON"):
        wire.pack({"a": float("nan")})


def test_text_with_lone_surrogates_travels():
    assert wire.read_frames(packed({"a": "\ud800"}))[0].header == {"a": "\ud800"}


def test_a_sealed_descriptor_can_be_read_and_never_changed():
    fd = wire.sealed_memfd("job", b"secret")
    try:
        assert wire.read_memfd(fd) == b"secret"
        for change in (lambda: os.write(fd, b"x"), lambda: os.ftruncate(fd, 0), lambda: os.ftruncate(fd, 100)):
            with pytest.raises(PermissionError):
                change()
        with pytest.raises(PermissionError):
            fcntl.fcntl(fd, fcntl.F_ADD_SEALS, 0)
    finally:
        os.close(fd)


def test_nothing_between_processes_is_unpickled():
    """No module of the program imports what unpickles, or the queues and pools that do: frames are read as data."""
    unpickling = {"pickle", "marshal", "shelve", "multiprocessing", "dill", "cloudpickle", "concurrent"}
    for path in sorted(Path(tutor.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [str(node.module)] if isinstance(node, ast.ImportFrom) else []
            assert not {name.partition(".")[0] for name in names} & unpickling, path
