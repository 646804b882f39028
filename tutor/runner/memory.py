"""Who shares storage with whom, and how far apart the elements lie. *Child side.*"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import torch

_BASE: Any = torch._C._TensorBase


def leaves(value: Any, path: str, depth: int = 0) -> Iterator[tuple[str, Any]]:
    """The tensors and arrays inside `value`, each with its place: `result[0]`, `args[1]['w']`."""
    kind = type(value)
    if issubclass(kind, torch.Tensor | np.ndarray):
        yield path, value
    elif depth > 8:
        return
    elif issubclass(kind, list | tuple):
        for i in range(min(kind.__len__(value), 256)):
            yield from leaves(kind.__getitem__(value, i), f"{path}[{i}]", depth + 1)
    elif kind is dict:
        for key, item in list(value.items())[:256]:
            yield from leaves(item, f"{path}[{key!r}]", depth + 1)


def span_of(value: Any) -> tuple[int, int] | None:
    """The first and last address (exclusive) of the storage a tensor or array looks at; None where it has no bytes."""
    if issubclass(type(value), torch.Tensor):
        if str(_BASE.layout.__get__(value)) != "torch.strided" or _BASE.numel(value) == 0:
            return None
        storage = _BASE.untyped_storage(value)
        start, size = storage.data_ptr(), storage.nbytes()
        return (start, start + size) if start and size else None
    base = value
    while isinstance(base.base, np.ndarray):
        base = base.base
    if value.size == 0:
        return None
    low, high = np.lib.array_utils.byte_bounds(base)
    return int(low), int(high)


def strides_of(value: Any) -> list[int | None]:
    """Strides in elements, with None for axes of length one or less, whose stride nothing can tell."""
    with torch._C.DisableTorchFunctionSubclass():
        if issubclass(type(value), torch.Tensor):
            shape, strides = list(_BASE.size(value)), list(_BASE.stride(value))
        else:
            shape, strides = list(value.shape), [step // max(value.itemsize, 1) for step in value.strides]
    if 0 in shape:
        return [None] * len(shape)
    return [step if length > 1 else None for length, step in zip(shape, strides, strict=True)]


def memory_map(places: list[tuple[str, Any]]) -> list[dict[str, Any]]:
    """For each tensor or array: its place, the number of its storage (None: no bytes), and its strides.

    Storages that overlap bear one number, counted in order of first appearance.
    """
    spans: list[tuple[int, int, int]] = []
    rows = []
    for path, value in places:
        span = None
        with torch._C.DisableTorchFunctionSubclass():
            span = span_of(value)
        number = None
        if span is not None:
            number = next((n for low, high, n in spans if span[0] < high and low < span[1]), None)
            if number is None:
                number = len({n for _, _, n in spans})
            spans.append((*span, number))
        rows.append({"path": path, "storage": number, "strides": strides_of(value)})
    return rows
