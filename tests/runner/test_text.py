"""Protects: nothing that a learner's program prints can act on a terminal or hide from a reader."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.runner.text import SafeStream, safe, safe_data


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain [b] text [/]", "plain [b] text [/]"),
        ("\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m"),
        ("\x1b]0;title\x07", "\\x1b]0;title\\x07"),
        ("\x9b2J", "\\x9b2J"),
        ("a\rb", "a\\x0db"),
        ("a\r\nb", "a\nb"),
        ("ab\tc", "ab      c"),
        ("a\u202eb", "a\\u202eb"),
        ("a\u200bb", "a\\u200bb"),
        ("\ufeffa", "\\ufeffa"),
        ("a\u2028b", "a\\u2028b"),
        ("\U000e0041", "\\U000e0041"),
        ("a\ufe0f\U000e0100b", "a\\ufe0f\\U000e0100b"),
        ("a\u034f\u3164b", "a\\u034f\\u3164b"),
        ("हिन्दी", "हिन्दी"),
        ("张量 é", "张量 é"),
        (b"\xff\xfeok", "\\xff\\xfeok"),
        (b"\xe5\xbc\xa0", "张"),
    ],
)
def test_what_would_act_is_spelled_out(text, shown):
    assert safe(text) == shown


@given(st.text() | st.binary())
def test_no_control_character_is_left_but_the_newline(text):
    shown = safe(text)
    assert all(unicodedata.category(character) not in ("Cc", "Cf", "Cs") for character in shown.replace("\n", ""))


def test_stacked_marks_stay_on_their_line():
    assert len(safe("e" + "\u0301" * 1000)) == 5
    assert len(safe("e" + "\u0489" * 1000)) == 5, "an enclosing mark"


def test_long_lines_and_floods_are_cut_with_a_count():
    assert safe("x" * 30, line_limit=10) == "x" * 10 + " … (20 more characters)"
    assert safe("ab\n" * 10, limit=6) == "ab\nab\n\n… (24 more characters)"


@given(st.text(st.characters(exclude_characters="\r\t", exclude_categories=["Mn", "Mc", "Me"])), st.integers(1, 5))
def test_a_stream_cut_anywhere_shows_the_same(text, piece):
    data = text.encode("utf-8", "replace")
    stream = SafeStream()
    shown = "".join(stream.feed(data[at : at + piece]) for at in range(0, len(data), piece))
    assert shown + stream.feed(b"", final=True) == safe(data)


def test_plain_data_is_made_safe_to_its_last_text():
    told = {"a\x1b": ["b\x07", {"c": "d\u202e"}, 1, None, 2.5, True]}
    assert safe_data(told) == {"a\\x1b": ["b\\x07", {"c": "d\\u202e"}, 1, None, 2.5, True]}


def test_data_nested_by_the_thousand_is_cut() -> None:
    """Protects the screen from a child that nests what it tells deeper than anyone can walk."""
    told: object = "\x1b"
    for _ in range(5_000):
        told = {"a": [told]}
    shown = safe_data(told)
    for _ in range(25):
        shown = shown["a"][0]
    assert shown is None
