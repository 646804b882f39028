"""The graph of a tensor's history as a tree in text, from data that a learner's child sent. *Screen side.*"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from tutor.runner.text import safe

DEEPEST = 40  # a chain goes on without going deeper; only branches do
STOPS = "no gradient flows here"


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
        roots = {safe(str(name))[:80]: int(number) for name, number in told["roots"].items()}
    except (TypeError, ValueError, KeyError, AttributeError):
        return Graph()
    return Graph(nodes, {name: n for name, n in roots.items() if 0 <= n < len(nodes)}, bool(told.get("cut")))


def node_from(row: dict[str, Any], count: int) -> Node:
    """One node. Raises TypeError, ValueError, KeyError or AttributeError for what is none."""
    inputs = tuple(None if number is None else int(number) for number in row["inputs"])
    if any(number is not None and not 0 <= number < count for number in inputs):
        raise ValueError("a graph's node names an input that isn't there")
    shape = None if row["shape"] is None else tuple(int(length) for length in row["shape"])
    names = tuple(safe(str(name))[:80] for name in row["tensors"])
    return Node(safe(str(row["name"]))[:80], shape, names, bool(row["leaf"]), inputs)


def tree(graph: Graph, name: str, *, ascii_only: bool = False) -> list[str]:
    """The history of the tensor `name`, one line a step, what it was made of below it.

    A step with one input goes on at the same depth. What is drawn already is only named again.
    """
    lines: list[str] = []
    drawn: set[int] = set()
    if name not in graph.roots:
        return []
    # What is still to be drawn, last first: a node (None: nothing flows), what stands before it, and before its own.
    waiting: list[tuple[int | None, str, str]] = [(graph.roots[name], "", "")]
    fork, last, through, blank = ("|- ", "`- ", "|  ", "   ") if ascii_only else ("├─ ", "└─ ", "│  ", "   ")
    while waiting:
        number, here, below = waiting.pop()
        if number is None:
            lines.append(f"{here}{STOPS}")
            continue
        node = graph.nodes[number]
        again = number in drawn and bool(node.inputs)
        lines.append(here + described(node) + (" (drawn above)" if again else ""))
        if again:
            continue
        drawn.add(number)
        deep = len(below) >= DEEPEST
        if deep and node.inputs:
            lines.append(f"{below}{last}…" if not ascii_only else f"{below}{last}...")
            continue
        if len(node.inputs) == 1:
            waiting.append((node.inputs[0], below, below))
            continue
        branches = [(each, below + fork, below + through) for each in node.inputs[:-1]]
        branches += [(each, below + last, below + blank) for each in node.inputs[-1:]]
        waiting += reversed(branches)
    return lines


def described(node: Node) -> str:
    """A node in one line: the names that hold what it made, how it was made, its shape."""
    shape = "" if node.shape is None else f"  ({', '.join(map(str, node.shape))}{',' if len(node.shape) == 1 else ''})"
    names = " = ".join(node.tensors)
    if node.leaf:
        return f"{names or 'a tensor without a name'}{shape}  leaf"
    return f"{names + ' = ' if names else ''}{node.name}{shape}"
