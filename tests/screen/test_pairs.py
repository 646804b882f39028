"""Protects which brackets and quotes close themselves, and that the rest is left as it is typed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.screen.editing.pairs import is_empty_pair, opens_here, surrounded, typed, within_what


def after_typing(keys: str, before: str = "", after: str = "") -> str:
    """The line, with `|` for the cursor, once `keys` were typed between `before` and `after`."""
    for key in keys:
        done = typed(key, before, after)
        if done is None:
            before += key
        elif done.text:
            line = before + done.text + after
            at = len(before) + done.behind
            before, after = line[:at], line[at:]
        else:
            before, after = before + after[0], after[1:]
    return f"{before}|{after}"


@pytest.mark.parametrize(
    ("before", "keys", "after", "line"),
    [
        ("f", "(", "", "f(|)"),
        ("f", "(x)", "", "f(x)|"),
        ("f", "(g(x))", "", "f(g(x))|"),
        ("f", "(", "x", "f(|x"),  # never before a word
        ("f", "(", " + 1", "f(|) + 1"),
        ("f(g(x", ")", ")", "f(g(x)|)"),  # one is wanting
        ("f(x", ")", ")", "f(x)|"),
        ("f(x", "(", "))", "f(x(|))"),  # the closing one stands there already
        ("", '"', "", '"|"'),
        ("", '"a"', "", '"a"|'),
        ("x = f", '"a"', "", 'x = f"a"|'),
        ("don", "'", "", "don'|"),
        ("# it", "'s (", "", "# it's (|"),
        ("'a", '"', "'", "'a\"|'"),
        ("'a\\", "'", "'", "'a\\'|'"),
        ("", '"""', "", '"""|"""'),
        ("", '"""doc"""', "", '"""doc"""|'),
        ("x[", "'", "]", "x['|']"),
        ('"a', "(", '"', '"a(|"'),
        ("", ")", "", ")|"),
        ("名", "(", "", "名(|)"),
        ("名", "'", "", "名'|"),
    ],
)
def test_what_is_typed_gives_this_line(before: str, keys: str, after: str, line: str) -> None:
    assert after_typing(keys, before, after) == line


def test_an_empty_pair_is_known_and_one_with_something_in_it_is_not() -> None:
    assert is_empty_pair("f(", ")") and is_empty_pair("'", "'")
    assert not is_empty_pair("f(x", ")") and not is_empty_pair("", ")") and not is_empty_pair("(", "]")
    assert opens_here("f(", ")") and not opens_here('"', '"')


def test_a_selection_is_surrounded_but_no_quote_spans_lines() -> None:
    assert surrounded("(", "a\nb") == "(a\nb)"
    assert surrounded('"', "a") == '"a"'
    assert surrounded("'", "a\nb") is None
    assert surrounded("x", "a") is None


def test_it_is_known_what_a_line_ends_within() -> None:
    assert [within_what(line) for line in ("x", "'a", '"""a"', "'a' # b", "'\\'", '""')] == [
        "",
        "'",
        '"""',
        "#",
        "'",
        "",
    ]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(["f()", "[1, (2)]", "{'a': [x]}", '"it"', "x", " ", "+", "'名'"]), max_size=8))
def test_whole_code_typed_as_it_stands_comes_out_as_it_stands(parts: list[str]) -> None:
    code = " ".join(parts)
    assert after_typing(code) == f"{code}|"
