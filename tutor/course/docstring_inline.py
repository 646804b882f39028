"""What stands within a sentence of a docstring: roles, code, formulas, stress. *Any side.*"""

from __future__ import annotations

import re

from tutor.course.formula import MathError, inline

Part = tuple[str, str]  # a text and its role

_MARK = re.compile(
    r"""
      :(?P<role>[A-Za-z][\w:+.-]*):`(?P<content>[^`]*)`        # :func:`torch.sum`
    | ``(?P<literal>.+?)``(?!`)
    | `(?P<link>[^`<>]+?)\s*<[^`>]*>`__?                       # `text <where>`_
    | `(?P<default>[^`]+)`_{0,2}
    | (?<![\w*\\])\*\*(?P<strong>[^\s*](?:[^*]*[^\s*])?)\*\*(?!\w)
    | (?<![\w*\\(])\*(?P<em>[^\s*](?:[^*]*[^\s*])?)\*(?![\w*])
    | \\(?P<escaped>[*_`|\\ ])
    """,
    re.VERBOSE,
)
_TARGET = re.compile(r"^(?P<text>[^<]*?)\s*<[^>]*>$", re.S)
_WORD = re.compile(r"(?<![\\A-Za-z])([A-Za-z]{3,})(?![A-Za-z])")
_MARKED = re.compile(r":\w+:`~?([^`]*)`|``([^`]+)``")


def inline_parts(text: str) -> list[Part]:
    """`text` cut into its parts, none of them with a mark of reStructuredText left in it."""
    parts: list[Part] = []
    at = 0
    for match in _MARK.finditer(text):
        if match.start() > at:
            parts.append((text[at : match.start()], "body"))
        parts.append(_part(match))
        at = match.end()
    if at < len(text):
        parts.append((text[at:], "body"))
    return parts


def _part(match: re.Match[str]) -> Part:
    if match["role"] is not None:
        return _role(match["role"].rpartition(":")[2], match["content"])
    if match["literal"] is not None:
        return match["literal"], "code"
    if match["link"] is not None:
        return match["link"], "body"
    if match["default"] is not None:
        return match["default"].lstrip("~"), "code"
    if match["strong"] is not None:
        return match["strong"], "strong"
    if match["em"] is not None:
        return match["em"], "em"
    return match["escaped"].strip(), "body"


def _role(name: str, content: str) -> Part:
    if name == "math":
        return formula(content), "math"
    if target := _TARGET.match(content):
        content = target["text"] or content
    if name in ("ref", "doc", "term", "pep", "numref", "download"):
        return content.lstrip("~!"), "body"
    # `~torch.nn.Linear` is shown by its last name.
    content = content.rpartition(".")[2] if content.startswith("~") else content.lstrip("!.")
    return content, "code"


def formula(source: str) -> str:
    """A formula on its line; as it was written where it can't be drawn."""
    source = " ".join(source.split())
    if "{" not in source:
        # Whole words, written without saying that they are words.
        source = _WORD.sub(r"\\text{\1}", source)
    try:
        return inline(source).replace("\\_", "_")
    except (MathError, RecursionError):
        return source


def without_marks(row: str) -> str:
    """A row of a table without marks, its columns where they were."""
    return _MARKED.sub(lambda match: (match[1] or match[2] or "").ljust(len(match[0])), row)
