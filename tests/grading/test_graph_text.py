"""Protects: a history is drawn once, whatever shape it has, and what a child sends can't break the drawing."""

from __future__ import annotations

import pytest

from tutor.course import glyphs
from tutor.course.lines import plain, width_of
from tutor.grading.graph_text import DEEPEST, Graph, candidates, first_choice, graph_from, graph_lines, tree


def graph(*rows: tuple[str, list[int | None]], root: int = 0) -> Graph:
    """A graph of nodes by name and inputs, seen from `root`, called y; capitals are leaves."""
    nodes = [
        {"name": name, "shape": [2], "tensors": [name] if name.isupper() else [], "leaf": name.isupper(), "inputs": ins}
        for name, ins in rows
    ]
    return graph_from({"nodes": nodes, "roots": {"y": root}, "cut": False})


def test_branches_are_drawn_below_and_chains_go_on():
    drawn = tree(graph(("add", [1, 2]), ("exp", [3]), ("mul", [None, 3]), ("X", [])), "y")
    assert drawn == [
        "add  (2,)",
        "├─ exp  (2,)",
        "│  X  (2,)  leaf",
        "└─ mul  (2,)",
        "   ├─ no gradient flows here",
        "   └─ X  (2,)  leaf",
    ]


def test_plain_characters_where_asked():
    glyphs.use(glyphs.ASCII)
    try:
        drawn = tree(graph(("add", [1, 1]), ("X", [])), "y")
    finally:
        glyphs.leave()
    assert drawn == ["add  (2,)", "|- X  (2,)  leaf", "`- X  (2,)  leaf"]


def test_what_is_used_twice_is_drawn_once():
    drawn = tree(graph(("add", [1, 1]), ("exp", [2]), ("X", [])), "y")
    assert [line.endswith("(drawn above)") for line in drawn] == [False, False, False, True]


def test_doubling_histories_and_long_ones_stay_small():
    doubled = graph(*((f"add{n}", [n + 1, n + 1]) for n in range(300)), ("X", []))
    assert len(tree(doubled, "y")) < 1000
    assert max(map(len, tree(doubled, "y"))) < DEEPEST + 40
    assert len(tree(graph(*((f"add{n}", [n + 1]) for n in range(300)), ("X", [])), "y")) == 301


def test_a_ring_that_a_child_made_up_ends():
    assert len(tree(graph(("a", [1]), ("b", [0])), "y")) == 3


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"nodes": 3, "roots": {}},
        {"nodes": [{"name": "x"}], "roots": {}},
        {"nodes": [{"name": "x", "shape": None, "tensors": [], "leaf": 1, "inputs": [7]}], "roots": {"y": 0}},
        {"nodes": [], "roots": [1]},
    ],
)
def test_what_can_not_be_read_is_an_empty_graph(told):
    assert graph_from(told) == Graph()


def test_names_are_made_safe_to_show():
    shown = graph_from(
        {
            "nodes": [{"name": "\x1b[2J", "shape": None, "tensors": ["\x07"], "leaf": False, "inputs": []}],
            "roots": {"y": 0},
        }
    )
    assert "\x1b" not in tree(shown, "y")[0]
    assert "\x07" not in tree(shown, "y")[0]


def several(roots: dict[str, int]) -> Graph:
    nodes = [
        {"name": "acc", "shape": [2], "tensors": ["w"], "leaf": True, "inputs": []},
        {"name": "mul", "shape": [2], "tensors": ["h"], "leaf": False, "inputs": [0]},
        {"name": "sum", "shape": [], "tensors": ["_"], "leaf": False, "inputs": [1]},
    ]
    return graph_from({"nodes": nodes, "roots": roots, "cut": False})


def test_the_last_lines_value_is_chosen_first_and_leaves_only_where_there_is_nothing_else():
    assert first_choice(several({"w": 0, "_": 2, "h": 1})) == "_"
    assert first_choice(several({"w": 0, "h": 1})) == "h" and candidates(several({"w": 0, "h": 1})) == ["h"]
    assert candidates(several({"w": 0})) == ["w"] and first_choice(Graph()) == ""


def test_the_lines_say_what_the_last_line_is_and_fit():
    lines = graph_lines(several({"_": 2}), "_", 16)
    assert "the last line" in " ".join(plain(lines).replace("↳ ", "").split()) or "the last" in plain(lines)
    assert max(map(width_of, lines)) <= 16
    assert "requires_grad" in plain(graph_lines(Graph(), "", 60))
