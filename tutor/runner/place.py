"""*Child side.* The device of this process, by the name `device` in what an author writes: the same in both children.

Imports torch only when asked for the device itself: the tests' light children have none.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch


class _State:
    kind = "cpu"


def settle_on(kind: str) -> None:
    """From now on this process's device is of `kind`: "cpu", "cuda" or "mps"."""
    _State.kind = kind


def is_cpu() -> bool:
    """Whether there is nothing beside the CPU for this process."""
    return _State.kind == "cpu"


def device() -> torch.device:
    """The device, without an index: the current one of its kind."""
    import torch

    return torch.device(_State.kind)


def start() -> None:
    """Make this process's context on its device, and what the first steps of nearly all programs need there.

    Starts threads: of the driver's, and the one that runs `backward` there. Raises what torch raises.
    """
    if is_cpu():
        return
    import torch

    x = torch.ones(8, 8, device=device(), requires_grad=True)
    (x @ x).relu().sum().backward()
    if _State.kind == "cuda":
        torch.cuda.synchronize()


def seed(number: int) -> None:
    """Seed the device's own generator, where it has one."""
    torch = sys.modules.get("torch")
    if torch is None or is_cpu():
        return
    (torch.cuda if _State.kind == "cuda" else torch.mps).manual_seed(number & 0xFFFF_FFFF_FFFF_FFFF)
