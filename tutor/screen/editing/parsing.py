"""Parsers of the editor's text that are given it whole. *Screen side.*

Textual's read it line by line, from the document. The binding of tree-sitter keeps every line that was read so for a
query, and a tree keeps the document in a way that Python's collector can't see: two hundred kilobytes a lesson.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import tree_sitter
from textual.document import _syntax_aware_document

Read = Callable[[int, tuple[int, int]], bytes]


class WholeTextParser:
    """What Textual's documents ask of a parser of `language`."""

    def __init__(self, language: tree_sitter.Language) -> None:
        self._parser = tree_sitter.Parser(language)

    def parse(self, read: Read, before: tree_sitter.Tree | None = None) -> tree_sitter.Tree:
        """The tree of the document whose method `read` is; made from the one `before` the last edit, if any."""
        text = cast(Any, read).__self__.text.encode("utf-8")
        return self._parser.parse(text) if before is None else self._parser.parse(text, before)


def read_whole_texts() -> None:
    """Have documents that are made from now on parsed as whole texts."""
    if hasattr(_syntax_aware_document, "Parser"):
        cast(Any, _syntax_aware_document).Parser = WholeTextParser
