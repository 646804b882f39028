"""Protects what is typed from the line it comes over: a key is one key, wherever its bytes were cut or joined."""

from __future__ import annotations

import pytest
from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.message import Message

from tutor.screen.key_parser import KeyParser
from tutor.screen.sequences import Sequences
from tutor.screen.terminal import PasteScanner

ALT = ["\x1be", "\x1bn", "\x1b.", "\x1b1", "\x1bX"]
KEYS = [
    "\x1b[A",
    "\x1b[1;3D",
    "\x1b[1;5H",
    "\x1bOP",
    "\x1b[15~",
    "\x1b[Z",
    "\x1b[[B",
    "\x1b[7$",
    "\x1b[97;5u",
    "\x1b\x7f",
]
MOUSE = ["\x1b[<0;10;20M", "\x1b[<35;1;2m", "\x1b[<64;1;2M"]
TOLD = ["\x1b[?2026;2$y", "\x1b[48;24;80;0;0t", "\x1b[12;40R", "\x1b[I", "\x1b[O"]
MARKS = ["\x1b[200~", "\x1b[201~"]
UNKNOWN = ["\x1b[>0;276;0c", "\x1b[?1;2c", "\x1b[999~", "\x1bO9z"]


def told(*pieces: str) -> list[str]:
    """What comes of `pieces`, one read after the other: keys by their names, all else by its kind."""
    scanner, sequences, parser = PasteScanner(), Sequences(), KeyParser()
    found: list[Message] = []
    for piece in pieces:
        for kind, what in scanner.feed(piece):
            if kind == "paste":
                found.append(events.Paste(str(what)))
            else:
                found += [message for unit in sequences.feed(str(what)) for message in parser.read(unit)]
    return [message.key if isinstance(message, events.Key) else type(message).__name__ for message in found]


@pytest.mark.parametrize("sequence", [*ALT, *KEYS, *MOUSE, *TOLD])
def test_a_sequence_is_the_same_wherever_it_is_cut(sequence: str) -> None:
    whole = told("a" + sequence + "b")
    assert whole[0] == "a" and whole[-1] == "b" and len(whole) == 3
    for at in range(1, len(sequence)):
        assert told("a" + sequence[:at], sequence[at:] + "b") == whole
    assert told(*("a" + sequence + "b")) == whole


def test_every_sequence_that_textual_knows_is_one_unit() -> None:
    for sequence in ANSI_SEQUENCES_KEYS:
        if sequence.startswith("\x1b") and sequence != "\x1b\x1b":
            assert Sequences().feed(f"a{sequence}b") == (["a", sequence, "b"] if len(sequence) > 1 else ["a", "\x1bb"])


@pytest.mark.parametrize("sequence", UNKNOWN)
def test_what_nobody_knows_types_nothing(sequence: str) -> None:
    for at in range(len(sequence)):
        assert told("a" + sequence[:at], sequence[at:] + "b") == ["a", "b"]


def test_a_paste_is_one_wherever_its_marks_are_cut() -> None:
    for mark, rest in ((0, "x\x1b[A字" + MARKS[1]), (1, "")):
        for at in range(1, 6):
            before = "" if mark == 0 else MARKS[0] + "x"
            assert told(before + MARKS[mark][:at], MARKS[mark][at:] + rest + "b") == ["Paste", "b"]


def test_keys_with_alt_that_come_together_are_those_keys() -> None:
    assert told("\x1be\x1bn") == ["alt+e", "alt+n"]
    assert told("\x1b1x\x1bX\x1b[A\x1b.") == ["alt+1", "x", "alt+shift+x", "up", "alt+full_stop"]
    typed = [message for unit in Sequences().feed("\x1be\x1b.") for message in KeyParser().read(unit)]
    assert not any(isinstance(key, events.Key) and key.is_printable for key in typed)


def test_a_sequence_that_is_cut_off_by_another_types_nothing() -> None:
    assert told("\x1b[1;\x1b[Ax") == ["up", "x"]
    assert told("\x1b\x1b[Ax") == ["escape", "up", "x"]
    assert told("\x1b[1\rx") == ["enter", "x"]


def test_the_rest_of_what_was_given_up_types_nothing_if_it_still_comes() -> None:
    now = 0.0
    sequences = Sequences(lambda: now)
    for begun, rest in (("\x1b", "[A"), ("\x1b[", "A"), ("\x1b[1;", "5A"), ("\x1bO", "P")):
        assert sequences.feed(begun) == []
        assert sequences.give_up() == ("\x1b" if begun == "\x1b" else "")
        assert sequences.feed(rest + "x") == ["x"]
    for typed in ("[", "x", "Ok"):  # behind Esc, as vim's keys are typed
        assert sequences.feed("\x1b") == []
        assert sequences.give_up() == "\x1b"
        assert sequences.feed(typed) == [typed]
    sequences.feed("\x1b[")
    sequences.give_up()
    now = 60.0
    assert sequences.feed("Ax") == ["Ax"]
