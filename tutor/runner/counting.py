"""Counting what torch does while an answer runs: operations dispatched, bytes of new storage. *Child side.*"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_leaves


class Counter(TorchDispatchMode):
    """Counts every operation that reaches the dispatcher, and the bytes of storage their results newly own.

    Results with no axes (0-d) are left out of the bytes.
    """

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.operations = 0
        self.allocated = 0

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        result = func(*args, **(kwargs or {}))
        if func.namespace == "aten" and func.overloadpacket.__name__ in UNCOUNTED:
            return result
        self.operations += 1
        known = storages((args, kwargs or {}))
        for leaf in tree_leaves(result):
            if isinstance(leaf, torch.Tensor) and leaf.dim() and (address := address_of(leaf)) not in {*known, 0}:
                self.allocated += leaf.untyped_storage().nbytes()
                known.add(address)
        return result


# Bookkeeping that one way of writing needs and another does not; no element is touched.
UNCOUNTED = {"detach", "lift_fresh", "alias"}


def storages(tree: Any) -> set[int]:
    """Addresses of the storages of all tensors in a tree of arguments."""
    return {address_of(leaf) for leaf in tree_leaves(tree) if isinstance(leaf, torch.Tensor)}


def address_of(tensor: torch.Tensor) -> int:
    """Where a tensor's storage begins; 0 where it has none of its own, as inside `torch.func`'s transforms."""
    if tensor.layout is not torch.strided:
        return 0
    try:
        return tensor.untyped_storage().data_ptr()
    except RuntimeError:
        return 0


class NameWatch(torch.overrides.TorchFunctionMode):
    """Notes which of some torch functions are called, however they were imported or stored.

    `watched` are dotted names; `torch.sum` and `torch.Tensor.sum` are two.
    """

    def __init__(self, watched: Sequence[str]) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self._watched = [(name, target) for name in watched if (target := resolve(name)) is not None]

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        for name, target in self._watched:
            if func is target or func == target:
                self.seen.add(name)
        return func(*args, **(kwargs or {}))


def resolve(name: str) -> Any:
    """The object a dotted name of torch stands for; None if there is none."""
    if not name.startswith("torch."):
        return None
    found: Any = torch
    for part in name.split(".")[1:]:
        found = getattr(found, part, None)
        if found is None:
            return None
    return found
