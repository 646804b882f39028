"""Docstrings as lines to read: the libraries' reStructuredText, laid out plainly for a terminal. *Any side.*

Only what stands in docstrings is known: paragraphs, headings, lists of arguments, examples, notes, formulas. What isn't
known is shown as it was written. `docstring_inline` reads what stands within a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tutor.course.cells import cells
from tutor.course.docstring_inline import formula, inline_parts, without_marks
from tutor.course.docstring_rows import (
    ITEM,
    SECTION,
    UNDERLINE,
    begins,
    block_end,
    dedented,
    hung,
    indent,
    indented_until,
    is_python,
    is_table,
    set_in,
    tidy,
)
from tutor.course.formula import MathError, display
from tutor.course.lines import Line, Span, code, cut_up, line, words

MOST_LINES = 2_000  # of one docstring
DEEPEST = 8  # blocks within blocks

_DIRECTIVE = re.compile(r"\.\.\s+([\w:-]+?)::\s*(.*)$")
_OPTION = re.compile(r":[\w-]+:(\s|$)")
# `name (type, optional): what it is`, `*size (int...): ...`
_ARGUMENT = re.compile(r"(\*{0,2}\w[\w., /*]*?)\s*(\([^()]*(?:\([^()]*\)[^()]*)*\))?\s*:\s+(?=\S)")
_NUMPY_ARGUMENT = re.compile(r"(\*{0,2}\w[\w, *.]*?)\s:\s+(\S.*)$")
_SILENT = {"image", "figure", "plot", "index", "currentmodule", "automethod", "autosummary", "include", "rubric"}
_BOXED = {
    "note": "Note",
    "warning": "Warning",
    "caution": "Caution",
    "important": "Important",
    "tip": "Tip",
    "seealso": "See also",
    "deprecated": "Deprecated since",
    "versionadded": "New in",
    "versionchanged": "Changed in",
}
_VERSIONS = {"deprecated", "versionadded", "versionchanged"}
_CODE = {"code", "code-block", "doctest", "testcode", "parsed-literal", "ipython", "sourcecode", "testoutput"}


def docstring_lines(text: str, width: int) -> list[Line]:
    """A docstring (its indentation cleaned away) laid out for `width` cells. Never raises."""
    rows = text.expandtabs(8).split("\n")[:MOST_LINES]
    return tidy(_Layout(width).block(rows, 0))


class _Layout:
    """Lays rows out, block within block."""

    def __init__(self, width: int) -> None:
        self.width = max(12, width)

    def block(self, rows: Sequence[str], margin: int, depth: int = 0, *, listing: bool = False) -> list[Line]:
        """`rows`, whatever they are, `margin` cells from the left; in a `listing`, `name: text` is an argument."""
        if depth > DEEPEST or margin > self.width // 2:
            return [one for row in rows for one in cut_up(row.strip(), self.width, "body", " " * min(margin, 4))]
        rows = dedented(rows)
        lines: list[Line] = []
        at = 0
        while at < len(rows):
            at = self._next(rows, at, margin, depth, lines, listing)
        return lines

    def _next(self, rows: Sequence[str], at: int, margin: int, depth: int, lines: list[Line], listing: bool) -> int:
        """Lay out what begins at row `at`; returns the row after it."""
        row = rows[at]
        bare = row.strip()
        following = rows[at + 1] if at + 1 < len(rows) else ""
        if not bare:
            lines.append([])
            return at + 1
        if bare.startswith(">>>"):
            return self._example(rows, at, margin, lines)
        if bare.startswith(".."):
            return self._directive(rows, at, margin, depth, lines)
        if is_table(bare):
            return self._verbatim_table(rows, at, margin, lines)
        if UNDERLINE.match(following.strip()) and not UNDERLINE.match(bare):
            lines += [[], *self._sentence(bare, margin, "heading")]
            return at + 2
        if UNDERLINE.match(bare):
            return at + 1
        end = block_end(rows, at)
        if SECTION.match(bare):
            lines += [[], *self._sentence(bare.rstrip(":"), margin, "heading")]
            lines += tidy(self.block(rows[at + 1 : end], margin + 2, depth + 1, listing=True))
            return end
        if bare == "::":
            return self._literal(rows, at, margin, lines)
        if "::=" in bare:
            return self._grammar(rows, at, margin, lines)
        if (match := _NUMPY_ARGUMENT.match(bare)) and end > at + 1 and indent(following) > indent(row):
            lines += self._named(match[1], match[2], margin)
            lines += self.block(rows[at + 1 : end], margin + 4, depth + 1)
            return end
        if match := ITEM.match(bare):
            return self._item(rows, at, end, match.end(), margin, depth, lines)
        if (match := _ARGUMENT.match(bare)) and (listing or match[2] or " :" in match[0]):
            lines += self._argument(rows[at:end], match, margin, depth)
            return end
        return self._paragraph(rows, at, margin, depth, lines)

    def _paragraph(self, rows: Sequence[str], at: int, margin: int, depth: int, lines: list[Line]) -> int:
        """Rows of one indentation, up to where something else begins; what is indented below it is its own block."""
        first = indent(rows[at])
        taken = [rows[at].strip()]
        end = at + 1
        while end < len(rows) and rows[end].strip() and indent(rows[end]) == first and not begins(rows, end):
            if taken[-1].endswith("::") and not taken[-1].startswith(".."):
                break
            taken.append(rows[end].strip())
            end += 1
        said = " ".join(taken)
        literal = said.endswith("::")
        lines += self._sentence(said[:-1] if literal else said, margin)
        if literal:
            return self._literal(rows, end, margin, lines)
        inner = indented_until(rows, end, first)
        if inner > end and said.endswith(":") and is_python("\n".join(dedented(rows[end:inner]))):
            lines += self._code(rows[end:inner], margin + 2)
        elif inner > end:
            lines += self.block(rows[end:inner], margin + 2, depth + 1)
        return max(inner, end)

    def _sentence(self, said: str, margin: int, role: str = "body") -> list[Line]:
        parts = [(text, role if found == "body" else found) for text, found in inline_parts(said)]
        return set_in(words(self.width - margin, *parts), margin)

    def _literal(self, rows: Sequence[str], at: int, margin: int, lines: list[Line]) -> int:
        """The indented rows after `::`, as they are."""
        if at < len(rows) and rows[at].strip() == "::":
            at += 1
        base = indent(rows[at - 1]) if at else 0
        end = indented_until(rows, at, base)
        inner = dedented(rows[at:end])
        if any(row.strip().startswith(">>>") for row in inner):
            lines += self.block(inner, margin + 2, DEEPEST)
        else:
            lines += self._code(inner, margin + 2)
        return max(end, at)

    def _code(self, rows: Sequence[str], margin: int) -> list[Line]:
        text = "\n".join(dedented(rows)).strip("\n")
        return [[], *set_in(code(text, self.width - margin), margin), []]

    def _example(self, rows: Sequence[str], at: int, margin: int, lines: list[Line]) -> int:
        """Code as it was typed at a prompt, and what came: up to an empty row."""
        end = at
        while end < len(rows) and rows[end].strip():
            end += 1
        room = max(8, self.width - margin)
        for row in dedented(rows[at:end]):
            if row.startswith((">>>", "...")):
                typed = code(row[4:], room - 4)
                lines += set_in([[Span(row[:3] + " ", "dim"), *typed[0]]] if typed else [], margin)
                lines += set_in(typed[1:], margin + 4)
            else:
                lines += cut_up(row, room, "output", " " * margin)
        return end

    def _grammar(self, rows: Sequence[str], at: int, margin: int, lines: list[Line]) -> int:
        """Rules of Python's grammar, row by row."""
        end = at
        while end < len(rows) and rows[end].strip():
            end += 1
        for row in rows[at:end]:
            lines += cut_up(row, self.width, "code", " " * margin)
        return end

    def _verbatim_table(self, rows: Sequence[str], at: int, margin: int, lines: list[Line]) -> int:
        end = at
        while end < len(rows) and rows[end].strip():
            end += 1
        for row in (without_marks(row) for row in dedented(rows[at:end])):
            # A rule says nothing behind the edge.
            cut = row[: self.width - margin] if re.fullmatch(r"[=+\- ]+", row) else row
            lines += cut_up(cut, self.width, "body", " " * margin)
        return end

    def _directive(self, rows: Sequence[str], at: int, margin: int, depth: int, lines: list[Line]) -> int:
        """`.. note:: ...` and its kind; what is no directive is a comment or a target, and not shown."""
        match = _DIRECTIVE.match(rows[at].strip())
        end = indented_until(rows, at + 1, indent(rows[at]))
        if not match:
            return end
        name, said = match[1].rpartition(":")[2], match[2]
        inner = dedented(rows[at + 1 : end])
        while inner and _OPTION.match(inner[0]):
            inner = inner[1:]
        if name in ("function", "method", "class", "attribute", "data"):
            lines += [[], *set_in(code(said.replace("\\*", "*"), self.width - margin), margin), []]
            lines += self.block(inner, margin, depth + 1)
        elif name == "math":
            lines += [[], *self._formula("\n".join([said, *inner]), margin), []]
        elif name in _CODE:
            if any(row.startswith(">>>") for row in inner):
                lines += [[], *self.block(inner, margin + 2, depth + 1), []]
            else:
                lines += self._code(inner, margin + 2)
        elif name in _BOXED:
            lines.append([])
            lines += self._boxed(name, said, inner, margin, depth)
            lines.append([])
        elif name not in _SILENT:
            lines += self.block([said, *inner], margin, depth + 1)
        return end

    def _boxed(self, name: str, said: str, inner: Sequence[str], margin: int, depth: int) -> list[Line]:
        title, own = _BOXED[name], [said] if said else []
        if name in _VERSIONS:
            title, own = f"{title} {said}", []
        body = tidy(_Layout(self.width - margin - 2).block([*own, *inner], 0, depth + 1))
        return [[Span(" " * margin), Span("│ ", "dim"), *one] for one in [line((title, "accent")), *body]]

    def _formula(self, source: str, margin: int) -> list[Line]:
        source = re.sub(r"\n\s*\n", "\n", source).strip()
        if not source:
            return []
        try:
            drawn = display(source)
            if all(cells(row) <= self.width - margin for row in drawn):
                return [[Span(" " * margin), Span(row, "math")] for row in drawn]
        except (MathError, RecursionError):
            pass
        # Row by row on lines of its own, what stands in columns one after another.
        flat = " ".join(re.sub(r"\\(begin|end)\{\w+\*?\}(\{\w+\})?", " ", source).split())
        rows = [formula(row.replace("&", " ").strip()) for row in flat.split("\\\\") if row.strip()]
        return [one for row in rows for one in cut_up(row, self.width, "math", " " * margin)]

    def _named(self, names: str, kind: str, margin: int) -> list[Line]:
        parts = [(names, "code"), (" : ", "dim")]
        return set_in(words(self.width - margin, *parts, *((text, "dim") for text, _ in inline_parts(kind))), margin)

    def _argument(self, rows: Sequence[str], match: re.Match[str], margin: int, depth: int) -> list[Line]:
        """`name (type): what it is`, what goes on below it indented."""
        own = rows[0].strip()
        below = dedented(rows[1:])
        going_on = 0
        while going_on < len(below) and below[going_on].strip() and not begins(below, going_on):
            going_on += 1
        said = " ".join([own[match.end() :], *(row.strip() for row in below[:going_on])])
        parts: list[tuple[str, str]] = [(match[1], "code")]
        if match[2]:
            parts += [(" ", "body"), *((text, "dim") for text, _ in inline_parts(match[2]))]
        parts += [(": ", "dim"), *inline_parts(said)]
        lines = hung(words(self.width - margin - 4, *parts), margin, 4)
        return lines + self.block(below[going_on:], margin + 4, depth + 1)

    def _item(
        self, rows: Sequence[str], at: int, end: int, sign: int, margin: int, depth: int, lines: list[Line]
    ) -> int:
        own = rows[at].strip()
        mark = own[:sign].strip()
        body = [own[sign:], *dedented(rows[at + 1 : end])]
        shown = ("•" if mark in "-*+•" else mark) + " "
        inner = tidy(self.block(body, margin + len(shown), depth + 1))
        if inner:
            first, *rest = inner[0]
            inner[0] = [
                Span(" " * margin),
                Span(shown, "bullet"),
                Span(first.text[margin + len(shown) :], first.role),
                *rest,
            ]
        lines += inner
        return end
