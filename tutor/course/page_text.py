"""A text of the course laid out as lines of spans: Markdown, mathematics, code with its outputs. *Any side.*

One layout serves the screen and `tutor show`. What can't be drawn is shown as its author wrote it; telling the
author so is `lint`'s part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tutor.course import formula, glyphs
from tutor.course.broadcast import BroadcastError, draw, read_shapes, read_total
from tutor.course.cells import cells
from tutor.course.document import UNSHOWN
from tutor.course.fences import Fence, read_fence
from tutor.course.markdown import tokens
from tutor.course.plot_text import ROWS, draw_figure
from tutor.course.python_code import python_lines
from tutor.course.spans import BREAK, CONTINUED, Line, Role, Span, fold, is_sign, plain, width_of, wrap
from tutor.course.tables import draw_table
from tutor.language import _

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

__all__ = ["FenceOutput", "Line", "Role", "Span", "code_lines", "figure_lines", "lay_out", "output_lines", "plain"]

NARROWEST = 8  # cells: below this, lines run over the edge rather than down the page
INDENT = "  "
_PENDING = "…"


@dataclass(frozen=True)
class FenceOutput:
    """What running a fence gave: what it printed and the value of its last line, or what it raised.

    `figures` are what it drew, as `plot_text` takes them.
    """

    text: str
    error: bool = False
    figures: tuple[Mapping[str, Any], ...] = ()


def lay_out(
    text: str, width: int, outputs: Sequence[FenceOutput | None] = (), *, marks: bool = False, role: Role = "body"
) -> list[Line]:
    """The Markdown `text` as lines of at most `width` cells.

    `outputs` holds one entry for each fence that runs, in order; None, or nothing, for one not computed yet.
    With `marks`, Markdown's own signs stay around code, emphasis and headings, for where roles can't be shown.
    `role` is what unmarked words are.
    """
    from markdown_it.tree import SyntaxTreeNode

    layout = _Layout(list(outputs), marks, role)
    return layout.blocks(SyntaxTreeNode(list(tokens(_shown(text)))).children, max(width, NARROWEST))


def code_lines(code: str, width: int) -> list[Line]:
    """Python code as lines of at most `width` cells; what is too long goes on below, after a sign that says so."""
    lines: list[Line] = []
    for line in python_lines(_shown(code).expandtabs(4).rstrip("\n")):
        lines += fold(line, max(width, NARROWEST))
    return lines


def output_lines(output: FenceOutput, width: int) -> list[Line]:
    """What a fence gave, as lines of at most `width` cells, the first marked by an arrow."""
    role: Role = "error" if output.error else "output"
    lines: list[Line] = []
    for text in _shown(output.text).expandtabs(8).rstrip("\n").split("\n"):
        if output.error:  # a sentence, not code: it breaks between words
            first, *rest = wrap([Span(text, role)], max(width - 4, NARROWEST))
            lines += [first, *([Span(glyphs.drawn(CONTINUED.text), "dim"), *line] for line in rest)]
        else:
            lines += fold([Span(text, role)], max(width - 2, NARROWEST))
    return [[Span(glyphs.drawn("→ ") if i == 0 else INDENT, "dim"), *line] for i, line in enumerate(lines)]


def figure_lines(figure: Mapping[str, Any], width: int, rows: int = ROWS) -> list[Line]:
    """A figure, as lines of at most `width` cells, its fields `rows` high.

    What can't be one is said so: it came from a course's own code.
    """
    try:
        lines = draw_figure(figure, width, rows=rows)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return [[Span(_("this figure can't be shown in text"), "dim")]]
    return [[Span(_shown(span.text).replace("\n", " "), span.role) for span in line] for line in lines]


def _shown(text: str) -> str:
    """`text` without what a terminal would obey: such characters are shown as codes."""
    return UNSHOWN.sub(lambda match: f"\\u{ord(match[0]):04x}", text.replace("\r\n", "\n"))


@dataclass
class _Layout:
    """Lays out blocks, taking outputs as fences that run come by."""

    outputs: list[FenceOutput | None]
    marks: bool
    role: Role

    def blocks(self, nodes: Sequence[SyntaxTreeNode], width: int, tight: bool = False) -> list[Line]:
        """Blocks below each other, with an empty line between any two unless `tight`."""
        lines: list[Line] = []
        for node in nodes:
            block = self._block(node, width)
            if lines and block and not tight:
                lines.append([])
            lines += block
        return lines

    def _block(self, node: SyntaxTreeNode, width: int) -> list[Line]:
        match node.type:
            case "paragraph":
                return wrap(self._inline(node, self.role), width)
            case "heading":
                signs = [Span("#" * int(node.tag[1:]) + " ", "heading")] if self.marks else []
                return wrap([*signs, *self._inline(node, "heading")], width)
            case "fence":
                return self._fence(read_fence(node.info, node.content, 0), width)
            case "code_block":
                return self._verbatim(node.content, width)
            case "math_block":
                return self._display(node.content, width)
            case "bullet_list" | "ordered_list":
                return self._list(node, width)
            case "blockquote":
                inside = replace(self, role="quote").blocks(node.children, width - 2)
                return [[Span(glyphs.drawn("│ "), "rule"), *line] for line in inside]
            case "hr":
                return [[Span(glyphs.drawn("─") * width, "rule")]]
            case "table":
                return draw_table(self._cells(node), width)
            case _:
                return wrap([Span(node.content or "", self.role)], width) if node.content else []

    def _list(self, node: SyntaxTreeNode, width: int) -> list[Line]:
        first = int(node.attrs.get("start", 1))
        signs = [
            f"{first + i}. " if node.type == "ordered_list" else "- " if self.marks else glyphs.drawn("• ")
            for i in range(len(node.children))
        ]
        indent = max(map(len, signs))
        tight = all(child.hidden for item in node.children for child in item.children if child.type == "paragraph")
        lines: list[Line] = []
        for sign, item in zip(signs, node.children, strict=True):
            if lines and not tight:
                lines.append([])
            inside = self.blocks(item.children, width - indent, tight) or [[]]
            lines.append([Span(sign.rjust(indent), "bullet"), *inside[0]])
            lines += [[Span(" " * indent), *line] if line else [] for line in inside[1:]]
        return lines

    def _cells(self, node: SyntaxTreeNode) -> list[list[tuple[list[Span], str]]]:
        """A table's rows, the first one the head, as (spans, alignment) cells."""
        rows = [row for part in node.children for row in part.children]
        return [
            [
                (
                    self._inline(cell, "strong" if i == 0 else self.role),
                    str(cell.attrs.get("style", "")).removeprefix("text-align:"),
                )
                for cell in row.children
            ]
            for i, row in enumerate(rows)
        ]

    # --- code

    def _fence(self, fence: Fence, width: int) -> list[Line]:
        if fence.language == "broadcast":
            return self._broadcast(fence, width)
        if fence.language != "python":
            return self._verbatim(fence.code, width)
        lines = _indented(code_lines(fence.code, width - len(INDENT)))
        if fence.runs:
            output = self.outputs.pop(0) if self.outputs else None
            if output is None:
                lines.append([Span(glyphs.drawn(f"→ {_PENDING}"), "dim")])
                return lines
            if output.text:
                lines += output_lines(output, width)
            for figure in output.figures:
                lines += [[], *_indented(figure_lines(figure, width - len(INDENT)))]
        return lines

    def _broadcast(self, fence: Fence, width: int) -> list[Line]:
        try:
            return _indented(draw(read_shapes(fence.code), width - len(INDENT), read_total(fence.code)[1]))
        except BroadcastError:
            return self._verbatim(fence.code, width)

    def _verbatim(self, code: str, width: int) -> list[Line]:
        lines: list[Line] = []
        for text in code.expandtabs(4).rstrip("\n").split("\n"):
            lines += fold([Span(text, "code")], width - len(INDENT))
        return _indented(lines)

    # --- mathematics

    def _display(self, source: str, width: int) -> list[Line]:
        """A formula on lines of its own, a little to the right; folded if even so it is too wide."""
        try:
            rows = formula.display(source.strip())
        except formula.MathError:
            rows = tuple(source.strip("\n").split("\n"))
        widest = max(map(cells, rows))
        if widest > width and len(rows) > 1:
            # A picture that is cut in pieces says nothing; the formula on one line can be broken.
            try:
                return wrap([Span(formula.inline(source.strip()), "math")], width)
            except formula.MathError:
                pass
        margin = min(4, max(0, width - widest))
        return [
            line
            for row in rows
            for line in fold([Span(" " * margin + row, "math")] if row else [], max(width, NARROWEST))
        ]

    # --- within a sentence

    def _inline(self, node: SyntaxTreeNode, role: Role) -> list[Span]:
        spans: list[Span] = []
        for child in node.children:
            self._piece(child, role, spans.append)
        return _with_blanks(spans)

    def _piece(self, node: SyntaxTreeNode, role: Role, add: Callable[[Span], None]) -> None:
        match node.type:
            case "text":
                add(Span(node.content, role))
            case "softbreak":
                add(_SOFT)
            case "hardbreak":
                add(BREAK)
            case "code_inline":
                tick = "`" if self.marks else ""
                add(Span(f"{tick}{node.content}{tick}", "code"))
            case "math_inline" | "math_inline_double":
                add(Span(_one_line(node.content), "math"))
            case "strong" | "em":
                sign = ("**" if node.type == "strong" else "*") if self.marks else ""
                inner: Role = "heading" if role == "heading" else "strong" if node.type == "strong" else "em"
                if sign:
                    add(Span(sign, inner))
                for child in node.children:
                    self._piece(child, inner, add)
                if sign:
                    add(Span(sign, inner))
            case "link":
                for child in node.children:
                    self._piece(child, "link", add)
                target = str(node.attrs.get("href", ""))
                if target and target != "".join(child.content for child in node.children):
                    add(Span(f" ({target})", "dim"))
            case "image":
                add(Span(node.content, role))
            case _:
                for child in node.children:
                    self._piece(child, role, add)


def _one_line(source: str) -> str:
    try:
        return formula.inline(source.strip())
    except formula.MathError:
        return f"${' '.join(source.split())}$"


_SOFT = Span("\n", "dim")  # a line end in the source, which means a blank


def _with_blanks(spans: list[Span]) -> list[Span]:
    """The spans with a blank for each line end of the source; none where Chinese stands on both sides."""
    result: list[Span] = []
    for i, span in enumerate(spans):
        if span is not _SOFT:
            result.append(span)
        elif not (_is_wide(_said(reversed(spans[:i]))[-1:]) and _is_wide(_said(spans[i + 1 :])[:1])):
            result.append(Span(" "))
    return result


def _said(spans: Iterable[Span]) -> str:
    """The text of the first span that says something: no sign of stress, and not empty."""
    return next((span.text for span in spans if span.text and not is_sign(span)), "")


def _is_wide(character: str) -> bool:
    return cells(character) == 2


def _indented(lines: list[Line]) -> list[Line]:
    return [[Span(INDENT), *line] if width_of(line) else [] for line in lines]
