"""The Markdown of a course, parsed: CommonMark with tables and `$...$`, `$$...$$` mathematics. *Any side.*"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    Rule = Callable[[StateInline, bool], bool]

# Emphasis within emphasis: whoever walks over a tree of tokens calls itself for each. A text with more is shown as it
# was written. (Quotes and lists within each other markdown-it itself bounds, by twenty.)
DEEPEST = 40


@cache
def _parser() -> MarkdownIt:
    # Imported on the first text, not with the module: commands that show no text don't wait for it.
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.dollarmath.index import math_inline_dollar

    # No HTML: `<b>` is three characters. A "$" before a blank, or followed by a digit on closing, is a price.
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True)
    parser.inline.ruler.at("math_inline", _beside_code(math_inline_dollar(False, False, True)))
    return parser


def _beside_code(rule: Rule) -> Rule:
    """`rule` for mathematics, without formulas that reach into code: in "$5, `$x`" are none."""

    def beside_code(state: StateInline, silent: bool) -> bool:
        start, known = state.pos, len(state.tokens)
        pending = state.pending
        if not rule(state, silent):
            return False
        if "`" not in state.src[start : state.pos]:
            return True
        del state.tokens[known:]
        state.pos, state.pending = start, pending
        return False

    return beside_code


@lru_cache(maxsize=64)
def tokens(text: str) -> Sequence[Token]:
    """The tokens of `text`, as markdown-it has them; not to be changed."""
    found = _parser().parse(text)
    for token in found:
        if token.children and max(child.level for child in token.children) > DEEPEST:
            token.children = [_plain(token)]
    return tuple(found)


def _plain(token: Token) -> Token:
    from markdown_it.token import Token

    return Token("text", "", 0, content=token.content)
