"""Running a file to see what it does: its output, the value of its last line, its variables. *Child side.*"""

from __future__ import annotations

import types
from typing import Any

import torch

from tutor.runner.encode import tensor_facts
from tutor.runner.memory import memory_map
from tutor.runner.source import YOUR_CODE, describe_error, fresh_module, split_last

MAX_VARIABLES = 200
MAX_TEXT = 4000


def main(job: Any) -> None:
    """Run `job.data["source"]`, after `job.data["setup"]` if there is one.

    Frames: `value` (text of the last line's value, if it has one and it isn't None), `error`, `variables`.
    """
    module = fresh_module("__main__", {"__name__": "__main__"})
    names = module.__dict__
    if job.data.get("setup"):
        exec(compile(job.data["setup"], "<setup>", "exec", dont_inherit=True), names)
    before = set(names)
    try:
        body, last = split_last(job.data["source"], YOUR_CODE)
        exec(body, names)
        value = None if last is None else eval(last, names)
        text = None if value is None else shown(value)
        job.send({"t": "value", "text": text})
    except BaseException as error:
        job.send({"t": "error", "error": describe_error(error)})
    try:
        job.send({"t": "variables", "rows": variables({k: v for k, v in names.items() if k not in before})})
    except Exception as error:
        job.send({"t": "variables", "rows": [], "why": type(error).__name__})


def shown(value: Any) -> str:
    """A value as a prompt shows it; what its own `repr` raises is told, not raised."""
    try:
        text = repr(value)
        return text[:MAX_TEXT] if type(text) is str else f"<{type(value).__name__}>"
    except Exception as error:
        return f"<{type(value).__name__}, whose repr raised {type(error).__name__}>"


def variables(names: dict[str, Any]) -> list[dict[str, Any]]:
    """What each name stands for: type, a preview and, for tensors, shape, dtype, device, strides and storage."""
    rows = []
    kept = [(name, value) for name, value in names.items() if not hidden(name, value)][:MAX_VARIABLES]
    tensors = [(name, value) for name, value in kept if isinstance(value, torch.Tensor)]
    storage = {row["path"]: row for row in memory_map(tensors)}
    for name, value in kept:
        row: dict[str, Any] = {"name": name, "type": type(value).__name__, "preview": shown(value)[:400]}
        if isinstance(value, torch.Tensor):
            with torch._C.DisableTorchFunctionSubclass():
                facts = tensor_facts(value)
                strides = list(torch._C._TensorBase.stride(value)) if facts["layout"] == "torch.strided" else None
            row.update({key: facts[key] for key in ("shape", "dtype", "device", "requires_grad", "is_leaf", "grad_fn")})
            row.update({"strides": strides, "storage": storage[name]["storage"]})
        rows.append(row)
    return rows


def hidden(name: str, value: Any) -> bool:
    """Whether a name is no variable of the learner's: dunders and imported modules."""
    return name.startswith("__") or isinstance(value, types.ModuleType)
