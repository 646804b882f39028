"""Protects long typing: no line that the parser read stays, documents can go, and the colours are Textual's own."""

from __future__ import annotations

import gc
import random
import sys
import weakref
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import textual
import tree_sitter
from textual._tree_sitter import get_language
from textual.document import _syntax_aware_document
from textual.document._syntax_aware_document import SyntaxAwareDocument

from tutor.screen.editing.parsing import WholeTextParser, read_whole_texts
from tutor.screen.theme import DARK, syntax

QUERY = (Path(textual.__file__).parent / "tree-sitter" / "highlights" / "python.scm").read_text(encoding="utf-8")
TEXT = "import torch\n\ndef double(x):\n    return x * 2  # 两倍\n"
NAMES = syntax(DARK)  # what is no Python has no colour of its own
PIECES = ["x", "\n", "(", ")", "'", '"""', "字", "def f(a):\n    return a\n", "  ", "# note", ""]


@cache
def query() -> tree_sitter.Query:
    """What Textual colours in Python; it takes a moment to prepare."""
    language = get_language("python")
    assert language is not None
    return tree_sitter.Query(language, QUERY)


def document(monkeypatch: pytest.MonkeyPatch, parser: Any) -> SyntaxAwareDocument:
    """One that `parser` parses."""
    monkeypatch.setattr(_syntax_aware_document, "Parser", parser)
    language = get_language("python")
    assert language is not None
    return SyntaxAwareDocument(TEXT, language)


def coloured(one: SyntaxAwareDocument) -> dict[str, list[tuple[Any, Any]]]:
    """What is coloured as what."""
    found = one.query_syntax_tree(query())
    return {
        name: sorted((node.start_point, node.end_point) for node in nodes)
        for name, nodes in found.items()
        if name in NAMES
    }


@pytest.mark.parametrize("seed", range(3))
def test_python_is_coloured_as_textual_colours_it(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """What is no Python may be taken apart otherwise: that depends on the pieces it is read in."""
    ours, stock = document(monkeypatch, WholeTextParser), document(monkeypatch, tree_sitter.Parser)
    chance = random.Random(seed)
    compared = 0
    for _ in range(60):
        places = []
        for _ in range(2):
            row = chance.randrange(ours.line_count)
            places.append((row, chance.randint(0, len(ours[row]))))
        piece = chance.choice(PIECES)
        for one in (ours, stock):
            one.replace_range(*sorted(places), piece)
        assert ours.text == stock.text
        if not (ours._syntax_tree.root_node.has_error or stock._syntax_tree.root_node.has_error):
            compared += 1
            assert coloured(ours) == coloured(stock)
        elif chance.random() < 0.5:
            for one in (ours, stock):
                one.replace_range(one.start, one.end, TEXT)
    assert compared > 5


def test_typing_keeps_nothing_of_what_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    one = document(monkeypatch, WholeTextParser)
    coloured(one)

    def typed(times: int) -> int:
        """The blocks of memory in use after so many letters, typed and taken back."""
        for _ in range(times):
            one.replace_range((3, 4), (3, 4), "y")
            coloured(one)
            one.replace_range((3, 4), (3, 5), "")
        gc.collect()
        return sys.getallocatedblocks()

    assert typed(100) - typed(10) < 100  # Textual's own keep some fifty a letter


def test_a_document_that_is_gone_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    one = document(monkeypatch, WholeTextParser)
    one.replace_range((0, 0), (0, 0), "x\n")
    seen = weakref.ref(one)
    del one
    gc.collect()
    assert seen() is None


def test_documents_of_the_editor_are_parsed_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_syntax_aware_document, "Parser", tree_sitter.Parser)
    read_whole_texts()
    assert _syntax_aware_document.Parser is WholeTextParser
