"""The graph of a tensor's history as a tree in text, from data that a learner's child sent. *Screen side.*"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple, cast

from tutor.course import glyphs
from tutor.course.lines import Line, Span, laid_out, line, words
from tutor.course.spans import Role, fold
from tutor.course.spans import Span as Placed
from tutor.language import _, later_
from tutor.runner.text import safe

DEEPEST = 40  # a chain goes on without going deeper; only branches do
STOPS = later_("no gradient flows here")
LAST = "_"  # the root that is the value of the last line


@dataclass(frozen=True)
class Node:
    """One step of a history: what made a tensor of `shape`, which names hold it, and the numbers of what it used."""

    name: str
    shape: tuple[int, ...] | None = None
    tensors: tuple[str, ...] = ()
    leaf: bool = False
    inputs: tuple[int | None, ...] = ()


@dataclass(frozen=True)
class Graph:
    """All histories of a program's tensors; `roots` says at which node each one ends."""

    nodes: tuple[Node, ...] = ()
    roots: dict[str, int] = field(default_factory=dict)
    cut: bool = False

    def as_json(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)


def graph_from(told: dict[str, Any]) -> Graph:
    """What a child told, every text made safe; an empty graph where it can't be read."""
    try:
        nodes = tuple(node_from(row, len(told["nodes"])) for row in told["nodes"])
        roots = {_name(name): int(number) for name, number in told["roots"].items()}
    except (TypeError, ValueError, KeyError, AttributeError):
        return Graph()
    return Graph(nodes, {name: n for name, n in roots.items() if 0 <= n < len(nodes)}, bool(told.get("cut")))


def node_from(row: dict[str, Any], count: int) -> Node:
    """One node. Raises TypeError, ValueError, KeyError or AttributeError for what is none."""
    inputs = tuple(None if number is None else int(number) for number in row["inputs"])
    if any(number is not None and not 0 <= number < count for number in inputs):
        raise ValueError("a graph's node names an input that isn't there")
    shape = None if row["shape"] is None else tuple(int(length) for length in row["shape"])
    names = tuple(_name(name) for name in row["tensors"])
    return Node(_name(row["name"]), shape, names, bool(row["leaf"]), inputs)


def _name(told: object) -> str:
    """A name as a child told it, on one line."""
    return " ".join(safe(str(told)[:80]).split("\n"))


def candidates(graph: Graph) -> list[str]:
    """The tensors whose history there is to see, in the order of the program, the last line's value last.

    Leaves, whose history is themselves, only where there is nothing else.
    """
    found = [name for name, number in graph.roots.items() if not graph.nodes[number].leaf]
    return found or list(graph.roots)


def first_choice(graph: Graph) -> str:
    """The tensor whose history is shown at first: the last line's value, else what was named last; "" for none."""
    found = candidates(graph)
    return LAST if LAST in found else found[-1] if found else ""


def called(name: str) -> str:
    """What a root is called: `_` is the value of the last line, as at a prompt."""
    return _("the last line") if name == LAST else name


def graph_lines(graph: Graph, name: str, width: int) -> list[Line]:
    """The history of the tensor `name`, and what its signs mean, no line wider than `width`."""
    if name not in graph.roots:
        none = _("No tensor here has a history of gradients: one made with requires_grad=True begins it.")
        return words(width, (none, "dim"))
    lines: list[Line] = []
    for step in steps(graph, name):
        body = [Span(step.before, "rule"), *step.spans]
        lines += laid_out(fold([Placed(span.text, cast(Role, span.role)) for span in body], width))
    if graph.cut:
        lines += words(width, (_("the graph is longer than what is drawn"), "dim"))
    return lines


def tree(graph: Graph, name: str) -> list[str]:
    """The history of the tensor `name`, one line a step; nothing where it has none."""
    return ["".join([step.before, *(span.text for span in step.spans)]) for step in steps(graph, name)]


class Step(NamedTuple):
    """One line of a tree: what stands before it, and what it says."""

    before: str
    spans: Line


def steps(graph: Graph, name: str) -> list[Step]:
    """The history of the tensor `name`, step by step, what each was made of below it.

    A step with one input goes on at the same depth. What is drawn already is only named again.
    """
    found: list[Step] = []
    drawn: set[int] = set()
    if name not in graph.roots:
        return []
    # What is still to be drawn, last first: a node (None: nothing flows), what stands before it, and before its own.
    waiting: list[tuple[int | None, str, str]] = [(graph.roots[name], "", "")]
    signs = ("|- ", "`- ", "|  ", "   ") if glyphs.is_plain() else ("├─ ", "└─ ", "│  ", "   ")
    fork, last, through, blank = signs
    while waiting:
        number, here, below = waiting.pop()
        if number is None:
            found.append(Step(here, line((_(STOPS), "dim"))))
            continue
        node = graph.nodes[number]
        again = number in drawn and bool(node.inputs)
        more = line((" " + _("(drawn above)"), "dim")) if again else []
        found.append(Step(here, [*described(node), *more]))
        if again:
            continue
        drawn.add(number)
        deep = len(below) >= DEEPEST
        if deep and node.inputs:
            found.append(Step(below + last, line((glyphs.drawn("…"), "dim"))))
            continue
        if len(node.inputs) == 1:
            waiting.append((node.inputs[0], below, below))
            continue
        branches = [(each, below + fork, below + through) for each in node.inputs[:-1]]
        branches += [(each, below + last, below + blank) for each in node.inputs[-1:]]
        waiting += reversed(branches)
    return found


def described(node: Node) -> Line:
    """A node in one line: the names that hold what it made, how it was made, its shape."""
    shape = "" if node.shape is None else f"  ({', '.join(map(str, node.shape))}{',' if len(node.shape) == 1 else ''})"
    names = " = ".join(called(name) for name in node.tensors)
    if node.leaf:
        return line((names or _("a tensor without a name"), "strong"), (shape, "code"), ("  " + _("leaf"), "stretch"))
    parts = [(names, "strong"), (" = ", "dim")] if names else []
    return line(*parts, (node.name, "body"), (shape, "code"))
