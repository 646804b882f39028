"""Protects vim's keys: what they do to a text, told as text before, keys, text after; `|` is the cursor."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.screen.vim.changes import difference
from tutor.screen.vim.ex import ordered, substituted
from tutor.screen.vim.machine import Answer, Mode, Vim
from tutor.screen.vim.pattern import filled, pattern_of

NAMED = {"<esc>": "escape", "<cr>": "enter", "<bs>": "backspace", "<up>": "up", "<down>": "down"}


def keys_of(spelled: str) -> list[str]:
    """The keys that `spelled` names: characters, and names in angle brackets."""
    keys = []
    while spelled:
        name = next((one for one in NAMED if spelled.startswith(one)), "")
        keys.append(NAMED.get(name, spelled[0]))
        spelled = spelled[len(name) or 1 :]
    return keys


def pressed(vim: Vim, keys: list[str], text: str, cursor: int) -> tuple[str, int]:
    """The text and the cursor after `keys`; writing puts in what is typed, as an editor without any help does."""
    for key in keys:
        answer: Answer = vim.press(key, text, cursor)
        if answer.change is not None:
            text = text[: answer.change.start] + answer.change.text + text[answer.change.end :]
        cursor = answer.cursor
        if not answer.mine:
            if key == "backspace":
                text, cursor = text[: max(0, cursor - 1)] + text[cursor:], max(0, cursor - 1)
            else:
                put = "\n" if key == "enter" else key
                text, cursor = text[:cursor] + put + text[cursor:], cursor + len(put)
        assert 0 <= cursor <= len(text)
    return text, cursor


def played(before: str, spelled: str) -> str:
    text, cursor = before.replace("|", "", 1), before.index("|")
    text, cursor = pressed(Vim(), keys_of(spelled), text, cursor)
    return f"{text[:cursor]}|{text[cursor:]}"


MOVING = [
    ("|one two", "w", "one |two"),
    ("|a.b c", "w", "a|.b c"),
    ("|a.b c", "W", "a.b |c"),
    ("a.b| c", "B", "|a.b c"),
    ("one |two", "b", "|one two"),
    ("one\n\n|two", "b", "one\n|\ntwo"),
    ("|one two", "e", "on|e two"),
    ("on|e two.x", "E", "one two.|x"),
    ("|one two three", "2w", "one two |three"),
    ("|one\ntwo", "w", "one\n|two"),
    ("|x", "l", "|x"),
    ("a|b\ncd", "l", "a|b\ncd"),
    ("ab\n|cd", "h", "ab\n|cd"),
    ("  a|b", "0", "|  ab"),
    ("  a|b", "^", "  |ab"),
    ("|abc\nx", "$", "ab|c\nx"),
    ("ab|c\nx\nabc", "jj", "abc\nx\nab|c"),
    ("|abc\nx\nabcd", "$jj", "abc\nx\nabc|d"),
    ("a\nb\n|c", "gg", "|a\nb\nc"),
    ("|a\nb\n  c", "G", "a\nb\n  |c"),
    ("|a\nb\nc", "2G", "a\n|b\nc"),
    ("|a\nb\nc", "2gg", "a\n|b\nc"),
    ("|f(x, y)", "fx", "f(|x, y)"),
    ("|f(x, y)", "t,", "f(|x, y)"),
    ("f(x, y|)", "F(", "f|(x, y)"),
    ("f(x, y|)", "T(", "f(|x, y)"),
    ("|a,b,c,d", "f,;;", "a,b,c|,d"),
    ("|a,b,c,d", "f,;,", "a|,b,c,d"),
    ("|a,b,c,d", "t,;", "a,|b,c,d"),
    ("|a,b", "fz", "|a,b"),
    ("|f((x), y)", "%", "f((x), y|)"),
    ("f((x), y|)", "%", "f|((x), y)"),
    ("|a\nb\n\nc\n", "}", "a\nb\n|\nc\n"),
    ("a\n\nb\n|c", "{", "a\n|\nb\nc"),
    ("字字|漢 x", "w", "字字漢 |x"),
    ("|字x y", "w", "字|x y"),
    ("字|字\nabcd", "j", "字字\nab|cd"),
    ("|a b a b", "*", "a b |a b"),
    ("a b |a ab", "*", "|a b a ab"),
    ("a |b a b", "#", "a b a |b"),
    ("|a b a b", "*n", "|a b a b"),
    ("|x\n  y", "<cr>", "x\n  |y"),
    ("|", "wbe$0GggjkhlfxtxFx%{}", "|"),
]

CHANGING = [
    ("|one two", "dw", "|two"),
    ("one |two\nthree", "dw", "one| \nthree"),
    ("|one two three", "d2w", "|three"),
    ("|one two three four five", "2d2w", "|five"),
    ("|one two", "de", "| two"),
    ("one t|wo", "db", "one |wo"),
    ("one t|wo", "d0", "|wo"),
    ("one |two", "d$", "one| "),
    ("one |two", "D", "one| "),
    ("a\n|b\nc", "dd", "a\n|c"),
    ("a\nb\n|c", "dd", "a\n|b"),
    ("|a\nb\nc", "2dd", "|c"),
    ("|a", "dd", "|"),
    ("|a\nb\nc", "dj", "|c"),
    ("a\nb\n|c", "dk", "|a"),
    ("a\n|b\nc", "dG", "|a"),
    ("a\n|b\nc", "dgg", "|c"),
    ("f(a, |b)", "dt)", "f(a, |)"),
    ("f(|a, b)", "df,", "f(| b)"),
    ("|f(a) + 1", "d%", "| + 1"),
    ("|ab", "x", "|b"),
    ("|abcd", "3x", "|d"),
    ("a|b", "x", "|a"),
    ("a|b", "X", "|b"),
    ("|abc", "rx", "|xbc"),
    ("|abc", "3rx", "xx|x"),
    ("|abc", "4rx", "|abc"),
    ("|aBc", "~~~", "Ab|C"),
    ("|a\n  b\nc", "J", "a| b\nc"),
    ("|a\nb\nc", "3J", "a b| c"),
    ("|f(\n    x)", "J", "f(|x)"),
    ("|a\nb", ">>", "    |a\nb"),
    ("|a\nb\nc", "2>>", "    |a\n    b\nc"),
    ("        |a", "<<", "    |a"),
    ("|a\nb", ">j", "    |a\n    b"),
    ("one |two three", "diw", "one | three"),
    ("one |two three", "daw", "one |three"),
    ("one |two", "daw", "on|e"),
    ("f(a, |b)", "di(", "f(|)"),
    ("f(a, |b)", "dib", "f(|)"),
    ("f(a, |b)", "da(", "|f"),
    ("f(g(|x), y)", "d2i(", "f(|)"),
    ("x[|1]", "di[", "x[|]"),
    ("{|1}", "di{", "{|}"),
    ("x = '|a b'", "di'", "x = '|'"),
    ("|x = 'a b'", "di'", "x = '|'"),
    ('x = "a\\"|b"', 'di"', 'x = "|"'),
    ("a\n|b\nc\n\nd", "dip", "|\nd"),
    ("a\n|b\n\nd", "dap", "|d"),
    ("a\n\n|b\n\nd\n", "d}", "a\n\n|\nd\n"),
    ("|x", "dz", "|x"),
    ("ab|c", "dfx", "ab|c"),
    ("f(\n    |x,\n    y,\n)", "di(", "f(\n|)"),
]

WRITING = [
    ("|a", "ixy<esc>", "x|ya"),
    ("|a", "axy<esc>", "ax|y"),
    ("  |a", "Ix<esc>", "  |xa"),
    ("|ab", "Ax<esc>", "ab|x"),
    ("|a\nb", "ox<esc>", "a\n|x\nb"),
    ("a\n|b", "Ox<esc>", "a\n|x\nb"),
    ("|def f(x):", "oreturn x<esc>", "def f(x):\n    return |x"),
    ("|one two", "cwx<esc>", "|x two"),
    ("on|e two", "cwx<esc>", "on|x two"),
    ("|one two", "c2wx<esc>", "|x"),
    ("one| two", "cwx<esc>", "one|xtwo"),
    ("    |one", "ccx<esc>", "    |x"),
    ("    |one\nb", "Sx<esc>", "    |x\nb"),
    ("one |two", "Cx<esc>", "one |x"),
    ("|ab", "sx<esc>", "|xb"),
    ("|", "sx<esc>", "|x"),
    ("f(|a, b)", "ci(x<esc>", "f(|x)"),
    ("'|ab'", "ci'x<esc>", "'|x'"),
    ("|a", "3ix<esc>", "xx|xa"),
    ("|a", "2ox<esc>", "a\nx\n|x"),
    ("|a b", "ix<bs>y<esc>", "|ya b"),
]

AGAIN = [
    ("|a b c d", "dw..", "|d"),
    ("|a b c", "cwx<esc>w.", "x |x c"),
    ("|a\nb\nc", "A;<esc>j.j.", "a;\nb;\nc|;"),
    ("|a\nb", "ox<esc>.", "a\nx\n|x\nb"),
    ("|a\nb\nc\nd", "dd.", "|c\nd"),
    ("|a b c d e", "dw3.", "|e"),
    ("|abc", "x.", "|c"),
    ("|a\nb\nc", ">>j.", "    a\n    |b\nc"),
    ("|f(a) f(b)", "f(ci(x<esc>;.", "f(x) f(|x)"),
    ("|ab cde", "vldw.", " |e"),
    ("|a\nb\nc\nd", "Vjd.", "|"),
    ("|abc", "rx l.", "xb|x"),
    ("|a", "yyp.", "a\na\n|a"),
    ("|", ".", "|"),
]

TAKING = [
    ("|a\nb", "yyp", "a\n|a\nb"),
    ("a\n|b", "yyP", "a\n|b\nb"),
    ("|a\nb", "ddp", "b\n|a"),
    ("|a\nb\nc", "yjGp", "a\nb\nc\n|a\nb"),
    ("|one two", "ywP", "one| one two"),
    ("|ab", "xp", "b|a"),
    ("|ab", "yl3p", "aaa|ab"),
    ("|one two", "yiwwviwp", "one on|e"),
    ("|a\nb\n", "Yjp", "a\nb\n|a\n"),
    ("one |two", "yb", "|one two"),
    ("|a", "p", "|a"),
]

SELECTING = [
    ("|abc", "vld", "|c"),
    ("|abc\ndef", "vjd", "|ef"),
    ("a|bc", "vhd", "|c"),
    ("|a\nb\nc", "Vjd", "|c"),
    ("a\n|b\nc", "Vkd", "|c"),
    ("one |two", "viwcx<esc>", "one |x"),
    ("f(|a, b)", "vi(d", "f(|)"),
    ("|abc", "vl~", "|ABc"),
    ("|abc", "vlU", "|ABc"),
    ("|a\nb\nc", "Vj>", "    |a\n    b\nc"),
    ("|abc", "vlrx", "|xxc"),
    ("|a\nb\nc", "VjJ", "a| b\nc"),
    ("|abc", "vlv", "a|bc"),
    ("|abc", "vlod", "|c"),
    ("|abc", "vl<esc>x", "a|c"),
    ("|abc def", "vedP", "ab|c def"),
    ("|a\nb", "vVd", "|b"),
]


@pytest.mark.parametrize(
    ("before", "keys", "after"), [*MOVING, *CHANGING, *WRITING, *AGAIN, *TAKING, *SELECTING], ids=repr
)
def test_keys_do_what_they_do_in_vim(before: str, keys: str, after: str) -> None:
    assert played(before, keys) == after


def test_modes_come_and_go() -> None:
    vim = Vim()
    modes = []
    for keys in ("i", "<esc>", "v", "V", "<esc>", "o", "<esc>", "cw", "<esc>", "d", "<esc>"):
        pressed(vim, keys_of(keys), "one two", 0)
        modes.append(vim.mode.value)
    assert modes == [
        *("INSERT", "NORMAL", "VISUAL", "VISUAL LINE", "NORMAL", "INSERT"),
        *("NORMAL", "INSERT", "NORMAL", "NORMAL", "NORMAL"),
    ]
    assert vim.keys == []


@pytest.mark.parametrize(
    ("key", "asks", "times"),
    [("u", "undo", 1), ("3u", "undo", 3), ("U", "redo", 1), ("/", "find", 1), (":", "command", 1), ("zz", "center", 1)],
)
def test_what_the_editor_does_is_asked_of_it(key: str, asks: str, times: int) -> None:
    vim = Vim()
    answer = [vim.press(one, "text", 0) for one in key][-1]
    assert (answer.asks, answer.times, answer.change) == (asks, times, None)


def test_what_is_copied_is_told_and_what_is_deleted_is_not() -> None:
    vim = Vim()
    assert [vim.press(key, "one two", 0).copied for key in "yw"] == ["", "one "]
    assert [vim.press(key, "one two", 0).copied for key in "dw"] == ["", ""]


def test_a_count_beyond_reason_makes_no_text_beyond_bounds() -> None:
    vim = Vim()
    text, _ = pressed(vim, keys_of("yy" + "99999999999p"), "x" * 500, 0)
    assert len(text) <= 1 << 20
    text, _ = pressed(Vim(), keys_of("9999i" + "y" * 200 + "<esc>"), "", 0)
    assert len(text) <= 1 << 20


KEYS = st.sampled_from(
    [*"hjklwbeWBE0^$gGfFtT;,%{}iIaAoOsSxX~rJdcyDCYpP.<>vVnN*#123(\"'[z ab\n", "escape", "enter", "up"]
)


@settings(max_examples=400, deadline=None)
@given(st.text(alphabet="ab (.)\"'[]\n\t字_", max_size=40), st.lists(KEYS, max_size=30), st.data())
def test_no_keys_raise_and_every_change_fits_its_text(text: str, keys: list[str], data: st.DataObject) -> None:
    vim = Vim()
    cursor = data.draw(st.integers(0, len(text)))
    text, cursor = pressed(vim, keys, text, cursor)
    answer = vim.press("escape", text, cursor)
    if vim.mode is Mode.NORMAL and answer.change is None and text:
        assert text[answer.cursor : answer.cursor + 1] != "\n" or text[answer.cursor - 1 : answer.cursor] in ("\n", "")


@given(st.text(alphabet="ab\n", max_size=20), st.text(alphabet="ab\n", max_size=20))
def test_the_difference_of_two_texts_turns_one_into_the_other(before: str, after: str) -> None:
    change = difference(before, after)
    assert (change is None) == (before == after)
    if change is not None:
        assert before[: change.start] + change.text + before[change.end :] == after


# behind the colon


@pytest.mark.parametrize(
    ("typed", "what", "rows"),
    [
        ("12", "line", (11, 11)),
        ("$", "line", (19, 19)),
        ("0", "line", (0, 0)),
        ("999999999999", "line", (19, 19)),
        ("w", "save", (0, 0)),
        ("wq", "home", (0, 0)),
        ("q!", "home", (0, 0)),
        ("noh", "unmark", (0, 0)),
        ("s/a/b/", "substitute", (4, 4)),
        ("%s/a/b/g", "substitute", (0, 19)),
        ("2,3s/a/b", "substitute", (1, 2)),
        ("3,2s/a/b", "substitute", (1, 2)),
        (".,$s#a#b#", "substitute", (4, 19)),
        ("'<,'>s/a/b/", "substitute", (6, 8)),
        ("", "none", (0, 0)),
        ("s/a/b/z", "", (0, 0)),
        ("s//b/", "", (0, 0)),
        ("!rm", "", (0, 0)),
        ("set nu", "", (0, 0)),
        ("字", "", (0, 0)),
    ],
)
def test_commands_are_understood_or_told(typed: str, what: str, rows: tuple[int, int]) -> None:
    order = ordered(typed, 4, 20, (6, 8))
    assert order.what == what and (order.first, order.last) == rows
    assert bool(order.told) == (what == "")


@pytest.mark.parametrize(
    ("typed", "lines", "after", "count"),
    [
        ("%s/a/b/", ["aa", "xa"], ["ba", "xb"], 2),
        ("%s/a/b/g", ["aa", "xa"], ["bb", "xb"], 3),
        ("s/a/b/g", ["aa", "xa"], ["bb"], 2),
        (r"%s/\(\w\+\) = \(\w\+\)/\2 = \1/", ["x = y"], ["y = x"], 1),
        ("%s/f(x)/g(&)/", ["f(x)"], ["g(f(x))"], 1),
        (r"%s/a\/b/c\/d/", ["a/b"], ["c/d"], 1),
        (r"s/,/,\r/", ["a,b"], ["a,\nb"], 1),
        ("%s/A/b/", ["a"], ["a"], 0),
        ("%s/A/b/i", ["a"], ["b"], 1),
        ("%s/[/b/", ["["], ["b"], 1),
    ],
)
def test_what_is_substituted(typed: str, lines: list[str], after: list[str], count: int) -> None:
    assert substituted(lines, ordered(typed, 0, len(lines)))[:2] == (after, count)


@pytest.mark.parametrize(
    ("wanted", "text", "found"),
    [
        ("f(x)", "f(x)", "f(x)"),
        (r"\<is\>", "this is", "is"),
        ("x*", "xxx", "xxx"),
        (r"x\+", "xx", "xx"),
        ("a|b", "a|b", "a|b"),
        (r"a\|b", "b", "b"),
        (r"x\{2}", "xxx", "xx"),
        ("*x", "*x", "*x"),
        (r"\cshape", "SHAPE", "SHAPE"),
        (r"\cX", "x", "x"),
        ("[", "a[", "["),
        (r"\d\d", "a12", "12"),
    ],
)
def test_patterns_are_vims(wanted: str, text: str, found: str) -> None:
    match = pattern_of(wanted).search(text)
    assert match is not None and match.group() == found


@given(st.text(max_size=12), st.text(max_size=12))
def test_whatever_is_typed_is_some_pattern_and_some_filling(wanted: str, instead: str) -> None:
    match = pattern_of(wanted).search("some text (x) [y]")
    if match is not None:
        filled(instead, match)
