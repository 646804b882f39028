"""Gradients of a result with respect to the arguments, for a cotangent drawn at random. *Child side.*"""

from __future__ import annotations

from typing import Any

import torch

from tutor.runner.memory import leaves


def gradient_places(places: list[tuple[str, Any]]) -> list[tuple[str, torch.Tensor]]:
    """Those of the arguments' leaves that require gradients, with their places."""
    return [(path, value) for path, value in places if isinstance(value, torch.Tensor) and value.requires_grad]


def pull_back(result: Any, wanted: list[tuple[str, torch.Tensor]], seed: int, passes: int) -> list[dict[str, Any]]:
    """`passes` backward passes from `result`: of each, the gradients (tensors or None) by place, or the error's type.

    The cotangent is standard normal in each output's shape, from `seed`: the same wherever the shapes are the same.
    The loss is the sum over outputs of the elementwise product with it.
    """
    outputs = [
        value
        for _, value in leaves(result, "result")
        if isinstance(value, torch.Tensor) and value.requires_grad and value.dtype.is_floating_point
    ]
    rounds: list[dict[str, Any]] = []
    for _ in range(passes):
        generator = torch.Generator().manual_seed(seed)
        try:
            pulled = [torch.randn(tuple(y.shape), generator=generator, dtype=torch.float64).to(y) for y in outputs]
            if not outputs or not wanted:
                rounds.append({"grads": [[path, None] for path, _ in wanted]})
                continue
            grads = torch.autograd.grad(
                outputs,
                [value for _, value in wanted],
                pulled,
                allow_unused=True,
            )
            rounds.append({"grads": [[path, grad] for (path, _), grad in zip(wanted, grads, strict=True)]})
        except Exception as error:
            rounds.append({"raised": type(error).__name__})
    return rounds
