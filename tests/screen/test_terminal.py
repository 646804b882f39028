"""Protects the way input is taken in: pastes whole whatever they hold, a terminal that is gone survived."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import constants

from tutor.screen.terminal import PasteScanner, QuietFile, is_escape_key, leaves_keys_alone

START, END = "\x1b[200~", "\x1b[201~"


def fed(scanner: PasteScanner, text: str, seed: int) -> list[tuple[str, str | int]]:
    """`text` fed in pieces cut at random; typed pieces are joined."""
    chance = random.Random(seed)
    found: list[tuple[str, str | int]] = []
    while text:
        size = chance.randint(1, 5)
        found += scanner.feed(text[:size])
        text = text[size:]
    found.append(("typed", scanner.flush()))
    joined: list[tuple[str, str | int]] = []
    for kind, what in found:
        if kind == "typed" and joined and joined[-1][0] == "typed":
            joined[-1] = ("typed", f"{joined[-1][1]}{what}")
        else:
            joined.append((kind, what))
    return [each for each in joined if each[1] != ""]


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ab\x1b[20~\n字"), st.integers(0, 2**32))
def test_a_paste_is_taken_whole_wherever_it_is_cut(pasted: str, seed: int) -> None:
    if END in pasted:
        return
    found = fed(PasteScanner(), f"xy{START}{pasted}{END}z", seed)
    expected: list[tuple[str, str | int]] = [("typed", "xy"), ("paste", pasted), ("typed", "z")]
    assert found == [each for each in expected if each[1] != ""]


def test_what_is_typed_is_given_on_unchanged() -> None:
    assert fed(PasteScanner(), "abc\x1b[A\x1b[2~d\x1b", 3) == [("typed", "abc\x1b[A\x1b[2~d\x1b")]


def test_a_paste_over_the_limit_is_told_by_its_size_and_not_kept() -> None:
    scanner = PasteScanner(limit=10)
    assert scanner.feed(START + "x" * 7) == []
    assert scanner.feed("x" * 7) == []
    assert scanner.feed("y" + END + "z") == [("refused", 15), ("typed", "z")]
    assert scanner.feed(START + "small" + END) == [("paste", "small")]


def test_escape_is_told_at_once_but_not_over_a_slow_line(monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_escape_key("\x1b")
    assert not is_escape_key("\x1b[")
    monkeypatch.setattr(constants, "ESCAPE_DELAY", 0.4)
    assert not is_escape_key("\x1b")


class Broken:
    """A file whose terminal has ended."""

    def write(self, _: str) -> int:
        raise OSError(5, "Input/output error")

    def flush(self) -> None:
        raise OSError(5, "Input/output error")


def test_writing_to_a_terminal_that_is_gone_is_told_once_and_never_raises() -> None:
    told: list[str] = []
    file = QuietFile(Broken(), lambda: told.append("gone"))  # type: ignore[arg-type]
    file.write("a")
    file.flush()
    file.write("b")
    assert told == ["gone"]


def test_the_mouse_is_left_alone_where_it_would_keep_esc_back() -> None:
    assert leaves_keys_alone({"TERM": "xterm-256color"})
    assert leaves_keys_alone({"TERM": "screen-256color", "TMUX": "/tmp/tmux"})
    assert leaves_keys_alone({"TERM": "screen", "TMUX": "/tmp/tmux"})
    assert not leaves_keys_alone({"TERM": "xterm-256color", "STY": "1.name"})
    assert not leaves_keys_alone({"TERM": "screen.xterm-256color"})
