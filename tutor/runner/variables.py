"""What each name of a program stands for, as plain data. *Child side.*"""

from __future__ import annotations

import types
from typing import Any

import numpy as np
import pandas as pd
import torch

from tutor.runner.encode import tensor_facts
from tutor.runner.memory import memory_map

MAX_VARIABLES = 200
MAX_TEXT = 4000
MAX_PREVIEW = 400
MAX_COLUMNS = 20

_BASE: Any = torch._C._TensorBase


def shown(value: Any) -> str:
    """A value as a prompt shows it; what its own `repr` raises is told, not raised."""
    try:
        text = repr(value)
        return text[:MAX_TEXT] if type(text) is str else f"<{type(value).__name__}>"
    except Exception as error:
        return f"<{type(value).__name__}, whose repr raised {type(error).__name__}>"


def variables(names: dict[str, Any]) -> list[dict[str, Any]]:
    """A row for each name: its type, a preview, and what kind of array or table it is.

    Of tensors: shape, dtype, device, strides (in elements), requires_grad, is_leaf, grad_fn, storage. Of NumPy arrays:
    shape, dtype, strides (in elements too), storage. Of tables, columns and indices of pandas: shape, and the dtype,
    which of a table is told of each of its `columns`. What overlaps in memory has the same number in `storage`, be it
    tensor or array.
    """
    kept = [(name, value) for name, value in names.items() if not hidden(name, value)][:MAX_VARIABLES]
    arrays = [(name, value) for name, value in kept if isinstance(value, torch.Tensor | np.ndarray)]
    storage = {row["path"]: row["storage"] for row in memory_map(arrays)}
    rows = []
    for name, value in kept:
        row: dict[str, Any] = {"name": name, "type": type(value).__name__, "preview": shown(value)[:MAX_PREVIEW]}
        if isinstance(value, torch.Tensor):
            row |= tensor_row(value)
        elif isinstance(value, np.ndarray):
            strides = [step // max(value.itemsize, 1) for step in value.strides]
            row |= {"shape": list(value.shape), "dtype": str(value.dtype), "strides": strides}
        elif isinstance(value, pd.DataFrame | pd.Series | pd.Index):
            row |= {"shape": list(value.shape)}
            row |= {"columns": columns_of(value)} if isinstance(value, pd.DataFrame) else {"dtype": str(value.dtype)}
        if name in storage:
            row["storage"] = storage[name]
        rows.append(row)
    return rows


def tensor_row(tensor: torch.Tensor) -> dict[str, Any]:
    """What a tensor's row holds besides name and preview."""
    with torch._C.DisableTorchFunctionSubclass():
        facts = tensor_facts(tensor)
        strides = list(_BASE.stride(tensor)) if facts["layout"] == "torch.strided" else None
    told = ("shape", "dtype", "device", "requires_grad", "is_leaf", "grad_fn")
    return {**{key: facts[key] for key in told}, "strides": strides}


def columns_of(table: pd.DataFrame) -> list[list[str]]:
    """The names and dtypes of a table's first columns."""
    kinds = table.dtypes.iloc[:MAX_COLUMNS]
    return [[str(name)[:40], str(kind)[:40]] for name, kind in kinds.items()]


def hidden(name: str, value: Any) -> bool:
    """Whether a name is no variable of the learner's: dunders and imported modules."""
    return name.startswith("__") or isinstance(value, types.ModuleType)
