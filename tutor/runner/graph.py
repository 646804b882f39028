"""The graph that autograd holds of some named tensors, as plain data. *Child side.*"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch

from tutor.runner.memory import leaves

MAX_NODES = 400
MAX_NAMED = 2000  # tensors inside variables that are looked at for a name

Row = dict[str, Any]


def gradient_graph(names: dict[str, Any]) -> Row:
    """What `backward` would walk from each tensor in `names` that has a history.

    Returns `nodes`, each with `name` (`MulBackward0`), `shape` (of what it made; None where it made several things),
    `tensors` (the names that hold what it made), `leaf` (whether gradients are stored there) and `inputs` (numbers of
    nodes, None where no gradient flows on); `roots`, the number of each tensor's node; and `cut`, whether there were
    more than MAX_NODES.
    """
    named = list(tensors_in(names))
    roots: list[tuple[str, Any]] = []
    holders: dict[Any, list[str]] = {}
    for name, tensor in named:
        made_by = maker_of(tensor)
        if made_by is not None:
            holders.setdefault(made_by, []).append(name)
            if name in names:
                roots.append((name, made_by))
    found: dict[Any, int] = {}
    queue: list[Any] = []

    def number(node: Any) -> int | None:
        if node not in found and len(found) < MAX_NODES:
            found[node] = len(found)
            queue.append(node)
        return found.get(node)

    told = {name: number(node) for name, node in roots}
    nodes: list[Row] = []
    cut = None in told.values()
    for node in queue:
        inputs: list[int | None] = []
        for before, _ in node.next_functions:
            inputs.append(None if before is None else number(before))
            cut = cut or (before is not None and inputs[-1] is None)
        nodes.append(
            {
                "name": str(node.name())[:80].removeprefix("torch::autograd::"),
                "shape": shape_made_by(node),
                "tensors": holders.get(node, [])[:4],
                "leaf": hasattr(node, "variable"),
                "inputs": inputs,
            }
        )
    return {"nodes": nodes, "roots": {name: n for name, n in told.items() if n is not None}, "cut": cut}


def tensors_in(names: dict[str, Any]) -> Iterator[tuple[str, torch.Tensor]]:
    """The tensors that `names` hold, by themselves, in containers and as parameters of modules."""
    left = MAX_NAMED
    for name, value in names.items():
        parts = module_parts(name, value) if isinstance(value, torch.nn.Module) else leaves(value, name)
        for path, part in parts:
            if isinstance(part, torch.Tensor):
                yield path, part
                left -= 1
                if not left:
                    return


def module_parts(name: str, module: torch.nn.Module) -> Iterator[tuple[str, Any]]:
    """A module's parameters, each with its place: `model.weight`, `model[0].weight` being `model.0.weight`."""
    for path, parameter in torch.nn.Module.named_parameters(module):
        yield f"{name}.{path}", parameter


def maker_of(tensor: torch.Tensor) -> Any:
    """The node that made a tensor; of a leaf that wants gradients, the node that stores them; else None."""
    with torch._C.DisableTorchFunctionSubclass():
        if not tensor.requires_grad:
            return None
        if tensor.grad_fn is not None:
            return tensor.grad_fn
        return torch.autograd.graph.get_gradient_edge(tensor).node


def shape_made_by(node: Any) -> list[int] | None:
    """The shape of the one tensor that a node made."""
    if hasattr(node, "variable"):
        return list(node.variable.shape)
    made = node._input_metadata
    return [int(length) for length in made[0].shape] if len(made) == 1 else None
