"""Protects the line in every fault of a course's file: the position finder must agree with what TOML means."""

from __future__ import annotations

import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.course.positions import KeyPath, Positions, _scan, _scan_tables

SOURCE = '''\
# a comment with [brackets] and "quotes
title = "x # not a comment" # y
a."b.c".'d' = 1
arr = [ 1, [2,
  3], {q = 1, z.y = "a,b}"}, # ] here
]
when = 1979-05-27 07:32:00
[[page]]
id = "a"
text = \'\'\'
first
it's second\'\'\'
[page.exercise]
"id" = 3
[[page.exercise.case]]
x=1
[[page.exercise.case]]
y = """
quoted " and \\""" inside""""
option = [
   { text = "`x.T`", test = \'x\' },

   { text = "b", says = """same line
   next""" },
]
[[page]]
id = "b"
exercise.id = "dotted"
'''


def line(*path: str | int) -> int:
    return Positions(SOURCE).line(path)


def test_keys_of_every_form_have_their_line() -> None:
    """Protects bare, quoted, dotted and nested keys, arrays and inline tables."""
    tomli.loads(SOURCE)
    assert line("title") == 2
    assert line("a") == line("a", "b.c") == line("a", "b.c", "d") == 3
    assert line("arr", 0) == line("arr", 1, 0) == 4
    assert line("arr", 1, 1) == line("arr", 2, "z", "y") == 5
    assert line("when") == 7
    assert line("page", 0) == 8
    assert line("page", 0, "id") == 9
    assert line("page", 0, "exercise") == 13
    assert line("page", 0, "exercise", "id") == 14
    assert line("page", 0, "exercise", "case", 0, "x") == 16
    assert line("page", 0, "exercise", "case", 1) == 17
    assert line("page", 0, "exercise", "case", 1, "option", 1, "text") == 23
    assert line("page", 1) == 26
    assert line("page", 1, "exercise", "id") == 28


def test_lines_within_a_long_text() -> None:
    """Protects the line of a fault inside a page's text, and of a text that begins behind its quotes."""
    positions = Positions(SOURCE)
    assert positions.text_line(("page", 0, "text")) == 11
    assert positions.text_line(("page", 0, "text"), 1) == 12
    assert positions.text_line(("page", 0, "exercise", "case", 1, "y")) == 19
    assert positions.text_line(("page", 0, "exercise", "case", 1, "option", 1, "says"), 1) == 24
    assert positions.text_line(("title",), 5) == 2


def test_what_is_missing_has_the_line_of_its_table() -> None:
    """Protects faults about keys that aren't there."""
    assert line("page", 0, "exercise", "case", 1, "absent", "deeper") == 17
    assert line("nowhere") == 1
    assert Positions("").line(("x",)) == 1


def test_a_quick_look_and_the_whole_scan_agree() -> None:
    """Protects the lines of tables, which are found without looking at every key."""
    source = SOURCE.replace("[page.exercise]", "[page.exercise] # a comment")
    quick, whole = _scan_tables(source), _scan(source)
    assert quick is not None
    assert quick.starts.items() <= whole.starts.items()
    assert quick.long.items() <= whole.long.items()
    assert ("page", 1) in quick.starts
    assert ("page", 0, "exercise", "case", 1) in quick.starts
    assert ("page", 0, "text") in quick.long
    assert _scan_tables('a = [\n[1],\n[2]\n]\n["odd]"]\nb = 1') is None
    assert Positions('a = [\n[1],\n[2]\n]\n["odd]"]\nb = 1').line(("odd]", "b")) == 6


VALUES = st.recursive(
    st.integers() | st.booleans() | st.text("ab[]{},'\"#=\\.量", max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab.\\\"#= '", max_size=3), inner, max_size=3),
    max_leaves=8,
)
TABLES = st.dictionaries(st.text("abc.-", max_size=4), VALUES, max_size=4)


def written(value: object) -> str:
    """`value` as one line of TOML."""
    match value:
        case bool():
            return str(value).lower()
        case int():
            return str(value)
        case str():
            return quoted(value)
        case list():
            return "[" + ", ".join(map(written, value)) + "]"
        case dict():
            return "{" + ", ".join(f"{quoted(key)} = {written(item)}" for key, item in value.items()) + "}"
    raise AssertionError(value)


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@settings(deadline=None, max_examples=40)  # the machine may be busy, and what is right does not depend on it
@given(st.lists(TABLES, max_size=4))
def test_any_value_is_passed_over_whole(tables: list[dict[str, object]]) -> None:
    """Protects against a value whose brackets, quotes or signs throw the finder off the lines after it."""
    lines: list[str] = []
    expected: dict[KeyPath, int] = {}
    for i, table in enumerate(tables):
        lines.append("[[t]]  # [x]")
        expected["t", i] = len(lines)
        for key, value in table.items():
            lines.append(f"{quoted(key)} = {written(value)} # '''")
            expected["t", i, key] = len(lines)
    source = "\n".join(lines)
    assert tomli.loads(source) == ({"t": tables} if tables else {})
    positions = Positions(source)
    assert {path: positions.line(path) for path in expected} == expected
