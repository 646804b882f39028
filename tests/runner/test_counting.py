"""Protects: what an answer costs is counted, however it is written, and counting never breaks it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch

from tutor.runner.counting import Counter


def counted(work: Callable[[], object]) -> tuple[int, int]:
    """Operations, and bytes newly owned."""
    with Counter() as counter:
        work()
    return counter.operations, counter.allocated


def test_operations_and_new_bytes_are_counted():
    x = torch.ones(4)
    assert counted(lambda: x + x) == (1, 16)
    assert counted(lambda: x.view(2, 2)) == (1, 0)
    assert counted(lambda: x.detach()) == (0, 0)


def test_no_bytes_for_single_numbers_and_empty_tensors():
    assert counted(lambda: torch.ones(4).sum())[1] == 16
    assert counted(lambda: torch.ones(0))[1] == 0


@pytest.mark.parametrize(
    "work",
    [
        lambda f, x: torch.func.jvp(torch.func.grad(f), (x,), (x,)),
        lambda f, x: torch.func.hessian(f)(x),
        lambda f, x: torch.func.vmap(torch.func.grad(f))(x.expand(2, 3)),
    ],
    ids=["jvp", "hessian", "vmap"],
)
def test_transforms_of_functions_go_through(work):
    with Counter() as counter:
        work(lambda x: (x**3).sum(), torch.ones(3))
    assert counter.operations > 0
