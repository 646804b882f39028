"""Protects: variables come back with what ties them together: storage, strides, and the graph of their gradients."""

from __future__ import annotations

import torch

from tutor.runner.graph import MAX_NODES, gradient_graph
from tutor.runner.variables import variables


def steps(names: dict[str, object], root: str) -> list[str]:
    """The names of the nodes from `root` along first inputs."""
    graph = gradient_graph(names)
    number, found = graph["roots"][root], []
    while number is not None:
        node = graph["nodes"][number]
        found.append(node["tensors"][0] if node["leaf"] else node["name"])
        number = node["inputs"][0] if node["inputs"] else None
    return found


def test_a_history_ends_at_its_leaves_and_names_what_it_passes():
    x = torch.ones(3, requires_grad=True)
    h = x * 2
    y = h.sum()
    assert steps({"x": x, "h": h, "y": y}, "y") == ["SumBackward0", "MulBackward0", "x"]
    graph = gradient_graph({"x": x, "h": h, "y": y})
    assert [node["tensors"] for node in graph["nodes"]] == [["x"], ["h"], ["y"]]
    assert [node["shape"] for node in graph["nodes"]] == [[3], [3], []]
    assert not graph["cut"]


def test_a_detached_input_is_told_as_no_way_on():
    x = torch.ones(3, requires_grad=True)
    graph = gradient_graph({"y": x.detach() * x})
    (product,) = [node for node in graph["nodes"] if not node["leaf"]]
    assert product["inputs"].count(None) == 1


def test_what_holds_no_gradient_has_no_graph():
    assert gradient_graph({"a": torch.ones(3), "b": 4}) == {"nodes": [], "roots": {}, "cut": False}


def test_parameters_and_tensors_in_containers_are_named():
    model = torch.nn.Linear(3, 2)
    kept = [torch.ones(3, requires_grad=True)]
    graph = gradient_graph({"model": model, "kept": kept, "y": model(kept[0]).sum()})
    leaves = {node["tensors"][0] for node in graph["nodes"] if node["leaf"]}
    assert leaves == {"model.weight", "model.bias", "kept[0]"}


def test_several_results_of_one_step_share_its_node():
    x = torch.ones(2, 3, requires_grad=True)
    a, b = x.unbind()
    graph = gradient_graph({"a": a, "b": b})
    assert graph["roots"]["a"] == graph["roots"]["b"]
    assert graph["nodes"][graph["roots"]["a"]]["shape"] is None


def test_a_long_history_is_cut_and_says_so():
    x = torch.ones(1, requires_grad=True)
    for _ in range(MAX_NODES + 5):
        x = x + 1
    graph = gradient_graph({"x": x})
    assert graph["cut"]
    assert len(graph["nodes"]) == MAX_NODES


def test_tensors_and_arrays_that_overlap_bear_one_storage():
    x = torch.arange(6.0).reshape(2, 3)
    rows = {row["name"]: row for row in variables({"x": x, "t": x.T, "a": x.numpy()[:, 1], "own": x.clone(), "n": 4})}
    assert rows["x"]["storage"] == rows["t"]["storage"] == rows["a"]["storage"] != rows["own"]["storage"]
    assert (rows["t"]["strides"], rows["a"]["strides"]) == ([1, 3], [3])
    assert rows["a"]["dtype"] == "float32"
    assert "storage" not in rows["n"]
